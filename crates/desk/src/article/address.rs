//! How an article is called in addresses: `compass-repair-k3f9a2bq`.

use std::fmt;
use std::str::FromStr;

use kernel::{Fault, Random, base_codes};

/// The digits of a hash (RFC 4648 §6, in small letters).
const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// 40 random bits.
const HASH: usize = 8;
/// The most characters of a slug.
const SLUG: usize = 80;

/// A slug, which is for people, and a hash, which identifies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticlePath {
    pub(super) slug: String,
    pub(super) hash: String,
}

impl ArticlePath {
    /// The path of a new article of this title.
    pub(super) fn new(title: &str, random: &Random) -> Self {
        let digit = |_| char::from(DIGITS[usize::try_from(random.below(32)).unwrap_or_default()]);
        Self { slug: slug(title), hash: (0..HASH).map(digit).collect() }
    }
}

/// The words of a title, joined by hyphens, whole ones as far as there is room.
fn slug(title: &str) -> String {
    let folded = markup::fold(title);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.chars().count() + word.chars().count() >= SLUG {
            break;
        }
        slug.push_str(if slug.is_empty() { "" } else { "-" });
        slug.push_str(word);
    }
    if slug.is_empty() { "article".to_owned() } else { slug }
}

/// `not_found` for what is no article's path at all.
impl FromStr for ArticlePath {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let parts = text.rsplit_once('-').filter(|(slug, hash)| {
            !slug.is_empty() && hash.len() == HASH && hash.bytes().all(|digit| DIGITS.contains(&digit))
        });
        let (slug, hash) = parts.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        Ok(Self { slug: slug.to_owned(), hash: hash.to_owned() })
    }
}

impl fmt::Display for ArticlePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.slug, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use kernel::Random;

    use super::{ArticlePath, slug};

    #[test]
    fn a_slug_is_the_words_of_the_title() {
        for (title, wanted) in [
            ("Repairing a compass", "repairing-a-compass"),
            ("  Größe & Maße: wie?  ", "große-maße-wie"),
            ("بوصلة", "بوصلة"),
            ("?!", "article"),
            ("a/b\\c?d#e", "a-b-c-d-e"),
        ] {
            assert_eq!(slug(title), markup::fold(wanted), "{title}");
        }
        let long = slug(&"word ".repeat(100));
        assert!(long.chars().count() < 80 && long.ends_with("-word"), "{long}");
    }

    #[test]
    fn the_last_part_of_a_path_identifies() {
        let path = ArticlePath::new("Where is north", &Random::seeded(7));
        assert_eq!(path.to_string().parse::<ArticlePath>().unwrap(), path);
        for bad in
            ["", "north", "-abcd2345", "north-abcd234", "north-ABCD2345", "north-abcd2341", "conversations"]
        {
            assert!(bad.parse::<ArticlePath>().is_err(), "{bad}");
        }
    }
}
