//! The measured data, in small.

use db::{params, sql};
use demo::bench::{Amount, Made};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::BEGINNING;

use crate::place::Place;

sql! {
    TOTALS = "select (select count(*) from conversation where org_id = $1), (select count(*) from message where org_id = $1),
        (select max(made_at) from message where org_id = $1)";
    REGULAR = "select c.id, count(*) from conversation c join message m on m.org_id = c.org_id and m.conversation_id = c.id
        where c.org_id = $1 and c.customer_id = $2 group by c.id";
    TEXTS = "select text from message where org_id = $1 order by seq";
}

async fn make(place: &Place, conversations: usize, messages: usize) -> Result<Made, Fault> {
    let amount = Amount { conversations, messages, is_backlog: false, port: 8080, progress: &|_, _| {} };
    demo::bench::fill(&place.desk, &amount).await
}

#[both]
async fn the_measured_data_hold_what_was_asked_for(database: Database) {
    let place = Place::empty(&database).await;
    let made = make(&place, 70, 1_300).await.unwrap();
    let reader = place.db.reader().await.unwrap();
    let (conversations, messages, latest): (i64, i64, i64) =
        reader.one(TOTALS.with(params![made.org])).await.unwrap();
    assert_eq!((conversations, messages), (70, 1_300));
    assert!(latest <= BEGINNING.0);
    let regular: Vec<(String, i64)> =
        reader.all(REGULAR.with(params![made.org, made.regular])).await.unwrap();
    assert_eq!((regular.len(), regular.iter().all(|(_, count)| *count == 20)), (50, true));
    reader.end();
    assert_eq!(make(&place, 1, 1).await.unwrap_err().code().name, "name_taken");
}

#[both]
async fn the_same_amount_gives_the_same_data(database: Database) {
    let place = Place::empty(&database).await;
    let made = make(&place, 3, 40).await.unwrap();
    let reader = place.db.reader().await.unwrap();
    let texts: Vec<(String,)> = reader.all(TEXTS.with(params![made.org])).await.unwrap();
    assert_eq!(texts.len(), 40);
    let lengths: Vec<usize> = texts.iter().map(|(text,)| text.split_whitespace().count()).collect();
    // Changes only with the generator: then older measurements cannot be compared.
    assert_eq!(lengths[..5], [60, 8, 15, 56, 129]);
}
