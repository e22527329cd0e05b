//! A theme that came from elsewhere goes on to the newest version of its template, and back; as an archive it goes and
//! comes (T2, T3, T5).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};
use theme::{Template, Version};

use crate::client::{Answer, Browser, Site};

const THEMES: &str = "/app/settings/knowledge-base/themes";
const FOOTER: &str = "parts/footer.html";
const OLD: Version = Version::new(1, 0, 18);

/// The footer of a version with one text in the place of another.
fn footer(version: Version, from: &str, to: &str) -> String {
    let files = Template::first().files(version).expect("there was this version");
    let text = String::from_utf8(files[FOOTER].to_vec()).expect("it is text");
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1)
}

fn manifest(version: &str) -> String {
    format!("name = \"Harbour\"\ntemplate = \"midtown\"\nversion = \"{version}\"\napi = 1\n")
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    folder::pack(files.iter().map(|(path, text)| (*path, text.as_bytes()))).expect("it is packed")
}

fn saved(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

/// Somebody who manages themes, and the address of one.
struct Keeper<'a> {
    site: &'a Site,
    browser: Browser<'a>,
    url: String,
}

impl<'a> Keeper<'a> {
    /// With a theme of an archive of these files.
    async fn with(site: &'a Site, files: &[(&str, &str)]) -> Self {
        let user = site.kit.user("Lea", &[Role::ContentManager]).await;
        let mut browser = site.at_desk(&user).await;
        let archives = format!("{THEMES}/archives");
        let made = browser.upload(&archives, &[("brand", "acme")], &[("harbour.zip", &zip(files))]).await;
        saved(&made);
        let url = made.location().to_owned();
        Self { site, browser, url }
    }

    async fn get(&mut self, page: &str) -> Answer {
        let url = format!("{}{page}", self.url);
        self.browser.get(&url).await
    }

    /// Sends a form of the page at `from` to `to`.
    async fn send(&mut self, (from, to): (&str, &str), fields: &[(&str, &str)]) -> Answer {
        let seen = self.get(from).await.hidden("seen");
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("seen", &*seen)]).collect();
        let url = format!("{}{to}", self.url);
        self.browser.upload(&url, &fields, &[]).await
    }

    async fn press(&mut self, to: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("").await;
        let (seen, live) = (page.hidden("seen"), page.hidden("live"));
        let own = [("seen", &*seen), ("live", &*live), ("brand", "acme")];
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain(own).collect();
        let url = format!("{}{to}", self.url);
        self.browser.post(&url, &fields).await
    }

    async fn home(&self) -> Answer {
        self.site.browser().get("/en_us").await
    }
}

