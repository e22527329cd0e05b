//! What the index is told of articles, as they stand in the database.

use std::collections::BTreeMap;

use db::{FromRow, Reader, Row, params, sql};
use kernel::{Fault, Language, OrgId, Time};
use search::Document;

use super::Term;
use crate::article::{ArticleId, Audience, store};

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
    MARKS = "select 'kb', article_id, kb_id from article_kb where org_id = $1 and article_id in ($list)
        union all select 'reader', article_id, reader_id from article_reader where org_id = $1 and article_id in ($list)
        union all select 'tag', article_id, tag from article_tag where org_id = $1 and article_id in ($list)
        union all select 'category', article_id, category_id from article_category where org_id = $1 and article_id in ($list)";
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
    let list = ids.iter().flat_map(|id| params![id]).collect();
    let marks: Vec<(String, ArticleId, String)> = reader.all(MARKS.with(params![org]).list(list)).await?;
    let mut marked: BTreeMap<ArticleId, Marks> = BTreeMap::new();
    for (kind, article, value) in marks {
        marked.entry(article).or_default().add(&kind, value);
    }
    let document = |text: LiveText| {
        let marks = marked.get(&text.article).cloned().unwrap_or_default();
        text.document(org, marks)
    };
    Ok(texts.into_iter().map(document).collect())
}

/// What an article is found by besides its texts.
#[derive(Clone, Default)]
struct Marks {
    kbs: Vec<String>,
    readers: Vec<String>,
    tags: Vec<String>,
    categories: Vec<String>,
}

impl Marks {
    fn add(&mut self, kind: &str, value: String) {
        match kind {
            "kb" => self.kbs.push(Term::kb(&value)),
            "reader" => self.readers.push(Term::reader(&value)),
            "tag" => self.tags.push(value),
            _ => self.categories.push(value),
        }
    }
}

impl LiveText {
    fn document(self, org: OrgId, marks: Marks) -> Document {
        let audience = match (self.audience, self.is_limited) {
            (Audience::Public, _) => vec![Term::PUBLIC.to_owned()],
            (Audience::Internal, false) => vec![Term::INTERNAL.to_owned()],
            (Audience::Internal, true) => marks.readers,
        };
        Document {
            scope: [vec![Term::org(org)], marks.kbs, audience].concat(),
            filters: marks.categories,
            tags: marks.tags,
            article: key(org, self.article),
            language: self.language,
            headings: self.body.contents().into_iter().map(|heading| heading.text).collect(),
            text: self.body.text(),
            title: self.title,
            updated_at: self.published_at.unwrap_or_default(),
        }
    }
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
