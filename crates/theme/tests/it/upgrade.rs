//! From one version of Midtown to the newest: what that does to files of a theme's own (T2).

use bytes::Bytes;
use theme::upgrade::{Clash, ConflictKind, Fate, FileUpgrade, Files, LineKind, Unresolved, Upgrade};
use theme::{Template, Version};

use crate::packages::read;

const FOOTER: &str = "parts/footer.html";
const MANIFEST: &str = "manifest.toml";
const OLD: [Version; 3] = [Version::new(1, 0, 18), Version::new(1, 0, 19), Version::new(1, 0, 20)];

fn midtown() -> &'static Template {
    Template::named("midtown").expect("it comes with the program")
}

fn of(version: Version, path: &str) -> String {
    let files = midtown().files(version).expect("there was one");
    String::from_utf8(files[path].to_vec()).expect("it is text")
}

fn newest(path: &str) -> String {
    of(midtown().newest(), path)
}

fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), Bytes::from((*text).to_owned()))).collect()
}

fn upgrade(from: Version, own: &[(&str, &str)]) -> Upgrade {
    Upgrade::of(midtown(), (from, midtown().newest()), &files(own)).expect("both are known")
}

fn only(from: Version, path: &str, own: &str) -> FileUpgrade {
    upgrade(from, &[(path, own)]).files.remove(0)
}

fn text(file: &FileUpgrade) -> String {
    String::from_utf8(file.result().expect("nothing is to be decided").to_vec()).expect("it is text")
}

#[test]
fn t2_an_edit_apart_from_the_templates_is_put_together_with_it_from_every_version() {
    for version in OLD {
        let own = of(version, FOOTER).replace("\"bottom\"", "\"bottom harbour\"");
        let file = only(version, FOOTER, &own);
        assert!(matches!(file.fate, Fate::Merged(_)), "{version}: {:?}", file.fate);
        assert_eq!(text(&file), newest(FOOTER).replace("\"bottom\"", "\"bottom harbour\""), "{version}");
        let ours = file.by_the_theme().unwrap();
        let told: Vec<_> = ours.hunks[0].lines.iter().filter(|line| line.kind != LineKind::Same).collect();
        assert_eq!(
            (told[0].old, told[0].new, told[0].text.as_str()),
            (Some(1), None, "<footer class=\"bottom\">")
        );
        assert_eq!((told[1].old, told[1].new), (None, Some(1)));
        assert!(!file.by_the_template().unwrap().hunks.is_empty());
        let added: Vec<_> =
            file.for_the_theme().unwrap().hunks.into_iter().flat_map(|hunk| hunk.lines).collect();
        assert!(
            added.iter().any(|line| line.kind == LineKind::Added && line.text.contains("theme.footer.links"))
        );
        assert!(!added.iter().any(|line| line.kind != LineKind::Same && line.text.contains("harbour")));
    }
}

#[test]
fn t2_an_edit_of_the_same_line_is_a_conflict_that_somebody_decides() {
    for version in OLD {
        let own = of(version, FOOTER).replace("© {{ shell.year }}", "Since 1890");
        let upgrade = upgrade(version, &[(FOOTER, &own), ("uploads/logo.svg", "<svg/>")]);
        let (path, conflict) = upgrade.conflicts().next().expect("both changed that line");
        assert_eq!((path, conflict.kind, conflict.clashes.len()), (FOOTER, ConflictKind::Lines, 1));
        let Clash { line, base, own: ours, newer } = &conflict.clashes[0];
        assert!(base.contains("<p>© {{ shell.year }}") && ours.contains("<p>Since 1890"));
        assert!(newer.contains("theme.footer.copyright"));
        let marked = conflict.marked.clone().unwrap();
        assert!(marked.lines().nth(line - 1).unwrap().starts_with("<<<<<<<"));

        let decide = |decided: &[(&str, &str)]| upgrade.resolve(&files(decided));
        let named = |path: &str| vec![path.to_owned()];
        assert_eq!(decide(&[]), Err(Unresolved::Open(named(FOOTER))));
        assert_eq!(decide(&[(FOOTER, &marked)]), Err(Unresolved::Marked(named(FOOTER))));
        let half = marked.lines().filter(|line| !line.starts_with('<') || line.contains("footer"));
        let half = half.collect::<Vec<_>>().join("\n");
        assert_eq!(decide(&[(FOOTER, &half)]), Err(Unresolved::Marked(named(FOOTER))));
        assert_eq!(
            decide(&[(FOOTER, "ours"), ("pages/home.html", "ours")]),
            Err(Unresolved::Needless(named("pages/home.html")))
        );
        let decided = newest(FOOTER).replace("©", "Since 1890,");
        assert_eq!(
            decide(&[(FOOTER, &decided)]).unwrap(),
            files(&[(FOOTER, &decided), ("uploads/logo.svg", "<svg/>")])
        );
        let for_the_template = decide(&[(FOOTER, &newest(FOOTER))]).unwrap();
        assert_eq!(
            for_the_template.keys().collect::<Vec<_>>(),
            ["uploads/logo.svg"],
            "it is inherited again"
        );
    }
}

