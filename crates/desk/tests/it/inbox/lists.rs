//! W1: the lists of the inbox.

use db::{Dialect, Statement, params, sql};
use desk::conversation::history::History;
use desk::conversation::inbox::{Filters, Holder, ListQuery, PAGE, Shelf};
use desk::conversation::message::{Author, NewMessage};
use desk::conversation::{
    Assign, Assignment, Channel, Conversation, MarkDone, Priority, SetPriority, Snooze, Status, Tag, Way,
};
use desk::user::Team;
use desk::{Customer, User};
use kernel::Cursor;
use testkit::{Database, both};

use super::{Stage, begin, code};

async fn subjects(stage: &Stage, query: &ListQuery) -> Vec<String> {
    let list = stage.kit.view(&stage.ana).await.inbox(query).await.unwrap();
    list.rows.into_iter().map(|row| row.subject).collect()
}

fn filtered(shelf: Shelf, filters: Filters) -> ListQuery {
    ListQuery { filters, ..ListQuery::of(shelf) }
}

/// Five conversations: one done, one asleep, one Ana's with a tag, one a team's, one by mail.
pub(super) async fn five(stage: &Stage) -> desk::user::TeamId {
    let kit = &stage.kit;
    let mut act = kit.operate();
    let team = Team::add(&mut act, "Returns", &[]).await.unwrap();
    act.done(()).await.unwrap();
    let mut ids = Vec::new();
    for subject in ["done", "asleep", "mine", "team"] {
        ids.push(begin(kit, &stage.cleo, subject, "Hello.", &[]).await);
    }
    let mut act = kit.act(&stage.ana);
    act.open::<MarkDone, Conversation>(ids[0]).await.unwrap().mark_done(&mut act).await.unwrap();
    let until = act.now().plus_seconds(60);
    act.open::<Snooze, Conversation>(ids[1]).await.unwrap().snooze(&mut act, until).await.unwrap();
    let mine = act.open::<Assign, Conversation>(ids[2]).await.unwrap();
    mine.assign(&mut act, Assignment::User(stage.ana.id)).await.unwrap();
    let mine = act.open::<Tag, Conversation>(ids[2]).await.unwrap();
    mine.tag(&mut act, &"vip".parse().unwrap()).await.unwrap();
    let teams = act.open::<Assign, Conversation>(ids[3]).await.unwrap();
    teams.assign(&mut act, Assignment::Team(team)).await.unwrap();
    let urgent = act.open::<SetPriority, Conversation>(ids[3]).await.unwrap();
    urgent.set_priority(&mut act, Priority::new(5).unwrap()).await.unwrap();
    act.done(team).await.unwrap()
}

#[both]
async fn w1_views_and_filters(database: Database) {
    let stage = Stage::new(&database).await;
    let team = five(&stage).await;
    stage.answer("By mail.", Way::Email).await;
    for (shelf, expected) in [
        (Shelf::Mine, vec!["mine"]),
        (Shelf::Unassigned, vec!["Tent pole", "team"]),
        (Shelf::Open, vec!["Tent pole", "team", "mine"]),
        (Shelf::Snoozed, vec!["asleep"]),
        (Shelf::Done, vec!["done"]),
    ] {
        assert_eq!(subjects(&stage, &ListQuery::of(shelf)).await, expected, "{shelf:?}");
    }
    let none = Filters::default();
    for (filters, expected) in [
        (Filters { status: Some(Status::Done), ..none.clone() }, vec!["done"]),
        (Filters { holder: Some(Holder::Nobody), ..none.clone() }, vec!["Tent pole", "team"]),
        (Filters { holder: Some(Holder::User(stage.ana.id)), ..none.clone() }, vec!["mine"]),
        (Filters { team: Some(team), ..none.clone() }, vec!["team"]),
        (Filters { tag: Some("vip".to_owned()), ..none.clone() }, vec!["mine"]),
        (Filters { tag: Some("nobody's".to_owned()), ..none.clone() }, vec![]),
        (Filters { channel: Some(Channel::Email), ..none.clone() }, vec!["Tent pole"]),
        (Filters { brand: Some(stage.kit.other_brand.id), ..none.clone() }, vec![]),
        (Filters { priority: Some(5), ..none.clone() }, vec!["team"]),
        (Filters { customer: Some(stage.kit.id()), ..none.clone() }, vec![]),
        (
            Filters { priority: Some(5), team: Some(team), channel: Some(Channel::Sms), ..none.clone() },
            vec![],
        ),
    ] {
        assert_eq!(subjects(&stage, &filtered(Shelf::Open, filters.clone())).await, expected, "{filters:?}");
    }
}

