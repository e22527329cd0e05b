//! The host names of a knowledge base, in its configuration (R5).

use desk::host_name::host_address;
use desk::{Act, User, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::shown::Typed;
use super::{SAVED, draw_page};
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::settings::url;

/// The field that a name is typed into.
pub(super) const FIELD: &str = "host";

/// The form that adds one or takes one away.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Sent {
    brand: String,
    kb: String,
    host: String,
}

pub(crate) async fn add(mut act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    let kb = sent.kb.parse()?;
    let added = async { act.add_host(kb, &host_address(&sent.host)?).await };
    match added.await {
        Ok(()) => saved(act, &visit, &sent).await,
        Err(fault) => refused(act, &visit, sent, fault).await,
    }
}

pub(crate) async fn remove(mut act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    match act.remove_host(sent.kb.parse()?, &sent.host).await {
        Ok(()) => saved(act, &visit, &sent).await,
        Err(fault) => refused(act, &visit, Sent { host: String::new(), ..sent }, fault).await,
    }
}

async fn saved(act: Act<User>, visit: &AppVisit, sent: &Sent) -> Answer {
    said::done(act, visit, (&url::tab(&sent.brand, "general"), SAVED)).await
}

/// The page again, with what was typed and what is wrong with it.
async fn refused(act: Act<User>, visit: &AppVisit, sent: Sent, fault: Fault) -> Answer {
    static KNOWN: [(&kernel::Code, StatusCode); 5] = [
        (&code::HOST_INVALID, StatusCode::UNPROCESSABLE_ENTITY),
        (&code::NAME_TAKEN, StatusCode::CONFLICT),
        (&code::HOSTS_MANY, StatusCode::CONFLICT),
        (&code::HOST_LAST, StatusCode::CONFLICT),
        (&code::HOST_SHARED, StatusCode::CONFLICT),
    ];
    drop(act);
    let Some((code, status)) = KNOWN.iter().find(|(code, _)| fault.is(code)) else {
        return Err(fault.into());
    };
    let key = if fault.is(&code::NAME_TAKEN) { "settings-problem-host-taken" } else { code.text_key };
    let typed = Typed { name: FIELD.to_owned(), value: sent.host, problem: Problem::at(FIELD, key) };
    draw_page(visit.view().await?, visit, *status, (&sent.brand, "general"), Some(typed)).await
}
