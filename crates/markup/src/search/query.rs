use super::cut::{Kind, Word, cut};
use super::fold::fold;
use super::words::shortened;

const MAX_TERMS: usize = 12;

/// Longer than any field takes; what follows is not read.
const MAX_SIGNS: usize = 1_000;

/// What somebody typed to find: every term must occur.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// One thing to be found: a word, or words that stand next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub(super) words: Vec<String>,
    pub(super) beginning: bool,
}

impl Query {
    /// Reads what was typed. Words between double quotes must stand together. The last word counts as a
    /// beginning while it is being typed, that is, until white space or a quote ends it.
    ///
    /// Nothing that can be typed is an error. Punctuation alone gives an empty query, which finds nothing.
    pub fn parse(typed: &str) -> Query {
        let typed: String = typed.chars().take(MAX_SIGNS).collect();
        let folded = fold(&typed);
        let mut query = Query::default();
        for (nth, part) in folded.split(is_quote).enumerate() {
            if nth % 2 == 1 {
                query.push(Term::phrase(part));
            } else {
                cut(part).for_each(|piece| query.push(Term::piece(&piece)));
            }
        }
        let ended = folded.ends_with(|c: char| c.is_whitespace() || is_quote(c));
        if let Some(last) = query.terms.last_mut().filter(|_| !ended) {
            last.beginning = true;
        }
        query.terms.truncate(MAX_TERMS);
        query
    }

    /// A query for whole words that are already known, such as the forms in which an article's index found them.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Query {
        let mut query = Query::default();
        for word in words {
            cut(&fold(word)).for_each(|piece| query.push(Term::piece(&piece)));
        }
        query
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// What must occur, in the order typed.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn push(&mut self, term: Term) {
        if !term.words.is_empty() && !self.terms.contains(&term) {
            self.terms.push(term);
        }
    }
}

impl Term {
    /// The folded words that must stand next to each other; mostly one.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether the last word may go on.
    pub fn is_beginning(&self) -> bool {
        self.beginning
    }

    /// An address is looked for as a whole. Of all else that was joined the parts must stand together, so that
    /// `4711/22` finds `4711-22`.
    fn piece(words: &[Word<'_>]) -> Term {
        match words {
            [whole, ..] if whole.kind == Kind::Whole && whole.text.contains('@') => Term::of([whole]),
            words => Term::of(words.iter().filter(|word| word.kind != Kind::Whole)),
        }
    }

    fn phrase(text: &str) -> Term {
        let words: Vec<_> = cut(text).flatten().collect();
        Term::of(&words)
    }

    /// The last sign of a row is left out where a pair holds it already, since the row may go on in the text.
    /// A single sign begins a pair.
    fn of<'a, 'b: 'a>(words: impl IntoIterator<Item = &'a Word<'b>>) -> Term {
        let mut words: Vec<_> = words.into_iter().collect();
        if let [.., Word { kind: Kind::Pair, .. }, Word { kind: Kind::Last, .. }] = words[..] {
            words.pop();
        }
        let beginning = words.last().is_some_and(|word| word.kind == Kind::Last);
        Term { words: words.iter().map(|word| shortened(word.text).to_owned()).collect(), beginning }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
