//! What is answered is checked at each field, and conditions decide what is asked at all.

use desk::attribute::{AttributeName, Object};
use desk::form::{Filled, TypedField, Wrong};
use testkit::{Database, both};

use super::{Stage, answers_of, field};
use crate::attribute;

const ASKED: [(&str, &str); 2] = [("subject", "Broken lamp"), ("message", "It flickers.")];

async fn fill(stage: &Stage, answers: &[(&str, &str)]) -> Result<Filled, Vec<String>> {
    let told = |wrong: Vec<Wrong>| {
        wrong.iter().map(|wrong| format!("{}: {}", wrong.place, wrong.code.name)).collect::<Vec<_>>()
    };
    let all: Vec<_> = ASKED.iter().chain(answers).copied().collect();
    stage.shown().await.fill(&answers_of("ana@example.com", &all), None).map_err(told)
}

fn required(name: &str, kind: &str) -> TypedField {
    TypedField { is_required: true, ..field(name, kind) }
}

#[both]
async fn k6_every_kind_of_field_is_read_and_told_in_the_message(database: Database) {
    let stage = Stage::new(&database).await;
    stage
        .ask(&[
            field("order", "text"),
            field("detail", "area"),
            field("urgent", "checkbox"),
            TypedField { choices: "Red\nBlue".to_owned(), ..field("colour", "radio") },
            TypedField { choices: "Returns\n- Damaged".to_owned(), ..field("cause", "tree") },
            field("call", "phone"),
            TypedField { value: "web".to_owned(), ..field("source", "hidden") },
        ])
        .await;
    let answers = [
        ("order", " 4711  b "),
        ("detail", "One\r\nTwo"),
        ("urgent", "true"),
        ("colour", "blue"),
        ("cause", "returns.damaged"),
        ("call", "+49 (0)30 / 12-34"),
    ];
    let filled = fill(&stage, &answers).await.unwrap();
    assert_eq!(filled.content.subject, "Broken lamp");
    assert_eq!(
        filled.content.text,
        "It flickers.\n\nThe order: 4711 b\nThe detail:\nOne\nTwo\nThe urgent: ✓\nThe colour: Blue\n\
         The cause: Returns › Damaged\nThe call: +49 (0)30 / 12-34"
    );
    let none = fill(&stage, &[]).await.unwrap();
    assert_eq!(none.content.text, "It flickers.", "what is not required may be left out");
}

#[both]
async fn k6_what_is_wrong_is_named_at_its_field(database: Database) {
    let stage = Stage::new(&database).await;
    stage
        .ask(&[
            required("order", "text"),
            TypedField { choices: "Red\nBlue".to_owned(), ..required("colour", "select") },
            required("agree", "checkbox"),
            required("call", "phone"),
            required("papers", "files"),
        ])
        .await;
    let empty = ["order", "colour", "agree", "call", "papers"].map(|name| format!("{name}: field_empty"));
    assert_eq!(fill(&stage, &[("agree", "no")]).await.unwrap_err(), empty);
    let long = "x".repeat(201);
    let wrong = [("order", long.as_str()), ("colour", "green"), ("agree", "on"), ("call", "12-34")];
    assert_eq!(
        fill(&stage, &wrong).await.unwrap_err(),
        ["order: field_long", "colour: choice_unknown", "call: phone_invalid", "papers: field_empty"]
    );
    let shown = stage.shown().await;
    for (address, wanted) in
        [("", "field_empty"), ("nobody", "email_invalid"), ("a@b.test,c@d.test", "email_invalid")]
    {
        let refused = shown.fill(&answers_of(address, &ASKED), None).unwrap_err();
        assert_eq!((refused[0].place.as_str(), refused[0].code.name), ("email", wanted), "{address}");
    }
    let broken = shown.fill(&answers_of("a@b.test", &[("subject", "a\0b")]), None).unwrap_err();
    assert_eq!(broken[0].code.name, "text_broken");
}

#[both]
async fn k6_a_condition_decides_what_is_asked_and_what_is_kept(database: Database) {
    let stage = Stage::new(&database).await;
    let when = |name: &str, other: &str, is: &str| TypedField {
        when_field: other.to_owned(),
        when_is: is.to_owned(),
        ..required(name, "text")
    };
    stage
        .ask(&[
            TypedField { choices: "Returns\n- Damaged\nOther".to_owned(), ..required("cause", "tree") },
            when("parcel", "cause", "returns"),
            TypedField {
                when_field: "cause".to_owned(),
                when_is: "other".to_owned(),
                ..field("more", "checkbox")
            },
            when("what", "more", "true"),
        ])
        .await;
    let text = async |answers: &[(&str, &str)]| fill(&stage, answers).await.map(|filled| filled.content.text);
    assert_eq!(
        text(&[("cause", "returns.damaged")]).await.unwrap_err(),
        ["parcel: field_empty"],
        "below it too"
    );
    let hidden = [("cause", "other"), ("parcel", "secret"), ("what", "secret")];
    assert_eq!(
        text(&hidden).await.unwrap(),
        "It flickers.\n\nThe cause: Other",
        "hidden answers are not kept"
    );
    let deep = [("cause", "returns"), ("parcel", "42"), ("more", "true"), ("what", "secret")];
    assert!(!text(&deep).await.unwrap().contains("secret"), "what depends on what is hidden is hidden");
    assert_eq!(text(&[("cause", "other"), ("more", "true")]).await.unwrap_err(), ["what: field_empty"]);
}

#[both]
async fn th29_a_value_that_is_none_of_the_attributes_type_is_refused(database: Database) {
    let stage = Stage::new(&database).await;
    let id = attribute::add(&stage.kit, &stage.con, "ordersNum", "").await.unwrap();
    let name = AttributeName::parse("pinStr").unwrap();
    let secret = desk::attribute::Definition { is_sensitive: true, ..attribute::definition("pinStr", "") };
    let mut act = stage.kit.act(&stage.con);
    let pin = act.add_attribute(Object::Conversation, &name, &secret).await.unwrap();
    act.done(()).await.unwrap();
    let to = |name: &str, id| TypedField { target: format!("conversation:{id}"), ..field(name, "text") };
    stage.ask(&[to("orders", id), to("pin", pin)]).await;
    assert_eq!(fill(&stage, &[("orders", "many")]).await.unwrap_err(), ["orders: field_value"]);
    let filled = fill(&stage, &[("orders", "12"), ("pin", "4711")]).await.unwrap();
    assert_eq!(
        filled.content.text, "It flickers.\n\nThe orders: 12",
        "what is sensitive is told nowhere else"
    );
    assert_eq!(filled.content.values.len(), 2);
}
