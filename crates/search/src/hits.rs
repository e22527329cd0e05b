use kernel::Language;
use markup::Span;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// How many articles there are in all.
    pub total: usize,
    /// Whether an article was found that has every word, or what comes near it. A search that only found articles with
    /// some of its words is one that its asker may well call without a hit.
    pub complete: bool,
    /// Those that were asked for, best first.
    pub hits: Vec<Hit>,
}

/// One article that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its id.
    pub article: String,
    /// The language in which it was found.
    pub language: Language,
    /// How well it fits; means something only beside others of the same answer.
    pub score: f32,
    /// Its title, with what was looked for marked.
    pub title: Vec<Span>,
    /// The part of its text that says most about what was looked for; empty for a suggestion.
    pub excerpt: Vec<Span>,
}
