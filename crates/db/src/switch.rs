//! The one place where statements pass, and so the one where `cargo xtask prove` can take a condition away.
//!
//! In builds with debug assertions, `PORTICO_PROVE=statement:<name>:<n>` leaves the n-th guard of that statement true.
//! A guard is `org_id = $n` (with or without a table's alias) or what stands between `/*see*/` and `/*end*/`. Release
//! builds hold nothing of this.

use std::borrow::Cow;

#[cfg(not(debug_assertions))]
pub(crate) fn apply(_: &str, text: Cow<'static, str>) -> Cow<'static, str> {
    text
}

#[cfg(debug_assertions)]
pub(crate) fn apply(name: &str, text: Cow<'static, str>) -> Cow<'static, str> {
    debug::note(name);
    match debug::chosen() {
        Some((chosen, guard)) if chosen == name => Cow::Owned(debug::without_guard(&text, *guard)),
        _ => text,
    }
}

#[cfg(debug_assertions)]
mod debug {
    use std::collections::BTreeSet;
    use std::sync::{Mutex, OnceLock, PoisonError};

    static NOTED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

    /// Remembers that a statement ran, for the harness.
    pub(super) fn note(name: &str) {
        let mut noted = NOTED.lock().unwrap_or_else(PoisonError::into_inner);
        if !noted.contains(name) {
            noted.insert(name.to_owned());
        }
    }

    pub(super) fn noted() -> Vec<String> {
        NOTED.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// The switch of this process: a statement's name and the number of one of its guards.
    pub(super) fn chosen() -> Option<&'static (String, usize)> {
        static CHOSEN: OnceLock<Option<(String, usize)>> = OnceLock::new();
        CHOSEN
            .get_or_init(|| {
                let choice = std::env::var("PORTICO_PROVE").ok()?;
                let (name, guard) = choice.strip_prefix("statement:")?.rsplit_once(':')?;
                Some((name.to_owned(), guard.parse().ok()?))
            })
            .as_ref()
    }

    /// The text with its `guard`-th guard always true.
    pub(super) fn without_guard(text: &str, guard: usize) -> String {
        match guards(text).into_iter().nth(guard) {
            Some((start, end)) => {
                format!("{}({} or 1 = 1){}", &text[..start], &text[start..end], &text[end..])
            }
            None => text.to_owned(),
        }
    }

    /// Where the guards of a text begin and end.
    pub(super) fn guards(text: &str) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> =
            text.match_indices("org_id = $").map(|(at, word)| org_guard(text, at, word.len())).collect();
        for (at, mark) in text.match_indices("/*see*/") {
            let start = at + mark.len();
            if let Some(length) = text[start..].find("/*end*/") {
                found.push((start, start + length));
            }
        }
        found
    }

    fn org_guard(text: &str, at: usize, length: usize) -> (usize, usize) {
        let alias = text[..at]
            .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
            .map_or(0, |before| before + 1);
        let digits = text[at + length..].bytes().take_while(u8::is_ascii_digit).count();
        (alias, at + length + digits)
    }
}

/// The names of all statements that ran in this process, where debug assertions are on.
#[cfg(debug_assertions)]
pub fn noted() -> Vec<String> {
    debug::noted()
}

/// Remembers that a rule was asked.
#[cfg(debug_assertions)]
pub fn note_as(name: &str) {
    debug::note(name);
}

/// How many guards a text has that can be taken away.
#[cfg(debug_assertions)]
pub fn guard_count(text: &str) -> usize {
    debug::guards(text).len()
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::debug::without_guard;

    #[test]
    fn one_guard_is_left_true() {
        let text = "select 1 from a where a.org_id = $1 and /*see*/b = $2/*end*/ and id = $3";
        assert_eq!(
            without_guard(text, 0),
            "select 1 from a where (a.org_id = $1 or 1 = 1) and /*see*/b = $2/*end*/ and id = $3"
        );
        assert_eq!(
            without_guard(text, 1),
            "select 1 from a where a.org_id = $1 and /*see*/(b = $2 or 1 = 1)/*end*/ and id = $3"
        );
        assert_eq!(without_guard(text, 2), text);
    }
}
