//! The way in for users (P2, I2): to the app's own sign-in, and back by a ticket.

use axum::extract::Query;
use axum::response::Response;
use desk::session::{NewSession, TeamEntry};
use desk::{Act, Public, TeamReader, View, code};
use http::{Method, StatusCode};
use identity::Token;
use kernel::Fault;
use serde::Deserialize;

use super::pages::{Logout, NotSignedIn};
use super::reader::{Reader, team_reader};
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::flash;
use crate::inbox;
use crate::page::{draw_for, draw_with};
use crate::url;
use crate::visit::{Visit, expect};

/// What the door is asked with.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    ticket: Option<String>,
    #[serde(rename = "referralUrl")]
    referral_url: String,
}

/// One of the few pages that act when they are looked at: a ticket works once. Whoever only asks for its head uses
/// nothing up.
pub(crate) async fn enter(
    act: Act<Public>,
    visit: Visit,
    method: Method,
    Query(asked): Query<Asked>,
) -> Answer {
    expect(visit.site.lets_team_in())?;
    match asked.ticket.filter(|_| method == Method::GET) {
        Some(ticket) => by_ticket(act, &visit, &ticket).await,
        None => to_app(&visit, &asked.referral_url).await,
    }
}

async fn by_ticket(mut act: Act<Public>, visit: &Visit, ticket: &str) -> Answer {
    let entered = match Token::parse(ticket) {
        Some(ticket) => act.use_ticket(&ticket, &visit.team_browser()).await,
        None => Err(Fault::new(&code::LINK_OVER)),
    };
    match entered {
        Ok(TeamEntry { session, return_to }) => {
            act.done(()).await?;
            Ok(entered_by(visit, &session, &return_to))
        }
        Err(fault) if fault.is(&code::LINK_OVER) => Ok(refused(visit)?),
        Err(fault) => Err(fault.into()),
    }
}

fn entered_by(visit: &Visit, session: &NewSession, return_to: &str) -> Response {
    let seconds = session.ends_at.millis_since(visit.web.desk().context().now()) / 1000;
    let cookie = (cookie::TEAM, session.token.reveal());
    cookie::set(see_other(&back(visit, return_to)), &visit.site.origin, cookie, seconds)
}

/// The page of a sign-in that failed (A7): what can be done is to begin again.
fn refused(visit: &Visit) -> Result<Response, Fault> {
    let retry_url = Some(url::team_login(&url::home(&visit.language)));
    let page = NotSignedIn { reason: "team".to_owned(), retry_url, text: None };
    draw_with(StatusCode::UNAUTHORIZED, visit, None, &page)
}

/// To the app, which asks who it is if it does not know, and sends back with a ticket. Who is signed in here already
/// goes on at once.
async fn to_app(visit: &Visit, referral: &str) -> Answer {
    let back = back(visit, referral);
    if let Some(view) = team_reader(visit).await? {
        view.close();
        return Ok(see_other(&back));
    }
    let view = visit.web.desk().view_public(visit.site.clone()).await?;
    let app = view.team_door().await;
    view.close();
    Ok(see_other(&format!("{}{}", app?, inbox::url::way_out(&visit.site.origin.host, &back))))
}

/// Where the visitor was, on this host (C5); else its home.
fn back(visit: &Visit, referral: &str) -> String {
    let here = &visit.site.origin;
    url::safe_return(referral, here, std::slice::from_ref(here)).unwrap_or_else(|| url::home(&visit.language))
}

/// Asks before signing out: a GET changes nothing.
pub(crate) async fn ask(view: View<TeamReader>, visit: Visit) -> Answer {
    let reader = Reader::Team(view.close());
    let page = Logout { action_url: url::TEAM_LOGOUT.to_owned(), cancel_url: url::home(&visit.language) };
    Ok(draw_for(&visit, &reader, &page)?)
}

/// Ends this session; the one in the app goes on.
pub(crate) async fn log_out(mut act: Act<TeamReader>, visit: Visit) -> Answer {
    act.log_out().await?;
    act.done(()).await?;
    let home = see_other(&url::home(&visit.language));
    let mut answer = cookie::remove(home, &visit.site.origin, cookie::TEAM);
    answer.headers_mut().insert("clear-site-data", http::HeaderValue::from_static("\"cache\""));
    Ok(flash::say(answer, &visit, "flash-signed-out"))
}
