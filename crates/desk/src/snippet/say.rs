//! What snippets say to a reader: many at once, each in the best language it has.

use std::collections::BTreeMap;

use db::{Reader, params, sql};
use kernel::{Fault, Language, OrgId};

use super::{SnippetId, name};
use crate::act::{Act, View};
use crate::code;
use crate::line::line;
use crate::who::{User, Who};

sql! {
    OF_IDS = "select t.snippet_id, t.language, t.text from snippet_text t where t.org_id = $1 and t.snippet_id in ($list)
        order by t.snippet_id, t.language";
    OF_NAMES = "select s.name_key, t.language, t.text from snippet s
        join snippet_text t on t.org_id = s.org_id and t.snippet_id = s.id
        where s.org_id = $1 and s.name_key in ($list) order by s.name_key, t.language";
    THERE = "select id from snippet where org_id = $1 and id = $2";
}

/// The most that one question to the database lists.
const A_TURN: usize = 256;

/// The display name of something: its own, one that was typed, or a snippet that follows the reader's language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Label {
    /// What the thing is called by itself.
    #[default]
    Own,
    /// Typed, in one language for everybody.
    Typed(String),
    /// A snippet.
    Snippet(SnippetId),
}

/// What snippets say to one reader, by id.
#[derive(Clone, Debug, Default)]
pub struct Said(BTreeMap<SnippetId, String>);

impl Label {
    /// The most characters of one that is typed.
    pub const LONGEST: usize = 100;

    /// One that was typed; its own where nothing was.
    pub fn typed(text: &str) -> Result<Self, Fault> {
        if text.trim().is_empty() {
            return Ok(Self::Own);
        }
        line::<{ Self::LONGEST }>(text).map(Self::Typed)
    }

    /// What is stored of it: a typed name and a snippet.
    pub(crate) fn columns(&self) -> (&str, Option<SnippetId>) {
        match self {
            Self::Own => ("", None),
            Self::Typed(text) => (text, None),
            Self::Snippet(id) => ("", Some(*id)),
        }
    }

    /// The label that was stored so.
    pub(crate) fn stored(typed: String, snippet: Option<SnippetId>) -> Self {
        match snippet {
            Some(id) => Self::Snippet(id),
            None if typed.is_empty() => Self::Own,
            None => Self::Typed(typed),
        }
    }

    /// The snippet it is.
    pub fn snippet(&self) -> Option<SnippetId> {
        if let Self::Snippet(id) = self { Some(*id) } else { None }
    }

    /// What it says; nothing where the thing's own name is to be said.
    pub fn say(&self, said: &Said) -> Option<String> {
        match self {
            Self::Own => None,
            Self::Typed(text) => Some(text.clone()),
            Self::Snippet(id) => said.0.get(id).cloned(),
        }
    }
}

impl Said {
    /// What these labels say to somebody who reads these languages, the best one first.
    pub(crate) async fn of(
        reader: &Reader,
        org: OrgId,
        labels: impl Iterator<Item = &Label>,
        languages: &[Language],
    ) -> Result<Self, Fault> {
        let mut ids: Vec<SnippetId> = labels.filter_map(Label::snippet).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut texts: BTreeMap<SnippetId, Vec<(Language, String)>> = BTreeMap::new();
        for turn in ids.chunks(A_TURN) {
            let list = turn.iter().flat_map(|id| params![*id]).collect();
            let rows: Vec<(SnippetId, Language, String)> =
                reader.all(OF_IDS.with(params![org]).list(list)).await?;
            for (id, language, text) in rows {
                texts.entry(id).or_default().push((language, text));
            }
        }
        Ok(Self(best_of_each(texts, languages)))
    }
}

impl<W: Who> View<W> {
    /// What these labels say to somebody who reads these languages, the best one first.
    pub async fn say(
        &self,
        labels: impl Iterator<Item = &Label>,
        languages: &[Language],
    ) -> Result<Said, Fault> {
        Said::of(self.reader(), self.org(), labels, languages).await
    }

