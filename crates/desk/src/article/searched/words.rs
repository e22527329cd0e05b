//! Words as they are kept.

/// The most characters.
const MOST_CHARS: usize = 60;
/// So many digits are a number of somebody or something, and nothing that articles are about.
const DIGITS: usize = 6;

/// The words in small letters; nothing of those that may say who somebody is.
pub(super) fn kept(words: &str) -> String {
    let small = words.to_lowercase();
    let clean = |word: &str| word.chars().filter(|sign| !sign.is_control()).collect::<String>();
    let joined: String = small.split_whitespace().map(clean).collect::<Vec<_>>().join(" ");
    if joined.contains('@') || has_number(&joined) {
        return String::new();
    }
    joined.chars().take(MOST_CHARS).collect()
}

/// Whether there is a number as people write those of a telephone, an account or a card: in any script's digits, and with
/// signs between them.
fn has_number(words: &str) -> bool {
    let mut digits = 0;
    words.chars().any(|sign| {
        match sign {
            _ if sign.is_numeric() => digits += 1,
            _ if sign.is_alphabetic() => digits = 0,
            _ => {}
        }
        digits >= DIGITS
    })
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn th28_a_number_of_somebody_is_not_kept_however_it_is_written() {
        for words in [
            "0170 123 456",
            "+49-170/12.34",
            "12-34-56",
            "(٠١٢) ٣٤٥",
            "card 4111 1111",
            "ann@example.com",
            "１２３４５６",
        ] {
            assert_eq!(kept(words), "", "{words}");
        }
        for words in ["windows 11 and 10", "error 50012", "iso 9001 or 14", "2026 calendar"] {
            assert_eq!(kept(words), words);
        }
        assert_eq!(kept("  Lamp\u{0}\tOIL "), "lamp oil");
        assert_eq!(kept(&"ab ".repeat(90)).chars().count(), 60);
    }
}
