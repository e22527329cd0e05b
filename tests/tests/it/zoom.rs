//! Pages in little room: 320 CSS pixels, as on a small telephone or at 400 % (WCAG 2.2, 1.4.10).

use journeys::{Browser, Driver, Journey, Showcase};
use testkit::Database;
use theme::{TEMPLATES, Template};

const ADDRESS: &str = "zoe@customer.test";
const SUBJECT: &str = "Donaudampfschifffahrtsgesellschaftskapitänsmütze";

/// By how many pixels the page is wider than its window, and what cuts off what is too wide.
const TOO_WIDE: &str = r#"
const root = document.documentElement;
const cut = [root, document.body].map((one) => getComputedStyle(one).overflowX).filter((how) => how !== "visible");
const wide = [...document.body.querySelectorAll("*")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && one.checkVisibility() && (box.right > innerWidth + 1 || box.left < -1)
    && !one.closest(".hidden, .skip") && !scrolls(one);
});
function scrolls(one) {
  for (let at = one.parentElement; at; at = at.parentElement) {
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true;
  }
  return false;
}
const names = wide.map((one) => `${one.localName}.${one.className}`);
return [root.scrollWidth - root.clientWidth, ...cut, ...names.slice(0, 5)];
"#;

#[test]
fn p12_no_page_of_the_portal_is_wider_than_320_pixels() {
    journeys::look(async {
        let Some(driver) = Driver::start().await else { return };
        let browser = Browser::open(&driver).await;
        browser.resize(320, 640).await;
        let mut wide = Vec::new();
        for (template, language) in portals() {
            let showcase = Showcase::of_portal(template, language).await;
            assert!(showcase.samples().len() > 20, "{}", showcase.samples().len());
            for sample in showcase.samples() {
                browser.go(&sample.address).await;
                let where_it_is = format!("{} {language} {}", template.name, sample.name);
                wide.extend(too_wide(&browser).await.map(|why| format!("{where_it_is}: {why}")));
            }
        }
        assert!(wide.is_empty(), "{} pages are too wide:\n{}", wide.len(), wide.join("\n"));
    });
}

/// Every template in every language.
fn portals() -> impl Iterator<Item = (&'static Template, &'static str)> {
    TEMPLATES.iter().flat_map(|template| ["en_us", "de", "ar"].map(|language| (template, language)))
}

async fn too_wide(browser: &Browser) -> Option<String> {
    let told = browser.run(TOO_WIDE).await;
    (told != serde_json::json!([0])).then(|| told.to_string())
}

async fn fits(browser: &Browser) {
    if let Some(why) = too_wide(browser).await {
        panic!("{} is too wide: {why}", browser.address().await);
    }
}

pub(crate) async fn p12_a_customer_goes_the_whole_way_at_400_percent(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    browser.resize(320, 256).await;
    browser.go(&journey.portico.help("/login")).await;
    fits(&browser).await;
    journey.sign_in(&browser, ADDRESS).await;
    fits(&browser).await;
    journey.start_conversation(&browser, SUBJECT, &format!("{SUBJECT} {SUBJECT}")).await;
    fits(&browser).await;
    browser.write("Your reply", "https://example.org/a/very/long/address/that/has/no/place/to/break").await;
    browser.press("Send").await;
    browser.sees("Your message is sent.").await;
    fits(&browser).await;
    browser.press("My conversations").await;
    browser.sees_heading("My conversations").await;
    fits(&browser).await;
    browser.follow(SUBJECT).await;
    browser.press("Mark as done").await;
    browser.sees_heading("Is this all sorted out?").await;
    fits(&browser).await;
    browser.press("Mark as done").await;
    browser.sees("Marked as done. Thank you!").await;
    browser.press(&format!("Account of {ADDRESS}")).await;
    fits(&browser).await;
    browser.press("Log out").await;
    browser.sees("You are signed out.").await;
}
