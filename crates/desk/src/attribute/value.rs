//! Values, each of its type.

use std::fmt;

use jiff::Timestamp;
use kernel::{Fault, Text, Time};

use super::{Attribute, Kind, MAX_VALUE, Number, Offer};
use crate::code;
use crate::conversation::Conversation;
use crate::line::{line, text};
use crate::link::Link;

/// One value of an attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A line of text.
    Str(String),
    /// A text of several lines.
    Txt(Text<MAX_VALUE>),
    /// A number.
    Num(Number),
    /// A moment.
    At(Time),
    /// Yes or no.
    Bool(bool),
    /// An address on the web.
    Url(Url),
    /// The id of something.
    Id(String),
    /// The path of a tree's entry: `returns.damaged`.
    Tree(String),
}

/// An `https` or `http` address that leads where people read that it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Url(Link);

/// The characters by which texts are told apart where they are looked for.
const KEY: usize = 200;
/// 9999-12-31T23:59:59.999Z, the last moment that four digits can tell.
const LAST: i64 = 253_402_300_799_999;

impl Attribute {
    /// What was typed as a value: `value_type` where it is none of its type or none there is to choose, `text_too_long`
    /// and `text_broken` for a text. A moment is written as in RFC 3339, with its offset.
    pub fn read(&self, typed: &str) -> Result<Value, Fault> {
        let value = match self.kind() {
            Kind::Str => Some(Value::Str(line::<MAX_VALUE>(typed)?)),
            Kind::Txt => Some(Value::Txt(text(typed)?)),
            Kind::Num => Number::parse(typed).map(Value::Num),
            Kind::At => moment(typed).map(Value::At),
            Kind::Bool => truth(typed).map(Value::Bool),
            Kind::Url => Url::parse(typed.trim()).map(Value::Url),
            Kind::Id => Some(typed.trim().to_owned()).filter(|id| is_id(id)).map(Value::Id),
            Kind::Tree => Some(Value::Tree(typed.trim().to_owned())),
        };
        value.filter(|value| self.offers(value)).ok_or_else(|| self.wrong_type())
    }

    pub(super) fn wrong_type(&self) -> Fault {
        let values = vec![("type", self.kind().name().to_owned())];
        Fault::new(&code::VALUE_TYPE).at("value", &code::VALUE_TYPE, values)
    }

    /// Whether it can be chosen.
    fn offers(&self, value: &Value) -> bool {
        match (&self.offer, value) {
            (Offer::One(choices) | Offer::Many(choices), Value::Str(text)) => choices.contains(text),
            (Offer::Tree(tree), Value::Tree(path)) => tree.names(path).is_some(),
            (_, Value::Tree(_)) => false,
            _ => true,
        }
    }

    /// What a value is called: itself, and the way to it in a tree. An entry that is gone is called by its path.
    pub fn called(&self, value: &Value) -> String {
        match (&self.offer, value) {
            (Offer::Tree(tree), Value::Tree(path)) => {
                tree.names(path).map_or_else(|| path.clone(), |names| names.join(" › "))
            }
            _ => value.to_string(),
        }
    }
}

impl Value {
    /// One that was checked before it was stored.
    pub(crate) fn stored(kind: Kind, stored: &str) -> Result<Self, Fault> {
        let value = match kind {
            Kind::Str => Some(Self::Str(stored.to_owned())),
            Kind::Txt => Text::new(stored).ok().map(Self::Txt),
            Kind::Num => Number::parse(stored).map(Self::Num),
            Kind::At => stored.parse().ok().map(Time).map(Self::At),
            Kind::Bool => truth(stored).map(Self::Bool),
            Kind::Url => Url::parse(stored).map(Self::Url),
            Kind::Id => Some(Self::Id(stored.to_owned())),
            Kind::Tree => Some(Self::Tree(stored.to_owned())),
        };
        value.ok_or_else(|| Fault::internal(format!("a value of type {} cannot be read", kind.name())))
    }

    /// The first and the last key of the values that a filter by this one shows: of a tree those below as well.
    pub(crate) fn span(&self) -> (String, String) {
        let key = self.key();
        match self {
            Self::Tree(_) => (key.clone(), format!("{key}~")),
            _ => (key.clone(), key),
        }
    }

    /// A text that sorts and compares as the values do. Texts are alike without case and accents, and as far as their
    /// first 200 characters go; below an entry of a tree are the keys that begin with its own.
    pub(crate) fn key(&self) -> String {
        let short = |text: &str| markup::fold(text).chars().take(KEY).collect();
        match self {
            Self::Str(text) => short(text),
            Self::Txt(text) => short(text.as_str()),
            Self::Url(url) => url.to_string().chars().take(KEY).collect(),
            Self::Num(number) => number.key(),
            Self::At(at) => format!("{:015}", at.0),
            Self::Tree(path) => format!("{path}."),
            Self::Bool(_) | Self::Id(_) => self.to_string(),
        }
    }
}

impl Url {
    fn parse(text: &str) -> Option<Self> {
        let is_of_web = text.starts_with("https://") || text.starts_with("http://");
        Link::parse(text).filter(|_| is_of_web && text.len() <= MAX_VALUE).map(Self)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// As it is stored.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Str(text) | Self::Id(text) | Self::Tree(text) => formatter.write_str(text),
            Self::Txt(text) => formatter.write_str(text.as_str()),
            Self::Num(number) => number.fmt(formatter),
            Self::At(at) => write!(formatter, "{}", at.0),
            Self::Bool(truth) => write!(formatter, "{truth}"),
            Self::Url(url) => url.fmt(formatter),
        }
    }
}

