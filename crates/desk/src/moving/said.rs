//! What a folder said when it was taken in last, so that the next import touches only what the folder has changed since.

use std::collections::{BTreeMap, BTreeSet};

use folder::Category as ToldCategory;
use kernel::Language;
use net::ContentHash;
use serde::{Deserialize, Serialize};

use super::head::Head;
use super::judge::{Wanted, WantedText};
use crate::article::{Audience, ReaderKind};
use crate::category::CategoryId;
use crate::kb::KbId;

/// What it said of an article.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Said {
    audience: String,
    readers: BTreeSet<(String, String)>,
    is_featured: bool,
    tags: BTreeSet<String>,
    categories: BTreeSet<CategoryId>,
    pub(super) order: Option<i64>,
    texts: BTreeMap<String, SaidText>,
}

/// What it said of one of its texts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct SaidText {
    /// The fingerprint of what is read and written.
    print: String,
    pub(super) is_live: bool,
    pub(super) is_outdated: bool,
    /// When it is to be published and taken back.
    pub(super) schedule: [Option<i64>; 2],
}

/// What it said of a category.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct SaidCategory {
    pub(super) icon: String,
    pub(super) is_published: Option<bool>,
    /// The folder above it.
    pub(super) above: String,
    pub(super) order: Option<i64>,
    texts: BTreeMap<String, SaidOfCategory>,
}

/// What it said of a category in one language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct SaidOfCategory {
    pub(super) title: String,
    pub(super) slug: String,
    pub(super) description: String,
    pub(super) is_shown: bool,
}

impl Said {
    pub(super) fn of(kb: KbId, wanted: &Wanted) -> Self {
        let head = Head::of(kb, &wanted.arrangement, &|_| true);
        let texts = wanted.texts.iter().map(|text| (text.language.to_string(), SaidText::of(text)));
        Self {
            audience: head.audience.name().to_owned(),
            readers: head.readers.into_iter().map(|(kind, id)| (kind.name().to_owned(), id)).collect(),
            is_featured: head.is_featured,
            tags: head.tags,
            categories: head.categories,
            order: wanted.order,
            texts: texts.collect(),
        }
    }

    /// What counts at once; nothing where a name in it means nothing here.
    pub(super) fn head(&self) -> Option<Head> {
        let reader = |(kind, id): &(String, String)| Some((ReaderKind::from_name(kind)?, id.clone()));
        Some(Head {
            audience: Audience::from_name(&self.audience)?,
            readers: self.readers.iter().map(reader).collect::<Option<_>>()?,
            is_featured: self.is_featured,
            tags: self.tags.clone(),
            categories: self.categories.clone(),
        })
    }

    pub(super) fn text(&self, language: &Language) -> Option<&SaidText> {
        self.texts.get(language.as_str())
    }
}

impl SaidText {
    pub(super) fn of(text: &WantedText) -> Self {
        let print = ContentHash::of(format!("{:?} {:?}", text.live, text.draft).as_bytes());
        let schedule = [text.schedule.publish_at, text.schedule.unpublish_at];
        Self {
            print: print.to_string(),
            is_live: text.live.is_some(),
            is_outdated: text.is_outdated,
            schedule: schedule.map(|at| at.map(|at| at.0)),
        }
    }
}

impl SaidCategory {
    pub(super) fn of(told: &ToldCategory) -> Self {
        let texts = told.texts.iter().map(|text| (text.language.to_string(), SaidOfCategory::of(text)));
        Self {
            icon: told.icon.clone(),
            is_published: told.is_published,
            above: told.path.parent().map_or(String::new(), |above| above.to_string()),
            order: told.order,
            texts: texts.collect(),
        }
    }

    pub(super) fn text(&self, language: &Language) -> Option<&SaidOfCategory> {
        self.texts.get(language.as_str())
    }
}

impl SaidOfCategory {
    pub(super) fn of(text: &folder::CategoryText) -> Self {
        Self {
            title: text.title.clone(),
            slug: text.slug.clone(),
            description: text.description.clone(),
            is_shown: text.is_shown,
        }
    }
}

/// As it is stored.
pub(super) fn written<T: Serialize>(said: &T) -> String {
    serde_json::to_string(said).unwrap_or_default()
}

/// As it was stored; nothing where that is not known.
pub(super) fn read<T: for<'a> Deserialize<'a>>(stored: &str) -> Option<T> {
    serde_json::from_str(stored).ok()
}
