//! What a request to the app says besides who asks.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use desk::door::Place;
use desk::kb::{Host, Site};
use desk::session::{Browser, Network};
use desk::{Account, Act, User, View, code};
use http::request::Parts;
use identity::Token;
use kernel::{Fault, Language};

use super::asked::Asked;
use super::url;
use crate::answer::Refused;
use crate::cookie::{self, Cookies};
use theme::Argument;

use crate::visit::{app_host, network, user_agent, wanted_language};
use crate::web::Web;

/// The languages in which every text of the app is there, the usual one first.
static LANGUAGES: &[&str] = &["en", "de"];

/// One request to the app's host.
#[derive(Clone)]
pub(crate) struct AppVisit {
    pub(crate) web: Web,
    pub(crate) host: Arc<Host>,
    /// The knowledge base, where one answers at the same host.
    pub(crate) site: Option<Arc<Site>>,
    /// The browser's language; a user's own goes before.
    language: Language,
    /// Path and query as asked for.
    pub(crate) path: String,
    pub(crate) asked: Asked,
    pub(crate) cookies: Cookies,
    user_agent: String,
    network: Network,
}

impl FromRequestParts<Web> for AppVisit {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        Self::read(parts, web).map_err(Refused::from)
    }
}

impl AppVisit {
    fn read(parts: &Parts, web: &Web) -> Result<Self, Fault> {
        let languages: Vec<Language> = LANGUAGES.iter().filter_map(|code| code.parse().ok()).collect();
        let asked = Query::<Asked>::try_from_uri(&parts.uri).map(|Query(asked)| asked).unwrap_or_default();
        Ok(Self {
            host: app_host(parts)?,
            site: parts.extensions.get::<Place>().and_then(|place| place.site.clone()),
            web: web.clone(),
            language: wanted_language(parts, &languages).unwrap_or(&languages[0]).clone(),
            path: parts.uri.path_and_query().map_or(url::HOME, http::uri::PathAndQuery::as_str).to_owned(),
            asked: asked.cleaned(),
            cookies: Cookies::of(&parts.headers),
            user_agent: user_agent(parts),
            network: network(parts),
        })
    }

    /// The request, if the app is what answers to its path: under `/app`, and everywhere on a host with nothing else.
    pub(crate) fn of_app(parts: &Parts, web: &Web) -> Option<Self> {
        let path = parts.uri.path();
        let visit = Self::read(parts, web).ok()?;
        (path == url::HOME || path.starts_with("/app/") || visit.site.is_none()).then_some(visit)
    }

    /// The language of pages for this user.
    pub(crate) fn language(&self, user: Option<&User>) -> Language {
        let chosen = user.and_then(|user| user.language.clone());
        chosen
            .filter(|language| LANGUAGES.contains(&language.base()))
            .unwrap_or_else(|| self.language.clone())
    }

    /// The zone of this user's times: the own one, or the browser's.
    pub(crate) fn zone(&self, user: Option<&User>) -> String {
        let chosen = user.and_then(|user| user.zone.clone()).or_else(|| self.cookies.zone());
        chosen.unwrap_or_else(|| cookie::NO_ZONE.to_owned())
    }

    /// A text in this user's language.
    pub(crate) fn say(&self, user: &User, key: &str, values: &[(&str, Argument<'_>)]) -> String {
        self.web.app().texts.text(self.language(Some(user)).as_str(), key, values).into_owned()
    }

    /// A text in a language of others: for what is stored in their name.
    pub(crate) fn text_in(&self, language: &Language, key: &str) -> String {
        self.web.app().texts.text(language.as_str(), key, &[]).into_owned()
    }

    /// The organization's name for people.
    pub(crate) async fn org_title(&self) -> Result<String, Fault> {
        let view = self.web.desk().view_app(&self.host).await?;
        let organization = view.organization().await;
        view.close();
        Ok(organization?.title)
    }

    /// The view of the user of this browser, when an act was refused and its page is drawn again.
    pub(crate) async fn view(&self) -> Result<View<User>, Fault> {
        let token = self.cookies.get(&self.host.origin, cookie::USER);
        let token = token.ok_or_else(|| Fault::new(&code::SIGN_IN))?;
        self.web.desk().view_user(&self.host, token).await
    }

    /// Another act of theirs, where one is followed by another.
    pub(crate) async fn act(&self) -> Result<Act<User>, Fault> {
        let token = self.cookies.get(&self.host.origin, cookie::USER);
        let token = token.ok_or_else(|| Fault::new(&code::SIGN_IN))?;
        self.web.desk().act_user(&self.host, token).await
    }

    /// The same before the user's own way in.
    pub(crate) async fn view_account(&self) -> Result<View<Account>, Fault> {
        let token = self.cookies.get(&self.host.origin, cookie::USER);
        let token = token.ok_or_else(|| Fault::new(&code::SIGN_IN))?;
        self.web.desk().view_account(&self.host, token).await
    }

    /// Where the browser is, as far as limits tell places apart.
    pub(crate) fn network(&self) -> Network {
        self.network.clone()
    }

    /// The browser, as sessions remember it.
    pub(crate) fn browser(&self) -> Browser {
        let session = self.cookies.get(&self.host.origin, cookie::USER).and_then(Token::parse);
        Browser { session, user_agent: self.user_agent.clone(), network: self.network.clone() }
    }
}
