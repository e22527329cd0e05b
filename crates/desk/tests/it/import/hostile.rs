//! Mail that harms.

use std::fs::File;
use std::io::Write as _;

use db::sql;
use desk::import::Report;
use testkit::{Database, Engine, both};

use super::{JANUARY_5, Shop, counts, mail, set_aside};

sql! {
    TEXTS = "select text from message where org_id = $1 order by text";
    REFUSE = sqlite "create trigger refuse before insert on message when new.text = 'poison' begin select raise(abort, 'refused'); end"
        postgres "select 1";
}

const HELP: &str = "help@acme.test";

fn one(id: &str, more: &str, text: &str) -> String {
    mail(id, "ana@x.test", HELP, (JANUARY_5, id), more, text)
}

/// Multiparts in multiparts.
fn nested(levels: usize) -> String {
    let open = |level: usize| format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
    let parts: String = (0..levels).map(open).collect();
    let (head, body) = parts.split_once("\n\n").unwrap();
    one("deep@x.test", &format!("{head}\n"), &format!("{body}\nhi"))
}

#[both]
async fn n4_hostile_mails_are_set_aside_with_their_reason_and_stop_no_other(database: Database) {
    let shop = Shop::new(&database).await;
    let fields = "X-A: b\n".repeat(10_000);
    let path = shop.maildir(&[
        ("cur", format!("To: {HELP}\nSubject: from nobody\n\nhi\n")),
        ("cur", one("fields@x.test", &fields, "hi")),
        ("cur", nested(100)),
        ("cur", one("charset@x.test", "Content-Type: text/plain; charset=utf-7-or-so\n", "caf\u{e9}")),
        ("cur", one("base64@x.test", "Content-Transfer-Encoding: base64\n", "aGVsbG8*gd29ybGQ")),
        ("cur", one("two@x.test", "Message-ID: <three@x.test>\n", "two ids")),
        ("cur", one("two@x.test", "", "seen before")),
        ("cur", " \r\n".to_owned()),
        ("cur", one("auto@x.test", "Auto-Submitted: auto-replied\n", "I am away")),
        ("cur", mail("own@acme.test", HELP, HELP, (JANUARY_5, "To myself"), "", "hi")),
    ]);
    // Sparse: its 40 MB take no room.
    let mut large = File::create(path.join("cur/large")).unwrap();
    large.write_all(one("large@x.test", "", "").as_bytes()).unwrap();
    large.set_len(40 * 1024 * 1024).unwrap();
    let aside = set_aside(&[
        ("automatic", 1),
        ("empty", 1),
        ("no_customer", 1),
        ("no_from", 1),
        ("too_deep", 1),
        ("too_large", 1),
        ("too_many_headers", 1),
    ]);
    let first = Report { set_aside: aside.clone(), ..counts(11, 3, 3, 1) };
    assert_eq!(shop.import(&path).await, first);
    assert_eq!(shop.aside(), aside);
    let again = Report { set_aside: aside.clone(), ..counts(11, 0, 0, 4) };
    assert_eq!(shop.import(&path).await, again);
    assert_eq!(shop.aside(), aside, "no second copy");
    let texts: Vec<(String,)> = shop.rows(&TEXTS).await;
    assert_eq!(texts.len(), 3);
    assert_eq!(texts.iter().filter(|(text,)| text.starts_with("caf")).count(), 1);
}

#[both]
async fn th9_a_mail_that_the_database_refuses_takes_no_other_along(database: Database) {
    // Only there can a story make it refuse one.
    if database.engine != Engine::Sqlite {
        return;
    }
    let shop = Shop::new(&database).await;
    let mut writer = shop.kit.db.writer().await.unwrap();
    writer.run(REFUSE.with(Vec::new())).await.unwrap();
    writer.commit().await.unwrap();
    let texts = ["one", "two", "poison", "three"];
    let path = shop.mbox(&texts.map(|text| one(&format!("{text}@x.test"), "", text)));
    let report = shop.import(&path).await;
    assert_eq!(report, Report { set_aside: set_aside(&[("not_stored", 1)]), ..counts(4, 3, 3, 0) });
    assert_eq!(shop.aside(), set_aside(&[("not_stored", 1)]));
    let texts: Vec<(String,)> = shop.rows(&TEXTS).await;
    assert_eq!(texts, ["one", "three", "two"].map(|text| (text.to_owned(),)));
}

#[both]
async fn n4_a_text_of_twenty_megabytes_is_shown_in_part_and_kept_whole(database: Database) {
    let shop = Shop::new(&database).await;
    let long = "all work and no play \u{30c6}\u{30b9}\u{30c8}\n".repeat(20 * 1024 * 1024 / 32);
    let path =
        shop.maildir(&[("cur", one("long@x.test", "Content-Type: text/plain; charset=utf-8\n", &long))]);
    assert_eq!(shop.import(&path).await, Report { files: 1, ..counts(1, 1, 1, 0) });
    let texts: Vec<(String,)> = shop.rows(&TEXTS).await;
    assert!(texts[0].0.len() < 200_000 && texts[0].0.ends_with('…'));
}
