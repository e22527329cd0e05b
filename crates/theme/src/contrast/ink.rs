//! Colours where no style sheet reaches: in mails.

use super::color::Color;
use super::value::hex;

/// A colour that hides nothing behind it, as `#rrggbb`; nothing for a text that is none. What is given as `#36c` or with a
/// share of transparency is made whole: mail programs differ in both.
pub fn solid(text: &str) -> Option<String> {
    let digits =
        text.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    hex(digits)?;
    let long: String = match digits.len() {
        3 | 4 => digits.chars().take(3).flat_map(|digit| [digit, digit]).collect(),
        _ => digits.chars().take(6).collect(),
    };
    Some(format!("#{}", long.to_ascii_lowercase()))
}

/// Black or white, whichever is read better on a colour (WCAG 2.2, 1.4.3).
pub fn ink_on(solid: &str) -> &'static str {
    let [black, white] = [[0.0; 3], [1.0; 3]].map(Color::linear);
    let ground = solid.strip_prefix('#').and_then(hex).unwrap_or(white);
    if ground.contrast(&white) > ground.contrast(&black) { "#ffffff" } else { "#000000" }
}

#[cfg(test)]
mod tests {
    use super::{ink_on, solid};

    #[test]
    fn text_on_a_colour_is_black_or_white_whichever_is_read_better() {
        assert_eq!(ink_on("#2f6b4f"), "#ffffff");
        assert_eq!(ink_on("#ffd400"), "#000000");
        assert_eq!(ink_on("#000000"), "#ffffff");
    }

    #[test]
    fn th37_what_is_no_colour_never_reaches_a_style() {
        for (good, whole) in [("#2F6B4F", "#2f6b4f"), ("#36c", "#3366cc"), ("#3366cc80", "#3366cc")] {
            assert_eq!(solid(good).as_deref(), Some(whole));
        }
        for bad in ["", "#", "red", "#12345", "#+12345", "#12345g", "#ä23", "#123456;}</style>"] {
            assert_eq!(solid(bad), None, "{bad}");
        }
    }
}
