//! What a sync never does: make public, publish, delete or write over what somebody wants otherwise.

use std::fs;
use std::os::unix::fs::symlink;

use desk::article::{Article, Audience, Write};
use desk::category::{Category, CategoryId, Edit};
use desk::moving::{KbSync, Progress};
use testkit::{Database, both};
use testkit_desk::{Kit, english};

use super::meeting::{change, current, edit, stage, sync};
use super::{all, operator, place, told, view, write};
use crate::article::{any_manager, arranging};

async fn arrange_internal(kit: &Kit, title: &str) {
    let id = all(kit, (kit.org, kit.kb.id)).await[title].article.id;
    arranging::arrange(kit, id, |arrangement| arrangement.audience = Audience::Internal).await.unwrap();
}

async fn unpublish(kit: &Kit, title: &str) {
    let (whole, user) = (all(kit, (kit.org, kit.kb.id)).await[title].clone(), any_manager(kit).await);
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(whole.article.id).await.unwrap();
    open.unpublish(&mut act, &english()).await.unwrap();
    act.done(()).await.unwrap();
}

async fn is_live(kit: &Kit, title: &str) -> bool {
    all(kit, (kit.org, kit.kb.id)).await[title].text(&english()).unwrap().live.is_some()
}

/// The titles of the categories, each with that of what it stands in.
async fn categories(kit: &Kit) -> Vec<(CategoryId, String)> {
    let view = view(kit, kit.org).await;
    let all = view.managed_categories(kit.kb.id).await.unwrap();
    view.close();
    all.iter().map(|own| (own.category.id, own.title(&english()).to_owned())).collect()
}

