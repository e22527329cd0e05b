//! What a conversation has of each attribute: seen and changed by users.

use db::{Call, FromRow, Row, Writer, params, sql};
use kernel::{Fault, OrgId};
use serde_json::{Map, json};

use super::{Attribute, AttributeId, Object, Value};
use crate::act::{Act, Allowed, View};
use crate::audit::Change;
use crate::code;
use crate::conversation::{Conversation, SetValues, facts};
use crate::customer::{self, CustomerId};
use crate::right::Right;
use crate::who::{User, Who};

sql! {
    HELD = "select a.id, a.object, a.name, a.title, a.snippet_id, a.is_required, a.is_sensitive, a.is_many, a.options,
            v.attribute_id is not null, case when /*see*/(not a.is_sensitive or $4)/*end*/ then v.value end
        from attribute a left join attribute_value v on v.org_id = a.org_id and v.object = a.object and v.object_id = $3
            and v.attribute_id = a.id
        where a.org_id = $1 and a.object = $2 order by a.place, a.id, v.place";
    THERE = "select v.value from attribute_value v
        where v.org_id = $1 and v.object = $2 and v.object_id = $3 and v.attribute_id = $4 order by v.place";
    LOCK = "select a.id from attribute a where a.org_id = $1 and a.id = $2";
    DROP = "delete from attribute_value where org_id = $1 and object = $2 and object_id = $3 and attribute_id = $4";
    ADD = "insert into attribute_value (org_id, object, object_id, attribute_id, place, value, value_key)
        values ($1, $2, $3, $4, $5, $6, $7)";
}

/// An attribute with what something has of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The attribute.
    pub attribute: Attribute,
    /// What there is of it, for the eyes of who looks.
    pub holding: Holding,
}

/// What something has of an attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Holding {
    /// These values, or none; who looks may see and change them.
    Open(Vec<Value>),
    /// Not for the eyes of who looks: only whether there is something.
    Masked(bool),
}

/// Values for an attribute, checked by its definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    attribute: AttributeId,
    values: Vec<Value>,
}

impl Attribute {
    /// What was typed as its values; empty fields are none. `value_required` where there must be one, and `value_type` where
    /// there are several and only one can be.
    pub fn give(&self, typed: &[&str]) -> Result<Given, Fault> {
        let mut values = Vec::new();
        for typed in typed.iter().filter(|typed| !typed.trim().is_empty()) {
            let value = self.read(typed)?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
        match values.len() {
            0 if self.is_required => Err(Fault::new(&code::VALUE_REQUIRED)),
            0 | 1 => Ok(Given { attribute: self.id, values }),
            _ if self.offer.is_many() => Ok(Given { attribute: self.id, values }),
            _ => Err(self.wrong_type()),
        }
    }
}

impl Held {
    /// The values, where who looks may see them.
    pub fn values(&self) -> &[Value] {
        if let Holding::Open(values) = &self.holding { values } else { &[] }
    }

    /// Whether who looks may see and change it.
    pub fn is_open(&self) -> bool {
        matches!(self.holding, Holding::Open(_))
    }

    /// Whether there is something, seen or not.
    pub fn is_there(&self) -> bool {
        match &self.holding {
            Holding::Open(values) => !values.is_empty(),
            Holding::Masked(is_there) => *is_there,
        }
    }
}

impl View<User> {
    /// Every attribute of a conversation that was seen, with its values.
    pub async fn attributes_of(&self, conversation: &Conversation) -> Result<Vec<Held>, Fault> {
        let rows = self.reader().all(held(self.org(), conversation, self.who())).await?;
        Ok(gathered(rows, self.who()))
    }
}

impl Allowed<Conversation, SetValues> {
    /// Every attribute with its values, as they are in this act.
    pub async fn attributes(&self, act: &mut Act<User>) -> Result<Vec<Held>, Fault> {
        self.belongs_to(act)?;
        let call = held(act.org(), self, act.who());
        let rows = act.writer().await?.all(call).await?;
        Ok(gathered(rows, act.who()))
    }

