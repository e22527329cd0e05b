//! What a request says besides who asks: host, language, address, cookies.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use desk::door::Place;
use desk::kb::{Host, Site};
use desk::session::{Browser, Network};
use desk::{Act, Customer};
use http::header;
use http::request::Parts;
use identity::Token;
use kernel::{Fault, Kind, Language, base_codes};
use theme::{Bundle, RenderFault, Told};

use crate::answer::Refused;
use crate::asset;
use crate::came::Came;
use crate::cookie::{self, Cookies};
use crate::look;
use crate::place::Client;
use crate::url;
use crate::web::Web;

/// What the address says of whoever wants to see a page without the theme.
const WITHOUT_THEME: &str = "theme=base";

/// One request to a knowledge base's host.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) web: Web,
    pub(crate) site: Arc<Site>,
    /// What its pages are drawn with.
    pub(crate) look: Arc<Bundle>,
    /// Whether that is a theme nobody else is shown yet.
    pub(crate) is_preview: bool,
    /// What is tried, where somebody changes a theme.
    pub(crate) trial: Option<Trial>,
    /// What that says to this visitor, where it does not say the same to everybody.
    pub(crate) told: Option<Told>,
    /// The language of the path, else the visitor's.
    pub(crate) language: Language,
    /// Whether the path names the language.
    pub(crate) language_is_in_path: bool,
    /// Path and query as asked for, without a sign-on token: what is made from it stays on pages (C5).
    pub(crate) path: String,
    /// What Login was asked with.
    pub(crate) came: Came,
    pub(crate) cookies: Cookies,
    pub(crate) user_agent: String,
    pub(crate) network: Network,
    /// What this page is to say at its top.
    pub(crate) said: Option<String>,
}

/// A theme that is tried: pages are drawn with it, and what is wrong with it is told to nobody but its author.
#[derive(Clone)]
pub(crate) struct Trial {
    look: Arc<Bundle>,
    fault: Arc<OnceLock<RenderFault>>,
}

impl Trial {
    pub(crate) fn of(look: Arc<Bundle>) -> Self {
        Self { look, fault: Arc::default() }
    }

    /// What kept the page from being drawn, if anything did.
    pub(crate) fn fault(&self) -> Option<RenderFault> {
        self.fault.get().cloned()
    }

    /// Keeps it for the author.
    pub(crate) fn note(&self, fault: &RenderFault) {
        drop(self.fault.set(fault.clone()));
    }
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        Self::of(parts, web).await.map_err(Refused::from)
    }
}

/// Reads what a request says before any door is open: a theme and its snippets are read from the database, and a task
/// holds one reader.
pub(crate) async fn prepare(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if !asset::is_asset(parts.uri.path())
        && let Ok(visit) = Visit::read(&parts, &web).await
    {
        parts.extensions.insert(visit);
    }
    next.run(Request::from_parts(parts, body)).await
}

impl Visit {
    /// The one that was prepared for this request, or one made of it now.
    pub(crate) async fn of(parts: &Parts, web: &Web) -> Result<Self, Fault> {
        match parts.extensions.get::<Self>() {
            Some(prepared) => Ok(prepared.clone()),
            None => Self::read(parts, web).await,
        }
    }

    pub(crate) async fn read(parts: &Parts, web: &Web) -> Result<Self, Fault> {
        let site = site(parts)?;
        let cookies = Cookies::of(&parts.headers);
        let trial = parts.extensions.get::<Trial>().cloned();
        let (look, is_preview) = match &trial {
            Some(trial) => (trial.look.clone(), true),
            None => look_of(parts, web, (&site, &cookies)).await?,
        };
        let first = parts.uri.path().split('/').nth(1).unwrap_or_default();
        let in_path =
            first.parse::<Language>().ok().filter(|language| site.portal.languages.contains(language));
        let wanted =
            || wanted_language(parts, &site.portal.languages).unwrap_or(site.default_language()).clone();
        let language = in_path.clone().unwrap_or_else(wanted);
        let told = look::told(web.desk(), &site, &look, &language).await?;
        let came = Came::read(parts.uri.query().unwrap_or_default());
        Ok(Self {
            web: web.clone(),
            look,
            is_preview,
            trial,
            told,
            language,
            language_is_in_path: in_path.is_some(),
            path: path_without_token(parts, &came),
            came,
            said: cookies
                .get(&site.origin, cookie::FLASH)
                .filter(|_| !is_of_script(parts))
                .map(str::to_owned),
            cookies,
            network: network(parts),
            user_agent: user_agent(parts),
            site,
        })
    }
}

