//! Settings > Your sign-in: the second factor, and where one is signed in.

mod factor;
mod picture;

use axum::extract::Path;
use axum::response::Response;
use desk::session::{Device, SessionId};
use desk::{Account, Act, View};
use http::{HeaderValue, StatusCode};

use super::draw::draw;
use super::pages::{self, AccountDevice, HeldFactor};
use super::url;
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::face::Face;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said, url as inbox_url};

/// The routes of one's own account.
pub(super) fn face(face: Face) -> Face {
    face.get(url::ACCOUNT, show)
        .post("/app/settings/account/devices/{device}/sign-out", end)
        .post(url::EVERYWHERE, log_out_everywhere)
        .get(url::SECOND_FACTOR, factor::show)
        .post(url::SECOND_FACTOR, factor::offer)
        .post(url::CONFIRM_FACTOR, factor::confirm)
        .post(url::RENEW_CODES, factor::renew)
        .post(url::REMOVE_FACTOR, factor::remove)
}

pub(crate) async fn show(view: View<Account>, visit: AppVisit) -> Answer {
    draw_account(view, &visit, (StatusCode::OK, Vec::new())).await
}

pub(crate) async fn end(mut act: Act<Account>, visit: AppVisit, Path(device): Path<SessionId>) -> Answer {
    let is_current = act.who().user.session == device.to_string();
    act.end_device(device).await?;
    let ended = act.done(see_other(url::ACCOUNT)).await?;
    Ok(if is_current { signed_out(&visit) } else { said::say(ended, &visit, "settings-said-device-ended") })
}

pub(crate) async fn log_out_everywhere(mut act: Act<Account>, visit: AppVisit) -> Answer {
    act.log_out_everywhere().await?;
    act.done(()).await?;
    Ok(signed_out(&visit))
}

/// The browser forgets what it kept of these pages.
fn signed_out(visit: &AppVisit) -> Response {
    let mut left = cookie::remove(see_other(inbox_url::SIGN_IN), &visit.host.origin, cookie::USER);
    left.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    said::say(left, visit, "inbox-said-signed-out")
}

/// The page; whoever owes a second factor is led to where it is set up.
async fn draw_account(
    view: View<Account>,
    visit: &AppVisit,
    (status, problems): (StatusCode, Vec<Problem>),
) -> Answer {
    let (factor, devices) = (view.second_factor().await?, view.devices().await?);
    let user = view.close().settled()?;
    let page = pages::Account {
        email: user.email.to_string(),
        second_factor: factor
            .map(|standing| HeldFactor { made_at: standing.made_at.0, codes: standing.codes }),
        set_up_url: url::SECOND_FACTOR.to_owned(),
        renew_action: url::RENEW_CODES.to_owned(),
        remove_action: url::REMOVE_FACTOR.to_owned(),
        devices: devices.into_iter().map(device).collect(),
        everywhere_action: url::EVERYWHERE.to_owned(),
        problems,
    };
    Ok(draw(status, visit, &user, &page)?)
}

fn device(device: Device) -> AccountDevice {
    AccountDevice {
        name: device.name,
        signed_in_at: device.signed_in_at.0,
        seen_at: device.seen_at.0,
        current: device.is_current,
        action: url::device(device.session),
    }
}
