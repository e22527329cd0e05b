//! Settings > Knowledge Base > Articles and Categories (K1, K2, K4, K7).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::article;

use crate::client::{Answer, Browser, Site};

const ARTICLES: &str = "/app/settings/knowledge-base/articles";
const CATEGORIES: &str = "/app/settings/knowledge-base/categories";

/// The value of the first field of this name.
fn value(page: &Answer, name: &str) -> String {
    let field = page
        .text
        .split(&format!("name=\"{name}\""))
        .nth(1)
        .unwrap_or_else(|| panic!("{name}: {}", page.text));
    field.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// What the form of a text sends, made from its page.
async fn write(lead: &mut Browser<'_>, page: &Answer, (title, body, then): (&str, &str, &str)) -> Answer {
    let (language, version, revision) =
        (value(page, "language"), value(page, "version"), value(page, "revision"));
    let fields = [
        ("language", language.as_str()),
        ("version", &version),
        ("revision", &revision),
        ("title", title),
        ("body", body),
        ("then", then),
    ];
    let action = page.text.split("<form class=\"article-form").nth(1).unwrap();
    let action = action.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    lead.upload(&action, &fields, &[]).await
}

async fn begin(lead: &mut Browser<'_>, title: &str) -> Answer {
    let form = lead.get(&format!("{ARTICLES}/new")).await;
    let kb = form.text.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("title", title), ("kb", &kb), ("language", "en_us"), ("audience", "public")];
    let begun = lead.post(&format!("{ARTICLES}/new"), &fields).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let page = begun.location().to_owned();
    lead.get(&page).await
}

/// The article's address at the help centre.
async fn reads(site: &Site, title: &str) -> bool {
    site.browser().get("/en_us").await.has(title)
}

