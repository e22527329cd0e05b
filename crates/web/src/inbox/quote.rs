//! Articles beside an answer that is being written: looked for in its box, and put into it as a link or as a text (K8). Each
//! choice sends the form, and the box comes back with it.

use desk::article::{ArticleId, Audience, FoundText, MAX_SEARCH, MOST_QUOTED, QuotedArticle};
use desk::conversation::{ConversationId, MAX_TEXT};
use desk::{Act, User, code};
use http::StatusCode;
use kernel::{Fault, base_codes};

use super::pages::{ArticleChoice, ArticleFinder, Problem};
use super::received::Received;
use super::show::redraw;
use super::{AppVisit, url};
use crate::answer::Answer;
use crate::marked::Marked;
use crate::upload::Uploaded;
use crate::url::with_query;

const WORDS: &str = "article_q";
const LINK: &str = "article_link";
const TEXT: &str = "article_text";
const USED: &str = "used";

/// What the form asked for, read.
enum Asked {
    /// What some words find.
    Words(ArticleFinder),
    /// An article; as a link, or as its text.
    For(QuotedArticle, bool),
}

/// Whether the form asks for articles, or for one of them.
pub(super) fn is_asked(form: &Uploaded) -> bool {
    form.field("then") == "articles" || !form.field(LINK).is_empty() || !form.field(TEXT).is_empty()
}

/// The articles that are in an answer already.
pub(super) fn used(form: &Uploaded) -> Vec<ArticleId> {
    form.fields(USED).iter().filter_map(|id| id.parse().ok()).take(MOST_QUOTED).collect()
}

/// The answer that is being written, with what was found above it, or with an article behind what is there. Nothing is sent.
pub(super) async fn answer(
    mut act: Act<User>,
    visit: &AppVisit,
    id: ConversationId,
    form: Uploaded,
) -> Answer {
    // Read before the form's files are stored: a task has one way into the database at a time.
    let asked = Asked::read(visit, id, &form).await;
    let received = Received::take(&mut act, visit, form).await?.unsent();
    let (status, received) = match asked {
        Ok(Asked::Words(finder)) => (StatusCode::OK, received.beside(finder)),
        Ok(Asked::For(article, is_link)) => put(received, &article, is_link),
        Err(fault) => {
            let key = refusal(&fault).ok_or(fault)?;
            (StatusCode::CONFLICT, received.with(Problem::at("text", key)))
        }
    };
    let left = received.left(&mut act, None).await?;
    act.done(()).await?;
    redraw(visit, id, (status, ""), left).await
}

impl Asked {
    async fn read(visit: &AppVisit, id: ConversationId, form: &Uploaded) -> Result<Self, Fault> {
        match (form.field(LINK), form.field(TEXT)) {
            ("", "") => {
                let typed = form.field(WORDS).chars().take(MAX_SEARCH).collect();
                found(visit, typed).await.map(Self::Words)
            }
            ("", text) => quoted(visit, id, text.parse()?).await.map(|article| Self::For(article, false)),
            (link, _) => quoted(visit, id, link.parse()?).await.map(|article| Self::For(article, true)),
        }
    }
}

/// Why an article does not go into the answer: it was offered, and somebody has just changed that.
fn refusal(fault: &Fault) -> Option<&'static str> {
    if fault.is(&base_codes::NOT_FOUND) {
        return Some("inbox-problem-article-gone");
    }
    fault.is(&code::ARTICLE_INTERNAL).then_some("inbox-problem-article-internal")
}

/// The answer with the article behind it, or as it was where that would be too long.
fn put(received: Received, article: &QuotedArticle, is_link: bool) -> (StatusCode, Received) {
    let said = said(article, is_link);
    if received.has_room_for(&said) {
        return (StatusCode::OK, received.with_article(article.id).followed_by(&said));
    }
    let problem = Problem::at("text", "inbox-problem-article-long").with("max", MAX_TEXT);
    (StatusCode::UNPROCESSABLE_ENTITY, received.with(problem))
}

async fn quoted(visit: &AppVisit, id: ConversationId, article: ArticleId) -> Result<QuotedArticle, Fault> {
    let view = visit.view().await?;
    let head = view.conversation(id).await?;
    let quoted = view.quote_article(article, &head.conversation).await;
    view.close();
    quoted
}

async fn found(visit: &AppVisit, typed: String) -> Result<ArticleFinder, Fault> {
    let view = visit.view().await?;
    let found = view.search_articles(&typed, &view.language()).await?;
    view.close();
    let rows = found.into_iter().map(|text| choice(text, &typed)).collect();
    Ok(ArticleFinder { rows, q: typed, is_asked: true })
}

fn choice(text: FoundText, typed: &str) -> ArticleChoice {
    ArticleChoice {
        id: text.id.to_string(),
        url: with_query(&url::article(text.id), &[("q", typed)]),
        title: Marked::spans(text.title),
        excerpt: Marked::spans(text.excerpt),
        language: text.language.tag(),
        internal: text.audience == Audience::Internal,
    }
}

/// The signs of Markdown in a title would format it.
fn said(article: &QuotedArticle, is_link: bool) -> String {
    if is_link {
        let title: String = article.title.chars().filter(|sign| !"[]\\`*_<>".contains(*sign)).collect();
        return format!("[{title}]({})", article.url);
    }
    let is_ours = |address: &str| address.starts_with('/') && !address.starts_with("//");
    let there = |address: &str| is_ours(address).then(|| format!("{}{address}", article.origin));
    article.body.to_message_markdown(there)
}
