use crate::lexer::{Lexer, Token};
use crate::{allowed, escape};

/// Line ends made `\n` and white space cut at both ends. All else stays, NUL included: see [`has_nul`].
pub fn normalise(text: &str) -> String {
    let text = text.trim();
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// Whether text holds a NUL, which no database takes and no person writes: the caller's to refuse.
pub fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

/// The text of HTML of any size and shape, white space as it stands in the source. It undoes `Html::from_plain`.
pub(crate) fn bare_text(html: &str) -> String {
    let mut text = String::new();
    for (_, token) in Lexer::new(html) {
        match token {
            Token::Text(part) => text.push_str(&escape::decode(part)),
            Token::Open(tag) if tag.name == "br" => text.push('\n'),
            Token::Open(tag) => end_line(&tag.name, &mut text),
            Token::Close(name) => end_line(&name, &mut text),
        }
    }
    normalise(&text)
}

fn end_line(name: &str, text: &mut String) {
    let wanted = match name {
        "p" => 2,
        name if allowed::is_block(name) => 1,
        _ => return,
    };
    let there = text.bytes().rev().take_while(|byte| *byte == b'\n').take(2).count();
    if !text.is_empty() {
        (there..wanted).for_each(|_| text.push('\n'));
    }
}
