//! Both ways with a folder: an edit on each side loses neither.

use std::fs;
use std::path::Path;

use desk::article::{Article, Typed, Write};
use desk::moving::{KbSync, SyncReport};
use markup::ArticleHtml;
use testkit::{Database, both};
use testkit_desk::{Kit, article, category, draft, english};

use super::{all, operator, place, png, texts, told, view, write};
use crate::article::{german, manager, write as begin};

pub(super) async fn sync(kit: &Kit, root: &Path, publishes: bool, deletes: bool) -> SyncReport {
    let sync = KbSync { org: kit.org, kb: kit.kb.id, folder: root.to_owned(), publishes, deletes };
    sync.run(&kit.desk, &operator(), &|_| ()).await.unwrap()
}

/// What a user of the app saves as a draft.
pub(super) async fn edit(kit: &Kit, title: &str, change: impl FnOnce(&str) -> String) {
    let whole = all(kit, (kit.org, kit.kb.id)).await[title].clone();
    let text = whole.text(&english()).unwrap();
    let body = change(text.current().unwrap().typed.body().as_str());
    let user = crate::article::any_manager(kit).await;
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(whole.article.id).await.unwrap();
    let slug = text.current().unwrap().typed.slug().to_owned();
    let typed = Typed::new(title, ArticleHtml::clean(&body)).unwrap().with_slug(&slug);
    open.save(&mut act, &english(), (&typed, text.seen())).await.unwrap();
    act.done(()).await.unwrap();
}

pub(super) fn change(root: &Path, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(name)).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(root.join(name), text.replace(from, to)).unwrap();
}

pub(super) async fn current(kit: &Kit, title: &str) -> String {
    let whole = all(kit, (kit.org, kit.kb.id)).await[title].clone();
    whole.text(&english()).unwrap().current().unwrap().typed.body().as_str().to_owned()
}

const TEXT: &str = "One\n\nTwo\n\nThree\n\nFour\n\nFive";

pub(super) async fn stage(database: &Database) -> (Kit, std::path::PathBuf) {
    let (kit, root) = (Kit::new(database).await, place(database, "kb"));
    kit.set("languages", "en_us,de").await;
    let mut act = kit.operate();
    act.make_category(kit.kb.id, &category("Guides")).await.unwrap();
    act.done(()).await.unwrap();
    begin(&kit, kit.kb.id, &article("Lamp", TEXT)).await;
    begin(&kit, kit.kb.id, &draft("Cable", TEXT)).await;
    fs::create_dir_all(&root).unwrap();
    let first = sync(&kit, &root, false, false).await;
    assert_eq!(
        (first.to_app.len(), first.to_folder),
        (0, ["cable.md", "guides/_category.md", "lamp.md"].map(str::to_owned).to_vec())
    );
    let again = sync(&kit, &root, true, true).await;
    assert_eq!(
        (again.to_app.len(), again.to_folder.len(), again.notes.len()),
        (0, 0, 0),
        "they are the same"
    );
    (kit, root)
}

#[both]
async fn k2_edits_in_different_places_are_both_on_both_sides(database: Database) {
    let (kit, root) = stage(&database).await;
    edit(&kit, "Lamp", |body| body.replace("One", "One of the app")).await;
    change(&root, "lamp.md", "Five", "Five of the folder");
    let report = sync(&kit, &root, false, false).await;
    assert_eq!((report.to_app, report.to_folder), (vec!["lamp.md".to_owned()], vec!["lamp.md".to_owned()]));
    let both = "<p>One of the app</p>\n<p>Two</p>\n<p>Three</p>\n<p>Four</p>\n<p>Five of the folder</p>";
    assert_eq!(current(&kit, "Lamp").await, both);
    let file = fs::read_to_string(root.join("lamp.md")).unwrap();
    assert!(file.contains("One of the app\n\nTwo") && file.contains("Five of the folder"), "{file}");
    assert!(file.contains("status: draft"), "{file}");
    let live = texts(&all(&kit, (kit.org, kit.kb.id)).await["Lamp"])[0].1.clone();
    assert!(!live.unwrap().contains("of the"), "nothing is published unasked");
    let again = sync(&kit, &root, false, false).await;
    assert_eq!((again.to_app.len(), again.to_folder.len()), (0, 0));
}

