//! Themes in the browser: changed without code and with it, looked at while they change, published, and seen by customers
//! (T1 to T4).

use std::fs;
use std::path::{Path, PathBuf};

use journeys::{Browser, Driver, Portico};
use serde_json::json;
use testkit::Database;
use theme::{Template, Version};

use crate::knowledge::{at, enter};

const THEMES: &str = "/app/settings/knowledge-base/themes";
const FOOTER: &str = "parts/footer.html";
const PREVIEW: &str = "document.querySelector('iframe[name=look]')";

/// Begins a theme from Midtown and has visitors see it; answers its address.
async fn begin(portico: &Portico, mira: &Browser) -> String {
    enter(portico, mira).await;
    mira.go(&at(portico, "app.tolvane", THEMES)).await;
    mira.write("Name", "Harbour").await;
    mira.press("New theme").await;
    mira.sees_heading("Harbour").await;
    let editor = mira.address().await;
    mira.go(&at(portico, "app.tolvane", THEMES)).await;
    mira.press("Show to visitors").await;
    mira.sees("Visitors see this theme now.").await;
    assert_eq!(mira.barriers().await, [""; 0], "the list");
    mira.go(&editor).await;
    mira.sees_in_frame("How can we help?").await;
    editor
}

pub(crate) async fn t1_a_theme_is_changed_without_code_looked_at_published_and_seen(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    begin(&portico, &mira).await;
    assert_eq!(mira.barriers().await, [""; 0], "the editor");
    mira.write("Accent colour", "#b4541f").await;
    mira.comes_true(&format!("{PREVIEW}.getAttribute('aria-busy') === null")).await;
    mira.press("Welcome and search").await;
    mira.write("Heading", "Ask the harbour master").await;
    mira.sees_in_frame("Ask the harbour master").await;
    mira.choose("Page", "My Conversations").await;
    mira.sees_in_frame("My conversations").await;
    mira.choose("Page", "Conversation Detail View").await;
    mira.sees_in_frame("Details").await;
    mira.choose("Language", "Deutsch").await;
    mira.sees_in_frame("Meine Gespräche").await;
    mira.press("Phone").await;
    mira.comes_true(&format!("{PREVIEW}.offsetWidth === 390")).await;
    mira.press("Dark").await;
    mira.comes_true_in_frame("getComputedStyle(document.documentElement).colorScheme === 'dark'").await;

    visitor.go(&at(&portico, "tolvane", "/en_us")).await;
    visitor.sees_heading("How can we help?").await;
    mira.press("Save").await;
    mira.sees("Draft saved").await;
    visitor.reload().await;
    visitor.sees_heading("How can we help?").await;
    mira.press("Publish").await;
    mira.sees("The theme is published.").await;
    visitor.reload().await;
    visitor.sees_heading("Ask the harbour master").await;
    let accent =
        visitor.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')").await;
    assert_eq!(accent.as_str().map(str::trim), Some("rgb(180, 84, 31)"));
}

pub(crate) async fn t1_t4_my_conversations_is_broken_in_code_and_customers_still_see_it_whole(
    database: Database,
) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    let editor = begin(&portico, &mira).await;
    let editor = editor.split('?').next().expect("an address").to_owned();
    mira.go(&format!("{editor}/files?path=pages/conversations.html")).await;
    mira.sees_count(".code-place:not([hidden])", 1).await;
    assert_eq!(mira.barriers().await, [""; 0], "the code");
    mira.run("document.querySelector('.code-place').shadowRoot.querySelector('.cm-content').focus()").await;
    mira.keys("{{ page.nothing }}\n").await;
    mira.sees("pages/conversations.html, line 1").await;
    mira.press("Save").await;
    mira.sees("The file is saved in the draft.").await;
    mira.sees("Custom Theme").await;
    mira.sees("pages/conversations.html, line 1").await;
    mira.go(&format!("{editor}?page=conversations")).await;
    mira.sees_in_frame("This page cannot be drawn").await;
    mira.press("Publish").await;
    mira.sees("It is saved, but not published").await;
    visitor.go(&at(&portico, "tolvane", "/en_us")).await;
    visitor.sees_heading("How can we help?").await;
    mira.go(&format!("{editor}/files?path=pages/conversations.html")).await;
    mira.press("As the template has it").await;
    mira.sees("Nothing: every page can be drawn with every example.").await;
    mira.go(&editor).await;
    mira.press("Publish").await;
    mira.sees("The theme is published.").await;
}

