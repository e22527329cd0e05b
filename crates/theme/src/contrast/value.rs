//! Values of custom properties as colours (CSS Color 5, CSS Values 4), as far as style sheets of themes use them.

use super::Scheme;
use super::color::Color;
use super::sheet::Properties;

/// Properties that name each other deeper than this name themselves.
const DEEPEST: usize = 24;

/// Reading the values of a sheet in one scheme.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) properties: &'a Properties,
    pub(super) scheme: Scheme,
}

/// Names that stand for the parts of a colour that another is made of.
type Parts<'a> = [(&'a str, f64)];

impl Reading<'_> {
    /// The colour that a custom property says.
    pub(super) fn property(&self, name: &str) -> Option<Color> {
        self.color(self.properties.get(name)?, 0)
    }

    fn color(&self, text: &str, depth: usize) -> Option<Color> {
        let text = text.trim();
        if depth > DEEPEST {
            return None;
        }
        if let Some(digits) = text.strip_prefix('#') {
            return hex(digits);
        }
        let Some((name, arguments)) = call(text) else {
            return match text {
                "white" => Some(Color::srgb([1.0; 3])),
                "black" => Some(Color::srgb([0.0; 3])),
                "transparent" => Some(Color { alpha: 0.0, ..Color::srgb([0.0; 3]) }),
                _ => None,
            };
        };
        match name {
            "var" => self.named(arguments, depth),
            "light-dark" => {
                let both = apart(arguments, ',');
                let [light, dark] = both[..] else { return None };
                self.color(if self.scheme == Scheme::Light { light } else { dark }, depth + 1)
            }
            "color-mix" => self.mix(arguments, depth),
            _ => self.made(name, arguments, depth),
        }
    }

    fn named(&self, arguments: &str, depth: usize) -> Option<Color> {
        let (name, instead) = match arguments.split_once(',') {
            Some((name, instead)) => (name, Some(instead)),
            None => (arguments, None),
        };
        self.color(self.properties.get(name.trim()).or(instead)?, depth + 1)
    }

    /// `color-mix(in oklab, … 9%, …)`.
    fn mix(&self, arguments: &str, depth: usize) -> Option<Color> {
        let parts = apart(arguments, ',');
        let [space, one, other] = parts[..] else { return None };
        let ((one, first), (other, second)) = (weighed(one), weighed(other));
        let first = first.or_else(|| second.map(|second| 1.0 - second)).unwrap_or(0.5);
        let (one, other) = (self.color(one, depth + 1)?, self.color(other, depth + 1)?);
        if one.alpha < 1.0 || other.alpha < 1.0 {
            return None;
        }
        let between = |one: [f64; 3], other: [f64; 3]| {
            std::array::from_fn(|at| one[at] * first + other[at] * (1.0 - first))
        };
        match space.strip_prefix("in")?.trim() {
            "oklab" => Some(Color::oklab(between(one.as_oklab(), other.as_oklab()))),
            "srgb" => Some(Color::srgb(between(one.as_srgb(), other.as_srgb()))),
            _ => None,
        }
    }

    /// A colour by its parts: `oklch(.5 .1 27)`, `color(from var(--accent) xyz-d65 x y z)`.
    fn made(&self, name: &str, arguments: &str, depth: usize) -> Option<Color> {
        let (written, alpha) = match &apart(arguments, '/')[..] {
            [written] => (*written, None),
            [written, alpha] => (*written, Some(*alpha)),
            _ => return None,
        };
        let words = apart(written, ',').into_iter().flat_map(|part| apart(part, ' '));
        let mut words = words.peekable();
        let origin = match words.next_if_eq(&"from") {
            Some(_) => Some(self.color(words.next()?, depth + 1)?),
            None => None,
        };
        let space = if name == "color" { words.next()? } else { name };
        let words: Vec<&str> = words.collect();
        let parts = parts_of(space, origin)?;
        let numbers: Vec<f64> = words
            .iter()
            .enumerate()
            .map(|(at, word)| number(word, scale(space, at), &parts))
            .collect::<Option<_>>()?;
        let (three, beyond) = numbers.split_first_chunk::<3>()?;
        let alpha = match alpha {
            Some(alpha) => number(alpha, 1.0, &parts)?,
            None => beyond.first().copied().unwrap_or(1.0),
        };
        Some(Color { alpha: alpha.clamp(0.0, 1.0), ..of_space(space, *three)? })
    }
}

/// What a share of a hundred means at this place.
fn scale(space: &str, at: usize) -> f64 {
    match (space, at) {
        ("rgb" | "rgba", 0..=2) => 255.0,
        ("oklch" | "oklab", 1 | 2) => 0.4,
        _ => 1.0,
    }
}

