//! Home, category, tag, article, preview.

use desk::article::{Article, NewArticle, Placed, Write};
use desk::category::{Category, CategoryText, Edit};
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::{article, draft, english, typed};

use super::{Centre, TEXT, address_in};

#[both]
async fn k3_the_home_leads_into_topics_with_how_much_is_below_them(database: Database) {
    let centre = Centre::new(&database).await;
    let featured = centre.article("Sending it back").await;
    centre.write(&article("Refund limits", "Up to 50.").internal(), |_| {}).await;
    let kb = centre.site.kit.kb.id;
    centre.arrange(featured, |all| all.places = [Placed { kb, is_featured: true }].into()).await;
    let home = centre.site.browser().get("/en_us").await;
    assert!(home.has("/en_us/categories/orders-") && home.has("1 article<"), "{}", home.text);
    assert!(!home.has("/categories/returns-"), "what stands in another is not at the top");
    assert!(home.has("Often asked for") && home.has("Sending it back") && !home.has("Refund limits"));
    let user = centre.site.kit.collaborator("Col Lab").await;
    assert!(
        centre.inside(&user).await.get("/en_us").await.has("2 articles<"),
        "I3: users count internal ones"
    );
    assert!(!home.has(">Articles</h2>"), "the latest are for a site without categories");
}

#[both]
async fn k1_a_category_lists_what_is_in_it_and_its_old_address_leads_on(database: Database) {
    let centre = Centre::new(&database).await;
    centre.article("Sending it back").await;
    centre.write(&article("Refund limits", "Up to 50.").internal(), |_| {}).await;
    let mut stranger = centre.site.browser();
    let orders = address_in(&stranger.get("/en_us").await.text, "/en_us/categories/orders-");
    let page = stranger.get(&orders).await;
    let returns = address_in(&page.text, "/en_us/categories/returns-");
    let page = stranger.get(&returns).await;
    assert!(page.has("Sending it back") && page.has("Print the label first.") && !page.has("Refund limits"));
    assert!(page.has(&format!("<a href=\"{orders}\"")), "the way back up");
    assert_eq!(page.header("cache-control"), "public, no-cache");
    let user = centre.site.kit.collaborator("Col Lab").await;
    let inside = centre.inside(&user).await.get(&returns).await;
    assert!(inside.has("Refund limits") && inside.has("aria-label=\"Internal: for your team only\""));

    let old = returns.replace("/returns-", "/something-");
    let moved = stranger.get(&old).await;
    assert_eq!((moved.status, moved.location()), (StatusCode::MOVED_PERMANENTLY, returns.as_str()));
    let without = stranger.get(returns.strip_prefix("/en_us").unwrap()).await;
    assert_eq!((without.status, without.location()), (StatusCode::FOUND, returns.as_str()));
    let unknown = returns.replace("/en_us/", "/fr/");
    assert_eq!(stranger.get(&unknown).await.status, StatusCode::NOT_FOUND, "the site does not speak that");
    let mut act = centre.site.kit.act(&centre.manager);
    let open = act.open::<Edit, Category>(centre.returns).await.unwrap();
    let (text, revision) = (CategoryText::new("Returns", "", "").unwrap(), open.revision);
    open.change(&mut act, (&english(), &text), ("", false), revision).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(stranger.get(&returns).await.status, StatusCode::NOT_FOUND, "a draft");
}

#[both]
async fn k2_a_tag_lists_its_articles_and_is_not_there_without_one(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    centre
        .write(&article("Refund limits", "Up to 50.").internal(), |all| {
            all.tags = ["Parcel".to_owned(), "Money".to_owned()].into();
        })
        .await;
    let mut stranger = centre.site.browser();
    let moved = stranger.get(&centre.address(id).await).await;
    let page = stranger.get(moved.location()).await;
    let tag = address_in(&page.text, "/en_us/tags/");
    for path in [tag.as_str(), "/en_us/tags/PARCEL"] {
        let page = stranger.get(path).await;
        assert!(page.has("Sending it back") && !page.has("Refund limits"), "{path}");
        assert!(page.has("rel=\"canonical\" href=\"https://help.acme.test/en_us/tags/parcel\""), "{path}");
    }
    assert_eq!(
        stranger.get("/en_us/tags/money").await.status,
        StatusCode::NOT_FOUND,
        "TH28: of internal ones"
    );
    assert_eq!(stranger.get("/en_us/tags/%3Cscript%3E").await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get("/tags/a%20b").await.location(), "/en_us/tags/a%20b");
}

#[both]
async fn k3_an_article_says_where_it_stands_how_long_it_takes_and_what_is_near(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    centre.article("Labels").await;
    centre.write(&article("Refund limits", "Up to 50.").internal(), |_| {}).await;
    centre.site.kit.set("portal.contact-url", "https://acme.test/contact").await;
    let mut stranger = centre.site.browser();
    let address = stranger.get(&centre.address(id).await).await.location().to_owned();
    let page = stranger.get(&address).await;
    assert!(page.has("/en_us/categories/orders-") && page.has("/en_us/categories/returns-"), "{}", page.text);
    assert!(page.has("1 minute to read") && page.has("Updated"));
    assert!(page.has("href=\"#section-where\"") && page.has("<h2 id=\"section-where\">"));
    assert!(page.has("Labels") && !page.has("Refund limits"), "related, but no internal one");
    assert!(page.has("https://acme.test/contact") && page.has("rel=\"tag\""));
    let short = centre.write(&article("Short", "One line."), |all| all.categories.clear()).await;
    let short = stranger.get(&centre.address(short).await).await.location().to_owned();
    assert!(!stranger.get(&short).await.has("On this page"), "no list of fewer than three headings");
    let user = centre.site.kit.collaborator("Col Lab").await;
    assert!(centre.inside(&user).await.get(&address).await.has("Refund limits"));
}

