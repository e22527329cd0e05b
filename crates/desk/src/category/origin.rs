//! Where categories were taken in from, and what was said of them there.

use db::{params, sql};
use kernel::Fault;

use super::CategoryId;
use crate::act::{Act, View};
use crate::kb::KbId;
use crate::who::System;

/// A category that was taken in from a folder.
#[derive(Clone, Debug)]
pub(crate) struct CategoryOrigin {
    /// The fingerprint of its place.
    pub(crate) origin: String,
    /// The category; it may be gone.
    pub(crate) category: CategoryId,
    /// What was said of it there.
    pub(crate) said: String,
}

sql! {
    OF_KB = "select origin, category_id, said from category_origin where org_id = $1 and kb_id = $2";
    REMEMBER = "insert into category_origin (org_id, kb_id, origin, category_id, said) values ($1, $2, $3, $4, $5)
        on conflict (org_id, kb_id, origin) do update set category_id = excluded.category_id, said = excluded.said";
}

impl View<System> {
    /// Every place that categories of a knowledge base were taken in from.
    pub(crate) async fn category_origins(&self, kb: KbId) -> Result<Vec<CategoryOrigin>, Fault> {
        self.reader().all(OF_KB.with(params![self.org(), kb])).await
    }
}

impl Act<System> {
    /// Remembers where a category was taken in from.
    pub(crate) async fn remember_category(&mut self, kb: KbId, from: &CategoryOrigin) -> Result<(), Fault> {
        let org = self.org();
        let CategoryOrigin { origin, category, said } = from;
        self.writer().await?.run(REMEMBER.with(params![org, kb, origin, category, said])).await?;
        Ok(())
    }
}

db::columns!(CategoryOrigin: origin, category, said);