/// What the site's pages are drawn with, and whether nobody else is shown it yet.
async fn look_of(
    parts: &Parts,
    web: &Web,
    (site, cookies): (&Arc<Site>, &Cookies),
) -> Result<(Arc<Bundle>, bool), Fault> {
    let link = cookies.get(&site.origin, cookie::LOOK);
    let previewed = link.and_then(|link| web.desk().previewed_look(site, link));
    let look = if is_without_theme(parts, web, (site, cookies)).await? {
        let shown = web.looks().of(web.desk(), site).await;
        web.looks().template(&shown.template)
    } else if let Some((revision, _)) = previewed {
        web.looks().of_revision(web.desk(), (site.org, site.kb), revision).await
    } else {
        web.looks().of(web.desk(), site).await
    };
    Ok((look, previewed.is_some()))
}

/// Whether this page is to be drawn as the template has it: for whoever manages themes and says so, so that a theme that hides
/// what is needed to change it is no trap. For everybody else the address says nothing.
async fn is_without_theme(
    parts: &Parts,
    web: &Web,
    (site, cookies): (&Arc<Site>, &Cookies),
) -> Result<bool, Fault> {
    let is_wanted = parts.uri.query().is_some_and(|query| query.split('&').any(|said| said == WITHOUT_THEME));
    let Some(token) = cookies.get(&site.origin, cookie::TEAM).filter(|_| is_wanted) else { return Ok(false) };
    let view = match web.desk().view_team_reader(site.clone(), token).await {
        Ok(view) => view,
        Err(fault) if matches!(fault.kind(), Kind::SignIn | Kind::NotFound) => return Ok(false),
        Err(fault) => return Err(fault),
    };
    let manages = view.manages_themes().await;
    view.close();
    manages
}

impl Visit {
    /// A page whose path begins with a language the site does not have is not there.
    pub(crate) fn expect_language(&self, language: &str) -> Result<(), Fault> {
        expect(self.language_is_in_path && self.language.as_str() == language)
    }

    /// The same, where the path was read already.
    pub(crate) fn expect_language_in_path(&self) -> Result<(), Fault> {
        expect(self.language_is_in_path)
    }

    /// The language of the path; else what the customer chose, where the site speaks it; else the browser's (P15).
    pub(crate) fn language_for(&self, customer: Option<&Customer>) -> &Language {
        let chosen = customer.filter(|_| !self.language_is_in_path).and_then(|known| known.language.as_ref());
        chosen.and_then(|language| self.site.speaks(language)).unwrap_or(&self.language)
    }

    /// The act of whoever this customer's session stands for now.
    pub(crate) async fn act_customer(&self) -> Result<Act<Customer>, Fault> {
        let token = self.cookies.get(&self.site.origin, cookie::CUSTOMER).unwrap_or_default();
        Ok(self.web.desk().act_customer(self.site.clone(), token).await?.from(&self.network))
    }

    /// The browser that asked for a code, by its cookie.
    pub(crate) fn visit_token(&self) -> Option<Token> {
        Token::parse(self.cookies.get(&self.site.origin, cookie::VISIT)?)
    }

    /// The browser, as sessions remember it.
    pub(crate) fn browser(&self) -> Browser {
        let session = self.cookies.get(&self.site.origin, cookie::CUSTOMER).and_then(Token::parse);
        Browser { session, user_agent: self.user_agent.clone(), network: self.network.clone() }
    }

    /// An address of this knowledge base's own hosts; nothing for any other (C5).
    pub(crate) fn own(&self, address: &str) -> Option<String> {
        url::safe_return(address, &self.site.origin, &self.site.origins)
    }

    /// Where Custom Sign On leads: exactly to where the visitor was, else to the home.
    pub(crate) fn referral(&self) -> String {
        self.own(&self.came.referral).unwrap_or_else(|| url::home(&self.language))
    }

