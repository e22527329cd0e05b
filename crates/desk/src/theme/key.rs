//! Themes as programs with a key know them (T5).

use db::{params, sql};
use kernel::{Fault, base_codes};

use super::designer::{Designer as _, must};
use super::revision::Revision;
use super::{Edit, ManagedTheme, RevisionId, Theme, ThemeId, file};
use crate::act::{Act, Allowed, View};
use crate::api_key::READ_THEMES;
use crate::code;
use crate::kb::KbId;
use crate::who::{Key, Who};

sql! {
    DEFAULT_KB = "select k.id from kb k join brand b on b.org_id = k.org_id and b.id = k.brand_id
        where k.org_id = $1 and b.is_default";
}

impl View<Key> {
    /// A theme as one of its revisions has it.
    pub async fn theme_as(&self, id: ThemeId, revision: RevisionId) -> Result<ManagedTheme, Fault> {
        must(self.who(), READ_THEMES)?;
        let theme: Theme = self.see(id).await?;
        let found = Revision::find(self.reader(), self.org(), revision).await?;
        let draft = found
            .filter(|found| found.theme == theme.id)
            .ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let files = file::of(self.reader(), self.org(), draft.id).await?;
        Ok(ManagedTheme { theme, draft, files })
    }
}

impl Act<Key> {
    /// The knowledge base of the default brand, for who names none.
    pub async fn default_kb(&mut self) -> Result<KbId, Fault> {
        self.who().must_add()?;
        let org = self.org();
        let (kb,): (KbId,) = self.writer().await?.one(DEFAULT_KB.with(params![org])).await?;
        Ok(kb)
    }
}

impl Allowed<Theme, Edit> {
    /// The revision that was saved last, for who knows it by its number: `state_changed` where another one is it by now.
    pub async fn seen<W: Who>(&self, act: &mut Act<W>, number: i64) -> Result<RevisionId, Fault> {
        self.belongs_to(act)?;
        let draft = Revision::find_in(act, self.id, self.draft).await?;
        if draft.number == number { Ok(draft.id) } else { Err(Fault::new(&code::STATE_CHANGED)) }
    }
}
