//! Saving a revision: what only those who manage themes see until it is published.

use std::collections::BTreeSet;

use ::theme::{Package, Template, Values, Version};
use db::{params, sql};
use folder::FilePath;
use kernel::Fault;
use serde_json::json;

use super::revision::{NewRevision, Revision, RevisionKind};
use super::{Before, Designer, Edit, Files, RevisionId, Theme, facts, file, script};
use crate::act::{Act, Allowed};
use crate::code;
use crate::who::Who;

sql! {
    POINT = "update theme set draft_id = $3, before_id = $4, before_live_id = $5, declined = $6,
        refused = '', refused_why = '', refused_at = null where org_id = $1 and id = $2";
}

/// What is to be saved.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The version of the template that its files are laid over.
    pub base: Option<Version>,
    /// The values of settings.
    pub values: Values,
    /// Files of its own. One that is as the base has it is not kept as the theme's own.
    pub files: Files,
}

/// A draft that makes a theme. Looking takes long, so that it is done before anything is locked.
#[derive(Clone, Debug)]
pub struct Checked {
    pub(super) template: String,
    pub(super) base: Option<Version>,
    pub(super) values: Values,
    /// Those that differ from the base's.
    pub(super) files: Files,
    pub(super) package: Package,
    pub(super) kind: RevisionKind,
    /// The revision that it was made of, where it says nothing about any other.
    made_of: Option<RevisionId>,
}

impl Draft {
    /// Looks whether it makes a theme of this template: `theme_wrong` for files that make none, and for values that it does
    /// not take.
    pub async fn check(self, template: &str) -> Result<Checked, Fault> {
        Checked::of(self, template, (RevisionKind::Saved, None)).await
    }
}

impl Checked {
    /// Values are refused of whoever typed them. Those that are there already may fit no longer, which shows as the theme
    /// has it.
    pub(super) async fn of(
        draft: Draft,
        template: &str,
        (kind, made_of): (RevisionKind, Option<RevisionId>),
    ) -> Result<Self, Fault> {
        let template = template.to_owned();
        let looked = tokio::task::spawn_blocking(move || {
            let Draft { base, values, files } = draft;
            check_names(&files)?;
            let package =
                super::read::package(&template, base, &files).map_err(|fault| wrong(fault.to_string()))?;
            package.check_scripts().map_err(|fault| wrong(fault.to_string()))?;
            if let Some(refused) = values.refused(package.manifest()).first()
                && kind == RevisionKind::Saved
            {
                return Err(wrong(format!("{} {}", refused.at, refused.why)));
            }
            let files = own(&template, base, files);
            Ok(Self { template, base, values, files, package, kind, made_of })
        });
        looked.await.map_err(Fault::internal)?
    }

    /// The whole theme, to be looked at.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// The values of its settings.
    pub fn values(&self) -> &Values {
        &self.values
    }

    pub(super) async fn add<W: Who>(
        &self,
        act: &mut Act<W>,
        theme: &Theme,
        by: Option<String>,
    ) -> Result<RevisionId, Fault> {
        if self.template != theme.template {
            return Err(Fault::internal("a draft was checked for another template"));
        }
        let new = NewRevision { theme: theme.id, base: self.base, values: &self.values, kind: self.kind, by };
        let id = new.add(act).await?;
        file::keep(act, id, &self.files).await?;
        Ok(id)
    }
}

impl Allowed<Theme, Edit> {
    /// Saves a revision made from the one that was `seen`: `state_changed` where somebody has saved since,
    /// `theme_scripts` for a script that is new or another without that right. What is as it was saved last is not saved again.
    pub async fn save<W: Designer>(
        &self,
        act: &mut Act<W>,
        seen: RevisionId,
        checked: &Checked,
    ) -> Result<RevisionId, Fault> {
        self.belongs_to(act)?;
        if checked.template != self.template {
            return Err(wrong(format!(
                "it is of the template {}, the theme of {}",
                checked.template, self.template
            )));
        }
        if seen != self.draft || checked.made_of.is_some_and(|of| of != seen) {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let was = Revision::find_in(act, self.id, self.draft).await?;
        let had = file::of_in(act, self.draft).await?;
        if was.base == checked.base && was.values == checked.values && had == checked.files {
            return Ok(self.draft);
        }
        script::may_follow(act.who(), &had, &checked.files)?;
        let by = act.who().signature();
        let id = checked.add(act, self, Some(by)).await?;
        let (before, declined, fact) = match checked.kind {
            RevisionKind::Upgraded => (Some(self.now()), None, facts::UPGRADED),
            // Whoever goes back behind a version does not want it.
            RevisionKind::Restored if checked.base.is_some() && checked.base < was.base => {
                (None, was.base, facts::SAVED)
            }
            RevisionKind::Saved => (self.before, self.declined, facts::SAVED),
            _ => (None, self.declined, facts::SAVED),
        };
        self.point(act, id, (before, declined)).await?;
        let payload = json!({ "kb": self.kb, "name": self.name });
        act.announce(fact, self.id.to_string(), payload).await?;
        Ok(id)
    }
}

impl<A> Allowed<Theme, A> {
    /// What is saved and published of it now.
    pub(super) fn now(&self) -> Before {
        Before { draft: self.draft, live: self.live }
    }

    /// A new revision is the one that was saved last. Whether the theme can follow its template is to be looked at anew.
    pub(super) async fn point<W: Who>(
        &self,
        act: &mut Act<W>,
        draft: RevisionId,
        (before, declined): (Option<Before>, Option<Version>),
    ) -> Result<(), Fault> {
        let org = act.org();
        let (draft_before, live_before) =
            (before.map(|before| before.draft), before.and_then(|before| before.live));
        let declined = declined.map(|version| version.to_string()).unwrap_or_default();
        let values = params![org, self.id, draft, draft_before, live_before, declined];
        act.writer().await?.run(POINT.with(values)).await.map(drop)
    }
}

/// Names of files stand in addresses, and become files of others where a theme is packed: none leads anywhere else, and no
/// two are one on a system that knows no case (TH43).
fn check_names(files: &Files) -> Result<(), Fault> {
    let mut folded = BTreeSet::new();
    for name in files.keys() {
        let path: FilePath = name.parse().map_err(|refused| wrong(format!("{name}: {refused}")))?;
        if path.as_str() != name || !folded.insert(path.folded()) {
            return Err(wrong(format!("{name}: there is another file of that name")));
        }
    }
    Ok(())
}

/// The files that differ from the base's.
fn own(template: &str, base: Option<Version>, mut files: Files) -> Files {
    let base = Template::named(template).and_then(|template| template.files(base?)).unwrap_or_default();
    files.retain(|path, content| base.get(path) != Some(content));
    files
}

pub(super) fn wrong(why: String) -> Fault {
    Fault::new(&code::THEME_WRONG).at("theme", &code::THEME_WRONG, vec![("why", why)])
}
