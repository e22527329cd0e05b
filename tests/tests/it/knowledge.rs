//! An article from its first word until nobody outside finds it any more.

use journeys::{Browser, Driver, Portico};
use testkit::Database;

const MANAGER: &str = "mira@tolvane.example";
const PASSWORD: &str = "the-long-way-home";
pub(crate) const ARTICLES: &str = "/app/settings/knowledge-base/articles";
const TITLE: &str = "Storing a velocipede over winter";
const GERMAN: &str = "Ein Veloziped überwintern";
pub(crate) const GONE: &str = "We can’t find this page";

pub(crate) async fn k2_k3_k4_i3_an_article_is_written_translated_found_rated_and_turned_internal(
    database: Database,
) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    let editor = begin(&portico, &mira, TITLE).await;
    publish(&mira, "Hang it up and oil the chain.").await;
    mira.go(&format!("{}?language=de", editor.split('?').next().unwrap())).await;
    mira.write("Title", GERMAN).await;
    publish(&mira, "Aufhängen und die Kette ölen.").await;

    finds(&portico, &visitor, "/en_us/search?q=velocipde").await;
    visitor.follow(TITLE).await;
    visitor.sees_heading(TITLE).await;
    visitor.sees("Hang it up and oil the chain.").await;
    let article = visitor.address().await;
    visitor.press("No").await;
    visitor.sees("Will you say why it did not help?").await;
    visitor.press("Something is missing").await;
    visitor.write("In your own words", "Which oil?").await;
    visitor.press("Send").await;
    visitor.sees("Thank you").await;
    finds(&portico, &visitor, "/de/search?q=velozipede").await;
    visitor.follow(GERMAN).await;
    visitor.sees("Aufhängen und die Kette ölen.").await;

    mira.go(&editor).await;
    mira.tick("Internal").await;
    mira.press("Save").await;
    mira.sees("Saved").await;
    visitor.go(&article).await;
    visitor.sees_heading(GONE).await;
    visitor.go(&at(&portico, "tolvane", "/en_us/search?q=velocipede")).await;
    visitor.holds_nothing_of(TITLE).await;
}

/// Somebody who manages content comes in.
pub(crate) async fn enter(portico: &Portico, mira: &Browser) {
    mira.go(&at(portico, "app.tolvane", "/app/sign-in")).await;
    mira.write("E-mail address", MANAGER).await;
    mira.write("Password", PASSWORD).await;
    mira.press("Sign in").await;
    mira.comes_true("location.pathname !== '/app/sign-in'").await;
}

/// Comes in and begins an article; answers where it is written.
pub(crate) async fn begin(portico: &Portico, mira: &Browser, title: &str) -> String {
    enter(portico, mira).await;
    mira.go(&at(portico, "app.tolvane", &format!("{ARTICLES}/new"))).await;
    mira.write("Title", title).await;
    mira.press("Begin writing").await;
    mira.sees_heading(title).await;
    mira.address().await
}

/// Types into the editor as it looks.
pub(crate) async fn write(mira: &Browser, text: &str) {
    mira.sees_count(".article-editor [role=textbox]", 1).await;
    mira.run("document.querySelector('.article-editor [role=textbox]').focus()").await;
    mira.keys(text).await;
}

/// Types, and publishes.
pub(crate) async fn publish(mira: &Browser, text: &str) {
    write(mira, text).await;
    mira.press("Publish").await;
    mira.sees_count(".toast.done", 1).await;
}

/// The index comes up to two seconds behind.
pub(crate) async fn finds(portico: &Portico, visitor: &Browser, search: &str) {
    for _ in 0..100 {
        visitor.go(&at(portico, "tolvane", search)).await;
        if visitor.count(".rows .row").await > 0 {
            return;
        }
    }
    panic!("{search} finds nothing");
}

/// An address of the example.
pub(crate) fn at(portico: &Portico, host: &str, path: &str) -> String {
    format!("http://{host}.localhost:{}{path}", portico.port())
}
