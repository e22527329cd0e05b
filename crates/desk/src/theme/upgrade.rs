//! Upgrading a theme by hand: what the newest version of its template makes of it, and what somebody decided (T2).

use ::theme::Template;
use ::theme::upgrade::{Unresolved, Upgrade};
use kernel::{Code, Fault};

use super::revision::{Revision, RevisionKind};
use super::{Checked, Draft, Files, ManagedTheme, Theme, ThemeId, Version};
use crate::act::View;
use crate::code;
use crate::who::User;

/// What the newest version of its template makes of what was saved of a theme last.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The theme.
    pub theme: Theme,
    /// What was saved of it last.
    pub draft: Revision,
    /// File by file.
    pub upgrade: Upgrade,
}

impl View<User> {
    /// What the newest version of its template would make of a theme: `theme_base_unknown` where nobody knows which one it is
    /// laid over, `theme_newest` where that is the newest.
    pub async fn theme_upgrade(self, id: ThemeId) -> Result<Plan, Fault> {
        let managed = self.managed_theme(id).await?;
        self.close();
        Plan::of(managed).await
    }

    /// A theme of which nobody knows what it is laid over, laid over this version of its template, to be
    /// [saved](crate::Allowed::save): `theme_base_known` where that is known, `theme_version` for a version that there was not.
    pub async fn choose_theme_base(self, id: ThemeId, version: Version) -> Result<Checked, Fault> {
        let ManagedTheme { theme, draft, files } = self.managed_theme(id).await?;
        self.close();
        if draft.base.is_some() {
            return Err(Fault::new(&code::THEME_BASE_KNOWN));
        }
        let template = named(&theme)?;
        if !template.versions().contains(&version) {
            return Err(Fault::new(&code::THEME_VERSION).at("version", &code::THEME_VERSION, Vec::new()));
        }
        let rebased = Draft { base: Some(version), values: draft.values, files };
        Checked::of(rebased, &theme.template, (RevisionKind::Rebased, Some(draft.id))).await
    }
}

impl Plan {
    async fn of(ManagedTheme { theme, draft, files }: ManagedTheme) -> Result<Self, Fault> {
        let template = named(&theme)?;
        let base = draft.base.ok_or_else(|| Fault::new(&code::THEME_BASE_UNKNOWN))?;
        if base >= template.newest() {
            return Err(Fault::new(&code::THEME_NEWEST));
        }
        // Comparing takes the processor for a moment.
        let merged = move || Upgrade::of(template, (base, template.newest()), &files);
        let upgrade = tokio::task::spawn_blocking(merged).await.map_err(Fault::internal)?;
        let upgrade = upgrade.ok_or_else(|| Fault::new(&code::THEME_BASE_UNKNOWN))?;
        Ok(Self { theme, draft, upgrade })
    }

    /// The upgraded theme with what somebody decided about each conflict, to be [saved](crate::Allowed::save) over the very
    /// revision that it was made of. `theme_conflict` where conflicts are left, `theme_decision` where the marks of one stand in
    /// a decision or nothing was to be decided, `theme_wrong` where what came of it makes no theme.
    pub async fn check(&self, decided: &Files) -> Result<Checked, Fault> {
        let files = self.upgrade.resolve(decided).map_err(unresolved)?;
        self.checked(files).await
    }

    /// The upgraded theme as far as it is decided, to be looked at: what is in conflict is as the theme has it.
    pub async fn preview(&self, decided: &Files) -> Result<Checked, Fault> {
        self.checked(self.upgrade.so_far(decided)).await
    }

    async fn checked(&self, files: Files) -> Result<Checked, Fault> {
        let draft = Draft { base: Some(self.upgrade.to), values: self.draft.values.clone(), files };
        Checked::of(draft, &self.theme.template, (RevisionKind::Upgraded, Some(self.draft.id))).await
    }
}

fn named(theme: &Theme) -> Result<&'static Template, Fault> {
    Template::named(&theme.template).ok_or_else(|| Fault::new(&code::THEME_TEMPLATE))
}

fn unresolved(why: Unresolved) -> Fault {
    let (code, paths): (&'static Code, Vec<String>) = match why {
        Unresolved::Open(paths) => (&code::THEME_CONFLICT, paths),
        Unresolved::Needless(paths) | Unresolved::Marked(paths) => (&code::THEME_DECISION, paths),
    };
    Fault::new(code).at("theme", code, vec![("paths", paths.join(", "))])
}
