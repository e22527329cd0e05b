//! Saying whose an address is (A4): asked on a page that tells who sees what from then on.

use axum::extract::Path;
use desk::customer::{Address, Confirm, Holder, Outlook, Part, Person, Standing, Used};
use desk::{Act, Rule, User, View, code};
use http::StatusCode;
use kernel::Fault;

use super::{Place, panel};
use crate::answer::Answer;
use crate::inbox::AppVisit;
use crate::inbox::change::settle;
use crate::inbox::draw::draw_saying;
use crate::inbox::pages::{AboutAddress, ConfirmAddress, PartAddress, Selects, UsedConversation};

pub(crate) async fn ask_confirm(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    draw_confirm(view, &visit, &place, StatusCode::OK).await
}

pub(crate) async fn confirm(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    match place.confirm(&mut act).await {
        Err(fault) if fault.is(&code::ADDRESS_PROVEN) => {
            drop(act);
            draw_confirm(visit.view().await?, &visit, &place, StatusCode::CONFLICT).await
        }
        outcome => settle(act, &visit, place.conversation()?, outcome, "inbox-said-address-confirmed").await,
    }
}

pub(crate) async fn ask_part(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let outlook = place.outlook(&view).await?;
    Rule::<User, Part>::allows(&outlook.address, view.who()).map_err(Fault::new)?;
    let page = part_page(&place, &visit, &outlook)?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn part(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let outcome = place.part(&mut act).await;
    settle(act, &visit, place.conversation()?, outcome, "inbox-said-address-parted").await
}

async fn draw_confirm(view: View<User>, visit: &AppVisit, place: &Place, status: StatusCode) -> Answer {
    let outlook = place.outlook(&view).await?;
    Rule::<User, Confirm>::allows(&outlook.address, view.who()).map_err(Fault::new)?;
    let page = confirm_page(place, visit, &outlook)?;
    let user = view.close();
    Ok(draw_saying(status, visit, &user, None, &page)?)
}

impl Place {
    async fn outlook(&self, view: &View<User>) -> Result<Outlook, Fault> {
        view.outlook(self.customer(view).await?, self.address()?).await
    }

    async fn confirm(&self, act: &mut Act<User>) -> Result<(), Fault> {
        let customer = self.customer_of(act).await?;
        let address = act.open::<Confirm, Address>(self.address()?).await?;
        address.is_of(customer)?;
        address.confirm(act).await
    }

    async fn part(&self, act: &mut Act<User>) -> Result<(), Fault> {
        let customer = self.customer_of(act).await?;
        let address = act.open::<Part, Address>(self.address()?).await?;
        address.is_of(customer)?;
        address.part(act).await
    }

    fn about(&self, visit: &AppVisit, outlook: &Outlook, deed: &str) -> Result<AboutAddress, Fault> {
        Ok(AboutAddress {
            action: self.action(visit, &format!("addresses/{}/{deed}", outlook.address.id))?,
            address: outlook.address.address.clone(),
            mark: panel::mark(&outlook.address).to_owned(),
            who: outlook.person.called(&outlook.addresses),
            sessions: outlook.sessions,
        })
    }
}

fn confirm_page(place: &Place, visit: &AppVisit, outlook: &Outlook) -> Result<ConfirmAddress, Fault> {
    let who = outlook.person.called(&outlook.addresses);
    let has = |standing: Standing| move |holder: &&Holder| holder.standing == standing;
    let losers = outlook.others.iter().filter(|holder| holder.standing.is_strong());
    Ok(ConfirmAddress {
        back_url: place.back(visit)?,
        about: place.about(visit, outlook, "confirmation")?,
        proven_by: outlook
            .others
            .iter()
            .find(has(Standing::Proven))
            .map(|holder| called(&holder.person, outlook)),
        selects: Selects { who, count: outlook.confirmed.count },
        losers: losers.map(|holder| called(&holder.person, outlook)).collect(),
        brings: outlook.others.iter().any(|holder| holder.standing == Standing::Apart),
    })
}

fn part_page(place: &Place, visit: &AppVisit, outlook: &Outlook) -> Result<PartAddress, Fault> {
    let selects = outlook.parted.as_ref();
    let kept = outlook.addresses.iter().filter(|known| known.id != outlook.address.id);
    Ok(PartAddress {
        back_url: place.back(visit)?,
        about: place.about(visit, outlook, "parting")?,
        selects: selects.map(|found| Selects { who: called(&found.person, outlook), count: found.count }),
        used: outlook.used.iter().map(used).collect(),
        has_more: outlook.has_more,
        kept: kept.map(|known| known.address.clone()).collect(),
    })
}

/// Whoever has no name is called by the address that all of them hold.
fn called(person: &Person, outlook: &Outlook) -> String {
    match person.name.as_str() {
        "" => outlook.address.address.clone(),
        name => name.to_owned(),
    }
}

fn used(found: &Used) -> UsedConversation {
    let subject = (!found.subject.is_empty()).then(|| found.subject.clone());
    UsedConversation { number: found.number, subject }
}
