//! Words that mean the same, as whoever manages content says. They widen what is looked for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use db::{params, sql};
use kernel::{Fault, OrgId, Text};
use search::Synonyms;
use serde_json::json;

use super::facts;
use crate::act::{Act, View};
use crate::code;
use crate::right::Right;
use crate::who::{User, Who};

/// The most characters of all groups together.
pub const MAX_SYNONYMS: usize = 20_000;
/// The most groups, and the most members of one.
const MOST_GROUPS: usize = 500;
const MOST_MEMBERS: usize = 20;
/// The most organizations whose groups are kept ready; beyond it all are forgotten and read again.
const MOST_KEPT: usize = 1_000;

sql! {
    REVISION = "select revision from synonym where org_id = $1";
    OF_ORG = "select words, revision from synonym where org_id = $1";
    SET = "insert into synonym (org_id, words, revision) values ($1, $2, 1)
        on conflict (org_id) do update set words = excluded.words, revision = synonym.revision + 1
        where synonym.revision = $3 returning revision";
}

/// The groups as the index reads them, by organization and revision: reading them takes longer than a search.
#[derive(Default)]
pub(crate) struct KeptSynonyms(Mutex<BTreeMap<OrgId, (i64, Arc<Synonyms>)>>);

impl KeptSynonyms {
    fn find(&self, org: OrgId, revision: i64) -> Option<Arc<Synonyms>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&org).filter(|(of, _)| *of == revision).map(|(_, synonyms)| synonyms.clone())
    }

    fn keep(&self, org: OrgId, (revision, synonyms): (i64, Arc<Synonyms>)) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(org, (revision, synonyms));
    }
}

/// The groups as they are typed: one a line, commas between the words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SynonymList {
    /// The text.
    pub words: String,
    /// Counts its changes, from 0 where nothing was ever set.
    pub revision: i64,
}

impl View<User> {
    /// The groups, for whoever manages content.
    pub async fn synonyms(&self) -> Result<SynonymList, Fault> {
        self.who().must(Right::ManageContent)?;
        Ok(self.reader().maybe(OF_ORG.with(params![self.org()])).await?.unwrap_or_default())
    }
}

impl<W: Who> View<W> {
    /// The groups as the index reads them.
    pub(super) async fn read_synonyms(&self) -> Result<Arc<Synonyms>, Fault> {
        let (org, kept) = (self.org(), self.desk().kept_synonyms());
        let Some((revision,)) = self.reader().maybe::<(i64,)>(REVISION.with(params![org])).await? else {
            return Ok(Arc::default());
        };
        if let Some(synonyms) = kept.find(org, revision) {
            return Ok(synonyms);
        }
        let list: SynonymList = self.reader().one(OF_ORG.with(params![org])).await?;
        let synonyms = Arc::new(Synonyms::new(groups(&list.words)));
        kept.keep(org, (list.revision, synonyms.clone()));
        Ok(synonyms)
    }
}

impl Act<User> {
    /// Sets the groups, for whoever manages content; the same ones change nothing. `state_changed` where somebody else has set them since; `synonyms_many`
    /// for more groups or words than are read, `synonym_alone` for a line with one word.
    pub async fn set_synonyms(&mut self, typed: &Text<MAX_SYNONYMS>, seen: i64) -> Result<(), Fault> {
        self.who().must(Right::ManageContent)?;
        check(typed.as_str())?;
        let (org, words) = (self.org(), typed.as_str().trim());
        let list: Option<SynonymList> = self.writer().await?.maybe(OF_ORG.with(params![org])).await?;
        if list.unwrap_or_default() == (SynonymList { words: words.to_owned(), revision: seen }) {
            return Ok(());
        }
        let values = params![org, words, seen];
        let set: Option<(i64,)> = self.writer().await?.maybe(SET.with(values)).await?;
        let (revision,) = set.ok_or_else(|| Fault::new(&code::STATE_CHANGED))?;
        if revision != seen + 1 {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        self.announce(facts::SYNONYMS, org.to_string(), json!({})).await?;
        Ok(())
    }
}

fn groups(words: &str) -> Vec<Vec<String>> {
    let members = |line: &str| {
        let members = line.split([',', '،', '、']).map(str::trim).filter(|word| !word.is_empty());
        members.map(str::to_owned).collect::<Vec<_>>()
    };
    words.lines().map(members).filter(|members| !members.is_empty()).collect()
}

fn check(words: &str) -> Result<(), Fault> {
    let at = |code| Err(Fault::new(code).at("words", code, Vec::new()));
    let groups = groups(words);
    if groups.len() > MOST_GROUPS || groups.iter().any(|group| group.len() > MOST_MEMBERS) {
        return at(&code::SYNONYMS_MANY);
    }
    if groups.iter().any(|group| group.len() < 2) { at(&code::SYNONYM_ALONE) } else { Ok(()) }
}

db::columns!(SynonymList: words, revision);
