//! What a form says of attributes: of its conversation, and of its customer where the customer says it (TH10).

use desk::attribute::{AttributeId, AttributeName, Definition, Object};
use desk::form::{Submits, TypedField, Way};
use desk::right::Role;
use testkit::{Database, both};

use super::sending::{ADDRESS, newest, sign_in};
use super::{Stage, answers_of, field};
use crate::attribute;
use crate::session::holder;

/// TH10, TH31: what a stranger says about an address changes nothing of whoever holds it.
#[both]
async fn th10_a_strangers_form_leaves_the_customer_of_the_address_as_they_were(database: Database) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ag Ent", &[Role::Agent]).await;
    let plan = of_customers(&stage, "planStr", false).await;
    stage.ask(&[TypedField { target: format!("customer:{plan}"), ..field("plan", "text") }]).await;
    let ana = holder(&stage.kit, "Ana", ADDRESS, desk::customer::Standing::Typed).await;
    let answers = [("subject", "Broken lamp"), ("message", "Hm."), ("plan", "gold")];
    let filled = stage.fill(ADDRESS, &answers).await;
    stage.send(&stage.public(), &filled, ("1", Way::Worked), &[]).await.unwrap();
    let (id, message) = newest(&stage, &agent).await.unwrap();
    assert!(message.text.contains("The plan: gold"), "it is told, and no more");
    assert_eq!(values(&stage, "customer").await, 0);
    let view = stage.kit.view(&agent).await;
    let conversation: desk::conversation::Conversation = view.see(id).await.unwrap();
    assert_eq!(conversation.customer, ana.id);
    view.close();
    let cleo = stage.kit.customer("Cleo", "cleo@example.com").await;
    stage.send(&cleo, &filled, ("2", Way::Known), &[]).await.unwrap();
    assert_eq!(values(&stage, "customer").await, 1, "who is signed in speaks for themselves");
}

/// TH10: who proves an address did not write what waited under it.
#[both]
async fn th10_what_a_stranger_prepared_about_a_customer_is_not_true_once_the_address_is_proven(
    database: Database,
) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ag Ent", &[Role::Agent]).await;
    let plan = of_customers(&stage, "planStr", false).await;
    let orders = attribute::add(&stage.kit, &stage.con, "ordersNum", "").await.unwrap();
    let plan = TypedField { target: format!("customer:{plan}"), ..field("plan", "text") };
    let orders = TypedField { target: format!("conversation:{orders}"), ..field("orders", "text") };
    stage.ask(&[plan, orders]).await;
    let answers = [("subject", "x"), ("message", "y"), ("plan", "gold"), ("orders", "7")];
    let held = stage.fill("new@example.com", &answers).await;
    stage.send(&stage.public(), &held, ("1", Way::Bare), &[]).await.unwrap();
    sign_in(&stage, "new@example.com").await;
    let (_, message) = newest(&stage, &agent).await.unwrap();
    assert!(message.text.contains("The plan: gold"), "it is told");
    assert_eq!(values(&stage, "customer").await, 0, "and no more");
    assert_eq!(values(&stage, "conversation").await, 1, "what it says of itself is its own");
}

#[both]
async fn th10_a_stranger_is_not_asked_what_could_be_kept_nowhere(database: Database) {
    let stage = Stage::new(&database).await;
    let pin = of_customers(&stage, "pinStr", true).await;
    let pin = TypedField {
        target: format!("customer:{pin}"),
        choices: "Red\nBlue".to_owned(),
        is_required: true,
        ..field("pin", "select")
    };
    let more =
        TypedField { when_field: "pin".to_owned(), when_is: "red".to_owned(), ..field("more", "text") };
    stage.ask(&[pin, more]).await;
    let form = stage.shown().await;
    let names =
        |is_known| form.asked(is_known).iter().map(|asked| asked.field.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(false), ["subject", "message"], "nor what depends on it");
    assert_eq!(names(true), ["subject", "message", "pin", "more"]);
    let answers = [("subject", "x"), ("message", "y"), ("pin", "red"), ("more", "z")];
    let filled = stage.fill(ADDRESS, &answers).await;
    assert_eq!((filled.content.text.as_str(), filled.content.values.len()), ("y", 0));
    let cleo = stage.kit.customer("Cleo", "cleo@example.com").await;
    let missing = form.fill(&answers_of("", &answers[..2]), Submits::sender(&cleo));
    assert_eq!(missing.unwrap_err()[0].place, "pin");
    let filled = form.fill(&answers_of("", &answers), Submits::sender(&cleo)).unwrap();
    assert_eq!(filled.content.text, "y\n\nThe more: z", "it stands in no message");
    stage.send(&cleo, &filled, ("1", Way::Known), &[]).await.unwrap();
    assert_eq!(values(&stage, "customer").await, 1);
}

