//! Defining attributes, for whoever manages what is shown.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId, base_codes};
use serde_json::json;

use super::{Attribute, AttributeId, AttributeName, Edit, Kind, MOST, Object, Offer, facts, forget};
use crate::act::{Act, Allowed};
use crate::audit::Change;
use crate::order::{Step, moved};
use crate::right::Right;
use crate::snippet::{self, Label, SnippetId};
use crate::who::User;
use crate::{code, detail};

sql! {
    HOW_MANY = "select count(*), coalesce(max(place), 0) from attribute where org_id = $1 and object = $2";
    ADD = "insert into attribute (org_id, id, object, name, title, snippet_id, is_required, is_sensitive, is_many, options,
            place, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    CHANGE = "update attribute set title = $3, snippet_id = $4, is_required = $5, is_sensitive = $6, is_many = $7, options = $8
        where org_id = $1 and id = $2";
    PLACES = "select id, place from attribute where org_id = $1 and object = $2 order by place, id";
    SEAT = "update attribute set place = $3 where org_id = $1 and id = $2";
    REMOVE = "delete from attribute where org_id = $1 and id = $2";
    CALLED_BY = "select name from attribute where org_id = $1 and snippet_id = $2 order by object, name";
}

/// What of an attribute can be changed. Its name, and with it the type, never is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The display name.
    pub label: Label,
    /// Whether a form of values must not leave it empty.
    pub is_required: bool,
    /// Whether its values are for some eyes only, and for no customer's.
    pub is_sensitive: bool,
    /// What there is to choose from.
    pub offer: Offer,
}

impl Act<User> {
    /// Adds an attribute, behind the others of its object. `name_taken` where there is one of that name,
    /// `attributes_many` for the 101st.
    pub async fn add_attribute(
        &mut self,
        object: Object,
        name: &AttributeName,
        new: &Definition,
    ) -> Result<AttributeId, Fault> {
        if !self.who().may(Right::ManageContent) {
            return Err(Fault::new(&code::MAY_NOT));
        }
        new.check(self, name.kind()).await?;
        let (org, now, id) = (self.org(), self.now(), self.new_id::<Attribute>());
        let writer = self.writer().await?;
        let (there, last): (i64, i64) = writer.one(HOW_MANY.with(params![org, object])).await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST) {
            return Err(Fault::new(&code::ATTRIBUTES_MANY));
        }
        let ((title, snippet), options) = (new.label.columns(), new.offer.column());
        let (required, sensitive, many) = (new.is_required, new.is_sensitive, new.offer.is_many());
        let begun = params![org, id, object, name.as_str(), title, snippet, required, sensitive, many];
        let values = [begun, params![&options, last + 1, now]].concat();
        writer.run(ADD.with(values)).await?;
        let payload = json!({ "object": object.name(), "name": name.as_str() });
        self.announce(facts::ADDED, id.to_string(), payload).await?;
        Ok(id)
    }
}

impl Allowed<Attribute, Edit> {
    /// Changes everything but the name. Values stay as they are, also those that can no longer be chosen.
    pub async fn change(&self, act: &mut Act<User>, new: &Definition) -> Result<(), Fault> {
        self.belongs_to(act)?;
        new.check(act, self.kind()).await?;
        let ((title, snippet), options) = (new.label.columns(), new.offer.column());
        let (required, sensitive, many) = (new.is_required, new.is_sensitive, new.offer.is_many());
        let values = params![act.org(), self.id, title, snippet, required, sensitive, many, &options];
        act.writer().await?.run(CHANGE.with(values)).await?;
        let change = Change::between(self.told(), new.told());
        act.announce_change(facts::CHANGED, self.id.to_string(), (self.payload(), change)).await?;
        Ok(())
    }

    /// Moves it a step among those of its object. At the end of the list it stays.
    pub async fn step(&self, act: &mut Act<User>, step: Step) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let writer = act.writer().await?;
        let places: Vec<(AttributeId, i64)> = writer.all(PLACES.with(params![org, self.object])).await?;
        let moved = moved(&places, self.id, step);
        if moved.is_empty() {
            return Ok(());
        }
        for (id, place) in moved {
            writer.run(SEAT.with(params![org, id, place])).await?;
        }
        act.announce(facts::MOVED, self.id.to_string(), self.payload()).await?;
        Ok(())
    }

    /// Removes it: from this moment on it is nowhere, and neither are its values. Of very many a job deletes what is left.
    pub async fn remove(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let writer = act.writer().await?;
        writer.run(REMOVE.with(params![org, self.id])).await?;
        detail::forget(writer, org, self.id).await?;
        let is_all = forget::some(writer, org, self.id).await?;
        let payload = json!({ "object": self.object.name(), "name": self.name.as_str(), "left": !is_all });
        act.announce(facts::REMOVED, self.id.to_string(), payload).await?;
        Ok(())
    }

    /// What it is now, for the audit log.
    fn told(&self) -> String {
        let Attribute { label, is_required, is_sensitive, offer, .. } = &**self;
        let (label, is_required, is_sensitive) = (label.clone(), *is_required, *is_sensitive);
        Definition { label, is_required, is_sensitive, offer: offer.clone() }.told()
    }

    fn payload(&self) -> serde_json::Value {
        json!({ "object": self.object.name(), "name": self.name.as_str() })
    }
}

impl Definition {
    /// What it says, for the audit log.
    fn told(&self) -> String {
        let (title, snippet) = self.label.columns();
        let options = self.offer.typed();
        json!({ "displayName": title, "snippet": snippet, "required": self.is_required, "sensitive": self.is_sensitive,
            "multi": self.offer.is_many(), "options": options })
        .to_string()
    }

    /// Whether it is one for this type, called by a snippet that is there.
    async fn check(&self, act: &mut Act<User>, kind: Kind) -> Result<(), Fault> {
        let fits = match self.offer {
            Offer::Any => kind != Kind::Tree,
            Offer::One(_) | Offer::Many(_) => kind == Kind::Str,
            Offer::Tree(_) => kind == Kind::Tree,
        };
        if !fits {
            return Err(Fault::new(&base_codes::INVALID));
        }
        snippet::check(act, &self.label).await
    }
}

/// The names of the attributes that a snippet is the display name of.
pub(crate) async fn called_by(
    writer: &mut Writer,
    org: OrgId,
    snippet: SnippetId,
) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = writer.all(CALLED_BY.with(params![org, snippet])).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
