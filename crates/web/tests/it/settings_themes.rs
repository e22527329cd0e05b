//! Settings > Knowledge Base > Theme: the list, the editor without code and with it, publishing, and a link to look (T1, T2).

use desk::right::Role;
use desk::theme::{Draft, Edit, Theme, ThemeId, Values, Version};
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::{article, draft};

use crate::client::{Answer, Browser, Site};

const THEMES: &str = "/app/settings/knowledge-base/themes";
/// My Conversations with a mistake in its second line.
const BROKEN: &str = "<h1>{{ t(\"conversations-title\") }}</h1>\n{{ page.nothing.of_it }}\n";

/// Somebody who manages themes, at the app.
struct Editor<'a> {
    browser: Browser<'a>,
    url: String,
}

impl<'a> Editor<'a> {
    /// With a theme of this name, which the site shows.
    async fn begin(site: &'a Site, name: &str) -> Self {
        let user = site.kit.user("Lea", &[Role::ContentManager]).await;
        let mut browser = site.at_desk(&user).await;
        let made = browser.post(THEMES, &[("brand", "acme"), ("name", name)]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let url = made.location().to_owned();
        let shown = browser.post(&format!("{url}/activation"), &[("brand", "acme")]).await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.text);
        Self { browser, url }
    }

    async fn page(&mut self) -> Answer {
        let url = self.url.clone();
        self.browser.get(&url).await
    }

    /// Sends the settings as the page has them, with these changed.
    async fn send(&mut self, act: &str, changed: &[(&str, &str)]) -> Answer {
        let page = self.page().await;
        let (seen, live) = (page.hidden("seen"), page.hidden("live"));
        let mut fields = vec![("seen", &*seen), ("live", &*live), ("header.show_name", "on")];
        fields.extend([("featured.shown", "on"), ("contact.shown", "on")]);
        fields.retain(|(name, _)| !changed.iter().any(|(other, _)| other == name));
        fields.extend(changed);
        let url = format!("{}{act}", self.url);
        self.browser.post(&url, &fields).await
    }

    async fn put(&mut self, path: &str, content: &str) -> Answer {
        let seen = self.page().await.hidden("seen");
        let url = format!("{}/files", self.url);
        self.browser.upload(&url, &[("seen", &seen), ("path", path), ("content", content)], &[]).await
    }

    async fn upload(&mut self, name: &str, bytes: &[u8]) -> Answer {
        let seen = self.page().await.hidden("seen");
        let url = format!("{}/uploads", self.url);
        self.browser.upload(&url, &[("seen", &seen)], &[(name, bytes)]).await
    }

    fn id(&self) -> ThemeId {
        self.url.rsplit('/').next().and_then(|id| id.parse().ok()).expect("its address ends in its id")
    }
}

async fn home(site: &Site) -> Answer {
    site.browser().get("/en_us").await
}

