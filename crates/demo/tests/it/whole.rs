//! The whole example, as its writers counted it.

use std::collections::BTreeMap;

use db::{params, sql};
use kernel::OrgId;
use testkit::{Database, Engine};
use testkit_desk::BEGINNING;

use crate::place::Place;

sql! {
    CHANNELS = "select (select channel from message where org_id = c.org_id and conversation_id = c.id order by seq limit 1),
        count(*) from conversation c where c.org_id = $1 group by 1";
    LANGUAGES = "select p.language, count(*) from conversation c
        join customer p on p.org_id = c.org_id and p.id = c.customer_id where c.org_id = $1 group by p.language";
    STATUSES = "select status, count(*) from conversation where org_id = $1 group by status";
    TEXTS = "select text, html, quoted, author_name from message where org_id = $1";
    NOTES = "select text from note where org_id = $1";
    SUBJECTS = "select subject from conversation where org_id = $1";
    LATEST = "select (select max(made_at) from message where org_id = $1), (select max(made_at) from note where org_id = $1),
        (select max(activity_at) from conversation where org_id = $1), (select max(at) from fact where org_id = $1),
        (select max(made_at) from conversation where org_id = $1)";
    OUT_OF_ORDER = "select count(*) from message a join message b on b.org_id = a.org_id
        and b.conversation_id = a.conversation_id and b.seq > a.seq and b.made_at < a.made_at where a.org_id = $1";
    SUNDAYS = "select made_at from note where org_id = $1 union all
        select m.made_at from message m where m.org_id = $1 and m.direction = 'out'";
    STANDINGS = "select kind, standing, count(*) from customer_address where org_id = $1 group by kind, standing";
    PEOPLE = "select (select count(*) from customer where org_id = $1), (select count(*) from app_user where org_id = $1),
        (select count(*) from team where org_id = $1), (select count(*) from note where org_id = $1),
        (select count(*) from message where org_id = $1)";
    WAKES = "select count(*) from job where org_id = $1 and kind = 'wake' and ready_at > $2";
    REDACTED = "select (select count(*) from message where org_id = $1 and redacted),
        (select count(*) from message_file where org_id = $1 and redacted),
        (select count(*) from message_file where org_id = $1 and not redacted),
        (select count(*) from redaction where org_id = $1)";
    UNREAD_OUTSIDE = "select count(*) from conversation c left join read_mark r on r.org_id = c.org_id
        and r.conversation_id = c.id and r.reader = 'customer:' || c.customer_id
        where c.org_id = $1 and c.shown_out_seq > coalesce(r.seq, 0)";
    UNREAD_INSIDE = "select u.name, (select count(*) from conversation c left join read_mark r on r.org_id = c.org_id
        and r.conversation_id = c.id and r.reader = 'user:' || u.id
        where c.org_id = $1 and c.last_in_seq > coalesce(r.seq, 0)) from app_user u where u.org_id = $1";
    STALE = "select count(*) from conversation c where c.org_id = $1 and (
        c.last_seq <> (select max(m.seq) from message m where m.org_id = $1 and m.conversation_id = c.id)
        or c.shown_at <> (select max(m.made_at) from message m where m.org_id = $1 and m.conversation_id = c.id)
        or c.shown_seq <> c.last_seq or c.shown_excerpt <> c.excerpt or c.excerpt = ''
        or c.last_in_seq <> (select max(m.seq) from message m
            where m.org_id = $1 and m.conversation_id = c.id and m.direction = 'in'))";
}

/// On one database only: what is counted are the files' texts, and the statements were all run on both by the small
/// fill.
#[test]
fn the_whole_example_is_as_its_writers_counted_it() {
    testkit::run(Engine::Sqlite, the_whole_example);
}

async fn the_whole_example(database: Database) {
    let place = Place::empty(&database).await;
    let filled = place.fill(usize::MAX).await.unwrap();
    assert_eq!((filled.conversations, filled.messages), (300, 1_449));
    let whole = Whole { place, org: filled.org };
    whole.is_counted().await;
    whole.is_filled_in().await;
    whole.is_past().await;
    whole.is_partly_unread().await;
    whole.is_partly_redacted().await;
}

struct Whole {
    place: Place,
    org: OrgId,
}

impl Whole {
    async fn rows<T: db::FromRow + Send>(&self, statement: &'static db::Statement) -> Vec<T> {
        let reader = self.place.db.reader().await.unwrap();
        reader.all(statement.with(params![self.org])).await.unwrap()
    }

