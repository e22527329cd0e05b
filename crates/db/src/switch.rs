//! The one place where statements pass, and so the one where `cargo xtask prove` can take a condition away.
//!
//! In builds with debug assertions `PORTICO_PROVE` names one switch that is thrown in this process. A switch of ours is
//! `statement:<name>:<n>`: it leaves the n-th guard of that statement true. A guard is `org_id = …` (with or without a
//! table's alias) or what stands between `/*see*/` and `/*end*/`; those of a statement's conditions are numbered behind
//! its own. Others have switches of theirs, see [`is_thrown`]. Release builds hold nothing of this.

/// A piece of a statement, its own text or one of its conditions, on its way to the engine.
#[cfg(not(debug_assertions))]
pub(crate) fn pass(_: &crate::Statement, piece: &'static str) -> std::borrow::Cow<'static, str> {
    piece.into()
}

#[cfg(debug_assertions)]
pub(crate) use debug::pass;
#[cfg(debug_assertions)]
pub use debug::{Notes, is_thrown, names, note_on_this_thread};

#[cfg(debug_assertions)]
mod debug {
    use std::borrow::Cow;
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    use std::ops::Range;
    use std::sync::{Arc, Mutex, OnceLock, PoisonError};

    use crate::Statement;

    /// The switches that a story passed.
    pub type Notes = Arc<Mutex<BTreeSet<String>>>;

    thread_local! {
        static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
    }

    /// From now on the switches that this thread passes are noted here.
    pub fn note_on_this_thread(notes: Notes) {
        NOTES.set(Some(notes));
    }

    /// Whether this switch is thrown: whoever asks then answers yes. Notes that it was passed.
    pub fn is_thrown(name: impl FnOnce() -> String) -> bool {
        if !is_watched() {
            return false;
        }
        let name = name();
        let is_thrown = chosen() == Some(&name);
        NOTES.with_borrow(|notes| {
            if let Some(notes) = notes {
                notes.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
            }
        });
        is_thrown
    }

    /// Almost never, so that other tests pay nothing.
    fn is_watched() -> bool {
        chosen().is_some() || NOTES.with_borrow(Option::is_some)
    }

    fn chosen() -> Option<&'static String> {
        static CHOSEN: OnceLock<Option<String>> = OnceLock::new();
        CHOSEN.get_or_init(|| std::env::var("PORTICO_PROVE").ok()).as_ref()
    }

    /// The names of every switch of a statement.
    pub fn names(statement: &Statement) -> Vec<String> {
        (0..first_of(statement, None)).map(|number| name(statement, number)).collect()
    }

    /// A piece of a statement, its own text or one of its conditions, on its way to the engine.
    pub(crate) fn pass(statement: &'static Statement, piece: &'static str) -> Cow<'static, str> {
        if !is_watched() {
            return Cow::Borrowed(piece);
        }
        let first = first_of(statement, Some(piece));
        let numbered = guards(piece).into_iter().zip(first..);
        // Every one is asked, for every one is noted.
        let left = numbered.filter(|(_, number)| is_thrown(|| name(statement, *number))).last();
        left.map_or(Cow::Borrowed(piece), |(guard, _)| Cow::Owned(without(piece, &guard)))
    }

    fn name(statement: &Statement, number: usize) -> String {
        format!("statement:{}:{number}", statement.name)
    }

    /// How many guards a statement has before this piece; without one, in all.
    fn first_of(statement: &Statement, piece: Option<&'static str>) -> usize {
        let own = [statement.sqlite, statement.postgres];
        if piece.is_some_and(|piece| own.contains(&piece)) {
            return 0;
        }
        let before = statement
            .conditions
            .iter()
            .take_while(|condition| piece.is_none_or(|piece| condition.0 != piece));
        own[..1]
            .iter()
            .copied()
            .chain(before.map(|condition| condition.0))
            .map(|text| guards(text).len())
            .sum()
    }

    /// The text with one guard always true.
    pub(super) fn without(text: &str, guard: &Range<usize>) -> String {
        format!("{}({} or 1 = 1){}", &text[..guard.start], &text[guard.clone()], &text[guard.end..])
    }

    /// Where the guards of a text are, in their order.
    pub(super) fn guards(text: &str) -> Vec<Range<usize>> {
        let owned = text.match_indices(ORG).filter_map(|(at, _)| org_guard(text, at));
        let seen = text.match_indices("/*see*/").filter_map(|(at, mark)| {
            let start = at + mark.len();
            text[start..].find("/*end*/").map(|length| start..start + length)
        });
        let mut found: Vec<Range<usize>> = owned.chain(seen).collect();
        found.sort_by_key(|guard| guard.start);
        found
    }

    const ORG: &str = "org_id = ";

    /// `org_id = $1`, `m.org_id = c.org_id`, and `org_id = $?` of a condition.
    fn org_guard(text: &str, at: usize) -> Option<Range<usize>> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || "_.$?".contains(c);
        let start = text[..at].rfind(|c| !is_word(c)).map_or(0, |before| before + 1);
        let other = &text[at + ORG.len()..];
        let other = &other[..other.find(|c| !is_word(c)).unwrap_or(other.len())];
        let is_guard = other.starts_with('$') || other.ends_with("org_id");
        is_guard.then_some(start..at + ORG.len() + other.len())
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::debug::{guards, names, without};
    use crate::Condition;

    static TAGGED: Condition =
        Condition("and exists (select 1 from g where g.org_id = a.org_id and g.tag = $?)");

    crate::sql! {
        ONE = "select 1 from a where a.org_id = $1 and /*see*/b = $2/*end*/ and id = $3";
        MORE = "select 1 from a where org_id = $1 {conditions}" with [TAGGED];
        NONE = "update a set org = 1 where id = $1";
    }

    #[test]
    fn one_guard_is_left_true() {
        let found = guards(ONE.sqlite);
        let left: Vec<String> = found.iter().map(|guard| without(ONE.sqlite, guard)).collect();
        assert_eq!(
            left,
            [
                "select 1 from a where (a.org_id = $1 or 1 = 1) and /*see*/b = $2/*end*/ and id = $3",
                "select 1 from a where a.org_id = $1 and /*see*/(b = $2 or 1 = 1)/*end*/ and id = $3"
            ]
        );
        assert_eq!(
            without(TAGGED.0, &guards(TAGGED.0)[0]),
            "and exists (select 1 from g where (g.org_id = a.org_id or 1 = 1) and g.tag = $?)"
        );
    }

    #[test]
    fn guards_of_conditions_are_numbered_behind_the_statement_s_own() {
        let of_more = ["statement:db::switch::tests::MORE:0", "statement:db::switch::tests::MORE:1"];
        assert_eq!(names(&MORE), of_more);
        assert!(names(&NONE).is_empty());
        assert_eq!(STATEMENTS.len(), 3);
    }
}