/// R4: what a customer says otherwise than before is in the log, as what a user changes is.
#[both]
async fn r4_what_a_customer_says_of_themselves_is_told_as_a_change(database: Database) {
    let stage = Stage::new(&database).await;
    let (plan, pin) =
        (of_customers(&stage, "planStr", false).await, of_customers(&stage, "pinStr", true).await);
    let target = |id| format!("customer:{id}");
    stage
        .ask(&[
            TypedField { target: target(plan), ..field("plan", "text") },
            TypedField { target: target(pin), ..field("pin", "text") },
        ])
        .await;
    let cleo = stage.kit.customer("Cleo", "cleo@example.com").await;
    let said = [("gold", "1"), ("gold", "1"), ("silver", "1"), ("silver", "2")];
    for (number, (plan, pin)) in said.iter().enumerate() {
        let answers = [("subject", "x"), ("message", "y"), ("plan", *plan), ("pin", *pin)];
        let form = stage.shown().await;
        let filled = form.fill(&answers_of("", &answers), Submits::sender(&cleo)).unwrap();
        stage.send(&cleo, &filled, (&number.to_string(), Way::Known), &[]).await.unwrap();
    }
    let reader = stage.kit.db.reader().await.unwrap();
    let told: Vec<(String, String, String, String)> =
        reader.all(CHANGES.with(db::params![stage.kit.org, cleo.id])).await.unwrap();
    reader.end();
    let cleo = format!("customer:{}", cleo.id);
    let told: Vec<_> = told.iter().map(|(by, what, was, is)| (by == &cleo, &**what, &**was, &**is)).collect();
    assert_eq!(
        told,
        [
            (true, r#"{"attributes":["planStr","pinStr"]}"#, r#"{"planStr":[]}"#, r#"{"planStr":["gold"]}"#),
            (true, r#"{"attributes":["planStr"]}"#, r#"{"planStr":["gold"]}"#, r#"{"planStr":["silver"]}"#),
            (true, r#"{"attributes":["pinStr"]}"#, "", ""),
        ],
        "and the values of a sensitive one stand nowhere"
    );
}

async fn of_customers(stage: &Stage, name: &str, is_sensitive: bool) -> AttributeId {
    let definition = Definition { is_sensitive, ..attribute::definition(name, "") };
    let mut act = stage.kit.act(&stage.con);
    let name = AttributeName::parse(name).unwrap();
    let id = act.add_attribute(Object::Customer, &name, &definition).await.unwrap();
    act.done(id).await.unwrap()
}

db::sql! {
    CHANGES = "select actor, details, coalesce(was, ''), coalesce(became, '') from audit
        where org_id = $1 and name = 'customer.attributes' and subject = $2 order by seq";
    VALUES = "select count(*) from attribute_value where org_id = $1 and object = $2";
}

async fn values(stage: &Stage, object: &str) -> i64 {
    let reader = stage.kit.db.reader().await.unwrap();
    let (count,) = reader.one(VALUES.with(db::params![stage.kit.org, object])).await.unwrap();
    reader.end();
    count
}

#[both]
async fn k6_what_goes_along_unseen_is_what_was_decided(database: Database) {
    let stage = Stage::new(&database).await;
    let (source, page) = (
        attribute::add(&stage.kit, &stage.con, "sourceStr", "").await.unwrap(),
        attribute::add(&stage.kit, &stage.con, "pageStr", "").await.unwrap(),
    );
    let along = |name: &str, id: AttributeId, value: &str| TypedField {
        target: format!("conversation:{id}"),
        value: value.to_owned(),
        ..field(name, "hidden")
    };
    stage.ask(&[along("source", source, "web"), along("page", page, "")]).await;
    let answers = [("subject", "x"), ("message", "y"), ("source", "forged"), ("page", "/lamps")];
    let values = stage.fill(ADDRESS, &answers).await.content.values;
    let typed: Vec<_> = values.iter().map(|value| value.typed.as_str()).collect();
    assert_eq!(typed, ["web", "/lamps"], "a browser has its say where nothing was");
}
