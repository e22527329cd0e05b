//! XML as feeds and sitemaps need it: elements with text and attributes, everything escaped.

/// What begins every document.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// An element with a text in it.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

/// An element with nothing in it.
pub(super) fn empty(name: &str, attributes: &[(&str, &str)]) -> String {
    let written = attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
    format!("<{name}{}/>", written.collect::<String>())
}

/// Without the signs that no XML may have (XML 1.0 §2.2).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            sign if sign < ' ' || matches!(sign, '\u{fffe}' | '\u{ffff}') => {}
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_ends_an_element() {
        assert_eq!(element("a", "</a>\u{1}&\n\u{ffff}"), "<a>&lt;/a&gt;&amp; </a>");
        assert_eq!(empty("b", &[("c", "\"/>")]), "<b c=\"&quot;/&gt;\"/>");
    }
}
