//! A file that is read and one for its draft are one text.

use std::fs;

use desk::moving::SyncReport;
use testkit::{Database, both};
use testkit_desk::{Kit, english};

use super::meeting::{change, current, edit, stage, sync};
use super::{all, texts, told, write};
use crate::article::german;

const OPEN: &str = "a draft lies beside it, and what it says is not what is read in the app: publish it with --publish where it is new, \
    or put both into this file";

async fn text_of(kit: &Kit, title: &str) -> (Option<String>, Option<String>) {
    let whole = all(kit, (kit.org, kit.kb.id)).await[title].clone();
    let found = texts(&whole).into_iter().find(|(language, ..)| *language == english().to_string());
    let (_, live, draft) = found.unwrap();
    (live, draft)
}

fn nothing(report: &SyncReport) -> bool {
    report.to_app.is_empty() && report.to_folder.is_empty() && report.conflicts.is_empty()
}

#[both]
async fn k2_a_draft_beside_what_is_read_becomes_one_file_with_it(database: Database) {
    let (kit, root) = stage(&database).await;
    write(
        &root,
        &[
            ("guides/x.md", b"---\nstatus: published\ntags: [one]\n---\n# X\n\nRead"),
            ("guides/x.draft.md", b"# X\n\nWritten"),
            ("guides/x.de.md", b"---\nstatus: published\n---\n# X\n\nGelesen"),
            ("guides/x.draft.de.md", b"# X\n\nGeschrieben"),
        ],
    );
    let report = sync(&kit, &root, false, true).await;
    assert!(told(&report.conflicts)[0].ends_with(OPEN), "{:?}", report.conflicts);
    assert!(
        !all(&kit, (kit.org, kit.kb.id)).await.contains_key("X"),
        "what is to be read is not thrown away"
    );
    let report = sync(&kit, &root, true, true).await;
    assert_eq!((told(&report.problems), told(&report.conflicts)), (vec![], vec![]));
    assert_eq!(text_of(&kit, "X").await, (Some("<p>Read</p>".to_owned()), Some("<p>Written</p>".to_owned())));
    let x = all(&kit, (kit.org, kit.kb.id)).await["X"].clone();
    let german = x.text(&german()).unwrap();
    assert_eq!(german.draft.as_ref().unwrap().typed.body().as_str(), "<p>Geschrieben</p>");
    let file = fs::read_to_string(root.join("guides/x.md")).unwrap();
    assert!(
        file.contains("status: draft")
            && file.contains("Written")
            && file.contains(&x.article.hash)
            && file.contains("tags: [one]"),
        "{file}"
    );
    assert!(!root.join("guides/x.draft.md").exists() && !root.join("guides/x.draft.de.md").exists());
    assert!(nothing(&sync(&kit, &root, true, true).await));
    // Another language of it stands beside it, and not beside its draft.
    assert!(root.join("guides/x.de.md").exists());
}

#[both]
async fn k2_a_draft_beside_something_else_than_is_read_is_told_and_left(database: Database) {
    let (kit, root) = stage(&database).await;
    write(&root, &[("lamp.draft.md", b"# Lamp\n\nWritten")]);
    change(&root, "lamp.md", "Five", "Five of the folder");
    let report = sync(&kit, &root, true, true).await;
    assert_eq!(told(&report.conflicts), [format!("lamp.md: {OPEN}")]);
    assert_eq!((report.to_app.len(), report.to_folder.len()), (0, 0));
    let file = fs::read_to_string(root.join("lamp.md")).unwrap();
    change(&root, "lamp.md", "Five of the folder", "Five");
    // The draft of the app and that of the folder are two edits of the same.
    edit(&kit, "Lamp", |body| body.replace("One", "One of the app")).await;
    let report = sync(&kit, &root, true, true).await;
    assert_eq!(
        told(&report.conflicts),
        ["lamp.md: both sides changed the same; the app's side is in lamp.conflict.md"]
    );
    assert!(file.contains("Five of the folder") && root.join("lamp.draft.md").exists());
    assert!(current(&kit, "Lamp").await.contains("One of the app"));
}
