//! Archives in the order of their mails' dates.

use std::fs;
use std::path::Path;

use mail::archive::{Archive, Content};
use tempfile::tempdir;

fn dated(name: &str, day: u32) -> String {
    format!("Date: {day} Jan 2026 09:30:00 +0000\nSubject: {name}\n\n{name}\n")
}

fn undated(name: &str) -> String {
    format!("Subject: {name}\n\n{name}\n")
}

/// The last line of each mail, and how much was behind after it.
fn read(path: &Path) -> Vec<(String, u64)> {
    let archive = Archive::open(path, 10_000).unwrap();
    let items = archive.by_date().map(Result::unwrap);
    let text = |content| match content {
        Content::Raw(raw) => String::from_utf8(raw).unwrap().lines().last().unwrap().to_owned(),
        Content::TooLarge(_) => "too large".to_owned(),
    };
    let read: Vec<(String, u64)> = items.map(|item| (text(item.content), item.bytes_done)).collect();
    assert_eq!(read.last().map(|(_, done)| *done), Some(archive.total_bytes()));
    assert!(read.is_sorted_by_key(|(_, done)| *done));
    read
}

#[test]
fn n3_what_was_received_and_what_was_sent_alternate() {
    let folder = tempdir().unwrap();
    let box_of = |mails: &[String]| -> String {
        mails.iter().map(|mail| ["From a@b.test\n", mail, "\n"].concat()).collect()
    };
    let received =
        [undated("0"), dated("1", 1), undated("1b"), dated("7", 7), "x".repeat(20_000) + "\n", dated("3", 3)];
    fs::write(folder.path().join("received"), box_of(&received)).unwrap();
    fs::write(folder.path().join("sent"), box_of(&[dated("2", 2), dated("4", 4), dated("9", 9)])).unwrap();
    for (name, day) in [("5", 5), ("6", 6)] {
        fs::create_dir_all(folder.path().join("dir/cur")).unwrap();
        fs::write(folder.path().join("dir/cur").join(name), dated(name, day)).unwrap();
    }
    let texts: Vec<String> = read(folder.path()).into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["0", "1", "1b", "2", "3", "4", "5", "6", "7", "too large", "9"]);
}

#[test]
fn n3_without_any_date_the_order_is_the_archives() {
    let folder = tempdir().unwrap();
    for name in ["b", "a", "c"] {
        fs::write(folder.path().join(name), undated(name)).unwrap();
    }
    let texts: Vec<String> = read(folder.path()).into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["a", "b", "c"]);
}

#[test]
fn n3_a_file_that_went_away_meanwhile_is_an_error_beside_the_others() {
    let folder = tempdir().unwrap();
    for (name, day) in [("a", 1), ("b", 2)] {
        fs::write(folder.path().join(name), dated(name, day)).unwrap();
    }
    let archive = Archive::open(folder.path(), 10_000).unwrap();
    let mails = archive.by_date();
    fs::remove_file(folder.path().join("a")).unwrap();
    let read: Vec<bool> = mails.map(|item| item.is_ok()).collect();
    assert_eq!(read, [false, true]);
}
