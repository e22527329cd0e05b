//! What a style says of the words in it. Word and Google Docs write most of their structure as styles.

use crate::article::inline::Marks;

/// What a `style` attribute turns on and off, and Word's place in a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) adds: Marks,
    pub(super) removes: Marks,
    pub(super) list: Option<WordList>,
    /// The sign before an item, which Word writes as text.
    pub(super) is_list_sign: bool,
}

/// Where a paragraph stands among Word's lists: `mso-list: l0 level2 lfo1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordList {
    pub(super) level: usize,
}

/// Reads the value of a `style` attribute. What it does not know says nothing.
pub(super) fn read(style: &str) -> Style {
    let mut read = Style::default();
    for (name, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        match name.as_str() {
            "font-weight" => read.weight(&value),
            "font-style" => {
                read.toggle(Marks::EM, value == "italic" || value == "oblique", value == "normal");
            }
            "text-decoration" | "text-decoration-line" => {
                read.toggle(Marks::UNDERLINE, value.contains("underline"), false);
                read.toggle(Marks::STRIKE, value.contains("line-through"), false);
            }
            "vertical-align" => {
                read.toggle(Marks::SUB, value == "sub", value == "baseline");
                read.toggle(Marks::SUP, value == "super", value == "baseline");
            }
            "mso-highlight" => read.toggle(Marks::MARK, true, false),
            "mso-list" => read.word_list(&value),
            _ => {}
        }
    }
    read
}

impl Style {
    fn toggle(&mut self, mark: Marks, on: bool, off: bool) {
        if on {
            self.adds = self.adds.with(mark);
        } else if off {
            self.removes = self.removes.with(mark);
        }
    }

    fn weight(&mut self, value: &str) {
        let number = value.parse::<u16>().ok();
        let is_bold = matches!(value, "bold" | "bolder") || number.is_some_and(|weight| weight >= 600);
        let is_plain = matches!(value, "normal" | "lighter") || number.is_some_and(|weight| weight < 600);
        self.toggle(Marks::STRONG, is_bold, is_plain);
    }

    fn word_list(&mut self, value: &str) {
        self.is_list_sign = value == "ignore";
        let level = value.split_whitespace().find_map(|part| part.strip_prefix("level")?.parse().ok());
        self.list = level.filter(|level| (1..=9).contains(level)).map(|level| WordList { level });
    }
}

/// The number with which a list begins whose first sign this is; nothing where items have no numbers.
pub(super) fn first_number(sign: &str) -> Option<u32> {
    let sign = sign.trim_matches(|c: char| c.is_whitespace() || c == '(');
    let end = sign.find(|c: char| !c.is_ascii_alphanumeric())?;
    if end == 0 || !sign[end..].starts_with(['.', ')']) {
        return None;
    }
    Some(sign[..end].parse().unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_say_what_marks_would() {
        let read = |style| {
            let style = read(style);
            (style.adds.elements().collect::<Vec<_>>(), style.removes.elements().collect::<Vec<_>>())
        };
        assert_eq!(
            read("font-size:11pt;font-weight:700; FONT-STYLE : Italic"),
            (vec!["strong", "em"], vec![])
        );
        assert_eq!(read("font-weight:400;text-decoration:none"), (vec![], vec!["strong"]));
        assert_eq!(
            read("text-decoration:line-through underline;vertical-align:super"),
            (vec!["u", "s", "sup"], vec![])
        );
        assert_eq!(read("background:url(//evil.example);;:;x"), (vec![], vec![]));
    }

    #[test]
    fn signs_before_items_number_them_or_not() {
        for (sign, number) in [
            ("1.", Some(1)),
            ("7)", Some(7)),
            ("(a)", Some(1)),
            ("iv. ", Some(1)),
            ("·", None),
            ("o", None),
            ("", None),
        ] {
            assert_eq!(first_number(sign), number, "{sign}");
        }
    }
}