#[both]
async fn w1_counts_stop_at_a_thousand(database: Database) {
    let stage = Stage::new(&database).await;
    five(&stage).await;
    let counts = stage.kit.view(&stage.ana).await.counts().await.unwrap();
    let numbers = [counts.mine, counts.unassigned, counts.open, counts.snoozed].map(|count| count.number);
    assert_eq!(numbers, [1, 2, 3, 1]);
    assert!(!counts.open.is_capped);
    let many = History::new(stage.cleo.id, stage.kit.brand.id, "many", stage.kit.desk.context().now());
    for _ in 0..10 {
        let mut act = stage.kit.operate();
        for _ in 0..100 {
            many.store(&mut act).await.unwrap();
        }
        act.done(()).await.unwrap();
    }
    let open = stage.kit.view(&stage.ana).await.counts().await.unwrap().open;
    assert_eq!((open.number, open.is_capped), (1_000, true));
}

#[both]
async fn w1_a_row_tells_what_the_page_shows(database: Database) {
    let stage = Stage::new(&database).await;
    let nameless = stage.kit.customer("", "nameless@customers.test").await;
    let elsewhere = Customer { site: stage.kit.site_at("help.zeta.test").await, ..nameless };
    begin(&stage.kit, &elsewhere, "", "Is the shop open?", &[]).await;
    let list = stage.kit.view(&stage.ana).await.inbox(&ListQuery::of(Shelf::Open)).await.unwrap();
    let row = &list.rows[0];
    assert_eq!((row.customer.as_str(), row.subject.as_str()), ("nameless@customers.test", ""));
    assert_eq!((row.brand.as_deref(), row.excerpt.as_str()), (Some("Zeta Help"), "Is the shop open?"));
    assert_eq!((row.channel, row.channels.as_slice()), (Some(Channel::Portal), &[Channel::Portal][..]));
    assert!(row.unread && row.assignee.is_none() && row.team.is_none() && row.tags.is_empty());
    assert_eq!(list.rows[1].brand, None);
}

#[both]
async fn w1_pages_go_on_where_they_ended(database: Database) {
    let stage = Stage::new(&database).await;
    for nth in 0..PAGE + 10 {
        // A customer may send 60 messages an hour (A6).
        stage.kit.clock.advance_millis(60_000);
        begin(&stage.kit, &stage.cleo, &format!("{nth}"), "Hello.", &[]).await;
    }
    let first = stage.kit.view(&stage.ana).await.inbox(&ListQuery::of(Shelf::Open)).await.unwrap();
    assert_eq!(first.rows.len(), PAGE as usize);
    let after: Option<Cursor> = first.next;
    assert!(after.is_some());
    let second = subjects(&stage, &ListQuery { after, ..ListQuery::of(Shelf::Open) }).await;
    let expected: Vec<String> =
        (0..10).rev().map(|nth| nth.to_string()).chain(["Tent pole".to_owned()]).collect();
    assert_eq!(second, expected);
}

