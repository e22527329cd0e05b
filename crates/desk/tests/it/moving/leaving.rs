use std::collections::BTreeSet;
use std::fs;

use desk::article::{Typed, WholeArticle, WholeVersion};
use desk::founding::Founding;
use desk::kb::{KbId, Origin};
use desk::setting::{Scope, Setting};
use desk::user::Team;
use folder::Flavour;
use kernel::OrgId;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{all, export, import, import_of, operator, place, png, told, view, write};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n\
    <</Root 1 0 R>>\nstartxref\n46\n%%EOF\n";

/// Another organization with nothing in its knowledge base, and a team of the same name.
async fn elsewhere(kit: &Kit) -> (OrgId, KbId) {
    let org: OrgId = kit.id();
    let origin = |name: &str| Origin::parse(&format!("https://{name}.else.test")).unwrap();
    let founding = Founding {
        name: "else".to_owned(),
        title: "Else".to_owned(),
        accent: "#3454d1".to_owned(),
        sender: None,
        help: origin("help"),
        app: origin("app"),
        api: origin("api"),
    };
    let mut act = kit.desk.act_operator(&operator(), org);
    founding.found(&mut act).await.unwrap();
    Team::add(&mut act, "Field", &[]).await.unwrap();
    act.done(()).await.unwrap();
    let view = view(kit, org).await;
    let kb = view.kb_of_brand(None).await.unwrap().unwrap().id;
    view.close();
    let mut act = kit.desk.act_operator(&operator(), org);
    Setting::find("languages").unwrap().set(&mut act, Scope::Kb(kb), "en_us,de").await.unwrap();
    act.done(()).await.unwrap();
    (org, kb)
}

/// Everything that is to be equal, in words.
async fn described(kit: &Kit, (org, kb): (OrgId, KbId)) -> Vec<String> {
    let articles = all(kit, (org, kb)).await;
    let view = view(kit, org).await;
    let categories = view.managed_categories(kb).await.unwrap();
    let readers = view.reader_choices().await.unwrap();
    let ids: Vec<_> = categories.iter().map(|own| own.category.id).collect();
    let order = view.order_of_articles(ids).await.unwrap();
    let mut lines = Vec::new();
    for own in &categories {
        let parent = categories.iter().find(|other| Some(other.category.id) == own.category.parent);
        let texts: Vec<_> = own
            .texts
            .iter()
            .map(|text| (&text.language, &text.title, &text.slug, &text.description, text.is_shown))
            .collect();
        let category = &own.category;
        let parent = parent.map(|parent| &parent.category.hash);
        lines.push(format!(
            "{} {parent:?} {} {} {texts:?}",
            category.hash, category.icon, category.is_published
        ));
        for (_, id) in order.iter().filter(|(at, _)| *at == category.id) {
            let article = articles.values().find(|whole| whole.article.id == *id).unwrap();
            lines.push(format!("{} holds {}", category.hash, article.article.hash));
        }
    }
    for redirect in view.redirects(kb).await.unwrap() {
        lines.push(format!("{} {}", redirect.path, redirect.target));
    }
    lines.extend(articles.values().map(|whole| in_words(whole, &readers)));
    lines
}

fn in_words(whole: &WholeArticle, readers: &[(desk::article::ReaderKind, String, String)]) -> String {
    let named =
        |id: &String| readers.iter().find(|(_, known, _)| known == id).map(|(_, _, name)| name.clone());
    let typed = |version: &Option<WholeVersion>| -> Option<Typed> {
        version.as_ref().map(|version| version.typed.clone())
    };
    let texts: Vec<_> = whole
        .texts
        .iter()
        .map(|text| (&text.language, typed(&text.live), typed(&text.draft), text.is_outdated, text.schedule))
        .collect();
    let (article, arrangement) = (&whole.article, &whole.arrangement);
    let files: BTreeSet<_> = whole.files.iter().map(|file| (file.id, &file.hash, &file.name)).collect();
    let readers: Vec<_> = arrangement.readers.iter().map(|(kind, id)| (*kind, named(id))).collect();
    let featured: Vec<bool> = arrangement.places.iter().map(|placed| placed.is_featured).collect();
    format!(
        "{} {} {:?} {readers:?} {featured:?} {:?} {} {files:?} {texts:#?}",
        article.hash,
        article.source,
        article.audience,
        arrangement.tags,
        arrangement.categories.len()
    )
}

