//! What is kept of sites, and which of it a change makes out of date: its own, and nothing else.

use kernel::OrgId;

use crate::door::Place;
use crate::kb::KbId;
use crate::{article, brand, category, detail, host_name, setting, sign_on, snippet, theme};

/// What is kept of these is read again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outdated {
    org: OrgId,
    /// One knowledge base; every one of the organization without it.
    kb: Option<KbId>,
}

/// Facts about a knowledge base. A setting of the whole organization is about none.
static OF_KNOWLEDGE_BASES: &[&str] = &[
    setting::facts::CHANGED,
    detail::facts::ADDED,
    detail::facts::REMOVED,
    detail::facts::RESTORED,
    sign_on::facts::MADE,
    sign_on::facts::RETIRED,
    host_name::facts::ADDED,
    host_name::facts::REMOVED,
    theme::facts::ACTIVATED,
    theme::facts::PUBLISHED,
];

/// Facts that show on several knowledge bases.
static OF_ORGANIZATIONS: &[&str] = &[
    article::facts::ARRANGED,
    article::facts::DELETED,
    article::facts::PUBLISHED,
    article::facts::RESTORED,
    article::facts::SAVED,
    article::facts::UNPUBLISHED,
    brand::facts::ADDED,
    brand::facts::CHANGED,
    brand::facts::MADE_DEFAULT,
    brand::facts::DELETED,
    category::facts::CHANGED,
    category::facts::DELETED,
    category::facts::MADE,
    category::facts::MOVED,
    category::facts::ORDERED,
    snippet::facts::ADDED,
    snippet::facts::CHANGED,
    snippet::facts::REMOVED,
];

impl Outdated {
    /// All of an organization.
    pub fn of(org: OrgId) -> Self {
        Self { org, kb: None }
    }

    /// What a fact of this name about this subject makes out of date, if anything.
    pub fn by(org: OrgId, fact: &str, subject: &str) -> Option<Self> {
        if OF_KNOWLEDGE_BASES.contains(&fact) {
            return Some(Self { org, kb: subject.parse().ok() });
        }
        OF_ORGANIZATIONS.contains(&fact).then(|| Self::of(org))
    }

    /// Whether this is among it.
    pub(crate) fn concerns(&self, place: &Place) -> bool {
        place.host.org == self.org && (self.kb.is_none() || place.host.kb == self.kb)
    }
}
