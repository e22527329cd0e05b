//! Archives on disk.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use mail::archive::{Archive, Content, Item};
use tempfile::tempdir;

const LARGEST: u64 = 10_000;

fn items(path: &Path) -> Vec<Item> {
    let archive = Archive::open(path, LARGEST).unwrap();
    archive.mails().map(Result::unwrap).collect()
}

fn texts(items: &[Item]) -> Vec<String> {
    let text = |item: &Item| match &item.content {
        Content::Raw(raw) => String::from_utf8(raw.clone()).unwrap(),
        Content::TooLarge(size) => format!("too large: {size}"),
    };
    items.iter().map(text).collect()
}

fn mbox(text: &str) -> Vec<Item> {
    let folder = tempdir().unwrap();
    let path = folder.path().join("box");
    fs::write(&path, text).unwrap();
    items(&path)
}

const ONE: &str = "From ana@example.com Mon Jan  5 09:30:00 2026\n";
const TWO: &str = "From bo@example.net Tue Jan  6 10:00:00 2026\n";

#[test]
fn n3_an_mbox_is_cut_into_its_mails() {
    let text = format!("{ONE}A: 1\n\none\n\n{TWO}A: 2\n\ntwo\n");
    for (name, text) in [("LF", text.clone()), ("CRLF", text.replace('\n', "\r\n"))] {
        let mails = texts(&mbox(&text));
        let plain: Vec<String> = mails.iter().map(|mail| mail.replace("\r\n", "\n")).collect();
        assert_eq!(plain, ["A: 1\n\none\n", "A: 2\n\ntwo\n"], "{name}");
    }
}

#[test]
fn n3_escapes_of_an_mbox_are_undone() {
    let text = format!("{ONE}A: 1\n\n>From here\n>>From there\n> From quoted\n>Fromage\n\n{TWO}A: 2\n\n");
    assert_eq!(texts(&mbox(&text))[0], "A: 1\n\nFrom here\n>From there\n> From quoted\n>Fromage\n");
}

#[test]
fn n3_a_text_that_begins_with_from_stays_in_its_mail() {
    let text = format!("{ONE}A: 1\n\nFrom here on\n\nFrom 10:30 we wait\nFrom 2026 on\n\n{TWO}A: 2\n\ntwo\n");
    let mails = texts(&mbox(&text));
    assert_eq!(mails.len(), 2);
    assert!(mails[0].contains("From here on\n\nFrom 10:30 we wait\nFrom 2026 on\n"));
    assert_eq!(mbox(&format!("{ONE}A: 1\n\none\n{TWO}A: 2\n\n")).len(), 2, "no empty line between them");
}

#[test]
fn n3_an_mbox_without_dates_is_cut_behind_empty_lines() {
    let mails = texts(&mbox("From nobody\nA: 1\n\none\nFrom here\n\nFrom somebody\nA: 2\n\ntwo"));
    assert_eq!(mails, ["A: 1\n\none\nFrom here\n", "A: 2\n\ntwo"]);
}

#[test]
fn n4_a_mail_that_is_too_large_is_passed_over_with_its_size() {
    let line_without_end = "x".repeat(200_000);
    let many_lines = "line\n".repeat(5_000);
    for large in [line_without_end, many_lines] {
        let items = mbox(&format!("{ONE}A: 1\n\n{large}\n\n{TWO}A: 2\n\ntwo\n"));
        let Content::TooLarge(size) = items[0].content else { panic!("{:?}", items[0].place) };
        assert!(size.abs_diff(large.len() as u64) < 20);
        assert_eq!(texts(&items[1..]), ["A: 2\n\ntwo\n"]);
    }
}

#[test]
fn n4_a_mail_of_just_the_largest_size_is_read() {
    for (over, is_read) in [(0, true), (1, false)] {
        let body = "x".repeat(usize::try_from(LARGEST).unwrap() - 7 + over);
        let items = mbox(&format!("{ONE}A: 1\n\n{body}\n\n{TWO}A: 2\n\n"));
        assert_eq!(matches!(items[0].content, Content::Raw(_)), is_read, "{over}");
    }
}