#[test]
fn t2_what_the_template_did_not_change_stays_and_what_the_theme_did_not_change_follows() {
    let version = OLD[0];
    let page = of(version, "pages/search.html").replace("search seek", "search seek ours");
    let twin = of(version, FOOTER).replace('\n', "\r\n");
    let own = [
        ("assets/boat.webp", "boat"),
        ("pages/search.html", page.as_str()),
        (FOOTER, twin.as_str()),
        ("pages/conversations.html", &newest("pages/conversations.html")),
    ];
    let upgrade = upgrade(version, &own);
    let fates: Vec<(&str, &Fate)> =
        upgrade.files.iter().map(|file| (file.path.as_str(), &file.fate)).collect();
    assert_eq!(
        fates,
        [
            ("assets/boat.webp", &Fate::Kept("boat".into())),
            ("pages/conversations.html", &Fate::Inherits),
            ("pages/search.html", &Fate::Kept(page.clone().into())),
            (FOOTER, &Fate::Inherits),
        ]
    );
    let brought: Vec<&str> = upgrade.brings.iter().map(|brought| brought.path.as_str()).collect();
    assert!(
        brought.contains(&"pages/conversation.html") && brought.contains(&"css/tokens.css"),
        "{brought:?}"
    );
    assert!(!brought.contains(&"pages/conversations.html") && !brought.contains(&"pages/search.html"));
    let added = upgrade.brings.iter().find(|brought| brought.path == "pages/conversation.html").unwrap();
    assert!(added.base.is_none() && !added.difference().unwrap().hunks.is_empty());
}

#[test]
fn t2_a_file_that_both_added_is_a_conflict_and_one_that_the_template_dropped_is_the_themes() {
    let file = only(OLD[0], "pages/conversations.html", "<p>ours</p>");
    let Fate::Conflict(conflict) = &file.fate else { panic!("{:?}", file.fate) };
    assert_eq!((conflict.kind, conflict.clashes[0].own.as_str()), (ConflictKind::Added, "<p>ours</p>\n"));
    assert_eq!(conflict.clashes[0].base, "");

    let back = Upgrade::of(
        midtown(),
        (midtown().newest(), OLD[0]),
        &files(&[("pages/conversations.html", "<p>ours</p>")]),
    );
    assert_eq!(back.unwrap().files[0].fate, Fate::Left("<p>ours</p>".into()));
    assert!(Upgrade::of(midtown(), (Version::new(1, 0, 7), OLD[0]), &Files::new()).is_none());
}

#[test]
fn t2_what_is_no_text_or_too_long_is_in_conflict_as_a_whole() {
    let version = OLD[2];
    let kind = |content: &[u8]| {
        let own = Files::from([("css/tokens.css".to_owned(), Bytes::copy_from_slice(content))]);
        let upgrade = Upgrade::of(midtown(), (version, midtown().newest()), &own).unwrap();
        let (_, conflict) = upgrade.conflicts().next().expect("the template changed it");
        assert!(conflict.clashes.is_empty() && conflict.marked.is_none());
        let decided = Files::from([("css/tokens.css".to_owned(), "<<<<<<< is a selector of nobody".into())]);
        assert!(upgrade.resolve(&decided).is_ok(), "there were no marks");
        assert_eq!(upgrade.files[0].by_the_theme(), None, "there are no lines to show");
        conflict.kind
    };
    assert_eq!(kind(b"\xff\xfe\x00"), ConflictKind::Binary);
    assert_eq!(kind("a\n".repeat(100_000).as_bytes()), ConflictKind::TooLong);
}

#[test]
fn t2_marks_that_stand_in_a_file_already_are_not_taken_for_those_of_a_conflict() {
    let mark = "<<<<<<<<< ours\n=========\n>>>>>>>>> theirs\n";
    let own = format!("{mark}{}", of(OLD[2], FOOTER).replace("© {{ shell.year }}", "Since 1890"));
    let upgrade = upgrade(OLD[2], &[(FOOTER, &own)]);
    let (_, conflict) = upgrade.conflicts().next().unwrap();
    assert_eq!(conflict.clashes.len(), 1);
    assert!(
        conflict.marked.as_ref().unwrap().contains("\n<<<<<<<<<< ours\n"),
        "one longer than any there was"
    );
    assert!(upgrade.resolve(&files(&[(FOOTER, &own)])).is_ok());
}

#[test]
fn t2_a_manifest_says_the_new_version_and_keeps_what_it_said() {
    for version in OLD {
        let short = format!(
            "name = \"Harbour\"\ntemplate = \"midtown\"\nversion = \"{version}\"\napi = 1\n\n[[section]]\nname = \"ours\"\n\
             label = \"theme-ours\"\n"
        );
        let file = only(version, MANIFEST, &short);
        assert_eq!(file.fate, Fate::Kept(short.replace(&version.to_string(), "1.1.0").into()), "{version}");

        let copy = of(version, MANIFEST).replace("\"Midtown\"", "\"Harbour\"");
        let file = only(version, MANIFEST, &copy);
        assert_eq!(text(&file), newest(MANIFEST).replace("\"Midtown\"", "\"Harbour\""), "{version}");

        let file = only(version, MANIFEST, &of(version, MANIFEST));
        assert_eq!(file.fate, Fate::Inherits, "{version}");
        assert_eq!(only(version, MANIFEST, &newest(MANIFEST)).fate, Fate::Inherits, "{version}");
    }
}

#[test]
fn t2_a_manifest_that_cannot_be_put_together_still_reads() {
    let version = OLD[2];
    let own = of(version, MANIFEST)
        + "\n[[section.setting]]\nname = \"heading_font\"\ntype = \"string\"\nlabel = \"x\"\n";
    let upgrade = upgrade(version, &[(MANIFEST, &own)]);
    let (_, conflict) = upgrade.conflicts().next().expect("the template has a setting of that name now");
    assert_eq!(conflict.kind, ConflictKind::Lines);
    let own = of(version, MANIFEST) + "\n[[section]]\nname = \"ours\"\nlabel = \"x\"\n";
    let file = only(version, MANIFEST, &own);
    let merged = text(&file);
    let manifest = read(&[(MANIFEST, &merged)]).expect("it reads").manifest().clone();
    assert_eq!(manifest.version, "1.1.0");
    assert!(manifest.sections.iter().any(|section| section.name == "ours"));
}
