//! Statements as data, so that tests and `doctor` can prepare every one of them.

use std::borrow::Cow;

use crate::Value;

/// Which of the two languages a text is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// SQLite, the one bundled.
    Sqlite,
    /// PostgreSQL, 15 at least.
    Postgres,
}

/// One named statement. Made by [`sql!`](crate::sql).
#[derive(Debug)]
pub struct Statement {
    /// `module::NAME`.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL; the same one but for the few that must differ.
    pub postgres: &'static str,
    /// What may be added where the text says `{conditions}`.
    pub conditions: &'static [&'static Condition],
    /// Whether it may run long, so that the calling worker must hand its other tasks on.
    pub long: bool,
}

/// A piece of a condition, beginning with `and`, its placeholders written `$?`. Where a list has several orders, each is
/// one too, added last.
#[derive(Debug)]
pub struct Condition(pub &'static str);

/// Makes statements and the list `STATEMENTS` of them:
///
/// ```text
/// sql! {
///     FIND = "select subject from conversation where org_id = $1 and id = $2";
///     LIST = "select … where org_id = $1 {conditions} order by …" with [STATUS_IS, BEFORE];
///     long SEARCH = sqlite "… match $2" postgres "… @@ cast($2 as tsquery)";
/// }
/// ```
#[macro_export]
macro_rules! sql {
    ($($(#[$doc:meta])* $([$long:ident])? $name:ident = $(sqlite)? $sqlite:literal $(postgres $postgres:literal)?
        $(with [$($condition:ident),* $(,)?])?;)*) => {
        $($(#[$doc])*
        static $name: $crate::Statement = $crate::Statement {
            name: concat!(module_path!(), "::", stringify!($name)),
            sqlite: $sqlite,
            postgres: $crate::sql!(@second $sqlite $(, $postgres)?),
            conditions: &[$($(&$condition),*)?],
            long: $crate::sql!(@long $($long)?),
        };)*
        /// Every statement above.
        pub(crate) static STATEMENTS: &[&$crate::Statement] = &[$(&$name),*];
    };
    (@second $first:literal) => { $first };
    (@second $first:literal, $second:literal) => { $second };
    (@long long) => { true };
    (@long) => { false };
}

impl Statement {
    /// The text in `dialect`, as written.
    pub fn text(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }

    /// A call of this statement with `values` for `$1 …`.
    pub fn with<'a>(&'static self, values: Vec<Value<'a>>) -> Call<'a> {
        Call { statement: self, values, conditions: Vec::new(), list: None, lock: None }
    }
}

/// A statement with its values, ready to run.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    pub(crate) statement: &'static Statement,
    values: Vec<Value<'a>>,
    conditions: Vec<(&'static Condition, usize)>,
    list: Option<Vec<Value<'a>>>,
    lock: Option<&'static str>,
}

/// What `in ($list)` is expanded to, so that a statement has five texts and not a thousand.
const LIST_SIZES: [usize; 5] = [1, 4, 16, 64, 256];

impl<'a> Call<'a> {
    /// Adds a condition with the values of its `$?`.
    #[must_use]
    pub fn and(mut self, condition: &'static Condition, values: Vec<Value<'a>>) -> Self {
        debug_assert!(
            self.statement.conditions.iter().any(|known| std::ptr::eq(*known, condition)),
            "{} does not list this condition",
            self.statement.name
        );
        self.conditions.push((condition, self.values.len()));
        self.values.extend(values);
        self
    }

    /// Fills `in ($list)` with at most 256 values; more go in turns, and none must not be asked for at all.
    #[must_use]
    pub fn list(mut self, values: Vec<Value<'a>>) -> Self {
        debug_assert!((1..=256).contains(&values.len()), "a list holds 1 to 256 values");
        self.list = Some(values);
        self
    }

    /// Locks the row of `table` (its name or alias in this statement) until the transaction ends, where the engine
    /// has more than one writer.
    #[must_use]
    pub fn locking(mut self, table: &'static str) -> Self {
        self.lock = Some(table);
        self
    }

    /// The final text and values for one engine, on their way to it.
    pub(crate) fn resolve(&self, dialect: Dialect) -> (Cow<'static, str>, Vec<Value<'a>>) {
        self.put_together(dialect, &|piece| crate::switch::pass(self.statement, piece))
    }

    /// The final text and values for one engine, as written.
    pub(crate) fn expand(&self, dialect: Dialect) -> (Cow<'static, str>, Vec<Value<'a>>) {
        self.put_together(dialect, &Cow::Borrowed)
    }

    fn put_together(&self, dialect: Dialect, pass: Pass<'_>) -> (Cow<'static, str>, Vec<Value<'a>>) {
        let text = pass(self.statement.text(dialect));
        let mut values = self.values.clone();
        let lock = self.lock.filter(|_| dialect == Dialect::Postgres);
        if lock.is_none()
            && self.conditions.is_empty()
            && self.list.is_none()
            && !text.contains("{conditions}")
        {
            return (text, values);
        }
        let mut text = text.replace("{conditions}", &self.condition_text(pass));
        if let Some(list) = &self.list {
            text = text.replace("$list", &expand_list(list, &mut values));
        }
        if let Some(table) = lock {
            text = format!("{text} for no key update of {table}");
        }
        (Cow::Owned(text), values)
    }

    fn condition_text(&self, pass: Pass<'_>) -> String {
        let mut text = String::new();
        for (condition, first) in &self.conditions {
            let mut number = *first;
            for (index, piece) in pass(condition.0).split("$?").enumerate() {
                if index > 0 {
                    number += 1;
                    text.push('$');
                    text.push_str(&number.to_string());
                }
                text.push_str(piece);
            }
            text.push(' ');
        }
        text
    }
}

/// What a statement's own text and its conditions go through before they are put together.
type Pass<'p> = &'p dyn Fn(&'static str) -> Cow<'static, str>;

fn expand_list<'a>(list: &[Value<'a>], values: &mut Vec<Value<'a>>) -> String {
    let size = LIST_SIZES.into_iter().find(|size| *size >= list.len()).unwrap_or(256);
    let first = values.len() + 1;
    let filling = list.last().into_iter().cycle();
    values.extend(list.iter().chain(filling).take(size).cloned());
    let places: Vec<String> = (first..first + size).map(|number| format!("${number}")).collect();
    places.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Condition, Dialect};
    use crate::{Value, params};

    static STATUS_IS: Condition = Condition("and status = $?");
    static BEFORE: Condition = Condition("and (at, id) < ($?, $?)");

    crate::sql! {
        PLAIN = "select 1 where $1 = 2";
        LIST = "select id from t where org_id = $1 {conditions}order by at" with [STATUS_IS, BEFORE];
        MANY = "select id from t where org_id = $1 and id in ($list)";
        DIFFERENT = sqlite "select a" postgres "select b";
    }

    #[test]
    fn conditions_are_numbered_after_the_first_values() {
        let (text, values) = LIST
            .with(params!["o"])
            .and(&BEFORE, params![1_i64, "x"])
            .and(&STATUS_IS, params!["open"])
            .resolve(Dialect::Sqlite);
        assert_eq!(
            text,
            "select id from t where org_id = $1 and (at, id) < ($2, $3) and status = $4 order by at"
        );
        assert_eq!(values, params!["o", 1_i64, "x", "open"]);
        assert_eq!(
            LIST.with(params!["o"]).resolve(Dialect::Postgres).0,
            "select id from t where org_id = $1 order by at"
        );
    }

    #[test]
    fn a_list_is_filled_up_with_its_last_value() {
        let (text, values) = MANY.with(params!["o"]).list(params!["a", "b"]).resolve(Dialect::Sqlite);
        assert_eq!(text, "select id from t where org_id = $1 and id in ($2, $3, $4, $5)");
        assert_eq!(values, params!["o", "a", "b", "b", "b"]);
    }

    #[test]
    fn statements_know_their_names_and_dialects() {
        assert_eq!(STATEMENTS.len(), 4);
        assert_eq!(PLAIN.name, "db::statement::tests::PLAIN");
        assert_eq!(
            (DIFFERENT.text(Dialect::Sqlite), DIFFERENT.text(Dialect::Postgres)),
            ("select a", "select b")
        );
        assert_eq!(PLAIN.with(vec![Value::Int(Some(2))]).resolve(Dialect::Postgres).1, params![2_i64]);
    }
}
