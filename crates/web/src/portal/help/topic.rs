//! The drawings that a category may have.

/// Their names; the theme's glyphs are `topic-….svg`.
pub(crate) static TOPICS: [&str; 14] = [
    "account", "book", "box", "calendar", "card", "chat", "gear", "people", "phone", "return", "shield",
    "star", "truck", "wrench",
];

/// The glyph of this name; a book for none and for one that there is not.
pub(super) fn glyph(icon: &str) -> String {
    let known = TOPICS.iter().find(|name| **name == icon).unwrap_or(&"book");
    format!("topic-{known}")
}
