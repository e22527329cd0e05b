use desk::article::{Article, Audience, Typed, Write};
use desk::moving::What;
use desk::setting::{Scope, Setting};
use kernel::Language;
use markup::ArticleHtml;
use testkit::{Database, both};
use testkit_desk::{Kit, english};

use super::{all, import, import_of, operator, place, png, texts, told, view, write};
use crate::article::manager;

async fn speak_german(kit: &Kit) {
    kit.set("languages", "en_us,de").await;
}

#[both]
async fn k1_k2_k4_a_folder_becomes_categories_articles_languages_and_files(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    speak_german(&kit).await;
    write(
        &root,
        &[
            ("setup/_category.md", b"---\ntitle: Setting up\norder: 1\nicon: book\ndescription: How to begin\n---\n"),
            ("setup/_category.de.md", b"---\ntitle: Einrichten\n---\n"),
            ("setup/first.md", b"---\ntags: [one, two words]\nfeatured: true\nslug: begin\ndescription: Why\n---\n# First\n\nSee [more](deep/more.md#a), ![lamp](../img/lamp.png)."),
            ("setup/first.de.md", b"# Erstes\n\nWort"),
            ("setup/deep/more.md", b"---\ntitle: More\nscope: internal\nstatus: draft\n---\nGo [back](../first.md) or [nowhere](gone.md)."),
            ("img/lamp.png", &png(9)),
            ("_redirects", b"/old /en_us/new 301\n"),
        ],
    );
    let report = import(&kit, &root).await;
    assert_eq!(told(&report.problems), Vec::<String>::new());
    assert_eq!(told(&report.notes), ["setup/deep/more.md: gone.md leads to nothing here"]);
    let counted = [What::Category, What::Article, What::Redirect].map(|what| report.count(what, true));
    assert_eq!((counted, report.files), ([2, 2, 1], 1));
    let (articles, shown) = (all(&kit, (kit.org, kit.kb.id)).await, view(&kit, kit.org).await);
    let (first, more) = (&articles["First"], &articles["More"]);
    let lamp = &first.files[0];
    assert_eq!(
        texts(first),
        [
            ("de".to_owned(), Some("<p>Wort</p>".to_owned()), None),
            (
                "en_us".to_owned(),
                Some(format!(
                    "<p>See <a href=\"/en_us/more-{}#a\">more</a>, <img src=\"/files/{}/lamp.png\" alt=\"lamp\">.</p>",
                    more.article.hash, lamp.id
                )),
                None
            ),
        ]
    );
    assert_eq!((lamp.name.as_str(), first.article.source.as_str()), ("lamp.png", "en_us"));
    assert_eq!(first.arrangement.tags, ["one".to_owned(), "two words".to_owned()].into());
    assert!(first.arrangement.places.iter().all(|placed| placed.is_featured && placed.kb == kit.kb.id));
    assert_eq!((more.article.audience, more.texts[0].live.is_none()), (Audience::Internal, true));
    let back = format!(
        "<p>Go <a href=\"/en_us/begin-{}\">back</a> or <a href=\"gone.md\">nowhere</a>.</p>",
        first.article.hash
    );
    assert_eq!(texts(more)[0].2.as_ref(), Some(&back));
    let categories = shown.managed_categories(kit.kb.id).await.unwrap();
    let deep = &categories[1];
    assert_eq!((categories[0].title(&english()), deep.title(&english())), ("Setting up", "Deep"));
    assert_eq!(
        categories[0].texts.iter().map(|text| text.title.as_str()).collect::<Vec<_>>(),
        ["Einrichten", "Setting up"]
    );
    assert_eq!(deep.category.parent, Some(categories[0].category.id));
    assert_eq!(more.arrangement.categories, [deep.category.id].into());
    assert_eq!(shown.redirects(kit.kb.id).await.unwrap()[0].target, "/en_us/new");
}

/// Nothing at all: the clock of every article stands where it stood.
#[both]
async fn k2_the_same_folder_again_changes_nothing_and_a_changed_file_its_article(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    write(&root, &[("a/x.md", b"# X\n\n![p](p.png)"), ("a/p.png", &png(5)), ("y.md", b"# Y\n\nText")]);
    let first = import(&kit, &root).await;
    let before = all(&kit, (kit.org, kit.kb.id)).await;
    kit.clock.advance_millis(60_000);
    let again = import(&kit, &root).await;
    assert_eq!((first.count(What::Article, true), again.done.len(), again.same, again.files), (2, 0, 2, 0));
    let after = all(&kit, (kit.org, kit.kb.id)).await;
    assert!(before.values().eq_by_article(after.values()));
    write(&root, &[("y.md", b"# Y\n\nOther"), ("a/p.png", &png(6))]);
    let changed = import(&kit, &root).await;
    assert_eq!((changed.count(What::Article, false), changed.same, changed.files), (2, 0, 1));
    let after = all(&kit, (kit.org, kit.kb.id)).await;
    assert_eq!(texts(&after["Y"])[0].1.as_deref(), Some("<p>Other</p>"));
    assert_eq!(after["X"].files.len(), 2, "the file that was there stays, for what was read before");
    assert_eq!(after["X"].article.hash, before["X"].article.hash);
}

