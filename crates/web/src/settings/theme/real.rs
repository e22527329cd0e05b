//! A page of the site itself beside the editor: what everybody is shown there, drawn with what is typed.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use desk::article::{ListOf, ReadsArticles};
use desk::door::Place;
use desk::kb::{KbId, Origin};
use http::{Request, header};
use kernel::{Fault, Language};
use theme::{Bundle, RenderFault};
use tower::ServiceExt;

use crate::face::Face;
use crate::inbox::AppVisit;
use crate::place::Client;
use crate::visit::Trial;
use crate::{portal, url};

/// More bytes than a page has.
const MOST: usize = 2 << 20;

/// A page, and how the addresses of its site begin.
pub(super) struct Real {
    pub(super) drawn: Result<String, RenderFault>,
    pub(super) origin: Origin,
}

/// The page of this name in this language; nothing where the site has none that everybody is shown.
pub(super) async fn draw(
    visit: &AppVisit,
    kb: KbId,
    (name, language): (&str, &Language),
    look: &Arc<Bundle>,
) -> Result<Option<Real>, Fault> {
    let view = visit.view().await?;
    let host = view.host_of(kb).await;
    view.close();
    let Some(host) = host? else { return Ok(None) };
    let origin = host.origin;
    let place = visit.web.desk().place(&origin.host).await?;
    let Some(path) = address(visit, &place, name, language).await? else { return Ok(None) };
    let drawn = ask(visit, (place, &origin), &path, look).await?;
    Ok(drawn.map(|drawn| Real { drawn, origin }))
}

/// Where the first such page is.
async fn address(
    visit: &AppVisit,
    place: &Place,
    name: &str,
    language: &Language,
) -> Result<Option<String>, Fault> {
    let Some(site) = &place.site else { return Ok(None) };
    let view = visit.web.desk().view_public(site.clone()).await?;
    Ok(match name {
        "home" => Some(url::home(language)),
        "search" => Some(url::search(language, &[])),
        "login" => Some(url::login(&url::home(language))),
        "category" => {
            let tree = view.categories(language).await?;
            tree.within(None).next().map(|row| url::category(language, &row.path()))
        }
        "article" => article(&view, language).await?,
        _ => None,
    })
}

async fn article<W: ReadsArticles>(
    view: &desk::View<W>,
    language: &Language,
) -> Result<Option<String>, Fault> {
    for list in [ListOf::Featured, ListOf::Latest] {
        if let Some(row) = view.articles(&list, language).await?.first() {
            return Ok(Some(url::article(language, &row.path())));
        }
    }
    Ok(None)
}

/// Asks the portal for a page as somebody does who is not signed in.
async fn ask(
    visit: &AppVisit,
    (place, origin): (Place, &Origin),
    path: &str,
    look: &Arc<Bundle>,
) -> Result<Option<Result<String, RenderFault>>, Fault> {
    let trial = Trial::of(look.clone());
    let request = Request::get(path).header(header::HOST, &origin.host);
    let request = request.extension(place).extension(Client::here()).extension(trial.clone());
    let request = request.body(Body::empty()).map_err(Fault::internal)?;
    let router = portal::face(Face::new()).into_router().with_state(visit.web.clone());
    let answer = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    if let Some(fault) = trial.fault() {
        return Ok(Some(Err(fault)));
    }
    if !answer.status().is_success() {
        return Ok(None);
    }
    let bytes = to_bytes(answer.into_body(), MOST).await.map_err(Fault::internal)?;
    Ok(Some(Ok(String::from_utf8_lossy(&bytes).into_owned())))
}
