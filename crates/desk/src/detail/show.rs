//! What a customer sees of a conversation's details. Nothing of a sensitive attribute is read at all.

use std::collections::BTreeMap;

use db::{FromRow, Reader, Row, params, sql};
use futures_util::future;
use kernel::{Fault, Language, OrgId, Time};

use super::{Own, What};
use crate::act::View;
use crate::attribute::{Attribute, AttributeId, Offer, Value};
use crate::conversation::Conversation;
use crate::kb::KbId;
use crate::snippet::{Label, Said};
use crate::who::Customer;

sql! {
    ANY = "select 1 from portal_detail where org_id = $1 and kb_id = $2 limit 1";
    CHOSEN = "select d.what, d.title, d.snippet_id,
            a.id, a.object, a.name, a.title, a.snippet_id, a.is_required, a.is_sensitive, a.is_many, a.options, v.value
        from portal_detail d
        left join attribute a on a.org_id = d.org_id and a.id = d.what and /*see*/not a.is_sensitive/*end*/
        left join attribute_value v on v.org_id = a.org_id and v.object = a.object and v.object_id = $3
            and v.attribute_id = a.id
        where d.org_id = $1 and d.kb_id = $2 order by d.place, d.id, v.place";
    NAMES = "select b.title, t.name from conversation c
        join brand b on b.org_id = c.org_id and b.id = c.brand_id
        left join team t on t.org_id = c.org_id and t.id = c.team_id
        where c.org_id = $1 and c.id = $2";
    TAGS = "select tag from conversation_tag where org_id = $1 and conversation_id = $2 order by tag";
}

/// A detail with its value; those without one are not shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// What it is called.
    pub called: Called,
    /// What it says.
    pub value: ShownValue,
}

/// What a detail is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Called {
    /// By this name.
    Name(String),
    /// As pages call it in the reader's language.
    Own(Own),
}

/// What a detail says, to be written as its type is in the reader's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ShownValue {
    /// One text or several.
    Texts(Vec<String>),
    /// From 1, the lowest, to 5.
    Priority(i64),
    /// A moment.
    At(Time),
    /// Yes or no.
    Truth(bool),
    /// An address on the web.
    Url(String),
}

/// One value of what was chosen; one that has several is there several times.
struct Chosen {
    what: What,
    label: Label,
    attribute: Option<Attribute>,
    value: Option<Value>,
}

/// Whether a knowledge base shows any detail.
pub(crate) async fn is_any(reader: &Reader, org: OrgId, kb: KbId) -> Result<bool, Fault> {
    let any: Option<(i64,)> = reader.maybe(ANY.with(params![org, kb])).await?;
    Ok(any.is_some())
}

impl View<Customer> {
    /// The details of a conversation that was seen, for somebody who reads this language.
    pub async fn details_of(
        &self,
        conversation: &Conversation,
        language: &Language,
    ) -> Result<Vec<Shown>, Fault> {
        // Most sites show none, and their pages do not ask.
        if !self.who().site.shows_details {
            return Ok(Vec::new());
        }
        let values = params![self.org(), self.who().site.kb, conversation.id];
        let chosen: Vec<Chosen> = self.reader().all(CHOSEN.with(values)).await?;
        let own: Vec<Own> = chosen.iter().filter_map(Chosen::own).collect();
        let owned = self.owned(conversation, &own).await?;
        let own_labels = chosen.iter().filter_map(|chosen| Some(&chosen.attribute.as_ref()?.label));
        let labels = chosen.iter().map(|chosen| &chosen.label).chain(own_labels);
        let languages = [language.clone(), self.who().site.default_language().clone()];
        let said = self.say(labels, &languages).await?;
        Ok(put_together(chosen, owned, &said))
    }

    /// What conversations have that is no attribute, of what is asked for.
    async fn owned(
        &self,
        conversation: &Conversation,
        wanted: &[Own],
    ) -> Result<BTreeMap<Own, ShownValue>, Fault> {
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let values = || params![self.org(), conversation.id];
        let names = self.reader().one(NAMES.with(values()));
        let (names, tags) = future::try_join(names, self.reader().all(TAGS.with(values()))).await?;
        let ((brand, team), tags): ((String, Option<String>), Vec<(String,)>) = (names, tags);
        let tags: Vec<String> = tags.into_iter().map(|(tag,)| tag).collect();
        let all = [
            (Own::Brand, Some(ShownValue::Texts(vec![brand]))),
            (Own::Priority, Some(ShownValue::Priority(conversation.priority))),
            (Own::Tags, (!tags.is_empty()).then_some(ShownValue::Texts(tags))),
            (Own::Team, team.map(|team| ShownValue::Texts(vec![team]))),
        ];
        Ok(all.into_iter().filter_map(|(own, value)| Some((own, value?))).collect())
    }
}

impl Chosen {
    fn own(&self) -> Option<Own> {
        if let What::Own(own) = self.what { Some(own) } else { None }
    }

    /// What it says and is called, where there is something to say.
    fn shown(self, owned: &mut BTreeMap<Own, ShownValue>, said: &Said) -> Option<Shown> {
        let named = self.label.say(said);
        match (self.what, self.attribute, self.value) {
            (What::Own(own), ..) => {
                let called = named.map_or(Called::Own(own), Called::Name);
                Some(Shown { called, value: owned.remove(&own)? })
            }
            (What::Attribute(_), Some(attribute), Some(value)) => {
                let called = Called::Name(named.unwrap_or_else(|| attribute.title(said)));
                Some(Shown { called, value: shown(&attribute, &value)? })
            }
            (What::Attribute(_), ..) => None,
        }
    }
}

fn put_together(chosen: Vec<Chosen>, mut owned: BTreeMap<Own, ShownValue>, said: &Said) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut last: Option<AttributeId> = None;
    for chosen in chosen {
        let id = chosen.attribute.as_ref().map(|attribute| attribute.id);
        let is_more = id.is_some() && id == last;
        let Some(shown) = chosen.shown(&mut owned, said) else { continue };
        last = id;
        match (all.last_mut(), shown.value) {
            (Some(Shown { value: ShownValue::Texts(texts), .. }), ShownValue::Texts(more)) if is_more => {
                texts.extend(more);
            }
            (_, value) => all.push(Shown { called: shown.called, value }),
        }
    }
    all
}

/// An entry that its tree lost is not shown: its path is nothing for customers.
fn shown(attribute: &Attribute, value: &Value) -> Option<ShownValue> {
    Some(match value {
        Value::At(at) => ShownValue::At(*at),
        Value::Bool(truth) => ShownValue::Truth(*truth),
        Value::Url(url) => ShownValue::Url(url.to_string()),
        Value::Tree(path) => match &attribute.offer {
            Offer::Tree(tree) => ShownValue::Texts(vec![tree.names(path)?.join(" › ")]),
            Offer::Any | Offer::One(_) | Offer::Many(_) => return None,
        },
        Value::Str(_) | Value::Txt(_) | Value::Num(_) | Value::Id(_) => {
            ShownValue::Texts(vec![value.to_string()])
        }
    })
}

impl FromRow for Chosen {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let what: String = row.get(0)?;
        let id: Option<AttributeId> = row.get(3)?;
        let attribute = id.map(|_| Attribute::read_columns(row, 3)).transpose()?;
        let stored: Option<String> = row.get(12)?;
        let value = attribute.as_ref().zip(stored).map(|(of, stored)| Value::stored(of.kind(), &stored));
        Ok(Self {
            what: What::parse(&what)?,
            label: Label::stored(row.get(1)?, row.get(2)?),
            attribute,
            value: value.transpose()?,
        })
    }
}
