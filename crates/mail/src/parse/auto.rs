//! Whether a person wrote it.

use mail_parser::HeaderName;

use super::Head;
use super::head::{AUTO_SUBMITTED, PRECEDENCE, X_AUTOREPLY, X_AUTORESPOND};

/// Who or what sent a mail, by what its header says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AutoKind {
    /// A person, as far as one can tell.
    Personal,
    /// A program that answers mail, such as an absence note (RFC 3834 `auto-replied`).
    Replied,
    /// A program on its own (RFC 3834 `auto-generated` and what extends it).
    Generated,
    /// A mailing list or other bulk mail; a person may have written it.
    Bulk,
}

pub(super) fn kind(head: &Head) -> AutoKind {
    let word = |name: &HeaderName<'_>| head.line(name).map(|line| first_word(line.as_str()));
    let precedence = word(&PRECEDENCE);
    let submitted = word(&AUTO_SUBMITTED);
    if submitted.as_deref() == Some("auto-replied")
        || precedence.as_deref() == Some("auto_reply")
        || head.count(&X_AUTOREPLY) + head.count(&X_AUTORESPOND) > 0
    {
        AutoKind::Replied
    } else if submitted.is_some_and(|word| word != "no") {
        AutoKind::Generated
    } else if head.count(&HeaderName::ListId) > 0
        || matches!(precedence.as_deref(), Some("bulk" | "list" | "junk"))
    {
        AutoKind::Bulk
    } else {
        AutoKind::Personal
    }
}

fn first_word(text: &str) -> String {
    text.split([' ', ';', '(']).next().unwrap_or_default().to_ascii_lowercase()
}
