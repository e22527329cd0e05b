//! The parts of the settings, as the column beside each page lists them.

use desk::User;
use desk::right::Right;
use serde::Serialize;

use super::url;

/// Pages that belong together.
#[derive(Serialize)]
pub(crate) struct Section {
    /// The part of its text's key.
    key: &'static str,
    entries: Vec<Entry>,
}

/// The way to one page.
#[derive(Serialize)]
struct Entry {
    key: &'static str,
    url: &'static str,
    current: bool,
}

/// A page, and the rights of which one is enough to have something to do there; none of them: everybody has.
struct Listed {
    section: &'static str,
    key: &'static str,
    url: &'static str,
    rights: &'static [Right],
}

/// Every page of the settings, in their order.
static LISTED: &[Listed] = &[
    Listed { section: "you", key: "account", url: url::ACCOUNT, rights: &[] },
    Listed {
        section: "knowledge-base",
        key: "configuration",
        url: url::CONFIGURATION,
        rights: &[Right::ManageContent],
    },
    Listed {
        section: "knowledge-base",
        key: "articles",
        url: url::ARTICLES,
        rights: &[Right::ManageContent],
    },
    Listed {
        section: "knowledge-base",
        key: "categories",
        url: url::CATEGORIES,
        rights: &[Right::ManageContent],
    },
    Listed { section: "knowledge-base", key: "search", url: url::SEARCH, rights: &[Right::ManageContent] },
    Listed {
        section: "knowledge-base",
        key: "redirects",
        url: url::REDIRECTS,
        rights: &[Right::ManageContent],
    },
    Listed { section: "knowledge-base", key: "forms", url: url::FORMS, rights: &[Right::ManageContent] },
    Listed { section: "knowledge-base", key: "themes", url: url::THEMES, rights: &[Right::ManageContent] },
    Listed { section: "people", key: "users", url: url::USERS, rights: &[Right::Administer] },
    Listed {
        section: "people",
        key: "permission-sets",
        url: url::PERMISSION_SETS,
        rights: &[Right::Administer],
    },
    Listed {
        section: "conversations",
        key: "attributes",
        url: url::ATTRIBUTES,
        rights: &[Right::ManageContent],
    },
    Listed { section: "conversations", key: "snippets", url: url::SNIPPETS, rights: &[Right::ManageContent] },
    Listed { section: "organization", key: "brands", url: url::BRANDS, rights: &[Right::Administer] },
    Listed { section: "security", key: "sign-in", url: url::SIGN_IN, rights: &[Right::Administer] },
    Listed { section: "security", key: "api-keys", url: url::API_KEYS, rights: &[Right::Administer] },
    Listed {
        section: "security",
        key: "audit-log",
        url: url::AUDIT_LOG,
        rights: &[Right::Administer, Right::ManageContent],
    },
];

/// What this user has something to do with, and where this page is among it.
pub(super) fn sections(user: &User, path: &str) -> Vec<Section> {
    let path = path.split('?').next().unwrap_or_default();
    let mut sections: Vec<Section> = Vec::new();
    for listed in LISTED.iter().filter(|listed| listed.is_for(user)) {
        let entry = Entry { key: listed.key, url: listed.url, current: path.starts_with(listed.url) };
        match sections.last_mut().filter(|section| section.key == listed.section) {
            Some(section) => section.entries.push(entry),
            None => sections.push(Section { key: listed.section, entries: vec![entry] }),
        }
    }
    sections
}

impl Listed {
    fn is_for(&self, user: &User) -> bool {
        self.rights.is_empty() || self.rights.iter().any(|right| user.may(*right))
    }
}
