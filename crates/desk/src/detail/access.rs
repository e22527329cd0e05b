//! Who sees which details are chosen, and who chooses them.

use db::{Call, params, sql};
use kernel::{Code, Fault};

use super::{Detail, DetailId};
use crate::act::{Rule, View, Visible};
use crate::code;
use crate::kb::{Kb, KbId};
use crate::right::Right;
use crate::who::User;

/// A user chooses what the portal of a knowledge base shows.
pub enum Arrange {}
/// A user renames a detail, moves it or takes it away.
pub enum Edit {}

sql! {
    FIND_KB = "select k.id, k.title from kb k where k.org_id = $1 and k.id = $2 and /*see*/$3/*end*/";
    FIND = "select d.id, d.kb_id, d.what, d.title, d.snippet_id,
            a.id, a.object, a.name, a.title, a.snippet_id, a.is_required, a.is_sensitive, a.is_many, a.options
        from portal_detail d join kb k on k.org_id = d.org_id and k.id = d.kb_id
        left join attribute a on a.org_id = d.org_id and a.id = d.what
        where d.org_id = $1 and d.id = $2 and /*see*/$3/*end*/";
    OF_KB = "select d.id, d.kb_id, d.what, d.title, d.snippet_id,
            a.id, a.object, a.name, a.title, a.snippet_id, a.is_required, a.is_sensitive, a.is_many, a.options
        from portal_detail d left join attribute a on a.org_id = d.org_id and a.id = d.what
        where d.org_id = $1 and d.kb_id = $2 order by d.place, d.id";
}

impl View<User> {
    /// The details that the portal of a knowledge base shows, in their order.
    pub async fn details(&self, kb: KbId) -> Result<Vec<Detail>, Fault> {
        manages(self.who()).map_err(Fault::new)?;
        self.reader().all(OF_KB.with(params![self.org(), kb])).await
    }
}

impl Visible<User> for Kb {
    type Noun = Self;
    const TABLE: &'static str = "k";

    fn find(who: &User, id: KbId) -> Call<'static> {
        FIND_KB.with(params![who.org, id, manages(who).is_ok()])
    }
}

impl Rule<User, Arrange> for Kb {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        manages(who)
    }
}

impl Visible<User> for Detail {
    type Noun = Self;
    // With the list that it stands in: whoever changes one entry changes the list.
    const TABLE: &'static str = "k";

    fn find(who: &User, id: DetailId) -> Call<'static> {
        FIND.with(params![who.org, id, manages(who).is_ok()])
    }
}

impl Rule<User, Edit> for Detail {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        manages(who)
    }
}

/// What portals show is the content managers' (R1).
pub(super) fn manages(who: &User) -> Result<(), &'static Code> {
    if who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
}
