//! Which mails become one conversation.

use db::sql;
use testkit::{Database, both};

use super::{JANUARY_5, JANUARY_6, JANUARY_7, SEPTEMBER_20, Shop, counts, mail, said};
use desk::import::Report;

sql! {
    STATES = "select subject, status, made_at, activity_at, shown_seq > 0, coalesce(
            (select max(r.seq) from read_mark r where r.org_id = c.org_id and r.conversation_id = c.id), 0) >= last_seq
        from conversation c where org_id = $1 order by number";
    JOBS = "select count(*) from job where org_id = $1";
}

const ANA: &str = "Ana Lima <ana@x.test>";
const BO: &str = "bo@y.test";
const HELP: &str = "Acme <help@acme.test>";

#[both]
async fn n3_received_and_sent_mail_of_a_maildir_become_threads_in_the_order_of_their_dates(
    database: Database,
) {
    let shop = Shop::new(&database).await;
    // The answer lies in another folder than what it answers, and the last mail stands first.
    let path = shop.maildir(&[
        (
            "new",
            mail(
                "3@x.test",
                ANA,
                HELP,
                (JANUARY_7, "Re: Rain"),
                "References: <1@x.test> <2@acme.test>\n",
                "Thanks",
            ),
        ),
        ("cur", mail("1@x.test", ANA, HELP, (JANUARY_5, "Rain"), "", "Where is it?")),
        (
            "cur",
            mail("4@y.test", BO, "x@z.test", (SEPTEMBER_20, ""), "Delivered-To: help@acme.test\n", "Hello"),
        ),
        (
            ".Sent/cur",
            mail(
                "2@acme.test",
                HELP,
                ANA,
                (JANUARY_6, "Re: Rain"),
                "In-Reply-To: <1@x.test>\n",
                "On its way",
            ),
        ),
        (
            ".Sent/cur",
            mail("5@acme.test", HELP, &format!("{BO}, {ANA}"), (SEPTEMBER_20, "News"), "", "New covers"),
        ),
    ]);
    assert_eq!(shop.import(&path).await, counts(5, 5, 3, 0));
    assert_eq!(
        shop.said().await,
        [
            said(1, "in", "Where is it?"),
            said(1, "out", "On its way"),
            said(1, "in", "Thanks"),
            said(2, "out", "New covers"),
            said(3, "in", "Hello"),
        ]
    );
    let states: Vec<(String, String, i64, i64, bool, bool)> = shop.rows(&STATES).await;
    let state = |subject: &str, status: &str, (made, active), is_read| {
        (subject.to_owned(), status.to_owned(), made, active, true, is_read)
    };
    let recently = 1_789_891_200_000;
    assert_eq!(
        states,
        [
            state("Rain", "done", (1_767_605_400_000, 1_767_783_600_000), true),
            state("News", "open", (recently, recently), false),
            state("", "open", (recently, recently), false),
        ]
    );
    assert_eq!(shop.rows::<(i64,)>(&JOBS).await, [(0,)]);
}

#[both]
async fn th3_a_mail_that_names_others_mails_does_not_come_into_their_conversation(database: Database) {
    let shop = Shop::new(&database).await;
    let path = shop.mbox(&[
        mail("1@x.test", ANA, HELP, (JANUARY_5, "Rain"), "", "secret"),
        mail("2@y.test", BO, HELP, (JANUARY_6, "Re: Rain"), "In-Reply-To: <1@x.test>\n", "let me in"),
        mail("3@acme.test", HELP, BO, (JANUARY_7, "Re: Rain"), "References: <1@x.test> <2@y.test>\n", "no"),
        // Both had a part in what it answers: the nearer one counts.
        mail(
            "4@acme.test",
            HELP,
            &format!("{ANA}, {BO}"),
            (JANUARY_7, "Re: Rain"),
            "References: <2@y.test> <1@x.test>\n",
            "all",
        ),
    ]);
    assert_eq!(shop.import(&path).await, counts(4, 4, 2, 0));
    let expected =
        [said(1, "in", "secret"), said(1, "out", "all"), said(2, "in", "let me in"), said(2, "out", "no")];
    assert_eq!(shop.said().await, expected);
}

#[both]
async fn n3_a_mail_that_names_none_joins_by_addresses_subject_and_date(database: Database) {
    let shop = Shop::new(&database).await;
    let on = |day: u32| {
        format!(
            "{}, {day} Jan 2026 09:30:00 +0000",
            ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][day as usize % 7]
        )
    };
    let one = |id: u32, from: &str, to: &str, day: u32, subject: &str, more: &str| {
        mail(&format!("{id}@x.test"), from, to, (&on(day), subject), more, &id.to_string())
    };
    let path = shop.mbox(&[
        one(1, ANA, HELP, 1, "Rain", ""),
        one(2, ANA, HELP, 2, "Wind", ""),
        one(3, BO, HELP, 3, "Rain", ""),
        one(4, HELP, ANA, 4, "RE: AW: rain", ""),
        // 14 days after the last of them, and a little more than 14 days after that.
        one(5, ANA, HELP, 18, "Fwd: Rain", ""),
        mail("6@x.test", ANA, HELP, ("Sun, 1 Feb 2026 09:30:01 +0000", "Rain"), "", "6"),
        // It names a mail, which nobody has.
        mail(
            "7@x.test",
            ANA,
            HELP,
            ("Sun, 1 Feb 2026 09:30:02 +0000", "Re: Rain"),
            "In-Reply-To: <0@x.test>\n",
            "7",
        ),
        // No subject is none to share.
        one(8, BO, HELP, 5, "Re:", ""),
        one(9, BO, HELP, 6, "", ""),
    ]);
    let report = shop.import(&path).await;
    assert_eq!(report, Report { joined_by_subject: 2, ..counts(9, 9, 7, 0) });
    let together: Vec<(i64, String)> =
        shop.said().await.into_iter().map(|(number, _, text)| (number, text)).collect();
    let said = |number, text: &str| (number, text.to_owned());
    assert_eq!(together[..4], [said(1, "1"), said(1, "4"), said(1, "5"), said(2, "2")]);
}

#[both]
async fn n3_a_later_archive_goes_on_with_what_is_there_and_opens_it_again(database: Database) {
    let shop = Shop::new(&database).await;
    shop.import(&shop.mbox(&[mail("1@x.test", ANA, HELP, (JANUARY_5, "Rain"), "", "old")])).await;
    let later = mail("2@x.test", ANA, HELP, (SEPTEMBER_20, "Re: Rain"), "References: <1@x.test>\n", "new");
    // The same subject joins within one import only.
    let apart = mail("3@x.test", ANA, HELP, (JANUARY_6, "Rain"), "", "apart");
    let report = shop.import(&shop.mbox(&[later, apart])).await;
    assert_eq!(report, counts(2, 2, 1, 0));
    let said: Vec<(i64, String)> =
        shop.said().await.into_iter().map(|(number, _, text)| (number, text)).collect();
    assert_eq!(said, [(1, "old".to_owned()), (1, "new".to_owned()), (2, "apart".to_owned())]);
    let states: Vec<(String, String, i64, i64, bool, bool)> = shop.rows(&STATES).await;
    let statuses: Vec<&str> = states.iter().map(|state| state.1.as_str()).collect();
    assert_eq!(statuses, ["open", "done"]);
}
