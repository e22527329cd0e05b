//! What is known of themes: to those who manage them, and to whoever is shown a page.

use ::theme::{Bundle, Package, Template, TemplateFault, Values, Version};
use db::{Condition, FromRow, Row, params, sql};
use kernel::{Fault, OrgId, Time, base_codes};

use super::designer::must;
use super::revision::{Revision, RevisionKind};
use super::{Broken, Checked, Draft, Files, RevisionId, Theme, ThemeId, file, manages};
use crate::act::View;
use crate::api_key::{ADD_THEMES, EDIT_THEMES, READ_THEMES};
use crate::door::Desk;
use crate::kb::KbId;
use crate::right::Right;
use crate::who::{Key, TeamReader, User};

/// Of this knowledge base.
static OF_KB: Condition = Condition("and t.kb_id = $?");
/// This one.
static OF_ONE: Condition = Condition("and t.id = $?");

sql! {
    LIST = "select t.id, t.kb_id, t.name, t.template, t.draft_id, t.live_id, k.theme_id, t.declined,
        t.before_id, t.before_live_id, r.base, t.refused, t.refused_why, (select count(*) from theme_file f
            where f.org_id = t.org_id and f.revision_id = t.draft_id and f.path not like 'uploads/%'),
        t.broken_at, t.broken_why, r.number, l.number
        from theme t join kb k on k.org_id = t.org_id and k.id = t.kb_id
        join theme_revision r on r.org_id = t.org_id and r.id = t.draft_id
        left join theme_revision l on l.org_id = t.org_id and l.id = t.live_id
        where t.org_id = $1 {conditions} order by t.made_at, t.id limit 1000" with [OF_KB, OF_ONE];
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
    /// What is wrong with what is published of it, as far as it was seen.
    pub broken: Option<Broken>,
    /// Whether a file of it was edited or added (T2); those of `uploads/`, which settings show, are none.
    pub is_custom: bool,
    /// The newer version that it could not follow to by itself.
    pub not_followed: Option<NotFollowed>,
    /// The number of the revision that was saved last.
    pub number: i64,
    /// The number of the one that was published last, if one was.
    pub live_number: Option<i64>,
}

/// A version of its template that a theme could not follow to by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotFollowed {
    /// The version.
    pub version: Version,
    /// Why, for those who manage the theme, in English.
    pub why: String,
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
    template: String,
    base: Option<Version>,
    files: Files,
    /// The values of its settings.
    pub values: Values,
}

impl Look {
    /// The name of the template that the theme began from.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Its files over those of its base, over those of the newest version of its template (T3). Takes a while.
    pub fn package(&self) -> Result<Package, TemplateFault> {
        package(&self.template, self.base, &self.files)
    }

    /// The same compiled.
    pub fn bundle(&self) -> Result<Bundle, TemplateFault> {
        self.package()?.bundle_as(&self.values)
    }
}

impl ListedTheme {
    /// Whether there is a newer version of its template (T2).
    pub fn is_behind(&self) -> bool {
        let newest = Template::named(&self.theme.template).map(Template::newest);
        self.base < newest && self.base.is_some()
    }
}

impl ManagedTheme {
    /// Whether a file of it was edited or added (T2).
    pub fn is_custom(&self) -> bool {
        self.files.keys().any(|path| !path.starts_with("uploads/"))
    }

    /// Its files over those it inherits.
    pub fn package(&self) -> Result<Package, TemplateFault> {
        package(&self.theme.template, self.draft.base, &self.files)
    }

    /// The files that it inherits: those of its base, and what only the newest version has (T3).
    pub fn inherited(&self) -> Files {
        let template = Template::named(&self.theme.template).unwrap_or(Template::first());
        let mut files = template.files(template.newest()).expect("the newest is there");
        if let Some(base) = self.draft.base.and_then(|base| template.files(base)) {
            files.extend(base);
        }
        files.retain(|path, _| !path.starts_with("samples/"));
        files
    }

    /// The same with other files of its own.
    pub fn package_with(&self, files: &Files) -> Result<Package, TemplateFault> {
        package(&self.theme.template, self.draft.base, files)
    }
}

impl View<User> {
    /// The themes of a knowledge base, the oldest first.
    pub async fn themes(&self, kb: KbId) -> Result<Vec<ListedTheme>, Fault> {
        self.who().must(Right::ManageContent)?;
        self.reader().all(LIST.with(params![self.org()]).and(&OF_KB, params![kb])).await
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

    /// What a revision of a theme was, to make the newest one of: it is [saved](crate::Allowed::save) like a draft.
    pub async fn older_theme(self, theme: &Theme, older: RevisionId) -> Result<Checked, Fault> {
        let was = self.theme_revision(theme, older).await?;
        let files = file::of(self.reader(), self.org(), older).await?;
        self.close();
        let draft = Draft { base: was.base, values: was.values, files };
        Checked::of(draft, &theme.template, (RevisionKind::Restored, None)).await
    }

    /// The files that a revision has of its own.
    pub async fn theme_files(&self, revision: &Revision) -> Result<Files, Fault> {
        self.who().must(Right::ManageContent)?;
        file::of(self.reader(), self.org(), revision.id).await
    }

    /// One revision of a theme.
    pub async fn theme_revision(&self, theme: &Theme, id: RevisionId) -> Result<Revision, Fault> {
        let found = Revision::find(self.reader(), self.org(), id).await?;
        found.filter(|found| found.theme == theme.id).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

impl View<Key> {
    /// The themes of every knowledge base, the oldest first.
    pub async fn all_themes(&self) -> Result<Vec<ListedTheme>, Fault> {
        must(self.who(), READ_THEMES)?;
        self.reader().all(LIST.with(params![self.org()])).await
    }

    /// One of them.
    pub async fn listed_theme(&self, id: ThemeId) -> Result<ListedTheme, Fault> {
        must(self.who(), READ_THEMES)?;
        self.any_theme(id).await
    }

    /// The same for whoever may write one, which takes no role to read.
    pub async fn written_theme(&self, id: ThemeId) -> Result<ListedTheme, Fault> {
        must(self.who(), &[ADD_THEMES, EDIT_THEMES].concat())?;
        self.any_theme(id).await
    }

    async fn any_theme(&self, id: ThemeId) -> Result<ListedTheme, Fault> {
        let call = LIST.with(params![self.org()]).and(&OF_ONE, params![id]);
        self.reader().maybe(call).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

impl View<TeamReader> {
    /// Whether who reads manages themes, and so may see a page without the one that is shown.
    pub async fn manages_themes(&self) -> Result<bool, Fault> {
        manages(self.reader(), self.org(), self.who().id).await
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
        let values = serde_json::from_str(&chosen).map_err(Fault::internal)?;
        Ok(Look { template, base: base.parse().ok(), files, values })
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
        let (base, refused, why): (String, String, String) = (row.get(10)?, row.get(11)?, row.get(12)?);
        let own: i64 = row.get(13)?;
        let (at, broken): (Option<Time>, Option<String>) = (row.get(14)?, row.get(15)?);
        Ok(Self {
            theme: Theme::from_row(row)?,
            base: base.parse().ok(),
            broken: at.map(|at| Broken { at, why: broken.unwrap_or_default() }),
            is_custom: own > 0,
            not_followed: refused.parse().ok().map(|version| NotFollowed { version, why }),
            number: row.get(16)?,
            live_number: row.get(17)?,
        })
    }
}
