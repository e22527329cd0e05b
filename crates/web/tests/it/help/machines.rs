//! What search engines, feed readers and programs get (K5).

use desk::article::{Article, Write};
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::{article, draft, typed};

use super::{Centre, TEXT, address_in};

#[both]
async fn k5_a_page_tells_its_address_its_languages_and_what_it_is(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let mut stranger = centre.site.browser();
    let address = stranger.get(&centre.address(id).await).await.location().to_owned();
    let page = stranger.get(&address).await;
    let whole = format!("https://help.acme.test{address}");
    for said in [
        format!("<link rel=\"canonical\" href=\"{whole}\">"),
        format!("hreflang=\"en-US\" href=\"{whole}\""),
        format!("hreflang=\"x-default\" href=\"{whole}\""),
        "<meta property=\"og:type\" content=\"article\">".to_owned(),
        "<meta name=\"description\" content=\"Print the label first.".to_owned(),
        format!("type=\"text/markdown\" href=\"{address}.md\""),
    ] {
        assert!(page.has(&said), "{said} in {}", page.text);
    }
    assert!(!page.headers.contains_key("x-robots-tag"));
    let data = page.text.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let graph = data["@graph"].as_array().unwrap();
    assert_eq!(
        (&graph[0]["@type"], &graph[0]["mainEntityOfPage"]),
        (&"Article".into(), &whole.as_str().into())
    );
    assert_eq!(graph[1]["itemListElement"].as_array().unwrap().len(), 4, "home, two categories, itself");
}

/// Links are built from registered names, never from what a browser says (TH16).
#[both]
async fn k5_the_sitemap_names_every_public_text_and_no_other(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    centre.write(&article("Refund limits", "Up to 50.").internal(), |_| {}).await;
    centre.write(&draft("Not yet", "Soon."), |_| {}).await;
    let mut act = centre.site.kit.operate();
    let open = act.open::<Write, Article>(id).await.unwrap();
    for (language, title) in [("de", "Zurücksenden"), ("fr", "Renvoyer")] {
        let language = language.parse().unwrap();
        let draft = open.save(&mut act, &language, (&typed(title, TEXT), None)).await.unwrap();
        open.publish(&mut act, &language, Some(draft)).await.unwrap();
    }
    act.done(()).await.unwrap();
    let map = centre.site.browser().get("/sitemap.xml").await;
    assert_eq!((map.status, map.header("content-type")), (StatusCode::OK, "application/xml; charset=utf-8"));
    assert_eq!(map.header("cache-control"), "public, no-cache");
    assert_eq!(
        map.text.matches("<url>").count(),
        2,
        "English and German; the site has no French: {}",
        map.text
    );
    assert!(map.has("<loc>https://help.acme.test/en_us/sending-it-back-"));
    assert_eq!(map.text.matches("hreflang=\"de\" href=\"https://help.acme.test/de/zurucksenden-").count(), 2);
    assert!(!map.has("refund") && !map.has("not-yet"));
    let foreign = centre.site.browser_at("help.zeta.test").get("/sitemap.xml").await;
    assert_eq!(foreign.text.matches("<url>").count(), 0, "each site its own");
    let mut act = centre.site.kit.operate();
    let open = act.open::<Write, Article>(id).await.unwrap();
    open.unpublish(&mut act, &"de".parse().unwrap()).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(centre.site.browser().get("/sitemap.xml").await.text.matches("<url>").count(), 1);
}

