//! Categories and the articles in them are dragged to where they are to stand, and articles are moved at once.

use journeys::{Browser, Driver, Portico};
use testkit::Database;

use crate::knowledge::{ARTICLES, at, enter};

const RETURNS: &str = "Returns and money back";
const CARE: &str = "Care and repair";
const PUBLIC: &str = "Returning what does not fit";
const INTERNAL: &str = "Goodwill: what you may give without asking";
const CATEGORIES: &str = "/app/settings/knowledge-base/categories";
/// What a browser tells a page while somebody drags the last row of a list above its first.
const DRAG: &str = "
    const rows = [...document.querySelectorAll('[data-order] > li')];
    const [to, from] = [rows[0], rows.at(-1)];
    const dataTransfer = new DataTransfer();
    const clientY = to.getBoundingClientRect().top + 2;
    const tell = (row, name) => row.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer, clientY }));
    tell(from, 'dragstart'); tell(to, 'dragover'); tell(to, 'drop'); tell(from, 'dragend');
";
const FIRST: &str = "document.querySelector('[data-order] > li a').textContent";
const LAST: &str =
    "[...document.querySelectorAll('[data-order] > li')].at(-1).querySelector('a').textContent";

pub(crate) async fn k1_k2_categories_and_their_articles_are_dragged_into_their_order(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let mira = Browser::open(&driver).await;
    enter(&portico, &mira).await;
    mira.go(&at(&portico, "app.tolvane", CATEGORIES)).await;
    let (first, last) = (text(&mira, FIRST).await, text(&mira, LAST).await);
    assert_ne!(first, last);
    mira.run(DRAG).await;
    mira.comes_true(&format!("{FIRST} === {last:?}")).await;
    mira.reload().await;
    assert_eq!(text(&mira, FIRST).await, last, "it is stored");

    mira.follow(&last).await;
    mira.sees_heading(&last).await;
    let (first, last) = (text(&mira, FIRST).await, text(&mira, LAST).await);
    assert_ne!(first, last);
    mira.run(DRAG).await;
    mira.sees("Saved").await;
    assert_eq!(text(&mira, FIRST).await, last);
}

pub(crate) async fn k2_articles_are_moved_at_once_and_stand_where_they_were_moved(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    open(&portico, &visitor, RETURNS).await;
    visitor.sees(PUBLIC).await;
    enter(&portico, &mira).await;
    mira.go(&at(&portico, "app.tolvane", ARTICLES)).await;
    for title in [PUBLIC, INTERNAL] {
        mira.press(&format!("Choose “{title}”")).await;
    }
    mira.choose("With the chosen ones", "Move to category").await;
    mira.choose("To which category", CARE).await;
    mira.press("Do it").await;
    mira.sees("2 articles changed").await;

    for left in [RETURNS, "Orders and delivery"] {
        open(&portico, &visitor, left).await;
        visitor.holds_nothing_of(PUBLIC).await;
    }
    open(&portico, &visitor, CARE).await;
    visitor.sees(PUBLIC).await;
    visitor.holds_nothing_of(INTERNAL).await;
    mira.choose("Category", CARE).await;
    mira.press("Show").await;
    mira.sees(PUBLIC).await;
    mira.sees(INTERNAL).await;
}

/// Goes from the first sight to a category.
async fn open(portico: &Portico, visitor: &Browser, category: &str) {
    visitor.go(&at(portico, "tolvane", "/en_us")).await;
    visitor.follow(category).await;
    visitor.sees_heading(category).await;
}

async fn text(browser: &Browser, expression: &str) -> String {
    let found = browser.run(&format!("return {expression}")).await;
    found.as_str().expect("a row has words").to_owned()
}