fn saved(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

#[both]
async fn t1_what_is_saved_only_editors_see_and_what_is_published_everybody(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn & more").await;
    let page = lea.page().await;
    assert!(page.has("Autumn &amp; more") && page.has("Midtown 1.1.0") && page.has("Accent colour"));
    assert!(page.has(">My Conversations<") && page.has(">Conversation Detail View<"), "{}", page.text);
    assert!(page.header("content-security-policy").contains("frame-src 'self'"));
    let values = [
        ("search.heading", "Ask & we answer"),
        ("header.links.0.label", "Shop"),
        ("header.links.0.url", "https://shop.example/?a=1&b=2"),
        ("page", "conversations"),
    ];
    let answer = lea.send("", &values).await;
    saved(&answer);
    assert!(answer.location().contains("page=conversations"), "back to where it was looked at");
    assert!(!home(&site).await.has("Ask &amp; we answer"), "it is a draft");
    let page = lea.page().await;
    assert!(page.has("value=\"Ask &amp; we answer\"") && page.has("class=\"chip snoozed\""), "{}", page.text);
    saved(&lea.send("/publish", &values).await);
    let home = home(&site).await;
    assert!(home.has("Ask &amp; we answer") && home.has("https://shop.example/?a=1&amp;b=2"));
}

#[both]
async fn t1_t4_a_value_that_its_setting_does_not_take_is_told_there_and_stays_typed(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    for act in ["", "/publish"] {
        for (name, value) in [
            ("design.accent", "red;}body{display:none"),
            ("announcement.link_url", "javascript:alert(1)"),
            ("header.links.0.url", "//evil.example"),
            ("design.corners", "1000"),
            ("design.font", "comic; }"),
            ("header.logo", "../../etc/passwd"),
            ("search.heading", &"x".repeat(301)),
        ] {
            let refused = lea.send(act, &[(name, value)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            let at = name.replace('.', "-");
            assert!(refused.has(&format!("id=\"{at}-problem-1\"")), "{name}: {}", refused.text);
        }
    }
    let refused = lea.send("", &[("design.accent", "red;}"), ("search.heading", "<Keep> this")]).await;
    assert!(refused.has("value=\"red;}\"") && refused.has("value=\"&lt;Keep&gt; this\""), "{}", refused.text);
    assert!(!lea.page().await.has("red;}"), "nothing of it is stored");
}

#[both]
async fn t1_of_two_who_publish_at_once_the_second_is_told_and_keeps_what_was_typed(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    let page = lea.page().await;
    let (seen, live) = (page.hidden("seen"), page.hidden("live"));
    saved(&lea.send("/publish", &[("search.heading", "First")]).await);
    let url = format!("{}/publish", lea.url);
    let late = [("seen", &*seen), ("live", &*live), ("search.heading", "Second")];
    let refused = lea.browser.post(&url, &late).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("value=\"Second\"") && refused.has("Somebody else has saved or published"));
    let (theirs, ours) = refused.text.split_once("id=\"ours\"").expect("both differences are shown");
    assert!(theirs.contains("<ins>First</ins>") && ours.contains("<ins>Second</ins>"), "{}", refused.text);
    assert!(home(&site).await.has("First"));
}

#[both]
async fn t1_t4_the_preview_draws_what_is_typed_in_a_frame_where_nothing_runs(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    let drawn =
        lea.send("/preview", &[("search.heading", "Typed <now>"), ("design.accent", "#aa3300")]).await;
    assert_eq!(drawn.status, StatusCode::OK);
    assert!(drawn.has("Typed &lt;now&gt;") && drawn.has("--accent: #aa3300"), "{}", drawn.text);
    let policy = drawn.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox",
        "style-src 'self' 'sha256-",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("script-src"), "{policy}");
    assert_eq!(drawn.header("x-frame-options"), "SAMEORIGIN");
    assert!(!lea.page().await.has("Typed"), "nothing of it is stored");
    let own = lea
        .send("/preview", &[("page", "conversation"), ("scheme", "dark"), ("design.accent", "red;}")])
        .await;
    assert!(own.has("color-scheme: dark") && !own.has("red;}"), "a value that is none is as the theme says");
    let url = format!("{}/preview?page=home&language=en_us", lea.url);
    assert!(lea.browser.get(&url).await.has("<h1"), "what was saved last has an address of its own");
}

#[both]
async fn t1_the_preview_shows_the_sites_own_pages_too_as_everybody_sees_them(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    let real = |page| [("page", page), ("data", "real"), ("search.heading", "Typed <now>")];
    let none = lea.send("/preview", &real("article")).await;
    assert!(
        none.status == StatusCode::OK && !none.has("Ours alone"),
        "an example, as long as there is no article"
    );
    let mut act = site.kit.operate();
    for new in [article("Ours alone", "What nobody else wrote."), draft("Not yet", "Unfinished.")] {
        act.make_article(site.kit.kb.id, &new).await.unwrap();
    }
    act.done(()).await.unwrap();
    let drawn = lea.send("/preview", &real("article")).await;
    assert!(drawn.has("Ours alone") && drawn.has("What nobody else wrote."), "{}", drawn.text);
    let (policy, base) = (drawn.header("content-security-policy"), "https://help.acme.test");
    assert!(drawn.has(&format!("<base href=\"{base}/\">")) && policy.contains("sandbox"), "{policy}");
    assert!(
        policy.contains(&format!("img-src 'self' data: {base};"))
            && policy.contains(&format!("base-uri {base};"))
    );
    let home = lea.send("/preview", &real("home")).await;
    assert!(home.has("Typed &lt;now&gt;") && home.has("Ours alone") && !home.has("Not yet"), "{}", home.text);
    assert!(
        lea.send("/preview", &real("conversation")).await.status == StatusCode::OK,
        "nobody's own: an example"
    );

    saved(&lea.put("pages/article.html", BROKEN).await);
    let frame = lea.browser.get(&format!("{}/preview?page=article&data=real", lea.url)).await;
    assert!(frame.status == StatusCode::UNPROCESSABLE_ENTITY && frame.has("pages/article.html, line 2"));
    assert!(!lea.browser.get(THEMES).await.has("cannot be drawn"), "of what is tried nobody else is told");
}

#[both]
async fn t1_t4_a_page_broken_in_code_is_told_by_line_is_not_published_and_customers_see_it_whole(
    database: Database,
) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    saved(&lea.send("/publish", &[("search.heading", "Before")]).await);
    saved(&lea.put("pages/conversations.html", BROKEN).await);
    let url = format!("{}/files?path=pages/conversations.html", lea.url);
    let page = lea.browser.get(&url).await;
    assert!(page.has("pages/conversations.html, line 2"), "{}", page.text);
    assert!(
        page.has("page.nothing.of_it") && page.has("Custom Theme") && page.has("Made from Midtown 1.1.0.")
    );
    let preview = format!("{}/preview?page=conversations", lea.url);
    let frame = lea.browser.get(&preview).await;
    assert_eq!(frame.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(frame.has("pages/conversations.html, line 2"), "{}", frame.text);
    let refused = lea.send("/publish", &[("search.heading", "After")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("It is saved, but not published: pages/conversations.html"), "{}", refused.text);
    let mut customer = site.signed_in("ana@example.com").await;
    let list = customer.get("/en_us/conversations").await;
    assert!(list.status == StatusCode::OK && list.has("My conversations"));
    assert!(home(&site).await.has("Before"));

    let seen = lea.page().await.hidden("seen");
    let back = [("seen", &*seen), ("path", "pages/conversations.html"), ("do", "revert")];
    let files = format!("{}/files", lea.url);
    saved(&lea.browser.upload(&files, &back, &[]).await);
    assert!(!lea.page().await.has("Custom Theme"), "without a file of its own it follows the template again");
    saved(&lea.send("/publish", &[("search.heading", "After")]).await);
}

#[both]
async fn t1_th43_no_file_has_a_name_that_leads_elsewhere(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    for path in ["../evil.html", "/etc/passwd", "pages/../../x.html", "parts/con.html", "parts\\x.html", ""] {
        let refused = lea.put(path, "x").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path:?}: {}", refused.text);
    }
    saved(&lea.put("parts/mine.html", "x").await);
    let doubled = lea.put("parts/Mine.html", "x").await;
    assert_eq!(doubled.status, StatusCode::UNPROCESSABLE_ENTITY, "one on a system that knows no case");
    let grows = "{% set a = ['x'] %}{% set a = [a, a] %}{{ a ~ '' }}";
    saved(&lea.put("pages/home.html", grows).await);
    let frame = format!("{}/preview?page=home", lea.url);
    assert_eq!(
        lea.browser.get(&frame).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it is drawn by nobody"
    );
    let link = lea.send("/link", &[]).await;
    assert_eq!(link.status, StatusCode::UNPROCESSABLE_ENTITY, "and shown to no colleague: {}", link.text);
}

#[both]
async fn t1_what_is_typed_in_code_is_checked_and_completed_without_being_saved(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    let url = format!("{}/files/check", lea.url);
    let check = |path: &'static str, text: &'static str| [("path", path), ("content", text)];
    let wrong = lea.browser.upload(&url, &check("parts/footer.html", "<footer>\n{{ x|nosuch }}"), &[]).await;
    assert!(wrong.has("\"file\":\"parts/footer.html\",\"line\":2"), "{}", wrong.text);
    let right = lea.browser.upload(&url, &check("parts/footer.html", "<footer>Here</footer>"), &[]).await;
    assert_eq!(right.text, "[]");
    let words = format!("{}/files/words?path=pages/conversations.html", lea.url);
    let words = lea.browser.get(&words).await;
    for word in ["page.rows[].url", "theme.design.accent", "snippet(", "urlencode"] {
        assert!(words.has(&format!("\"label\":\"{word}\"")), "{word}: {}", words.text);
    }
    assert!(!lea.page().await.has("Custom Theme"));
}

#[both]
async fn t1_a_link_shows_a_colleague_the_whole_site_with_the_draft_and_nobody_else(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    saved(&lea.send("", &[("search.heading", "Draft")]).await);
    let page = lea.send("/link", &[("search.heading", "Typed")]).await;
    let link = page.text.split("/look/").nth(1).and_then(|rest| rest.split('"').next()).expect("it is shown");
    let link = format!("/look/{link}");
    assert!(page.has("value=\"Typed\""), "what is typed stays");
    let mut colleague = site.browser();
    let led = colleague.get(&link).await;
    assert_eq!((led.status, led.location()), (StatusCode::SEE_OTHER, "/en_us"));
    let seen = colleague.get("/en_us").await;
    assert!(seen.has(">Draft<") && seen.has("portico-preview"), "{}", seen.text);
    assert!(seen.header("cache-control").contains("no-store"));
    assert!(!home(&site).await.has(">Draft<"), "nobody else does, from the cache either");
    assert!(colleague.get("/en_us/search?q=lamp").await.has("portico-preview"), "on every page");
    let forged = format!("{}0", &link[..link.len() - 1]);
    for bad in ["/look/a.b.c.d", "/look/x", &*forged] {
        assert_eq!(site.browser().get(bad).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
    let other = site.browser_at("help.zeta.test").get(&link).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "another knowledge base's");
    assert_eq!(colleague.get("/look").await.status, StatusCode::SEE_OTHER);
    assert!(!colleague.get("/en_us").await.has("portico-preview"));
    colleague.get(&link).await;
    site.kit.clock.advance_millis(7 * 24 * 60 * 60 * 1000);
    assert!(!colleague.get("/en_us").await.has("portico-preview"), "after a week it is over");
    assert_eq!(site.browser().get(&link).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn t1_th37_a_picture_is_taken_and_a_drawing_with_a_script_is_not(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Autumn").await;
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>";
    saved(&lea.upload("Our logo.svg", drawing).await);
    let page = lea.page().await;
    assert!(page.has("value=\"uploads/Our-logo.svg\"") && !page.has("Custom Theme"), "{}", page.text);
    saved(&lea.send("/publish", &[("header.logo", "uploads/Our-logo.svg")]).await);
    assert!(home(&site).await.has("uploads/Our-logo.svg"));
    let bad: [(&str, &[u8]); 6] = [
        ("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        ("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        ("logo.png", b"<html>no picture</html>"),
        ("logo.html", b"<script>alert(1)</script>"),
        ("logo.js", b"alert(1)"),
        ("empty.png", b""),
    ];
    for (name, bytes) in bad {
        let refused = lea.upload(name, bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.has("id=\"picture-problem-1\""), "{name}: {}", refused.text);
        assert!(!refused.has(&format!("value=\"uploads/{name}\"")), "nothing of it is stored");
    }
}

#[both]
async fn t2_the_list_says_what_each_theme_was_made_from_and_whether_it_is_behind(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Editor::begin(&site, "Old one").await;
    let user = site.kit.user("Mo", &[Role::ContentManager]).await;
    let mut act = site.kit.act(&user);
    let theme = act.open::<Edit, Theme>(lea.id()).await.expect("it is there");
    let files = [("parts/footer.html".to_owned(), "<footer>Mine</footer>".to_owned().into())];
    let draft = Draft { base: Some(Version::new(1, 0, 18)), values: Values::default(), files: files.into() };
    let checked = draft.check("midtown").await.expect("it is a theme");
    theme.save(&mut act, theme.draft, &checked).await.expect("nobody else did");
    act.done(()).await.expect("it is stored");
    let list = lea.browser.get(THEMES).await;
    for part in ["Custom Theme", "Upgrade available", "Made from Midtown 1.0.18.", "1.1.0 is there."] {
        assert!(list.has(part), "{part}: {}", list.text);
    }
    for act in ["/name", "/duplication"] {
        let url = format!("{}{act}", lea.url);
        for name in ["", &*"x".repeat(81), "Taken"] {
            lea.browser.post(THEMES, &[("brand", "acme"), ("name", "Taken")]).await;
            let refused = lea.browser.post(&url, &[("brand", "acme"), ("name", name)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{act} {name:?}");
            let at = format!("id=\"{}-{}-problem-1\"", act.trim_start_matches('/'), lea.id());
            assert!(refused.has(&at), "{act} {name:?}: {}", refused.text);
        }
        saved(&lea.browser.post(&url, &[("brand", "acme"), ("name", act)]).await);
    }
    let deletion = format!("{}/deletion", lea.url);
    let refused = lea.browser.post(&deletion, &[("brand", "acme")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "the one that is shown stays");
}
