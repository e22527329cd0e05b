//! Lists of what has a value of a custom attribute.

use db::{Call, Condition, params, sql};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kernel::{Fault, Time};

use super::super::ConversationId;
use super::list::RARE;
use crate::act::{View, Visible};
use crate::attribute::{Attribute, AttributeId, Kind, Object, Offer, Value};
use crate::right::Right;
use crate::who::User;

pub(super) static HAVING: Condition = Condition(
    "and exists (select 1 from attribute_value v where v.org_id = c.org_id and v.object = 'conversation' and v.object_id = c.id
        and v.attribute_id = $? and v.value_key >= $? and v.value_key <= $?)",
);

sql! {
    WITH = "select object_id from attribute_value where org_id = $1 and attribute_id = $2 and value_key >= $3 and value_key <= $4
        limit $5";
}

/// A value that is asked for, as it was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Of which attribute.
    pub attribute: AttributeId,
    /// The value: of a moment its day, of a tree the name or the path of an entry.
    pub value: String,
}

/// Where the keys of the values lie that are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Span {
    attribute: AttributeId,
    first: String,
    last: String,
}

impl Span {
    /// A statement over conversations `c`, narrowed to those that have such a value.
    pub(super) fn narrow<'a>(&self, call: Call<'a>) -> Call<'a> {
        call.and(&HAVING, params![self.attribute, self.first.clone(), self.last.clone()])
    }
}

impl View<User> {
    /// Where the values lie; nothing where nothing can be found: the attribute is gone, is not for the eyes of who looks, or
    /// never has such a value.
    pub(super) async fn span(&self, wanted: &Wanted) -> Result<Option<Span>, Fault> {
        let found = Attribute::find(self.who(), wanted.attribute);
        let attribute: Option<Attribute> = self.reader().maybe(found).await?;
        let is_seen = |attribute: &Attribute| {
            let is_open = !attribute.is_sensitive || self.who().may(Right::SeeSensitive);
            attribute.object == Object::Conversation && is_open
        };
        let zone = self.who().zone.as_deref();
        let span = attribute.filter(is_seen).and_then(|attribute| span(&attribute, &wanted.value, zone));
        Ok(span.map(|(first, last)| Span { attribute: wanted.attribute, first, last }))
    }

    /// The conversations with such a value, where they are so few that they are looked up one by one.
    pub(super) async fn having_rare(&self, span: &Span) -> Result<Option<Vec<ConversationId>>, Fault> {
        let values = params![self.org(), span.attribute, &span.first, &span.last, RARE + 1];
        let found: Vec<(ConversationId,)> = self.reader().all(WITH.with(values)).await?;
        Ok((found.len() <= RARE as usize).then(|| found.into_iter().map(|(id,)| id).collect()))
    }
}

/// The first and the last key of what was typed.
fn span(attribute: &Attribute, typed: &str, zone: Option<&str>) -> Option<(String, String)> {
    if typed.contains('\0') {
        return None;
    }
    match (attribute.kind(), &attribute.offer) {
        (Kind::At, _) => day(typed, zone),
        (Kind::Tree, Offer::Tree(tree)) => {
            let is_named = |name: &str| markup::fold(name) == markup::fold(typed.trim());
            let entry =
                tree.entries().into_iter().find(|(path, name)| path == typed.trim() || is_named(name));
            entry.map(|(path, _)| Value::Tree(path).span())
        }
        // Texts of another case, and choices that were taken away, are found all the same.
        (Kind::Str, _) => Some(Value::Str(typed.trim().to_owned()).span()),
        _ => attribute.read(typed).ok().map(|value| value.span()),
    }
}

/// From the first to the last moment of a day where somebody is.
fn day(typed: &str, zone: Option<&str>) -> Option<(String, String)> {
    let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    let day: Date = typed.trim().parse().ok()?;
    let begins = |day: Date| Some(day.to_zoned(zone.clone()).ok()?.timestamp());
    let key = |at: Timestamp, less: i64| Value::At(Time(at.as_millisecond() - less)).key();
    Some((key(begins(day)?, 0), key(begins(day.checked_add(1.day()).ok()?)?, 1)))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_the_day_of_who_looks() {
        let (first, last) = day("2026-09-21", Some("Europe/Berlin")).unwrap();
        assert_eq!((first.as_str(), last.as_str()), ("001789941600000", "001790027999999"));
        let (first, _) = day(" 2026-09-21 ", None).unwrap();
        assert_eq!(first, "001789948800000");
        assert_eq!(day("yesterday", None), None);
    }
}
