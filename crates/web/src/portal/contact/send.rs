//! Sending a form. What was typed is kept whatever happens.

use axum::extract::Path;
use axum::response::Response;
use desk::article::{ArticleId, ReadsArticles, Search};
use desk::form::{Filled, Outcome, Sending, ShownForm, Submits, Way};
use desk::{Act, Customer, Public, View, code};
use kernel::{Fault, Language};

use super::typed::{Refusal, Typed};
use super::{Place, draw};
use crate::answer::{Answer, see_other};
use crate::page::draw_at;
use crate::portal::help::{Look, look};
use crate::portal::reader::Reader;
use crate::upload::Uploaded;
use crate::url;
use crate::visit::Visit;

/// The most characters that articles are looked for by.
const MOST_WORDS: usize = 300;
/// The most articles that are suggested.
const MOST_SUGGESTED: usize = 5;

pub(super) async fn send(
    act: Act<Public>,
    visit: Visit,
    Path(place): Path<Place>,
    uploaded: Uploaded,
) -> Answer {
    drop(act);
    let view = visit.web.desk().view_public(visit.site.clone()).await?;
    let shown = place.see(&view, &visit).await?;
    view.close();
    let reader = Reader::of(&visit).await?;
    draw::may_fill(&shown, &reader)?;
    let at = (&visit, &reader, &shown);
    match &reader {
        Reader::Customer(_) => take::<Customer>(at, uploaded).await,
        Reader::Nobody | Reader::Team(_) => take::<Public>(at, uploaded).await,
    }
}

/// Somebody who fills forms here, and how they act.
trait Fills: Submits + Sized {
    fn act(visit: &Visit) -> impl Future<Output = Result<Act<Self>, Fault>> + Send;
}

impl Fills for Customer {
    async fn act(visit: &Visit) -> Result<Act<Self>, Fault> {
        visit.act_customer().await
    }
}

impl Fills for Public {
    async fn act(visit: &Visit) -> Result<Act<Self>, Fault> {
        Ok(visit.web.desk().act_public(visit.site.clone()).from(&visit.network))
    }
}

type At<'a> = (&'a Visit, &'a Reader, &'a ShownForm);

/// Checks it, looks for what may answer it, and sends it: each in an act or a view of its own, so that none waits for the
/// other.
async fn take<W: Fills>((visit, reader, shown): At<'_>, uploaded: Uploaded) -> Answer {
    let at = (visit, reader, shown);
    let mut typed = Typed::read(visit, shown, &uploaded);
    let ticked = uploaded.fields("kept");
    let received = typed.receive(W::act(visit).await?, (visit, shown), (uploaded.files, &ticked)).await;
    if let Err(fault) = received {
        let refusal = typed.refused(fault)?;
        return refuse::<W>(at, typed, refusal).await;
    }
    let act = W::act(visit).await?;
    let filled = match shown.fill(&typed.answers, act.who().sender()) {
        Ok(filled) if typed.problems.is_empty() => filled,
        filled => {
            typed.refuse(shown, filled.err().unwrap_or_default());
            return refuse::<W>(at, typed, Refusal::of_typed()).await;
        }
    };
    let suggested = suggested(visit, shown, &filled).await?;
    let mut sent = submit(act, (visit, shown), (&typed, &filled), &suggested).await;
    // Whom the session stood for has just been merged: it stands for another now.
    if sent.as_ref().is_err_and(|fault| fault.is(&code::CUSTOMER_MOVED)) {
        sent = submit(W::act(visit).await?, (visit, shown), (&typed, &filled), &suggested).await;
    }
    match sent {
        Ok(answer) => Ok(answer),
        Err(fault) => {
            let refusal = typed.refused(fault)?;
            refuse::<W>(at, typed, refusal).await
        }
    }
}

async fn submit<W: Submits>(
    mut act: Act<W>,
    (visit, shown): (&Visit, &ShownForm),
    (typed, filled): (&Typed, &Filled),
    suggested: &[ArticleId],
) -> Result<Response, Fault> {
    let is_known = act.who().sender().is_some();
    let way = if is_known { Way::Known } else { typed.proof(visit, shown).way() };
    let (once, language, network) = (typed.once.as_str(), &visit.language, &visit.network);
    let sending = Sending { once, language, network, way, suggested };
    let outcome = act.send_form(shown, filled, &sending).await?;
    act.done(see_other(&address(visit, shown, &outcome))).await
}

/// Where somebody goes on.
pub(super) fn address(visit: &Visit, shown: &ShownForm, outcome: &Outcome) -> String {
    let (language, path) = (&visit.language, shown.path());
    match outcome {
        Outcome::Suggested(link) => url::form_request(language, &path, link),
        Outcome::Sent(id) => url::conversation(language, *id),
        Outcome::Received => url::form_done(language, &path, "sent"),
        Outcome::Held => url::form_done(language, &path, "held"),
        Outcome::Closed => url::form_done(language, &path, "closed"),
    }
}

struct Wanted {
    search: Search,
    language: Language,
}

impl Look for Wanted {
    type Found = Vec<ArticleId>;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Vec<ArticleId>, Fault> {
        let found = view.search(&self.search, &self.language).await?;
        Ok(found.texts.into_iter().map(|text| text.id).collect())
    }
}

/// What may answer it, for the eyes of whoever sends it.
async fn suggested(visit: &Visit, shown: &ShownForm, filled: &Filled) -> Result<Vec<ArticleId>, Fault> {
    if !shown.form.manner.suggests {
        return Ok(Vec::new());
    }
    let words = format!("{} {}", filled.content.subject, filled.content.text);
    let words = words.chars().take(MOST_WORDS).collect();
    let wanted = Wanted { search: Search { words, ..Search::default() }, language: visit.language.clone() };
    let view = visit.web.desk().view_public(visit.site.clone()).await?;
    let (mut found, _) = look(&wanted, view, visit).await?;
    let mut seen = Vec::new();
    found.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    found.truncate(MOST_SUGGESTED);
    Ok(found)
}

/// The form again, as it was left.
async fn refuse<W: Fills>((visit, reader, shown): At<'_>, mut typed: Typed, refusal: Refusal) -> Answer {
    typed.keep(W::act(visit).await?).await?;
    typed.renew(visit, shown);
    let page = draw::page(visit, reader, shown, typed);
    Ok(refusal.on(draw_at(refusal.status, visit, reader, &page)?))
}
