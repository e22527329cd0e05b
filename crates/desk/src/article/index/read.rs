//! What the index is told of articles, as they stand in the database.

use std::collections::BTreeMap;

use db::{FromRow, Reader, Row, params, sql};
use kernel::{Fault, Language, OrgId, Time};
use search::Document;

use super::Term;
use crate::article::{ArticleId, Audience, store};
use crate::category::CategoryId;
use crate::kb::KbId;

/// Texts read at once. Stands in the statement too.
const PAGE: usize = 25;

sql! {
    PAGE_OF = "select a.id, t.language, a.audience, a.limited, v.title, v.body, v.html_edition, v.published_at
        from article_text t join article a on a.org_id = t.org_id and a.id = t.article_id
        join article_version v on v.org_id = t.org_id and v.id = t.live_id
        where t.org_id = $1 and (t.article_id, t.language) > ($2, $3) and a.deleted_at is null
        order by t.article_id, t.language limit 25";
    OF_ARTICLE = "select a.id, t.language, a.audience, a.limited, v.title, v.body, v.html_edition, v.published_at
        from article_text t join article a on a.org_id = t.org_id and a.id = t.article_id
        join article_version v on v.org_id = t.org_id and v.id = t.live_id
        where t.org_id = $1 and t.article_id = $2 and a.deleted_at is null";
    KBS = "select article_id, kb_id from article_kb where org_id = $1 and article_id in ($list)";
    READERS = "select article_id, reader_id from article_reader where org_id = $1 and article_id in ($list)";
    TAGS = "select article_id, tag from article_tag where org_id = $1 and article_id in ($list)";
    CATEGORIES = "select article_id, category_id from article_category where org_id = $1 and article_id in ($list)";
}

/// A text that somebody may read.
struct LiveText {
    article: ArticleId,
    language: Language,
    audience: Audience,
    is_limited: bool,
    title: String,
    body: markup::ArticleHtml,
    published_at: Option<Time>,
}

/// What identifies an article in an index of all organizations.
pub(super) fn key(org: OrgId, article: ArticleId) -> String {
    format!("{org}/{article}")
}

/// The article of such a key.
pub(super) fn article_of(key: &str) -> Option<ArticleId> {
    key.split_once('/')?.1.parse().ok()
}

/// The documents of one article; none for one that nobody reads.
pub(super) async fn of_article(
    reader: &Reader,
    org: OrgId,
    article: ArticleId,
) -> Result<Vec<Document>, Fault> {
    let texts: Vec<LiveText> = reader.all(OF_ARTICLE.with(params![org, article])).await?;
    documents(reader, org, texts).await
}

/// Where a page of documents begins: behind this text.
pub(super) type Behind = (String, String);

/// A page of an organization's documents, and where the next one begins, if there is one.
pub(super) async fn page(
    reader: &Reader,
    org: OrgId,
    behind: &Behind,
) -> Result<(Vec<Document>, Option<Behind>), Fault> {
    let call = PAGE_OF.with(params![org, &behind.0, &behind.1]);
    let texts: Vec<LiveText> = reader.all(call).await?;
    let last = texts.last().filter(|_| texts.len() == PAGE);
    let next = last.map(|text| (text.article.to_string(), text.language.to_string()));
    Ok((documents(reader, org, texts).await?, next))
}

async fn documents(reader: &Reader, org: OrgId, texts: Vec<LiveText>) -> Result<Vec<Document>, Fault> {
    let mut ids: Vec<ArticleId> = texts.iter().map(|text| text.article).collect();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = || ids.iter().flat_map(|id| params![id]).collect();
    let kbs: Vec<(ArticleId, KbId)> = reader.all(KBS.with(params![org]).list(list())).await?;
    let readers: Vec<(ArticleId, String)> = reader.all(READERS.with(params![org]).list(list())).await?;
    let tags: Vec<(ArticleId, String)> = reader.all(TAGS.with(params![org]).list(list())).await?;
    let categories: Vec<(ArticleId, CategoryId)> =
        reader.all(CATEGORIES.with(params![org]).list(list())).await?;
    let (kbs, readers) = (grouped(kbs, Term::kb), grouped(readers, |id| Term::reader(&id)));
    let (tags, categories) = (grouped(tags, |tag| tag), grouped(categories, |id| id.to_string()));
    let of = |of: &BTreeMap<ArticleId, Vec<String>>, id| of.get(&id).cloned().unwrap_or_default();
    let document = |text: LiveText| {
        let audience = match (text.audience, text.is_limited) {
            (Audience::Public, _) => vec![Term::PUBLIC.to_owned()],
            (Audience::Internal, false) => vec![Term::INTERNAL.to_owned()],
            (Audience::Internal, true) => of(&readers, text.article),
        };
        let headings = text.body.contents().into_iter().map(|heading| heading.text).collect();
        Document {
            scope: [vec![Term::org(org)], of(&kbs, text.article), audience].concat(),
            filters: of(&categories, text.article),
            tags: of(&tags, text.article),
            article: key(org, text.article),
            language: text.language,
            headings,
            text: text.body.text(),
            title: text.title,
            updated_at: text.published_at.unwrap_or_default(),
        }
    };
    Ok(texts.into_iter().map(document).collect())
}

fn grouped<T>(rows: Vec<(ArticleId, T)>, said: impl Fn(T) -> String) -> BTreeMap<ArticleId, Vec<String>> {
    let mut groups: BTreeMap<ArticleId, Vec<String>> = BTreeMap::new();
    for (id, value) in rows {
        groups.entry(id).or_default().push(said(value));
    }
    groups
}

impl FromRow for LiveText {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (body, edition): (String, i64) = (row.get(5)?, row.get(6)?);
        Ok(Self {
            article: row.get(0)?,
            language: row.get(1)?,
            audience: row.get(2)?,
            is_limited: row.get(3)?,
            title: row.get(4)?,
            body: store::body(body, edition),
            published_at: row.get(7)?,
        })
    }
}