    /// What the snippets of these names say, by name, to somebody who reads these languages, the best one first. A name
    /// that is none is left out.
    pub async fn say_named(
        &self,
        names: &[&str],
        languages: &[Language],
    ) -> Result<BTreeMap<String, String>, Fault> {
        let mut texts: BTreeMap<String, Vec<(Language, String)>> = BTreeMap::new();
        for turn in names.chunks(A_TURN) {
            let list = turn.iter().flat_map(|asked| params![name::key(asked)]).collect();
            let rows: Vec<(String, Language, String)> =
                self.reader().all(OF_NAMES.with(params![self.org()]).list(list)).await?;
            for (key, language, text) in rows {
                texts.entry(key).or_default().push((language, text));
            }
        }
        let said = best_of_each(texts, languages);
        let pairs =
            names.iter().filter_map(|asked| Some(((*asked).to_owned(), said.get(&name::key(asked))?)));
        Ok(pairs.map(|(name, text)| (name, text.clone())).collect())
    }
}

fn best_of_each<K: Ord>(
    texts: BTreeMap<K, Vec<(Language, String)>>,
    languages: &[Language],
) -> BTreeMap<K, String> {
    let best = |texts: Vec<(Language, String)>| best(texts, languages);
    texts.into_iter().filter_map(|(key, texts)| Some((key, best(texts)?))).collect()
}

/// Of each wanted language the very one, or else one of the same base, the bare base before others; or else the first
/// there is.
fn best(texts: Vec<(Language, String)>, languages: &[Language]) -> Option<String> {
    let is_very = |wanted: &Language| texts.iter().position(|(language, _)| language == wanted);
    let is_bare =
        |wanted: &Language| texts.iter().position(|(language, _)| language.as_str() == wanted.base());
    let is_alike =
        |wanted: &Language| texts.iter().position(|(language, _)| language.base() == wanted.base());
    let of = |wanted: &Language| is_very(wanted).or_else(|| is_bare(wanted)).or_else(|| is_alike(wanted));
    let place = languages.iter().find_map(of).unwrap_or(0);
    texts.into_iter().nth(place).map(|(_, text)| text)
}

/// Refuses a label that is a snippet which is not there, with `snippet_gone`.
pub(crate) async fn check(act: &mut Act<User>, label: &Label) -> Result<(), Fault> {
    let Label::Snippet(id) = label else { return Ok(()) };
    let org = act.org();
    let there: Option<(SnippetId,)> = act.writer().await?.maybe(THERE.with(params![org, *id])).await?;
    there.map(|_| ()).ok_or_else(|| Fault::new(&code::SNIPPET_GONE))
}

#[cfg(test)]
mod tests {
    use kernel::Language;

    use super::best;

    #[test]
    fn a_snippet_says_the_best_it_has() {
        let said = |there: &[&str], wanted: &[&str]| {
            let texts = there.iter().map(|code| (code.parse().unwrap(), (*code).to_owned())).collect();
            let wanted: Vec<Language> = wanted.iter().map(|code| code.parse().unwrap()).collect();
            best(texts, &wanted).unwrap_or_default()
        };
        for (there, wanted, expected) in [
            (["de", "de_at", "en_us"], ["de_at", "en_us"], "de_at"),
            (["de", "de_at", "en_us"], ["de_ch", "en_us"], "de"),
            (["de_at", "en_us", "fr"], ["de", "en_us"], "de_at"),
            (["de", "en_us", "fr"], ["pl", "en_us"], "en_us"),
            (["de", "en_gb", "fr"], ["pl", "en_us"], "en_gb"),
            (["de", "fr", "it"], ["pl", "en_us"], "de"),
        ] {
            assert_eq!(said(&there, &wanted), expected, "{there:?} for {wanted:?}");
        }
        assert_eq!(said(&[], &["de"]), "");
    }
}
