//! The settings there are.

use super::{Kind, Setting};
use crate::right::Right;

/// The audit log is kept for a month at least.
pub(crate) const LEAST_AUDIT_DAYS: i64 = 30;
/// The most of a title.
const TITLE: usize = 100;
/// The most of what a survey says.
const QUESTION: usize = 300;

/// The setting that says of whom a second factor is demanded.
pub(crate) const SECOND_FACTOR: &str = "users.second-factor";
/// The setting that says how long users stay signed in.
pub(crate) const USER_MINUTES: &str = "users.session-minutes";

/// The setting that says how many calls of the API there may be.
pub(crate) const API_REQUESTS: &str = "api.requests-per-minute";

/// Every setting, by name.
pub static SETTINGS: &[Setting] = &[
    org(
        API_REQUESTS,
        Right::Administer,
        Kind::Number(60, 100_000),
        "1000",
        "How many calls of the API all keys together may make within 60 seconds (X1).",
    ),
    org(
        "audit.days",
        Right::Administer,
        Kind::Number(LEAST_AUDIT_DAYS, 3_650),
        "365",
        "How many days the audit log is kept; frequent entries are kept for 90 (R4).",
    ),
    org(
        "inbox.undo-seconds",
        Right::Administer,
        Kind::Number(0, 60),
        "10",
        "For how many seconds an answer can be taken back before it leaves; 0 sends at once (W2).",
    ),
    org(
        "knowledge-base.categories",
        Right::Administer,
        Kind::Number(1, 10_000),
        "100",
        "The most categories of a knowledge base (K1).",
    ),
    org(
        "knowledge-base.internal",
        Right::ManageContent,
        Kind::Toggle,
        "off",
        "Turn on the internal knowledge base, for the whole organization (I1).",
    ),
    kb("knowledge-base.survey", Kind::Toggle, "on", "Ask readers of articles whether they helped (K3)."),
    kb("languages", Kind::Languages, "en_us", "The languages of the site, its default first (K4)."),
    kb(
        "portal.agent-names",
        Kind::Toggle,
        "on",
        "Show agents' names to customers; off shows the brand's (P4).",
    ),
    kb(
        "portal.agents",
        Kind::Toggle,
        "off",
        "Turn on the portal for agents and administrators; needs the internal knowledge base (I1).",
    ),
    kb(
        "portal.contact-url",
        Kind::Link,
        "",
        "Where the contact link leads; there is none while it is empty (P10).",
    ),
    kb("portal.known-only", Kind::Toggle, "off", "Send codes to known customers only (A2)."),
    kb("portal.mark-done", Kind::Toggle, "on", "Customers may mark their conversations as done (P11)."),
    kb(
        "portal.my-conversations",
        Kind::Toggle,
        "off",
        "Turn on My Conversations, the portal for customers (P1).",
    ),
    kb(
        "portal.new-conversation",
        Kind::Toggle,
        "on",
        "Customers may begin a conversation in the portal (P10).",
    ),
    kb(
        "portal.only-internal",
        Kind::Toggle,
        "off",
        "Show agents and administrators only internal articles in the portal (I3).",
    ),
    kb("portal.only-this-brand", Kind::Toggle, "off", "Show only this brand's conversations (P13)."),
    kb("portal.reopen", Kind::Toggle, "on", "Customers may reopen done conversations by writing (P8)."),
    kb("portal.session-minutes", Kind::Lifetime, "1440", "How long a customer stays signed in (A1)."),
    kb(
        "portal.sign-on",
        Kind::Toggle,
        "off",
        "Custom Sign On: customers sign in at the company's own site (C2).",
    ),
    kb("portal.sign-on-code", Kind::Toggle, "off", "Also allow e-mail code, beside Custom Sign On (A3)."),
    kb("portal.sign-on-url", Kind::SignOnUrl, "", "The Redirect URI: the company's own login page (C2)."),
    kb(
        "satisfaction.delay-minutes",
        Kind::Number(0, 43_200),
        "60",
        "How many minutes after a conversation was done its customer is asked (W5).",
    ),
    kb(
        "satisfaction.follow-up-content",
        Kind::Line(QUESTION),
        "",
        "What customers are asked who were content: a text, or a snippet's name (W5).",
    ),
    kb(
        "satisfaction.follow-up-other",
        Kind::Line(QUESTION),
        "",
        "What customers are asked who were not: a text, or a snippet's name (W5).",
    ),
    kb(
        "satisfaction.introduction",
        Kind::Line(QUESTION),
        "",
        "What stands before the question: a text, or a snippet's name (W5).",
    ),
    kb("satisfaction.question", Kind::Line(QUESTION), "", "The question: a text, or a snippet's name (W5)."),
    kb("satisfaction.scale", Kind::Choice(&["2", "3", "5"]), "5", "How many answers are offered (W5)."),
    kb(
        "satisfaction.survey",
        Kind::Toggle,
        "off",
        "Ask customers whether they were content, once a conversation is done (W5).",
    ),
    kb("title", Kind::Line(TITLE), "", "The title of the site; the one it was founded with while empty."),
    org(
        SECOND_FACTOR,
        Right::Administer,
        Kind::Choice(&["nobody", "administrators", "everybody"]),
        "administrators",
        "Of whom a second factor is demanded: nobody, administrators or everybody (R2).",
    ),
    org(USER_MINUTES, Right::Administer, Kind::Lifetime, "1440", "How long a user stays signed in (R2)."),
];

const fn org(
    name: &'static str,
    right: Right,
    kind: Kind,
    default: &'static str,
    help: &'static str,
) -> Setting {
    Setting { name, of_kb: false, right, kind, default, help }
}

/// Content managers see to knowledge bases (R1).
const fn kb(name: &'static str, kind: Kind, default: &'static str, help: &'static str) -> Setting {
    Setting { name, of_kb: true, right: Right::ManageContent, kind, default, help }
}
