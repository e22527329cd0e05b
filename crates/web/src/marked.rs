//! Texts in which something was searched for.

use markup::{Html, Query, Span};
use serde::{Deserialize, Serialize, Serializer};
use theme::Raw;

/// The most characters of a text that are shown around what was found.
const SHOWN: usize = 200;

/// A line of text with what was found in it marked: escaped here once, so that a template only writes it out.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct Marked(Vec<Span>);

impl Marked {
    /// The text with the words of a search marked; as it is without a search.
    pub(crate) fn of(text: &str, search: &str) -> Self {
        Self(match (text, search) {
            ("", _) => Vec::new(),
            (text, "") => vec![Span { text: text.to_owned(), hit: false }],
            (text, search) => markup::highlight(text, &Query::parse(search), SHOWN),
        })
    }
}

impl Marked {
    /// A text that was marked before.
    pub(crate) fn spans(spans: Vec<Span>) -> Self {
        Self(spans)
    }
}

impl Serialize for Marked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Raw::from(Html::marked(&self.0)).serialize(serializer)
    }
}
