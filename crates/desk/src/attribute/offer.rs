//! What there is to choose from: nothing, a list of texts, or a tree.

use kernel::Fault;
use serde_json::json;

use super::{Kind, Tree};
use crate::code;
use crate::line::line;

/// The most choices of an attribute.
pub const MOST_CHOICES: usize = 200;
/// The most characters of a choice.
pub const MAX_CHOICE: usize = 120;

/// What there is to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Offer {
    /// Nothing: any value of the type will do.
    Any,
    /// One of these texts.
    One(Vec<String>),
    /// Any number of these texts.
    Many(Vec<String>),
    /// An entry of this tree.
    Tree(Tree),
}

impl Offer {
    /// What was typed for a type: choices a line each, or the outline of a tree, which must not be empty. Other types
    /// offer nothing.
    pub fn parse(kind: Kind, typed: &str, is_many: bool) -> Result<Self, Fault> {
        match kind {
            Kind::Str if typed.trim().is_empty() => Ok(Self::Any),
            Kind::Str => choices(typed).map(if is_many { Self::Many } else { Self::One }),
            Kind::Tree => match Tree::parse(typed)? {
                tree if tree.is_empty() => Err(Fault::new(&code::TEXT_EMPTY)),
                tree => Ok(Self::Tree(tree)),
            },
            _ => Ok(Self::Any),
        }
    }

    /// The texts to choose from; none where there are none.
    pub fn choices(&self) -> &[String] {
        match self {
            Self::One(choices) | Self::Many(choices) => choices,
            Self::Any | Self::Tree(_) => &[],
        }
    }

    /// Whether several may be chosen.
    pub fn is_many(&self) -> bool {
        matches!(self, Self::Many(_))
    }

    /// What reads back as this.
    pub fn typed(&self) -> String {
        match self {
            Self::Any => String::new(),
            Self::One(choices) | Self::Many(choices) => choices.join("\n"),
            Self::Tree(tree) => tree.outline(),
        }
    }

    /// What is stored of it.
    pub(super) fn column(&self) -> String {
        match self {
            Self::Any => String::new(),
            Self::One(choices) | Self::Many(choices) => json!(choices).to_string(),
            Self::Tree(tree) => json!(tree).to_string(),
        }
    }

    pub(crate) fn stored(kind: Kind, options: &str, is_many: bool) -> Result<Self, Fault> {
        if options.is_empty() {
            return Ok(Self::Any);
        }
        if kind == Kind::Tree {
            return serde_json::from_str(options).map(Self::Tree).map_err(Fault::internal);
        }
        let choices = serde_json::from_str(options).map_err(Fault::internal)?;
        Ok(if is_many { Self::Many(choices) } else { Self::One(choices) })
    }
}

fn choices(typed: &str) -> Result<Vec<String>, Fault> {
    let mut choices: Vec<String> = Vec::new();
    for typed in typed.lines().filter(|typed| !typed.trim().is_empty()) {
        let choice = line::<MAX_CHOICE>(typed)?;
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    if choices.len() > MOST_CHOICES { Err(Fault::new(&code::CHOICES_MANY)) } else { Ok(choices) }
}

#[cfg(test)]
mod tests {
    use super::{Kind, MOST_CHOICES, Offer};

    #[test]
    fn choices_are_lines_each_once() {
        let offer = Offer::parse(Kind::Str, "Red\r\n\r\n  Dark   blue \nRed\n", false).unwrap();
        assert_eq!(offer, Offer::One(vec!["Red".to_owned(), "Dark blue".to_owned()]));
        assert_eq!(Offer::stored(Kind::Str, &offer.column(), false).unwrap(), offer);
        assert_eq!(Offer::parse(Kind::Str, &offer.typed(), true).unwrap().choices(), offer.choices());
        assert_eq!(Offer::parse(Kind::Str, " \n", true).unwrap(), Offer::Any);
        assert_eq!(Offer::parse(Kind::Num, "1\n2", false).unwrap(), Offer::Any);
    }

    #[test]
    fn too_many_too_long_and_no_tree_are_refused() {
        let many: Vec<String> = (0..=MOST_CHOICES).map(|number| number.to_string()).collect();
        let refused = |kind, typed: &str| Offer::parse(kind, typed, false).unwrap_err().code().name;
        assert_eq!(refused(Kind::Str, &many.join("\n")), "choices_many");
        assert_eq!(refused(Kind::Str, &"x".repeat(121)), "text_too_long");
        assert_eq!(refused(Kind::Tree, "  "), "text_empty");
    }
}
