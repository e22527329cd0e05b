//! What is typed of a brand, checked.

use kernel::{EmailAddress, Fault};

use crate::code;
use crate::line;
use crate::org::Organization;

/// The most characters of a title.
pub const MAX_TITLE: usize = 100;

/// How a brand shows itself.
#[derive(Clone, Debug)]
pub struct BrandFace {
    /// Its name for people.
    pub title: String,
    /// The accent colour.
    pub accent: Accent,
    /// The address it writes from.
    pub sender: Option<EmailAddress>,
}

/// A colour: `#rrggbb` in small letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accent(String);

impl Accent {
    /// Reads it; `accent_invalid` for what is none.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim().to_ascii_lowercase();
        let is_color = typed
            .strip_prefix('#')
            .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if is_color { Ok(Self(typed)) } else { Err(Fault::new(&code::ACCENT_INVALID)) }
    }

    /// The colour.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a brand in addresses: 1 to 40 small letters, digits and hyphens, as a label of a host name can be.
pub fn brand_name(typed: &str) -> Result<String, Fault> {
    let name = typed.trim();
    let is_label = Organization::is_name(name) && !name.starts_with('-') && !name.ends_with('-');
    if is_label { Ok(name.to_owned()) } else { Err(Fault::new(&code::BRAND_NAME)) }
}

/// The name of a brand for people: 1 to 100 characters on one line.
pub fn brand_title(typed: &str) -> Result<String, Fault> {
    line::line::<MAX_TITLE>(typed)
}

#[cfg(test)]
mod tests {
    use super::{Accent, brand_name};

    #[test]
    fn r5_a_name_is_a_label_and_an_accent_a_colour() {
        assert_eq!(brand_name(" werk-2 ").unwrap(), "werk-2");
        for bad in ["", "Werk", "a b", "-a", "a-", "ä", "a.b", &"a".repeat(41)] {
            assert_eq!(brand_name(bad).unwrap_err().code().name, "brand_name", "{bad}");
        }
        assert_eq!(Accent::parse(" #1F6f5C ").unwrap().as_str(), "#1f6f5c");
        for bad in ["", "#fff", "1f6f5c", "#1f6f5g", "red", "#1f6f5c;"] {
            assert_eq!(Accent::parse(bad).unwrap_err().code().name, "accent_invalid", "{bad}");
        }
    }
}