    /// The browser of a user at this host.
    pub(crate) fn team_browser(&self) -> Browser {
        let session = self.cookies.get(&self.site.origin, cookie::TEAM).and_then(Token::parse);
        Browser { session, ..self.browser() }
    }

    /// Where a sign-in leads (C5): to where the visitor was, on this host; else to My Conversations.
    pub(crate) fn return_to(&self, referral: &str) -> String {
        let wanted = self.own(referral);
        let is_inside = |path: &String| *path != "/" && *path != url::home(&self.language);
        wanted.filter(is_inside).unwrap_or_else(|| url::conversations(&self.language))
    }

    /// Where somebody who has just signed in goes on: who was not going anywhere, to My Conversations in the language
    /// they chose.
    pub(crate) fn lead_on(&self, return_to: String, chosen: Option<&Language>) -> String {
        match chosen.and_then(|language| self.site.speaks(language)) {
            Some(language) if return_to == url::conversations(&self.language) => url::conversations(language),
            _ => return_to,
        }
    }
}

/// Path and query of a request; of one that brought a token the path alone.
fn path_without_token(parts: &Parts, came: &Came) -> String {
    let whole = parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    if came.token.is_some() { parts.uri.path().to_owned() } else { whole.to_owned() }
}

/// A page that is turned off is not there.
pub(crate) fn expect(is_there: bool) -> Result<(), Fault> {
    if is_there { Ok(()) } else { Err(Fault::new(&base_codes::NOT_FOUND)) }
}

/// Whether a script fetches the page, for what is new in it: what is to be said once waits for the page people see.
fn is_of_script(parts: &Parts) -> bool {
    parts.headers.get("sec-fetch-dest").is_some_and(|asked| asked == "empty")
}

/// The knowledge base of the request's host; on any other kind of host there are no such pages.
pub(crate) fn site(parts: &Parts) -> Result<Arc<Site>, Fault> {
    let place = parts.extensions.get::<Place>();
    place.and_then(|place| place.site.clone()).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
}

/// The request's host, where the app answers; on any other host there is no app.
pub(crate) fn app_host(parts: &Parts) -> Result<Arc<Host>, Fault> {
    let host = parts.extensions.get::<Place>().map(|place| place.host.clone());
    host.filter(|host| host.serves_app).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
}

/// What the browser calls itself, as far as we remember it.
pub(crate) fn user_agent(parts: &Parts) -> String {
    let told = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    told.unwrap_or_default().chars().take(300).collect()
}

/// Where the request comes from, for limits.
pub(crate) fn network(parts: &Parts) -> Network {
    let client = parts.extensions.get::<Client>().map(|client| client.0);
    Network::of(client.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)))
}

/// The best of these languages by the browser's list (RFC 9110 §12.5.4), if any is on it.
pub(crate) fn wanted_language<'a>(parts: &Parts, languages: &'a [Language]) -> Option<&'a Language> {
    let list =
        parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut wanted: Vec<(i64, String)> = list.split(',').take(20).filter_map(weighed).collect();
    wanted.sort_by_key(|(weight, _)| -weight);
    let exact = |code: &str| languages.iter().find(|language| language.as_str() == code);
    let alike = |code: &str| {
        languages.iter().find(|language| language.base() == code.split('_').next().unwrap_or(code))
    };
    wanted.iter().find_map(|(_, code)| exact(code).or_else(|| alike(code)))
}

/// One entry of an `Accept-Language` list as its weight in thousandths and its code as we write it.
fn weighed(entry: &str) -> Option<(i64, String)> {
    let mut parts = entry.split(';');
    let code = parts.next()?.trim().to_ascii_lowercase().replace('-', "_");
    let weight =
        parts.next().and_then(|weight| weight.trim().strip_prefix("q=")?.parse::<f64>().ok()).unwrap_or(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a weight is clamped between 0 and 1 before it is scaled"
    )]
    let thousandths = (weight.clamp(0.0, 1.0) * 1000.0) as i64;
    (thousandths > 0 && !code.is_empty()).then_some((thousandths, code))
}