#[both]
async fn w1_a_search_looks_through_every_status(database: Database) {
    let stage = Stage::new(&database).await;
    five(&stage).await;
    let search = |words: &str| ListQuery { words: words.to_owned(), ..ListQuery::of(Shelf::Open) };
    assert_eq!(subjects(&stage, &search("hello")).await, ["team", "mine", "asleep", "done"]);
    assert_eq!(subjects(&stage, &search("snap")).await, ["Tent pole"]);
    let number = stage.conversation().await.number;
    assert_eq!(subjects(&stage, &search(&number.to_string())).await, ["Tent pole"]);
    let done = Filters { status: Some(Status::Done), ..Filters::default() };
    assert_eq!(subjects(&stage, &ListQuery { filters: done, ..search("hello") }).await, ["done"]);
    let mine = ListQuery { words: "hello".to_owned(), ..ListQuery::of(Shelf::Mine) };
    assert_eq!(subjects(&stage, &mine).await, ["mine"]);
}

/// Five hundred hits are read at once.
#[both]
async fn w1_a_search_goes_on_behind_a_conversation_that_says_the_word_all_day(database: Database) {
    let stage = Stage::new(&database).await;
    begin(&stage.kit, &stage.cleo, "Long ago", "The zebra ate it.", &[]).await;
    let zebra = NewMessage::plain(Author::Automatic, "", "zebra", stage.kit.clock.now());
    testkit_desk::conversation(&stage.kit, "keeper@zoo.test", "The zoo", &vec![zebra; 501]).await;
    let search = ListQuery { words: "zebra".to_owned(), ..ListQuery::of(Shelf::Open) };
    let mut found = subjects(&stage, &search).await;
    found.sort();
    assert_eq!(found, ["Long ago", "The zoo"]);
}

sql! {
    SKIP = sqlite "update sqlite_sequence set seq = $1 where name = 'message' returning seq"
        postgres "select setval(pg_get_serial_sequence('message', 'seq'), $1)";
}

/// PostgreSQL is asked for the newest 8,192 messages first, then for as many before them as seem to hold enough.
#[both]
async fn w1_a_search_goes_on_behind_a_hundred_thousand_other_messages(database: Database) {
    let stage = Stage::new(&database).await;
    let mut expected = Vec::new();
    for newest in [1_000_i64, 4_095, 4_096, 40_000, 90_000, 500_000, 500_001, 4_000_000] {
        let mut writer = stage.kit.db.writer().await.unwrap();
        writer.one::<(i64,)>(SKIP.with(params![newest])).await.unwrap();
        writer.commit().await.unwrap();
        stage.kit.clock.advance_millis(1_000);
        begin(&stage.kit, &stage.cleo, &newest.to_string(), "The zebra ate it.", &[]).await;
        expected.insert(0, newest.to_string());
    }
    for words in ["zebra", "ze"] {
        let search = ListQuery { words: words.to_owned(), ..ListQuery::of(Shelf::Open) };
        assert_eq!(subjects(&stage, &search).await, expected, "{words}");
    }
}

#[both]
async fn a_cursor_of_another_list_does_not_open(database: Database) {
    let stage = Stage::new(&database).await;
    let name = |query: &ListQuery, who: &User| query.list_name(who);
    let other = User { id: stage.kit.id(), ..stage.ana.clone() };
    let mine = ListQuery::of(Shelf::Mine);
    let names = [
        name(&mine, &stage.ana),
        name(&mine, &other),
        name(&ListQuery::of(Shelf::Open), &stage.ana),
        name(&filtered(Shelf::Mine, Filters { priority: Some(1), ..Filters::default() }), &stage.ana),
    ];
    assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
}

