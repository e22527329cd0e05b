//! Forms are made, changed, translated, shown, hidden and deleted.

use desk::form::{Design, Form, Languages, MOST_FIELDS, MOST_FORMS, Typed, TypedField};
use desk::right::Role;
use kernel::Language;
use testkit::{Database, both};
use testkit_desk::{Kit, english};

use super::{Stage, beginning, code, field, make, shown};
use crate::attribute;

fn german() -> Language {
    "de".parse().unwrap()
}

#[both]
async fn k6_a_form_is_filled_only_while_it_is_published(database: Database) {
    let stage = Stage::new(&database).await;
    let seen = shown(&stage, &stage.public(), &english()).await.unwrap();
    assert_eq!((seen.text.title.as_str(), seen.path().slug.as_str()), ("Ask us", "ask-us"));
    let labels: Vec<_> = seen.fields.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, ["Subject", "Message"]);
    stage.edit(async |act, form| form.unpublish(act).await).await.unwrap();
    assert_eq!(code(shown(&stage, &stage.public(), &english()).await), "not_found");
    stage.edit(async |act, form| form.publish(act).await).await.unwrap();
    let hash = stage.managed().await.form.hash;
    let other = desk::Public { site: stage.kit.site_at("help.zeta.test").await };
    let view = stage.kit.view(&other).await;
    assert_eq!(code(view.form(&hash, &english()).await), "not_found", "it is another knowledge base's");
    view.close();
    stage.edit(async |act, form| form.delete(act).await).await.unwrap();
    let view = stage.kit.view(&stage.public()).await;
    assert_eq!(code(view.form(&hash, &english()).await), "not_found");
    view.close();
}

#[both]
async fn k6_r1_content_managers_alone_design_forms(database: Database) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ag Ent", &[Role::Agent]).await;
    assert_eq!(code(make(&stage.kit, &agent, "Mine").await), "may_not");
    let mut act = stage.kit.act(&agent);
    assert_eq!(code(act.open::<desk::form::Edit, Form>(stage.id).await.map(drop)), "not_found");
    drop(act);
    let view = stage.kit.view(&agent).await;
    assert_eq!(code(view.forms(stage.kit.kb.id).await), "may_not");
    assert_eq!(code(view.managed_form(stage.id).await), "not_found");
    view.close();
    assert_eq!(code(stage.kit.view(&stage.con).await.see::<Form>(stage.kit.id()).await), "not_found");
}

#[both]
async fn k4_k6_a_form_speaks_several_languages_and_says_which_are_out_of_date(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.set("languages", "en_us,de,fr").await;
    let stage = Stage { site: stage.kit.site().await, ..stage };
    stage
        .ask(&[TypedField { choices: "Red | red\nBlue | blue".to_owned(), ..field("colour", "radio") }])
        .await;
    let say = async |typed: &Typed| {
        let managed = stage.managed().await;
        let design = Design::read(typed, &managed.attributes, Some(&managed.form)).unwrap();
        let (own, said) = (english(), german());
        let languages = Languages { own: &own, said: &said };
        stage.edit(async |act, form| form.change(act, languages, &design, managed.form.revision).await).await
    };
    let mut typed = stage.typed().await;
    typed.title = "Fragen".to_owned();
    typed.fields[0].label = "Betreff".to_owned();
    typed.fields[1].label = String::new();
    typed.fields[2].choices = "Rot | red".to_owned();
    say(&typed).await.unwrap();
    let in_german = shown(&stage, &stage.public(), &german()).await.unwrap();
    let labels: Vec<_> = in_german.fields.iter().map(|field| field.label.as_str()).collect();
    assert_eq!((in_german.text.title.as_str(), labels), ("Fragen", vec!["Betreff", "Message", "The colour"]));
    let choices = vec![("red".to_owned(), "Rot".to_owned()), ("blue".to_owned(), "Blue".to_owned())];
    assert_eq!((in_german.fields[2].choices.clone(), in_german.is_outdated), (choices, false));
    let in_french = shown(&stage, &stage.public(), &"fr".parse().unwrap()).await.unwrap();
    assert_eq!(
        (in_french.text.language, in_french.text.title.as_str()),
        (english(), "Ask us"),
        "K4: falls back"
    );
    let unchanged = stage.typed().await;
    stage.design(&unchanged).await;
    assert!(
        !shown(&stage, &stage.public(), &german()).await.unwrap().is_outdated,
        "nothing is said otherwise"
    );
    stage.design(&Typed { thanks: "Thank you.".to_owned(), ..unchanged }).await;
    assert!(shown(&stage, &stage.public(), &german()).await.unwrap().is_outdated);
    assert!(!stage.shown().await.is_outdated);
}

#[both]
async fn k6_two_who_change_a_form_do_not_overwrite_each_other(database: Database) {
    let stage = Stage::new(&database).await;
    let managed = stage.managed().await;
    let design = Design::read(&stage.typed().await, &managed.attributes, None).unwrap();
    let own = english();
    let languages = Languages { own: &own, said: &own };
    let save = async || {
        stage.edit(async |act, form| form.change(act, languages, &design, managed.form.revision).await).await
    };
    save().await.unwrap();
    assert_eq!(code(save().await), "state_changed");
}

