//! Categories and the articles in them are dragged to where they are to stand.

use journeys::{Browser, Driver, Portico};
use testkit::Database;

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
    let at = |path: &str| format!("http://app.tolvane.localhost:{}{path}", portico.port());
    mira.go(&at("/app/sign-in")).await;
    mira.write("E-mail address", "mira@tolvane.example").await;
    mira.write("Password", "the-long-way-home").await;
    mira.press("Sign in").await;
    mira.comes_true("location.pathname !== '/app/sign-in'").await;

    mira.go(&at(CATEGORIES)).await;
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

async fn text(browser: &Browser, expression: &str) -> String {
    let found = browser.run(&format!("return {expression}")).await;
    found.as_str().expect("a row has words").to_owned()
}
