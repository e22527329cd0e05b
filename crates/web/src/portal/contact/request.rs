//! Before a form is sent: articles that may answer it, one of them to be read, and the choice between closing and sending. What
//! was written waits behind a link, and every step is a button.

use axum::extract::Path;
use axum::response::Response;
use desk::article::{ArticleId, ArticleRow, ListOf, ReadsArticles, ShownArticle};
use desk::form::{Pending, ShownForm, Submits};
use desk::{Act, Public, View};
use kernel::{Fault, Language, base_codes};
use serde::Deserialize;

use super::{see, send};
use crate::answer::{Answer, see_other};
use crate::page::draw_for;
use crate::portal::help::{Look, article_link, bare, look};
use crate::portal::pages::{ArticleRequest, ContactSuggestion, ContactSuggestions};
use crate::portal::reader::signed_in;
use crate::url;
use crate::visit::Visit;

/// The parameters of these addresses.
#[derive(Deserialize)]
pub(super) struct Place {
    language: String,
    form: String,
    link: String,
    article: Option<String>,
}

impl Place {
    async fn see(&self, view: &View<Public>, visit: &Visit) -> Result<(ShownForm, Pending), Fault> {
        let shown = see(view, visit, (&self.language, &self.form)).await?;
        let pending = view.pending_form(&self.link).await?;
        let is_its = pending.form == shown.form.id;
        if is_its { Ok((shown, pending)) } else { Err(Fault::new(&base_codes::NOT_FOUND)) }
    }

    fn article(&self) -> Result<ArticleId, Fault> {
        self.article.as_deref().unwrap_or_default().parse()
    }
}

struct Suggested {
    articles: Vec<ArticleId>,
    language: Language,
}

impl Look for Suggested {
    type Found = Vec<ArticleRow>;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Vec<ArticleRow>, Fault> {
        view.articles(&ListOf::Chosen(self.articles.clone()), &self.language).await
    }
}

struct Chosen {
    article: ArticleId,
    language: Language,
}

impl Look for Chosen {
    type Found = ShownArticle;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<ShownArticle, Fault> {
        let rows = view.articles(&ListOf::Chosen(vec![self.article]), &self.language).await?;
        let row = rows.first().ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        view.article(&row.path(), &self.language).await
    }
}

/// The articles, as whoever reads them may.
pub(super) async fn show(view: View<Public>, visit: Visit, Path(place): Path<Place>) -> Answer {
    let (shown, pending) = place.see(&view, &visit).await?;
    let wanted = Suggested { articles: pending.articles, language: visit.language.clone() };
    let (rows, reader) = look(&wanted, view, &visit).await?;
    let path = shown.path();
    let suggestion = |row: &ArticleRow| ContactSuggestion {
        article: article_link(row, &visit),
        read_url: url::form_request_article(&visit.language, &path, (&place.link, row.id)),
    };
    let page = ContactSuggestions {
        title: shown.text.title,
        subject: pending.subject,
        articles: rows.iter().map(suggestion).collect(),
        send_url: url::form_request(&visit.language, &path, &place.link),
    };
    Ok(draw_for(&visit, &reader, &page)?)
}

/// One of them, with the question whether it was the answer.
pub(super) async fn read(view: View<Public>, visit: Visit, Path(place): Path<Place>) -> Answer {
    let (shown, pending) = place.see(&view, &visit).await?;
    let id = place.article()?;
    if !pending.articles.contains(&id) {
        return Err(Fault::new(&base_codes::NOT_FOUND).into());
    }
    let wanted = Chosen { article: id, language: visit.language.clone() };
    let (article, reader) = look(&wanted, view, &visit).await?;
    let mut page = bare(&visit, &article, article.body.html());
    let (path, language) = (shown.path(), &visit.language);
    let here = url::form_request_article(language, &path, (&place.link, id));
    let all = url::form_request(language, &path, &place.link);
    page.request = Some(ArticleRequest {
        subject: pending.subject,
        close_url: format!("{here}/closing"),
        send_url: all.clone(),
        back_url: all,
    });
    Ok(draw_for(&visit, &reader, &page)?)
}

/// Somebody goes to read one.
pub(super) async fn visit(mut act: Act<Public>, visit: Visit, Path(place): Path<Place>) -> Answer {
    let (article, shown) = (place.article()?, open(&visit, &place).await?);
    act.visit_suggestion(&place.link, article).await?;
    let there = url::form_request_article(&visit.language, &shown.path(), (&place.link, article));
    Ok(act.done(see_other(&there)).await?)
}

/// It was the answer.
pub(super) async fn close(mut act: Act<Public>, visit: Visit, Path(place): Path<Place>) -> Answer {
    let (article, shown) = (place.article()?, open(&visit, &place).await?);
    act.close_form(&place.link, article).await?;
    let there = url::form_done(&visit.language, &shown.path(), "closed");
    Ok(act.done(see_other(&there)).await?)
}

/// None of them was. Whoever is signed in sends it themselves.
pub(super) async fn send(act: Act<Public>, visit: Visit, Path(place): Path<Place>) -> Answer {
    let shown = open(&visit, &place).await?;
    let is_known = signed_in(&visit).await?.map(View::close).is_some();
    let sent = if is_known {
        send_on(visit.act_customer().await?, (&visit, &shown), &place.link).await
    } else {
        send_on(act, (&visit, &shown), &place.link).await
    };
    Ok(sent?)
}

async fn send_on<W: Submits>(
    mut act: Act<W>,
    (visit, shown): (&Visit, &ShownForm),
    link: &str,
) -> Result<Response, Fault> {
    let outcome = act.send_pending(link, &visit.network).await?;
    act.done(see_other(&send::address(visit, shown, &outcome))).await
}

/// The form that waits.
async fn open(visit: &Visit, place: &Place) -> Result<ShownForm, Fault> {
    let view = visit.web.desk().view_public(visit.site.clone()).await?;
    let (shown, _) = place.see(&view, visit).await?;
    view.close();
    Ok(shown)
}
