//! P9: what the portal shows of a conversation.

use std::sync::Arc;

use desk::attribute::{Attribute, AttributeId, Definition, Edit as EditAttribute, Object, Offer};
use desk::conversation::{Assign, Assignment, Conversation, Priority, SetPriority, Tag};
use desk::detail::{Arrange, Called, Detail, DetailId, Edit, MOST, Own, Shown, ShownValue, What};
use desk::kb::{Kb, KbId};
use desk::order::Step;
use desk::right::Role;
use desk::snippet::Label;
use desk::user::Team;
use desk::{Customer, User};
use kernel::{Fault, Time};
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::attribute::{add, add_as, definition, set};
use crate::inbox::{Stage, code};
use crate::snippet;

pub(crate) async fn choose(
    kit: &Kit,
    who: &User,
    (kb, what): (KbId, What),
    label: &Label,
) -> Result<DetailId, Fault> {
    let mut act = kit.act(who);
    let id = act.open::<Arrange, Kb>(kb).await?.add_detail(&mut act, what, label).await?;
    act.done(id).await
}

pub(crate) async fn step(kit: &Kit, who: &User, id: DetailId, step: Step) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Detail>(id).await?.step(&mut act, step).await?;
    act.done(()).await
}

pub(crate) async fn rename(kit: &Kit, who: &User, id: DetailId, label: &Label) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Detail>(id).await?.rename(&mut act, label).await?;
    act.done(()).await
}

pub(crate) async fn remove(kit: &Kit, who: &User, id: DetailId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Detail>(id).await?.remove(&mut act).await?;
    act.done(()).await
}

pub(crate) async fn chosen(kit: &Kit, who: &User, kb: KbId) -> Vec<String> {
    let view = kit.view(who).await;
    let name = |detail: &Detail| detail.attribute.as_ref().map(|attribute| attribute.name.to_string());
    let details = view.details(kb).await.unwrap();
    details.iter().map(|detail| name(detail).unwrap_or_else(|| detail.what.key())).collect()
}

/// What the customer sees, in this language.
async fn shown(stage: &Stage, who: &Customer, language: &str) -> Vec<Shown> {
    // The site as it is now: what is read of it once is read again after a change.
    let site = stage.kit.site_at(&who.site.origin.host).await;
    let who = Customer { site, ..who.clone() };
    let view = stage.kit.view(&who).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    view.details_of(&conversation, &language.parse().unwrap()).await.unwrap()
}

async fn names(stage: &Stage, who: &Customer, language: &str) -> Vec<String> {
    let name = |shown: Shown| match shown.called {
        Called::Name(name) => name,
        Called::Own(own) => own.name().to_owned(),
    };
    shown(stage, who, language).await.into_iter().map(name).collect()
}

fn named(name: &str, value: ShownValue) -> Shown {
    Shown { called: Called::Name(name.to_owned()), value }
}

