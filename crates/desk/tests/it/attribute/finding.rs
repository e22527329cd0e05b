//! W1: lists of conversations that have a value.

use desk::User;
use desk::attribute::{AttributeId, Definition};
use desk::conversation::inbox::{Filters, ListQuery, Shelf, Wanted};
use desk::conversation::{Conversation, ConversationId, Tag};
use desk::right::{Right, Rights, Role};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{add, add_as, definition, set};
use crate::inbox::{Stage, begin};

/// The subjects that a filter finds, and their number; nothing where there is no number.
async fn found(kit: &Kit, who: &User, filters: Filters) -> (Vec<String>, Option<i64>) {
    let view = kit.view(who).await;
    let query = ListQuery { filters, ..ListQuery::of(Shelf::Open) };
    let rows = view.inbox(&query).await.unwrap().rows;
    let count = view.count_of(&query).await.unwrap();
    (rows.into_iter().map(|row| row.subject).collect(), count.map(|count| count.number))
}

fn wanted(attribute: AttributeId, value: &str) -> Filters {
    Filters { wanted: Some(Wanted { attribute, value: value.to_owned() }), ..Filters::default() }
}

async fn tag(stage: &Stage, id: ConversationId) {
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Tag, Conversation>(id).await.unwrap();
    conversation.tag(&mut act, &"vip".parse().unwrap()).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn w1_conversations_are_found_by_a_value_of_any_type(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let other = begin(kit, &stage.cleo, "other", "Hello.", &[]).await;
    for (name, options, value, others, finding, missing) in [
        ("cityStr", "", "São Paulo", "Kyiv", "sao paulo", "sao"),
        ("planStr", "Basic\nFull", "Full", "Basic", "Full", "Gold"),
        ("remarkTxt", "", "One\ntwo", "Three", "one\nTWO", "one"),
        ("ordersNum", "", "12.5", "-3", "012.50", "twelve"),
        ("sentAt", "", "2026-09-21T14:13:20Z", "2026-09-22T00:00:00Z", "2026-09-21", "2026-09-20"),
        ("vipBool", "", "true", "false", "true", "perhaps"),
        ("shopUrl", "", "https://acme.com/", "https://acme.org/", "https://acme.com/", "acme.com"),
        (
            "parentId",
            "",
            "6ab13b80000000000000000a",
            "6ab13b80000000000000000b",
            "6ab13b80000000000000000a",
            "6",
        ),
        ("causeTree", "Returns\n- Damaged\nLate", "returns.damaged", "late", "RETURNS", "returns.late"),
    ] {
        let id = add(kit, &lead, name, options).await.unwrap();
        set(kit, &stage.ana, (stage.id, name), &[value]).await.unwrap();
        set(kit, &stage.ana, (other, name), &[others]).await.unwrap();
        let (subjects, count) = found(kit, &stage.ana, wanted(id, finding)).await;
        assert_eq!((subjects, count), (vec!["Tent pole".to_owned()], Some(1)), "{name}: {finding}");
        assert_eq!(found(kit, &stage.ana, wanted(id, missing)).await, (vec![], Some(0)), "{name}: {missing}");
    }
}

#[both]
async fn w1_a_value_joins_other_filters(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = add(kit, &lead, "cityStr", "").await.unwrap();
    let other = begin(kit, &stage.cleo, "other", "Hello.", &[]).await;
    for of in [stage.id, other] {
        set(kit, &stage.ana, (of, "cityStr"), &["Kyiv"]).await.unwrap();
    }
    tag(&stage, other).await;
    let (all, one) = (vec!["other".to_owned(), "Tent pole".to_owned()], vec!["other".to_owned()]);
    assert_eq!(found(kit, &stage.ana, wanted(id, "kyiv")).await, (all.clone(), Some(2)));
    let tagged = Filters { tag: Some("vip".to_owned()), ..wanted(id, "kyiv") };
    assert_eq!(found(kit, &stage.ana, tagged.clone()).await, (one.clone(), None));
    let elsewhere = Filters { tag: Some("vip".to_owned()), ..wanted(id, "Lviv") };
    assert_eq!(found(kit, &stage.ana, elsewhere).await.0, [""; 0]);
    for (priority, expected) in [(3, all.clone()), (5, vec![])] {
        let filters = Filters { priority: Some(priority), ..wanted(id, "kyiv") };
        let count = i64::try_from(expected.len()).ok();
        assert_eq!(found(kit, &stage.ana, filters).await, (expected, count));
    }
    let words =
        ListQuery { words: "hello".to_owned(), filters: wanted(id, "kyiv"), ..ListQuery::of(Shelf::Open) };
    let rows = kit.view(&stage.ana).await.inbox(&words).await.unwrap().rows;
    assert_eq!(rows.into_iter().map(|row| row.subject).collect::<Vec<_>>(), one);
}

#[both]
async fn w1_of_a_value_that_many_have_every_one_is_found(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = add(kit, &lead, "cityStr", "").await.unwrap();
    for number in 0..210 {
        let of = begin(kit, &stage.cleo, &format!("number {number}"), "Hello.", &[]).await;
        set(kit, &stage.ana, (of, "cityStr"), &["Kyiv"]).await.unwrap();
        if number % 50 == 0 {
            kit.clock.advance_millis(3_600_000);
        }
    }
    let (subjects, count) = found(kit, &stage.ana, wanted(id, "Kyiv")).await;
    assert_eq!((subjects.len(), subjects[0].as_str(), count), (50, "number 209", Some(210)));
    // TH27: what another organization's conversations have is not counted.
    kit.part_from_twin();
    kit.lose("attribute_value", "object_id = (select max(object_id) from attribute_value)").await;
    assert_eq!(found(kit, &stage.ana, wanted(id, "Kyiv")).await.1, Some(209));
}

#[both]
async fn r1_nobody_finds_by_a_value_that_is_not_for_their_eyes(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let secret = Definition { is_sensitive: true, ..definition("ibanStr", "") };
    let id = add_as(kit, &lead, "ibanStr", &secret).await.unwrap();
    set(kit, &stage.ana, (stage.id, "ibanStr"), &["DE00"]).await.unwrap();
    assert_eq!(found(kit, &stage.ana, wanted(id, "de00")).await.1, Some(1));
    let reader = User { rights: Rights::only(&[Right::Read]), ..stage.ana.clone() };
    for who in [&lead, &reader] {
        assert_eq!(found(kit, who, wanted(id, "de00")).await, (vec![], Some(0)));
    }
}

/// TH41: what is asked for is a value of a statement and never a part of its text.
#[both]
async fn th41_a_filter_is_bound_whatever_it_holds(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = add(kit, &lead, "cityStr", "").await.unwrap();
    set(kit, &stage.ana, (stage.id, "cityStr"), &["Kyiv"]).await.unwrap();
    for typed in ["' or '1' = '1", "%", "_yiv", "kyiv' --", "$1", "kyiv\u{0}"] {
        assert_eq!(found(kit, &stage.ana, wanted(id, typed)).await.0, [""; 0], "{typed}");
    }
    let name = "'; drop table attribute_value; --";
    set(kit, &stage.ana, (stage.id, "cityStr"), &[name]).await.unwrap();
    assert_eq!(found(kit, &stage.ana, wanted(id, name)).await.1, Some(1));
}

#[both]
async fn th27_anothers_values_find_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = add(kit, &lead, "cityStr", "").await.unwrap();
    set(kit, &stage.ana, (stage.id, "cityStr"), &["Kyiv"]).await.unwrap();
    kit.part_from_twin();
    kit.lose("attribute_value", "true").await;
    let hello =
        ListQuery { words: "pole".to_owned(), filters: wanted(id, "kyiv"), ..ListQuery::of(Shelf::Open) };
    assert!(kit.view(&stage.ana).await.inbox(&hello).await.unwrap().rows.is_empty());
    assert_eq!(found(kit, &stage.ana, wanted(id, "kyiv")).await, (vec![], Some(0)));
}
