//! What the Fluent parser and its plural rules must not be given: they recurse with the source's nesting, and panic
//! on numbers that fit no 64 bits.

const OPENINGS: usize = 100;
const DIGITS: usize = 15;

/// Refuses the line where an entry opens more braces and parentheses than a text could need, or a number is too long.
pub(super) fn check(source: &str) -> Result<(), (usize, &'static str)> {
    let (mut openings, mut digits) = (0, 0);
    for (index, line) in source.lines().enumerate() {
        if begins_entry(line) {
            openings = 0;
        }
        for byte in line.bytes() {
            openings += usize::from(matches!(byte, b'{' | b'('));
            digits = if byte.is_ascii_digit() || (byte == b'.' && digits > 0) { digits + 1 } else { 0 };
            if openings > OPENINGS {
                return Err((index + 1, "too many braces in one text"));
            }
            if digits > DIGITS {
                return Err((index + 1, "a number has too many digits"));
            }
        }
        digits = 0;
    }
    Ok(())
}

/// Only a new entry can have its name and `=` at the start of a line, however the text before it is nested.
fn begins_entry(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| {
        let name = name.trim_end();
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn th34_nesting_that_would_exhaust_the_stack_is_refused() {
        assert_eq!(check(&format!("a = {}", "{".repeat(100_000))), Err((1, "too many braces in one text")));
        assert_eq!(
            check(&format!("a = {{ {}", "F(\n".repeat(100_000))).unwrap_err().1,
            "too many braces in one text"
        );
    }

    #[test]
    fn a_number_that_no_plural_rule_can_read_is_refused() {
        assert_eq!(check("ok = 1\na = { 99999999999999999999 ->"), Err((2, "a number has too many digits")));
    }

    #[test]
    fn a_long_file_of_ordinary_texts_passes() {
        assert_eq!(check(&"key = { $name } (yes) …\n".repeat(1000)), Ok(()));
    }
}
