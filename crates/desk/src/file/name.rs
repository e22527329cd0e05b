//! What a file is called when it goes out.

use std::fmt::Write;

const MAX_CHARACTERS: usize = 150;
/// An extension longer than this is none and may be cut.
const MAX_EXTENSION: usize = 10;

/// `name` as a plain file name that is the same on every system: only the part behind the last slash, no character
/// that cannot be seen or turns the writing round, none that Windows refuses, none of its devices' names, at most 150
/// characters, never empty (TH42).
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible = last.chars().filter(|letter| !is_invisible(*letter));
    let plain: String =
        visible.map(|letter| if "<>:\"|?*".contains(letter) { '_' } else { letter }).collect();
    let name = plain.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    let name = shorten(name);
    match name.as_str() {
        "" => "file".to_owned(),
        device if is_device(device) => format!("_{device}"),
        _ => name,
    }
}

/// The header's value for a download (RFC 6266 §4): a name in ASCII for old programs, and the name itself (RFC 8187).
pub fn content_disposition(name: &str) -> String {
    let name = safe_name(name);
    let ascii: String = name.chars().map(|letter| if is_quotable(letter) { letter } else { '_' }).collect();
    let mut value = format!("attachment; filename=\"{ascii}\"");
    if ascii != name {
        value.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
                value.push(char::from(byte));
            } else {
                write!(value, "%{byte:02X}").expect("a string takes every text");
            }
        }
    }
    value
}

/// Percent signs count as unquotable: some programs decode them.
fn is_quotable(letter: char) -> bool {
    (' '..='~').contains(&letter) && !"\"\\%".contains(letter)
}

/// Control characters, and those that Unicode draws without width or by which it turns the direction of writing:
/// general categories Cc, Cf, Zl and Zp, blank letters, and characters that stand for none.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
            | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Cuts the stem and keeps the extension.
fn shorten(name: &str) -> String {
    let over = name.chars().count().saturating_sub(MAX_CHARACTERS);
    if over == 0 {
        return name.to_owned();
    }
    let is_extension = |extension: &str| extension.chars().count() <= MAX_EXTENSION;
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if is_extension(extension) => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let kept: String = stem.chars().take(MAX_CHARACTERS - extension.chars().count()).collect();
    format!("{}{extension}", kept.trim_end_matches(['.', ' ']))
}

/// Names that Windows keeps for devices, with any extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let numbered = port.is_some_and(|number| matches!(number, "¹" | "²" | "³") || is_digit(number));
    numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
}

fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{content_disposition, safe_name};

    #[test]
    fn th42_names_are_plain_on_every_system() {
        for (given, safe) in [
            ("report.pdf", "report.pdf"),
            ("Größe 表.xlsx", "Größe 表.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ana\\a.pdf", "a.pdf"),
            ("a\0b\r\nc.pdf", "abc.pdf"),
            ("photo\u{202e}gnp.exe", "photognp.exe"),
            ("\u{200b}.htaccess", "htaccess"),
            ("x\u{200b}.pdf", "x.pdf"),
            ("x.pdf\u{feff}", "x.pdf"),
            ("x.pdf. .", "x.pdf"),
            ("a:b<c>|d?\"*.csv", "a_b_c__d___.csv"),
            ("NUL.pdf", "_NUL.pdf"),
            ("com1", "_com1"),
            ("lpt².xml", "_lpt².xml"),
            ("console.pdf", "console.pdf"),
            ("com10.pdf", "com10.pdf"),
            ("", "file"),
            ("/", "file"),
            ("\u{200b}\u{202e}", "file"),
            (" .. ", "file"),
        ] {
            assert_eq!(safe_name(given), safe, "{given:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = safe_name(&format!("{}.docx", "ä".repeat(300)));
        assert_eq!(name.chars().count(), 150);
        assert!(name.ends_with("ä.docx"));
        assert_eq!(safe_name(&"a".repeat(300)).len(), 150);
        assert_eq!(safe_name(&format!("a.{}", "b".repeat(300))).len(), 150);
    }

    #[test]
    fn a_safe_name_stays_as_it_is() {
        for given in ["../a b.pdf", "NUL.pdf", "\u{202e}x.png", &"a.b ".repeat(100), " . "] {
            let safe = safe_name(given);
            assert_eq!(safe_name(&safe), safe);
        }
    }

    #[test]
    fn p16_the_header_holds_any_name_and_nothing_else() {
        for (name, header) in [
            ("a b.pdf", "attachment; filename=\"a b.pdf\""),
            ("ä€.pdf", "attachment; filename=\"__.pdf\"; filename*=UTF-8''%C3%A4%E2%82%AC.pdf"),
            ("100%.csv", "attachment; filename=\"100_.csv\"; filename*=UTF-8''100%25.csv"),
            ("a\"; filename=evil.exe\r\nX: y.pdf", "attachment; filename=\"a_; filename=evil.exeX_ y.pdf\""),
        ] {
            assert_eq!(content_disposition(name), header);
        }
    }
}
