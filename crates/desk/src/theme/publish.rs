//! What everybody sees: publishing a revision that passed the gate, and showing a theme.

use ::theme::{Package, Values};
use db::{params, sql};
use kernel::{Fault, base_codes};
use serde_json::json;

use super::revision::Revision;
use super::save::wrong;
use super::{Designer, Edit, RevisionId, Theme, ThemeId, facts, file, read, script};
use crate::act::{Act, Allowed, View};
use crate::code;
use crate::who::{User, Who};

sql! {
    POINT = "update theme set live_id = $3, broken_at = null, broken_why = null where org_id = $1 and id = $2";
    STAMP = "update theme_revision set published_at = $3 where org_id = $1 and id = $2";
    SHOW = "update kb set theme_id = $3 where org_id = $1 and id = $2";
}

/// Draws every page of a theme with every sample, before anybody sees it.
pub trait Gate {
    /// What is wrong, if anything, for the theme's author.
    fn check(&self, package: &Package, values: &Values) -> impl Future<Output = Result<(), String>> + Send;
}

/// Proof that a revision passed the gate. Revisions do not change, so it stays true.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passed(RevisionId);

impl<W: Designer> View<W> {
    /// Has the gate look at a revision of a theme: `theme_wrong` with what it found.
    pub async fn pass(
        self,
        theme: &Theme,
        revision: RevisionId,
        gate: &(impl Gate + Sync),
    ) -> Result<Passed, Fault> {
        self.who().must_edit()?;
        let found = Revision::find(self.reader(), self.org(), revision).await?;
        let found = found
            .filter(|found| found.theme == theme.id)
            .ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let files = file::of(self.reader(), self.org(), revision).await?;
        // The gate takes seconds, which no reader has.
        self.close();
        let (template, base) = (theme.template.clone(), found.base);
        let built = tokio::task::spawn_blocking(move || read::package(&template, base, &files));
        let package = built.await.map_err(Fault::internal)?.map_err(|fault| wrong(fault.to_string()))?;
        gate.check(&package, &found.values).await.map_err(wrong)?;
        Ok(Passed(revision))
    }
}

impl Allowed<Theme, Edit> {
    /// Publishes what was saved last, which must have passed: `state_changed` where somebody has saved since, or published
    /// another one than was `seen` to be live; `theme_scripts` for scripts that are not live yet, without that right.
    pub async fn publish<W: Designer>(
        &self,
        act: &mut Act<W>,
        Passed(revision): Passed,
        seen: Option<RevisionId>,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if self.draft != revision || self.live != seen {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        script::may_publish(act, (self.live, revision)).await?;
        point(act, self, revision).await
    }

    /// Has the knowledge base show it; `theme_unpublished` as long as nothing of it was published.
    pub async fn activate(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if self.live.is_none() {
            return Err(Fault::new(&code::THEME_UNPUBLISHED));
        }
        let org = act.org();
        act.writer().await?.run(SHOW.with(params![org, self.kb, self.id])).await?;
        let payload = json!({ "theme": self.id, "name": self.name });
        act.announce(facts::ACTIVATED, self.kb.to_string(), payload).await?;
        Ok(())
    }
}

/// A revision is what everybody sees of a theme.
pub(super) async fn point<W: Who>(
    act: &mut Act<W>,
    theme: &Theme,
    revision: RevisionId,
) -> Result<(), Fault> {
    let (org, now) = (act.org(), act.now());
    act.writer().await?.run(POINT.with(params![org, theme.id, revision])).await?;
    act.writer().await?.run(STAMP.with(params![org, revision, now])).await?;
    let payload = json!({ "kb": theme.kb, "name": theme.name });
    act.announce(facts::PUBLISHED, theme.kb.to_string(), payload).await?;
    Ok(())
}

/// Nothing of a theme is published any more.
pub(super) async fn take_back<W: Who>(act: &mut Act<W>, theme: ThemeId) -> Result<(), Fault> {
    let org = act.org();
    act.writer().await?.run(POINT.with(params![org, theme, None::<RevisionId>])).await.map(drop)
}
