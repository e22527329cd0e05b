//! What a site looks like with a theme of its own, and that it always looks like something (T1, T3, T4).

use desk::User;
use desk::right::Role;
use desk::theme::{Draft, Edit, Gate, Theme, ThemeId, Values, Version};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{Database, both};
use theme::Package;

use crate::client::{Answer, Site};

pub(crate) const NEWEST: Version = Version::new(1, 1, 0);

/// What a page looks like is what is looked at here; what the gate refuses is told elsewhere.
pub(crate) struct Open;

impl Gate for Open {
    async fn check(&self, _: &Package, _: &Values) -> Result<(), String> {
        Ok(())
    }
}

/// Somebody who manages themes, with one that the site shows.
pub(crate) struct Manager<'a> {
    site: &'a Site,
    pub(crate) user: User,
    pub(crate) theme: ThemeId,
}

impl<'a> Manager<'a> {
    pub(crate) async fn of(site: &'a Site) -> Self {
        Self::of_template(site, "midtown").await
    }

    async fn of_template(site: &'a Site, template: &str) -> Self {
        let user = site.kit.user("Lea", &[Role::ContentManager]).await;
        let mut act = site.kit.act(&user);
        let theme = act.make_theme(site.kit.kb.id, template, "Autumn").await.expect("it is the first");
        act.done(()).await.expect("it is stored");
        let manager = Self { site, user, theme };
        let mut act = site.kit.act(&manager.user);
        let made = act.open::<Edit, Theme>(theme).await.expect("it is there");
        made.activate(&mut act).await.expect("it was published when it was made");
        act.done(()).await.expect("it is stored");
        manager
    }

    pub(crate) async fn seen(&self) -> Theme {
        self.site.kit.view(&self.user).await.see(self.theme).await.expect("it is there")
    }

    /// Saves these values and files over a version of the template, and publishes them.
    pub(crate) async fn publish(&self, base: Version, values: Value, files: &[(&str, &str)]) {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned().into()));
        let values = serde_json::from_value(values).expect("they are a map");
        let draft = Draft { base: Some(base), values, files: files.collect() };
        let checked = draft.check(&self.seen().await.template).await.expect("it is a theme");
        let mut act = self.site.kit.act(&self.user);
        let theme = act.open::<Edit, Theme>(self.theme).await.expect("it is there");
        theme.save(&mut act, theme.draft, &checked).await.expect("nobody else did");
        act.done(()).await.expect("it is stored");

        let seen = self.seen().await;
        let view = self.site.kit.view(&self.user).await;
        let passed = view.pass(&seen, seen.draft, &Open).await.expect("the gate is open");
        let mut act = self.site.kit.act(&self.user);
        let theme = act.open::<Edit, Theme>(self.theme).await.expect("it is there");
        theme.publish(&mut act, passed, seen.live).await.expect("nobody else did");
        act.done(()).await.expect("it is stored");
    }
}

async fn home(site: &Site) -> Answer {
    site.browser().get("/en_us").await
}

/// The style sheet that a page names.
async fn sheet(site: &Site, page: &Answer) -> Answer {
    let from = page.text.find("<link rel=\"stylesheet\" href=\"").expect("every page has one");
    let address = page.text[from..].split('"').nth(3).expect("it has an address").to_owned();
    let sheet = site.browser().get(&address).await;
    assert_eq!(
        (sheet.status, sheet.header("content-type")),
        (StatusCode::OK, "text/css; charset=utf-8"),
        "{address}"
    );
    sheet
}

#[both]
async fn t1_what_is_published_is_on_the_next_page_of_this_knowledge_base_alone(database: Database) {
    let site = Site::new(&database).await;
    let plain = home(&site).await;
    let manager = Manager::of(&site).await;
    assert_eq!(
        home(&site).await.text,
        plain.text,
        "a theme that nobody has changed looks as the template does"
    );
    let values = json!({
        "design.accent": "#aa3300",
        "search.heading": "Ask & we answer",
        "header.links": [{ "label": "Shop <1>", "url": "https://shop.example/?a=1&b=2" }],
        "announcement.shown": true,
        "announcement.text": "Closed on Monday",
    });
    manager.publish(NEWEST, values, &[]).await;
    let changed = home(&site).await;
    assert!(changed.has("Ask &amp; we answer") && changed.has("Closed on Monday"));
    assert!(changed.has("href=\"https://shop.example/?a=1&amp;b=2\" dir=\"auto\">Shop &lt;1&gt;</a>"));
    assert!(sheet(&site, &changed).await.has(":root { --accent: #aa3300;"));
    let other = site.browser_at("help.zeta.test").get("/en_us").await;
    assert!(!other.has("Closed on Monday"));
    assert!(!sheet(&site, &other).await.has("#aa3300"));
}

