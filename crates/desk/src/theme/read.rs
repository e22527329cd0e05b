//! What is known of themes: to those who manage them, and to whoever is shown a page.

use ::theme::{Package, Template, TemplateFault, Values, Version};
use db::{FromRow, Row, params, sql};
use kernel::{Fault, OrgId, base_codes};

use super::revision::Revision;
use super::{Files, RevisionId, Theme, ThemeId, file};
use crate::act::View;
use crate::door::Desk;
use crate::kb::KbId;
use crate::right::Right;
use crate::who::User;

sql! {
    LIST = "select t.id, t.kb_id, t.name, t.template, t.draft_id, t.live_id, k.theme_id, r.base,
        (select count(*) from theme_file f where f.org_id = t.org_id and f.revision_id = t.draft_id
            and f.path not like 'uploads/%')
        from theme t join kb k on k.org_id = t.org_id and k.id = t.kb_id
        join theme_revision r on r.org_id = t.org_id and r.id = t.draft_id
        where t.org_id = $1 and t.kb_id = $2 order by t.made_at, t.id limit 100";
    SHOWN = "select t.template, r.base, r.chosen from theme_revision r
        join theme t on t.org_id = r.org_id and t.id = r.theme_id where r.org_id = $1 and r.id = $2";
}

/// A theme in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedTheme {
    /// The theme.
    pub theme: Theme,
    /// The version of the template that what was saved last is laid over.
    pub base: Option<Version>,
    /// Whether a file of it was edited or added (T2); those of `uploads/`, which settings show, are none.
    pub is_custom: bool,
}

/// A theme with what was saved of it last.
#[derive(Clone, Debug)]
pub struct ManagedTheme {
    /// The theme.
    pub theme: Theme,
    /// What was saved last.
    pub draft: Revision,
    /// Its own files.
    pub files: Files,
}

/// What pages are made of: a theme as it is shown.
pub struct Look {
    /// Its files over those of its base, over those of the newest version of its template (T3).
    pub package: Package,
    /// The values of its settings.
    pub values: Values,
}

impl ListedTheme {
    /// Whether there is a newer version of its template (T2).
    pub fn is_behind(&self) -> bool {
        let newest = Template::named(&self.theme.template).map(Template::newest);
        self.base < newest && self.base.is_some()
    }
}

impl View<User> {
    /// The themes of a knowledge base, the oldest first.
    pub async fn themes(&self, kb: KbId) -> Result<Vec<ListedTheme>, Fault> {
        self.who().must(Right::ManageContent)?;
        self.reader().all(LIST.with(params![self.org(), kb])).await
    }

    /// A theme with what was saved of it last.
    pub async fn managed_theme(&self, id: ThemeId) -> Result<ManagedTheme, Fault> {
        let theme: Theme = self.see(id).await?;
        let draft = self.theme_revision(&theme, theme.draft).await?;
        let files = file::of(self.reader(), self.org(), draft.id).await?;
        Ok(ManagedTheme { theme, draft, files })
    }

    /// The last hundred revisions of a theme, the newest first.
    pub async fn theme_revisions(&self, theme: &Theme) -> Result<Vec<Revision>, Fault> {
        Revision::of(self.reader(), self.org(), theme.id).await
    }

    /// One revision of a theme.
    pub async fn theme_revision(&self, theme: &Theme, id: RevisionId) -> Result<Revision, Fault> {
        let found = Revision::find(self.reader(), self.org(), id).await?;
        found.filter(|found| found.theme == theme.id).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

impl Desk {
    /// What the pages of a revision are made of. Whoever asks is shown it anyhow: it needs no proof.
    pub async fn look(&self, org: OrgId, revision: RevisionId) -> Result<Look, Fault> {
        let reader = self.db().reader().await?;
        let (template, base, chosen): (String, String, String) =
            reader.one(SHOWN.with(params![org, revision])).await?;
        let files = file::of(&reader, org, revision).await?;
        reader.end();
        let package = package(&template, base.parse().ok(), &files).map_err(Fault::internal)?;
        Ok(Look { package, values: serde_json::from_str(&chosen).map_err(Fault::internal)? })
    }
}

/// A theme's own files over its base, over the newest version of its template.
pub(super) fn package(
    template: &str,
    base: Option<Version>,
    files: &Files,
) -> Result<Package, TemplateFault> {
    let template = Template::named(template).unwrap_or(Template::first());
    let newest = template.package(template.newest()).expect("the newest is there")?;
    let below = match base.filter(|base| *base != template.newest()).and_then(|base| template.package(base)) {
        Some(base) => base?.over(&newest),
        None => newest,
    };
    if files.is_empty() {
        return Ok(below);
    }
    let own = files.iter().map(|(path, content)| (path.clone(), content.clone()));
    Ok(Package::read(own)?.over(&below))
}

impl FromRow for ListedTheme {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (base, own): (String, i64) = (row.get(7)?, row.get(8)?);
        Ok(Self { theme: Theme::from_row(row)?, base: base.parse().ok(), is_custom: own > 0 })
    }
}
