//! An agent puts an article into an answer, and the customer reads it (K8).

use journeys::{Browser, Driver, Portico};
use testkit::Database;

const MANAGER: &str = "mira@tolvane.example";
const PASSWORD: &str = "the-long-way-home";
const TITLE: &str = "Returning what does not fit";

pub(crate) async fn k8_an_article_is_found_beside_an_answer_and_read_by_the_customer(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, visitor) = (Browser::open(&driver).await, Browser::open(&driver).await);
    let at = |host: &str, path: &str| format!("http://{host}.localhost:{}{path}", portico.port());
    mira.go(&at("app.tolvane", "/app/sign-in")).await;
    mira.write("E-mail address", MANAGER).await;
    mira.write("Password", PASSWORD).await;
    mira.press("Sign in").await;
    mira.comes_true("location.pathname !== '/app/sign-in'").await;
    mira.go(&at("app.tolvane", "/app/conversations?view=open&q=Exchange")).await;
    mira.run("document.querySelector('a.row, .rows .row-subject a').click()").await;
    mira.sees_count("#reply-text", 1).await;
    mira.run("document.querySelector('#reply-text').value = 'This may help:'").await;
    find(&mira).await;
    mira.press("Insert link").await;
    mira.comes_true("document.querySelector('#reply-text')?.value.includes('](http')").await;
    let text = mira.run("return document.querySelector('#reply-text').value").await;
    let text = text.as_str().expect("the box has a text").to_owned();
    assert!(text.starts_with("This may help:") && text.contains(TITLE), "{text}");
    let link = text.split(['(', ')']).find(|part| part.starts_with("http")).expect("a link");
    visitor.go(link).await;
    visitor.sees_heading(TITLE).await;
    mira.press("Send").await;
    mira.sees("This may help:").await;
}

/// The index comes up to two seconds behind, and is made while the program begins to serve.
async fn find(mira: &Browser) {
    for _ in 0..50 {
        mira.run("document.querySelector('.articles').open = true").await;
        mira.write("Look for articles", "retrun").await;
        mira.press("Find").await;
        // Whatever is pressed while the question is on its way counts as the second half of a double click.
        mira.comes_true("!document.querySelector('.reply-form[aria-busy=true]')").await;
        if mira.count(".articles .found li").await > 0 {
            return;
        }
    }
    panic!("nothing was found");
}
