//! Revisions: what a theme was at a moment. One is never changed, so that whatever was made from it stays right.

use ::theme::{Values, Version};
use db::{FromRow, Reader, Row, params, sql};
use kernel::{Fault, Id, Noun, OrgId, Time, base_codes};

use super::ThemeId;
use crate::act::Act;
use crate::who::Who;

db::named! {
    /// What a revision was made by.
    pub enum RevisionKind {
        /// The theme began with it.
        Made "made",
        /// Somebody saved it.
        Saved "saved",
        /// Somebody went back to an older one.
        Restored "restored",
        /// It went on to a newer version of its template.
        Upgraded "upgraded",
        /// Somebody said which version of its template its files are laid over.
        Rebased "rebased",
        /// It was taken in.
        Imported "imported",
    }
}

/// A revision of a theme, without its files.
#[derive(Clone, PartialEq, Debug)]
pub struct Revision {
    /// The id.
    pub id: RevisionId,
    /// Its theme.
    pub theme: ThemeId,
    /// Counts the revisions of a theme, from 1.
    pub number: i64,
    /// The version of the template that its files are laid over; nothing where nobody knows it.
    pub base: Option<Version>,
    /// The values of settings.
    pub values: Values,
    /// What it was made by.
    pub kind: RevisionKind,
    /// Who made it, by name: a user or an API key; nobody for the program itself.
    pub made_by: Option<String>,
    /// When it was made.
    pub made_at: Time,
    /// When it was published last, if it was.
    pub published_at: Option<Time>,
}

impl Noun for Revision {
    const NAME: &'static str = "theme revision";
}

/// The id of a revision.
pub type RevisionId = Id<Revision>;

sql! {
    NEXT = "select cast(coalesce(max(number), 0) + 1 as bigint) from theme_revision where org_id = $1 and theme_id = $2";
    ADD = "insert into theme_revision (org_id, id, theme_id, number, base, chosen, kind, made_by, made_at, published_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null)";
    FIND = "select r.id, r.theme_id, r.number, r.base, r.chosen, r.kind, coalesce(u.name, k.name), r.made_at,
        r.published_at from theme_revision r left join app_user u on u.org_id = r.org_id and u.id = r.made_by
        left join api_key k on k.org_id = r.org_id and k.id = r.made_by
        where r.org_id = $1 and r.id = $2";
    OF_THEME = "select r.id, r.theme_id, r.number, r.base, r.chosen, r.kind, coalesce(u.name, k.name), r.made_at,
        r.published_at from theme_revision r left join app_user u on u.org_id = r.org_id and u.id = r.made_by
        left join api_key k on k.org_id = r.org_id and k.id = r.made_by
        where r.org_id = $1 and r.theme_id = $2 order by r.number desc limit 100";
}

impl Revision {
    pub(super) async fn find(reader: &Reader, org: OrgId, id: RevisionId) -> Result<Option<Self>, Fault> {
        reader.maybe(FIND.with(params![org, id])).await
    }

    /// One of this theme, in an act.
    pub(super) async fn find_in<W: Who>(
        act: &mut Act<W>,
        theme: ThemeId,
        id: RevisionId,
    ) -> Result<Self, Fault> {
        let call = FIND.with(params![act.org(), id]);
        let found: Option<Self> = act.writer().await?.maybe(call).await?;
        found.filter(|found| found.theme == theme).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// The last hundred, the newest first.
    pub(super) async fn of(reader: &Reader, org: OrgId, theme: ThemeId) -> Result<Vec<Self>, Fault> {
        reader.all(OF_THEME.with(params![org, theme])).await
    }
}

/// What a new revision is, besides its files.
pub(super) struct NewRevision<'a> {
    pub(super) theme: ThemeId,
    pub(super) base: Option<Version>,
    pub(super) values: &'a Values,
    pub(super) kind: RevisionKind,
    /// The id of whoever makes it; nobody for the program itself.
    pub(super) by: Option<String>,
}

impl NewRevision<'_> {
    pub(super) async fn add<W: Who>(&self, act: &mut Act<W>) -> Result<RevisionId, Fault> {
        let (org, id, now) = (act.org(), act.new_id::<Revision>(), act.now());
        let (number,): (i64,) = act.writer().await?.one(NEXT.with(params![org, self.theme])).await?;
        let base = self.base.map(|base| base.to_string()).unwrap_or_default();
        let chosen = serde_json::to_string(self.values).map_err(Fault::internal)?;
        let values = params![org, id, self.theme, number, base, chosen, self.kind, self.by.as_deref(), now];
        act.writer().await?.run(ADD.with(values)).await?;
        Ok(id)
    }
}

impl FromRow for Revision {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (base, chosen): (String, String) = (row.get(3)?, row.get(4)?);
        Ok(Self {
            id: row.get(0)?,
            theme: row.get(1)?,
            number: row.get(2)?,
            base: base.parse().ok(),
            values: serde_json::from_str(&chosen).map_err(Fault::internal)?,
            kind: row.get(5)?,
            made_by: row.get(6)?,
            made_at: row.get(7)?,
            published_at: row.get(8)?,
        })
    }
}
