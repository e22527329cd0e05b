//! Archives that others made: the test mails of Python, which a Debian package ships, and mail that really went through
//! a mail server.

use std::fs;
use std::path::Path;

use desk::import::Report;
use testkit::{Database, Exim, both};
use tokio::process::Command;

use super::{JANUARY_5, JANUARY_6, JANUARY_7, Shop, counts, said, set_aside};

/// Of Debian's `libpython3.11-testsuite`.
const PYTHON: &str = "/usr/lib/python3.11/test/test_email/data";
/// Of Debian's `swaks`.
const SWAKS: &str = "/usr/bin/swaks";

fn is_there(path: &str, package: &str) -> bool {
    let is_there = Path::new(path).exists();
    assert!(is_there || std::env::var_os("CI").is_none(), "install {package}");
    if !is_there {
        eprintln!("SKIPPED: {path} is not there; install {package}");
    }
    is_there
}

/// A copy of the text mails; the pictures and sounds beside them are none.
fn python_mails(to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(PYTHON).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

#[both]
async fn n3_pythons_test_mails_are_imported_twice_in_a_row(database: Database) {
    if !is_there(PYTHON, "libpython3.11-testsuite") {
        return;
    }
    let shop = Shop::new(&database).await;
    let path = shop.folder.join("python");
    python_mails(&path);
    let mut import = shop.import_of(&path);
    import.addresses = ["barry@python.org", "bbb@ddd.com"].map(|address| address.parse().unwrap()).to_vec();
    let set_aside = set_aside(&[("automatic", 2), ("no_customer", 3), ("no_from", 9)]);
    let first =
        Report { set_aside: set_aside.clone(), joined_by_subject: 7, files: 21, ..counts(47, 29, 22, 4) };
    assert_eq!(shop.run(&import, &|_| {}).await.unwrap(), first);
    assert_eq!(shop.aside(), set_aside);
    let again = Report { set_aside: set_aside.clone(), ..counts(47, 0, 0, 33) };
    assert_eq!(shop.run(&import, &|_| {}).await.unwrap(), again);
    assert_eq!(shop.aside(), set_aside);
}

/// Sends a mail through the server as a mail program would.
async fn send(exim: &Exim, id: &str, (from, to): (&str, &str), (date, subject): (&str, &str), answers: &str) {
    let references = format!("References: {answers}");
    let mut fields =
        vec![("Message-Id", format!("<{id}>")), ("Date", date.to_owned()), ("Subject", subject.to_owned())];
    if !answers.is_empty() {
        fields.push(("References", answers.to_owned()));
        fields.push(("In-Reply-To", references.rsplit(' ').next().unwrap().to_owned()));
    }
    let mut swaks = Command::new(SWAKS);
    swaks.args(["--server", "127.0.0.1", "--port", &exim.port().to_string(), "--silent", "2"]);
    swaks.args([
        "--from",
        from,
        "--to",
        to,
        "--body",
        &format!("This is {id}.\n\nOn Mon, 5 Jan 2026 at 09:30, they wrote:\n> older\n"),
    ]);
    for (name, value) in fields {
        swaks.args(["--header", &format!("{name}: {value}")]);
    }
    let sent = swaks.output().await.unwrap();
    assert!(sent.status.success(), "{}", String::from_utf8_lossy(&sent.stdout));
}

#[both]
async fn n3_mail_that_went_through_a_mail_server_is_threaded_by_its_references(database: Database) {
    if !is_there(SWAKS, "swaks") {
        return;
    }
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::new(&database).await;
    let (ana, bo, help) = ("ana@x.test", "bo@y.test", "help@acme.test");
    send(&exim, "1@x.test", (ana, help), (JANUARY_5, "Rain"), "").await;
    send(&exim, "2@acme.test", (help, ana), (JANUARY_6, "Re: Rain"), "<1@x.test>").await;
    send(&exim, "3@x.test", (ana, help), (JANUARY_7, "Re: Rain"), "<1@x.test> <2@acme.test>").await;
    send(&exim, "4@y.test", (bo, help), (JANUARY_6, "Wind"), "").await;
    send(&exim, "5@acme.test", (help, bo), (JANUARY_7, "Re: Wind"), "<4@y.test>").await;
    send(&exim, "6@y.test", (bo, help), (JANUARY_7, "AW: Rain"), "<1@x.test> <2@acme.test>").await;
    let new = shop.folder.join("archive/new");
    fs::create_dir_all(&new).unwrap();
    for (place, raw) in exim.mails(6).await.iter().enumerate() {
        fs::write(new.join(place.to_string()), raw).unwrap();
    }
    let path = shop.folder.join("archive");
    assert_eq!(shop.import(&path).await, counts(6, 6, 3, 0));
    assert_eq!(shop.import(&path).await, counts(6, 0, 0, 6));
    let mut all = shop.said().await;
    all.sort();
    let text = |id: &str| format!("This is {id}.");
    let mut expected = [
        said(1, "in", &text("1@x.test")),
        said(1, "out", &text("2@acme.test")),
        said(1, "in", &text("3@x.test")),
        said(2, "in", &text("4@y.test")),
        said(2, "out", &text("5@acme.test")),
        said(3, "in", &text("6@y.test")),
    ];
    expected.sort();
    assert_eq!(all, expected);
}
