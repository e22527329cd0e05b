//! Merging two customers (W4): the other one is chosen, then who sees what from then on is confirmed.

use axum::extract::{Path, Query};
use desk::customer::{Candidate, CustomerId, MergeOutlook, Person, Reach};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Kind, base_codes};
use serde::Deserialize;

use super::{Place, panel};
use crate::answer::{Answer, see_other};
use crate::inbox::draw::draw_saying;
use crate::inbox::pages::{
    CustomerChoice, CustomerSide, MergeCustomers, MergeCustomersConfirm, Problem, Reached,
};
use crate::inbox::{AppVisit, said};
use crate::shell::own_name;

/// Who is looked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wanted {
    who: String,
}

/// The two of an address: the customer that goes, and the one that stays.
#[derive(Deserialize)]
pub(crate) struct Pair {
    id: String,
    from: CustomerId,
    into: CustomerId,
}

pub(crate) async fn choose(
    view: View<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let page = choices(&view, &visit, &place, &wanted, None).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn confirm(view: View<User>, visit: AppVisit, Path(pair): Path<Pair>) -> Answer {
    let place = pair.place();
    pair.is_about(place.customer(&view).await?)?;
    let outlook = view.merge_outlook(pair.from, pair.into).await?;
    let page = confirm_page(&place, &visit, &outlook)?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn merge(mut act: Act<User>, visit: AppVisit, Path(pair): Path<Pair>) -> Answer {
    let place = pair.place();
    match pair.merge(&mut act, &place).await {
        Ok(()) => {
            let merged = act.done(see_other(&place.back(&visit)?)).await?;
            Ok(said::say(merged, &visit, "inbox-said-customers-merged"))
        }
        Err(fault) if matches!(fault.kind(), Kind::Conflict | Kind::Invalid) => {
            drop(act);
            refuse(&visit, &place, &fault).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The choice again, with why it was refused.
async fn refuse(visit: &AppVisit, place: &Place, fault: &Fault) -> Answer {
    let view = visit.view().await?;
    let key = if fault.is(&code::STATE_CHANGED) { "inbox-problem-conflict" } else { fault.code().text_key };
    let page = choices(&view, visit, place, &Wanted::default(), Some(Problem::of_form(key))).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::CONFLICT, visit, &user, None, &page)?)
}

impl Pair {
    fn place(&self) -> Place {
        Place { id: self.id.clone(), address: String::new() }
    }

    /// The conversation is with one of the two; anything else is nowhere.
    fn is_about(&self, customer: CustomerId) -> Result<(), Fault> {
        let is_one = [self.from, self.into].contains(&customer);
        if is_one { Ok(()) } else { Err(Fault::new(&base_codes::NOT_FOUND)) }
    }

    async fn merge(&self, act: &mut Act<User>, place: &Place) -> Result<(), Fault> {
        self.is_about(place.customer_of(act).await?)?;
        Person::merge(act, self.from, self.into).await?;
        Ok(())
    }
}

async fn choices(
    view: &View<User>,
    visit: &AppVisit,
    place: &Place,
    wanted: &Wanted,
    problem: Option<Problem>,
) -> Result<MergeCustomers, Fault> {
    let conversation = view.see(place.conversation()?).await?;
    let aside = view.aside(&conversation).await?;
    let found = view.merge_candidates(conversation.customer, &wanted.who).await?;
    let choice = |one: &Candidate| {
        let url = place.action(visit, &format!("merging/{}/{}", one.person.id, conversation.customer))?;
        Ok(CustomerChoice { url, side: side(one) })
    };
    Ok(MergeCustomers {
        back_url: place.back(visit)?,
        search_url: place.action(visit, "merging")?,
        customer: aside.customer.called(&aside.addresses),
        typed: wanted.who.trim().to_owned(),
        choices: found.iter().map(choice).collect::<Result<_, Fault>>()?,
        problems: problem.into_iter().collect(),
    })
}

fn confirm_page(
    place: &Place,
    visit: &AppVisit,
    outlook: &MergeOutlook,
) -> Result<MergeCustomersConfirm, Fault> {
    let (from, into) = (outlook.from.person.id, outlook.into.person.id);
    Ok(MergeCustomersConfirm {
        back_url: place.action(visit, "merging")?,
        action: place.action(visit, &format!("merging/{from}/{into}"))?,
        swap_url: place.action(visit, &format!("merging/{into}/{from}"))?,
        from: side(&outlook.from),
        into: side(&outlook.into),
        reach: outlook.reach.iter().map(reached).collect(),
        is_refused: outlook.from.person.blocked != outlook.into.person.blocked,
    })
}

fn side(one: &Candidate) -> CustomerSide {
    CustomerSide {
        who: one.person.called(&one.addresses),
        language: one.person.language.as_ref().map(own_name).map(str::to_owned),
        addresses: one.addresses.iter().map(|known| known.address.clone()).collect(),
        conversations: one.conversations,
        blocked: one.person.blocked,
    }
}

fn reached(reach: &Reach) -> Reached {
    Reached {
        address: reach.address.address.clone(),
        mark: panel::mark(&reach.address).to_owned(),
        selects: reach.selects,
        now: reach.now,
        then: reach.then,
        sessions: reach.sessions,
    }
}
