//! What the counter beside a text says (P6).

use journeys::{Browser, Journey};
use serde_json::Value;
use testkit::Database;

const LIMIT: usize = 10_240;

/// Writes a text into the box as a keyboard or the clipboard would, and answers what the counter says.
const WRITE: &str = "
const [text, tell] = arguments;
const box = document.getElementById('text');
box.value = text;
box.dispatchEvent(new InputEvent('input', { bubbles: true }));
tell(document.getElementById('text-limit').textContent);
";

/// Texts of every kind of sign that programs count differently.
fn texts() -> Vec<String> {
    let family = "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}";
    let mut texts: Vec<String> = ["", " ", "a", "😀", family, "e\u{301}", "\u{1D11E}\u{1D11E}", "العربية"]
        .into_iter()
        .map(str::to_owned)
        .collect();
    texts.extend(
        ["one\r\ntwo", "one\rtwo", "one\ntwo\n", "\r\n\r\none\r\n\r\n", "one\n\n\n\ntwo"].map(str::to_owned),
    );
    for space in
        [" ", "\t", "\n", "\u{85}", "\u{a0}", "\u{2003}", "\u{2028}", "\u{3000}", "\u{feff}", "\u{200b}"]
    {
        texts.push(format!("{space}{space}in the middle{space}of it{space}"));
    }
    texts
}

/// How many signs the server counts: line ends are one, white space at both ends is none (P6).
fn counted(text: &str) -> usize {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().chars().count()
}

async fn says(browser: &Browser, text: &str) -> String {
    let told = browser.run_until_told(WRITE, vec![Value::from(text)]).await;
    told.as_str().expect("the counter says something").to_owned()
}

fn number(said: &str) -> usize {
    said.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("the counter says a number")
}

pub(crate) async fn p6_the_counter_counts_as_the_server_does(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, "coco@customer.test").await;
    journey.start_conversation(&browser, &"😀".repeat(200), "How long may it be?").await;
    for text in texts() {
        assert_eq!(number(&says(&browser, &text).await), LIMIT - counted(&text), "{text:?}");
    }
    let over = says(&browser, &format!("  {}\u{feff}\n", "😀".repeat(LIMIT))).await;
    assert!(number(&over) == 1 && over.contains("too"), "{over}");
    browser.press("Send").await;
    browser.sees("one character too long").await;
    assert_eq!(number(&says(&browser, &format!("  {}\u{85}\n", "😀".repeat(LIMIT))).await), 0);
    browser.press("Send").await;
    browser.sees("Your message is sent.").await;
}
