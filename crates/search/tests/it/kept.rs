//! What is on the disk, and what becomes of it.

use std::fs;
use std::path::{Path, PathBuf};

use kernel::{Kind, Time};
use search::{Change, Index};

use crate::shelf::{english, found, put};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn filled(path: &Path) -> Index {
    let index = Index::open(path).unwrap();
    put(&index, vec![english("old", "Invoices", "about invoices")], "seven");
    index
}

/// The files of the index itself.
fn files(path: &Path) -> Vec<PathBuf> {
    let generation =
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir());
    let entries = fs::read_dir(generation.unwrap()).unwrap();
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
}

#[test]
fn k3_an_index_that_is_opened_again_knows_its_articles_and_its_position() {
    let folder = folder();
    assert_eq!(Index::open(folder.path()).unwrap().position().unwrap(), None);
    drop(filled(folder.path()));
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.position().unwrap().as_deref(), Some("seven"));
    assert_eq!(found(&index, "invoice"), ["old"]);
}

#[test]
fn k3_changes_replace_and_remove_whole_articles() {
    let index = Index::in_memory().unwrap();
    put(&index, vec![english("a", "Invoices", "…"), english("b", "Invoices", "…")], "1");
    put(&index, vec![english("a", "Refunds", "…")], "2");
    assert_eq!(found(&index, "invoice"), ["b"]);
    assert_eq!(found(&index, "refund"), ["a"]);
    index.apply(&[Change::Remove { article: "b".to_owned() }], "3", Time(0)).unwrap();
    assert_eq!(found(&index, "invoice"), [""; 0]);
    assert_eq!((index.documents(), index.position().unwrap().as_deref()), (1, Some("3")));
    // Nothing changed that is searched, and the position went on.
    index.apply(&[], "4", Time(0)).unwrap();
    assert_eq!((index.documents(), index.position().unwrap().as_deref()), (1, Some("4")));
}

#[test]
fn k3_an_index_of_another_edition_is_empty_and_wants_a_rebuild() {
    let folder = folder();
    drop(filled(folder.path()));
    let generation = files(folder.path())[0].parent().unwrap().to_owned();
    fs::rename(&generation, folder.path().join("0-1")).unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.documents(), index.position().unwrap()), (0, None));
    assert!(!folder.path().join("0-1").exists(), "what is of no use is removed");
}

#[test]
fn k3_a_damaged_index_is_empty_and_wants_a_rebuild() {
    let whole = folder();
    drop(filled(whole.path()));
    let count = files(whole.path()).len();
    assert!(count >= 5, "{count}");
    let damages: [fn(&Path); 3] = [
        |path| fs::remove_file(path).unwrap(),
        |path| fs::write(path, b"").unwrap(),
        |path| {
            let mut bytes = fs::read(path).unwrap();
            let third = bytes.len() / 3;
            match bytes.get_mut(third) {
                Some(byte) => *byte ^= 0x55,
                None => bytes.push(0x55),
            }
            fs::write(path, bytes).unwrap();
        },
    ];
    let mut hurt = 0;
    for nth in 0..count {
        for damage in damages {
            let folder = folder();
            drop(filled(folder.path()));
            let mut files = files(folder.path());
            files.sort_by_key(|path| path.extension().map(std::ffi::OsStr::to_owned));
            damage(&files[nth]);
            let index = Index::open(folder.path()).unwrap();
            if let Some(position) = index.position().unwrap() {
                // Not every file matters: a lock, the list of files that may be deleted.
                assert_eq!((position.as_str(), found(&index, "invoice")), ("seven", vec!["old".to_owned()]));
                continue;
            }
            hurt += 1;
            assert_eq!(index.documents(), 0);
            put(&index, vec![english("new", "Invoices", "…")], "eight");
            assert_eq!(found(&index, "invoice"), ["new"]);
        }
    }
    assert!(hurt >= count, "{hurt} of {}", count * 3);
}

#[test]
fn k3_a_folder_is_open_in_one_place_at_a_time() {
    let folder = folder();
    let index = filled(folder.path());
    assert_eq!(Index::open(folder.path()).err().map(|fault| fault.kind()), Some(Kind::Unavailable));
    let clone = index.clone();
    drop(index);
    assert!(Index::open(folder.path()).is_err());
    drop(clone);
    assert!(Index::open(folder.path()).is_ok());
}

#[test]
fn k3_an_idle_writer_is_closed_after_a_minute() {
    let index = Index::in_memory().unwrap();
    assert!(!index.is_writing());
    index.apply(&[], "1", Time(100_000)).unwrap();
    index.turn(Time(159_999)).unwrap();
    assert!(index.is_writing());
    index.turn(Time(160_000)).unwrap();
    assert!(!index.is_writing());
    put(&index, vec![english("it", "Invoices", "…")], "2");
    assert_eq!(found(&index, "invoice"), ["it"]);
}

#[test]
fn k3_while_an_index_is_rebuilt_the_old_one_is_searched_and_changed() {
    let folder = folder();
    let index = filled(folder.path());
    let rebuild = index.rebuild().unwrap();
    rebuild.add(&english("new", "Invoices", "about invoices")).unwrap();
    assert_eq!(found(&index, "invoice"), ["old"]);
    put(&index, vec![english("late", "Invoices", "…")], "eight");
    assert_eq!(found(&index, "invoice").len(), 2);
    rebuild.finish("five", Time(0)).unwrap();
    assert_eq!(found(&index, "invoice"), ["new"]);
    // What came after the rebuild began is told again, from the position it began at.
    assert_eq!(index.position().unwrap().as_deref(), Some("five"));
    put(&index, vec![english("late", "Invoices", "…")], "eight");
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.documents(), index.position().unwrap().as_deref()), (2, Some("eight")));
    assert_eq!(files(folder.path()).first().and_then(|path| path.parent()).map(Path::exists), Some(true));
}

#[test]
fn k3_a_rebuild_that_is_given_up_leaves_the_old_index() {
    let folder = folder();
    let index = filled(folder.path());
    for _ in 0..2 {
        let rebuild = index.rebuild().unwrap();
        assert_eq!(index.rebuild().err().map(|fault| fault.kind()), Some(Kind::Unavailable), "one at a time");
        rebuild.add(&english("new", "Invoices", "about invoices")).unwrap();
        drop(rebuild);
    }
    assert_eq!(found(&index, "invoice"), ["old"]);
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(found(&index, "invoice"), ["old"]);
    let left = fs::read_dir(folder.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(left.count(), 1);
}

#[test]
fn k3_what_else_lies_in_the_folder_stays() {
    let folder = folder();
    for name in ["photos", "2025-summer", "-", "1-", "1-x"] {
        fs::create_dir_all(folder.path().join(name).join("inner")).unwrap();
    }
    let index = filled(folder.path());
    index.rebuild().unwrap().finish("eight", Time(0)).unwrap();
    drop(index);
    drop(Index::open(folder.path()).unwrap());
    for name in ["photos", "2025-summer", "-", "1-", "1-x"] {
        assert!(folder.path().join(name).join("inner").exists(), "{name}");
    }
}