fn texts(texts: &[&str]) -> ShownValue {
    ShownValue::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[both]
async fn p9_chosen_attributes_with_a_value_are_shown_in_order_by_their_types(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let parts = Definition {
        offer: Offer::Many(["A", "B"].map(str::to_owned).to_vec()),
        ..definition("partsStr", "")
    };
    let tree = "Returns\n- Damaged";
    for (name, new, typed) in [
        ("causeTree", definition("causeTree", tree), &["returns.damaged"][..]),
        ("partsStr", parts, &["B", "A"]),
        ("sentAt", definition("sentAt", ""), &["2026-09-21T14:13:20Z"]),
        ("vipBool", definition("vipBool", ""), &["false"]),
        ("shopUrl", definition("shopUrl", ""), &["https://acme.com/"]),
        ("ordersNum", definition("ordersNum", ""), &["12.50"]),
        ("emptyStr", definition("emptyStr", ""), &[]),
        ("cityStr", definition("cityStr", ""), &["Kyiv"]),
    ] {
        let id = add_as(kit, &lead, name, &new).await.unwrap();
        set(kit, &stage.ana, (stage.id, name), typed).await.unwrap();
        if name != "cityStr" {
            choose(kit, &lead, (kb, What::Attribute(id)), &Label::Own).await.unwrap();
        }
    }
    assert_eq!(
        shown(&stage, &stage.cleo, "en_us").await,
        [
            named("Cause", texts(&["Returns › Damaged"])),
            named("Parts", texts(&["B", "A"])),
            named("Sent", ShownValue::At(Time(1_790_000_000_000))),
            named("Vip", ShownValue::Truth(false)),
            named("Shop", ShownValue::Url("https://acme.com/".to_owned())),
            named("Orders", texts(&["12.5"])),
        ],
        "neither what has no value nor what was not chosen"
    );
    let elsewhere = Customer { site: kit.site_at("help.zeta.test").await, ..stage.cleo.clone() };
    assert!(shown(&stage, &elsewhere, "en_us").await.is_empty(), "each knowledge base chooses for itself");
}

#[both]
async fn p9_brand_priority_tags_and_team_can_be_shown_too(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    for own in [Own::Team, Own::Tags, Own::Priority, Own::Brand] {
        choose(kit, &lead, (kb, What::Own(own)), &Label::Own).await.unwrap();
    }
    let own = |own, value| Shown { called: Called::Own(own), value };
    let brand = own(Own::Brand, texts(&["Acme Help"]));
    assert_eq!(
        shown(&stage, &stage.cleo, "en_us").await,
        [own(Own::Priority, ShownValue::Priority(3)), brand.clone()]
    );
    let mut act = kit.operate();
    let team = Team::add(&mut act, "Returns", &[]).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = kit.act(&stage.ana);
    let urgent = Priority::new(5).unwrap();
    act.open::<SetPriority, Conversation>(stage.id)
        .await
        .unwrap()
        .set_priority(&mut act, urgent)
        .await
        .unwrap();
    for tag in ["late", "broken"] {
        let conversation = act.open::<Tag, Conversation>(stage.id).await.unwrap();
        conversation.tag(&mut act, &tag.parse().unwrap()).await.unwrap();
    }
    let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
    conversation.assign(&mut act, Assignment::Team(team)).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(
        shown(&stage, &stage.cleo, "en_us").await,
        [
            own(Own::Team, texts(&["Returns"])),
            own(Own::Tags, texts(&["broken", "late"])),
            own(Own::Priority, ShownValue::Priority(5)),
            brand
        ]
    );
}

#[both]
async fn p9_a_display_name_is_typed_or_a_snippet_or_the_attributes_own(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let order =
        snippet::add(kit, &lead, "sn.org.order", &[("de", "Bestellung"), ("en_us", "Order")]).await.unwrap();
    let called = Definition { label: Label::Snippet(order), ..definition("orderStr", "") };
    let id = add_as(kit, &lead, "orderStr", &called).await.unwrap();
    set(kit, &stage.ana, (stage.id, "orderStr"), &["4711"]).await.unwrap();
    let detail = choose(kit, &lead, (kb, What::Attribute(id)), &Label::Own).await.unwrap();
    for (language, expected) in [("de", "Bestellung"), ("en_us", "Order"), ("fr", "Order")] {
        assert_eq!(names(&stage, &stage.cleo, language).await, [expected], "{language}");
    }
    let parcel = snippet::add(kit, &lead, "sn.org.parcel", &[("fr", "Colis")]).await.unwrap();
    for (label, expected) in [
        (Label::Typed("Your order".to_owned()), "Your order"),
        (Label::Snippet(parcel), "Colis"),
        (Label::Own, "Bestellung"),
    ] {
        rename(kit, &lead, detail, &label).await.unwrap();
        assert_eq!(names(&stage, &stage.cleo, "de").await, [expected]);
    }
    assert_eq!(code(rename(kit, &lead, detail, &Label::Snippet(kit.id())).await), "snippet_gone");
    rename(kit, &lead, detail, &Label::Snippet(parcel)).await.unwrap();
    let mut act = kit.act(&lead);
    let used =
        act.open::<desk::snippet::Edit, desk::snippet::Snippet>(parcel).await.unwrap().remove(&mut act).await;
    assert_eq!(used.unwrap_err().problems()[0].values, [("places", "Acme Help".to_owned())]);
}

async fn make_sensitive(kit: &Kit, who: &User, id: AttributeId, is_sensitive: bool) {
    let mut act = kit.act(who);
    let attribute = act.open::<EditAttribute, Attribute>(id).await.unwrap();
    let new = Definition { is_sensitive, ..definition("ibanStr", "") };
    attribute.change(&mut act, &new).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn p9_what_is_or_becomes_sensitive_or_is_removed_is_shown_to_no_customer(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let iban = add(kit, &lead, "ibanStr", "").await.unwrap();
    set(kit, &stage.ana, (stage.id, "ibanStr"), &["DE00 1234"]).await.unwrap();
    make_sensitive(kit, &lead, iban, true).await;
    let what = (kb, What::Attribute(iban));
    assert_eq!(code(choose(kit, &lead, what, &Label::Own).await), "detail_sensitive");
    make_sensitive(kit, &lead, iban, false).await;
    choose(kit, &lead, what, &Label::Own).await.unwrap();
    assert_eq!(names(&stage, &stage.cleo, "en_us").await, ["Iban"]);
    make_sensitive(kit, &lead, iban, true).await;
    assert!(shown(&stage, &stage.cleo, "en_us").await.is_empty());
    assert_eq!(chosen(kit, &lead, kb).await, ["ibanStr"], "who chose it sees that it is there");
    make_sensitive(kit, &lead, iban, false).await;
    let mut act = kit.act(&lead);
    act.open::<EditAttribute, Attribute>(iban).await.unwrap().remove(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert!(shown(&stage, &stage.cleo, "en_us").await.is_empty());
    assert!(chosen(kit, &lead, kb).await.is_empty());
}

#[both]
async fn p9_details_are_chosen_once_put_in_order_and_taken_away(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let city = add(kit, &lead, "cityStr", "").await.unwrap();
    let first = choose(kit, &lead, (kb, What::Attribute(city)), &Label::Own).await.unwrap();
    choose(kit, &lead, (kb, What::Own(Own::Tags)), &Label::Own).await.unwrap();
    let last = choose(kit, &lead, (kb, What::Own(Own::Brand)), &Label::Own).await.unwrap();
    assert_eq!(code(choose(kit, &lead, (kb, What::Own(Own::Tags)), &Label::Own).await), "detail_taken");
    step(kit, &lead, last, Step::Up).await.unwrap();
    step(kit, &lead, first, Step::Down).await.unwrap();
    assert_eq!(chosen(kit, &lead, kb).await, ["brand", "cityStr", "tags"]);
    remove(kit, &lead, first).await.unwrap();
    assert_eq!(chosen(kit, &lead, kb).await, ["brand", "tags"]);
    let unknown = What::Attribute(kit.id());
    assert_eq!(code(choose(kit, &lead, (kb, unknown), &Label::Own).await), "not_found");
    let mut act = kit.act(&lead);
    let name = desk::attribute::AttributeName::parse("planStr").unwrap();
    let customers = act.add_attribute(Object::Customer, &name, &definition("planStr", "")).await.unwrap();
    act.done(()).await.unwrap();
    let what = What::Attribute(customers);
    assert_eq!(
        code(choose(kit, &lead, (kb, what), &Label::Own).await),
        "not_found",
        "it is not conversations'"
    );
    assert!(chosen(kit, &lead, kit.other_kb.id).await.is_empty());
}

#[both]
async fn p9_the_twenty_first_detail_is_refused(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    for number in 0..MOST {
        let id = add(kit, &lead, &format!("number{number}Str"), "").await.unwrap();
        choose(kit, &lead, (kb, What::Attribute(id)), &Label::Own).await.unwrap();
    }
    assert_eq!(code(choose(kit, &lead, (kb, What::Own(Own::Tags)), &Label::Own).await), "details_many");
    choose(kit, &lead, (kit.other_kb.id, What::Own(Own::Tags)), &Label::Own).await.unwrap();
}

#[both]
async fn r1_only_who_manages_content_chooses_details(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = choose(kit, &lead, (kb, What::Own(Own::Tags)), &Label::Own).await.unwrap();
    for who in [stage.ana.clone(), kit.collaborator("Col Lab").await] {
        let view = kit.view(&who).await;
        assert_eq!(code(view.details(kb).await), "may_not");
        view.close();
        assert_eq!(code(choose(kit, &who, (kb, What::Own(Own::Team)), &Label::Own).await), "not_found");
        assert_eq!(code(remove(kit, &who, id).await), "not_found");
    }
    assert_eq!(code(choose(kit, &lead, (kit.id(), What::Own(Own::Team)), &Label::Own).await), "not_found");
}

#[both]
async fn th27_another_organizations_details_are_not_there(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, kb) = (&stage.kit, stage.kit.kb.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let city = add(kit, &lead, "cityStr", "").await.unwrap();
    set(kit, &stage.ana, (stage.id, "cityStr"), &["Kyiv"]).await.unwrap();
    let detail = choose(kit, &lead, (kb, What::Attribute(city)), &Label::Own).await.unwrap();
    kit.part_from_twin();
    kit.lose("attribute_value", "true").await;
    assert!(shown(&stage, &stage.cleo, "en_us").await.is_empty());
    kit.lose("attribute", "true").await;
    assert!(shown(&stage, &stage.cleo, "en_us").await.is_empty());
    let view = kit.view(&lead).await;
    assert!(view.details(kb).await.unwrap()[0].attribute.is_none());
    assert!(view.see::<Detail>(detail).await.unwrap().attribute.is_none());
    view.close();
    assert!(kit.site().await.shows_details);
    kit.lose("portal_detail", "true").await;
    assert!(!kit.site().await.shows_details);
    assert!(chosen(kit, &lead, kb).await.is_empty());
    assert_eq!(code(remove(kit, &lead, detail).await), "not_found");
    for number in 0..MOST {
        let id = add(kit, &lead, &format!("number{number}Str"), "").await.unwrap();
        choose(kit, &lead, (kb, What::Attribute(id)), &Label::Own).await.unwrap();
    }
    assert_eq!(chosen(kit, &lead, kb).await.len(), MOST, "the twin's does not count");
}

/// Whoever changes one entry holds the whole list, so that neither waits for what the other holds.
#[both]
async fn two_who_rename_two_details_at_one_instant_both_do(database: Database) {
    let kit = Arc::new(Kit::new(&database).await);
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let mut details = Vec::new();
    for own in [Own::Tags, Own::Team] {
        details.push(choose(&kit, &admin, (kit.kb.id, What::Own(own)), &Label::Own).await.unwrap());
    }
    for round in 0..5 {
        let label = Label::Typed(format!("Called {round}"));
        let renaming = details.iter().map(|&id| {
            let (kit, who, label) = (kit.clone(), admin.clone(), label.clone());
            tokio::spawn(async move { rename(&kit, &who, id, &label).await })
        });
        for renamed in renaming.collect::<Vec<_>>() {
            renamed.await.unwrap().unwrap();
        }
    }
}
