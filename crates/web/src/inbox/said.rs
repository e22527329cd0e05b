//! What the app's next page says once: a key from a fixed list, carried in a cookie.

use axum::response::Response;
use desk::{Act, User};
use serde::Serialize;
use serde_json::{Value, json};

use super::AppVisit;
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::shell::Arguments;

/// A message in the corner of a page.
#[derive(Serialize)]
pub(crate) struct Flash {
    kind: &'static str,
    pub(crate) key: &'static str,
    args: Arguments,
}

/// What can be said. The cookie names one of these and at most a number, so nobody can put words on the page.
static SAID: &[(&str, &str)] = &[
    ("inbox-problem-conflict", "problem"),
    ("inbox-problem-left", "problem"),
    ("inbox-problem-search-name", "problem"),
    ("inbox-problem-searches-many", "problem"),
    ("inbox-problem-snooze-past", "problem"),
    ("inbox-problem-tag", "problem"),
    ("inbox-said-address-confirmed", "done"),
    ("inbox-said-address-parted", "done"),
    ("inbox-said-assigned", "done"),
    ("inbox-said-customer-signed-out", "done"),
    ("inbox-said-customers-merged", "done"),
    ("inbox-said-deleted", "done"),
    ("inbox-said-done", "done"),
    ("inbox-said-first-page", "done"),
    ("inbox-said-forgot", "done"),
    ("inbox-said-held", "done"),
    ("inbox-said-joined", "done"),
    ("inbox-said-merged", "done"),
    ("inbox-said-note", "done"),
    ("inbox-said-password", "done"),
    ("inbox-said-quoted", "problem"),
    ("inbox-said-redacted", "done"),
    ("inbox-said-refused", "problem"),
    ("inbox-said-reopened", "done"),
    ("inbox-said-saved", "done"),
    ("inbox-said-search-removed", "done"),
    ("inbox-said-search-saved", "done"),
    ("inbox-said-sent", "done"),
    ("inbox-said-sent-again", "done"),
    ("inbox-said-session-over", "problem"),
    ("inbox-said-shortcut-removed", "done"),
    ("inbox-said-shortcut-saved", "done"),
    ("inbox-said-sign-in-over", "problem"),
    ("inbox-said-signed-out", "done"),
    ("inbox-said-snoozed", "done"),
    ("inbox-said-taken-back", "done"),
    ("settings-said-article-back", "done"),
    ("settings-said-article-deleted", "done"),
    ("settings-said-articles-changed", "done"),
    ("settings-said-articles-none", "problem"),
    ("settings-said-brand-deleted", "done"),
    ("settings-said-category-circle", "problem"),
    ("settings-said-category-deep", "problem"),
    ("settings-said-category-deleted", "done"),
    ("settings-said-device-ended", "done"),
    ("settings-said-draft-discarded", "done"),
    ("settings-said-draft-saved", "done"),
    ("settings-said-factor-off", "done"),
    ("settings-said-factor-reset", "done"),
    ("settings-said-form-deleted", "done"),
    ("settings-said-form-published", "done"),
    ("settings-said-form-unpublished", "done"),
    ("settings-said-invited", "done"),
    ("settings-said-key-revoked", "done"),
    ("settings-said-published", "done"),
    ("settings-said-saved", "done"),
    ("settings-said-scheduled", "done"),
    ("settings-said-secret-made", "done"),
    ("settings-said-secret-replaced", "done"),
    ("settings-said-secret-retired", "done"),
    ("settings-said-set-back", "done"),
    ("settings-said-set-removed", "done"),
    ("settings-said-taken-up", "done"),
    ("settings-said-theme-back", "done"),
    ("settings-said-theme-based", "done"),
    ("settings-said-theme-deleted", "done"),
    ("settings-said-theme-duplicated", "done"),
    ("settings-said-theme-file", "done"),
    ("settings-said-theme-file-gone", "done"),
    ("settings-said-theme-not-published", "problem"),
    ("settings-said-theme-picture", "done"),
    ("settings-said-theme-published", "done"),
    ("settings-said-theme-restored", "done"),
    ("settings-said-theme-shown", "done"),
    ("settings-said-theme-upgraded", "done"),
    ("settings-said-user-activated", "done"),
    ("settings-said-user-deactivated", "done"),
    ("settings-said-withdrawn", "done"),
    ("settings-said-withdrawn-article", "done"),
];

/// The keys of everything that can be said.
pub(crate) fn flashes() -> impl Iterator<Item = &'static str> {
    SAID.iter().map(|(key, _)| *key)
}

impl Flash {
    /// What this page is to say.
    pub(crate) fn read(visit: &AppVisit) -> Option<Self> {
        let said = visit.cookies.get(&visit.host.origin, cookie::SAID)?;
        let (key, count) = said.split_once('.').unwrap_or((said, ""));
        let flash = Self::of(key)?;
        Some(match count.parse::<u16>() {
            Ok(count) => flash.with("count", json!(count)),
            Err(_) => flash,
        })
    }

    /// The flash of this key.
    pub(crate) fn of(said: &str) -> Option<Self> {
        let (key, kind) = SAID.iter().find(|(key, _)| *key == said)?;
        Some(Self { kind, key, args: Arguments::new() })
    }

    /// With a value for its text.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.args.insert(name.to_owned(), value);
        self
    }
}

/// Stores what was done and leads on, to a page that says so.
pub(crate) async fn done(act: Act<User>, visit: &AppVisit, (to, key): (&str, &str)) -> Answer {
    let answer = act.done(see_other(to)).await?;
    Ok(say(answer, visit, key))
}

/// Has the next page say this.
pub(crate) fn say(response: Response, visit: &AppVisit, key: &str) -> Response {
    cookie::set(response, &visit.host.origin, (cookie::SAID, key), 60)
}

/// Takes it away once it was said.
pub(super) fn said(response: Response, visit: &AppVisit) -> Response {
    match visit.cookies.get(&visit.host.origin, cookie::SAID) {
        Some(_) => cookie::remove(response, &visit.host.origin, cookie::SAID),
        None => response,
    }
}
