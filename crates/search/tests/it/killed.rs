//! A process that is killed while it writes: what is on the disk is what its position says.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use kernel::Time;
use search::{Change, Document, Index};

use crate::shelf::{english, found};

/// Tells this very test that it is the process to be killed, and where and what it writes.
const FOLDER: &str = "PORTICO_SEARCH_FOLDER";
const REBUILDS: &str = "PORTICO_SEARCH_REBUILDS";

const ARTICLES: usize = 25;

/// All articles, with the number of the round in each.
fn round(number: u32) -> Vec<Change> {
    let text = format!("of round{number} and more words, so that there is something to write");
    let document = |nth: usize| english(&format!("article{nth}"), &format!("Invoice {nth}"), &text);
    let change =
        |document: Document| Change::Replace { article: document.article.clone(), documents: vec![document] };
    (0..ARTICLES).map(document).map(change).collect()
}

fn is_of_round(index: &Index, number: u32) {
    let hits = index
        .search(&search::Question {
            limit: 100,
            ..crate::shelf::question(&format!("round{number}"), &["en_us"])
        })
        .unwrap();
    assert_eq!((hits.total, index.documents()), (ARTICLES, ARTICLES as u64), "round {number}");
}

/// Run by itself it writes one round. As the child of the next two it writes until it is killed.
#[test]
fn k3_a_round_that_was_written_is_there_as_a_whole() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        let folder = tempfile::tempdir().unwrap();
        Index::open(folder.path()).unwrap().apply(&round(1), "1", Time(0)).unwrap();
        is_of_round(&Index::open(folder.path()).unwrap(), 1);
        return;
    };
    let index = Index::open(&folder).unwrap();
    let begun: u32 = index.position().unwrap().map_or(0, |position| position.parse().unwrap());
    for number in begun + 1.. {
        if std::env::var_os(REBUILDS).is_some() {
            rebuild(&index, number);
        } else {
            index.apply(&round(number), &number.to_string(), Time(0)).unwrap();
        }
        println!("\nwritten {number}");
    }
}

fn rebuild(index: &Index, number: u32) {
    let rebuild = index.rebuild().unwrap();
    for change in round(number) {
        let Change::Replace { documents, .. } = change else { unreachable!() };
        rebuild.add(&documents[0]).unwrap();
    }
    rebuild.finish(&number.to_string(), Time(0)).unwrap();
}

fn writer(folder: &Path, rebuilds: bool) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["killed::k3_a_round_that_was_written_is_there_as_a_whole", "--exact", "--nocapture"]);
    command.env(FOLDER, folder).stdout(Stdio::piped()).stderr(Stdio::null());
    if rebuilds {
        command.env(REBUILDS, "1");
    }
    let mut child = command.spawn().unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

/// Kills it after so many rounds, while the next is being written, and answers the last of which it said that it was.
fn killed_after(folder: &Path, rounds: u32, rebuilds: bool) -> u32 {
    let (mut child, mut said) = writer(folder, rebuilds);
    let (mut last, mut seen, mut line) = (0, 0, String::new());
    while seen < rounds && said.read_line(&mut line).unwrap() > 0 {
        if let Some(number) = line.trim().strip_prefix("written ") {
            (last, seen) = (number.parse().unwrap(), seen + 1);
        }
        line.clear();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(seen, rounds, "it wrote until it was killed");
    last
}

fn survives(rebuilds: bool) {
    let folder = tempfile::tempdir().unwrap();
    for rounds in 1..=8 {
        let said = killed_after(folder.path(), rounds, rebuilds);
        let index = Index::open(folder.path()).unwrap();
        let position: u32 = index.position().unwrap().unwrap().parse().unwrap();
        // What it said was written is there; of what it was about to write all or nothing.
        assert!(position >= said, "{position} after {said}");
        is_of_round(&index, position);
        assert_eq!(found(&index, &format!("round{}", position + 1)), [""; 0]);
    }
}

#[test]
fn k3_after_a_kill_the_index_is_what_its_position_says() {
    survives(false);
}

#[test]
fn k3_after_a_kill_in_a_rebuild_the_index_is_the_old_one_or_the_new_one() {
    survives(true);
}
