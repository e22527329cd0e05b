//! Where a category stands in the tree.

use std::collections::BTreeMap;

use db::{Writer, params, sql};
use kernel::{Fault, OrgId, base_codes};
use serde_json::json;

use super::edit::GAP;
use super::{Category, CategoryId, Edit, facts};
use crate::act::{Act, Allowed};
use crate::code;
use crate::kb::KbId;
use crate::who::Who;

/// The deepest a category stands below the top.
const DEEPEST: usize = 10;

/// Where a category is to stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// In this one; at the top, where there is none.
    pub parent: Option<CategoryId>,
    /// Right before this one; last, where there is none.
    pub before: Option<CategoryId>,
}

sql! {
    ALL = "select id, parent_id from category where org_id = $1 and kb_id = $2 order by place, id";
    PUT = "update category set parent_id = $3, place = $4, revision = revision + $5 where org_id = $1 and id = $2";
    ORPHANS = "update category set parent_id = $3, revision = revision + 1 where org_id = $1 and parent_id = $2";
    DELETE = "delete from category where org_id = $1 and id = $2";
}

impl Allowed<Category, Edit> {
    /// Puts it there, with everything in it. `category_circle` for a place within itself, `category_deep` below the tenth
    /// level, `not_found` for a category of another knowledge base.
    pub async fn place<W: Who>(&self, act: &mut Act<W>, to: Place) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let writer = act.writer().await?;
        let rows: Vec<(CategoryId, Option<CategoryId>)> = writer.all(ALL.with(params![org, self.kb])).await?;
        let order = self.order(&rows, to)?;
        for (index, id) in order.iter().enumerate() {
            let parent = if *id == self.id { to.parent } else { parent_of(&rows, *id) };
            let place = i64::try_from(index + 1).map_err(Fault::internal)? * GAP;
            let change = i64::from(*id == self.id);
            writer.run(PUT.with(params![org, id, parent, place, change])).await?;
        }
        act.announce(facts::MOVED, self.id.to_string(), json!({ "parent": to.parent })).await?;
        Ok(())
    }

    /// Deletes it. What stands in it stands where it stood; its articles only leave it.
    pub async fn delete<W: Who>(&self, act: &mut Act<W>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let writer = act.writer().await?;
        writer.run(ORPHANS.with(params![org, self.id, self.parent])).await?;
        writer.run(DELETE.with(params![org, self.id])).await?;
        act.announce(facts::DELETED, self.id.to_string(), json!({ "kb": self.kb })).await?;
        Ok(())
    }

    /// All categories of the knowledge base in the order there will be.
    fn order(&self, rows: &[(CategoryId, Option<CategoryId>)], to: Place) -> Result<Vec<CategoryId>, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let is_there = |id: &CategoryId| rows.iter().any(|(known, _)| known == id);
        if !to.parent.iter().chain(&to.before).all(is_there) {
            return Err(gone());
        }
        let above = ancestors(rows, to.parent);
        if above.contains(&self.id) {
            return Err(Fault::new(&code::CATEGORY_CIRCLE));
        }
        if above.len() + height(rows, self.id) > DEEPEST {
            return Err(Fault::new(&code::CATEGORY_DEEP));
        }
        let mut order: Vec<CategoryId> = rows.iter().map(|(id, _)| *id).filter(|id| *id != self.id).collect();
        let before = to.before.filter(|before| *before != self.id);
        let at = before.and_then(|before| order.iter().position(|id| *id == before)).unwrap_or(order.len());
        order.insert(at, self.id);
        Ok(order)
    }
}

/// Refuses a parent that is not of this knowledge base, or so deep that nothing stands in it.
pub(super) async fn check_parent(
    writer: &mut Writer,
    (org, kb): (OrgId, KbId),
    parent: Option<CategoryId>,
) -> Result<(), Fault> {
    let rows: Vec<(CategoryId, Option<CategoryId>)> = writer.all(ALL.with(params![org, kb])).await?;
    match parent {
        Some(parent) if !rows.iter().any(|(id, _)| *id == parent) => Err(Fault::new(&base_codes::NOT_FOUND)),
        Some(_) if ancestors(&rows, parent).len() >= DEEPEST => Err(Fault::new(&code::CATEGORY_DEEP)),
        _ => Ok(()),
    }
}

fn parent_of(rows: &[(CategoryId, Option<CategoryId>)], id: CategoryId) -> Option<CategoryId> {
    rows.iter().find(|(known, _)| *known == id).and_then(|(_, parent)| *parent)
}

/// This one and what it stands in, up to the top.
fn ancestors(rows: &[(CategoryId, Option<CategoryId>)], from: Option<CategoryId>) -> Vec<CategoryId> {
    let parents: BTreeMap<CategoryId, Option<CategoryId>> = rows.iter().copied().collect();
    std::iter::successors(from, |id| parents.get(id).copied().flatten()).take(rows.len() + 1).collect()
}

/// How many levels a category is, itself one of them.
fn height(rows: &[(CategoryId, Option<CategoryId>)], id: CategoryId) -> usize {
    let levels_above = |(row, _): &(CategoryId, Option<CategoryId>)| {
        ancestors(rows, Some(*row)).iter().position(|above| *above == id)
    };
    rows.iter().filter_map(levels_above).max().unwrap_or_default() + 1
}
