//! What whoever manages content sees of articles: all of them, in whatever state, and one of them to write at.

use db::{Call, Condition, FromRow, Row, params, sql};
use kernel::{Fault, Language, Time};
use markup::{ArticleHtml, Query};

use super::find::has;
use super::{Arrangement, Article, ArticleId, Audience, Schedule, VersionId, VersionState, store};
use crate::act::View;
use crate::category::CategoryId;
use crate::kb::KbId;
use crate::page_path::PagePath;
use crate::right::Right;
use crate::who::User;

/// Articles on a page of the list.
pub const PAGE: usize = 50;
/// Read at once while words are looked for, and how often at most.
const READ: usize = 500;
const READINGS: usize = 40;

static BEFORE: Condition = Condition("and (a.changed_at, a.id) < ($?, $?)");
static AT_KB: Condition = Condition(
    "and exists (select 1 from article_kb p where p.org_id = a.org_id and p.article_id = a.id and p.kb_id = $?)",
);
static IN_CATEGORY: Condition = Condition(
    "and exists (select 1 from article_category c where c.org_id = a.org_id and c.article_id = a.id and c.category_id = $?)",
);
static OF_AUDIENCE: Condition = Condition("and a.audience = $?");
static DELETED: Condition = Condition("and a.deleted_at is not null");
static KEPT: Condition = Condition("and a.deleted_at is null");
static BEING_READ: Condition = Condition(
    "and exists (select 1 from article_text x where x.org_id = a.org_id and x.article_id = a.id and x.live_id is not null)",
);
static BEING_WRITTEN: Condition = Condition(
    "and exists (select 1 from article_text x where x.org_id = a.org_id and x.article_id = a.id and x.draft_id is not null)",
);
static OUTDATED: Condition = Condition(
    "and exists (select 1 from article_text x where x.org_id = a.org_id and x.article_id = a.id and x.outdated)",
);

sql! {
    LIST = "select a.id, a.hash, a.source, a.audience, a.limited, a.changed_at, a.deleted_at, t.slug, t.title, t.language,
        t.live_id, t.draft_id, t.outdated, t.publish_at, t.unpublish_at
        from article a join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select l.language from article_text l where l.org_id = a.org_id and l.article_id = a.id
            order by case l.language when $2 then 0 when a.source then 1 else 2 end, l.language limit 1)
        where a.org_id = $1 {conditions} order by a.changed_at desc, a.id desc limit 500"
        with [BEFORE, AT_KB, IN_CATEGORY, OF_AUDIENCE, DELETED, KEPT, BEING_READ, BEING_WRITTEN, OUTDATED];
    STATES = "select language, title, live_id, draft_id, outdated, publish_at, unpublish_at, published_at from article_text
        where org_id = $1 and article_id = $2 order by language";
    CURRENT = "select v.id, v.revision, v.number, v.state, v.slug, v.title, v.body, v.html_edition, v.meta_title,
        v.meta_description, v.meta_keywords, v.saved_at, u.name
        from article_text t join article_version v on v.org_id = t.org_id and v.id = coalesce(t.draft_id, t.live_id)
        left join app_user u on u.org_id = v.org_id and v.saved_by = 'user:' || u.id
        where t.org_id = $1 and t.article_id = $2 and t.language = $3";
}

/// Which articles the list shows.
#[derive(Clone, Debug, Default)]
pub struct ManagedQuery {
    /// Of this knowledge base.
    pub kb: Option<KbId>,
    /// In this category.
    pub category: Option<CategoryId>,
    /// For these.
    pub audience: Option<Audience>,
    /// In this state.
    pub state: Option<ManagedState>,
    /// With these words in the title, the last perhaps only begun.
    pub words: String,
    /// Older than this one: when it changed, and its id.
    pub before: Option<(Time, ArticleId)>,
}

db::named! {
    /// What the list can be narrowed to.
    pub enum ManagedState {
        /// Read by somebody.
        Published "published",
        /// With a draft.
        Draft "draft",
        /// Translations whose source has changed.
        Outdated "outdated",
        /// Deleted ones, which can be brought back.
        Deleted "deleted",
    }
}

/// An article in the list.
#[derive(Clone, Debug)]
pub struct Managed {
    /// The id.
    pub id: ArticleId,
    /// Its name in addresses.
    pub path: PagePath,
    /// The language it was first written in.
    pub source: Language,
    /// For whom it is.
    pub audience: Audience,
    /// Whether some alone read it.
    pub is_limited: bool,
    /// When it changed.
    pub changed_at: Time,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// The title, in the language that was asked for or the nearest.
    pub title: String,
    /// The text that the list speaks of.
    pub text: TextState,
}

/// One text of an article: what is read, written, and to happen.
#[derive(Clone, Debug)]
pub struct TextState {
    /// The language.
    pub language: Language,
    /// The title.
    pub title: String,
    /// Whether a version is read.
    pub is_live: bool,
    /// Whether a version is written.
    pub has_draft: bool,
    /// Whether its source changed since.
    pub is_outdated: bool,
    /// What was scheduled.
    pub schedule: Schedule,
    /// When it was published.
    pub published_at: Option<Time>,
}

/// A page of the list.
#[derive(Clone, Debug, Default)]
pub struct ManagedList {
    /// The one that changed last first.
    pub rows: Vec<Managed>,
    /// Whether there are older ones.
    pub has_more: bool,
}

