//! What a theme's own scripts may do, who hears of a broken one, and the way around it (T4).

use desk::right::{Right, Rights, Role};
use desk::theme::ListedTheme;
use http::StatusCode;
use serde_json::json;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};
use crate::team::{inside, stage};
use crate::themes::{Manager, NEWEST};

const LAYOUT: &str = "<!doctype html><html lang=\"en\"><head><title>x</title>{% block head %}{% endblock %}\
    <script type=\"module\" src=\"{{ asset('js/menus.js') }}\"></script>\
    {% if shell.own_scripts %}<script type=\"module\" src=\"{{ asset('js/boat.js') }}\"></script>{% endif %}\
    </head><body>{% block main %}{% endblock %}</body></html>";

fn policy(page: &Answer) -> &str {
    page.header("content-security-policy")
}

#[both]
async fn t4_th34_scripts_of_a_theme_run_where_everybody_sees_the_same_and_nowhere_else(database: Database) {
    let site = Site::new(&database).await;
    let mut manager = Manager::of(&site).await;
    manager.user.rights = Rights::only(&[Right::ManageContent, Right::ThemeScripts]);
    let files = [("js/boat.js", "console.log('boat')"), ("parts/layout.html", LAYOUT)];
    manager.publish(NEWEST, json!({}), &files).await;
    let home = site.browser().get("/en_us").await;
    let address =
        home.text.split('"').find(|part| part.starts_with("/scripts/")).expect("it runs here").to_owned();
    assert!(policy(&home).contains("script-src 'self';"), "{}", policy(&home));
    let script = site.browser().get(&address).await;
    assert_eq!(
        (script.status, script.header("content-type")),
        (StatusCode::OK, "text/javascript; charset=utf-8")
    );
    assert_eq!(script.text, "console.log('boat')");

    let mut ana = site.signed_in("ana@example.com").await;
    for path in ["/login", "/en_us/conversations", "/en_us/settings"] {
        let page = if path == "/login" { site.browser().get(path).await } else { ana.get(path).await };
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.has("/scripts/") && page.has("src=\"/assets/"), "{path}: {}", page.text);
        assert!(
            policy(&page).contains("script-src https://help.acme.test/assets/;"),
            "{path}: {}",
            policy(&page)
        );
    }
    let as_asset = address.replace("/scripts/", "/assets/");
    assert_eq!(
        site.browser().get(&as_asset).await.status,
        StatusCode::NOT_FOUND,
        "no page may take it for ours"
    );
    let elsewhere = site.browser_at("help.zeta.test").get(&address).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "it is no script of another knowledge base");
}

/// Those who manage themes are told beside the page that is waited for.
async fn told(site: &Site, manager: &Manager<'_>) -> ListedTheme {
    for _ in 0..10_000 {
        let view = site.kit.view::<desk::User>(&manager.user).await;
        let listed = view.themes(site.kit.kb.id).await.expect("they may look").remove(0);
        view.close();
        if listed.broken.is_some() {
            return listed;
        }
        tokio::task::yield_now().await;
    }
    panic!("nobody was told");
}

#[both]
async fn t4_a_page_that_a_theme_breaks_is_told_to_those_who_manage_themes(database: Database) {
    let site = Site::new(&database).await;
    let manager = Manager::of(&site).await;
    manager.publish(NEWEST, json!({}), &[("pages/home.html", "<p>\n{{ page.none }}")]).await;
    assert_eq!(site.browser().get("/en_us").await.status, StatusCode::OK);
    let broken = told(&site, &manager).await.broken.expect("it was waited for");
    assert_eq!(broken.why, "pages/home.html: pages/home.html:2: there is no such value in: {{ page.none }}");
    manager.publish(NEWEST, json!({}), &[("pages/home.html", "{% if %}")]).await;
    assert_eq!(site.browser().get("/en_us").await.status, StatusCode::OK);
    let broken = told(&site, &manager).await.broken.expect("it was waited for");
    assert!(broken.why.starts_with("pages/home.html:1:"), "one that cannot be compiled: {}", broken.why);
}

/// Work that takes all its steps: the first visitor's page makes its thread slow, the others' no more.
#[both]
async fn t4_a_page_that_takes_all_its_steps_is_as_the_template_has_it_for_everybody_at_once(
    database: Database,
) {
    let site = Site::new(&database).await;
    let plain = site.browser().get("/en_us/nothing-here").await;
    let manager = Manager::of(&site).await;
    let loops = "{% set x = 'x' * 900 %}{% for a in x %}{% for b in x %}{% for c in x %}{{ c }}{% endfor %}{% endfor %}{% endfor %}";
    manager.publish(NEWEST, json!({}), &[("pages/404.html", loops)]).await;
    for _ in 0..3 {
        let shown = site.browser().get("/en_us/nothing-here").await;
        assert_eq!((shown.status, &shown.text), (StatusCode::NOT_FOUND, &plain.text));
    }
}

async fn is_as_the_template_has_it(browser: &mut Browser<'_>, path: &str) -> bool {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    !page.has("only ours")
}

#[both]
async fn t4_who_manages_themes_gets_a_page_without_the_theme_and_nobody_else_does(database: Database) {
    let site = stage(&database).await;
    let manager = Manager::of(&site).await;
    manager.publish(NEWEST, json!({}), &[("pages/home.html", "<h1>only ours</h1>")]).await;
    let (lea, ana) = (manager.user.clone(), site.kit.user("Ana", &[Role::Agent]).await);
    let without = "/en_us?theme=base";
    let (mut with_lea, _) = inside(&site, &mut site.at_desk(&lea).await).await;
    assert!(is_as_the_template_has_it(&mut with_lea, without).await);
    assert!(is_as_the_template_has_it(&mut with_lea, "/en_us?x=1&theme=base").await);
    let kept = with_lea.get(without).await;
    assert_eq!(kept.header("cache-control"), "no-store, private");
    assert!(!is_as_the_template_has_it(&mut with_lea, "/en_us").await);
    assert!(!is_as_the_template_has_it(&mut with_lea, "/en_us?theme=bases").await);
    let (mut with_ana, _) = inside(&site, &mut site.at_desk(&ana).await).await;
    assert!(!is_as_the_template_has_it(&mut with_ana, without).await, "who manages nothing");
    assert!(!is_as_the_template_has_it(&mut site.signed_in("c@example.com").await, without).await);
    for _ in 0..2 {
        assert!(!is_as_the_template_has_it(&mut site.browser(), without).await, "nor from what is kept");
    }
}
