//! Searching articles, as one reader may find them.

use db::{params, sql};
use kernel::{Fault, Language, OrgId, Time};
use markup::Span;
use search::{Hit, Question, Scope};

use super::{Term, read};
use crate::act::View;
use crate::article::list::READABLE;
use crate::article::{ArticleId, Audience, FoundArticle, ReadsArticles};
use crate::category::CategoryId;
use crate::page_path::PagePath;
use crate::setting::{self, Values};
use crate::who::User;

/// The most characters that are looked for; what is typed beyond them is left out.
pub const MAX_SEARCH: usize = 200;
/// Hits on a page.
pub const FOUND_A_PAGE: usize = 20;
/// The most pages that are shown: nobody reads on, and each costs more than the one before.
pub const FOUND_PAGES: usize = 10;
/// The most suggestions.
const SUGGESTED: usize = 5;

sql! {
    READER_TERMS = "select team_id from team_member where org_id = $1 and user_id = $2
        union all select set_id from user_permission_set where org_id = $1 and user_id = $2";
    STILL = "select a.id, a.hash, a.audience, t.slug, t.language, t.published_at
        from article a join article_kb p on p.org_id = a.org_id and p.article_id = a.id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id
        where a.org_id = $1 and /*see*/p.kb_id = $2/*end*/ and a.id in ($list) {conditions}" with [READABLE];
    STILL_INSIDE = "select a.id, a.hash, a.audience, t.slug, t.language, t.published_at
        from article a join article_text t on t.org_id = a.org_id and t.article_id = a.id
        where a.org_id = $1 and a.id in ($list) {conditions}" with [READABLE];
    SPOKEN = "select coalesce(s.value, $2) from kb k
        left join setting s on s.org_id = k.org_id and s.scope = k.id and s.name = 'languages'
        where k.org_id = $1 order by k.id";
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As it was typed.
    pub words: String,
    /// Only in one of these categories; anywhere, where there are none.
    pub categories: Vec<CategoryId>,
    /// Which page, from 0.
    pub page: usize,
}

/// A page of what was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The best first.
    pub texts: Vec<FoundText>,
    /// How many there are.
    pub total: usize,
    /// Whether any of them has every word.
    pub is_complete: bool,
    /// Whether there is a next page.
    pub has_more: bool,
}

/// An article that was found, in one language.
#[derive(Clone, Debug)]
pub struct FoundText {
    /// The id.
    pub id: ArticleId,
    /// Its name in addresses.
    pub path: PagePath,
    /// For whom it is.
    pub audience: Audience,
    /// The language it was found in.
    pub language: Language,
    /// The title, with what was looked for marked.
    pub title: Vec<Span>,
    /// Where it was found, marked.
    pub excerpt: Vec<Span>,
    /// When it was published.
    pub published_at: Option<Time>,
}

/// An article whose title fits what is still being typed.
pub type Suggested = FoundText;

/// A text that may still be read.
struct Still {
    id: ArticleId,
    hash: String,
    audience: Audience,
    slug: String,
    language: Language,
    published_at: Option<Time>,
}

impl<W: ReadsArticles> View<W> {
    /// Articles of this knowledge base that answer, in the reader's language and the site's own.
    pub async fn search(&self, search: &Search, language: &Language) -> Result<Found, Fault> {
        let page = search.page.min(FOUND_PAGES - 1);
        let mut question = self.question(&search.words, language).await?;
        question.filters = search.categories.iter().map(ToString::to_string).collect();
        (question.limit, question.offset) = (FOUND_A_PAGE, page * FOUND_A_PAGE);
        let hits = self.desk().index()?.search(&question)?;
        let has_more = hits.total > (page + 1) * FOUND_A_PAGE && page + 1 < FOUND_PAGES;
        Ok(Found {
            texts: self.still(hits.hits).await?,
            total: hits.total,
            is_complete: hits.complete,
            has_more,
        })
    }

    /// The first five articles that what is being typed may be about.
    pub async fn suggest(&self, words: &str, language: &Language) -> Result<Vec<Suggested>, Fault> {
        let mut question = self.question(words, language).await?;
        question.limit = SUGGESTED;
        let hits = self.desk().index()?.suggest(&question)?;
        self.still(hits).await
    }

    async fn question(&self, words: &str, language: &Language) -> Result<Question, Fault> {
        let site = self.who().site();
        let own = site.default_language();
        let mut languages = vec![language.clone()];
        if own != language {
            languages.push(own.clone());
        }
        let who = (self.org(), self.who().reader());
        let audience = terms(self.reader(), who, &self.who().audiences()).await?;
        let scope =
            Scope::any_of([Term::org(self.org())]).and_any_of([Term::kb(site.kb)]).and_any_of(audience);
        let synonyms = self.read_synonyms().await?;
        Ok(Question { synonyms, ..Question::new(words, languages, scope) })
    }