/// An article to write at, in one language.
#[derive(Clone, Debug)]
pub struct Written {
    /// The version that is written, or read as long as nobody writes.
    pub version: VersionId,
    /// How often it was saved.
    pub revision: i64,
    /// Counts the versions of this text.
    pub number: i64,
    /// Whether it is the draft.
    pub state: VersionState,
    /// The slug.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: ArticleHtml,
    /// What search engines are told: title, description, key words.
    pub meta: [String; 3],
    /// When it was saved.
    pub saved_at: Time,
    /// By whom, if by a user.
    pub saved_by: Option<String>,
}

impl View<User> {
    /// A page of the articles that are asked for.
    pub async fn managed_articles(
        &self,
        query: &ManagedQuery,
        language: &Language,
    ) -> Result<ManagedList, Fault> {
        self.who().must(Right::ManageContent)?;
        let words = Query::parse(&query.words);
        if words.is_empty() && !query.words.trim().is_empty() {
            return Ok(ManagedList::default());
        }
        let (mut found, mut before): (Vec<Managed>, _) = (Vec::new(), query.before);
        for _ in 0..READINGS {
            let call = query.call(LIST.with(params![self.org(), language]), before);
            let rows: Vec<Managed> = self.reader().all(call).await?;
            before = rows.last().filter(|_| rows.len() == READ).map(|row| (row.changed_at, row.id));
            found.extend(rows.into_iter().filter(|row| has(&row.title, &words)));
            if before.is_none() || found.len() > PAGE {
                break;
            }
        }
        let has_more = found.len() > PAGE;
        found.truncate(PAGE);
        Ok(ManagedList { rows: found, has_more })
    }

    /// An article to write at, with everything of it that counts at once and its texts.
    pub async fn managed_article(
        &self,
        id: ArticleId,
    ) -> Result<(Article, Arrangement, Vec<TextState>), Fault> {
        self.who().must(Right::ManageContent)?;
        let article: Article = self.see(id).await?;
        let arrangement = Arrangement::read(self.reader(), self.org(), &article).await?;
        let texts = self.reader().all(STATES.with(params![self.org(), id])).await?;
        Ok((article, arrangement, texts))
    }

    /// Its text in one language, if there is one.
    pub async fn written(&self, id: ArticleId, language: &Language) -> Result<Option<Written>, Fault> {
        self.who().must(Right::ManageContent)?;
        self.reader().maybe(CURRENT.with(params![self.org(), id, language])).await
    }
}

impl ManagedQuery {
    fn call<'a>(&self, call: Call<'a>, before: Option<(Time, ArticleId)>) -> Call<'a> {
        let mut call = match self.state {
            Some(ManagedState::Deleted) => call.and(&DELETED, params![]),
            _ => call.and(&KEPT, params![]),
        };
        call = match self.state {
            Some(ManagedState::Published) => call.and(&BEING_READ, params![]),
            Some(ManagedState::Draft) => call.and(&BEING_WRITTEN, params![]),
            Some(ManagedState::Outdated) => call.and(&OUTDATED, params![]),
            _ => call,
        };
        if let Some(kb) = self.kb {
            call = call.and(&AT_KB, params![kb]);
        }
        if let Some(category) = self.category {
            call = call.and(&IN_CATEGORY, params![category]);
        }
        if let Some(audience) = self.audience {
            call = call.and(&OF_AUDIENCE, params![audience]);
        }
        match before {
            Some((at, id)) => call.and(&BEFORE, params![at, id]),
            None => call,
        }
    }
}

impl FromRow for Managed {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (live, draft): (Option<VersionId>, Option<VersionId>) = (row.get(10)?, row.get(11)?);
        let title: String = row.get(8)?;
        Ok(Self {
            id: row.get(0)?,
            path: PagePath { slug: row.get(7)?, hash: row.get(1)? },
            source: row.get(2)?,
            audience: row.get(3)?,
            is_limited: row.get(4)?,
            changed_at: row.get(5)?,
            is_deleted: row.get::<Option<Time>>(6)?.is_some(),
            text: TextState {
                language: row.get(9)?,
                title: title.clone(),
                is_live: live.is_some(),
                has_draft: draft.is_some(),
                is_outdated: row.get(12)?,
                schedule: Schedule { publish_at: row.get(13)?, unpublish_at: row.get(14)? },
                published_at: None,
            },
            title,
        })
    }
}

impl FromRow for TextState {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (live, draft): (Option<VersionId>, Option<VersionId>) = (row.get(2)?, row.get(3)?);
        Ok(Self {
            language: row.get(0)?,
            title: row.get(1)?,
            is_live: live.is_some(),
            has_draft: draft.is_some(),
            is_outdated: row.get(4)?,
            schedule: Schedule { publish_at: row.get(5)?, unpublish_at: row.get(6)? },
            published_at: row.get(7)?,
        })
    }
}

impl FromRow for Written {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let mut columns = row.in_order();
        Ok(Self {
            version: columns.get()?,
            revision: columns.get()?,
            number: columns.get()?,
            state: columns.get()?,
            slug: columns.get()?,
            title: columns.get()?,
            body: {
                let body: String = columns.get()?;
                store::body(body, columns.get()?)
            },
            meta: [columns.get()?, columns.get()?, columns.get()?],
            saved_at: columns.get()?,
            saved_by: columns.get()?,
        })
    }
}
