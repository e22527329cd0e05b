//! The brand's colour in a mail, where no style sheet reaches.

/// Used where a brand's colour cannot be read.
const PLAIN: &str = "#3355cc";

/// The colour as `#rrggbb` and the one of black and white that is read best on it (WCAG 2.2 §1.4.3).
pub(super) fn with_contrast(accent: &str) -> (String, &'static str) {
    let colour = if parse(accent).is_some() { accent } else { PLAIN };
    let [red, green, blue] = parse(colour).unwrap_or_default().map(linear);
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    // Below this both contrasts are the same: (1 + 0.05) / (l + 0.05) = (l + 0.05) / 0.05.
    let on = if luminance < 0.179 { "#ffffff" } else { "#000000" };
    (colour.to_ascii_lowercase(), on)
}

fn parse(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::with_contrast;

    #[test]
    fn text_on_the_brands_colour_is_black_or_white_whichever_is_read_better() {
        assert_eq!(with_contrast("#2F6B4F"), ("#2f6b4f".to_owned(), "#ffffff"));
        assert_eq!(with_contrast("#ffd400").1, "#000000");
        assert_eq!(with_contrast("#000000").1, "#ffffff");
    }

    #[test]
    fn th37_what_is_no_colour_never_reaches_a_style() {
        for bad in ["", "red", "#12345", "#+12345", "#12345g", "#123456;}</style>"] {
            assert_eq!(with_contrast(bad).0, "#3355cc", "{bad}");
        }
    }
}
