//! Agents say what a conversation has of each attribute.

use db::params;
use desk::User;
use desk::attribute::{Definition, Held, Holding, Offer};
use desk::conversation::{Conversation, Merge, SetValues};
use desk::right::{Right, Rights, Role};
use testkit::{Database, both};

use super::{add, add_as, all, definition, held, said, set, stored};
use crate::inbox::{Stage, begin, code, statement};

const TREE: &str = "Returns\n- Damaged\nDelivery";

/// One attribute of each type, and what is typed as its value.
const EACH: &[(&str, &str, &str)] = &[
    ("cityStr", "", "São Paulo"),
    ("planStr", "Basic\nFull", "Full"),
    ("remarkTxt", "", "Two\nlines"),
    ("ordersNum", "", "12.5"),
    ("sentAt", "", "2026-09-21T14:13:20Z"),
    ("vipBool", "", "true"),
    ("shopUrl", "", "https://acme.com/shop"),
    ("parentId", "", "6ab13b80000000000000000a"),
    ("causeTree", TREE, "returns.damaged"),
];

async fn define_each(stage: &Stage) -> User {
    let lead = stage.kit.user("Lea", &[Role::ContentManager]).await;
    for (name, options, _) in EACH {
        add(&stage.kit, &lead, name, options).await.unwrap();
    }
    lead
}

#[both]
async fn w2_values_of_every_type_are_kept_changed_and_taken_away(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    define_each(&stage).await;
    assert!(said(kit, &stage.ana, id).await.is_empty());
    for (name, _, typed) in EACH {
        set(kit, &stage.ana, (id, name), &[typed]).await.unwrap();
    }
    assert_eq!(
        said(kit, &stage.ana, id).await,
        [
            "cityStr=São Paulo",
            "planStr=Full",
            "remarkTxt=Two\nlines",
            "ordersNum=12.5",
            "sentAt=1790000000000",
            "vipBool=true",
            "shopUrl=https://acme.com/shop",
            "parentId=6ab13b80000000000000000a",
            "causeTree=returns.damaged"
        ]
    );
    set(kit, &stage.ana, (id, "ordersNum"), &["013"]).await.unwrap();
    for (name, ..) in EACH.iter().filter(|(name, ..)| *name != "ordersNum") {
        set(kit, &stage.ana, (id, name), &[" "]).await.unwrap();
    }
    assert_eq!(said(kit, &stage.ana, id).await, ["ordersNum=13"]);
}

#[both]
async fn w2_a_choice_of_several_keeps_them_in_order_and_a_required_one_is_not_empty(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let many = Offer::Many(["A", "B", "C"].map(str::to_owned).to_vec());
    let new = Definition { offer: many, is_required: true, ..definition("partsStr", "") };
    add_as(kit, &lead, "partsStr", &new).await.unwrap();
    add(kit, &lead, "planStr", "Basic\nFull").await.unwrap();
    set(kit, &stage.ana, (id, "partsStr"), &["C", "", "A", "C"]).await.unwrap();
    assert_eq!(said(kit, &stage.ana, id).await, ["partsStr=C,A"]);
    for (name, typed, refused) in [
        ("partsStr", vec![], "value_required"),
        ("partsStr", vec!["A", "D"], "value_type"),
        ("planStr", vec!["Basic", "Full"], "value_type"),
        ("planStr", vec!["Gold"], "value_type"),
    ] {
        assert_eq!(code(set(kit, &stage.ana, (id, name), &typed).await), refused, "{typed:?}");
    }
    assert_eq!(said(kit, &stage.ana, id).await, ["partsStr=C,A"], "nothing is half stored");
}

#[both]
async fn w2_the_timeline_tells_which_attributes_were_changed_and_never_a_value(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    define_each(&stage).await;
    stage.later();
    set(kit, &stage.ana, (id, "cityStr"), &["Numbatville"]).await.unwrap();
    set(kit, &stage.ana, (id, "cityStr"), &["Numbatville"]).await.unwrap();
    let told: Vec<String> =
        stage.events().await.into_iter().filter(|event| event.starts_with("attributes")).collect();
    assert_eq!(told, ["attributes-changed Ana Agent City"], "what stays as it is is not told");
    let text = "select count(*) from fact where org_id = $1 and payload like '%Numbatville%'";
    let reader = kit.db.reader().await.unwrap();
    let (values,): (i64,) = reader.one(statement(text).with(params![kit.org])).await.unwrap();
    reader.end();
    assert_eq!(values, 0);
}