#[both]
async fn k2_an_article_is_begun_written_published_and_taken_back(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    assert!(lead.get(ARTICLES).await.has("No articles yet"));
    let page = begin(&mut lead, "Returning a lamp").await;
    assert!(page.has("value=\"Returning a lamp\"") && page.has("Draft"));
    let saved = write(
        &mut lead,
        &page,
        ("Returning a lamp", "<p>Pack it <b onclick=x()>well</b>.<script>1</script></p>", "save"),
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = lead.get(saved.location()).await;
    assert!(
        page.has("&lt;p&gt;Pack it &lt;strong&gt;well&lt;&#x2f;strong&gt;.&lt;&#x2f;p&gt;")
            || page.has("Pack it"),
        "{}",
        page.text
    );
    assert!(!page.has("onclick") && !page.has("&lt;script"));
    assert!(!reads(&site, "Returning a lamp").await);
    let published = write(&mut lead, &page, ("Returning a lamp", "<p>Pack it well.</p>", "publish")).await;
    let page = lead.get(published.location()).await;
    assert!(page.has("Published"), "{}", page.text);
    assert!(reads(&site, "Returning a lamp").await, "visible on the next request");
    let here = published.location().split('?').next().unwrap().to_owned();
    lead.post(&format!("{here}/withdrawal"), &[("language", "en_us")]).await;
    assert!(!reads(&site, "Returning a lamp").await);
}

/// Two editors: the second gets both texts, and what was typed is kept.
#[both]
async fn k2_a_stale_save_shows_both_texts_and_keeps_what_was_typed(database: Database) {
    let site = Site::new(&database).await;
    let (one, two) = (
        site.kit.user("Con Tent", &[Role::ContentManager]).await,
        site.kit.user("Ad Min", &[Role::Administrator]).await,
    );
    let (mut one, mut two) = (site.at_desk(&one).await, site.at_desk(&two).await);
    let page = begin(&mut one, "Lamps").await;
    let theirs = two.get(&page_url(&page)).await;
    write(&mut one, &page, ("Lamps", "<p>They shine brightly.</p>", "save")).await;
    let refused = write(&mut two, &theirs, ("Lamps!", "<p>They shine dimly.</p>", "save")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Con Tent") && refused.has("They shine dimly."), "{}", refused.text);
    assert!(refused.has("<del>brightly</del>") || refused.has("<del>brightly.</del>"), "{}", refused.text);
    assert_eq!(value(&refused, "title"), "Lamps!");
    let again = write(&mut two, &refused, ("Lamps!", "<p>They shine dimly.</p>", "save")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "knowing what is there, theirs takes its place");
}

/// Where the page of a text stands.
fn page_url(page: &Answer) -> String {
    let action = page.text.split("<form class=\"article-form").nth(1).unwrap();
    action.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[both]
async fn k2_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    let empty = lead
        .post(
            &format!("{ARTICLES}/new"),
            &[("title", " "), ("kb", &site.kit.kb.id.to_string()), ("language", "en_us")],
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("title-problem-1"));
    let page = begin(&mut lead, "Lamps").await;
    let refused = write(&mut lead, &page, ("", "<p>They shine.</p>", "save")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("title-problem-1") && refused.has("They shine."));
    let refused = write(&mut lead, &page, ("Lamps", " ", "publish")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("body-problem-1"), "{}", refused.text);
    let here = page_url(&page);
    let past = lead
        .post(&format!("{here}/schedule"), &[("language", "en_us"), ("publish_at", "2020-01-01T10:00")])
        .await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(past.has("publish_at-problem-1") && past.has("2020-01-01T10:00"));
    let tags = vec!["x"; 51].concat();
    let kb = site.kit.kb.id.to_string();
    let fields = [("revision", "1"), ("audience", "public"), ("kb", kb.as_str()), ("tags", &tags)];
    let long = lead.post(&format!("{here}/arrangement"), &fields).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.has("tags-problem-1") && long.has(&tags));
}

/// K2: an article of nearly 15 MB is taken, drawn again and published; one of more is refused at its field.
#[both]
async fn k2_a_text_of_fifteen_megabytes_is_written_and_one_more_is_refused(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    let page = begin(&mut lead, "Long").await;
    let most = 15 * 1024 * 1024 - "<p></p>".len();
    let text = "x".repeat(most);
    let saved = write(&mut lead, &page, ("Long", &format!("<p>{text}</p>"), "save")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{:.2000}", saved.text);
    let page = lead.get(saved.location()).await;
    assert!(page.status == StatusCode::OK && page.text.len() > most);
    let refused = write(&mut lead, &page, ("Long", &format!("<p>{text}x</p>"), "save")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("body-problem-1"));
}

#[both]
async fn k1_categories_are_added_moved_and_said_in_another_language(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    for title in ["Orders", "Repairs"] {
        let added = lead.post(CATEGORIES, &[("brand", "acme"), ("title", title)]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    }
    let refused = lead.post(CATEGORIES, &[("brand", "acme"), ("title", " ")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has("title-problem-1"));
    let tree = lead.get(CATEGORIES).await;
    assert!(tree.text.find("Orders") < tree.text.find("Repairs"));
    let repairs = id_of(&tree, "Repairs");
    let orders = id_of(&tree, "Orders");
    lead.post(&format!("{CATEGORIES}/{repairs}/place"), &[("brand", "acme"), ("before", &orders)]).await;
    let tree = lead.get(CATEGORIES).await;
    assert!(tree.text.find("Repairs") < tree.text.find("Orders"));
    let into =
        lead.post(&format!("{CATEGORIES}/{orders}/place"), &[("brand", "acme"), ("parent", &orders)]).await;
    assert_eq!(into.status, StatusCode::SEE_OTHER);
    assert!(lead.get(CATEGORIES).await.has("cannot stand in itself"));
    let page = lead.get(&format!("{CATEGORIES}/{orders}?language=de")).await;
    let revision = value(&page, "revision");
    let fields = [
        ("language", "de"),
        ("revision", revision.as_str()),
        ("title", "Bestellungen"),
        ("published", "on"),
        ("shown", "on"),
    ];
    let said = lead.post(&format!("{CATEGORIES}/{orders}"), &fields).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    assert!(lead.get(&format!("{CATEGORIES}/{orders}?language=de")).await.has("Bestellungen"));
    let stale = lead.post(&format!("{CATEGORIES}/{orders}"), &fields).await;
    assert!(stale.status == StatusCode::CONFLICT && stale.has("Bestellungen"));
}

/// The id in the address of the category of this title.
fn id_of(tree: &Answer, title: &str) -> String {
    let before = tree.text.split(&format!(">{title}</a>")).next().unwrap();
    let url = before.rsplit("href=\"").next().unwrap();
    url.split(['?', '"']).next().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// What a form says of where it came from leads nowhere else, and is no fault.
#[both]
async fn k2_many_are_changed_and_the_way_back_is_ours(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    let page = begin(&mut lead, "Lamps").await;
    write(&mut lead, &page, ("Lamps", "<p>They shine.</p>", "save")).await;
    let here = page_url(&page);
    let id = here.rsplit('/').next().unwrap();
    for (typed, leads) in [
        (&*format!("{ARTICLES}?state=draft"), &*format!("{ARTICLES}?state=draft")),
        ("https://evil.test/", ARTICLES),
        (&format!("{ARTICLES}\r\nx: y"), ARTICLES),
    ] {
        let fields = [("here", typed), ("article", id), ("what", "publish")];
        let done = lead.post(&format!("{ARTICLES}/changes"), &fields).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, leads), "{typed}");
    }
    assert!(reads(&site, "Lamps").await);
    let unknown = lead.post(&format!("{ARTICLES}/changes"), &[("article", id), ("what", "burn")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A form that was sent broken is refused where it is broken, and nothing of it is stored.
#[both]
async fn s13_broken_letters_are_refused_at_their_field(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    let page = begin(&mut lead, "Lamps").await;
    let (version, revision) = (value(&page, "version"), value(&page, "revision"));
    let fields: [(&str, &[u8]); 5] = [
        ("language", b"en_us"),
        ("version", version.as_bytes()),
        ("revision", revision.as_bytes()),
        ("title", b"La\xffmps"),
        ("body", b"<p>They shine.</p>"),
    ];
    let refused = lead.upload_bytes(&page_url(&page), &fields, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("title-problem-1") && lead.get(&page_url(&page)).await.has("value=\"Lamps\""));
}

/// §13: a refused arrangement keeps what was chosen, so that nothing is saved that nobody chose.
#[both]
async fn i3_a_refused_arrangement_keeps_the_audience_that_was_chosen(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    let page = begin(&mut lead, "Lamps").await;
    let (kb, tags) = (site.kit.kb.id.to_string(), "x".repeat(51));
    let fields = [("revision", "1"), ("audience", "internal"), ("kb", kb.as_str()), ("tags", &tags)];
    let refused = lead.post(&format!("{}/arrangement", page_url(&page)), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("name=\"audience\" value=\"internal\" checked"), "{}", refused.text);
}

#[both]
async fn k2_a_link_of_ours_that_leads_to_nothing_published_is_hinted_at(database: Database) {
    let site = Site::new(&database).await;
    let mut act = site.kit.operate();
    act.make_article(site.kit.kb.id, &article("Returning a lamp", "Pack it.")).await.unwrap();
    act.done(()).await.unwrap();
    let home = site.browser().get("/en_us").await;
    let there = home.text.split("href=\"/en_us/returning-a-lamp-").nth(1).unwrap().split('"').next().unwrap();
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    let live = [
        format!("/returning-a-lamp-{there}"),
        format!("https://help.acme.test/en_us/any-name-{there}?x=1#top"),
        "https://elsewhere.test/lamp-aaaaaaaa".to_owned(),
        "/en_us".to_owned(),
        "mailto:ana@example.com".to_owned(),
    ];
    let dead = ["/lamp-aaaaaaaa", "https://help.acme.test/en_us/lamp-bbbbbbbb.md"];
    let link = |address: &str| format!("<p><a href=\"{address}\">How lamps are packed</a></p>");
    let body: String = live.iter().map(String::as_str).chain(dead).map(link).collect();
    let told = lead.upload(&format!("{ARTICLES}/check"), &[("body", &body)], &[]).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    for address in dead {
        assert!(told.has(&format!("leads to nothing that is published: {address}\"")), "{}", told.text);
    }
    assert_eq!(told.text.matches("\"dead-link\"").count(), 2, "{}", told.text);
}
