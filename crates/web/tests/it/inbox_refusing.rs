//! What the inbox refuses before it does any work.

use std::path::Path;

use desk::conversation::message::Direction::In;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::Site;

/// Files below a folder.
fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

#[both]
async fn w6_who_may_not_answer_stores_no_files_either(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let collaborator = site.kit.collaborator("Col Lab").await;
    let mut col = site.at_desk(&collaborator).await;
    let fields = [("once", "0123456789abcdef"), ("text", "I should not")];
    let path = format!("/app/conversations/{id}/reply");
    let refused = col.upload(&path, &fields, &[("lamp.txt", b"a lamp")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(files(&database.folder.join("files")), 0);
}
