//! From a question to its hits: read it in each language, look up what it may mean, find, order, show.

use kernel::{Fault, Language};
use tantivy::Searcher;
use tantivy::collector::Count;
use tantivy::schema::Field;

use crate::collect::{Match, Matches};
use crate::expand::{Dictionaries, Expander, Sought};
use crate::fault::failed;
use crate::hits::{Hit, Hits};
use crate::language::Analyser;
use crate::question::Question;
use crate::rank::{InLanguage, Ranked, Ranking};
use crate::schema::{Fields, key};
use crate::show::Shower;
use crate::tree::{Branch, tree};
use crate::want::{Want, wants};

/// More languages are not searched at once.
const MAX_LANGUAGES: usize = 4;

/// So many of the best matches are put in order by our own measure.
const RANKED: usize = 100;

/// Fewer hits than this are joined by those that have only some of the words.
const ENOUGH: usize = 5;

/// A beginning of fewer letters is none in a text: too many words begin so.
const SHORTEST_IN_TEXT: usize = 3;

/// How many of the searched fields a suggestion looks into: title and tags.
const SUGGESTED: usize = 2;

pub(crate) fn search(searcher: &Searcher, fields: &Fields, question: &Question) -> Result<Hits, Fault> {
    let mut search = Search::read(searcher, fields, &fields.searched, question, SHORTEST_IN_TEXT)?;
    search.forgive(Errors::InWhatIsNowhere)?;
    let mut found = search.find(most)?;
    if found.len() < ENOUGH {
        search.forgive(Errors::Anywhere)?;
        found = search.find(most)?;
    }
    if found.len() < ENOUGH {
        found = search.find(|_| 1)?;
    }
    let ranked = search.rank(&found)?;
    let total = ranked.len();
    let complete = ranked.first().is_some_and(|best| best.is_complete);
    let page = ranked.iter().skip(question.offset).take(question.limit);
    let hits = page.map(|one| search.show(one, true)).collect::<Result<_, _>>()?;
    Ok(Hits { total, complete, hits })
}

pub(crate) fn suggest(searcher: &Searcher, fields: &Fields, question: &Question) -> Result<Vec<Hit>, Fault> {
    let mut search = Search::read(searcher, fields, &fields.searched[..SUGGESTED], question, 1)?;
    search.forgive(Errors::InWhatIsNowhere)?;
    let mut found = search.find(|needed| needed)?;
    if found.is_empty() {
        search.forgive(Errors::Anywhere)?;
        found = search.find(most)?;
    }
    let ranked = search.rank(&found)?;
    ranked.iter().skip(question.offset).take(question.limit).map(|one| search.show(one, false)).collect()
}

/// In which words errors are forgiven.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errors {
    /// In those that nothing has that may be found: what stands somewhere was probably meant.
    InWhatIsNowhere,
    Anywhere,
}

/// How many of the words a document must have: both of two, two of three, and so on.
fn most(needed: usize) -> usize {
    match needed {
        0..=2 => needed,
        3 => 2,
        more => more.div_ceil(2) + usize::from(more == 4),
    }
}

struct Search<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    searched: &'a [Field],
    question: &'a Question,
    shortest_beginning: usize,
    languages: Vec<Read>,
}

/// The question as one language reads it.
struct Read {
    language: Language,
    analyser: Analyser,
    wants: Vec<Want>,
    sought: Vec<Sought>,
    documents: u64,
}

impl<'a> Search<'a> {
    fn read(
        searcher: &'a Searcher,
        fields: &'a Fields,
        within: &'a [Field],
        question: &'a Question,
        shortest_beginning: usize,
    ) -> Result<Self, Fault> {
        let mut search =
            Self { searcher, fields, searched: within, question, shortest_beginning, languages: Vec::new() };
        for language in question.languages.iter().take(MAX_LANGUAGES) {
            if search.languages.iter().all(|known| known.language != *language) {
                let read = search.read_in(language)?;
                search.languages.push(read);
            }
        }
        Ok(search)
    }

    fn read_in(&self, language: &Language) -> Result<Read, Fault> {
        let analyser = Analyser::of(language);
        let wants = wants(&self.question.typed, &analyser, &self.question.synonyms);
        let sought = wants.iter().map(|want| self.expander(&analyser, false).expand(want));
        let sought = sought.collect::<Result<_, _>>()?;
        let documents = self.searcher.doc_freq(&self.fields.language_term(language)).map_err(failed)?;
        Ok(Read { language: language.clone(), analyser, wants, sought, documents })
    }

    fn expander<'b>(&'b self, analyser: &'b Analyser, forgives: bool) -> Expander<'b> {
        Expander {
            dictionaries: Dictionaries { searcher: self.searcher, fields: self.searched },
            analyser,
            shortest_beginning: self.shortest_beginning,
            forgives,
        }
    }

    /// Seeks words with errors too.
    fn forgive(&mut self, errors: Errors) -> Result<(), Fault> {
        for language in 0..self.languages.len() {
            for nth in 0..self.languages[language].wants.len() {
                let read = &self.languages[language];
                let is_anywhere = errors == Errors::InWhatIsNowhere && self.is_anywhere(&read.sought[nth])?;
                if read.wants[nth].can_be_wrong() && !is_anywhere {
                    let sought = self.expander(&read.analyser, true).expand(&read.wants[nth])?;
                    self.languages[language].sought[nth] = sought;
                }
            }
        }
        Ok(())
    }

    /// Whether anything that may be found has it.
    fn is_anywhere(&self, sought: &Sought) -> Result<bool, Fault> {
        let branch = Branch { sought: std::slice::from_ref(sought), fewest: 1 };
        let query = tree(self.fields, self.searched, self.question, &[branch]);
        Ok(self.searcher.search(&*query, &Count).map_err(failed)? > 0)
    }

    /// What matches, by tantivy's measure.
    fn find(&self, fewest: impl Fn(usize) -> usize) -> Result<Vec<Match>, Fault> {
        let needed = |read: &Read| read.sought.iter().filter(|sought| sought.is_needed).count();
        let branches =
            self.languages.iter().map(|read| Branch { sought: &read.sought, fewest: fewest(needed(read)) });
        let branches: Vec<_> = branches.collect();
        let query = tree(self.fields, self.searched, self.question, &branches);
        let languages = self.languages.iter().map(|read| key(read.language.as_str())).collect();
        self.searcher.search(&*query, &Matches { languages }).map_err(failed)
    }

    /// By our measure the best, then the others.
    fn rank(&self, found: &[Match]) -> Result<Vec<Ranked>, Fault> {
        let (best, others) = found.split_at(found.len().min(RANKED));
        let languages: Vec<_> = self
            .languages
            .iter()
            .map(|read| InLanguage { sought: &read.sought, documents: read.documents })
            .collect();
        let ranking = Ranking { searcher: self.searcher, searched: self.searched, languages: &languages };
        let mut ranked = ranking.rank(best)?;
        ranked.extend(others.iter().map(|found| Ranked::unranked(*found)));
        Ok(ranked)
    }

    fn show(&self, ranked: &Ranked, with_excerpt: bool) -> Result<Hit, Fault> {
        let read = &self.languages[ranked.found.language];
        let shower = Shower {
            fields: self.fields,
            analyser: &read.analyser,
            sought: &read.sought,
            documents: read.documents,
        };
        let row = self.searcher.doc(ranked.found.address).map_err(failed)?;
        Ok(shower.hit(&row, &read.language, ranked.score, with_excerpt))
    }
}