    /// Of these hits what may be read now: the index lags, rights do not (TH28).
    async fn still(&self, hits: Vec<Hit>) -> Result<Vec<FoundText>, Fault> {
        let ids: Vec<ArticleId> = hits.iter().filter_map(|hit| read::article_of(&hit.article)).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let list = ids.iter().flat_map(|id| params![id]).collect();
        let call = STILL.with(params![self.org(), self.who().site().kb]).list(list);
        let there: Vec<Still> = self.reader().all(self.readable(call)).await?;
        Ok(still_there(hits, &there))
    }
}

impl View<User> {
    /// The twenty published articles of the organization that answer best, of those that this user may read. Without words
    /// the hundred that changed last; while there is no index yet, the hundred whose titles have the words.
    pub async fn search_articles(&self, words: &str, language: &Language) -> Result<Vec<FoundText>, Fault> {
        let index = match self.desk().index() {
            Ok(index) if !words.trim().is_empty() && index.position()?.is_some() => index,
            _ => {
                return Ok(self.find_articles(words, language).await?.rows.into_iter().map(titled).collect());
            }
        };
        let audiences = self.audiences().await?;
        let mut languages = vec![language.clone()];
        languages.extend(self.site_languages().await?.into_iter().filter(|spoken| spoken != language));
        let terms = terms(self.reader(), (self.org(), self.who().id.to_string()), &audiences).await?;
        let scope = Scope::any_of([Term::org(self.org())]).and_any_of(terms);
        let synonyms = self.read_synonyms().await?;
        let question = Question { synonyms, limit: FOUND_A_PAGE, ..Question::new(words, languages, scope) };
        let hits = index.search(&question)?.hits;
        let ids: Vec<ArticleId> = hits.iter().filter_map(|hit| read::article_of(&hit.article)).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let list = ids.iter().flat_map(|id| params![id]).collect();
        let (id, [first, second]) = (self.who().id, audiences);
        let call =
            STILL_INSIDE.with(params![self.org()]).list(list).and(&READABLE, params![first, second, id, id]);
        let there: Vec<Still> = self.reader().all(call).await?;
        Ok(still_there(hits, &there))
    }

    /// The languages of all knowledge bases.
    async fn site_languages(&self) -> Result<Vec<Language>, Fault> {
        let unset = setting::value(&Values::new(), "languages").to_owned();
        let set: Vec<(String,)> = self.reader().all(SPOKEN.with(params![self.org(), unset])).await?;
        let mut languages: Vec<Language> = set
            .iter()
            .flat_map(|(list,)| list.split(','))
            .filter_map(|code| code.trim().parse().ok())
            .collect();
        languages.sort();
        languages.dedup();
        Ok(languages)
    }
}

/// The terms of one of which an article must be for this reader.
async fn terms(
    reader: &db::Reader,
    (org, id): (OrgId, String),
    audiences: &[Audience],
) -> Result<Vec<String>, Fault> {
    let mut terms = Vec::new();
    if audiences.contains(&Audience::Public) {
        terms.push(Term::PUBLIC.to_owned());
    }
    if audiences.contains(&Audience::Internal) {
        terms.push(Term::INTERNAL.to_owned());
        let readers: Vec<(String,)> = reader.all(READER_TERMS.with(params![org, id])).await?;
        terms.extend(readers.into_iter().map(|(id,)| Term::reader(&id)));
    }
    Ok(terms)
}

/// What was found and is still there, the best first.
fn still_there(hits: Vec<Hit>, there: &[Still]) -> Vec<FoundText> {
    let found = |hit: Hit| {
        let id = read::article_of(&hit.article)?;
        let still = there.iter().find(|still| still.id == id && still.language == hit.language)?;
        Some(FoundText {
            id: still.id,
            path: PagePath { slug: still.slug.clone(), hash: still.hash.clone() },
            audience: still.audience,
            language: still.language.clone(),
            published_at: still.published_at,
            title: hit.title,
            excerpt: hit.excerpt,
        })
    };
    hits.into_iter().filter_map(found).collect()
}

/// One that was found by its title alone.
fn titled(found: FoundArticle) -> FoundText {
    FoundText {
        id: found.id,
        path: found.path,
        audience: found.audience,
        language: found.language,
        title: vec![Span { text: found.title, hit: false }],
        excerpt: Vec::new(),
        published_at: None,
    }
}

db::columns!(Still: id, hash, audience, slug, language, published_at);
