//! What the next page says once: a key from a fixed list, carried in a cookie.

use axum::response::Response;
use serde::Serialize;

use crate::cookie;
use crate::visit::Visit;

/// A message at the top of a page.
#[derive(Serialize, Clone)]
pub(crate) struct Flash {
    kind: &'static str,
    key: &'static str,
}

/// What can be said. The cookie names one of these, so nobody can put words on the page.
static FLASHES: &[(&str, &str)] = &[
    ("flash-address-added", "success"),
    ("flash-address-removed", "success"),
    ("flash-code-sent", "info"),
    ("flash-conversation-already-done", "info"),
    ("flash-conversation-done", "success"),
    ("flash-conversation-started", "success"),
    ("flash-cursor-damaged", "info"),
    ("flash-device-signed-out", "success"),
    ("flash-message-sent", "success"),
    ("flash-settings-saved", "success"),
    ("flash-signed-out", "info"),
    ("flash-signed-out-everywhere", "info"),
];

impl Flash {
    /// What this page is to say.
    pub(crate) fn read(visit: &Visit) -> Option<Self> {
        Self::of(visit.said.as_deref()?)
    }

    /// The flash of this key.
    pub(crate) fn of(said: &str) -> Option<Self> {
        let (key, kind) = FLASHES.iter().find(|(key, _)| *key == said)?;
        Some(Self { kind, key })
    }
}

/// Has the next page say this.
pub(crate) fn say(response: Response, visit: &Visit, key: &'static str) -> Response {
    cookie::set(response, &visit.site.origin, (cookie::FLASH, key), 60)
}

/// Says it on this very page.
pub(crate) fn now<P: theme::Page>(
    visit: &Visit,
    page: &P,
    key: &'static str,
) -> Result<Response, kernel::Fault> {
    let mut visit = visit.clone();
    visit.said = Some(key.to_owned());
    crate::page::draw(&visit, None, page)
}

/// Takes it away once it was said.
pub(crate) fn said(response: Response, visit: &Visit) -> Response {
    match &visit.said {
        Some(_) => cookie::remove(response, &visit.site.origin, cookie::FLASH),
        None => response,
    }
}
