//! Choosing details and putting them in order.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId, base_codes};

use super::restore::{List, tell};
use super::{Arrange, Detail, DetailId, Edit, MOST, What, facts};
use crate::act::{Act, Allowed};
use crate::attribute::{Attribute, AttributeId, Object};
use crate::code;
use crate::kb::Kb;
use crate::order::{Step, moved};
use crate::snippet::{self, Label, SnippetId};
use crate::who::User;

sql! {
    HOW_MANY = "select count(*), coalesce(max(place), 0) from portal_detail where org_id = $1 and kb_id = $2";
    ADD = "insert into portal_detail (org_id, id, kb_id, what, title, snippet_id, place) values ($1, $2, $3, $4, $5, $6, $7)";
    RENAME = "update portal_detail set title = $3, snippet_id = $4 where org_id = $1 and id = $2";
    PLACES = "select id, place from portal_detail where org_id = $1 and kb_id = $2 order by place, id";
    SEAT = "update portal_detail set place = $3 where org_id = $1 and id = $2";
    REMOVE = "delete from portal_detail where org_id = $1 and id = $2";
    FORGET = "delete from portal_detail where org_id = $1 and what = $2";
    CALLED_BY = "select distinct k.title from portal_detail d join kb k on k.org_id = d.org_id and k.id = d.kb_id
        where d.org_id = $1 and d.snippet_id = $2 order by k.title";
}

impl Allowed<Kb, Arrange> {
    /// Shows one more, behind the others. `detail_taken` for one that is shown already, `detail_sensitive` for a
    /// sensitive attribute, `details_many` for the 21st.
    pub async fn add_detail(
        &self,
        act: &mut Act<User>,
        what: What,
        label: &Label,
    ) -> Result<DetailId, Fault> {
        self.belongs_to(act)?;
        snippet::check(act, label).await?;
        if let What::Attribute(id) = what {
            can_be_shown(act, id).await?;
        }
        let (org, id, was) = (act.org(), act.new_id::<Detail>(), List::of(act, self.id).await?);
        let writer = act.writer().await?;
        let (there, last): (i64, i64) = writer.one(HOW_MANY.with(params![org, self.id])).await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST) {
            return Err(Fault::new(&code::DETAILS_MANY));
        }
        let ((title, snippet), key) = (label.columns(), what.key());
        writer.run(ADD.with(params![org, id, self.id, &key, title, snippet, last + 1])).await?;
        tell(act, self.id, (facts::ADDED, Some(what)), &was).await?;
        Ok(id)
    }
}

impl Allowed<Detail, Edit> {
    /// Gives it another display name.
    pub async fn rename(&self, act: &mut Act<User>, label: &Label) -> Result<(), Fault> {
        self.belongs_to(act)?;
        snippet::check(act, label).await?;
        let (org, was, (title, snippet)) = (act.org(), List::of(act, self.kb).await?, label.columns());
        act.writer().await?.run(RENAME.with(params![org, self.id, title, snippet])).await?;
        tell(act, self.kb, (facts::CHANGED, Some(self.what)), &was).await
    }

    /// Moves it a step. At the end of the list it stays.
    pub async fn step(&self, act: &mut Act<User>, step: Step) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, was) = (act.org(), List::of(act, self.kb).await?);
        let writer = act.writer().await?;
        let places: Vec<(DetailId, i64)> = writer.all(PLACES.with(params![org, self.kb])).await?;
        for (id, place) in moved(&places, self.id, step) {
            writer.run(SEAT.with(params![org, id, place])).await?;
        }
        tell(act, self.kb, (facts::MOVED, Some(self.what)), &was).await
    }

    /// Shows it no more.
    pub async fn remove(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, was) = (act.org(), List::of(act, self.kb).await?);
        act.writer().await?.run(REMOVE.with(params![org, self.id])).await?;
        tell(act, self.kb, (facts::REMOVED, Some(self.what)), &was).await
    }
}

/// Locked, so that nobody removes it or makes it sensitive meanwhile.
pub(super) async fn can_be_shown(act: &mut Act<User>, id: AttributeId) -> Result<(), Fault> {
    let attribute: Attribute = act.find(id).await?;
    match attribute.object {
        _ if attribute.is_sensitive => Err(Fault::new(&code::DETAIL_SENSITIVE)),
        Object::Conversation => Ok(()),
        Object::Customer | Object::Message => Err(Fault::new(&base_codes::NOT_FOUND)),
    }
}

/// An attribute that is gone is shown nowhere.
pub(crate) async fn forget(writer: &mut Writer, org: OrgId, attribute: AttributeId) -> Result<(), Fault> {
    writer.run(FORGET.with(params![org, attribute])).await?;
    Ok(())
}

/// The knowledge bases whose portal shows something under a snippet.
pub(crate) async fn called_by(
    writer: &mut Writer,
    org: OrgId,
    snippet: SnippetId,
) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = writer.all(CALLED_BY.with(params![org, snippet])).await?;
    Ok(rows.into_iter().map(|(title,)| title).collect())
}