#[both]
async fn t1_a_snippet_in_a_setting_says_what_it_says_in_the_readers_language(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let manager = Manager::of(&site).await;
    let footer = "<footer>{{ snippet(\"sn.org.claim\") }}{{ snippet(\"sn.none\") }}</footer>";
    let values = json!({ "search.heading": "[[ sn.org.claim ]]!" });
    manager.publish(NEWEST, values, &[("parts/footer.html", footer)]).await;
    assert!(home(&site).await.has("<h1 dir=\"auto\">!</h1>"), "there is no such snippet yet");
    let text = |text: &str| desk::snippet::text_of(text).expect("it is one");
    let texts = [("en_us", "We <3 tents"), ("de", "Zelte")]
        .map(|(code, said)| (code.parse().expect("a language"), text(said)));
    let mut act = site.kit.act(&manager.user);
    let name = "sn.org.claim".parse().expect("a name");
    let id = act.add_snippet(&name, &texts.clone().into()).await.expect("it is the first");
    act.done(()).await.expect("it is stored");
    assert!(home(&site).await.has("We &lt;3 tents!</h1>"));
    assert!(home(&site).await.has("<footer>We &lt;3 tents</footer>"));
    assert!(site.browser().get("/de").await.has(">Zelte!</h1>"));

    let mut act = site.kit.act(&manager.user);
    let snippet = act.open::<desk::snippet::Edit, desk::snippet::Snippet>(id).await.expect("it is there");
    let newer = [("en_us".parse().expect("a language"), text("We like tents"))];
    snippet.change(&mut act, (&name, &newer.into()), &[].into()).await.expect("it may be changed");
    act.done(()).await.expect("it is stored");
    assert!(home(&site).await.has("We like tents!</h1>"), "a page that was kept is made anew");
}

#[both]
async fn t3_a_theme_of_before_the_portal_shows_it_in_its_own_colours(database: Database) {
    let site = Site::new(&database).await;
    let manager = Manager::of(&site).await;
    manager.publish(Version::new(1, 0, 18), json!({ "design.accent": "#aa3300" }), &[]).await;
    assert!(!home(&site).await.has("class=\"scene\""), "the home is as it was");
    let mut ana = site.signed_in("ana@example.com").await;
    let list = ana.get("/en_us/conversations").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.has("<h1>My conversations</h1>"), "{}", list.text);
    assert!(sheet(&site, &list).await.has("--accent: #aa3300;"));
}

#[both]
async fn t4_a_page_that_a_theme_breaks_is_drawn_as_the_template_has_it(database: Database) {
    let site = Site::new(&database).await;
    let plain = home(&site).await;
    let manager = Manager::of(&site).await;
    for broken in [
        "{{ page.none }}",
        "{% include 'parts/none.html' %}",
        "{% for a in range(9) %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x = 'x' * 9000000 %}",
        "{% include 'pages/home.html' %}",
        "{% set x = 'x' * 9000 %}{% for a in x %}{{ x }}{{ x }}{% endfor %}",
    ] {
        manager.publish(NEWEST, json!({ "design.accent": "#aa3300" }), &[("pages/home.html", broken)]).await;
        let shown = home(&site).await;
        assert_eq!((shown.status, &shown.text), (StatusCode::OK, &plain.text), "{broken}");
        assert!(sheet(&site, &shown).await.text.contains("--accent: #"), "with the template's own sheet");
    }
    let missing = site.browser().get("/en_us/nothing-here").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(sheet(&site, &missing).await.has("#aa3300"), "the other pages are the theme's");
}

#[both]
async fn t4_a_broken_page_of_another_template_is_drawn_as_that_one_has_it(database: Database) {
    let site = Site::new(&database).await;
    let manager = Manager::of_template(&site, "riverside").await;
    let plain = home(&site).await;
    assert!(plain.has("riverside.css"));
    let version = theme::Template::named("riverside").expect("it is one").newest();
    manager.publish(version, json!({}), &[("pages/home.html", "{{ page.none }}")]).await;
    assert_eq!(home(&site).await.text, plain.text);
}

#[both]
async fn t4_a_theme_that_cannot_be_compiled_any_more_shows_the_template(database: Database) {
    let site = Site::new(&database).await;
    let plain = home(&site).await;
    let manager = Manager::of(&site).await;
    manager.publish(NEWEST, json!({}), &[("pages/home.html", "{% if %}")]).await;
    assert_eq!(home(&site).await.text, plain.text);
}

#[both]
async fn th34_a_picture_of_a_theme_runs_nothing_when_it_is_opened(database: Database) {
    let site = Site::new(&database).await;
    let manager = Manager::of(&site).await;
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>";
    manager
        .publish(NEWEST, json!({ "header.logo": "uploads/logo.svg" }), &[("uploads/logo.svg", logo)])
        .await;
    let page = home(&site).await;
    let at = page.text.find("class=\"brand-logo\" src=\"").expect("the logo is there");
    let address = page.text[at..].split('"').nth(3).expect("it has an address").to_owned();
    let opened = site.browser().get(&address).await;
    assert_eq!((opened.status, opened.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    let policy = opened.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"), "{policy}");
    assert!(
        !sheet(&site, &page).await.headers.contains_key("content-security-policy"),
        "only what is a page needs it"
    );
}
