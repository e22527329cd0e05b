//! The check that stands in for a compiler that knows the schema.

use std::collections::BTreeSet;

use kernel::Fault;

use crate::{Call, Db, Dialect, Statement, Value};

impl Db {
    /// Prepares every text these statements can become, each condition in turn and lists filled, and answers the names
    /// of those that do not fit the schema or leave a placeholder's number out, with the reason.
    ///
    /// A preparation has no values, so PostgreSQL infers a type for each placeholder; the text is then prepared again
    /// with the nearest types that the seam gives. A value of another type than its column's is for the stories to find.
    pub async fn prepare_check(
        &self,
        statements: &[&'static Statement],
    ) -> Result<Vec<(&'static str, String)>, Fault> {
        let mut found = Vec::new();
        let reader = self.reader().await?;
        for statement in statements {
            found.extend(left_out(statement).map(|why| (statement.name, why)));
            for call in calls(statement) {
                let (text, _) = call.expand(self.dialect());
                found.extend(reader.prepare(&text).await.err().map(|why| (statement.name, why)));
            }
        }
        reader.end();
        Ok(found)
    }
}

/// The statement bare and with each of its conditions.
fn calls(statement: &'static Statement) -> Vec<Call<'static>> {
    let bare = || {
        let call = statement.with(vec![Value::Text(None); highest(statement)]);
        let has_list = [statement.sqlite, statement.postgres].iter().any(|text| text.contains("$list"));
        if has_list { call.list(vec![Value::Text(None)]) } else { call }
    };
    let narrowed = statement.conditions.iter().map(|condition| {
        let places = condition.0.matches("$?").count();
        let narrowed = bare().and(condition, vec![Value::Text(None); places]);
        if condition.0.contains("$list") { narrowed.list(vec![Value::Text(None)]) } else { narrowed }
    });
    std::iter::once(bare()).chain(narrowed).collect()
}

/// Both texts must use the same numbers, from 1 on: they are called with the same values.
fn left_out(statement: &Statement) -> Option<String> {
    let wanted: BTreeSet<usize> = (1..=highest(statement)).collect();
    [Dialect::Sqlite, Dialect::Postgres].into_iter().find_map(|dialect| {
        let used = numbers(statement.text(dialect));
        (used != wanted).then(|| format!("the {dialect:?} text uses the placeholders {used:?} of {wanted:?}"))
    })
}

fn highest(statement: &Statement) -> usize {
    let both = numbers(statement.sqlite).into_iter().chain(numbers(statement.postgres));
    both.max().unwrap_or(0)
}

/// The numbers of a text's placeholders; `$list` and `$?` have none.
fn numbers(text: &str) -> BTreeSet<usize> {
    let digits = |piece: &str| piece.chars().take_while(char::is_ascii_digit).collect::<String>();
    text.split('$').skip(1).filter_map(|piece| digits(piece).parse().ok()).collect()
}