#[both]
async fn k6_there_are_a_hundred_forms_at_most(database: Database) {
    let kit = Kit::new(&database).await;
    let con = kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut act = kit.act(&con);
    for number in 0..MOST_FORMS {
        act.make_form(kit.kb.id, &beginning(&number.to_string(), &english())).await.unwrap();
    }
    act.done(()).await.unwrap();
    assert_eq!(code(make(&kit, &con, "One more").await), "forms_many");
    let mut act = kit.act(&con);
    act.make_form(kit.other_kb.id, &beginning("Elsewhere", &english())).await.unwrap();
    assert_eq!(code(act.make_form(kit.id(), &beginning("Nowhere", &english())).await), "not_found");
    assert_eq!(code(act.make_form(kit.other_kb.id, &beginning(" ", &english())).await), "text_empty");
}

/// The problems of a form with these fields besides its own, as `place: code`.
async fn wrong(stage: &Stage, change: impl FnOnce(&mut Typed)) -> Vec<String> {
    let managed = stage.managed().await;
    let mut typed = stage.typed().await;
    change(&mut typed);
    let refused = Design::read(&typed, &managed.attributes, None).expect_err("it cannot be");
    refused.iter().map(|wrong| format!("{}: {}", wrong.place, wrong.code.name)).collect()
}

#[both]
async fn k6_what_cannot_be_a_form_is_refused_at_each_place(database: Database) {
    let stage = Stage::new(&database).await;
    let red = || TypedField { choices: "Red".to_owned(), ..field("colour", "select") };
    let add =
        async |fields: &[TypedField]| wrong(&stage, |typed| typed.fields.extend_from_slice(fields)).await;
    let when = |other: &str, is: &str| TypedField {
        when_field: other.to_owned(),
        when_is: is.to_owned(),
        ..field("shade", "text")
    };
    assert_eq!(add(&[field("Colour", "text")]).await, ["fields.2.name: field_name"]);
    assert_eq!(add(&[field("email", "text")]).await, ["fields.2.name: field_taken"]);
    assert_eq!(add(&[field("subject", "text")]).await, ["fields.2.name: field_taken"]);
    assert_eq!(add(&[field("colour", "radio")]).await, ["fields.2.choices: field_choices"]);
    assert_eq!(add(&[field("a", "files"), field("b", "files")]).await, ["fields.3.kind: field_files"]);
    assert_eq!(add(&[when("colour", "red")]).await, ["fields.2.when: field_when"], "asked later or never");
    assert_eq!(add(&[red(), when("colour", "green")]).await, ["fields.3.when: field_when"]);
    assert_eq!(
        add(&[when("message", "x"), red()]).await,
        ["fields.2.when: field_when"],
        "a text decides nothing"
    );
    let twice = TypedField { target: "subject".to_owned(), ..field("topic", "text") };
    assert_eq!(add(&[twice]).await, ["fields.2.target: field_target_taken"]);
    let nowhere =
        TypedField { target: format!("conversation:{}", stage.kit.id::<Form>()), ..field("x", "text") };
    assert_eq!(add(&[nowhere]).await, ["fields.2.target: field_target"]);
    let unlabelled = TypedField { label: String::new(), ..field("x", "text") };
    assert_eq!(add(&[unlabelled]).await, ["fields.2.label: text_empty"]);
    let many: Vec<TypedField> = (0..MOST_FIELDS).map(|number| field(&format!("f{number}"), "text")).collect();
    assert_eq!(add(&many).await, ["fields: fields_many"]);
    let several = wrong(&stage, |typed| {
        typed.title = String::new();
        typed.introduction = "x".repeat(2_001);
        typed.returns = "javascript:alert(1)".to_owned();
        typed.tag = "x".repeat(61);
    });
    let all =
        ["title: text_empty", "introduction: text_too_long", "returns: form_return", "tag: text_too_long"];
    assert_eq!(several.await, all);
}

#[both]
async fn k6_an_answer_goes_to_an_attribute_of_its_type(database: Database) {
    let stage = Stage::new(&database).await;
    let id = attribute::add(&stage.kit, &stage.con, "ordersNum", "").await.unwrap();
    let colour = attribute::add(&stage.kit, &stage.con, "colourStr", "Red\nDark blue").await.unwrap();
    let to = |id, kind: &str| TypedField { target: format!("conversation:{id}"), ..field("x", kind) };
    let refused = async |field: TypedField| wrong(&stage, |typed| typed.fields.push(field)).await;
    assert_eq!(refused(to(id, "checkbox")).await, ["fields.2.target: field_target"]);
    assert_eq!(refused(to(colour, "text")).await, ["fields.2.target: field_target"], "it is chosen");
    let foreign = TypedField { target: format!("customer:{id}"), ..field("x", "text") };
    assert_eq!(refused(foreign).await, ["fields.2.target: field_target"]);
    stage.ask(&[to(colour, "select")]).await;
    let choices = stage.shown().await.fields[2].choices.clone();
    let paths: Vec<_> = choices.iter().map(|(path, name)| (path.as_str(), name.as_str())).collect();
    assert_eq!(paths, [("red", "Red"), ("dark_blue", "Dark blue")], "the attribute says what there is");
}
