//! Names of attributes, and the types that their suffixes say.

use std::fmt;

use kernel::Fault;

use crate::code;

db::named! {
    /// The type of an attribute's values, by the suffix of its name.
    pub enum Kind {
        /// A line of text.
        Str "Str",
        /// A text of several lines.
        Txt "Txt",
        /// A number.
        Num "Num",
        /// A moment.
        At "At",
        /// Yes or no.
        Bool "Bool",
        /// An address on the web.
        Url "Url",
        /// The id of something.
        Id "Id",
        /// A place in a tree.
        Tree "Tree",
    }
}

/// The name of an attribute: `orderNumberStr`. Letters and digits in camel case, its type at the end, 60 at most.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct AttributeName {
    name: String,
    kind: Kind,
}

/// The most characters of a name.
const LONGEST: usize = 60;

impl AttributeName {
    /// What was typed: `attribute_name` where it is no name, `attribute_suffix` where it says no type.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let name = typed.trim();
        let is_name = name.len() <= LONGEST
            && name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_name {
            return Err(Fault::new(&code::ATTRIBUTE_NAME));
        }
        Self::of(name).ok_or_else(|| Fault::new(&code::ATTRIBUTE_SUFFIX))
    }

    /// One that was checked before it was stored.
    pub(crate) fn stored(name: &str) -> Result<Self, Fault> {
        Self::of(name).ok_or_else(|| Fault::internal(format!("an attribute is named {name}")))
    }

    fn of(name: &str) -> Option<Self> {
        let is_of = |kind: &&Kind| name.strip_suffix(kind.name()).is_some_and(|stem| !stem.is_empty());
        let kind = Kind::ALL.iter().find(is_of)?;
        Some(Self { name: name.to_owned(), kind: *kind })
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The type it says.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What it is called where nobody gave it a display name: `Order Number` of `orderNumberStr`.
    pub fn in_words(&self) -> String {
        let stem = self.name.strip_suffix(self.kind.name()).unwrap_or(&self.name);
        let mut words = String::with_capacity(stem.len() + 4);
        let mut before = ' ';
        for letter in stem.chars() {
            let begins = (letter.is_ascii_uppercase() && !before.is_ascii_uppercase())
                || (letter.is_ascii_digit() && before.is_ascii_alphabetic());
            if begins && !words.is_empty() {
                words.push(' ');
            }
            words.push(if words.is_empty() { letter.to_ascii_uppercase() } else { letter });
            before = letter;
        }
        words
    }
}

impl fmt::Display for AttributeName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::{AttributeName, Kind};

    #[test]
    fn a_names_suffix_is_its_type_and_the_rest_its_display_name() {
        for (name, kind, words) in [
            ("orderNumberStr", Kind::Str, "Order Number"),
            ("totalOrdersNum", Kind::Num, "Total Orders"),
            ("sentAt", Kind::At, "Sent"),
            ("vipBool", Kind::Bool, "Vip"),
            ("orderIDStr", Kind::Str, "Order ID"),
            ("top10Url", Kind::Url, "Top 10"),
            ("causeTree", Kind::Tree, "Cause"),
            ("remarkTxt", Kind::Txt, "Remark"),
            ("parentId", Kind::Id, "Parent"),
        ] {
            let parsed = AttributeName::parse(name).unwrap();
            assert_eq!((parsed.kind(), parsed.in_words().as_str()), (kind, words), "{name}");
        }
    }

    #[test]
    fn what_is_no_name_or_says_no_type_is_refused() {
        let long = format!("{}Str", "a".repeat(58));
        for bad in ["", "Str", "OrderStr", "order-Str", "order Str", "1orderStr", "ordér", &long] {
            assert_eq!(AttributeName::parse(bad).unwrap_err().code().name, "attribute_name", "{bad}");
        }
        for bad in ["order", "orderStr2", "orderSTR", "orderDate", "num", "at", "orderList"] {
            assert_eq!(AttributeName::parse(bad).unwrap_err().code().name, "attribute_suffix", "{bad}");
        }
    }
}
