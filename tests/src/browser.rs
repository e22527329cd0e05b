//! A browser, used as a person uses it: by the words on the page.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::chrome::ChromeCapabilities;
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::{By, ChromiumLikeCapabilities, Key, TypingData, WebDriver, WebElement};

use crate::driver::{Driver, EndOfSession};
use crate::patience::Patience;

/// As root there is no sandbox, and nothing may move while a story looks; without the rest it waits for hosts it cannot
/// reach.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--window-size=1200,900",
];

/// A browser with a fresh profile. What it looks for it waits for, and fails with the page it was on.
pub struct Browser {
    driver: WebDriver,
    _end: EndOfSession,
    _profile: TempDir,
}

impl Browser {
    /// Opens one.
    pub async fn open(driver: &Driver) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let mut wanted = ChromeCapabilities::new();
        let folder = format!("--user-data-dir={}", profile.path().display());
        for flag in FLAGS.iter().copied().chain([folder.as_str()]) {
            wanted.add_arg(flag).expect("a flag is a text");
        }
        let browser = WebDriver::new(driver.address(), wanted).await.expect("a browser starts");
        // Its own end would need a runtime that still runs.
        browser.clone().leak().expect("it was opened just now");
        let end = driver.end_of(&browser.session_id().to_string());
        Self { driver: browser, _end: end, _profile: profile }
    }

    /// Turns JavaScript off from the next page on.
    pub async fn turn_scripts_off(&self) {
        self.tell("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Says what the reader prefers: `light` or `dark`.
    pub async fn prefer(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tell("Emulation.setEmulatedMedia", features).await;
    }

    /// Opens an address.
    pub async fn go(&self, address: &str) {
        self.driver.goto(address).await.expect("the address answers");
    }

    /// Goes on in the window that was opened as the so-manyth, from 0.
    pub async fn go_on_in_window(&self, number: usize) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            let windows = self.driver.windows().await.expect("the browser has windows");
            if let Some(window) = windows.into_iter().nth(number) {
                return self.driver.switch_to_window(window).await.expect("the window is there");
            }
        }
        self.fail(&format!("there is no window {number}")).await;
    }

    /// Opens an address again and again, until the page's heading is this.
    pub async fn goes_until_heading(&self, address: &str, words: &str) {
        let path = format!("//h1[normalize-space()={}]", quoted(words));
        let mut patience = Patience::new();
        while patience.lasts().await {
            self.go(address).await;
            if self.displayed(&path).await.is_some() {
                return;
            }
        }
        self.fail(&format!("no page with the heading {words:?} comes to stand at {address}")).await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page loads again");
    }

    /// Goes back, as by the browser's button.
    pub async fn go_back(&self) {
        self.driver.back().await.expect("there is a way back");
    }

    /// The address of the page.
    pub async fn address(&self) -> String {
        self.driver.current_url().await.expect("the page has an address").to_string()
    }

    /// Presses the button, link, menu or choice with these words on it.
    pub async fn press(&self, words: &str) {
        let is_named = format!("[normalize-space()={0} or @aria-label={0}]", quoted(words));
        let path =
            ["button", "a", "summary", "label", "input"].map(|tag| format!("//{tag}{is_named}")).join(" | ");
        self.press_first(&path, words).await;
    }

    /// Follows the link that has these words among others.
    pub async fn follow(&self, words: &str) {
        self.press_first(&format!("//a[contains(normalize-space(), {})]", quoted(words)), words).await;
    }

    /// Turns the switch with this name.
    pub async fn turn(&self, name: &str) {
        let path =
            format!("//*[@role='switch' and @aria-labelledby=//*[normalize-space()={}]/@id]", quoted(name));
        self.press_first(&path, name).await;
    }

    /// Ticks or unticks the box with this name, which a hint may follow.
    pub async fn tick(&self, name: &str) {
        let path = format!("//label[.//strong[normalize-space()={}]]", quoted(name));
        self.press_first(&path, name).await;
    }

    /// Waits until the page's address holds this.
    pub async fn arrives(&self, part: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if self.address().await.contains(part) {
                return;
            }
        }
        self.fail(&format!("no page at {part:?} opened")).await;
    }

    async fn press_first(&self, path: &str, words: &str) {
        let (mut patience, mut refusal) = (Patience::new(), None);
        while patience.lasts().await {
            let Some(found) = self.displayed(path).await else { continue };
            refusal = refused(found.click().await);
            if refusal.is_none() {
                return;
            }
        }
        self.fail(&format!("nothing that says {words:?} can be pressed: {refusal:?}")).await;
    }

    /// Writes into the field with this label, in place of what is there.
    pub async fn write(&self, label: &str, text: &str) {
        let path = field(label);
        let (mut patience, mut refusal) = (Patience::new(), None);
        while patience.lasts().await {
            let Some(found) = self.displayed(&path).await else { continue };
            refusal = refused(found.clear().await);
            if refusal.is_none() {
                refusal = refused(found.send_keys(text).await);
            }
            if refusal.is_none() {
                return;
            }
        }
        self.fail(&format!("{label:?} cannot be written into: {refusal:?}")).await;
    }

    /// Chooses of the field with this label the choice with these words.
    pub async fn choose(&self, label: &str, words: &str) {
        let path = format!("({})//option[normalize-space()={}]", field(label), quoted(words));
        self.press_first(&path, words).await;
    }

    /// Chooses a file for the field with this label.
    pub async fn attach(&self, label: &str, file: &Path) {
        let path = file.to_str().expect("temporary files have plain names");
        let Some(found) = self.displayed(&field(label)).await else {
            return self.fail(&format!("there is no field {label} for files")).await;
        };
        found.send_keys(path).await.expect("the field takes a file");
    }

    /// Chooses a file for a field that only a script shows, by its CSS selector.
    pub async fn attach_unseen(&self, selector: &str, file: &Path) {
        let path = file.to_str().expect("temporary files have plain names");
        let found = self.driver.find(By::Css(selector)).await.expect("the field is there");
        found.send_keys(path).await.expect("the field takes a file");
    }

    /// Waits until these words are to be read on the page.
    pub async fn sees(&self, words: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if self.text().await.contains(words) {
                return;
            }
        }
        self.fail(&format!("{words:?} is not to be seen")).await;
    }

    /// Waits until the page's heading is this.
    pub async fn sees_heading(&self, words: &str) {
        let path = format!("//h1[normalize-space()={}]", quoted(words));
        let mut patience = Patience::new();
        while patience.lasts().await {
            if self.displayed(&path).await.is_some() {
                return;
            }
        }
        self.fail(&format!("no page with the heading {words:?} opened")).await;
    }

    /// Waits until these words are no longer to be read on the page.
    pub async fn no_longer_sees(&self, words: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if !self.text().await.contains(words) {
                return;
            }
        }
        self.fail(&format!("{words:?} is still to be seen")).await;
    }

    /// Waits until these words are to be read in the page's first frame, which scripts of the page cannot look into.
    pub async fn sees_in_frame(&self, words: &str) {
        let (mut patience, mut there) = (Patience::new(), String::new());
        while patience.lasts().await {
            if self.driver.enter_frame(0).await.is_ok() {
                there = self.text().await;
            }
            self.driver.enter_default_frame().await.expect("the page itself is there");
            if there.contains(words) {
                return;
            }
        }
        self.fail(&format!("{words:?} is not to be seen in the frame, but {there:?}")).await;
    }

    /// Waits until this expression is true in the page's first frame.
    pub async fn comes_true_in_frame(&self, expression: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            let entered = self.driver.enter_frame(0).await;
            let ran = self.driver.execute(format!("return {expression}"), Vec::new()).await;
            self.driver.enter_default_frame().await.expect("the page itself is there");
            if entered.is_ok() && ran.is_ok_and(|ran| ran.json() == true) {
                return;
            }
        }
        self.fail(&format!("it does not come true in the frame that {expression}")).await;
    }

    /// Nowhere in the page as it is now are these words, not even where nobody reads them.
    pub async fn holds_nothing_of(&self, words: &str) {
        let source = self.driver.source().await.expect("the page has a source");
        if source.contains(words) {
            self.fail(&format!("the page holds {words:?}")).await;
        }
    }

    /// How many elements a CSS selector finds.
    pub async fn count(&self, selector: &str) -> usize {
        self.driver.find_all(By::Css(selector)).await.expect("the selector is valid").len()
    }

    /// Waits until a CSS selector finds so many elements.
    pub async fn sees_count(&self, selector: &str, count: usize) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if self.count(selector).await == count {
                return;
            }
        }
        self.fail(&format!("there are not {count} of {selector}")).await;
    }

    /// Runs a script of the test's own in the page and answers what it returns.
    pub async fn run(&self, script: &str) -> Value {
        let ran = self.driver.execute(script, Vec::new()).await.expect("the script runs");
        ran.json().clone()
    }

    /// Waits until this expression is true in the page.
    pub async fn comes_true(&self, expression: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            // While the page is being exchanged there may be nothing to ask.
            let ran = self.driver.execute(format!("return {expression}"), Vec::new()).await;
            if ran.is_ok_and(|ran| ran.json() == true) {
                return;
            }
        }
        self.fail(&format!("it does not come true that {expression}")).await;
    }

    /// The same with a script that answers by calling its last argument.
    pub async fn run_until_told(&self, script: &str, arguments: Vec<Value>) -> Value {
        let ran = self.driver.execute_async(script, arguments).await.expect("the script runs");
        ran.json().clone()
    }

    /// What is to be seen of the page now, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.driver.screenshot_as_png().await.expect("the browser draws the page")
    }

    /// Presses keys where the focus is, as a keyboard does; [`Key`](thirtyfour::Key) has those without a sign.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("the keys are taken");
    }

    /// Presses a key while others are held.
    pub async fn chord(&self, held: &[Key], key: impl Into<TypingData>) {
        let keys = self.driver.action_chain();
        let keys = held.iter().fold(keys, |keys, held| keys.key_down(held.clone())).send_keys(key);
        let keys = held.iter().rev().fold(keys, |keys, held| keys.key_up(held.clone()));
        keys.perform().await.expect("the keys are taken");
    }

    /// Shows the page in so many CSS pixels; what 1280 of them are at 400 % is 320.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.tell("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Gives an order of the DevTools protocol.
    pub async fn tell(&self, order: &str, values: Value) {
        self.driver.cdp().send_raw(order, values).await.expect("the browser takes the order");
    }

    /// What is to be read on the page; nothing while it is being exchanged.
    async fn text(&self) -> String {
        match self.driver.find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The first element of an XPath that is to be seen.
    async fn displayed(&self, path: &str) -> Option<WebElement> {
        for found in self.driver.find_all(By::XPath(path)).await.unwrap_or_default() {
            if found.is_displayed().await.unwrap_or(false) {
                return Some(found);
            }
        }
        None
    }

    pub(crate) async fn fail(&self, why: &str) {
        let mut told = why.to_owned();
        write!(told, "\non {}\n\n{}", self.address().await, self.text().await)
            .expect("a text can be written to");
        panic!("{told}");
    }
}

/// Why nothing was done, if so: the page was being exchanged, something moved over the element, or it is locked while
/// something is being sent. Then it is tried again.
fn refused(done: WebDriverResult<()>) -> Option<String> {
    let error = done.err()?;
    let passes = match error.as_inner() {
        WebDriverErrorInner::StaleElementReference(_)
        | WebDriverErrorInner::ElementClickIntercepted(_)
        | WebDriverErrorInner::ElementNotInteractable(_)
        | WebDriverErrorInner::InvalidElementState(_)
        | WebDriverErrorInner::NoSuchElement(_) => true,
        other => other.to_string().contains("does not belong to the document"),
    };
    assert!(passes, "the browser refused: {error}");
    Some(error.to_string().lines().take(4).collect())
}

/// The field with this label, as an XPath.
fn field(label: &str) -> String {
    let label = quoted(label);
    format!(
        "//*[@id=//label[normalize-space()={label}]/@for] | //*[self::input or self::textarea or self::select][@aria-label={label}]"
    )
}

/// A text within an XPath, which knows no escapes.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "no text on our pages has this in it");
    format!("\"{text}\"")
}
