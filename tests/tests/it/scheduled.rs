//! What happens to an article by the clock: it comes, it goes, and a link to look at it ends.

use journeys::{Browser, Clock, Driver, Portico};
use testkit::Database;

use crate::knowledge::{GONE, at, begin, finds, write};

const TITLE: &str = "Storing a velocipede over winter";
const TEXT: &str = "Hang it up and oil the chain.";
const SEARCH: &str = "/en_us/search?q=velocipede";
/// Noon of a day to come, as a field for a time takes it.
const SET: &str = "(name, days) => { document.getElementsByName(name)[0].value =
    `${new Date(Date.now() + days * 86400000).toISOString().slice(0, 10)}T12:00`; }";

pub(crate) async fn k2_an_article_comes_and_goes_by_the_clock_and_a_link_to_look_at_it_ends(
    database: Database,
) {
    let (Some(driver), Some(clock)) = (Driver::start().await, Clock::find(&database.folder)) else { return };
    let portico = Portico::start_demo_by(&database, &clock).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    schedule(&portico, &mira).await;
    mira.follow("Preview").await;
    mira.go_on_in_window(1).await;
    mira.sees_heading(TITLE).await;
    let preview = mira.address().await;

    sees(&visitor, &preview).await;
    visitor.go(&at(&portico, "tolvane", SEARCH)).await;
    visitor.holds_nothing_of(TITLE).await;
    clock.be_later_by_days(3);
    finds(&portico, &visitor, SEARCH).await;
    visitor.follow(TITLE).await;
    visitor.sees(TEXT).await;
    let article = visitor.address().await;
    sees(&visitor, &preview).await;

    clock.be_later_by_days(6);
    visitor.goes_until_heading(&article, GONE).await;
    visitor.go(&at(&portico, "tolvane", SEARCH)).await;
    visitor.holds_nothing_of(TITLE).await;
    sees(&visitor, &preview).await;

    clock.be_later_by_days(8);
    visitor.go(&preview).await;
    visitor.sees_heading(GONE).await;
    visitor.holds_nothing_of(TEXT).await;
}

/// Somebody writes an article that is to be read from the day after tomorrow, for three days.
async fn schedule(portico: &Portico, mira: &Browser) {
    begin(portico, mira, TITLE).await;
    write(mira, TEXT).await;
    mira.press("Save draft").await;
    mira.sees_count(".toast.done", 1).await;
    mira.press("Schedule").await;
    mira.run(&format!("const set = {SET}; set('publish_at', 2); set('unpublish_at', 5);")).await;
    mira.press("Keep schedule").await;
    mira.sees("Schedule kept").await;
}

async fn sees(visitor: &Browser, preview: &str) {
    visitor.go(preview).await;
    visitor.sees_heading(TITLE).await;
    visitor.sees(TEXT).await;
}
