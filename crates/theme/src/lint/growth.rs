//! What would grow without bounds. The engine burns steps for bytes before it makes a text of texts, and not before it makes one
//! of lists: a list of lists that doubles has few things in it and a text without end. So a list that a template writes holds
//! texts, numbers and what the page was given, and is neither repeated nor added to another.

use std::collections::BTreeSet;

use super::code::{Token, codes};

/// Words that name nothing.
const WORDS: [&str; 13] =
    ["and", "else", "elif", "false", "if", "in", "is", "none", "not", "or", "true", "recursive", "set"];
const REPEATED: &str = "nothing is repeated by *: a loop does that";
const ADDED: &str = "+ adds a number or a text that stands beside it; lists are not joined";
const NESTED: &str =
    "a list or map that is written out holds texts, numbers and what the page was given, and none inside";

/// The first place where something could grow without bounds: the byte, and why.
pub(super) fn check(source: &str) -> Result<(), (usize, &'static str)> {
    let codes = codes(source);
    let own: BTreeSet<&str> = codes.iter().flat_map(|(_, tokens)| named(tokens)).collect();
    codes.iter().try_for_each(|(at, tokens)| Walk::new(tokens, &own).check().map_err(|why| (*at, why)))
}

struct Walk<'a> {
    tokens: &'a [Token<'a>],
    /// Names of this file's own: what they hold may be a list that it wrote out.
    own: &'a BTreeSet<&'a str>,
    open: Vec<Open>,
}

impl<'a> Walk<'a> {
    fn new(tokens: &'a [Token<'a>], own: &'a BTreeSet<&'a str>) -> Self {
        Self { tokens, own, open: Vec::new() }
    }

    fn check(mut self) -> Result<(), &'static str> {
        (0..self.tokens.len()).try_for_each(|at| self.step(at))
    }

    fn step(&mut self, at: usize) -> Result<(), &'static str> {
        let (before, behind) = (at.checked_sub(1).and_then(|at| self.token(at)), self.token(at + 1));
        let is_beside = |token| before == Some(token) || behind == Some(token);
        match self.tokens[at] {
            // What a call is given by name, `**page.args`.
            Token::Sign(b'*')
                if is_beside(Token::Sign(b'*'))
                    && self.open.last().is_some_and(|open| open.is(Bracket::Call)) => {}
            Token::Sign(b'*') => return Err(REPEATED),
            Token::Sign(b'+') if !is_beside(Token::Constant) => return Err(ADDED),
            Token::Sign(sign @ (b'[' | b'{' | b'(')) => self.open.push(Open::of(sign, before)),
            Token::Sign(b']' | b'}' | b')') => return self.close(),
            Token::Sign(b',') => return self.separate(),
            Token::Word(word) if is_name(word, before) => return self.look_at(word, (before, behind)),
            _ => {}
        }
        Ok(())
    }

    fn token(&self, at: usize) -> Option<Token<'a>> {
        self.tokens.get(at).copied()
    }

    fn close(&mut self) -> Result<(), &'static str> {
        let holds = self.open.pop().is_some_and(|ended| ended.is(Bracket::Literal) && ended.names);
        if holds && self.is_in_literal() { Err(NESTED) } else { Ok(()) }
    }

    /// What has a comma between parentheses of its own is a list too.
    fn separate(&mut self) -> Result<(), &'static str> {
        let Some(last) = self.open.last_mut() else { return Ok(()) };
        if last.is(Bracket::Group) {
            last.bracket = Bracket::Literal;
        }
        if last.is(Bracket::Literal) && last.is_bare { Err(NESTED) } else { Ok(()) }
    }

    fn look_at(
        &mut self,
        word: &str,
        (before, behind): (Option<Token<'_>>, Option<Token<'_>>),
    ) -> Result<(), &'static str> {
        // A macro or function makes a text, and so does what stands beside these signs, or a number.
        let is_joined = |token| matches!(token, Some(Token::Sign(b'/' | b'-' | b'%' | b'~')));
        if behind == Some(Token::Sign(b'(')) || is_joined(before) || is_joined(behind) {
            return Ok(());
        }
        self.open.iter_mut().for_each(|open| open.names = true);
        let is_given = behind == Some(Token::Sign(b'.')) && !self.own.contains(word);
        let is_key =
            behind == Some(Token::Sign(b'=')) && self.open.last().is_some_and(|open| open.is(Bracket::Call));
        if is_given || is_key {
            return Ok(());
        }
        if let Some(open) = self.open.iter_mut().rev().find(|open| !open.is(Bracket::Call)) {
            open.is_bare = true;
        }
        if self.is_in_literal() { Err(NESTED) } else { Ok(()) }
    }

    fn is_in_literal(&self) -> bool {
        self.open.iter().any(|open| open.is(Bracket::Literal))
    }
}