trait EqByArticle {
    fn eq_by_article(self, other: Self) -> bool;
}

impl<'a, I: Iterator<Item = &'a desk::article::WholeArticle>> EqByArticle for I {
    fn eq_by_article(self, other: Self) -> bool {
        self.map(|whole| &whole.article).eq(other.map(|whole| &whole.article))
    }
}

#[both]
async fn k2_what_somebody_wrote_in_the_app_is_not_written_over(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    write(&root, &[("x.md", b"# X\n\nFolder"), ("y.md", b"# Y\n\nFolder")]);
    import(&kit, &root).await;
    let (x, user) = (all(&kit, (kit.org, kit.kb.id)).await["X"].clone(), manager(&kit).await);
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(x.article.id).await.unwrap();
    let typed = Typed::new("X", ArticleHtml::from_markdown("App")).unwrap();
    open.save(&mut act, &english(), (&typed, x.texts[0].seen())).await.unwrap();
    act.done(()).await.unwrap();
    let same = import(&kit, &root).await;
    assert_eq!((same.same, same.notes.len()), (2, 0), "the folder says nothing new");
    write(&root, &[("x.md", b"# X\n\nFolder again"), ("y.md", b"# Y\n\nFolder again")]);
    let report = import(&kit, &root).await;
    assert_eq!(
        told(&report.notes),
        ["x.md: left as it is: somebody has written at it in the app since; kb sync brings both together"]
    );
    let after = all(&kit, (kit.org, kit.kb.id)).await;
    let expected = ("en_us".to_owned(), Some("<p>Folder</p>".to_owned()), Some("<p>App</p>".to_owned()));
    assert_eq!(
        (&texts(&after["X"])[0], texts(&after["Y"])[0].1.as_deref()),
        (&expected, Some("<p>Folder again</p>"))
    );
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(x.article.id).await.unwrap();
    open.delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    write(&root, &[("x.md", b"# X\n\nFolder once more")]);
    let report = import(&kit, &root).await;
    assert!(told(&report.notes)[0].contains("it was deleted in the app"), "{:?}", report.notes);
}

