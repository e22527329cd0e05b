//! Conversations that happened elsewhere or before.

use db::{Statement, params, sql};
use desk::conversation::history::{Batch, Entry, History, Redaction, Seen, append_history, known};
use desk::conversation::message::State;
use desk::conversation::{Author, ConversationId, MARK, NewMessage};
use desk::customer::{NewCustomer, Person};
use desk::door::Operator;
use desk::user::{NewUser, Profile, UserId, UserKind};
use kernel::Time;
use testkit::{Database, both};
use testkit_desk::{BEGINNING, Kit};

sql! {
    LISTED = "select status, excerpt, shown_excerpt, channels, shown_channels from conversation
        where org_id = $1 and id = $2";
    TIMES = "select made_at, activity_at, shown_at from conversation where org_id = $1 and id = $2";
    SEQS = "select last_seq, last_in_seq, shown_seq, shown_out_seq from conversation where org_id = $1 and id = $2";
    MESSAGES = "select text, made_at, redacted from message where org_id = $1 and conversation_id = $2 order by seq";
    FACTS = "select name, actor, at from fact where org_id = $1 and subject = $2 order by seq";
    JOBS = "select kind, ready_at from job where org_id = $1 order by seq";
    MARKS = "select reader, m.text from read_mark r join message m on m.org_id = r.org_id and m.seq = r.seq
        where r.org_id = $1 and r.conversation_id = $2 order by reader";
    GONE = "select media_type, name from message_file where org_id = $1 and conversation_id = $2 and redacted";
    REDACTIONS = "select kind, actor_name, made_at from redaction where org_id = $1 and conversation_id = $2 order by kind desc";
    HOW_MANY = "select count(*) from conversation where org_id = $1";
}

const HOUR: i64 = 3_600_000;

struct Story {
    kit: Kit,
    customer: Person,
    user: UserId,
}

impl Story {
    async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let mut act = kit.operate();
        let new = NewCustomer { name: "Ana Lima".to_owned(), ..NewCustomer::default() };
        let customer = Person::add(&mut act, &new).await.unwrap();
        let email = "sam@acme.test".parse().unwrap();
        let (kind, roles) = (UserKind::Collaborator, Vec::new());
        let new = NewUser { name: "Sam Ito".to_owned(), email, kind, roles, language: None };
        let user = Profile::add(&mut act, &new).await.unwrap();
        act.done(()).await.unwrap();
        Self { kit, customer, user }
    }

    fn history(&self, hours_ago: i64) -> History {
        History::new(self.customer.id, self.kit.brand.id, "Rain cover", ago(hours_ago))
    }

    fn asks(&self, text: &str, hours_ago: i64) -> NewMessage {
        NewMessage::plain(Author::Customer(self.customer.id), "Ana Lima", text, ago(hours_ago))
    }

    fn answers(&self, text: &str, hours_ago: i64) -> NewMessage {
        let plain = NewMessage::plain(Author::User(self.user), "Sam Ito", text, ago(hours_ago));
        NewMessage { state: State::Sent, ..plain }
    }

    async fn store(&self, history: &History) -> ConversationId {
        let mut act = self.kit.operate();
        let id = history.store(&mut act).await.unwrap();
        act.done(id).await.unwrap()
    }

    async fn append(&self, id: ConversationId, entries: &[Entry]) -> usize {
        let mut act = self.kit.operate();
        let stored = append_history(&mut act, id, entries).await.unwrap();
        act.done(stored).await.unwrap()
    }

    async fn rows<T: db::FromRow + Send>(&self, statement: &'static Statement, id: ConversationId) -> Vec<T> {
        let reader = self.kit.db.reader().await.unwrap();
        reader.all(statement.with(params![self.kit.org, id])).await.unwrap()
    }

    async fn jobs(&self) -> Vec<(String, i64)> {
        let reader = self.kit.db.reader().await.unwrap();
        reader.all(JOBS.with(params![self.kit.org])).await.unwrap()
    }
}

fn ago(hours: i64) -> Time {
    BEGINNING.plus_millis(-hours * HOUR)
}

type Listed = (String, String, String, i64, i64);

#[both]
async fn a_history_keeps_its_times_and_shows_as_if_it_had_happened_here(database: Database) {
    let story = Story::new(&database).await;
    let hidden = NewMessage { shown: false, ..story.asks("not confirmed", 47) };
    let history = History {
        entries: vec![
            Entry::Message(story.asks("Where is it?", 50)),
            Entry::Message(story.answers("On its way.", 48)),
            Entry::Message(hidden),
            Entry::Note {
                author: story.user,
                author_name: "Sam Ito".to_owned(),
                text: "angry".to_owned(),
                at: ago(46),
            },
            Entry::Done { by: Author::User(story.user), at: ago(45) },
        ],
        seen: vec![
            Seen { by: Author::Customer(story.customer.id), entries: 1 },
            Seen { by: Author::User(story.user), entries: usize::MAX },
        ],
        ..story.history(50)
    };
    let id = story.store(&history).await;
    let listed: Vec<Listed> = story.rows(&LISTED, id).await;
    let bit = desk::conversation::Channel::Portal.bit();
    let expected = ("done".to_owned(), "not confirmed".to_owned(), "On its way.".to_owned(), bit, bit);
    assert_eq!(listed, [expected]);
    let times: Vec<(i64, i64, i64)> = story.rows(&TIMES, id).await;
    assert_eq!(times, [(ago(50).0, ago(46).0, ago(48).0)]);
    let (last, last_in, shown, shown_out) = story.rows::<(i64, i64, i64, i64)>(&SEQS, id).await[0];
    assert_eq!((last, shown), (last_in, shown_out));
    assert_eq!(last, shown + 1);
    let marks: Vec<(String, String)> = story.rows(&MARKS, id).await;
    let read = |reader: String, text: &str| (reader, text.to_owned());
    let (outside, inside) = (format!("customer:{}", story.customer.id), format!("user:{}", story.user));
    assert_eq!(marks, [read(outside, "Where is it?"), read(inside, "not confirmed")]);
}

