//! TH27: what another organization has under the same ids stays its own. Every story has a twin (`testkit_desk`); here the
//! organization loses what the twin keeps, and what only the twin has must be nowhere.

use db::{params, sql};
use desk::brand::Brand;
use desk::conversation::inbox::{Filters, ListQuery, Shelf};
use desk::conversation::message::NewFile;
use desk::conversation::{Assign, Assignment, Conversation, EditSubject, Note, Tag, portal};
use desk::customer::{NewCustomer, Person};
use desk::right::{Right, Rights};
use desk::user::Team;
use desk::{Customer, User};
use testkit::{Database, both};

use super::{Stage, begin, code, words};

sql! {
    INDEXED = "select count(*) from message_word";
}

async fn tagged(stage: &Stage) {
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Tag, Conversation>(stage.id).await.unwrap();
    conversation.tag(&mut act, &"vip".parse().unwrap()).await.unwrap();
    act.done(()).await.unwrap();
}

async fn subjects(stage: &Stage, typed: &str, tag: Option<&str>) -> Vec<String> {
    let filters = Filters { tag: tag.map(str::to_owned), ..Filters::default() };
    let query = ListQuery { words: typed.to_owned(), filters, ..ListQuery::of(Shelf::Open) };
    let list = stage.kit.view(&stage.ana).await.inbox(&query).await.unwrap();
    list.rows.into_iter().map(|row| row.subject).collect()
}

#[both]
async fn th27_a_tag_that_another_organization_set_finds_nothing_here(database: Database) {
    let stage = Stage::new(&database).await;
    tagged(&stage).await;
    for typed in ["", "pole"] {
        assert_eq!(subjects(&stage, typed, Some("vip")).await, ["Tent pole"]);
    }
    let rows = stage.kit.view(&stage.ana).await.inbox(&ListQuery::of(Shelf::Open)).await.unwrap().rows;
    assert_eq!(rows[0].tags, ["vip"]);
    let view = stage.kit.view(&stage.ana).await;
    assert_eq!(view.conversation(stage.id).await.unwrap().tags, ["vip"]);
    assert_eq!(view.tags().await.unwrap(), ["vip"]);
    view.close();
    for is_tagged in [false, true] {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Tag, Conversation>(stage.id).await.unwrap();
        let tags = if is_tagged { vec!["vip".parse().unwrap()] } else { Vec::new() };
        conversation.set_tags(&mut act, &tags.into_iter().collect()).await.unwrap();
        act.done(()).await.unwrap();
        assert_eq!(subjects(&stage, "", Some("vip")).await.len(), usize::from(is_tagged));
    }
    stage.kit.lose("conversation_tag", "true").await;
    for typed in ["", "pole"] {
        assert!(subjects(&stage, typed, Some("vip")).await.is_empty(), "{typed:?}");
    }
}

#[both]
async fn th27_a_role_in_another_organization_makes_nobody_an_agent_here(database: Database) {
    let stage = Stage::new(&database).await;
    let view = stage.kit.view(&stage.ana).await;
    assert_eq!(view.answerers().await.unwrap().len(), 1);
    view.close();
    stage.kit.lose("user_role", "true").await;
    let view = stage.kit.view(&stage.ana).await;
    assert!(view.answerers().await.unwrap().is_empty());
    view.close();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
    let outcome = conversation.assign(&mut act, Assignment::User(stage.ana.id)).await;
    assert_eq!(code(outcome), "not_found");
}

#[both]
async fn th27_a_team_of_another_organization_gets_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.operate();
    let team = Team::add(&mut act, "Returns", &[stage.ana.id]).await.unwrap();
    act.done(()).await.unwrap();
    stage.kit.lose("team_member", "true").await;
    stage.kit.lose("team", "true").await;
    let view = stage.kit.view(&stage.ana).await;
    assert!(view.teams().await.unwrap().is_empty());
    view.close();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
    assert_eq!(code(conversation.assign(&mut act, Assignment::Team(team)).await), "not_found");
}

#[both]
async fn th27_an_answer_goes_to_no_address_that_only_another_organization_knows(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.lose("message", "true").await;
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    assert_eq!(view.answers_to(&conversation).await.unwrap().unwrap().as_str(), "Cleo@Customers.test");
    view.close();
    stage.kit.lose("customer_address", "true").await;
    let view = stage.kit.view(&stage.ana).await;
    assert!(view.answers_to(&conversation).await.unwrap().is_none());
}

/// A4: a customer whose address selects nobody sees the conversations whose messages used it.
#[both]
async fn th27_an_address_used_in_another_organization_shows_nothing_here(database: Database) {
    let stage = Stage::new(&database).await;
    let shared = Customer { is_whole: false, id: stage.kit.id(), ..stage.cleo.clone() };
    let view = stage.kit.view(&shared).await;
    assert_eq!(code(view.see::<Conversation>(stage.id).await), "ok");
    let list = view.conversations(&portal::ListQuery::default()).await.unwrap();
    assert_eq!(list.rows.len(), 1);
    view.close();
    stage.kit.lose("message", "true").await;
    let view = stage.kit.view(&shared).await;
    assert_eq!(code(view.see::<Conversation>(stage.id).await), "not_found");
    let list = view.conversations(&portal::ListQuery::default()).await.unwrap();
    assert!(list.rows.is_empty());
}

