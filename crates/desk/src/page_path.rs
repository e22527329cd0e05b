//! How articles and categories are called in addresses: `compass-repair-k3f9a2bq`.

use std::fmt;
use std::str::FromStr;

use kernel::{Fault, Random, base_codes};

/// The digits of a hash (RFC 4648 §6, in small letters).
const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// 40 random bits.
const HASH: usize = 8;
/// The most characters of a slug.
pub const MAX_SLUG: usize = 80;

/// A slug, which is for people, and a hash, which identifies: an address goes on working when its slug has changed, and no
/// slug is reserved or taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PagePath {
    /// For people.
    pub slug: String,
    /// What identifies, unique in its organization.
    pub hash: String,
}

/// A new hash.
pub(crate) fn new_hash(random: &Random) -> String {
    let digit = |_| char::from(DIGITS[usize::try_from(random.below(32)).unwrap_or_default()]);
    (0..HASH).map(digit).collect()
}

/// Whether this is a hash.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == HASH && text.bytes().all(|digit| DIGITS.contains(&digit))
}

/// The words of a title or of a slug that was typed, joined by hyphens, whole ones as far as there is room; `otherwise`
/// where there is no word.
pub(crate) fn slug(typed: &str, otherwise: &str) -> String {
    let folded = markup::fold(typed);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.chars().count() + word.chars().count() >= MAX_SLUG {
            break;
        }
        slug.push_str(if slug.is_empty() { "" } else { "-" });
        slug.push_str(word);
    }
    if slug.is_empty() { otherwise.to_owned() } else { slug }
}

/// `not_found` for what is no such path at all.
impl FromStr for PagePath {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let parts = text.rsplit_once('-').filter(|(slug, hash)| !slug.is_empty() && is_hash(hash));
        let (slug, hash) = parts.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        Ok(Self { slug: slug.to_owned(), hash: hash.to_owned() })
    }
}

impl fmt::Display for PagePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.slug, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use kernel::Random;

    use super::{PagePath, new_hash, slug};

    #[test]
    fn a_slug_is_the_words_of_the_title() {
        for (title, wanted) in [
            ("Repairing a compass", "repairing-a-compass"),
            ("  Größe & Maße: wie?  ", "große-maße-wie"),
            ("بوصلة", "بوصلة"),
            ("?!", "article"),
            ("a/b\\c?d#e", "a-b-c-d-e"),
        ] {
            assert_eq!(slug(title, "article"), markup::fold(wanted), "{title}");
        }
        let long = slug(&"word ".repeat(100), "article");
        assert!(long.chars().count() < 80 && long.ends_with("-word"), "{long}");
    }

    #[test]
    fn the_last_part_of_a_path_identifies() {
        let hash = new_hash(&Random::seeded(7));
        let path = PagePath { slug: slug("Where is north", "article"), hash };
        assert_eq!(path.to_string().parse::<PagePath>().unwrap(), path);
        for bad in
            ["", "north", "-abcd2345", "north-abcd234", "north-ABCD2345", "north-abcd2341", "conversations"]
        {
            assert!(bad.parse::<PagePath>().is_err(), "{bad}");
        }
    }
}
