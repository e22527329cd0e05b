//! What a site looks like in a theme of each template, as customers get it (T1, T2).

use desk::right::Role;
use desk::theme::{Edit, Theme};
use http::StatusCode;
use testkit::{Database, both};
use theme::{TEMPLATES, Template};

use crate::client::{Answer, Site};
use crate::help::weight::weigh;

/// A site in a theme of this template that nobody has changed.
async fn wear(site: &Site, template: &Template) {
    let user = site.kit.user(template.title, &[Role::ContentManager]).await;
    let mut act = site.kit.act(&user);
    let made = act.make_theme(site.kit.kb.id, template.name, template.title).await.expect("it is the first");
    act.done(()).await.expect("it is stored");
    let mut act = site.kit.act(&user);
    let theme = act.open::<Edit, Theme>(made).await.expect("it is there");
    theme.activate(&mut act).await.expect("it was published when it was made");
    act.done(()).await.expect("it is stored");
}

fn sheet_of(page: &Answer) -> &str {
    let from = page.text.find("<link rel=\"stylesheet\" href=\"").expect("every page has one");
    page.text[from..].split('"').nth(3).expect("it has an address")
}

#[both]
async fn t1_each_template_is_another_site_with_the_same_pages(database: Database) {
    let site = Site::new(&database).await;
    let mut homes = Vec::new();
    for template in TEMPLATES {
        wear(&site, template).await;
        let home = site.browser().get("/en_us").await;
        assert_eq!(home.status, StatusCode::OK, "{}", template.name);
        let sheet = site.browser().get(sheet_of(&home)).await;
        assert!(sheet_of(&home).contains("/brand/") && sheet.has("--accent: #"), "in the brand's colour");
        let mut ana = site.signed_in(&format!("ana.{}@example.com", template.name)).await;
        let list = ana.get("/en_us/conversations").await;
        assert!(list.status == StatusCode::OK && list.has("<h1>My conversations</h1>"), "{}", list.text);
        assert_eq!(site.browser().get("/en_us/nothing-here").await.status, StatusCode::NOT_FOUND);
        homes.push(home.text);
    }
    assert!(homes[0].contains("class=\"hero\"") && !homes[0].contains("class=\"spine\""), "{}", homes[0]);
    assert!(homes[1].contains("class=\"spine\"") && !homes[1].contains("class=\"hero\""), "{}", homes[1]);
}

/// At most 20 KB with everything, where 40 are allowed.
#[both]
async fn p12_the_home_page_is_light_in_every_template(database: Database) {
    let site = Site::compressing(&database).await;
    for template in TEMPLATES {
        wear(&site, template).await;
        let (bytes, requests) = weigh(&site, "/en_us").await;
        let fits = bytes < 20 * 1024 && bytes > 8 * 1024 && requests <= 3;
        assert!(fits, "{}: {bytes} bytes in {requests} requests", template.name);
    }
}
