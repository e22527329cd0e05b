//! Licence expressions (SPDX annex D), as far as cargo packages write them.

use std::iter::Peekable;

/// Whether an expression can be met with licences that `allowed` accepts. `A WITH B` is asked as one name, and the
/// old `/` between names is read as `OR`. An expression that cannot be read is never met.
pub(crate) fn is_met(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    any(&mut words, allowed) == Some(true) && words.next().is_none()
}

fn any<'a, W: Iterator<Item = &'a str>>(
    words: &mut Peekable<W>,
    allowed: &dyn Fn(&str) -> bool,
) -> Option<bool> {
    let mut met = all(words, allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed)?;
    }
    Some(met)
}

fn all<'a, W: Iterator<Item = &'a str>>(
    words: &mut Peekable<W>,
    allowed: &dyn Fn(&str) -> bool,
) -> Option<bool> {
    let mut met = one(words, allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed)?;
    }
    Some(met)
}

fn one<'a, W: Iterator<Item = &'a str>>(
    words: &mut Peekable<W>,
    allowed: &dyn Fn(&str) -> bool,
) -> Option<bool> {
    let name = words.next().filter(|word| !["OR", "AND", "WITH", ")"].contains(word))?;
    if name == "(" {
        let met = any(words, allowed)?;
        return words.next_if_eq(&")").map(|_| met);
    }
    if words.next_if_eq(&"WITH").is_some() {
        return Some(allowed(&format!("{name} WITH {}", words.next()?)));
    }
    Some(allowed(name))
}

#[cfg(test)]
mod tests {
    use super::is_met;

    #[test]
    fn expressions_are_read_with_and_before_or() {
        let allowed = |name: &str| ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&name);
        for met in
            ["MIT", "GPL-2.0 OR MIT", "MIT/GPL-2.0", "(GPL-2.0 OR MIT) AND ISC", "GPL-2.0 AND X OR MIT"]
        {
            assert!(is_met(met, &allowed), "{met}");
        }
        assert!(is_met("Apache-2.0 WITH LLVM-exception", &allowed));
        for refused in ["GPL-2.0", "MIT AND GPL-2.0", "Apache-2.0", "(MIT", "MIT OR", "MIT ISC", ""] {
            assert!(!is_met(refused, &allowed), "{refused}");
        }
    }
}
