//! Pages that a link opens for somebody who is not signed in: a new password, an invitation, the first Administrator.
//! Looking at one uses nothing up.

use desk::code;
use http::StatusCode;
use identity::Token;
use kernel::Fault;
use theme::Page;

use super::draw::draw_in;
use super::shell::Shell;
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};

/// What the address ends in.
pub(super) fn link(token: &str) -> Result<Token, Fault> {
    Token::parse(token).ok_or_else(|| Fault::new(&code::LINK_OVER))
}

/// The page of a good link; for any other the one that says it is over.
pub(super) async fn show<P: Page>(visit: &AppVisit, looked: Result<P, Fault>, over: P) -> Answer {
    match looked {
        Ok(page) => draw(visit, StatusCode::OK, &page).await,
        Err(fault) => say_over(visit, fault, &over).await,
    }
}

/// What came of its form: on to the sign-in with what is said there, or the page again with what is wrong.
pub(super) async fn answer<P: Page>(
    visit: &AppVisit,
    used: Result<Option<P>, Fault>,
    (said, over): (&'static str, P),
) -> Answer {
    match used {
        Ok(None) => Ok(said::say(see_other(url::SIGN_IN), visit, said)),
        Ok(Some(refused)) => draw(visit, StatusCode::UNPROCESSABLE_ENTITY, &refused).await,
        Err(fault) => say_over(visit, fault, &over).await,
    }
}

async fn say_over<P: Page>(visit: &AppVisit, fault: Fault, over: &P) -> Answer {
    if fault.is(&code::LINK_OVER) {
        draw(visit, StatusCode::UNAUTHORIZED, over).await
    } else {
        Err(fault.into())
    }
}

async fn draw<P: Page>(visit: &AppVisit, status: StatusCode, page: &P) -> Answer {
    let shell = Shell::of_nobody(visit, &visit.org_title().await?, None);
    Ok(draw_in(status, visit, &shell, page)?)
}