/// What a bracket opens.
#[derive(Clone, Copy, PartialEq)]
enum Bracket {
    /// A list or map that is written out.
    Literal,
    /// What belongs together, until a comma makes a list of it.
    Group,
    /// What a call is given, or the place in a list.
    Call,
}

#[derive(Clone, Copy)]
struct Open {
    bracket: Bracket,
    /// Whether a name stands in it, and whether one that could be a list.
    names: bool,
    is_bare: bool,
}

impl Open {
    fn of(sign: u8, before: Option<Token<'_>>) -> Self {
        let follows = match before {
            Some(Token::Word(word)) => !WORDS.contains(&word),
            Some(Token::Constant) => true,
            Some(Token::Sign(sign)) => b")]}".contains(&sign),
            None => false,
        };
        let bracket = match sign {
            b'(' | b'[' if follows => Bracket::Call,
            b'(' => Bracket::Group,
            _ => Bracket::Literal,
        };
        Self { bracket, names: false, is_bare: false }
    }

    fn is(self, bracket: Bracket) -> bool {
        self.bracket == bracket
    }
}

fn is_name(word: &str, before: Option<Token<'_>>) -> bool {
    let is_part = matches!(before, Some(Token::Sign(b'.' | b'|'))) || before == Some(Token::Word("is"));
    !WORDS.contains(&word) && !is_part
}

/// What a tag gives a name to: a value of its own, or the values of another file.
fn named<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    let is_import = tokens.first() == Some(&Token::Word("import"));
    let name = |pair: &[Token<'a>]| match pair {
        [Token::Word("as"), Token::Word(name)] if is_import => Some(*name),
        [Token::Word("set" | "with"), Token::Word(name)] => Some(*name),
        _ => None,
    };
    tokens.windows(2).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn t4_what_could_grow_without_bounds_is_refused() {
        for bad in [
            "{% set a = [a, a] %}",
            "{% set a = [[b], c] %}",
            "{% set a = {'k': a} %}",
            "{% set a = (a, a) %}",
            "{% set a = (a,) %}",
            "{{ page.rows * 9 }}",
            "{{ 'a' * 9 }}",
            "{{ a + a }}",
            "{{ page.rows + page.rows }}",
            "{%- set a = [a] -%}",
            "{% import 'x' as m %}{% set a = [m.a, m.a] %}",
            "{{ [**a] }}",
            "{{ f([a]) }}",
            "{% set a = {'k': x.k} %}{% set b = [a.k, a.k] %}",
            "{% for x in [{'k': [x.k, x.k]}] %}",
            "{{ [1, 2]|map('default', [a]) }}",
            "{% set a = [ a if b else c ] %}",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
        for good in [
            "{{ a[0] }}",
            "{{ a['x'] }}",
            "{{ f(a, b) }}",
            "{{ t('x', name=a) }}",
            "{% for x in ['a', 'b'] %}",
            "{{ n + 1 }}",
            "{{ 'a' ~ b }}",
            "{% set a = ['x', page.title] %}",
            "{% set a = [t('x')] %}",
            "{% if a in ['x', 'y'] %}",
            "a * b [a, a] {x}",
            "{% set a = [[1, 2], [3]] %}",
            "{% macro m(a, b='') %}",
            "{% if (a or b) and c %}",
            "{# [a, a] #}",
            "{%+ if a +%}",
            "{{ a.b(c)[d] }}",
            "{{ t(a, **b.c) }}",
            "{{ [1, (n / 9)|int]|max }}",
            "{% set a = ['x' ~ b] %}",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
    }
}