#[both]
async fn k4_another_language_is_said_and_set_and_an_outdated_translation_marked(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let mut stranger = centre.site.browser();
    let english_page = stranger.get(&centre.address(id).await).await.location().to_owned();
    let german = english_page.replace("/en_us/", "/de/");
    let page = stranger.get(&german).await;
    assert!(page.has("<html lang=\"de\"") && page.has("lang=\"en-US\" dir=\"ltr\">Sending it back</h1>"));
    assert!(page.has("Diesen Artikel gibt es noch nicht") && page.has("English"));
    let canonical = format!("rel=\"canonical\" href=\"https://help.acme.test{english_page}\"");
    assert!(page.has(&canonical), "{}", page.text);
    assert!(!page.has("hreflang=\"de\" href=\"https:"), "K5: only languages it is published in");
    let save = async |language: &str, title: &str| {
        let language = language.parse().unwrap();
        let view = centre.site.kit.view(&centre.manager).await;
        let written = view.written(id, &language).await.unwrap();
        let seen = written.map(|written| (written.version, written.revision));
        view.close();
        let mut act = centre.site.kit.operate();
        let open = act.open::<Write, Article>(id).await.unwrap();
        let draft = open.save(&mut act, &language, (&typed(title, TEXT), seen)).await.unwrap();
        open.publish(&mut act, &language, Some(draft)).await.unwrap();
        act.done(()).await.unwrap();
    };
    save("ar", "الإرجاع").await;
    let arabic = stranger.get(&english_page.replace("/en_us/", "/ar/")).await.location().to_owned();
    let page = stranger.get(&arabic).await;
    assert!(page.has("dir=\"rtl\">الإرجاع</h1>") && !page.has("role=\"note\""), "{}", page.text);
    let english_text = stranger.get(&english_page).await;
    assert!(english_text.has("hreflang=\"ar\" href=\"https://help.acme.test/ar/"));
    save("en_us", "Sending everything back").await;
    assert!(stranger.get(&arabic).await.has("role=\"note\""), "its source has changed since");
}

#[both]
async fn k2_a_draft_is_seen_by_its_link_alone_until_that_ends(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.write(&draft("Not yet read", TEXT), |_| {}).await;
    let view = centre.site.kit.view(&centre.manager).await;
    let (written, ..) = view.managed_article(id).await.unwrap();
    let link = view.preview_link(centre.site.kit.kb.id, &written, &english()).unwrap();
    view.close();
    let mut stranger = centre.site.browser();
    let address = format!("/en_us/previews/{link}");
    let page = stranger.get(&address).await;
    assert!(page.status == StatusCode::OK && page.has("Not yet read") && page.has("This is a draft."));
    assert_eq!((page.header("cache-control"), page.header("x-robots-tag")), ("no-store, private", "noindex"));
    assert!(!page.has("rel=\"canonical\"") && !page.has("ld+json"));
    for bad in [address.replace("/en_us/", "/de/"), format!("{address}x"), "/en_us/previews/x".to_owned()] {
        assert_eq!(stranger.get(&bad).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
    let elsewhere = centre.site.browser_at("help.zeta.test").get(&address).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "another knowledge base's");
    centre.site.kit.clock.advance_millis(7 * 24 * 60 * 60 * 1000);
    assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND, "after a week");
}

/// What a browser is never told to run.
#[both]
async fn th34_an_article_that_says_script_runs_none(database: Database) {
    let centre = Centre::new(&database).await;
    let nasty = "</script><script>alert(1)</script>";
    let typed =
        typed(nasty, "Text</script><script>alert(2)</script>").with_meta([nasty, nasty, nasty]).unwrap();
    let new = NewArticle::new(english(), typed).published();
    let id = centre.write(&new, |all| all.tags = [nasty.to_owned()].into()).await;
    let mut stranger = centre.site.browser();
    let address = stranger.get(&centre.address(id).await).await.location().to_owned();
    let page = stranger.get(&address).await;
    assert_eq!(page.text.matches("<script").count(), 2, "the page's own and its data: {}", page.text);
    assert_eq!(page.text.matches("</script>").count(), 2);
    assert!(!page.header("content-security-policy").contains("unsafe"));
}

/// Nothing is asked of whoever keeps a video before somebody plays it, and only its page may show what theirs holds.
#[both]
async fn k2_a_video_plays_in_its_place_and_no_other_page_may_frame_anything(database: Database) {
    let centre = Centre::new(&database).await;
    let plain = centre.article("Sending it back").await;
    let text = "Look:\n\n<https://www.youtube.com/watch?v=dQw4w9WgXcQ>\n\nThen pack it.";
    let shown = centre.write(&article("How it is packed", text), |_| {}).await;
    let mut stranger = centre.site.browser();
    let address = stranger.get(&centre.address(shown).await).await.location().to_owned();
    let page = stranger.get(&address).await;
    assert!(page.has("data-video=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"), "{}", page.text);
    assert!(page.has("/video.js\"") && !page.has("<iframe"), "{}", page.text);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("; frame-src ") && policy.contains("https://www.youtube-nocookie.com"),
        "{policy}"
    );
    let address = stranger.get(&centre.address(plain).await).await.location().to_owned();
    let page = stranger.get(&address).await;
    assert!(
        page.has("Sending it back")
            && !page.has("video.js")
            && !page.header("content-security-policy").contains("frame-src")
    );
}
