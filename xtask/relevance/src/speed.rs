//! How long a suggestion, a page of results and a rebuild take, with as many articles as a large help centre has.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use kernel::{Language, Time};
use search::{Document, Index, Question, Scope};

use crate::ours::said;
use crate::say::say;

/// What the product promises its figures for.
const ARTICLES: u64 = 10_000;
const LANGUAGES: [&str; 5] = ["en_us", "de", "fr", "es", "pl"];

/// A language's words, 32 thousand, which are as frequent as words are: the nth comes about 1/n times as often as the
/// first.
const VOCABULARY_BITS: u64 = 15;
const WORDS_OF_TEXT: u64 = 300;
const WORDS_OF_TITLE: u64 = 5;

/// Rebuilt this many at a time, so that making them does not count and takes little memory.
const BATCH: u64 = 500;

/// Of these help centres each has its share of the articles, and one is searched.
const SITES: u64 = 4;

const QUESTIONS: u32 = 1_000;

/// Prints the three figures.
pub(crate) fn measure() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("portico-speed-{}", std::process::id()));
    let measured = in_folder(&folder);
    std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    measured
}

fn in_folder(folder: &std::path::Path) -> Result<()> {
    let index = Index::open(folder).map_err(said)?;
    let (took, processor) = fill(&index)?;
    let documents = u32::try_from(index.documents())?;
    let rate = f64::from(documents) / took.as_secs_f64();
    say(format!("{documents} documents, {} MiB on the disk", size(folder)? >> 20));
    say(format!(
        "rebuild: {rate:.0} documents/s (asked: 2000), {:.1} s in all, {:.1} s of a processor",
        took.as_secs_f64(),
        processor.as_secs_f64()
    ));
    let merged = Instant::now();
    index.turn(Time(i64::MAX)).map_err(said)?;
    say(format!(
        "after it, beside searching: {:.1} s until all is one segment",
        merged.elapsed().as_secs_f64()
    ));
    let opened = Instant::now();
    drop(index);
    let index = Index::open(folder).map_err(said)?;
    say(format!("opening, with all of it checked: {:.1} ms", millis(opened.elapsed())));
    timed("suggestion", 5, |nth| {
        let question = Question { limit: 5, ..question(nth, &beginning(nth)) };
        Ok(index.suggest(&question).map_err(said)?.len())
    })?;
    timed("page of results, two languages", 15, |nth| {
        Ok(index.search(&question(nth, &some_words(nth))).map_err(said)?.hits.len())
    })?;
    timed("the same for twelve wrong words in four languages", 0, |nth| {
        let languages = LANGUAGES.iter().take(4).map(|code| code.parse()).collect::<Result<_, _>>()?;
        let question = Question { languages, ..question(nth, &wrong_words(nth)) };
        Ok(index.search(&question).map_err(said)?.hits.len())
    })
}

fn fill(index: &Index) -> Result<(Duration, Duration)> {
    let (mut took, all) = (Duration::ZERO, busy_in_all()?);
    let mut making = Duration::ZERO;
    let rebuild = index.rebuild().map_err(said)?;
    for first in (0..ARTICLES).step_by(usize::try_from(BATCH)?) {
        let before = busy()?;
        let batch: Vec<Document> = (first..first + BATCH).flat_map(documents).collect::<Result<_>>()?;
        making += busy()?.saturating_sub(before);
        let begun = Instant::now();
        for document in &batch {
            rebuild.add(document).map_err(said)?;
        }
        took += begun.elapsed();
    }
    let begun = Instant::now();
    rebuild.finish("all", Time::default()).map_err(said)?;
    Ok((took + begun.elapsed(), busy_in_all()?.saturating_sub(all + making)))
}

fn timed(what: &str, asked: u32, mut ask: impl FnMut(u64) -> Result<usize>) -> Result<()> {
    let mut times = Vec::new();
    let (mut hits, mut processor) = (0, Duration::ZERO);
    for nth in 0..QUESTIONS {
        let (begun, before) = (Instant::now(), busy()?);
        hits += usize::from(ask(u64::from(nth))? > 0);
        times.push(begun.elapsed());
        processor += busy()?.saturating_sub(before);
    }
    times.sort_unstable();
    let at = |share: usize| millis(times[times.len() * share / 1_000]);
    say(format!(
        "{what}: {:.2} ms of a processor on average; median {:.2} ms, 95th percentile {:.2} ms, 99th {:.2} ms, longest {:.2} ms ({}); {hits} of {QUESTIONS} with hits",
        millis(processor) / f64::from(QUESTIONS),
        at(500),
        at(950),
        at(990),
        at(999),
        if asked > 0 { format!("asked: {asked} ms") } else { "nothing asked".to_owned() }
    ));
    Ok(())
}

