//! Imports that run twice, and imports that break off.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::import::Report;
use testkit::{Database, Engine, at_every_await, both};
use tokio::sync::Notify;

use super::{JANUARY_5, JANUARY_6, Shop, UNFINISHED, counts, mail, set_aside};

const HELP: &str = "help@acme.test";

/// Of ten mails one stands there twice, one has no sender and one joins by its subject.
fn ten(tens: usize) -> Vec<String> {
    let customer = format!("c{tens}@x.test");
    let one = |id: &str, subject: &str, more: &str| {
        mail(&format!("{id}.{tens}@x.test"), &customer, HELP, (JANUARY_5, subject), more, id)
    };
    let mut mails: Vec<String> =
        (0..6).map(|place| one(&format!("m{place}"), &format!("Subject {place}"), "")).collect();
    mails.push(one("answer", "Re: Subject 0", &format!("In-Reply-To: <m0.{tens}@x.test>\n")));
    mails.push(one("again", "Re: Subject 1", ""));
    mails.push(one("m5", "Subject 5", ""));
    mails.push(format!("Date: {JANUARY_6}\nSubject: {tens}\n\nfrom nobody\n"));
    mails
}

fn tens(shop: &Shop, count: usize) -> PathBuf {
    shop.mbox(&(0..count).flat_map(ten).collect::<Vec<_>>())
}

fn report_of(tens: u64) -> Report {
    let set_aside = set_aside(&[("no_from", tens)]);
    Report { set_aside, joined_by_subject: tens, ..counts(10 * tens, 8 * tens, 6 * tens, tens) }
}

#[both]
async fn n3_an_import_run_twice_doubles_nothing(database: Database) {
    let shop = Shop::new(&database).await;
    let path = tens(&shop, 3);
    assert_eq!(shop.import(&path).await, report_of(3));
    let said = shop.said().await;
    let set_aside = set_aside(&[("no_from", 3)]);
    let again = Report { set_aside, ..counts(30, 0, 0, 27) };
    assert_eq!(shop.import(&path).await, again);
    assert_eq!(shop.import(&path).await, again);
    assert_eq!(shop.said().await, said);
}

#[both]
async fn th27_mails_that_only_another_organization_has_are_imported(database: Database) {
    let shop = Shop::new(&database).await;
    let path = tens(&shop, 1);
    assert_eq!(shop.import(&path).await, report_of(1));
    shop.kit.lose("message", "true").await;
    assert_eq!(shop.import(&path).await, report_of(1));
}

#[both]
async fn n3_an_import_that_broke_off_goes_on_and_counts_everything_once(database: Database) {
    let shop = Shop::new(&database).await;
    let path = tens(&shop, 35);
    let (import, enough) = (shop.import_of(&path), Notify::new());
    let progress = |progress: desk::import::Progress| {
        if progress.mails >= 100 {
            enough.notify_one();
        }
    };
    tokio::select! {
        biased;
        () = enough.notified() => {}
        report = shop.run(&import, &progress) => panic!("it did not break off: {report:?}"),
    }
    let stored = shop.said().await.len();
    assert!((80..280).contains(&stored), "{stored}");
    assert_eq!(shop.rows::<(String,)>(&UNFINISHED).await, [(import.source.clone(),)]);
    assert_eq!(shop.import(&path).await, report_of(35));
    assert_eq!(shop.said().await.len(), 280);
}

#[both]
async fn n3_an_import_dropped_at_any_moment_goes_on(database: Database) {
    let shop = Shop::new(&database).await;
    let path = tens(&shop, 1);
    let (import, drops) = (shop.import_of(&path), AtomicUsize::new(0));
    let check = || async {
        drops.fetch_add(1, Ordering::SeqCst);
    };
    let (report, _) = at_every_await(|| shop.run(&import, &|_| {}), check).await;
    let report = report.unwrap();
    // It may have been dropped between its last commit and its end, or behind that, which is a second run.
    assert_eq!(report.read, 10);
    assert_eq!(report.stored + report.doubled, 9);
    // On SQLite threads alone are waited for, and whoever is done before it is asked is not waited for.
    let least = if database.engine == Engine::Postgres { 20 } else { 1 };
    assert!(drops.load(Ordering::SeqCst) >= least);
    assert_eq!(shop.said().await.len(), 8);
    assert_eq!(shop.import(&path).await.stored, 0);
}

#[both]
async fn n3_an_archive_that_changed_while_its_import_was_broken_off_is_read_from_the_start(
    database: Database,
) {
    let shop = Shop::new(&database).await;
    let path = tens(&shop, 35);
    let (import, enough) = (shop.import_of(&path), Notify::new());
    let progress = |_| enough.notify_one();
    tokio::select! {
        biased;
        () = enough.notified() => {}
        _ = shop.run(&import, &progress) => panic!("it did not break off"),
    }
    tens(&shop, 2);
    let report = shop.import(&path).await;
    assert_eq!((report.read, report.stored, report.set_aside_in_all()), (20, 0, 2));
}
