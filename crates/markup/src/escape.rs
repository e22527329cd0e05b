/// Writes `text` as the text of an element, in the very form the HTML standard serialises to (§13.3), so that
/// parsing and writing it again changes nothing.
pub(crate) fn text(text: &str, into: &mut String) {
    let mut written = 0;
    for (at, found) in text.match_indices(['&', '<', '>', '\u{a0}', '\0']) {
        into.push_str(&text[written..at]);
        into.push_str(match found {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\0" => "",
            _ => "&nbsp;",
        });
        written = at + found.len();
    }
    into.push_str(&text[written..]);
}

/// As [`text`], for the value of an attribute between double quotes.
pub(crate) fn attribute(value: &str, into: &mut String) {
    for (at, part) in value.split('"').enumerate() {
        if at > 0 {
            into.push_str("&quot;");
        }
        text(part, into);
    }
}

/// Writes undecoded text so that it can begin no tag and end no attribute, its character references kept.
pub(crate) fn undecoded(source: &str, into: &mut String) {
    for c in source.chars() {
        match c {
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\0' => {}
            other => into.push(other),
        }
    }
}

/// The references that occur in serialised HTML; `&amp;` last, or `&amp;lt;` would become `<`.
const REFERENCES: [(&str, &str); 6] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];

/// What serialised text says.
pub(crate) fn decode(source: &str) -> String {
    let mut text = source.to_owned();
    if text.contains('&') {
        for (reference, sign) in REFERENCES {
            text = text.replace(reference, sign);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_reads_as_it_was() {
        for said in ["a & b", "<b>", "\u{a0}", "&lt;", "&amp;amp;", "\"'\"", ""] {
            let mut written = String::new();
            attribute(said, &mut written);
            assert!(!written.contains(['<', '>', '"', '\u{a0}']), "{written}");
            assert_eq!(decode(&written), said);
        }
    }

    #[test]
    fn undecoded_text_keeps_its_references() {
        let mut written = String::new();
        undecoded("&eacute; <\0\">", &mut written);
        assert_eq!(written, "&eacute; &lt;&quot;&gt;");
    }
}