#[both]
async fn facts_carry_their_own_times_and_people_and_cause_no_jobs(database: Database) {
    let story = Story::new(&database).await;
    let waiting = NewMessage { state: State::Queued, ..story.answers("Late.", 8) };
    let until = BEGINNING.plus_millis(HOUR);
    let history = History {
        entries: vec![
            Entry::Message(story.asks("Hello", 9)),
            Entry::Message(waiting),
            Entry::Snoozed { by: Author::User(story.user), at: ago(7), until },
        ],
        ..story.history(9)
    };
    let id = story.store(&history).await;
    let (customer, user) = (format!("customer:{}", story.customer.id), format!("user:{}", story.user));
    let told = |name: &str, actor: &String, hours| (name.to_owned(), actor.clone(), ago(hours).0);
    assert_eq!(
        story.rows::<(String, String, i64)>(&FACTS, id).await,
        [
            told("conversation.opened", &customer, 9),
            told("conversation.replied", &customer, 9),
            told("conversation.answered", &user, 8),
            told("conversation.snoozed", &user, 7),
        ]
    );
    // Nothing is delivered; what sleeps wakes.
    assert_eq!(story.jobs().await, [("wake".to_owned(), until.0)]);
}

#[both]
async fn more_is_appended_and_what_is_known_is_not_doubled(database: Database) {
    let story = Story::new(&database).await;
    let mail = |text: &str, hours, outside: &str| NewMessage {
        outside_id: Some(outside.to_owned()),
        ..story.asks(text, hours)
    };
    let first = Entry::Message(mail("one", 30, "1@x.test"));
    let history = History {
        entries: vec![first.clone(), Entry::Done { by: Author::Automatic, at: ago(29) }],
        ..story.history(30)
    };
    let id = story.store(&history).await;
    let by = Author::Customer(story.customer.id);
    let more = [first, Entry::Message(mail("two", 20, "2@x.test")), Entry::Reopened { by, at: ago(20) }];
    assert_eq!(story.append(id, &more).await, 1);
    assert_eq!(story.append(id, &more[..2]).await, 0);
    let texts: Vec<(String, i64, bool)> = story.rows(&MESSAGES, id).await;
    assert_eq!(texts, [("one".to_owned(), ago(30).0, false), ("two".to_owned(), ago(20).0, false)]);
    let listed: Vec<Listed> = story.rows(&LISTED, id).await;
    assert_eq!((listed[0].0.as_str(), listed[0].2.as_str()), ("open", "two"));
    assert_eq!(story.rows::<(i64, i64, i64)>(&TIMES, id).await, [(ago(30).0, ago(20).0, ago(20).0)]);
    let mut act = story.kit.operate();
    let asked = ["2@x.test", "3@x.test"].map(str::to_owned);
    assert_eq!(known(&mut act, &asked).await.unwrap(), [("2@x.test".to_owned(), id)]);
    assert_eq!(known(&mut act, &[]).await.unwrap(), []);
    let nobody = story.kit.id();
    assert_eq!(append_history(&mut act, nobody, &more).await.unwrap_err().code().name, "not_found");
    act.done(()).await.unwrap();
}

#[both]
async fn w3_what_was_redacted_before_comes_with_its_marks_only(database: Database) {
    let story = Story::new(&database).await;
    let message = story.asks(&format!("my pin is {MARK}"), 5);
    let redaction = Redaction {
        by: story.user,
        by_name: "Sam Ito".to_owned(),
        at: ago(4),
        text: true,
        files: vec!["image/png".to_owned()],
    };
    let history = History { entries: vec![Entry::Redacted(message, redaction)], ..story.history(5) };
    let id = story.store(&history).await;
    let texts: Vec<(String, i64, bool)> = story.rows(&MESSAGES, id).await;
    assert_eq!(texts, [(format!("my pin is {MARK}"), ago(5).0, true)]);
    assert_eq!(story.rows::<(String, String)>(&GONE, id).await, [("image/png".to_owned(), String::new())]);
    let mark = |kind: &str| (kind.to_owned(), "Sam Ito".to_owned(), ago(4).0);
    assert_eq!(story.rows::<(String, String, i64)>(&REDACTIONS, id).await, [mark("text"), mark("file")]);
    assert_eq!(story.jobs().await, []);
}

#[both]
async fn a_batch_ends_its_acts_by_itself_and_the_last_when_told(database: Database) {
    let story = Story::new(&database).await;
    let mut batch = Batch::new(&story.kit.desk, &Operator::named("test"), story.kit.org);
    let mut commits = 0;
    for hours in (1..=230).rev() {
        let history =
            History { entries: vec![Entry::Message(story.asks("hi", hours))], ..story.history(hours) };
        history.store(batch.act()).await.unwrap();
        commits += usize::from(batch.stored().await.unwrap());
    }
    assert!(commits >= 2, "{commits} commits");
    batch.done().await.unwrap();
    let reader = story.kit.db.reader().await.unwrap();
    assert_eq!(reader.one::<(i64,)>(HOW_MANY.with(params![story.kit.org])).await.unwrap(), (230,));
}
