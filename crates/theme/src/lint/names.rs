//! Names that stay what they are. A style may have what `color(…)` gives (`super::source`), so nothing else is called so.

use super::code::{Token, codes};
use crate::functions::COLORS;

const TAKEN: &str = "color and on_color are functions: nothing else is called so";
const NAMELESS: &str = "what is imported gets a name of one word";
/// Words behind which a name is made.
const MAKERS: [&str; 3] = ["as", "import", "macro"];

/// The first place where something else is called like one of those functions, or what is imported like nothing at all: the
/// byte, and why.
pub(super) fn check(source: &str) -> Result<(), (usize, &'static str)> {
    codes(source).iter().try_for_each(|(at, tokens)| check_code(tokens).map_err(|why| (*at, why)))
}

fn check_code(tokens: &[Token<'_>]) -> Result<(), &'static str> {
    if !(0..tokens.len()).all(|at| stays(tokens, at)) {
        return Err(TAKEN);
    }
    let named = tokens.iter().rposition(|token| *token == Token::Word("as")).map(|at| &tokens[at + 1..]);
    match (tokens.first(), named) {
        (
            Some(Token::Word("import")),
            Some([Token::Word(_)] | [Token::Word(_), Token::Word(_), Token::Word("context")]),
        ) => Ok(()),
        (Some(Token::Word("import")), _) => Err(NAMELESS),
        _ => Ok(()),
    }
}

/// Whether a word is none of those names, or is called, or is a field of something.
fn stays(tokens: &[Token<'_>], at: usize) -> bool {
    let Token::Word(word) = tokens[at] else { return true };
    let before = at.checked_sub(1).map(|before| tokens[before]);
    let is_made = matches!(before, Some(Token::Word(word)) if MAKERS.contains(&word));
    let is_called = tokens.get(at + 1) == Some(&Token::Sign(b'(')) && !is_made;
    !COLORS.contains(&word) || before == Some(Token::Sign(b'.')) || is_called
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn t4_what_is_imported_has_a_name() {
        for bad in [
            "{% import 'x' as a<b %}",
            "{% import 'x' as c.d %}",
            "{% import 'x' as 'y' %}",
            "{% import 'x' %}",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
        for good in [
            "{% import 'x' as a %}",
            "{%- import 'x' as a with context -%}",
            "{% from 'x' import a as b, c %}",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn t4_nothing_else_is_called_like_what_a_style_trusts() {
        for bad in [
            "{% set color = page.title %}",
            "{% macro color(x) %}{{ x }}{% endmacro %}",
            "{% for on_color in page.rows %}{% endfor %}",
            "{% from 'x' import y as color %}",
            "{% from 'x' import color %}",
            "{% import 'x' as on_color %}",
            "{% set x, color = page.pair %}",
            "{% macro m(color) %}{% endmacro %}",
            "{% with color = page.title %}",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
        for good in [
            "{{ color(page.a) }}",
            "{{ theme.design.color }}",
            "color: {{ on_color(a, 'color') }}",
            "{{ 'color' }}",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
    }
}