async fn stage(kit: &Kit, database: &Database) {
    kit.set("languages", "en_us,de").await;
    let mut act = kit.operate();
    Team::add(&mut act, "Field", &[]).await.unwrap();
    act.done(()).await.unwrap();
    let root = place(database, "stage");
    write(
        &root,
        &[
            ("de-facts/_category.md", b"---\ntitle: \"De: facts\"\norder: 2\nicon: book\nstatus: draft\nslug: de\n---\n"),
            ("guides/_category.md", b"---\ntitle: Guides\norder: 1\ndescription: \"a \\\"b\\\"\"\n---\n"),
            ("guides/_category.de.md", b"---\ntitle: Hilfen\nshown: false\n---\n"),
            ("guides/empty/_category.md", b"---\ntitle: Empty\n---\n"),
            (
                "guides/x.md",
                b"---\ntags: [one, \"two words\"]\nfeatured: true\norder: 2\nseo_title: Seo\ndescription: \"D: e\"\nkeywords: k, l\n\
                unpublish_at: 2099-01-01T00:00:00Z\n---\n# X: \"y\"\n\n## Part\n\n![p](../img/p.png)\n\n[y](y.md) [part](#part) [y too](y.md#part)\n\n\
                <figure><img src=\"../img/p.png\" alt=\"\"><figcaption>see <a href=\"y.md\">y</a></figcaption></figure>\n\n\
                ```\n![p](../img/p.png)\n```\n\n[file](../img/notes.pdf) [mail](mailto:a@b.test) <https://example.test/a?b=c&d>",
            ),
            ("guides/x.draft.md", b"# X again\n\nDraft of [x](x.md)"),
            ("guides/x.de.md", b"---\noutdated: true\n---\n# X\n\n[y](y.md)"),
            ("guides/y.md", b"---\norder: 1\ncategories: [guides, de-facts]\n---\n# Same\n\n[x](x.md)"),
            ("guides/z.md", b"---\nslug: same\nscope: internal\nreaders: [\"team: Field\"]\norder: 3\n---\n# Z\n\n[x](x.de.md)"),
            ("index.md", b"---\nstatus: draft\nlang: de\n---\n# Wurzel\n"),
            ("img/p.png", &png(7)),
            ("img/notes.pdf", PDF),
            ("_redirects", b"/old /en_us/new?a#b\n"),
        ],
    );
    let report = import(kit, &root).await;
    assert_eq!((told(&report.problems), told(&report.notes)), (vec![], vec![]));
}

#[both]
async fn k2_what_leaves_as_markdown_is_equal_where_it_arrives(database: Database) {
    let kit = Kit::new(&database).await;
    stage(&kit, &database).await;
    let (root, to) = (place(&database, "out"), elsewhere(&kit).await);
    let left = export(&kit, &root, Flavour::Markdown).await.unwrap();
    assert_eq!((left.articles, left.categories, left.files), (4, 3, 2));
    let text = fs::read_to_string(root.join("guides/x-y.md")).unwrap();
    assert!(text.contains("](../files/") && text.contains("[y](same.md)"), "{text}");
    let report = import_of(to.0, to.1, &root).run(&kit.desk, &operator(), &|_| ()).await.unwrap();
    assert_eq!((told(&report.problems), told(&report.notes)), (vec![], vec![]));
    assert_eq!(described(&kit, to).await, described(&kit, (kit.org, kit.kb.id)).await);
    let again = import_of(to.0, to.1, &root).run(&kit.desk, &operator(), &|_| ()).await.unwrap();
    assert_eq!((again.done.len(), again.same), (0, 4));
    let home = import(&kit, &root).await;
    assert_eq!((home.done.len(), home.same, home.files), (0, 4, 0), "and nothing changes where it came from");
}

#[both]
async fn k2_what_leaves_as_html_is_equal_where_it_arrives(database: Database) {
    let kit = Kit::new(&database).await;
    stage(&kit, &database).await;
    let (zip, to) = (place(&database, "out.zip"), elsewhere(&kit).await);
    export(&kit, &zip, Flavour::Html).await.unwrap();
    let report = import_of(to.0, to.1, &zip).run(&kit.desk, &operator(), &|_| ()).await.unwrap();
    assert_eq!((told(&report.problems), told(&report.notes)), (vec![], vec![]));
    assert_eq!(described(&kit, to).await, described(&kit, (kit.org, kit.kb.id)).await);
}
