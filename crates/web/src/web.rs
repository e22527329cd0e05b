//! The whole of it: what handlers share, and the router.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use channels::email::mailbox::Mailbox;
use desk::Desk;
use desk::kb::Origin;
use desk::theme::Looks;
use theme::{Bundle, TemplateFault};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use crate::api::{self, Rates};
use crate::cache::{self, PageCache};
use crate::face::{Face, Route};
use crate::form::MOST_BODY;
use crate::gate::{ChildGate, HereGate, ServedGate};
use crate::live::Hub;
use crate::{asset, compress, error, head, inbox, mailbox, place, portal, settings, visit, writing};

/// What handlers share. Clones share it.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    desk: Desk,
    looks: Arc<Looks>,
    app: Bundle,
    hub: Hub,
    cache: PageCache,
    rates: Rates,
    gate: ServedGate,
    options: Options,
}

/// How this process serves.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Answers compressed; off in benchmarks, where product and yardstick both answer plain.
    pub compress: bool,
    /// The networks of our own proxies, whose `X-Forwarded-For` counts.
    pub proxies: Vec<net::Network>,
    /// The built-in mailbox, where mail is kept instead of sent (O4).
    pub mailbox: Option<Mailbox>,
    /// No mail leaves, because nobody has said how (O4).
    pub mail_is_off: bool,
    /// The API's common host, for whoever does not know their organization's.
    pub api: Option<Origin>,
    /// How a process is begun that draws a theme before it is published; without one this process does it.
    pub gate: Option<ChildGate>,
}

/// The most bytes of a page of the app: an article of 15 MB is written in one.
const APP_PAGE: usize = 32 << 20;

impl Web {
    /// Puts the faces together. A template that a page needs and nobody brings is an error here, not a broken page.
    pub fn new(desk: Desk, looks: Arc<Looks>, hub: Hub, options: Options) -> Result<Self, TemplateFault> {
        looks.bundled().engine.require(crate::pages().iter().map(|page| page.template))?;
        let mut app = theme::bundled::app()?;
        app.engine = app.engine.with_page_bytes(APP_PAGE);
        app.engine.require(crate::app_pages().chain(crate::mailbox_pages()).map(|page| page.template))?;
        let (cache, rates) = (PageCache::new(), Rates::default());
        let gate = options.gate.clone().map_or(ServedGate::Here(HereGate), ServedGate::Child);
        Ok(Self(Arc::new(Inner { desk, looks, app, hub, cache, rates, gate, options })))
    }

    /// The product.
    pub fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// The themes.
    pub(crate) fn looks(&self) -> &Looks {
        &self.0.looks
    }

    /// What a theme has to pass before it is published.
    pub fn gate(&self) -> &ServedGate {
        &self.0.gate
    }

    /// The templates, texts and assets of the inbox.
    pub(crate) fn app(&self) -> &Bundle {
        &self.0.app
    }

    pub(crate) fn mailbox(&self) -> Option<&Mailbox> {
        self.0.options.mailbox.as_ref()
    }

    pub(crate) fn mail_is_off(&self) -> bool {
        self.0.options.mail_is_off
    }

    pub(crate) fn proxies(&self) -> &[net::Network] {
        &self.0.options.proxies
    }

    /// The API's common host.
    pub(crate) fn api_origin(&self) -> Option<&Origin> {
        self.0.options.api.as_ref()
    }

    /// How many calls of the API were made lately.
    pub(crate) fn rates(&self) -> &Rates {
        &self.0.rates
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    pub(crate) fn cache(&self) -> &PageCache {
        &self.0.cache
    }
}

fn faces() -> Face {
    api::face(settings::face(inbox::face(portal::face(Face::new()))))
}

/// Every route with its door, in the order of registration.
pub fn routes() -> Vec<Route> {
    faces().routes().to_vec()
}

/// The service that answers every request.
pub fn router(web: Web) -> Router {
    let is_compressed = web.0.options.compress;
    let app = mailbox::routes(api::routes(asset::routes(portal::preflight(faces().into_router()))))
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(from_fn_with_state(writing::LIMITS, writing::in_a_task))
        .layer(from_fn_with_state(web.clone(), api::answer))
        .layer(from_fn_with_state(web.clone(), error::draw))
        .layer(from_fn_with_state(web.clone(), visit::prepare))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(CsrfLayer::new().with_insecure_bypass(portal::is_of_any_site));
    let app = if is_compressed { compress::compress(app) } else { app };
    let health = place::health(&web);
    // The layers of a router are copied with each of its routes, for each request; around one that has a fallback alone
    // they cost a kept page nothing that it does not use.
    Router::new()
        .fallback_service(app.with_state(web.clone()))
        .layer(from_fn_with_state(web.clone(), cache::keep))
        .layer(from_fn_with_state(web, place::find))
        .layer(from_fn(health))
        .layer(from_fn(head::measure))
}
