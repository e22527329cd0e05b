//! Which host answers what (product §1).

use axum::body::Body;
use http::{Request, StatusCode};
use testkit::{Database, both};

use crate::client::Site;

#[both]
async fn an_unknown_host_gets_a_plain_404_and_nothing_of_any_tenant(database: Database) {
    let site = Site::new(&database).await;
    for path in ["/", "/en_us", "/login", "/en_us/conversations"] {
        let answer = site.browser_at("unknown.test").get(path).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NOT_FOUND, "Not found\n"), "{path}");
    }
    let health = site.browser_at("unknown.test").get("/healthz").await;
    assert_eq!((health.status, health.text.as_str()), (StatusCode::OK, "ok\n"));
    assert_eq!(site.browser_at("unknown.test").get("/readyz").await.status, StatusCode::OK);
}

#[both]
async fn th16_a_header_never_makes_a_link(database: Database) {
    let site = Site::new(&database).await;
    let request = Request::get("/en_us")
        .header("host", "help.acme.test")
        .header("x-forwarded-host", "evil.test")
        .header("forwarded", "host=evil.test");
    let answer = site.browser().exchange(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.has("evil.test"));
}

#[both]
async fn th32_a_form_from_another_site_is_refused(database: Database) {
    let site = Site::new(&database).await;
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.test"), ("sec-fetch-site", "same-site")]
    {
        let request = Request::post("/login").header("host", "help.acme.test").header(name, value);
        let answer = site.browser().exchange(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
}

#[both]
async fn languages_stand_in_the_path_and_an_unknown_one_is_404(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de,ar").await;
    let mut browser = site.browser();
    assert_eq!(browser.get("/").await.location(), "/en_us");
    let german = Request::get("/")
        .header("host", "help.acme.test")
        .header("accept-language", "fr;q=0.9, de-AT, en;q=0.5");
    assert_eq!(browser.exchange(german.body(Body::empty()).unwrap()).await.location(), "/de");
    assert!(browser.get("/de").await.has("lang=\"de\""));
    assert!(browser.get("/ar").await.has("dir=\"rtl\""));
    for unknown in ["/fr", "/xx_yy", "/EN_US", "/en_us/nothing"] {
        assert_eq!(browser.get(unknown).await.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}

#[both]
async fn assets_are_kept_for_ever_and_a_brand_has_its_colour(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = site.browser();
    let home = browser.get("/en_us").await;
    let at = home.text.find("/brand/").unwrap();
    let sheet = home.text[at..].split('"').next().unwrap().to_owned();
    let css = browser.get(&sheet).await;
    assert_eq!(css.status, StatusCode::OK);
    assert!(css.has("--accent: #3355cc") && css.header("cache-control").contains("immutable"));
    let bent = sheet.replace("3355cc", "red;}*{x");
    assert_eq!(browser.get(&bent.replace(' ', "%20")).await.status, StatusCode::NOT_FOUND);
}
