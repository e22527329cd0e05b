//! What folders and archives tell.

use std::fs;

use folder::{Body, Flavour, Languages, Library, Limits, Reader, Scope, Source, Target, pages_of, read};
use kernel::Language;
use tempfile::TempDir;

fn languages() -> Languages {
    let known: [Language; 3] = ["en_us", "de", "pt_br"].map(|code| code.parse().unwrap());
    Languages { default: known[0].clone(), known: known.to_vec(), is_published: false }
}

fn read_all(files: &[(&str, &str)]) -> (Library, Vec<String>) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let source = Source::open(folder.path(), &Limits::default()).unwrap();
    let (library, problems) = read(&source, &languages());
    (library, problems.iter().map(ToString::to_string).collect())
}

fn told(library: &Library) -> Vec<String> {
    let article = |article: &folder::Article| {
        let texts = article.texts.iter().map(|text| {
            let version = text.any().unwrap();
            format!("{}={}{}", text.language, version.title, if text.live.is_some() { "" } else { "?" })
        });
        let categories = article.categories.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        format!("{} [{categories}] {}", article.key, texts.collect::<Vec<_>>().join(" "))
    };
    library.articles.iter().map(article).collect()
}

#[test]
fn a_folder_of_markdown_is_categories_articles_and_languages() {
    let (library, problems) = read_all(&[
        ("setup/_category.md", "---\ntitle: Setting up\norder: 2\nid: abcdefgh\nicon: book\n---\n"),
        ("setup/_category.de.md", "---\ntitle: Einrichten\ndescription: Wie es geht\n---\n"),
        ("setup/first.md", "---\nstatus: published\norder: 2\n---\n# First *steps*\n\nText"),
        ("setup/first.de.md", "---\ntitle: Erste Schritte\nstatus: draft\n---\nText"),
        (
            "setup/deep/more.md",
            "---\ntitle: More\norder: 1\ncategories: [setup, about]\ndraft: false\n---\nText",
        ),
        ("about/us.md", "Text"),
        ("de/about/us.md", "---\nlang: de\n---\n# Wir\n"),
        ("pages/alone/index.md", "# Alone\n"),
        ("pages/alone/a.png", "no picture"),
        ("README.md", "# Root\n"),
        ("_redirects", "# old ones\n/old /en_us/new 301\n\n/a /b\n"),
        (".git/config.md", "never"),
        ("notes.txt", "never"),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    let categories: Vec<String> = library
        .categories
        .iter()
        .map(|category| {
            let texts: Vec<String> =
                category.texts.iter().map(|text| format!("{}={}", text.language, text.title)).collect();
            format!("{} {}", category.path, texts.join(" "))
        })
        .collect();
    assert_eq!(
        categories,
        [
            "setup en_us=Setting up de=Einrichten",
            "setup/deep en_us=Deep",
            "about en_us=About",
            "pages en_us=Pages"
        ]
    );
    assert_eq!(
        (library.categories[0].id.as_deref(), library.categories[0].icon.as_str()),
        (Some("abcdefgh"), "book")
    );
    assert_eq!(
        told(&library),
        [
            "README [] en_us=Root?",
            "setup/deep/more [setup+about] en_us=More",
            "setup/first [setup] en_us=First steps de=Erste Schritte?",
            "about/us [about] en_us=Us? de=Wir?",
            "pages/alone [pages] en_us=Alone?",
        ]
    );
    assert_eq!(
        library.redirects,
        [("/old".to_owned(), "/en_us/new".to_owned()), ("/a".to_owned(), "/b".to_owned())]
    );
}

#[test]
fn what_is_wrong_leaves_the_whole_article_out_and_the_others_in() {
    let (library, problems) = read_all(&[
        ("good.md", "# Good"),
        ("bad.md", "# Bad"),
        ("bad.de.md", "---\nstatus: maybe\n---\n"),
        ("french.fr.md", "# Non"),
        ("lang.md", "---\nlang: xx\n---\n# X"),
        ("copy.md", "---\nid: abcdefgh\n---\n# A"),
        ("copy-2.md", "---\nid: abcdefgh\n---\n# A"),
        ("twice.md", "# A"),
        ("twice.html", "<h1>A</h1>"),
        ("far.md", "---\ntitle: Far\ncategories: [nowhere]\n---\n"),
        ("secret.md", "---\nscope: internal\nreaders: [Field]\n---\n"),
        ("_redirects", "/only\n"),
    ]);
    assert_eq!(told(&library), ["copy [] en_us=A?", "good [] en_us=Good?"]);
    let language = "is no language of this knowledge base; the setting languages has them";
    assert_eq!(
        problems,
        [
            "_redirects:1: this is no line `/old /new`".to_owned(),
            "bad.de.md:2: status is one of these: published, draft".to_owned(),
            "copy-2.md: copy has the same id; take it out of the copy".to_owned(),
            "far.md:3: \"nowhere\" is no folder here".to_owned(),
            format!("french.fr.md: fr {language}"),
            format!("lang.md:2: xx {language}"),
            "secret.md:3: readers is a list such as [\"team: Field\", \"set: Leads\"]".to_owned(),
            "twice.md: twice.html is the same text in en_us".to_owned(),
        ]
    );
}

#[test]
fn what_is_written_is_read_again_in_both_flavours() {
    let (library, problems) = read_all(&[
        ("a/_category.md", "---\ntitle: \"A: one\"\nid: aaaabbbb\norder: 1\nstatus: published\n---\n"),
        ("a/_category.de.md", "---\ntitle: A\nshown: false\ndescription: \"x, y\"\n---\n"),
        (
            "a/x.md",
            "---\ntitle: \"X & <y>\"\nlanguage: en_us\nslug: x\nstatus: published\nid: abcdefgh\nscope: internal\n\
             readers: [\"team: A, B\", \"set: C\"]\ntags: [one, \"two words\"]\nfeatured: true\norder: 3\nseo_title: S\n\
             description: \"D, e\"\nkeywords: \"k, l\"\nunpublish_at: 2027-01-01T00:00:00Z\n---\n\n<p>Text</p>\n",
        ),
        ("a/x.draft.md", "---\ntitle: X2\nlanguage: en_us\nslug: x\nstatus: draft\n---\n\n<p>More</p>\n"),
        (
            "a/x.de.md",
            "---\ntitle: X\nlanguage: de\nslug: x\nstatus: published\noutdated: true\n---\n\n<p>Wort</p>\n",
        ),
        ("b.md", "---\ntitle: B\nlanguage: en_us\nstatus: draft\ncategories: [a]\n---\n\n<p>b</p>\n"),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    let x = library.articles.iter().find(|article| article.key == "a/x").unwrap();
    assert_eq!(x.readers, [Reader::Team("A, B".to_owned()), Reader::Set("C".to_owned())]);
    assert_eq!(
        (x.scope, x.texts[0].schedule[1].is_some(), x.texts[1].is_outdated),
        (Scope::Internal, true, true)
    );
    for flavour in [Flavour::Markdown, Flavour::Html] {
        let folder = TempDir::new().unwrap();
        let zip = folder.path().join("kb.zip");
        let mut target = Target::zip(&zip).unwrap();
        let html = |path: &folder::FilePath| path.as_str().replace(".md", ".html").parse().unwrap();
        for (path, bytes) in pages_of(&library, flavour) {
            let path = if flavour == Flavour::Html { html(&path) } else { path };
            target.put(&path, &bytes).unwrap();
        }
        assert!(!zip.exists(), "it is there once it is whole");
        target.finish().unwrap();
        let source = Source::open(&zip, &Limits::default()).unwrap();
        let (mut again, problems) = read(&source, &languages());
        assert_eq!(problems, []);
        let mut expected = library.clone();
        for library in [&mut again, &mut expected] {
            let texts = library.articles.iter_mut().flat_map(|article| &mut article.texts);
            for version in texts.flat_map(|text| text.live.iter_mut().chain(&mut text.draft)) {
                let (Body::Markdown(body) | Body::Html(body)) = &version.body else { panic!("it was read") };
                version.body = Body::Html(body.trim().to_owned());
                version.file = "x".parse().unwrap();
            }
            library.categories.iter_mut().flat_map(|category| &mut category.texts).for_each(|text| {
                text.file = "x".parse().unwrap();
            });
        }
        assert_eq!(again, expected, "{flavour:?}");
    }
    assert!(Target::folder(std::path::Path::new("src")).is_err());
}

#[test]
fn a_draft_is_a_text_with_the_file_beside_it() {
    let (library, problems) = read_all(&[
        ("x.md", "---\nstatus: published\nlanguage: de\n---\n# X\n"),
        ("x.draft.md", "# X wird\n"),
        ("x.pt-BR.md", "---\nstatus: published\n---\n# P\n"),
        ("x.draft.pt-BR.md", "# P2\n"),
        ("y.md", "# Y\n"),
        ("y.draft.md", "# Y2\n"),
        ("z.draft.md", "# Z\n"),
    ]);
    let texts = |key: &str| -> Vec<String> {
        let article = library.articles.iter().find(|article| article.key == key).unwrap();
        let title = |version: &Option<folder::Version>| {
            version.as_ref().map_or("-".to_owned(), |version| version.title.clone())
        };
        let text =
            |text: &folder::Text| format!("{} {} {}", text.language, title(&text.live), title(&text.draft));
        article.texts.iter().map(text).collect()
    };
    assert_eq!(texts("x"), ["de X X wird", "pt_br P P2"]);
    assert_eq!(texts("z"), ["en_us - Z"]);
    assert_eq!(problems, ["y.draft.md: y.md is a draft too, where this one has its own in en_us"]);
}

#[test]
fn pages_of_html_are_not_there_for_who_reads_markdown() {
    let folder = TempDir::new().unwrap();
    for (name, text) in
        [("x.md", "# X"), ("x.html", "<h1>X</h1>"), ("x.de.html", "<h1>X</h1>"), ("a/y.htm", "Y")]
    {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let source = Source::open(folder.path(), &Limits::default()).unwrap();
    let (library, problems) = folder::read_markdown(&source, &languages());
    assert_eq!(
        (told(&library), problems.len(), library.categories.len()),
        (vec!["x [] en_us=X?".to_owned()], 0, 0)
    );
}

/// It would be made a second time, under the name of its folder.
#[test]
fn a_category_whose_file_cannot_be_read_is_not_one_that_says_nothing() {
    let (library, problems) =
        read_all(&[("a/_category.md", "---\ntitle: [A\n---\n"), ("a/x.md", "# X"), ("b/y.md", "# Y")]);
    assert_eq!(problems, ["a/_category.md:2: the quotes or brackets here have no end"]);
    assert_eq!(library.categories.iter().map(|category| category.path.as_str()).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn a_text_that_was_left_where_it_is_is_read_when_somebody_asks() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("x.md"), "---\ntags: [a]\n---\n# X\n\nText").unwrap();
    fs::write(folder.path().join("y.html"), "<title>Y</title><main><p>Text</p></main>").unwrap();
    let source = Source::open(folder.path(), &Limits::default()).unwrap();
    let ((heads, _), (whole, _)) = (folder::read_heads(&source, &languages()), read(&source, &languages()));
    assert_eq!(told(&heads), ["x [] en_us=X?", "y [] en_us=Y?"]);
    for (article, with) in heads.articles.iter().zip(&whole.articles) {
        let (version, with) = (article.texts[0].any().unwrap(), with.texts[0].any().unwrap());
        assert_eq!(version.body, Body::Unread);
        assert_eq!(folder::body_of(&source, &version.file), Ok(with.body.clone()));
    }
}
