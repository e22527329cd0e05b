//! Before a form is sent: articles that may answer it. What was written waits for an hour, and whoever has its link closes it
//! or sends it on (K6).

use db::{FromRow, Row, params, sql};
use identity::Mark;
use kernel::{EmailAddress, Fault, Language, OrgId, base_codes};
use serde_json::json;

use super::send::{self, Outcome, Way};
use super::{Content, Form, FormId, SubmissionId, Submits, facts, file};
use crate::Desk;
use crate::act::{Act, View};
use crate::article::ArticleId;
use crate::customer::CustomerId;
use crate::kb::KbId;
use crate::session::Network;

/// For how long what was written waits for a choice.
pub const WAITS_MINUTES: i64 = 60;
/// The most articles that are suggested.
const MOST: usize = 5;
const PURPOSE: &str = "form-submission";

sql! {
    WAITING = "select s.id, s.form_id, s.language, s.address, s.customer_id, s.proof, s.content from form_submission s
        where s.org_id = $1 and s.id = $2 and /*see*/s.kb_id = $3/*end*/ and s.state = 'pending' and s.ends_at > $4";
    SUGGESTED = "select g.article_id from form_suggestion g where g.org_id = $1 and g.submission_id = $2 order by g.place";
    SUGGEST = "insert into form_suggestion (org_id, submission_id, article_id, place, visited_at) values ($1, $2, $3, $4, null)
        on conflict do nothing";
    VISIT = "update form_suggestion set visited_at = coalesce(visited_at, $4)
        where org_id = $1 and submission_id = $2 and article_id = $3 returning article_id";
    CLOSE = "update form_submission set state = 'closed', content = '', address = '', closed_by = $3, ends_at = $4
        where org_id = $1 and id = $2";
}

/// What somebody wrote that waits for a choice.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The form.
    pub form: FormId,
    /// The subject.
    pub subject: String,
    /// The articles that may answer it, the best first.
    pub articles: Vec<ArticleId>,
}

/// What was filled and is no conversation yet, as it is stored.
pub(super) struct Stored {
    id: SubmissionId,
    form: FormId,
    language: Language,
    address: EmailAddress,
    pub(super) customer: Option<CustomerId>,
    way: Way,
    content: Content,
}

/// The same with its form.
#[derive(Clone)]
pub(super) struct Waiting {
    pub(super) id: SubmissionId,
    pub(super) form: Form,
    pub(super) language: Language,
    pub(super) address: EmailAddress,
    pub(super) customer: Option<CustomerId>,
    pub(super) way: Way,
    pub(super) content: Content,
}

/// What opens a waiting form: its id, marked.
pub(super) fn link(desk: &Desk, id: SubmissionId) -> String {
    let mark = desk.keys().mark(PURPOSE, &[&id.to_string()]);
    format!("{id}.{}.{}", mark.key, mark.text)
}

fn opened(desk: &Desk, link: &str) -> Option<SubmissionId> {
    let mut parts = link.splitn(3, '.');
    let (id, key, text) = (parts.next()?, parts.next()?, parts.next()?);
    let mark = Mark { key: key.parse().ok()?, text: text.to_owned() };
    desk.keys().is_marked(PURPOSE, &[id], &mark).then(|| id.parse().ok()).flatten()
}

pub(super) async fn suggest<W: Submits>(
    act: &mut Act<W>,
    id: SubmissionId,
    articles: &[ArticleId],
) -> Result<(), Fault> {
    let org = act.org();
    for (place, article) in (0_i64..).zip(articles.iter().take(MOST)) {
        act.writer().await?.run(SUGGEST.with(params![org, id, *article, place])).await?;
    }
    Ok(())
}

impl<W: Submits> View<W> {
    /// What waits behind this link; `not_found` where it is over, forged, sent, closed or another knowledge base's.
    pub async fn pending_form(&self, link: &str) -> Result<Pending, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let id = opened(self.desk(), link).ok_or_else(gone)?;
        let call = WAITING.with(params![self.org(), id, self.who().site().kb, self.now()]);
        let waiting: Stored = self.reader().maybe(call).await?.ok_or_else(gone)?;
        let rows: Vec<(ArticleId,)> = self.reader().all(SUGGESTED.with(params![self.org(), id])).await?;
        Ok(Pending {
            subject: waiting.content.subject,
            articles: rows.into_iter().map(|(article,)| article).collect(),
            form: waiting.form,
        })
    }
}

impl<W: Submits> Act<W> {
    /// Somebody reads one of the suggested articles; `not_found` for any other.
    pub async fn visit_suggestion(&mut self, link: &str, article: ArticleId) -> Result<(), Fault> {
        let waiting = self.waiting(link).await?;
        self.visit(waiting.id, article).await
    }

    /// It answered what they wrote: nothing is sent, and of what was written nothing is kept.
    pub async fn close_form(&mut self, link: &str, article: ArticleId) -> Result<(), Fault> {
        let waiting = self.waiting(link).await?;
        self.visit(waiting.id, article).await?;
        let (org, now) = (self.org(), self.now());
        let writer = self.writer().await?;
        file::drop(writer, (org, waiting.id), now).await?;
        writer.run(CLOSE.with(params![org, waiting.id, article, now])).await?;
        let payload = json!({ "submission": waiting.id, "article": article });
        self.announce(facts::CLOSED, waiting.form.to_string(), payload).await?;
        Ok(())
    }

    /// It did not: what was written is sent.
    pub async fn send_pending(&mut self, link: &str, network: &Network) -> Result<Outcome, Fault> {
        W::stay(self).await?;
        let waiting = self.waiting(link).await?.waiting(self).await?;
        send::deliver(self, &waiting, network).await
    }

    async fn visit(&mut self, id: SubmissionId, article: ArticleId) -> Result<(), Fault> {
        let call = VISIT.with(params![self.org(), id, article, self.now()]);
        let found: Option<(ArticleId,)> = self.writer().await?.maybe(call).await?;
        found.map(drop).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// Locked, so that it is sent or closed once.
    async fn waiting(&mut self, link: &str) -> Result<Stored, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let id = opened(self.desk(), link).ok_or_else(gone)?;
        let (org, kb, now): (OrgId, KbId, _) = (self.org(), self.who().site().kb, self.now());
        let call = WAITING.with(params![org, id, kb, now]).locking("s");
        self.writer().await?.maybe(call).await?.ok_or_else(gone)
    }
}

impl Stored {
    /// What waits, with its form as that is now.
    pub(super) async fn waiting<W: Submits>(self, act: &mut Act<W>) -> Result<Waiting, Fault> {
        let call = Form::filled(act.org(), self.form);
        let form = act.writer().await?.one(call).await?;
        let Self { id, language, address, customer, way, content, .. } = self;
        Ok(Waiting { id, form, language, address, customer, way, content })
    }
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            form: row.get(1)?,
            language: row.get(2)?,
            address: row.get(3)?,
            customer: row.get(4)?,
            way: row.get(5)?,
            content: Content::stored(&row.get::<String>(6)?)?,
        })
    }
}