#[both]
async fn t2_t3_a_customised_theme_is_upgraded_on_its_page_and_taken_back(database: Database) {
    let site = Site::new(&database).await;
    let ours = footer(OLD, "©", "Since 1890");
    let mut lea = Keeper::with(&site, &[("manifest.toml", &manifest("1.0.18")), (FOOTER, &ours)]).await;
    saved(&lea.press("/publish", &[("design.accent", "#aa3300")]).await);
    saved(&lea.press("/activation", &[]).await);
    assert!(lea.home().await.has("Since 1890"));
    let mut customer = site.signed_in("ana@example.com").await;
    assert!(customer.get("/en_us/conversations").await.has("My conversations"), "the portal shows at once");

    let page = lea.get("/upgrade").await;
    assert!(page.has("Upgrade to 1.1.0") && page.has("You and the template changed the same lines."));
    assert!(
        page.has("&lt;&lt;&lt;&lt;&lt;&lt;&lt;") && page.has("<ins>") && page.has("<del>"),
        "{}",
        page.text
    );
    assert!(page.has("examples, different:"), "which pages look different");
    let upgrade = ("/upgrade", "/upgrade/publish");
    let open = lea.send(upgrade, &[]).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(open.has(FOOTER));
    let decided = format!("decided:{FOOTER}");
    let marked = lea.send(upgrade, &[(&*decided, "<<<<<<< x\n=======\n>>>>>>> y\n")]).await;
    assert_eq!(marked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(marked.has("&lt;&lt;&lt;&lt;&lt;&lt;&lt; x"), "what was typed stays");
    let text = footer(Template::first().newest(), "©", "Since 1890:");
    let preview = lea.send(("/upgrade", "/upgrade/preview"), &[(&*decided, &*text), ("page", "home")]).await;
    assert!(preview.has("Since 1890:") && preview.header("content-security-policy").contains("sandbox"));
    assert!(!lea.home().await.has("Since 1890:"), "nothing is stored yet");
    saved(&lea.send(upgrade, &[(&*decided, &text)]).await);
    assert!(lea.home().await.has("Since 1890:"));
    let page = lea.get("").await;
    assert!(
        page.has("Made from Midtown 1.1.0.") && page.has("Undo the upgrade") && page.has("value=\"#aa3300\"")
    );

    let history = lea.get("/history").await;
    assert!(history.has("1.0.18") && history.has("Upgraded") && history.has(FOOTER), "{}", history.text);
    saved(&lea.press("/step-back", &[]).await);
    let back = lea.home().await;
    assert!(back.has("Since 1890") && !back.has("Since 1890:"));
    assert!(lea.get("").await.has("Made from Midtown 1.0.18."));
}

#[both]
async fn t2_before_an_upgrade_is_seen_what_it_takes_from_some_readers_and_what_it_leaves(database: Database) {
    let site = Site::new(&database).await;
    let bare = "<p>{{ t('home-link') }}</p>";
    let files = [("manifest.toml", &*manifest("1.0.18")), ("pages/404.html", bare)];
    let mut lea = Keeper::with(&site, &files).await;
    assert!(!lea.get("/upgrade").await.has("--text on --ground"), "nothing is wrong with our colours");
    // A setting that only the newer version has: the older one's sheet makes nothing of it.
    saved(&lea.press("", &[("design.ground", "#333333")]).await);
    let page = lea.get("/upgrade").await;
    let findings: Vec<&str> = page.text.split("<li class=\"").skip(1).collect();
    let said =
        |when: &str, what: &str| findings.iter().any(|one| one.starts_with(when) && one.contains(what));
    assert!(said("new", "--text on --ground"), "{}", page.text);
    assert!(said("still", "pages/404.html"), "the page without landmarks is as it was: {}", page.text);
}

#[both]
async fn t2_t3_where_nobody_knows_the_base_no_upgrade_is_offered_and_the_base_is_chosen(database: Database) {
    let site = Site::new(&database).await;
    let ours = footer(OLD, "©", "Since 1890");
    let mut lea = Keeper::with(&site, &[("manifest.toml", &manifest("0.9.0")), (FOOTER, &ours)]).await;
    let page = lea.get("").await;
    assert!(page.has("Choose the version") && !page.has("Upgrade theme"), "{}", page.text);
    assert_eq!(lea.get("/upgrade").await.status, StatusCode::CONFLICT);
    saved(&lea.press("/publish", &[]).await);
    saved(&lea.press("/activation", &[]).await);
    let mut customer = site.signed_in("ana@example.com").await;
    assert!(
        customer.get("/en_us/conversations").await.has("My conversations"),
        "the portal shows all the same"
    );
    for (version, status) in [("7.7.7", 422), ("", 422), ("1.0.18", 303)] {
        let chosen = lea.press("/base", &[("version", version)]).await;
        assert_eq!(chosen.status.as_u16(), status, "{version}: {}", chosen.text);
    }
    assert!(lea.get("").await.has("Upgrade theme"));
}

#[both]
async fn t1_an_older_revision_is_taken_up_again(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = Keeper::with(&site, &[("manifest.toml", &manifest("1.1.0"))]).await;
    saved(&lea.press("", &[("search.heading", "First")]).await);
    let first = lea.get("").await.hidden("seen");
    saved(&lea.press("", &[("search.heading", "Second")]).await);
    let history = lea.get("/history").await;
    assert!(history.has("<del>First</del>") && history.has("<ins>Second</ins>"), "{}", history.text);
    saved(&lea.press("/restoration", &[("restore", &first)]).await);
    assert!(lea.get("").await.has("value=\"First\""));
    let url = format!("{}/restoration", lea.url);
    let late = lea.browser.post(&url, &[("seen", &first), ("restore", &first)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let unknown = lea.press("/restoration", &[("restore", "6ab13b80000000000000ffff")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[both]
async fn t5_th43_a_theme_goes_as_an_archive_and_comes_back_and_a_hostile_one_does_not(database: Database) {
    let site = Site::new(&database).await;
    let ours = "<footer>Ours</footer>";
    let mut lea = Keeper::with(&site, &[("manifest.toml", &manifest("1.1.0")), (FOOTER, ours)]).await;
    saved(&lea.press("", &[("search.heading", "Packed")]).await);
    let packed = lea.get("/archive").await;
    assert_eq!(packed.header("content-type"), "application/zip");
    assert!(packed.header("content-disposition").contains("harbour-2.zip"));
    let archives = format!("{THEMES}/archives");
    let fields = [("brand", "acme"), ("name", "Again")];
    let again = lea.browser.upload(&archives, &fields, &[("x.zip", &packed.bytes)]).await;
    saved(&again);
    let page = lea.browser.get(again.location()).await;
    assert!(page.has("value=\"Packed\"") && page.has("Custom Theme") && page.has("Not published"));

    let bomb = folder::pack([
        ("manifest.toml", &manifest("1.1.0").into_bytes()[..]),
        ("big.css", &vec![b' '; 30 << 20][..]),
    ]);
    let many: Vec<(String, String)> =
        (0..10_000).map(|number| (format!("parts/{number}.html"), String::new())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(path, text)| (&**path, &**text)).collect();
    let newest = manifest("1.1.0");
    let with = |path: &'static str, text: &'static str| zip(&[("manifest.toml", &newest), (path, text)]);
    let hostile = [
        ("no archive", b"GIF89a".to_vec()),
        ("nothing in it", zip(&[])),
        ("a slip", with("../evil.html", "x")),
        ("an absolute name", with("/etc/passwd", "x")),
        ("a device", with("parts/con.html", "x")),
        ("doubled by case", zip(&[("manifest.toml", &newest), ("parts/a.html", ""), ("parts/A.html", "")])),
        ("10,000 names", zip(&many)),
        ("a bomb", bomb.expect("it is packed")),
        ("wrong types", zip(&[("manifest.toml", "name = 7")])),
        ("an unknown api", zip(&[("manifest.toml", &newest.replace("api = 1", "api = 99"))])),
        ("a drawing with a script", with("uploads/logo.svg", "<svg><script>alert(1)</script></svg>")),
    ];
    for (what, bytes) in hostile {
        let refused =
            lea.browser.upload(&archives, &[("brand", "acme"), ("name", "Bad")], &[("x.zip", &bytes)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", refused.text);
        assert!(refused.has("id=\"archive-problem-1\""), "{what}");
    }
    assert!(!lea.browser.get(THEMES).await.has(">Bad<"), "nothing is half stored");
    let seen = lea.get("").await.hidden("seen");
    let url = format!("{}/archive", lea.url);
    let replaced = zip(&[("manifest.toml", &newest), (FOOTER, "<footer>Theirs</footer>")]);
    saved(&lea.browser.upload(&url, &[("seen", &seen)], &[("x.zip", &replaced)]).await);
    assert!(lea.get("/files?path=parts/footer.html").await.has("Theirs"));
}
