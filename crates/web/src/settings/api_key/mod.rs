//! Settings > Security > API Keys: the list, a new key, and its end.

mod typed;

use axum::extract::Path;
use desk::api_key::{ApiKey, ApiKeyId, Revoke};
use desk::right::Right;
use desk::{Act, User, View, code};
use http::StatusCode;
use identity::KeyToken;
use kernel::{Fault, Time};

use self::typed::Typed;
use super::draw::draw;
use super::pages::{ApiKeyRow, ApiKeys, MadeApiKey, RevokeApiKey};
use super::url;
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

const REVOKED: &str = "settings-said-key-revoked";

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let (keys, now) = (view.api_keys().await?, view.now());
    let user = view.close();
    let rows = keys.into_iter().map(|key| ApiKeyRow::of(key, now)).collect();
    let page = ApiKeys { rows, add_url: url::NEW_API_KEY.to_owned() };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn new(view: View<User>, visit: AppVisit) -> Answer {
    let user = view.close();
    if !user.may(Right::Administer) {
        return Err(Fault::new(&code::MAY_NOT).into());
    }
    Ok(draw(StatusCode::OK, &visit, &user, &Typed::default().page(Vec::new()))?)
}

/// The token stands on the page that is answered and nowhere else, so no redirect could show it.
pub(crate) async fn add(
    mut act: Act<User>,
    visit: AppVisit,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let typed = Typed::read(sent)?;
    let problems = match typed.parsed() {
        Ok(new) => match act.add_api_key(&new).await {
            Ok(made) => {
                act.done(()).await?;
                return shown_once(&visit, new.name, &made.token).await;
            }
            Err(fault) if fault.is(&code::KEYS_MANY) => vec![Problem::of_form(code::KEYS_MANY.text_key)],
            Err(fault) if fault.is(&code::THEME_SCRIPTS) => {
                vec![Problem::at("roles", code::THEME_SCRIPTS.text_key)]
            }
            Err(fault) => return Err(fault.into()),
        },
        Err(problems) => problems,
    };
    drop(act);
    let user = visit.view().await?.close();
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &visit, &user, &typed.page(problems))?)
}

async fn shown_once(visit: &AppVisit, name: String, token: &KeyToken) -> Answer {
    let user = visit.view().await?.close();
    let page = MadeApiKey { name, token: token.reveal().to_owned(), back_url: url::API_KEYS.to_owned() };
    Ok(draw(StatusCode::OK, visit, &user, &page)?)
}

pub(crate) async fn ask(view: View<User>, visit: AppVisit, Path(key): Path<String>) -> Answer {
    let key: ApiKey = view.see(key.parse()?).await?;
    let user = view.close();
    let page = RevokeApiKey {
        action: url::revocation(key.id),
        back_url: url::API_KEYS.to_owned(),
        name: key.name,
        tail: key.tail,
        used_at: key.used_at.map(|at| at.0),
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn revoke(mut act: Act<User>, visit: AppVisit, Path(key): Path<String>) -> Answer {
    let id: ApiKeyId = key.parse()?;
    act.open::<Revoke, ApiKey>(id).await?.revoke(&mut act).await?;
    Ok(said::say(act.done(see_other(url::API_KEYS)).await?, &visit, REVOKED))
}

impl ApiKeyRow {
    fn of(key: ApiKey, now: Time) -> Self {
        Self {
            revoke_url: url::revocation(key.id),
            name: key.name,
            tail: key.tail,
            roles: key.roles.names(),
            networks: key.networks.names(),
            made_at: key.made_at.0,
            expired: key.ends_at.is_some_and(|ends_at| ends_at <= now),
            ends_at: key.ends_at.map(|at| at.0),
            used_at: key.used_at.map(|at| at.0),
        }
    }
}