#[both]
async fn th27_names_beside_a_conversation_are_those_of_this_organization(database: Database) {
    let stage = Stage::new(&database).await;
    let other = begin(&stage.kit, &stage.cleo, "Guy rope", "Frayed.", &[]).await;
    let mut act = stage.kit.operate();
    let team = Team::add(&mut act, "Returns", &[]).await.unwrap();
    act.done(()).await.unwrap();
    for to in [Assignment::Team(team), Assignment::User(stage.ana.id)] {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
        conversation.assign(&mut act, to).await.unwrap();
        act.done(()).await.unwrap();
    }
    let view = stage.kit.view(&stage.ana).await;
    view.note_read(stage.id, 1);
    view.close();
    stage.kit.desk.flush_marks().await.unwrap();
    let view = stage.kit.view(&stage.ana).await;
    let head = view.conversation(stage.id).await.unwrap();
    let names = (head.assignee.unwrap().name, head.team.unwrap().name, head.brand);
    assert_eq!(names, ("Ana Agent".to_owned(), "Returns".to_owned(), "Acme Help".to_owned()));
    let aside = view.aside(&head.conversation).await.unwrap();
    let others: Vec<_> = aside.others.iter().map(|other| other.id).collect();
    assert_eq!((others, aside.addresses.len()), (vec![other], 1));
    let rows = view.inbox(&ListQuery::of(Shelf::Mine)).await.unwrap().rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].assignee.as_ref().unwrap().name, "Ana Agent");
}

#[both]
async fn th27_a_customer_without_a_name_is_called_by_an_address_of_this_organization(database: Database) {
    let stage = Stage::new(&database).await;
    let nameless = stage.kit.customer("", "n@customers.test").await;
    begin(&stage.kit, &nameless, "No name", "Hello.", &[]).await;
    let rows = stage.kit.view(&stage.ana).await.inbox(&ListQuery::of(Shelf::Open)).await.unwrap().rows;
    assert_eq!(rows[0].customer, "n@customers.test");
}

#[both]
async fn th27_brands_and_their_addresses_are_those_of_this_organization(database: Database) {
    let stage = Stage::new(&database).await;
    let reader = stage.kit.db.reader().await.unwrap();
    let brands = Brand::of_org(&reader, stage.kit.org).await.unwrap();
    let titles: Vec<&str> = brands.iter().map(|brand| brand.title.as_str()).collect();
    assert_eq!(titles, ["Acme Help", "Zeta Help"]);
    assert_eq!(brands[0].addresses(&reader, stage.kit.org).await.unwrap(), ["help@acme.test"]);
    reader.end();
}

#[both]
async fn th27_words_are_indexed_from_this_organization_alone(database: Database) {
    let stage = Stage::new(&database).await;
    let hash = "0".repeat(64);
    let file = NewFile {
        hash,
        preview: None,
        name: "walrus.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        size: 3,
    };
    begin(&stage.kit, &stage.cleo, "A file", "See there.", &[file]).await;
    assert_eq!(subjects(&stage, "walrus", None).await, ["A file"]);
    stage.kit.lose("message_file", "true").await;
    let rows = stage.kit.view(&stage.ana).await.inbox(&ListQuery::of(Shelf::Open)).await.unwrap().rows;
    for row in rows {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<EditSubject, Conversation>(row.id).await.unwrap();
        conversation.edit_subject(&mut act, &words("Edited")).await.unwrap();
        act.done(()).await.unwrap();
    }
    assert!(subjects(&stage, "walrus", None).await.is_empty());
    let reader = stage.kit.db.reader().await.unwrap();
    let (indexed,): (i64,) = reader.one(INDEXED.with(params![])).await.unwrap();
    reader.end();
    assert_eq!(indexed, 2, "one document for each message");
}

/// No role of today reads without remarking, but the rule is its own.
#[both]
async fn w6_who_may_only_read_remarks_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let reader = User { rights: Rights::only(&[Right::Read]), ..stage.ana.clone() };
    let mut act = stage.kit.act(&reader);
    assert_eq!(code(act.open::<Note, Conversation>(stage.id).await), "may_not");
}

#[both]
async fn th27_a_customer_is_known_by_what_this_organization_knows(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.operate();
    let new = NewCustomer { name: "Otto".to_owned(), ..NewCustomer::default() };
    let otto = Person::add(&mut act, &new).await.unwrap();
    act.done(()).await.unwrap();
    let view = stage.kit.view(&stage.ana).await;
    assert_eq!(view.customer(otto.id).await.unwrap().name, "Otto");
}