async fn delete_category(kit: &Kit, title: &str) {
    let id = categories(kit).await.into_iter().find(|(_, known)| known == title).unwrap().0;
    let mut act = kit.operate();
    act.open::<Edit, Category>(id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

fn titles(categories: &[(CategoryId, String)]) -> Vec<&str> {
    categories.iter().map(|(_, title)| title.as_str()).collect()
}

/// Nothing tells which side changed what, and somebody has to decide about the text first.
#[both]
async fn k7_a_sync_without_what_both_had_makes_no_internal_article_public(database: Database) {
    let (kit, root) = stage(&database).await;
    arrange_internal(&kit, "Lamp").await;
    edit(&kit, "Lamp", |body| body.replace("Three", "Three of the app")).await;
    change(&root, "lamp.md", "Three", "Three of the folder");
    fs::remove_dir_all(root.join(".portico")).unwrap();
    let report = sync(&kit, &root, true, true).await;
    assert_eq!(
        told(&report.conflicts),
        ["lamp.md: both sides changed the same; the app's side is in lamp.conflict.md"]
    );
    let waiting = sync(&kit, &root, true, true).await;
    assert_eq!(waiting.conflicts.len(), 1);
    fs::remove_file(root.join("lamp.conflict.md")).unwrap();
    for _ in 0..2 {
        let report = sync(&kit, &root, true, true).await;
        assert_eq!((told(&report.conflicts), told(&report.problems)), (vec![], vec![]));
        let lamp = all(&kit, (kit.org, kit.kb.id)).await["Lamp"].clone();
        assert_eq!(lamp.arrangement.audience, Audience::Internal);
    }
    assert!(current(&kit, "Lamp").await.contains("Three of the folder"));
    assert!(fs::read_to_string(root.join("lamp.md")).unwrap().contains("scope: internal"));
    // Whoever says so makes it public.
    change(&root, "lamp.md", "scope: internal", "scope: public");
    sync(&kit, &root, true, true).await;
    let lamp = all(&kit, (kit.org, kit.kb.id)).await["Lamp"].clone();
    assert_eq!(lamp.arrangement.audience, Audience::Public);
}

#[both]
async fn k2_what_was_taken_back_in_the_app_is_not_published_by_the_folder(database: Database) {
    let (kit, root) = stage(&database).await;
    unpublish(&kit, "Lamp").await;
    change(&root, "lamp.md", "Five", "Five of the folder");
    let report = sync(&kit, &root, true, true).await;
    assert_eq!((report.to_app, report.waiting), (vec!["lamp.md".to_owned()], 0));
    let file = fs::read_to_string(root.join("lamp.md")).unwrap();
    assert!(file.contains("status: draft") && file.contains("Five of the folder"), "{file}");
    assert!(!is_live(&kit, "Lamp").await && current(&kit, "Lamp").await.contains("Five of the folder"));
    // The same where nothing tells that it was read before.
    change(&root, "lamp.md", "status: draft", "status: published");
    fs::remove_dir_all(root.join(".portico")).unwrap();
    sync(&kit, &root, true, true).await;
    assert!(!is_live(&kit, "Lamp").await);
    let again = sync(&kit, &root, true, true).await;
    assert_eq!((again.to_app.len(), again.to_folder.len(), is_live(&kit, "Lamp").await), (0, 0, false));
    // Whoever says so now, in the folder, publishes it.
    change(&root, "lamp.md", "status: draft", "status: published");
    let waiting = sync(&kit, &root, false, true).await;
    assert_eq!((waiting.waiting, is_live(&kit, "Lamp").await), (1, false));
    sync(&kit, &root, true, true).await;
    assert!(is_live(&kit, "Lamp").await);
}

#[both]
async fn k2_an_edit_made_while_a_sync_runs_is_not_written_over(database: Database) {
    let (kit, root) = stage(&database).await;
    edit(&kit, "Lamp", |body| body.replace("One", "One of the app")).await;
    let file = root.join("lamp.md");
    let asked =
        KbSync { org: kit.org, kb: kit.kb.id, folder: root.clone(), publishes: false, deletes: false };
    let meanwhile = |_: Progress| {
        let text = fs::read_to_string(&file).unwrap();
        if !text.contains("meanwhile") {
            fs::write(&file, text.replace("Five", "Five meanwhile")).unwrap();
        }
    };
    let report = asked.run(&kit.desk, &operator(), &meanwhile).await.unwrap();
    assert_eq!(told(&report.problems), ["lamp.md: it was changed while this ran; the next run takes it"]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Five meanwhile") && !text.contains("of the app"), "{text}");
    let report = sync(&kit, &root, false, false).await;
    assert_eq!((told(&report.problems), told(&report.conflicts)), (vec![], vec![]));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Five meanwhile") && text.contains("One of the app"), "{text}");
    let body = current(&kit, "Lamp").await;
    assert!(body.contains("Five meanwhile") && body.contains("One of the app"), "{body}");
    let again = sync(&kit, &root, true, true).await;
    assert_eq!((again.to_app.len(), again.to_folder.len()), (0, 0));
}

#[both]
async fn th43_a_sync_follows_no_link_and_writes_through_none(database: Database) {
    let (kit, root) = stage(&database).await;
    let outside = place(&database, "outside");
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("secret"), "secret").unwrap();
    edit(&kit, "Lamp", |body| body.replace("One", "One of the app")).await;
    symlink(outside.join("secret"), root.join("lamp.md.unfinished")).unwrap();
    let report = sync(&kit, &root, false, false).await;
    let what = "lamp.md: it is a link or lies behind one, and nothing is written through links";
    assert!(told(&report.problems).contains(&what.to_owned()), "{:?}", report.problems);
    assert_eq!(fs::read_to_string(outside.join("secret")).unwrap(), "secret");
    fs::remove_file(root.join("lamp.md.unfinished")).unwrap();
    sync(&kit, &root, false, false).await;
    assert!(fs::read_to_string(root.join("lamp.md")).unwrap().contains("One of the app"));
    let asked = KbSync { org: kit.org, kb: kit.kb.id, folder: root.clone(), publishes: true, deletes: true };
    for name in [".portico", ".portico/base"] {
        let (inside, elsewhere) = (root.join(name), outside.join("state"));
        fs::rename(&inside, &elsewhere).unwrap();
        symlink(&elsewhere, &inside).unwrap();
        let refused = asked.run(&kit.desk, &operator(), &|_| ()).await.unwrap_err().to_string();
        assert!(refused.contains("is a link, and links are not followed"), "{refused}");
        fs::remove_file(&inside).unwrap();
        fs::rename(&elsewhere, &inside).unwrap();
    }
    assert_eq!(asked.check(), Ok(()));
}

/// A page of HTML is neither an article of the folder nor a reason to delete one.
#[both]
async fn k2_an_html_page_beside_an_article_is_left_alone(database: Database) {
    let (kit, root) = stage(&database).await;
    let pages = ["lamp.html", "lamp.de.html", "guides/cable.html"];
    for page in pages {
        write(&root, &[(page, b"<h1>Page</h1><p>Text")]);
    }
    let report = sync(&kit, &root, true, true).await;
    let what = "HTML pages are taken in by kb import alone";
    assert_eq!(
        told(&report.notes),
        ["guides/cable.html", "lamp.de.html", "lamp.html"].map(|page| format!("{page}: {what}"))
    );
    assert_eq!((report.to_app.len(), report.to_folder.len(), report.problems.len()), (0, 0, 0));
    let left: Vec<String> = all(&kit, (kit.org, kit.kb.id)).await.into_keys().collect();
    assert_eq!(left, ["Cable", "Lamp"]);
    fs::remove_file(root.join("lamp.md")).unwrap();
    let report = sync(&kit, &root, true, true).await;
    assert_eq!(report.to_app, ["Lamp (deleted)"], "what lies beside it does not stand for it");
    assert!(pages.iter().all(|page| root.join(page).exists()));
}

#[both]
async fn r5_a_folder_of_another_knowledge_base_is_refused(database: Database) {
    let (kit, root) = stage(&database).await;
    let before = fs::read_to_string(root.join("lamp.md")).unwrap();
    let other =
        KbSync { org: kit.org, kb: kit.other_kb.id, folder: root.clone(), publishes: true, deletes: true };
    let refused = other.run(&kit.desk, &operator(), &|_| ()).await.unwrap_err().to_string();
    assert!(refused.contains("its .portico is that of another knowledge base"), "{refused}");
    assert_eq!(fs::read_to_string(root.join("lamp.md")).unwrap(), before);
    assert!(all(&kit, (kit.org, kit.other_kb.id)).await.is_empty());
    // One that does not say whose it is, is nobody's.
    fs::remove_file(root.join(".portico/base/knowledge-base.txt")).unwrap();
    assert!(KbSync { kb: kit.kb.id, ..other }.check().is_err());
}

#[both]
async fn k1_a_category_that_was_deleted_in_the_app_does_not_come_back(database: Database) {
    let (kit, root) = stage(&database).await;
    write(
        &root,
        &[
            ("guides/new.md", b"# New\n\nText"),
            ("guides/deep/_category.md", b"---\ntitle: Deep\n---\n"),
            ("guides/deep/x.md", b"# X\n\nText"),
        ],
    );
    sync(&kit, &root, true, true).await;
    assert_eq!(titles(&categories(&kit).await), ["Guides", "Deep"]);
    delete_category(&kit, "Guides").await;
    for nth in 0..3 {
        let report = sync(&kit, &root, true, true).await;
        assert_eq!((told(&report.problems), told(&report.conflicts)), (vec![], vec![]), "{nth}");
        let what = "guides/_category.md: it was deleted in the app; its folder is left as it is";
        assert_eq!(told(&report.notes), [what]);
        let left = categories(&kit).await;
        assert_eq!(titles(&left), ["Deep"], "{nth}");
        let articles = all(&kit, (kit.org, kit.kb.id)).await;
        assert!(articles["New"].arrangement.categories.is_empty());
        assert_eq!(articles["X"].arrangement.categories, [left[0].0].into(), "what stood in it stays");
        if nth == 1 {
            change(&root, "guides/_category.md", "title: Guides", "title: Manuals");
        }
    }
    assert!(root.join("guides/_category.md").exists() && root.join("guides/new.md").exists());
}

/// What a file of a category says wrongly makes no other one, and takes no article out of it.
#[both]
async fn k1_a_category_whose_file_cannot_be_read_is_left_as_it_is(database: Database) {
    let (kit, root) = stage(&database).await;
    write(&root, &[("guides/new.md", b"# New\n\nText")]);
    sync(&kit, &root, true, true).await;
    change(&root, "guides/_category.md", "title: Guides", "title: [Guides");
    let report = sync(&kit, &root, true, true).await;
    assert!(told(&report.problems)[0].starts_with("guides/_category.md:"), "{:?}", report.problems);
    assert_eq!(titles(&categories(&kit).await), ["Guides"]);
    let new = all(&kit, (kit.org, kit.kb.id)).await["New"].clone();
    assert_eq!(new.arrangement.categories.len(), 1);
    change(&root, "guides/_category.md", "title: [Guides", "title: Guides");
    let report = sync(&kit, &root, true, true).await;
    assert_eq!((report.to_app.len(), report.to_folder.len(), report.problems.len()), (0, 0, 0));
}