#[both]
async fn k2_edits_of_the_same_lines_are_kept_both_until_somebody_decides(database: Database) {
    let (kit, root) = stage(&database).await;
    edit(&kit, "Lamp", |body| body.replace("Three", "Three of the app")).await;
    change(&root, "lamp.md", "Three", "Three of the folder");
    let report = sync(&kit, &root, true, true).await;
    assert_eq!(
        told(&report.conflicts),
        ["lamp.md: both sides changed the same; the app's side is in lamp.conflict.md"]
    );
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    assert!(
        read("lamp.md").contains("Three of the folder")
            && read("lamp.conflict.md").contains("Three of the app")
    );
    assert!(current(&kit, "Lamp").await.contains("Three of the app"), "the draft is as it was");
    let waiting = sync(&kit, &root, true, true).await;
    assert!(told(&waiting.conflicts)[0].contains("delete that file"), "{:?}", waiting.conflicts);
    assert!(current(&kit, "Lamp").await.contains("Three of the app"));
    // The app goes on meanwhile, elsewhere in the text.
    edit(&kit, "Lamp", |body| body.replace("One", "One of the app")).await;
    change(&root, "lamp.md", "Three of the folder", "Three of both");
    fs::remove_file(root.join("lamp.conflict.md")).unwrap();
    let decided = sync(&kit, &root, false, false).await;
    assert_eq!(told(&decided.conflicts), Vec::<String>::new());
    let body = current(&kit, "Lamp").await;
    assert!(body.contains("Three of both") && body.contains("One of the app"), "{body}");
    assert!(read("lamp.md").contains("One of the app"));
}

#[both]
async fn k2_what_is_new_on_a_side_comes_to_the_other(database: Database) {
    let (kit, root) = stage(&database).await;
    write(
        &root,
        &[
            ("guides/new.md", b"---\nstatus: published\nauthor: Nora\ntags: [one]\n---\n# New\n\nSee [lamp](../lamp.md).\n\n![p](p.png)\n"),
            ("guides/new.de.md", b"# Neu\n\nText\n"),
            ("guides/p.png", &png(3)),
            ("more/_category.md", b"---\ntitle: More things\n---\n"),
            ("more/x.md", b"# X\n\nText"),
        ],
    );
    begin(&kit, kit.kb.id, &article("Shade", "See the lamp.")).await;
    let report = sync(&kit, &root, true, false).await;
    assert_eq!(told(&report.problems), Vec::<String>::new());
    assert_eq!(report.to_app, ["guides/new.md", "more", "more/x.md"]);
    let articles = all(&kit, (kit.org, kit.kb.id)).await;
    let (new, lamp) = (&articles["New"], &articles["Lamp"]);
    let expected = format!(
        "<p>See <a href=\"/en_us/lamp-{}\">lamp</a>.</p>\n<p><img src=\"/files/{}/p.png\" alt=\"p\"></p>",
        lamp.article.hash, new.files[0].id
    );
    assert_eq!(new.text(&english()).unwrap().live.as_ref().unwrap().typed.body().as_str(), expected);
    assert!(new.text(&german()).unwrap().live.is_none(), "what does not say so is a draft");
    assert_eq!((new.arrangement.categories.len(), new.arrangement.tags.len()), (1, 1));
    let file = fs::read_to_string(root.join("guides/new.md")).unwrap();
    let begins = format!("---\nid: {}\nstatus: published\nauthor: Nora\n", new.article.hash);
    assert!(
        file.starts_with(&begins) && file.ends_with("# New\n\nSee [lamp](../lamp.md).\n\n![p](p.png)\n"),
        "{file}"
    );
    assert!(fs::read_to_string(root.join("shade.md")).unwrap().contains("See the lamp."));
    let again = sync(&kit, &root, true, true).await;
    assert_eq!((again.to_app, again.to_folder, again.notes.len()), (vec![], vec![], 0));
    // What the app changes is written beside what the file had of its own.
    edit(&kit, "New", |body| body.replace("See", "Look at")).await;
    sync(&kit, &root, false, false).await;
    let file = fs::read_to_string(root.join("guides/new.md")).unwrap();
    assert!(
        file.contains("author: Nora")
            && file.contains("Look at [lamp](../lamp.md)")
            && file.contains("![p](p.png)"),
        "{file}"
    );
}