/// What a database would do, line by line.
async fn plan(stage: &Stage, name: &str, conditions: &[usize]) -> Vec<String> {
    let statement = desk::statements().into_iter().find(|statement| statement.name.ends_with(name)).unwrap();
    let leak =
        |prefix: &str, text: &str| -> &'static str { Box::leak(format!("{prefix} {text}").into_boxed_str()) };
    let explained: &'static Statement = Box::leak(Box::new(Statement {
        name: "explained",
        sqlite: leak("explain query plan", statement.sqlite),
        postgres: leak("explain", statement.postgres),
        conditions: statement.conditions,
        long: false,
    }));
    let mut call = explained.with(db::params!["org", "reader"]);
    for condition in conditions {
        let condition = statement.conditions[*condition];
        let is_time = condition.0.contains("activity_at");
        let values = match condition.0.matches("$?").count() {
            0 => db::params![],
            _ if is_time => db::params![1_i64, "id"],
            _ if condition.0.contains("channels") || condition.0.contains("priority") => db::params![1_i64],
            3 => db::params!["x", "from", "to"],
            _ => db::params!["x"],
        };
        call = call.and(condition, values);
    }
    let reader = stage.kit.db.reader().await.unwrap();
    let lines = match stage.kit.db.dialect() {
        Dialect::Sqlite => {
            let rows: Vec<(i64, i64, i64, String)> = reader.all(call).await.unwrap();
            rows.into_iter().map(|row| row.3).collect()
        }
        Dialect::Postgres => {
            for switch in
                ["enable_seqscan", "enable_sort", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin"]
            {
                let off = format!("select set_config('{switch}', 'off', false)");
                let off: &'static Statement = Box::leak(Box::new(Statement {
                    name: "switch",
                    sqlite: "",
                    postgres: Box::leak(off.into_boxed_str()),
                    conditions: &[],
                    long: false,
                }));
                reader.all::<(String,)>(off.with(vec![])).await.unwrap();
            }
            reader.all::<(String,)>(call).await.unwrap().into_iter().map(|(line,)| line).collect()
        }
    };
    reader.end();
    lines
}

/// A table read whole, or rows put in order after they were found.
fn is_bad(line: &str) -> bool {
    let is_sqlite_scan = line.starts_with("SCAN ") && !line.contains("USING");
    let is_sqlite_scan = is_sqlite_scan && !["SCAN counted", "SCAN CONSTANT ROW"].contains(&line);
    is_sqlite_scan || line.contains("TEMP B-TREE") || line.contains("Sort") || line.contains("Seq Scan")
}

#[both]
async fn w1_every_list_is_read_through_an_index_in_its_own_order(database: Database) {
    let stage = Stage::new(&database).await;
    five(&stage).await;
    let (status, user, nobody, team, brand, priority, channel, tag, value, before) =
        (0, 1, 2, 3, 4, 5, 6, 7, 8, 10);
    for conditions in [
        vec![status],
        vec![status, before],
        vec![status, user, before],
        vec![status, nobody, before],
        vec![status, team, before],
        vec![status, user, team, brand, priority, channel, before],
        vec![status, tag, before],
        vec![status, value, before],
    ] {
        let lines = plan(&stage, "inbox::list::LIST", &conditions).await;
        assert!(!lines.iter().any(|line| is_bad(line)), "{conditions:?}\n{}", lines.join("\n"));
    }
    let lines = plan(&stage, "inbox::counts::COUNT", &[]).await;
    assert!(!lines.iter().any(|line| is_bad(line)), "{}", lines.join("\n"));
}

#[both]
async fn th27_a_file_of_another_conversation_is_not_there(database: Database) {
    let stage = Stage::new(&database).await;
    let file = desk::conversation::message::NewFile {
        hash: "00".repeat(32),
        preview: None,
        name: "a.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 1,
    };
    let other = begin(&stage.kit, &stage.cleo, "With a file", "See there.", &[file]).await;
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(other).await.unwrap();
    let timeline = view.timeline(&conversation, None).await.unwrap();
    let id = timeline.entries.iter().find_map(|entry| match entry {
        desk::conversation::inbox::Entry::Message(message) => message.files.first().map(|file| file.id),
        _ => None,
    });
    assert_eq!(view.download(other, id.unwrap()).await.unwrap().name, "a.pdf");
    assert_eq!(code(view.download(stage.id, id.unwrap()).await), "not_found");
}
