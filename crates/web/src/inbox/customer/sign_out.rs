//! Ending everything a customer is signed in with (A5).

use axum::extract::Path;
use desk::customer::{Person, SignOut};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;

use super::Place;
use crate::answer::{Answer, see_other};
use crate::inbox::draw::draw_saying;
use crate::inbox::pages::SignOut as Page;
use crate::inbox::{AppVisit, said};

pub(crate) async fn ask(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let page = page(&view, &visit, &place).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn sign_out(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let customer = place.customer_of(&mut act).await?;
    let count = act.open::<SignOut, Person>(customer).await?.sign_out(&mut act).await?;
    let done = act.done(see_other(&place.back(&visit)?)).await?;
    Ok(said::say(done, &visit, &format!("inbox-said-customer-signed-out.{count}")))
}

async fn page(view: &View<User>, visit: &AppVisit, place: &Place) -> Result<Page, Fault> {
    let conversation = view.see(place.conversation()?).await?;
    let aside = view.aside(&conversation).await?;
    if !aside.may.contains(&"sign_out") {
        return Err(Fault::new(&code::MAY_NOT));
    }
    Ok(Page {
        back_url: place.back(visit)?,
        action: place.action(visit, "sign-out")?,
        who: aside.customer.called(&aside.addresses),
        sessions: aside.sessions,
    })
}
