//! Who manages what is shown defines attributes.

use desk::User;
use desk::attribute::{Attribute, AttributeId, AttributeName, Definition, Edit, Kind, MOST, Object, Offer};
use desk::order::Step;
use desk::right::Role;
use desk::snippet::Label;
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{add, add_as, all, definition, names};
use crate::inbox::code;

async fn change(kit: &Kit, who: &User, id: AttributeId, new: &Definition) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Attribute>(id).await?.change(&mut act, new).await?;
    act.done(()).await
}

async fn step(kit: &Kit, who: &User, id: AttributeId, step: Step) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Attribute>(id).await?.step(&mut act, step).await?;
    act.done(()).await
}

async fn remove(kit: &Kit, who: &User, id: AttributeId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Attribute>(id).await?.remove(&mut act).await?;
    act.done(()).await
}

#[both]
async fn p9_attributes_are_defined_changed_put_in_order_and_removed(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let plan = add(&kit, &lead, "planStr", "Basic\nFull").await.unwrap();
    let paid = add(&kit, &lead, "paidNum", "").await.unwrap();
    let cause = add(&kit, &lead, "causeTree", "Returns\n- Damaged").await.unwrap();
    assert_eq!(names(&kit, &lead).await, ["planStr", "paidNum", "causeTree"]);
    assert_eq!(code(add(&kit, &lead, "planStr", "").await), "name_taken");
    assert_eq!(code(AttributeName::parse("planDate")), "attribute_suffix");

    step(&kit, &lead, cause, Step::Up).await.unwrap();
    step(&kit, &lead, plan, Step::Down).await.unwrap();
    step(&kit, &lead, cause, Step::Up).await.unwrap();
    assert_eq!(names(&kit, &lead).await, ["causeTree", "planStr", "paidNum"]);

    let new = Definition {
        label: Label::typed(" Your   plan ").unwrap(),
        is_required: true,
        is_sensitive: true,
        offer: Offer::Many(vec!["Full".to_owned(), "Gold".to_owned()]),
    };
    change(&kit, &lead, plan, &new).await.unwrap();
    let now = all(&kit, &lead).await.into_iter().find(|attribute| attribute.id == plan).unwrap();
    assert_eq!(now.label, Label::Typed("Your plan".to_owned()));
    assert!(now.is_required && now.is_sensitive);
    assert_eq!((now.offer, now.name.as_str()), (new.offer, "planStr"));

    remove(&kit, &lead, paid).await.unwrap();
    assert_eq!(names(&kit, &lead).await, ["causeTree", "planStr"]);
    assert_eq!(code(remove(&kit, &lead, paid).await), "not_found");
}

#[both]
async fn p9_each_object_has_attributes_of_its_own(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    for object in Object::ALL {
        let mut act = kit.act(&lead);
        let name = AttributeName::parse("planStr").unwrap();
        act.add_attribute(*object, &name, &definition("planStr", "")).await.unwrap();
        act.done(()).await.unwrap();
    }
    let view = kit.view(&lead).await;
    for object in Object::ALL {
        let there = view.attributes(*object).await.unwrap();
        assert_eq!((there.len(), there[0].object), (1, *object));
    }
}

#[both]
async fn r1_who_does_not_manage_content_defines_nothing(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::Administrator]).await;
    let id = add(&kit, &lead, "planStr", "").await.unwrap();
    let new = definition("planStr", "");
    for who in [kit.user("Ana", &[Role::Agent]).await, kit.collaborator("Col Lab").await] {
        assert_eq!(names(&kit, &who).await, ["planStr"]);
        assert_eq!(code(add(&kit, &who, "otherStr", "").await), "may_not");
        assert_eq!(code(change(&kit, &who, id, &new).await), "may_not");
        assert_eq!(code(step(&kit, &who, id, Step::Up).await), "may_not");
        assert_eq!(code(remove(&kit, &who, id).await), "may_not");
    }
    let nobody = kit.user("No Role", &[]).await;
    assert_eq!(code(kit.view(&nobody).await.attributes(Object::Conversation).await), "may_not");
    assert_eq!(code(remove(&kit, &nobody, id).await), "not_found", "absent and invisible are one answer");
}

#[both]
async fn th29_a_definition_fits_its_type_and_names_a_snippet_that_is_there(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    for (name, offer) in [
        ("planNum", Offer::One(vec!["1".to_owned()])),
        ("causeTree", Offer::Any),
        ("planStr", Offer::parse(Kind::Tree, "A", false).unwrap()),
    ] {
        let new = Definition { offer, ..definition("planStr", "") };
        assert_eq!(code(add_as(&kit, &lead, name, &new).await), "invalid", "{name}");
    }
    let new = Definition { label: Label::Snippet(kit.id()), ..definition("planStr", "") };
    assert_eq!(code(add_as(&kit, &lead, "planStr", &new).await), "snippet_gone");
}

#[both]
async fn p9_an_object_has_a_hundred_attributes(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    for number in 0..MOST {
        add(&kit, &lead, &format!("number{number}Str"), "").await.unwrap();
    }
    assert_eq!(code(add(&kit, &lead, "oneMoreStr", "").await), "attributes_many");
    let mut act = kit.act(&lead);
    let name = AttributeName::parse("oneMoreStr").unwrap();
    act.add_attribute(Object::Customer, &name, &definition("oneMoreStr", "")).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn th27_another_organizations_attributes_are_not_there(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::Administrator]).await;
    let id = add(&kit, &lead, "planStr", "").await.unwrap();
    kit.part_from_twin();
    kit.lose("attribute", "true").await;
    assert!(all(&kit, &lead).await.is_empty());
    assert_eq!(code(change(&kit, &lead, id, &definition("planStr", "")).await), "not_found");
    for number in 0..MOST {
        add(&kit, &lead, &format!("number{number}Str"), "").await.unwrap();
    }
    let first = all(&kit, &lead).await[0].id;
    step(&kit, &lead, first, Step::Down).await.unwrap();
    assert_eq!(names(&kit, &lead).await[..2], ["number1Str", "number0Str"], "the twin's does not count");
}