fn of_space(space: &str, parts: [f64; 3]) -> Option<Color> {
    Some(match space {
        "rgb" | "rgba" => Color::srgb(parts.map(|part| part / 255.0)),
        "srgb" => Color::srgb(parts),
        "xyz" | "xyz-d65" => Color::xyz(parts),
        "oklab" => Color::oklab(parts),
        "oklch" => Color::oklch(parts),
        _ => return None,
    })
}

/// The parts of the colour that another one is made of, by their names; none of a colour that is made of numbers.
fn parts_of(space: &str, origin: Option<Color>) -> Option<Vec<(&'static str, f64)>> {
    let Some(origin) = origin else { return Some(Vec::new()) };
    let (names, parts) = match space {
        "rgb" | "rgba" => (["r", "g", "b"], origin.as_srgb().map(|part| part * 255.0)),
        "srgb" => (["r", "g", "b"], origin.as_srgb()),
        "xyz" | "xyz-d65" => (["x", "y", "z"], origin.as_xyz()),
        "oklab" => (["l", "a", "b"], origin.as_oklab()),
        "oklch" => (["l", "c", "h"], origin.as_oklch()),
        _ => return None,
    };
    Some(names.into_iter().zip(parts).chain([("alpha", origin.alpha)]).collect())
}

/// A number, a share, the part of another colour, or a sum of these.
fn number(text: &str, whole: f64, parts: &Parts<'_>) -> Option<f64> {
    let text = text.trim();
    if let Some((_, value)) = parts.iter().find(|(name, _)| *name == text) {
        return Some(*value);
    }
    if let Some(share) = text.strip_suffix('%') {
        return Some(share.parse::<f64>().ok()? / 100.0 * whole);
    }
    if let Ok(value) = text.strip_suffix("deg").unwrap_or(text).parse() {
        return Some(value);
    }
    let (name, arguments) = call(text)?;
    if matches!(name, "calc" | "") {
        return sum(arguments, whole, parts);
    }
    let arguments = apart(arguments, ',');
    let values: Vec<f64> = arguments.iter().map(|one| sum(one, whole, parts)).collect::<Option<_>>()?;
    match (name, &values[..]) {
        ("min", [first, rest @ ..]) => Some(rest.iter().fold(*first, |least, value| least.min(*value))),
        ("max", [first, rest @ ..]) => Some(rest.iter().fold(*first, |most, value| most.max(*value))),
        ("clamp", [least, value, most]) => Some(value.min(*most).max(*least)),
        _ => None,
    }
}

/// `a * b + c`, its signs between spaces.
fn sum(text: &str, whole: f64, parts: &Parts<'_>) -> Option<f64> {
    let words = apart(text, ' ');
    let mut words = words.into_iter();
    let (mut total, mut product) = (0.0, number(words.next()?, whole, parts)?);
    while let Some(sign) = words.next() {
        let value = number(words.next()?, whole, parts)?;
        match sign {
            "*" => product *= value,
            "/" => product /= value,
            "+" | "-" => {
                total += product;
                product = if sign == "+" { value } else { -value };
            }
            _ => return None,
        }
    }
    Some(total + product)
}

/// A function with what stands between its brackets, which may have no name.
fn call(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix(')')?.split_once('(')
}

/// What stands between signs outside all brackets.
fn apart(text: &str, sign: char) -> Vec<&str> {
    let (mut depth, mut from, mut found) = (0_usize, 0, Vec::new());
    for (at, one) in text.char_indices() {
        match one {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_between = one == sign || sign == ' ' && one.is_whitespace();
        if depth == 0 && is_between {
            found.push(&text[from..at]);
            from = at + one.len_utf8();
        }
    }
    found.push(&text[from..]);
    found.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A colour and its share: `white 9%`.
fn weighed(text: &str) -> (&str, Option<f64>) {
    let share = text
        .rsplit_once(' ')
        .and_then(|(color, share)| Some((color, share.strip_suffix('%')?.parse::<f64>().ok()? / 100.0)));
    share.map_or((text, None), |(color, share)| (color, Some(share)))
}

/// `36c`, `3366cc`, `3366ccaa`.
pub(super) fn hex(digits: &str) -> Option<Color> {
    let long: String = match digits.len() {
        3 | 4 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let byte =
        |at: usize| u8::from_str_radix(long.get(at..at + 2)?, 16).ok().map(|byte| f64::from(byte) / 255.0);
    let alpha = match long.len() {
        6 => 1.0,
        8 => byte(6)?,
        _ => return None,
    };
    Some(Color { alpha, ..Color::srgb([byte(0)?, byte(2)?, byte(4)?]) })
}
