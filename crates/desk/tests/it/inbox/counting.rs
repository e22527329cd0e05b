//! W1: how many conversations a search shows.

use desk::conversation::history::History;
use desk::conversation::inbox::{Filters, Holder, ListQuery, Shelf};
use desk::conversation::{Channel, Conversation, Status, Way};
use desk::{User, View};
use testkit::{Database, both};

use super::lists::five;
use super::{Stage, code};

/// Every narrowing of a view by one or two filters.
fn narrowings(stage: &Stage, team: desk::user::TeamId) -> Vec<Filters> {
    let none = Filters::default;
    vec![
        none(),
        Filters { holder: Some(Holder::User(stage.ana.id)), ..none() },
        Filters { holder: Some(Holder::Nobody), priority: Some(3), ..none() },
        Filters { team: Some(team), ..none() },
        Filters { brand: Some(stage.kit.brand.id), priority: Some(5), ..none() },
        Filters { brand: Some(stage.kit.other_brand.id), ..none() },
        Filters { channel: Some(Channel::Email), ..none() },
        Filters { channel: Some(Channel::Portal), status: Some(Status::Snoozed), ..none() },
        Filters { tag: Some("vip".to_owned()), ..none() },
        Filters { tag: Some("vip".to_owned()), holder: Some(Holder::Nobody), ..none() },
        Filters { tag: Some("nobody's".to_owned()), ..none() },
    ]
}

#[both]
async fn w1_the_count_of_a_search_is_what_its_list_shows(database: Database) {
    let stage = Stage::new(&database).await;
    let team = five(&stage).await;
    stage.answer("By mail.", Way::Email).await;
    let view: View<User> = stage.kit.view(&stage.ana).await;
    let mut counted = 0;
    for shelf in [Shelf::Mine, Shelf::Unassigned, Shelf::Open, Shelf::Snoozed] {
        for filters in narrowings(&stage, team) {
            let query = ListQuery { filters, ..ListQuery::of(shelf) };
            let count = view.count_of(&query).await.unwrap().expect("it is counted");
            let rows = view.inbox(&query).await.unwrap().rows.len();
            assert_eq!((count.number, count.is_capped), (i64::try_from(rows).unwrap(), false), "{query:?}");
            counted += count.number;
        }
    }
    assert!(counted > 20, "{counted}: the narrowings must leave something");
}

#[both]
async fn w1_what_is_not_counted_has_no_count(database: Database) {
    let stage = Stage::new(&database).await;
    let view: View<User> = stage.kit.view(&stage.ana).await;
    let words = ListQuery { words: "pole".to_owned(), ..ListQuery::of(Shelf::Open) };
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    let customer = Filters { customer: Some(conversation.customer), ..Filters::default() };
    let customers = ListQuery { filters: customer, ..ListQuery::of(Shelf::Open) };
    let of_status =
        Filters { status: Some(Status::Open), tag: Some("vip".to_owned()), ..customers.filters.clone() };
    let tagged = ListQuery { filters: of_status, ..ListQuery::of(Shelf::Open) };
    for query in [words, customers, tagged, ListQuery::of(Shelf::Done), ListQuery::of(Shelf::Mentions)] {
        assert_eq!(view.count_of(&query).await.unwrap(), None, "{query:?}");
    }
    view.close();
    let nobody = stage.kit.user("No Role", &[]).await;
    let view: View<User> = stage.kit.view(&nobody).await;
    assert_eq!(code(view.count_of(&ListQuery::of(Shelf::Open)).await), "may_not");
}

#[both]
async fn w1_th27_a_common_tag_is_counted_by_the_organizations_own(database: Database) {
    let stage = Stage::new(&database).await;
    let mut many = History::new(stage.cleo.id, stage.kit.brand.id, "many", stage.kit.desk.context().now());
    many.tags = vec!["often".parse().unwrap()];
    let mut act = stage.kit.operate();
    for _ in 0..202 {
        many.store(&mut act).await.unwrap();
    }
    many.priority = 5;
    let urgent = many.store(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let filters = Filters { tag: Some("often".to_owned()), priority: Some(5), ..Filters::default() };
    let query = ListQuery { filters, ..ListQuery::of(Shelf::Open) };
    let shown = async || {
        let view: View<User> = stage.kit.view(&stage.ana).await;
        let count = view.count_of(&query).await.unwrap().unwrap().number;
        (count, view.inbox(&query).await.unwrap().rows.len())
    };
    assert_eq!(shown().await, (1, 1));
    stage.kit.part_from_twin();
    stage.kit.lose("conversation_tag", &format!("conversation_id = '{urgent}'")).await;
    assert_eq!(shown().await, (0, 0));
}