#[both]
async fn r1_sensitive_values_are_masked_for_who_may_not_see_them(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let secret = Definition { is_sensitive: true, ..definition("ibanStr", "") };
    add_as(kit, &lead, "ibanStr", &secret).await.unwrap();
    add(kit, &lead, "cityStr", "").await.unwrap();
    set(kit, &stage.ana, (id, "ibanStr"), &["DE00 1234"]).await.unwrap();
    let administrator = kit.user("Ad Min", &[Role::Administrator]).await;
    for who in [&stage.ana, &administrator] {
        assert_eq!(said(kit, who, id).await, ["ibanStr=DE00 1234"]);
    }
    let changer = User { rights: Rights::only(&[Right::Read, Right::Change]), ..stage.ana.clone() };
    for who in [&lead, &kit.collaborator("Col Lab").await, &changer] {
        let seen: Vec<Held> = held(kit, who, id).await;
        assert_eq!(seen[0].holding, Holding::Masked(true));
        assert!(!format!("{seen:?}").contains("1234"));
    }
    assert_eq!(code(set(kit, &changer, (id, "ibanStr"), &[""]).await), "may_not");
    set(kit, &changer, (id, "cityStr"), &["Kyiv"]).await.unwrap();
    assert_eq!(said(kit, &changer, id).await, ["ibanStr=*", "cityStr=Kyiv"]);
    set(kit, &stage.ana, (id, "ibanStr"), &[""]).await.unwrap();
    assert_eq!(held(kit, &changer, id).await[0].holding, Holding::Masked(false));
}

#[both]
async fn w2_who_may_not_change_a_conversation_sets_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    let lead = define_each(&stage).await;
    for who in [lead, kit.collaborator("Col Lab").await] {
        assert_eq!(code(set(kit, &who, (id, "cityStr"), &["Kyiv"]).await), "may_not");
    }
    assert!(said(kit, &stage.ana, id).await.is_empty());
}

#[both]
async fn p14_of_two_that_are_merged_the_remaining_ones_values_win(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    define_each(&stage).await;
    let other = begin(kit, &stage.cleo, "The same", "Again.", &[]).await;
    for (of, name, typed) in [
        (id, "cityStr", "Kyiv"),
        (other, "cityStr", "Lviv"),
        (other, "planStr", "Full"),
        (id, "vipBool", "true"),
    ] {
        set(kit, &stage.ana, (of, name), &[typed]).await.unwrap();
    }
    let mut act = kit.act(&stage.ana);
    Conversation::merge(&mut act, other, id).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(said(kit, &stage.ana, id).await, ["cityStr=Kyiv", "planStr=Full", "vipBool=true"]);
    assert_eq!(stored(kit, "true").await, 3, "nothing is left of the other");
    let mut act = kit.act(&stage.ana);
    act.open::<Merge, Conversation>(other).await.unwrap();
}

#[both]
async fn th27_anothers_values_stay_as_they_are_and_are_not_seen(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    define_each(&stage).await;
    set(kit, &stage.ana, (id, "cityStr"), &["Kyiv"]).await.unwrap();
    let city = all(kit, &stage.ana).await[0].clone();
    kit.part_from_twin();
    kit.lose("attribute_value", "true").await;
    assert!(said(kit, &stage.ana, id).await.is_empty());
    set(kit, &stage.ana, (id, "cityStr"), &["Lviv"]).await.unwrap();
    assert_eq!(said(kit, &stage.ana, id).await, ["cityStr=Lviv"]);
    kit.lose("attribute", "true").await;
    assert!(held(kit, &stage.ana, id).await.is_empty());
    let mut act = kit.act(&stage.ana);
    let conversation = act.open::<SetValues, Conversation>(id).await.unwrap();
    let given = city.give(&["Odesa"]).unwrap();
    assert_eq!(code(conversation.set_values(&mut act, &[given]).await), "state_changed");
}

#[both]
async fn th27_what_another_organization_has_of_an_attribute_is_not_shown_and_takes_no_place(
    database: Database,
) {
    let stage = Stage::new(&database).await;
    let (kit, id) = (&stage.kit, stage.id);
    define_each(&stage).await;
    let other = begin(kit, &stage.cleo, "Another", "It snapped again.", &[]).await;
    set(kit, &stage.ana, (id, "cityStr"), &["Lima"]).await.unwrap();
    set(kit, &stage.ana, (other, "cityStr"), &["Oslo"]).await.unwrap();
    kit.part_from_twin();
    kit.lose("attribute_value", &format!("object_id = '{other}'")).await;
    assert!(said(kit, &stage.ana, other).await.is_empty());
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let mut act = kit.act(&ada);
    Conversation::merge(&mut act, id, other).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(said(kit, &stage.ana, other).await, ["cityStr=Lima"]);
}
