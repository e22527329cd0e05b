//! What there is of a knowledge base before anything moves.

use std::collections::BTreeMap;

use folder::{Languages, Reader};
use kernel::Fault;

use crate::act::View;
use crate::article::ReaderKind;
use crate::category::{CategoryId, ManagedCategory};
use crate::kb::KbId;
use crate::setting::{self, PortalSettings, Scope};
use crate::who::System;

/// What it speaks, who reads in it, and its categories.
pub(super) struct Site {
    pub(super) kb: KbId,
    pub(super) languages: Languages,
    /// Teams and permission sets, by their ids.
    readers: BTreeMap<(ReaderKind, String), String>,
    pub(super) categories: Vec<ManagedCategory>,
    pub(super) most_categories: usize,
}

impl Site {
    pub(super) async fn read(view: &View<System>, kb: KbId) -> Result<Self, Fault> {
        let portal = PortalSettings::from_values(&view.settings(Scope::Kb(kb)).await?);
        let values = view.settings(Scope::Org).await?;
        let readers = view.reader_choices().await?.into_iter().map(|(kind, id, name)| ((kind, id), name));
        let default = portal.languages.first().unwrap_or(&portal.fallback).clone();
        let known = if portal.languages.is_empty() { vec![default.clone()] } else { portal.languages };
        Ok(Self {
            kb,
            languages: Languages { default, known, is_published: false },
            readers: readers.collect(),
            categories: view.managed_categories(kb).await?,
            most_categories: setting::value(&values, "knowledge-base.categories").parse().unwrap_or(100),
        })
    }

    /// The ids of its categories.
    pub(super) fn ids(&self) -> Vec<CategoryId> {
        self.categories.iter().map(|own| own.category.id).collect()
    }

    /// The category of a hash.
    pub(super) fn category_of(&self, hash: &str) -> Option<CategoryId> {
        self.categories.iter().find(|own| own.category.hash == hash).map(|own| own.category.id)
    }

    /// The hash of a category.
    pub(super) fn hash_of(&self, id: CategoryId) -> Option<&str> {
        self.categories.iter().find(|own| own.category.id == id).map(|own| own.category.hash.as_str())
    }

    /// Whether a category is one of this knowledge base.
    pub(super) fn is_own(&self, id: CategoryId) -> bool {
        self.hash_of(id).is_some()
    }

    /// Whom a name means; the name where it means nobody.
    pub(super) fn reader<'a>(&self, said: &'a Reader) -> Result<(ReaderKind, String), &'a str> {
        let (kind, name) = match said {
            Reader::Team(name) => (ReaderKind::Team, name),
            Reader::Set(name) => (ReaderKind::PermissionSet, name),
        };
        let found = self.readers.iter().find(|((known, _), title)| *known == kind && *title == name);
        found.map(|(reader, _)| reader.clone()).ok_or(name)
    }

    /// How files write a reader. One that is gone goes on limiting, so it is written by its id, which nobody is called.
    pub(super) fn written(&self, reader: &(ReaderKind, String)) -> Reader {
        let name = self.readers.get(reader).unwrap_or(&reader.1).clone();
        match reader.0 {
            ReaderKind::Team => Reader::Team(name),
            ReaderKind::PermissionSet => Reader::Set(name),
        }
    }
}