#[both]
async fn k5_a_large_site_has_a_sitemap_in_parts(database: Database) {
    let centre = Centre::new(&database).await;
    // The more languages, the fewer articles are sure to fit into a part.
    let languages: Vec<String> =
        ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}"))).collect();
    let languages = format!("en_us,{}", languages[..100].join(","));
    centre.site.kit.set("languages", &languages).await;
    let mut act = centre.site.kit.operate();
    for number in 0..100 {
        act.make_article(centre.site.kit.kb.id, &article(&format!("Number {number}"), "Text")).await.unwrap();
    }
    act.done(()).await.unwrap();
    let mut robot = centre.site.browser();
    let index = robot.get("/sitemap.xml").await;
    assert_eq!(index.text.matches("<sitemap>").count(), 2, "{}", index.text);
    let mut found = 0;
    for part in index.text.split("<loc>https://help.acme.test").skip(1) {
        let part = robot.get(part.split('<').next().unwrap()).await;
        assert_eq!(part.status, StatusCode::OK);
        found += part.text.matches("<url>").count();
    }
    assert_eq!(found, 100);
    assert_eq!(robot.get("/sitemap/6ab13b80000000000000ffff").await.status, StatusCode::NOT_FOUND);
    assert_eq!(robot.get("/sitemap/nonsense").await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn k5_articles_are_copied_as_markdown_for_whoever_may_read_them(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let internal = centre.write(&article("Refund limits", "Up to *50*.").internal(), |_| {}).await;
    let mut stranger = centre.site.browser();
    let moved = stranger.get(&format!("{}.md", centre.address(id).await)).await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    let copy = stranger.get(moved.location()).await;
    assert_eq!(copy.header("content-type"), "text/markdown; charset=utf-8");
    assert!(copy.text.starts_with("# Sending it back\n\nPrint the **label** first."), "{}", copy.text);
    let page = moved.location().strip_suffix(".md").unwrap();
    assert_eq!(copy.header("link"), format!("<https://help.acme.test{page}>; rel=\"canonical\""));
    assert_eq!(copy.header("cache-control"), "public, no-cache");
    let without = stranger.get(moved.location().strip_prefix("/en_us").unwrap()).await;
    assert_eq!((without.status, without.location()), (StatusCode::FOUND, moved.location()));
    let inside = format!("{}.md", centre.address(internal).await);
    assert_eq!(stranger.get(&inside).await.status, StatusCode::NOT_FOUND);
    let user = centre.site.kit.collaborator("Col Lab").await;
    let mut window = centre.inside(&user).await;
    let moved = window.get(&inside).await.location().to_owned();
    let own = window.get(&moved).await;
    assert!(
        own.text.starts_with("# Refund limits\n\nUp to *50*.") && own.header("x-robots-tag") == "noindex"
    );
    assert_eq!(own.header("cache-control"), "no-store, private");
    assert_eq!(stranger.get(&moved).await.status, StatusCode::NOT_FOUND, "TH48: nor after somebody read it");
}

#[both]
async fn k5_feed_list_and_robots_name_what_is_public(database: Database) {
    let centre = Centre::new(&database).await;
    centre.article("Sending <it> back & forth").await;
    centre.write(&article("Refund limits", "Up to 50.").internal(), |_| {}).await;
    let mut robot = centre.site.browser();
    assert_eq!(robot.get("/feed.xml").await.location(), "/en_us/feed.xml");
    let feed = robot.get("/en_us/feed.xml").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert!(
        feed.has("<title>Sending &lt;it&gt; back &amp; forth</title>") && !feed.has("Refund"),
        "{}",
        feed.text
    );
    let id =
        feed.text.split("<id>https://help.acme.test").nth(2).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(robot.get(&id).await.status, StatusCode::MOVED_PERMANENTLY, "it leads to the article");
    assert_eq!(robot.get("/fr/feed.xml").await.status, StatusCode::NOT_FOUND);
    let list = robot.get("/llms.txt").await;
    assert!(
        list.has("## Returns\n\n- [Sending <it> back & forth](https://help.acme.test/en_us/"),
        "{}",
        list.text
    );
    assert!(!list.has("Refund") && !list.has("## Orders"));
    let copy = robot.get(&address_in(&list.text, "/en_us/sending-it-back")).await;
    assert_eq!(copy.header("content-type"), "text/markdown; charset=utf-8");
    let robots = robot.get("/robots.txt").await;
    assert!(
        robots.has("Sitemap: https://help.acme.test/sitemap.xml") && robots.has("Disallow: /*/conversations")
    );
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
}

#[both]
async fn k5_what_stands_in_no_category_is_listed_too(database: Database) {
    let centre = Centre::new(&database).await;
    centre.article("Sending it back").await;
    centre.write(&article("Alone", "Text"), |all| all.categories.clear()).await;
    let list = centre.site.browser().get("/llms.txt").await;
    assert_eq!(list.text.matches("[Sending it back]").count(), 1, "{}", list.text);
    assert_eq!(list.text.matches("[Alone]").count(), 1, "{}", list.text);
}

#[both]
async fn k3_x1_programs_read_articles_as_json_a_page_at_a_time(database: Database) {
    let centre = Centre::new(&database).await;
    centre.article("Sending it back").await;
    centre.article("Paying for a return").await;
    centre.site.kit.index().await;
    let mut program = centre.site.browser();
    let mut get = async |path: &str, status: StatusCode| {
        let answer = program.get(&format!("/p/v3/kb/{path}")).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text);
        assert!(answer.header("content-type").starts_with("application/json"), "{path}");
        serde_json::from_str::<serde_json::Value>(&answer.text).unwrap()
    };
    let first = get("articles?pageSize=1", StatusCode::OK).await;
    assert_eq!(first["data"].as_array().unwrap().len(), 1);
    assert!(first["links"]["prev"].is_null());
    let next = first["links"]["next"].as_str().unwrap().strip_prefix("/p/v3/kb/").unwrap().to_owned();
    assert_eq!(next, "articles?lang=en_us&page=2&pageSize=1");
    let second = get(&next, StatusCode::OK).await;
    assert_ne!(first["data"][0]["id"], second["data"][0]["id"]);
    assert!(second["links"]["next"].is_null());
    let one = &second["data"][0]["attributes"];
    let whole = get(&format!("articles/{}", one["hash"].as_str().unwrap()), StatusCode::OK).await;
    let whole = &whole["data"]["attributes"];
    assert_eq!(whole["title"], one["title"]);
    assert!(whole["htmlBody"].as_str().unwrap().contains("<strong>label</strong>"), "{whole}");
    assert!(whole["url"].as_str().unwrap().starts_with("https://help.acme.test/en_us/"), "{whole}");

    let found = get("articles/search?term=sendng&pageSize=5", StatusCode::OK).await;
    assert_eq!(found["data"][0]["attributes"]["title"], "Sending it back");
    assert_eq!(found["meta"]["pageSize"], 20, "as many as there are on a page of results");
    let shelves = get("categories", StatusCode::OK).await;
    assert_eq!(shelves["data"].as_array().unwrap().len(), 2, "{shelves}");
    for refused in [
        "articles?lang=xx",
        "articles?page=0",
        "articles?page=x",
        "articles?pageSize=0",
        "articles/search?page=11",
    ] {
        assert_eq!(get(refused, StatusCode::BAD_REQUEST).await["errors"][0]["code"], "badparam", "{refused}");
    }
    for gone in ["articles/aaaaaaaa", "articles/no%20hash", "forms"] {
        assert_eq!(get(gone, StatusCode::NOT_FOUND).await["errors"][0]["code"], "notfound", "{gone}");
    }
}
