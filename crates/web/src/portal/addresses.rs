//! The customer's e-mail addresses: another one is added by a code that is sent to it (P15).

use axum::extract::Path;
use axum::response::Response;
use desk::customer::AddressId;
use desk::session::{CODE_MINUTES, Proof};
use desk::{Act, Customer, View, code};
use http::StatusCode;
use identity::Code;
use kernel::{EmailAddress, Fault, Kind};
use serde::Deserialize;
use serde_json::json;

use super::pages::{Addresses, OwnAddress, Problem};
use super::settings::refuse;
use crate::answer::{Answer, see_other};
use crate::error::Outcome;
use crate::flash;
use crate::form::Form;
use crate::url;
use crate::visit::Visit;

/// What is said at the address that is to be added, besides that it is none.
static IN_THE_WAY: [&kernel::Code; 3] = [&code::ADDRESS_APART, &code::ADDRESS_OWN, &code::MAIL_OFF];

/// What the forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    address: String,
    code: String,
}

/// The parameters of an address's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    address: AddressId,
}

pub(crate) async fn ask(mut act: Act<Customer>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    match wish(&mut act, &visit, &typed).await {
        Ok(()) => Ok(act.done(back(&visit)).await?),
        Err(fault) if fault.is(&code::EMAIL_INVALID) || IN_THE_WAY.contains(&fault.code()) => {
            drop(act);
            let problem = Problem::of("address", fault.code(), &[]);
            refuse_with(&visit, Outcome::of(fault.kind()).status, (problem, &typed.address)).await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn wish(act: &mut Act<Customer>, visit: &Visit, typed: &Typed) -> Result<(), Fault> {
    if visit.web.mail_is_off() {
        return Err(Fault::new(&code::MAIL_OFF));
    }
    let address: EmailAddress = typed.address.parse().map_err(|_| Fault::new(&code::EMAIL_INVALID))?;
    act.ask_address(&address, &visit.language, &visit.network).await?;
    Ok(())
}

pub(crate) async fn enter(mut act: Act<Customer>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let proof = match Code::parse(&typed.code) {
        Some(code) => act.enter_address(&code).await,
        None => Ok(Proof::Wrong { left: 0 }),
    };
    let proof = match proof {
        Ok(proof) => act.done(proof).await?,
        // Somebody else proved it in the same instant.
        Err(fault) if fault.kind() == Kind::Conflict => {
            drop(act);
            Proof::Taken
        }
        Err(fault) => return Err(fault.into()),
    };
    match problem(proof) {
        None => Ok(flash::say(back(&visit), &visit, "flash-address-added")),
        Some(problem) => refuse_with(&visit, StatusCode::UNPROCESSABLE_ENTITY, (problem, "")).await,
    }
}

/// What is wrong with a code, if anything is.
fn problem(proof: Proof) -> Option<Problem> {
    match proof {
        Proof::Added => None,
        Proof::Taken => Some(Problem::of("address", &code::ADDRESS_TAKEN, &[])),
        Proof::Wrong { left } => Some(Problem::of("code", &code::CODE_WRONG, &[("left", json!(left))])),
        Proof::Spent => Some(Problem::of("address", &code::CODE_SPENT, &[])),
    }
}

/// The customer wants to add another address than the one a code was sent to.
pub(crate) async fn forget(mut act: Act<Customer>, visit: Visit) -> Answer {
    act.forget_address().await?;
    Ok(act.done(back(&visit)).await?)
}

pub(crate) async fn remove(mut act: Act<Customer>, visit: Visit, Path(place): Path<Place>) -> Answer {
    match act.remove_address(place.address).await {
        Ok(()) => {
            let removed = act.done(back(&visit)).await?;
            Ok(flash::say(removed, &visit, "flash-address-removed"))
        }
        Err(fault) if fault.is(&code::ADDRESS_KEPT) => {
            drop(act);
            let problem = Problem::of("addresses", &code::ADDRESS_KEPT, &[]);
            refuse_with(&visit, StatusCode::CONFLICT, (problem, "")).await
        }
        Err(fault) => Err(fault.into()),
    }
}

fn back(visit: &Visit) -> Response {
    see_other(&format!("{}#addresses", url::settings(&visit.language)))
}

async fn refuse_with(visit: &Visit, status: StatusCode, (problem, typed): (Problem, &str)) -> Answer {
    refuse(visit, status, None, (vec![problem], typed)).await
}

/// What the page shows of them. One that could not be removed is not offered to be.
pub(super) async fn addresses(view: &View<Customer>, visit: &Visit, typed: &str) -> Result<Addresses, Fault> {
    let here = format!("{}/addresses", url::settings(&visit.language));
    let own = view.my_addresses().await?;
    let proven = own.iter().filter(|known| known.standing.is_proven()).count();
    let current = view.who().address.key();
    let row = |known: &desk::customer::Address| {
        let is_current = known.address.eq_ignore_ascii_case(&current);
        let is_kept = is_current || (known.standing.is_proven() && proven < 2);
        let remove_url = (!is_kept).then(|| format!("{here}/{}/removal", known.id));
        OwnAddress { address: known.address.clone(), current: is_current, remove_url }
    };
    Ok(Addresses {
        rows: own.iter().map(row).collect(),
        typed: typed.to_owned(),
        asked: view.address_asked().await?.map(|asked| asked.address.to_string()),
        code_minutes: CODE_MINUTES,
        action_url: here,
    })
}