pub(crate) async fn t1_a_theme_is_changed_and_published_without_script(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    let editor = begin(&portico, &mira).await;
    mira.turn_scripts_off().await;
    mira.go(&editor).await;
    mira.press("Welcome and search").await;
    mira.write("Heading", "Ask without a script").await;
    mira.press("Show").await;
    mira.sees_in_frame("Ask without a script").await;
    mira.press("Publish").await;
    mira.sees("The theme is published.").await;
    visitor.go(&at(&portico, "tolvane", "/en_us")).await;
    visitor.sees_heading("Ask without a script").await;
}

/// The footer of a version with its own text in the place of the copyright sign.
fn footer(version: Version, text: &str) -> String {
    let files = Template::first().files(version).expect("there was this version");
    let footer = String::from_utf8(files[FOOTER].to_vec()).expect("it is text");
    assert!(footer.contains('©'), "{footer}");
    footer.replacen('©', text, 1)
}

/// A theme of 1.0.18 with a footer of its own, as a file to be brought in.
fn archive(folder: &Path) -> PathBuf {
    let manifest = "name = \"Harbour\"\ntemplate = \"midtown\"\nversion = \"1.0.18\"\napi = 1\n";
    let ours = footer(Version::new(1, 0, 18), "Since 1890");
    let files = [("manifest.toml", manifest.as_bytes()), (FOOTER, ours.as_bytes())];
    let path = folder.join("harbour.zip");
    fs::write(&path, folder::pack(files).expect("it is packed")).expect("the folder can be written to");
    path
}

pub(crate) async fn t2_t3_a_theme_of_before_the_portal_is_upgraded_by_hand_published_and_taken_back(
    database: Database,
) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    enter(&portico, &mira).await;
    mira.go(&at(&portico, "app.tolvane", THEMES)).await;
    mira.press("From a ZIP").await;
    mira.attach("ZIP archive", &archive(folder.path())).await;
    mira.press("Bring in").await;
    mira.sees_heading("Harbour").await;
    let editor = mira.address().await;
    mira.press("Publish").await;
    mira.sees("The theme is published.").await;
    mira.go(&at(&portico, "app.tolvane", THEMES)).await;
    mira.press("Show to visitors").await;
    mira.sees("Upgrade available").await;
    visitor.go(&at(&portico, "tolvane", "/en_us")).await;
    visitor.sees("Since 1890").await;

    mira.press("Upgrade theme").await;
    mira.sees_heading("Upgrade to 1.1.0").await;
    mira.sees("You and the template changed the same lines.").await;
    mira.sees_count(".twice iframe", 2).await;
    assert_eq!(mira.barriers().await, [""; 0], "the upgrade");
    mira.press("Upgrade and publish").await;
    mira.sees("parts/footer.html").await;
    let decided = footer(Template::first().newest(), "Since 1890:");
    let decide = "const [text] = arguments; document.querySelector('[name^=\"decided:\"]').value = text;";
    mira.run(&decide.replace("arguments", &json!([decided]).to_string())).await;
    mira.press("Upgrade and publish").await;
    mira.sees("The theme is published.").await;
    visitor.reload().await;
    visitor.sees("Since 1890:").await;

    mira.go(&editor).await;
    mira.press("Undo the upgrade").await;
    mira.sees("The theme is what it was before the upgrade").await;
    visitor.reload().await;
    visitor.no_longer_sees("Since 1890:").await;
    visitor.sees("Since 1890").await;
    mira.press("Revisions").await;
    mira.sees("Taken up again").await;
    assert_eq!(mira.barriers().await, [""; 0], "the revisions");
}