fn moment(typed: &str) -> Option<Time> {
    let at = typed.trim().parse::<Timestamp>().ok()?.as_millisecond();
    (0..=LAST).contains(&at).then_some(Time(at))
}

fn truth(typed: &str) -> Option<bool> {
    typed.trim().parse().ok()
}

/// What ids look like, whatever they are of.
fn is_id(text: &str) -> bool {
    text.parse::<kernel::Id<Conversation>>().is_ok()
}

#[cfg(test)]
mod tests {
    use kernel::{Random, Time};

    use super::{Attribute, Value};
    use crate::attribute::{AttributeName, Object, Offer};
    use crate::snippet::Label;

    fn attribute(name: &str, options: &str, is_many: bool) -> Attribute {
        let name = AttributeName::parse(name).unwrap();
        Attribute {
            id: kernel::Id::new(Time(1_790_000_000_000), &Random::seeded(1)),
            object: Object::Conversation,
            offer: Offer::parse(name.kind(), options, is_many).unwrap(),
            name,
            label: Label::Own,
            is_required: false,
            is_sensitive: false,
        }
    }

    #[test]
    fn a_value_is_of_its_type_and_stored_as_it_is() {
        let outline = "Returns\n- Damaged\n-- Box";
        for (name, options, typed, stored) in [
            ("cityStr", "", "  New   York ", "New York"),
            ("colourStr", "Red\nBlue", "Blue", "Blue"),
            ("remarkTxt", "", "One\r\nTwo\n", "One\nTwo"),
            ("ordersNum", "", "012.50", "12.5"),
            ("sentAt", "", "2026-09-21T14:13:20Z", "1790000000000"),
            ("sentAt", "", "2026-09-21T16:13:20.5+02:00", "1790000000500"),
            ("vipBool", "", "true", "true"),
            ("shopUrl", "", " https://acme.com/a?b=c#d ", "https://acme.com/a?b=c#d"),
            ("parentId", "", "6ab13b80000000000000000a", "6ab13b80000000000000000a"),
            ("causeTree", outline, "returns.damaged.box", "returns.damaged.box"),
        ] {
            let attribute = attribute(name, options, false);
            let value = attribute.read(typed).unwrap();
            assert_eq!(value.to_string(), stored, "{name}");
            assert_eq!(Value::stored(attribute.kind(), stored).unwrap(), value, "{name}");
        }
    }

    #[test]
    fn th29_a_value_of_another_type_is_refused() {
        let long = format!("https://acme.com/{}", "a".repeat(1_024));
        for (name, options, typed) in [
            ("colourStr", "Red\nBlue", "red"),
            ("ordersNum", "", "many"),
            ("sentAt", "", "2026-09-21T14:13"),
            ("sentAt", "", "-001000-01-01T00:00:00Z"),
            ("vipBool", "", "yes"),
            ("shopUrl", "", "javascript:alert(1)"),
            ("shopUrl", "", "/contact"),
            ("shopUrl", "", "mailto:ana@acme.com"),
            ("shopUrl", "", "https://acme.com@evil.test/"),
            ("shopUrl", "", &long),
            ("parentId", "", "42"),
            ("causeTree", "Returns", "returns.damaged"),
            ("causeTree", "Returns", ""),
        ] {
            let fault = attribute(name, options, false).read(typed).unwrap_err();
            assert_eq!(fault.code().name, "value_type", "{name}: {typed}");
            assert_eq!(
                fault.problems()[0].values,
                [("type", attribute(name, options, false).kind().name().to_owned())]
            );
        }
        let refused = |name, typed: &str| attribute(name, "", false).read(typed).unwrap_err().code().name;
        assert_eq!(refused("cityStr", &"x".repeat(1_025)), "text_too_long");
        assert_eq!(refused("remarkTxt", &"x".repeat(1_025)), "text_too_long");
        assert_eq!(refused("cityStr", "a\0b"), "text_broken");
        assert_eq!(refused("cityStr", " "), "text_empty");
    }

    #[test]
    fn w1_a_filter_by_an_entry_spans_what_is_below_it() {
        let cause = attribute("causeTree", "Returns\n- Damaged\nReturns now", false);
        let key = |path: &str| cause.read(path).unwrap().key();
        let (first, last) = cause.read("returns").unwrap().span();
        let is_in = |path: &str| (first.as_str()..=last.as_str()).contains(&key(path).as_str());
        assert!(is_in("returns") && is_in("returns.damaged") && !is_in("returns_now"));
        let city = attribute("cityStr", "", false);
        let (first, last) = city.read("São Paulo").unwrap().span();
        assert_eq!((first.as_str(), last.as_str()), ("sao paulo", "sao paulo"));
    }

    #[test]
    fn a_tree_is_read_by_its_names_and_a_lost_entry_by_its_path() {
        let cause = attribute("causeTree", "Returns\n- Damaged", false);
        assert_eq!(cause.called(&cause.read("returns.damaged").unwrap()), "Returns › Damaged");
        assert_eq!(cause.called(&Value::Tree("gone.away".to_owned())), "gone.away");
    }
}