    async fn counts(&self, statement: &'static db::Statement) -> BTreeMap<String, i64> {
        self.rows::<(String, i64)>(statement).await.into_iter().collect()
    }

    async fn is_counted(&self) {
        let channels = [
            ("chat", 33),
            ("email", 75),
            ("facebook", 19),
            ("form", 36),
            ("instagram", 21),
            ("portal", 48),
            ("sms", 23),
            ("twitter-dm", 14),
            ("whatsapp", 31),
        ];
        assert_eq!(self.counts(&CHANNELS).await, expected(&channels));
        let languages = [
            ("ar", 20),
            ("de", 60),
            ("en_us", 80),
            ("es", 28),
            ("fr", 32),
            ("it", 12),
            ("ja", 20),
            ("nl", 9),
            ("pl", 5),
            ("pt", 24),
            ("sv", 5),
            ("tr", 5),
        ];
        assert_eq!(self.counts(&LANGUAGES).await, expected(&languages));
        assert_eq!(self.counts(&STATUSES).await, expected(&[("done", 190), ("open", 90), ("snoozed", 20)]));
        let people: Vec<(i64, i64, i64, i64, i64)> = self.rows(&PEOPLE).await;
        assert_eq!(people, [(40, 8, 3, 104, 1_449)]);
        assert!(self.rows::<(String, String, i64)>(&STANDINGS).await.contains(&(
            "email".to_owned(),
            "wrote".to_owned(),
            40
        )));
        assert_eq!(self.rows::<(i64,)>(&STALE).await, [(0,)], "lists show what conversations hold");
    }

    async fn is_filled_in(&self) {
        let mut texts: Vec<String> = Vec::new();
        for (text, html, quoted, author) in self.rows::<(String, String, String, String)>(&TEXTS).await {
            assert!(!text.is_empty() && !html.is_empty() && !author.is_empty());
            texts.extend([text, html, quoted]);
        }
        texts.extend(self.rows::<(String,)>(&NOTES).await.into_iter().map(|(text,)| text));
        let subjects: Vec<(String,)> = self.rows(&SUBJECTS).await;
        assert_eq!(subjects.iter().filter(|(subject,)| subject.is_empty()).count(), 30);
        texts.extend(subjects.into_iter().map(|(subject,)| subject));
        for text in texts {
            assert!(!text.contains(['{', '}', '⟦', '⟧']), "{text}");
        }
    }

    async fn is_past(&self) {
        let latest: Vec<(i64, i64, i64, i64, i64)> = self.rows(&LATEST).await;
        let (message, note, activity, fact, begun) = latest[0];
        for time in [message, note, activity, fact, begun] {
            assert!(time <= BEGINNING.0, "{time}");
        }
        assert!(message > BEGINNING.0 - 3_600_000, "the example is fresh");
        assert_eq!(self.rows::<(i64,)>(&OUT_OF_ORDER).await, [(0,)]);
        let written: Vec<(i64,)> = self.rows(&SUNDAYS).await;
        let is_sunday = |millis: i64| (millis.div_euclid(86_400_000) + 4) % 7 == 0;
        let on_sundays = written.iter().filter(|(at,)| is_sunday(*at)).count();
        assert!(on_sundays * 100 < written.len(), "{on_sundays} of {}", written.len());
        let reader = self.place.db.reader().await.unwrap();
        let wakes: (i64,) = reader.one(WAKES.with(params![self.org, BEGINNING])).await.unwrap();
        assert_eq!(wakes, (20,), "what sleeps wakes later");
    }

    async fn is_partly_unread(&self) {
        let (outside,) = self.rows::<(i64,)>(&UNREAD_OUTSIDE).await[0];
        assert!((15..90).contains(&outside), "{outside} of 300 unread by their customers");
        let inside: Vec<(String, i64)> = self.rows(&UNREAD_INSIDE).await;
        assert!(inside.iter().all(|(_, unread)| (3..60).contains(unread)), "{inside:?}");
    }

    async fn is_partly_redacted(&self) {
        let (texts, gone, left, marks) = self.rows::<(i64, i64, i64, i64)>(&REDACTED).await[0];
        assert!(texts >= 9 && gone >= 1 && marks >= texts, "{texts} texts, {gone} files, {marks} marks");
        assert!(left > 200, "{left} files");
        for (text, html, ..) in self.rows::<(String, String, String, String)>(&TEXTS).await {
            assert!(!text.contains("cvc 123") && !html.contains("cvc 123"));
        }
    }
}

fn expected(counts: &[(&str, i64)]) -> BTreeMap<String, i64> {
    counts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}
