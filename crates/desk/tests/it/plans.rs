//! No statement reads all that an organization has of what grows, where one row or a few are wanted.

use db::{FromRow, Row, Statement, Value};
use kernel::Fault;
use testkit::{Database, Engine, run};
use testkit_desk::Kit;

/// Tables that grow for as long as an organization works.
const GROWING: &[&str] = &[
    "article",
    "article_category",
    "article_click",
    "article_file",
    "article_kb",
    "article_search",
    "article_tag",
    "article_text",
    "article_use",
    "article_version",
    "attempt",
    "attribute_value",
    "audit",
    "conversation",
    "customer",
    "customer_address",
    "fact",
    "form_file",
    "form_submission",
    "form_suggestion",
    "held_answer",
    "idempotency",
    "mention",
    "message",
    "message_file",
    "note",
    "read_mark",
    "session",
    "sign_on_token",
    "staged_file",
    "survey",
];

/// Statements that may, and why.
const MAY: &[(&str, &str)] = &[
    ("article::find::OF_ORG", "a page at a time, in the order of the index"),
    ("article::published::IDS", "the sitemap names all there is, and is kept"),
    ("article::manage::LIST", "a page at a time, in the order of the index"),
    ("audit::seal::OPEN", "the index holds only what waits to be sealed"),
    ("audit::list::LIST", "the newest 51, in the order of the index"),
    ("brand::ADD", "a brand is added a few times"),
    ("brand::delete::BRAND", "a brand is deleted a few times"),
    ("brand::delete::USES", "a brand is deleted a few times"),
    ("portal::list::LIST", "is never asked without an order, which names the customer"),
    ("inbox::list::LIST", "is never asked without an order, of which it reads a page"),
    ("inbox::list::FEW", "is asked with what narrows it, and stops at 201"),
    ("upkeep::TAKEN_BACK", "the table holds what waits for seconds, and for a while what was taken back"),
    ("inbox::tally::NUMBER", "is asked with what narrows it, and stops at 1,001"),
];

/// One line of a plan.
struct Line(String);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        row.get(3).map(Line)
    }
}

/// SQLite keeps no statistics of its own accord and takes `org_id = ?` for a few rows, so it may choose an index by which all
/// of them are read. PostgreSQL counts what it has.
#[test]
fn no_statement_reads_all_of_an_organization() {
    run(Engine::Sqlite, every_plan);
}

async fn every_plan(database: Database) {
    let kit = Kit::new(&database).await;
    let mut wrong = Vec::new();
    let is_excused = |statement: &Statement| MAY.iter().any(|(name, _)| statement.name.ends_with(name));
    for statement in desk::statements().into_iter().filter(|statement| !is_excused(statement)) {
        let lines = plan(&kit, statement).await.into_iter().filter(|line| reads_all(statement, line));
        wrong.extend(lines.map(|line| format!("{} {line}", statement.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (name, why) in MAY {
        let is_there = desk::statements().iter().any(|statement| statement.name.ends_with(name));
        assert!(is_there, "{name} ({why}) is stale");
    }
}

/// Whether this line of the plan reads a growing table from end to end, or as far as one organization goes.
fn reads_all(statement: &Statement, line: &str) -> bool {
    let mut words = line.split(' ');
    let how = words.next().unwrap_or_default();
    let table = words.next().unwrap_or_default();
    let is_growing = GROWING.contains(&named(statement.sqlite, table).as_str());
    is_growing && (how == "SCAN" || how == "SEARCH" && line.ends_with("(org_id=?)"))
}

/// The table that the statement calls by this name.
fn named(text: &str, alias: &str) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '_')))
        .collect();
    let found =
        words.windows(3).find(|words| ["from", "join", "update"].contains(&words[0]) && words[2] == alias);
    found.map_or(alias, |words| words[1]).to_owned()
}

async fn plan(kit: &Kit, statement: &'static Statement) -> Vec<String> {
    let text = statement.sqlite.replace("{conditions}", "");
    let count = (1..20).filter(|number| text.contains(&format!("${number}"))).max().unwrap_or_default();
    let text: &'static str = format!("explain query plan {text}").leak();
    let explained: &'static Statement = Box::leak(Box::new(Statement {
        name: "plan",
        sqlite: text,
        postgres: text,
        conditions: &[],
        long: false,
    }));
    let mut call = explained.with(vec![Value::Text(None); count]);
    if text.contains("$list") {
        call = call.list(vec![Value::Text(None)]);
    }
    let mut writer = kit.db.writer().await.unwrap();
    let lines: Vec<Line> =
        writer.all(call).await.unwrap_or_else(|fault| panic!("{}: {fault:?}", statement.name));
    lines.into_iter().map(|Line(line)| line).collect()
}
