//! What the portal's pages and rules ask of the settings.

use kernel::Language;

use super::{Values, languages, value};
use crate::link::{Link, SignOnUrl};

/// The settings of a knowledge base's portal, read once a request.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a toggle of the settings page")]
pub struct PortalSettings {
    /// P1.
    pub my_conversations: bool,
    /// P4.
    pub agent_names: bool,
    /// P10: where the contact link leads, where there is one.
    pub contact: Option<Link>,
    /// P8.
    pub reopen: bool,
    /// P10.
    pub new_conversation: bool,
    /// P11.
    pub mark_done: bool,
    /// P13.
    pub only_this_brand: bool,
    /// A2.
    pub known_only: bool,
    /// A1.
    pub session_minutes: i64,
    /// C2: customers sign in at the company's own site.
    pub sign_on: bool,
    /// C2: the company's own login page.
    pub sign_on_url: Option<SignOnUrl>,
    /// A3: codes by e-mail beside Custom Sign On.
    pub sign_on_code: bool,
    /// I1: the portal for agents and administrators is on for this site.
    pub agents: bool,
    /// I3.
    pub only_internal: bool,
    /// K3: readers are asked whether an article helped.
    pub survey: bool,
    /// K4: the site's languages, the default one first.
    pub languages: Vec<Language>,
    /// English, for a site without languages.
    pub fallback: Language,
}

impl PortalSettings {
    /// Whether customers may sign in by a mailed code: Custom Sign On replaces it, unless both are wanted (A3).
    pub fn takes_codes(&self) -> bool {
        !self.sign_on || self.sign_on_code
    }

    /// Reads them out of what is set.
    pub fn from_values(values: &Values) -> Self {
        let is_on = |name| value(values, name) == "on";
        Self {
            my_conversations: is_on("portal.my-conversations"),
            agent_names: is_on("portal.agent-names"),
            contact: Link::parse(value(values, "portal.contact-url")),
            reopen: is_on("portal.reopen"),
            new_conversation: is_on("portal.new-conversation"),
            mark_done: is_on("portal.mark-done"),
            only_this_brand: is_on("portal.only-this-brand"),
            known_only: is_on("portal.known-only"),
            session_minutes: value(values, "portal.session-minutes").parse().unwrap_or(1440),
            sign_on: is_on("portal.sign-on"),
            sign_on_url: SignOnUrl::parse(value(values, "portal.sign-on-url")),
            sign_on_code: is_on("portal.sign-on-code"),
            agents: is_on("portal.agents"),
            only_internal: is_on("portal.only-internal"),
            survey: is_on("knowledge-base.survey"),
            languages: languages(value(values, "languages")).unwrap_or_default(),
            fallback: "en_us".parse().expect("en_us is a language code"),
        }
    }
}
