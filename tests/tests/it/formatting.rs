//! An article is formatted by the editor's tools, and read as it looked.

use journeys::{Browser, Driver, Key, Portico};
use testkit::Database;

use crate::customer::photo;
use crate::knowledge::{begin, finds, write};

const TITLE: &str = "Storing a velocipede over winter";

/// The source stands in a shadow root of its own.
const IN_SOURCE: &str = "document.querySelector('.article-editor .source').shadowRoot?.textContent.includes('<h2>Before the frost</h2>') === true";

pub(crate) async fn k2_an_article_is_formatted_by_its_tools_and_read_as_it_looked(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    begin(&portico, &mira, TITLE).await;
    write_all(&mira).await;
    mira.press("Picture").await;
    mira.attach_unseen(".article-editor input[type=file]", &photo(&database)).await;
    mira.write("What the picture shows", "A kettle by a tent").await;
    mira.write("Width in pixels", "48").await;
    mira.press("Apply").await;
    mira.press("Source").await;
    mira.comes_true(IN_SOURCE).await;
    mira.press("Source").await;
    let barriers = mira.barriers().await;
    assert!(barriers.is_empty(), "{}", barriers.join("\n"));
    mira.press("Publish").await;
    mira.sees_count(".toast.done", 1).await;

    finds(&portico, &visitor, "/en_us/search?q=velocipede").await;
    visitor.follow(TITLE).await;
    for shown in [
        "h2",
        "p > strong",
        "p > em",
        "ul > li",
        "ol > li",
        "blockquote",
        ".callout-warning",
        "table caption",
        "pre > code",
        "hr",
        "img[alt='A kettle by a tent'][width='48']",
    ] {
        visitor.sees_count(&format!(".article-body {shown}"), 1).await;
    }
    visitor.comes_true("document.querySelector('.article-body img').naturalWidth > 0").await;
}

/// One of each, by a button, a shortcut, a sign, a word behind a slash or a dialog.
async fn write_all(mira: &Browser) {
    write(mira, "Keep it ").await;
    for (tool, text) in [("Bold", "dry"), ("Italic", " and dark")] {
        mira.press(tool).await;
        mira.keys(text).await;
        mira.press(tool).await;
    }
    mira.keys(Key::Enter).await;
    mira.keys("## Before the frost").await;
    mira.keys(Key::Enter).await;
    for (tool, text) in [("Bulleted list", "oil"), ("Numbered list", "hang"), ("Quotation", "Mind the chain")]
    {
        mira.press(tool).await;
        mira.keys(text).await;
        leave_block(mira).await;
    }
    for (offered, text) in [("/warning", "Not near the stove."), ("/code block", "chain --oil")] {
        mira.keys(offered).await;
        mira.sees_count("#editor-slash:not([hidden]) [role=option]", 1).await;
        mira.keys(Key::Enter).await;
        mira.keys(text).await;
        leave_block(mira).await;
    }
    mira.keys("---").await;
    mira.press("Table").await;
    for heading in ["Frame", "Height", "Saddle"] {
        mira.keys(heading).await;
        mira.keys(Key::Tab).await;
    }
    mira.press("What the table shows").await;
    mira.write("What the table shows", "Sizes").await;
    mira.press("Apply").await;
    leave_block(mira).await;
}

async fn leave_block(mira: &Browser) {
    mira.chord(&[Key::Control], Key::Enter).await;
}
