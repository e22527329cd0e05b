use std::fmt;

use serde::Serialize;

use crate::allowed::EDITION;
use crate::highlight::Span;
use crate::{escape, linkify, markdown, picture, plain, sanitise};

/// HTML that is safe to put into a page as it is: it has been through the sanitiser, or was escaped.
///
/// There is no other way to make one, and none to read one back from a store without saying by which edition of
/// what is allowed it was cleaned.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Cleans HTML of mail or of an agent's reply. Cleaning twice is cleaning once.
    ///
    /// Text, lists, tables, quotes and links (`http`, `https`, `mailto`, `tel`) stay. Pictures from elsewhere
    /// become `<span class="remote-image">` with their alternative text or host; those that came with the mail
    /// become `<img data-cid="…">` for [`Html::sanitise_mail`]. HTML beyond 2 MB or 200 levels becomes its text.
    pub fn sanitise(raw: &str) -> Html {
        sanitise::sanitise(raw).map_or_else(|| Html::from_plain(&plain::bare_text(raw)), Html)
    }

    /// As [`Html::sanitise`], with the address of each picture that came with the mail. `address` is asked with
    /// the content id, without angle brackets; a picture it does not know stays without a source.
    pub fn sanitise_mail(raw: &str, address: impl Fn(&str) -> Option<String>) -> Html {
        Html::sanitise(raw).with_pictures(address)
    }

    /// HTML from a store, with the edition of what is allowed by which it was cleaned before. Unless that is
    /// [`EDITION`] it is cleaned again: today's list holds for yesterday's mail, and reading costs nothing.
    pub fn stored(clean: String, edition: i64) -> Html {
        if edition == EDITION { Html(clean) } else { Html::sanitise(&clean) }
    }

    /// With the address of each picture that came with the mail, as in [`Html::sanitise_mail`].
    #[must_use]
    pub fn with_pictures(self, address: impl Fn(&str) -> Option<String>) -> Html {
        if self.0.contains("data-cid") { Html(picture::resolve(&self.0, address)) } else { self }
    }

    /// HTML that has been through the wall of articles.
    pub(crate) fn walled(html: String) -> Html {
        Html(html)
    }

    /// Plain text as HTML: paragraphs, line breaks, and links for what is plainly an address.
    pub fn from_plain(text: &str) -> Html {
        Html(linkify::paragraphs(&plain::normalise(text)))
    }

    /// What was typed with the signs of Markdown; nothing for a text without any, which is plain. Tags stay the text
    /// they were typed as.
    pub fn from_markdown(text: &str) -> Option<Html> {
        markdown::formatted(&plain::normalise(text)).map(|html| Html::sanitise(&html))
    }

    /// What somebody typed, formatted or plain.
    pub fn typed(text: &str) -> Html {
        Html::from_markdown(text).unwrap_or_else(|| Html::from_plain(text))
    }

    /// A line of text, what was found in it in `<mark>`.
    pub fn marked(spans: &[Span]) -> Html {
        let mut html = String::with_capacity(spans.iter().map(|span| span.text.len() + 16).sum());
        for span in spans {
            html.push_str(if span.hit { "<mark>" } else { "" });
            escape::text(&span.text, &mut html);
            html.push_str(if span.hit { "</mark>" } else { "" });
        }
        Html(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML, owned.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing to show, not even an element.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
