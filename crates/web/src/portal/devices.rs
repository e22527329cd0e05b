//! Where the customer is signed in, and signing out (A5).

use axum::extract::Path;
use axum::response::Response;
use desk::session::{Device as Signed, DeviceKind, SessionId};
use desk::{Act, Customer, View};
use serde::Deserialize;

use super::pages::{Device, Devices, Logout};
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::flash;
use crate::page::draw;
use crate::url;
use crate::visit::Visit;

/// The parameters of a device's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    device: SessionId,
}

pub(crate) async fn list(view: View<Customer>, visit: Visit) -> Answer {
    visit.expect_language_in_path()?;
    let devices = view.devices().await?;
    let customer = view.close();
    let here = url::devices(&visit.language);
    let page = Devices {
        back_url: url::conversations(&visit.language),
        everywhere_url: format!("{here}/sign-out"),
        rows: devices.iter().map(|device| row(device, &here)).collect(),
    };
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn end(mut act: Act<Customer>, visit: Visit, Path(place): Path<Place>) -> Answer {
    act.end_device(place.device).await?;
    let ended = act.done(see_other(&url::devices(&visit.language))).await?;
    Ok(flash::say(ended, &visit, "flash-device-signed-out"))
}

pub(crate) async fn log_out_everywhere(mut act: Act<Customer>, visit: Visit) -> Answer {
    act.log_out_everywhere().await?;
    let customer = act.who().clone();
    act.done(()).await?;
    Ok(signed_out(&visit, &customer, "flash-signed-out-everywhere"))
}

/// Asks before signing out: a GET changes nothing.
pub(crate) async fn ask(view: View<Customer>, visit: Visit) -> Answer {
    let customer = view.close();
    let cancel_url = url::conversations(visit.language_for(Some(&customer)));
    let page = Logout { action_url: "/logout".to_owned(), cancel_url };
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn log_out(mut act: Act<Customer>, visit: Visit) -> Answer {
    act.log_out().await?;
    let customer = act.who().clone();
    act.done(()).await?;
    Ok(signed_out(&visit, &customer, "flash-signed-out"))
}

/// To the home, never on to Login; the browser forgets what it kept of these pages.
fn signed_out(visit: &Visit, customer: &Customer, said: &'static str) -> Response {
    let home = see_other(&url::home(visit.language_for(Some(customer))));
    let mut answer = cookie::remove(home, &visit.site.origin, cookie::CUSTOMER);
    answer.headers_mut().insert("clear-site-data", http::HeaderValue::from_static("\"cache\""));
    flash::say(answer, visit, said)
}

fn row(device: &Signed, here: &str) -> Device {
    let kind = match device.kind {
        DeviceKind::Desktop => "desktop",
        DeviceKind::Phone => "phone",
        DeviceKind::Tablet => "tablet",
    };
    Device {
        name: device.name.clone(),
        kind: kind.to_owned(),
        last_seen_at: device.seen_at.0,
        signed_in_at: device.signed_in_at.0,
        current: device.is_current,
        action_url: (!device.is_current).then(|| format!("{here}/{}/sign-out", device.session)),
    }
}