    /// Gives it these values and leaves those of other attributes as they are. `state_changed` for an attribute that is
    /// gone, and `may_not` for one that is not for the eyes of who acts.
    pub async fn set_values(&self, act: &mut Act<User>, given: &[Given]) -> Result<(), Fault> {
        let held = self.attributes(act).await?;
        let mut changed: Vec<(&Given, &Attribute)> = Vec::new();
        for given in given {
            let held = held.iter().find(|held| held.attribute.id == given.attribute);
            let held = held.ok_or_else(|| Fault::new(&code::STATE_CHANGED))?;
            match &held.holding {
                Holding::Masked(_) => return Err(Fault::new(&code::MAY_NOT)),
                Holding::Open(values) if *values == given.values => {}
                Holding::Open(_) => changed.push((given, &held.attribute)),
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        // In the order of their ids, so that two who change the same two never wait for each other.
        changed.sort_by_key(|(given, _)| given.attribute);
        for (given, _) in &changed {
            self.put(act, given).await?;
        }
        let names: Vec<&str> = changed.iter().map(|(_, attribute)| attribute.name.as_str()).collect();
        let payload = (json!({ "attributes": names }), between(&held, &changed));
        act.announce_change(facts::ATTRIBUTES, self.id.to_string(), payload).await?;
        Ok(())
    }

    async fn put(&self, act: &mut Act<User>, given: &Given) -> Result<(), Fault> {
        let org = act.org();
        let is_there =
            put(act.writer().await?, org, (Object::Conversation, &self.id.to_string()), given).await?;
        if is_there { Ok(()) } else { Err(Fault::new(&code::STATE_CHANGED)) }
    }
}

/// Leaves something with these values of an attribute. Its definition is locked, so that nobody removes it meanwhile and
/// leaves this value behind; one that is gone already gets none.
async fn put(
    writer: &mut Writer,
    org: OrgId,
    (object, of): (Object, &str),
    given: &Given,
) -> Result<bool, Fault> {
    let lock = LOCK.with(params![org, given.attribute]).locking("a");
    if writer.maybe::<(AttributeId,)>(lock).await?.is_none() {
        return Ok(false);
    }
    writer.run(DROP.with(params![org, object, of, given.attribute])).await?;
    for (place, value) in (0_i64..).zip(&given.values) {
        let (text, key) = (value.to_string(), value.key());
        writer.run(ADD.with(params![org, object, of, given.attribute, place, &text, &key])).await?;
    }
    Ok(true)
}

/// Leaves something that a customer tells about with values of attributes, in the order of their ids. Of what is gone
/// meanwhile nothing is kept.
pub(crate) async fn give_new(
    writer: &mut Writer,
    org: OrgId,
    (object, of): (Object, &str),
    given: &[Given],
) -> Result<(), Fault> {
    let mut given: Vec<&Given> = given.iter().collect();
    given.sort_by_key(|given| given.attribute);
    for given in given {
        put(writer, org, (object, of), given).await?;
    }
    Ok(())
}

/// A customer says this of themselves. What is not what was there is told as a change like any other; of what is gone meanwhile
/// nothing is kept.
pub(crate) async fn say<W: Who>(
    act: &mut Act<W>,
    customer: CustomerId,
    mut given: Vec<(&Attribute, Given)>,
) -> Result<(), Fault> {
    // In the order of their ids, as whoever else changes several does.
    given.sort_by_key(|(attribute, _)| attribute.id);
    let (org, of) = (act.org(), customer.to_string());
    let (mut held, mut changed) = (Vec::new(), Vec::new());
    for (attribute, given) in &given {
        let writer = act.writer().await?;
        let was = there(writer, (org, &of), attribute).await?;
        if was != given.values && put(writer, org, (Object::Customer, &of), given).await? {
            held.push(Held { attribute: (*attribute).clone(), holding: Holding::Open(was) });
            changed.push((given, *attribute));
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = changed.iter().map(|(_, attribute)| attribute.name.as_str()).collect();
    let payload = (json!({ "attributes": names }), between(&held, &changed));
    act.announce_change(customer::facts::ATTRIBUTES, of, payload).await?;
    Ok(())
}

/// What a customer has of an attribute.
async fn there(
    writer: &mut Writer,
    (org, customer): (OrgId, &str),
    attribute: &Attribute,
) -> Result<Vec<Value>, Fault> {
    let call = THERE.with(params![org, Object::Customer, customer, attribute.id]);
    let rows: Vec<(String,)> = writer.all(call).await?;
    rows.into_iter().map(|(value,)| Value::stored(attribute.kind(), &value)).collect()
}

/// What was there and what is there now, by name, of what is not sensitive.
fn between(held: &[Held], changed: &[(&Given, &Attribute)]) -> Change {
    let (mut was, mut became) = (Map::new(), Map::new());
    for (given, attribute) in changed.iter().filter(|(_, attribute)| !attribute.is_sensitive) {
        let before = held.iter().find(|held| held.attribute.id == attribute.id).map_or(&[][..], Held::values);
        for (side, values) in [(&mut was, before), (&mut became, &given.values)] {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            side.insert(attribute.name.to_string(), json!(values));
        }
    }
    let text = |side: Map<String, serde_json::Value>| json!(side).to_string();
    if became.is_empty() { Change::default() } else { Change::between(text(was), text(became)) }
}

fn held(org: OrgId, conversation: &Conversation, who: &User) -> Call<'static> {
    let id = conversation.id.to_string();
    HELD.with(params![org, Object::Conversation, id, who.may(Right::SeeSensitive)])
}

/// A row of the list: an attribute, whether it has a value, and the value where it may be seen.
struct Found {
    attribute: Attribute,
    is_there: bool,
    value: Option<Value>,
}

/// Several rows of one attribute are its several values.
fn gathered(rows: Vec<Found>, who: &User) -> Vec<Held> {
    let sees = who.may(Right::SeeSensitive);
    let mut all: Vec<Held> = Vec::new();
    for Found { attribute, is_there, value } in rows {
        match all.last_mut() {
            Some(Held { attribute: last, holding: Holding::Open(values) }) if last.id == attribute.id => {
                values.extend(value);
            }
            Some(Held { attribute: last, .. }) if last.id == attribute.id => {}
            _ => {
                let is_open = sees || !attribute.is_sensitive;
                let open = || Holding::Open(value.into_iter().collect());
                let holding = if is_open { open() } else { Holding::Masked(is_there) };
                all.push(Held { attribute, holding });
            }
        }
    }
    all
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let attribute = Attribute::read_columns(row, 0)?;
        let stored: Option<String> = row.get(10)?;
        let value = stored.map(|stored| Value::stored(attribute.kind(), &stored)).transpose()?;
        Ok(Self { is_there: row.get(9)?, attribute, value })
    }
}