#[both]
async fn k2_k7_what_the_pages_refuse_is_told_and_the_others_go_on(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    let mut act = kit.operate();
    Setting::find("knowledge-base.categories").unwrap().set(&mut act, Scope::Org, "2").await.unwrap();
    act.done(()).await.unwrap();
    let large = "word ".repeat(3 << 20);
    let twenty_one: Vec<String> = (0..21).map(|number| format!("t{number}")).collect();
    let tagged = format!("---\ntags: [{}]\n---\n# Tagged\n\nText", twenty_one.join(", "));
    write(
        &root,
        &[
            ("a/one.md", b"# One\n\nText"),
            ("b/two.md", b"# Two\n\nText"),
            ("c/three.md", b"# Three\n\nText"),
            ("empty.md", b"# Empty\n"),
            ("large.md", format!("# Large\n\n{large}").as_bytes()),
            ("limited.md", b"---\nscope: internal\nreaders: [\"team: Field\"]\n---\n# Limited\n\nText"),
            ("picture.md", b"# Picture\n\n![x](x.png)"),
            ("x.png", b"<svg onload=alert(1)>"),
            ("svg.md", b"# Drawn\n\n![x](x.svg)"),
            ("x.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ("tagged.md", tagged.as_bytes()),
            ("title.md", format!("# {}\n\nText", "t".repeat(201)).as_bytes()),
            ("wrong.md", b"---\nid: ABC\n---\n# Wrong\n\nText"),
            ("_redirects", b"/login /x\n/a //evil.test\n"),
        ],
    );
    let report = import(&kit, &root).await;
    assert_eq!(
        told(&report.problems),
        [
            "_redirects: /a: the new address is no path of this site",
            "_redirects: /login: this address is a page's own",
            "c: there are as many categories as the setting knowledge-base.categories allows",
            "c/three.md: its category c could not be made",
            "empty.md: it has no title, or is published and says nothing",
            "large.md: it is larger than 15 MB",
            "limited.md: nobody is called \"Field\"",
            "tagged.md: it has more than 20 tags",
            "title.md: a title has more than 200 letters, a tag more than 50, or a description more than 500",
            "wrong.md: ABC is no id of an article: eight small letters and digits from 2 to 7",
            "x.png: it is something other than its name says",
            "x.svg: files of this type are not taken",
        ]
    );
    let titles: Vec<String> = all(&kit, (kit.org, kit.kb.id)).await.into_keys().collect();
    assert_eq!(titles, ["One", "Two"], "none is there by half");
}

#[both]
async fn th34_imported_html_is_cleaned_as_what_is_typed(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    let hostile = "<p onclick=alert(1)>a<script>alert(1)</script><img src=x onerror=alert(1)>\
        <a href=\"javascript:alert(1)\">b</a><iframe src=\"https://evil.test\"></iframe><style>p{}</style></p>";
    write(
        &root,
        &[
            ("x.md", format!("# X\n\n{hostile}").as_bytes()),
            ("y.html", format!("<title>Y</title><main>{hostile}</main>").as_bytes()),
        ],
    );
    import(&kit, &root).await;
    for whole in all(&kit, (kit.org, kit.kb.id)).await.values() {
        let body = texts(whole)[0].1.clone().unwrap();
        assert_eq!(ArticleHtml::clean(&body).as_str(), body);
        for part in ["onclick", "script", "onerror", "iframe", "style", "<img"] {
            assert!(!body.contains(part), "{body}");
        }
    }
}

#[both]
async fn k2_a_dry_run_tells_what_would_be_done_and_does_nothing(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    write(
        &root,
        &[
            ("a/x.md", b"# X\n\n![p](p.png)"),
            ("a/p.png", &png(5)),
            ("a/q.md", b"# Q\n\n![q](../q.png)"),
            ("q.png", b"no"),
        ],
    );
    let dry = import_of(kit.org, kit.kb.id, &root).dry();
    let report = dry.run(&kit.desk, &operator(), &|_| ()).await.unwrap();
    let done: Vec<_> = report
        .done
        .iter()
        .map(|done| (done.what, done.is_new, done.place.as_str(), done.title.as_str()))
        .collect();
    assert_eq!(done, [(What::Category, true, "a", "A"), (What::Article, true, "a/x.md", "X")]);
    assert_eq!(told(&report.problems), ["q.png: it is something other than its name says"]);
    assert!(all(&kit, (kit.org, kit.kb.id)).await.is_empty());
    let view = view(&kit, kit.org).await;
    assert!(view.managed_categories(kit.kb.id).await.unwrap().is_empty());
    drop(view);
    let report = import(&kit, &root).await;
    assert_eq!(report.count(What::Article, true), 1);
}

/// Of two brands each has its own, and an id leads to no other's.
#[both]
async fn r5_an_id_of_another_knowledge_base_is_left_alone(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    write(&root, &[("x.md", b"# X\n\nText")]);
    import(&kit, &root).await;
    let x = all(&kit, (kit.org, kit.kb.id)).await["X"].clone();
    let other = import_of(kit.org, kit.other_kb.id, &root);
    let report = other.run(&kit.desk, &operator(), &|_| ()).await.unwrap();
    assert_eq!(report.count(What::Article, true), 1, "by its place it is another one there");
    let stolen = place(&database, "stolen");
    write(&stolen, &[("x.md", format!("---\nid: {}\n---\n# X\n\nStolen", x.article.hash).as_bytes())]);
    let report =
        import_of(kit.org, kit.other_kb.id, &stolen).run(&kit.desk, &operator(), &|_| ()).await.unwrap();
    assert!(told(&report.notes)[0].contains("another knowledge base"), "{:?}", report.notes);
    assert_eq!(texts(&all(&kit, (kit.org, kit.kb.id)).await["X"])[0].1.as_deref(), Some("<p>Text</p>"));
}

/// What is set to happen, what is out of date and what is being written come along.
#[both]
async fn k2_k4_states_come_along(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    speak_german(&kit).await;
    write(
        &root,
        &[
            ("x.md", b"---\nstatus: published\nunpublish_at: 2099-01-01T00:00:00Z\n---\n# X\n\nLive"),
            ("x.draft.md", b"# X\n\nDraft"),
            ("x.de.md", b"---\noutdated: true\n---\n# X\n\nAlt"),
            ("y.md", b"---\nstatus: draft\npublish_at: 2099-01-01T00:00:00Z\n---\n# Y\n\nSoon"),
        ],
    );
    let report = import(&kit, &root).await;
    assert_eq!(told(&report.problems), Vec::<String>::new());
    let articles = all(&kit, (kit.org, kit.kb.id)).await;
    let german: Language = "de".parse().unwrap();
    let (x, y) = (&articles["X"], &articles["Y"]);
    assert!(x.text(&german).unwrap().is_outdated && !x.text(&english()).unwrap().is_outdated);
    assert_eq!(
        texts(x)[1],
        ("en_us".to_owned(), Some("<p>Live</p>".to_owned()), Some("<p>Draft</p>".to_owned()))
    );
    let scheduled = [x.texts[1].schedule.unpublish_at, y.texts[0].schedule.publish_at];
    assert!(scheduled.iter().all(Option::is_some), "{scheduled:?}");
    assert_eq!(import(&kit, &root).await.same, 2);
}
