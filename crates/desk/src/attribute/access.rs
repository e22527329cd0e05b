//! Who can see definitions, and who may change them.

use db::{Call, params, sql};
use kernel::{Code, Fault, OrgId};

use super::{Attribute, AttributeId, Object};
use crate::act::{Rule, View, Visible};
use crate::code;
use crate::right::Right;
use crate::who::User;

/// A user changes a definition, moves it or removes it.
pub enum Edit {}

sql! {
    FIND = "select a.id, a.object, a.name, a.title, a.snippet_id, a.is_required, a.is_sensitive, a.is_many, a.options
        from attribute a where a.org_id = $1 and a.id = $2 and /*see*/$3/*end*/";
    OF_OBJECT = "select id, object, name, title, snippet_id, is_required, is_sensitive, is_many, options
        from attribute where org_id = $1 and object = $2 order by place, id";
    OF_IDS = "select id, object, name, title, snippet_id, is_required, is_sensitive, is_many, options
        from attribute where org_id = $1 and id in ($list) order by id";
}

impl View<User> {
    /// The attributes of an object, in their order.
    pub async fn attributes(&self, object: Object) -> Result<Vec<Attribute>, Fault> {
        sees(self.who()).map_err(Fault::new)?;
        self.reader().all(OF_OBJECT.with(params![self.org(), object])).await
    }
}

/// The definitions of these, as far as they are there: for what asks customers for values of them.
pub(crate) fn of_ids(org: OrgId, ids: &[AttributeId]) -> Call<'static> {
    OF_IDS.with(params![org]).list(ids.iter().flat_map(|id| params![*id]).collect())
}

impl Visible<User> for Attribute {
    type Noun = Self;
    const TABLE: &'static str = "a";

    fn find(who: &User, id: AttributeId) -> Call<'static> {
        FIND.with(params![who.org, id, sees(who).is_ok()])
    }
}

impl Rule<User, Edit> for Attribute {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

/// Whoever reads what they are of, and whoever defines them.
fn sees(who: &User) -> Result<(), &'static Code> {
    if who.may(Right::Read) || who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
}