#[both]
async fn k2_a_deletion_never_takes_an_edit_with_it(database: Database) {
    let (kit, root) = stage(&database).await;
    fs::remove_file(root.join("lamp.md")).unwrap();
    fs::remove_file(root.join("cable.md")).unwrap();
    let told_only = sync(&kit, &root, false, false).await;
    assert_eq!(
        told(&told_only.notes),
        [
            "Cable: its file is gone; --delete deletes it in the app",
            "Lamp: its file is gone; --delete deletes it in the app"
        ]
    );
    edit(&kit, "Lamp", |body| body.replace("Three", "Three of the app")).await;
    let report = sync(&kit, &root, false, true).await;
    assert_eq!(
        (report.to_app, report.to_folder),
        (vec!["Cable (deleted)".to_owned()], vec!["lamp.md".to_owned()])
    );
    assert!(fs::read_to_string(root.join("lamp.md")).unwrap().contains("Three of the app"));
    let left: Vec<String> = all(&kit, (kit.org, kit.kb.id)).await.into_keys().collect();
    assert_eq!(left, ["Lamp"]);

    let (lamp, user) = (all(&kit, (kit.org, kit.kb.id)).await["Lamp"].clone(), manager(&kit).await);
    change(&root, "lamp.md", "Five", "Five of the folder");
    let mut act = kit.act(&user);
    act.open::<Write, Article>(lamp.article.id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let report = sync(&kit, &root, false, true).await;
    assert!(
        told(&report.conflicts)[0].starts_with("lamp.md: it was deleted in the app and changed here"),
        "{:?}",
        report.conflicts
    );
    assert!(root.join("lamp.md").exists());
    change(&root, "lamp.md", "Five of the folder", "Five");
    let report = sync(&kit, &root, false, true).await;
    assert_eq!(
        (report.to_folder, root.join("lamp.md").exists()),
        (vec!["lamp.md (removed)".to_owned()], false)
    );
}

/// A file with a mistake in it is no file that was deleted.
#[both]
async fn k2_what_cannot_be_read_deletes_nothing(database: Database) {
    let (kit, root) = stage(&database).await;
    change(&root, "lamp.md", "title: Lamp", "title: [Lamp");
    let report = sync(&kit, &root, true, true).await;
    assert_eq!(told(&report.problems), ["lamp.md:2: the quotes or brackets here have no end"]);
    assert_eq!((report.to_app.len(), report.to_folder.len()), (0, 0));
    assert_eq!(all(&kit, (kit.org, kit.kb.id)).await.len(), 2);
    change(&root, "lamp.md", "title: [Lamp", "title: Lamp");
    let report = sync(&kit, &root, true, true).await;
    assert_eq!((report.to_app.len(), report.to_folder.len(), report.problems.len()), (0, 0, 0));
}

/// Tags and categories of both sides come together; so do the words of a category, unless both changed them.
#[both]
async fn k1_k2_what_counts_at_once_comes_together(database: Database) {
    let (kit, root) = stage(&database).await;
    let tag = async |tag: &str| {
        let tag = tag.to_owned();
        let id = all(&kit, (kit.org, kit.kb.id)).await["Lamp"].article.id;
        crate::article::arranging::arrange(&kit, id, |arrangement| _ = arrangement.tags.insert(tag))
            .await
            .unwrap();
    };
    tag("app").await;
    change(&root, "lamp.md", "status: published", "status: published\ntags: [folder]\ncategories: [guides]");
    sync(&kit, &root, true, false).await;
    let lamp = all(&kit, (kit.org, kit.kb.id)).await["Lamp"].clone();
    assert_eq!(lamp.arrangement.tags, ["app".to_owned(), "folder".to_owned()].into());
    assert_eq!(lamp.arrangement.categories.len(), 1);
    let file = fs::read_to_string(root.join("lamp.md")).unwrap();
    assert!(file.contains("tags: [app, folder]") && file.contains("categories: [guides]"), "{file}");
    change(&root, "guides/_category.md", "title: Guides", "title: Manuals");
    sync(&kit, &root, true, false).await;
    let view = view(&kit, kit.org).await;
    assert_eq!(view.managed_categories(kit.kb.id).await.unwrap()[0].title(&english()), "Manuals");
    view.close();
    assert_eq!(sync(&kit, &root, true, true).await.to_folder, Vec::<String>::new());
}