/// How long this thread has had a processor: other work on the machine does not count.
fn busy() -> Result<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = told.split(' ').next().context("schedstat begins with the time run")?;
    Ok(Duration::from_nanos(nanoseconds.parse()?))
}

/// The same of all threads of this process, in hundredths of a second.
fn busy_in_all() -> Result<Duration> {
    let told = std::fs::read_to_string("/proc/self/stat")?;
    let (_, behind) = told.rsplit_once(") ").context("stat has the name in parentheses")?;
    let ticks = |nth| behind.split(' ').nth(nth).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or(0);
    Ok(Duration::from_millis((ticks(11) + ticks(12)) * 10))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn size(folder: &std::path::Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

fn documents(nth: u64) -> impl Iterator<Item = Result<Document>> {
    LANGUAGES.into_iter().zip(0..).map(move |(code, place)| {
        let mut dice = Dice(nth * 8 + place);
        Ok(Document {
            article: format!("article{nth}"),
            language: code.parse()?,
            scope: vec![format!("site{}", nth % SITES), "public".to_owned()],
            filters: vec![format!("category{}", nth % 40)],
            title: title(nth, place),
            headings: (0..3).map(|_| words(&mut dice, place, 3)).collect(),
            tags: vec![words(&mut dice, place, 1)],
            text: words(&mut dice, place, WORDS_OF_TEXT),
            updated_at: Time(i64::try_from(nth)?),
        })
    })
}

fn title(nth: u64, language: u64) -> String {
    words(&mut Dice(nth * 8 + language + 1_000_003), language, WORDS_OF_TITLE)
}

/// Two words of a title and the beginning of a third; every fifth with an error.
fn beginning(nth: u64) -> String {
    let title = title(article(nth), 0);
    let words: Vec<&str> = title.split(' ').collect();
    let letters = usize::try_from(nth % 4 + 1).unwrap_or(1);
    let last: String = words[2].chars().take(letters).collect();
    format!("{} {} {last}", erroneous(words[0], nth), words[1])
}

/// Three words of a title in another order; every fifth with an error.
fn some_words(nth: u64) -> String {
    let title = title(article(nth), nth % 2);
    let words: Vec<&str> = title.split(' ').collect();
    format!("{} {} {}", words[3], erroneous(words[1], nth), words[0])
}

/// As many words as are looked for, long ones that are nowhere: as much work as a question can make.
fn wrong_words(nth: u64) -> String {
    let mut dice = Dice(nth);
    let words: Vec<String> =
        (0..12).map(|_| format!("{}zq{}", word(dice.rank(), 0), word(dice.rank(), 1))).collect();
    words.join(" ")
}

/// One of the site that is searched.
fn article(nth: u64) -> u64 {
    nth * 7 % (ARTICLES / SITES) * SITES
}

fn erroneous(word: &str, nth: u64) -> String {
    if !nth.is_multiple_of(5) || word.chars().count() < 5 {
        return word.to_owned();
    }
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(2, 3);
    letters.into_iter().collect()
}

fn question(nth: u64, typed: &str) -> Question {
    let language = |code: &str| code.parse::<Language>().ok();
    let languages = [LANGUAGES[usize::try_from(nth % 2).unwrap_or(0)], LANGUAGES[0]];
    let scope = Scope::any_of(["site0"]).and_any_of(["public", "all"]);
    Question::new(typed, languages.into_iter().filter_map(language).collect(), scope)
}

fn words(dice: &mut Dice, language: u64, many: u64) -> String {
    let words: Vec<String> = (0..many).map(|_| word(dice.rank(), language)).collect();
    words.join(" ")
}

/// Syllables by the word's rank, so that frequent words are short; each language has words of its own.
fn word(rank: u64, language: u64) -> String {
    const SYLLABLES: [&str; 24] = [
        "re", "set", "pa", "ss", "wor", "ter", "in", "vo", "ce", "la", "mi", "on", "tu", "er", "ban", "ki",
        "lo", "ge", "tan", "ver", "su", "dal", "pro", "ne",
    ];
    let mut left = rank * 5 + language;
    let mut word = String::new();
    while left > 0 || word.len() < 3 {
        word.push_str(SYLLABLES[usize::try_from(left % 24).unwrap_or(0)]);
        left /= 24;
    }
    word
}

/// A row of numbers that is the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The rank of a word: as often below 2 as from 2 to 4, from 4 to 8, and so on, which is Zipf's law.
    fn rank(&mut self) -> u64 {
        let size = self.next() % VOCABULARY_BITS;
        let first = 1_u64 << size;
        first - 1 + self.next() % first
    }
}