#[test]
fn n3_reading_goes_on_behind_any_place() {
    let folder = tempdir().unwrap();
    let path = folder.path();
    fs::create_dir_all(path.join("old")).unwrap();
    fs::write(path.join("a.mbox"), format!("{ONE}A: 1\n\none\n\n{TWO}A: 2\n\ntwo\n")).unwrap();
    fs::write(path.join("b.eml"), "A: 3\n\nthree\n").unwrap();
    fs::write(path.join("old/c"), format!("{ONE}A: 4\n\nfour\n")).unwrap();
    fs::write(path.join("a.mbox.msf"), "index").unwrap();
    fs::write(path.join(".hidden"), "hidden").unwrap();
    fs::write(path.join("empty"), "").unwrap();
    let archive = Archive::open(path, LARGEST).unwrap();
    let all: Vec<Item> = archive.mails().map(Result::unwrap).collect();
    let places: Vec<&str> = all.iter().map(|item| item.place.as_str()).collect();
    assert_eq!(places, ["a.mbox:0", "a.mbox:57", "b.eml", "old/c:0"]);
    assert_eq!(all[3].bytes_done, archive.total_bytes());
    assert!(all.windows(2).all(|pair| pair[0].bytes_done < pair[1].bytes_done));
    for (read, item) in all.iter().enumerate() {
        let rest: Vec<Item> = archive.mails_behind(&item.place).unwrap().map(Result::unwrap).collect();
        assert_eq!(rest, all[read + 1..], "{}", item.place);
    }
    for gone in ["", "a.mbox", "a.mbox:5", "a.mbox:9999", "b.eml:0", "z"] {
        let kind = archive.mails_behind(gone).err().map(|error| error.kind());
        assert!(matches!(kind, Some(ErrorKind::NotFound | ErrorKind::InvalidData)), "{gone}: {kind:?}");
    }
}

#[test]
fn n3_a_maildir_is_read_by_name_with_its_folders() {
    let folder = tempdir().unwrap();
    let path = folder.path();
    for sub in ["cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"] {
        fs::create_dir_all(path.join(sub)).unwrap();
    }
    fs::write(path.join("cur/2.b.host:2,S"), "A: 2\n\n").unwrap();
    fs::write(path.join("new/1.a.host"), "A: 1\n\n").unwrap();
    fs::write(path.join("new/3.c.host"), "x".repeat(20_000)).unwrap();
    fs::write(path.join("tmp/4.d.host"), "unfinished").unwrap();
    fs::write(path.join(".Sent/cur/5.e.host:2,RS"), "A: 5\n\n").unwrap();
    fs::write(path.join("dovecot-uidlist"), "3 V1").unwrap();
    let items = items(path);
    let places: Vec<&str> = items.iter().map(|item| item.place.as_str()).collect();
    assert_eq!(places, [".Sent/5.e.host", "1.a.host", "2.b.host", "3.c.host"]);
    assert_eq!(texts(&items), ["A: 5\n\n", "A: 1\n\n", "A: 2\n\n", "too large: 20000"]);
    fs::rename(path.join("new/1.a.host"), path.join("cur/1.a.host:2,S")).unwrap();
    let archive = Archive::open(path, LARGEST).unwrap();
    assert_eq!(archive.mails_behind("1.a.host").unwrap().count(), 2, "a mail that was read meanwhile");
}

#[test]
fn n3_one_mail_is_an_archive_too() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("mail.eml");
    fs::write(&path, "From: a@b.example\n\nhi").unwrap();
    assert_eq!(texts(&items(&path)), ["From: a@b.example\n\nhi"]);
    let missing = Archive::open(&folder.path().join("nothing"), LARGEST).err().unwrap();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
}

#[test]
fn n3_a_file_that_vanishes_does_not_stop_the_others() {
    let folder = tempdir().unwrap();
    for name in ["a.eml", "b.eml", "c.eml"] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let archive = Archive::open(folder.path(), LARGEST).unwrap();
    fs::remove_file(folder.path().join("b.eml")).unwrap();
    let read: Vec<_> =
        archive.mails().map(|item| item.map(|item| item.place).map_err(|error| error.kind())).collect();
    assert_eq!(read, [Ok("a.eml".to_owned()), Err(ErrorKind::NotFound), Ok("c.eml".to_owned())]);
}
