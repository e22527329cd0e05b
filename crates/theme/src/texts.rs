//! Every text a person reads, by language and key, from Fluent files.

mod bundle;
mod guard;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kernel::Language;

use crate::TemplateFault;
use bundle::Bundle;
pub use words::Argument;
pub(crate) use words::Words;

/// The words of dates, numbers and sizes, beneath whatever else is loaded.
const BUILT_IN: [(&str, &str); 4] = [
    ("en", include_str!("../locales/en.ftl")),
    ("en_us", include_str!("../locales/en_us.ftl")),
    ("de", include_str!("../locales/de.ftl")),
    ("ar", include_str!("../locales/ar.ftl")),
];

/// What every text falls back to.
const LAST_RESORT: &str = "en";

/// The texts of an installation or a theme. A key is looked up in the reader's language (`pt_br`), in the language
/// without its region (`pt`) and in `en`; the table of each language is merged once, when it is loaded.
pub struct Texts {
    languages: BTreeMap<String, Arc<Words>>,
    last_resort: Arc<Words>,
    untold: AtomicU64,
    strict: bool,
}

impl Texts {
    /// Reads locale files, each with its language as addresses write it. Of several files of one language the later
    /// one overrides, key by key.
    pub fn load<L, S>(files: impl IntoIterator<Item = (L, S)>) -> Result<Self, TemplateFault>
    where
        L: AsRef<str>,
        S: Into<String>,
    {
        let mut bundles = BTreeMap::new();
        for (language, source) in BUILT_IN {
            read(&mut bundles, language, source.to_owned())?;
        }
        for (language, source) in files {
            read(&mut bundles, language.as_ref(), source.into())?;
        }
        Self::of_bundles(bundles)
    }

    fn of_bundles(mut bundles: BTreeMap<String, Bundle>) -> Result<Self, TemplateFault> {
        let styles: Vec<_> = bundles.keys().map(|name| bundle::style(&chain(name, &bundles))).collect();
        for (bundle, style) in bundles.values_mut().zip(styles) {
            bundle.set_number_style(style);
        }
        let told = bundles
            .into_iter()
            .map(|(language, bundle)| Ok((language, bundle.tell()?)))
            .collect::<Result<BTreeMap<_, _>, TemplateFault>>()?;
        let languages = told
            .keys()
            .map(|language| {
                Ok((language.clone(), Arc::new(Words::merge(language, &chain(language, &told))?)))
            })
            .collect::<Result<BTreeMap<_, _>, TemplateFault>>()?;
        let last_resort = languages[LAST_RESORT].clone();
        Ok(Self { languages, last_resort, untold: AtomicU64::new(0), strict: false })
    }

    /// Makes a text that is missing, or is not given a value it needs, a fault of the page instead of a blemish.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// The text. One that is missing is its key; one that misses a value shows its name in braces. Both are counted.
    pub fn text<'a>(
        &'a self,
        language: &str,
        key: &'a str,
        arguments: &[(&str, Argument<'_>)],
    ) -> Cow<'a, str> {
        let words = self.words(language);
        match words.text(key, arguments) {
            Ok(text) => text,
            Err(untold) => {
                self.count_untold();
                Cow::Owned(untold.instead)
            }
        }
    }

    /// The languages that have a file of their own, the built-in words counted.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The keys that the language has itself, without what it falls back to, sorted.
    pub fn keys(&self, language: &str) -> impl Iterator<Item = &str> {
        self.languages.get(language).into_iter().flat_map(|words| words.own_keys())
    }

    /// How many texts were asked for in vain, or without a value they need, since these were loaded.
    pub fn untold(&self) -> u64 {
        self.untold.load(Ordering::Relaxed)
    }

    pub(crate) fn count_untold(&self) {
        self.untold.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.strict
    }

    pub(crate) fn words(&self, language: &str) -> &Arc<Words> {
        let base = language.split('_').next().unwrap_or(language);
        self.languages.get(language).or_else(|| self.languages.get(base)).unwrap_or(&self.last_resort)
    }
}

fn read(bundles: &mut BTreeMap<String, Bundle>, language: &str, source: String) -> Result<(), TemplateFault> {
    if !bundles.contains_key(language) {
        let parsed: Language = language.parse().map_err(|_| {
            TemplateFault::new(format!("{language}.ftl"), None, "the name is no language code")
        })?;
        bundles.insert(language.to_owned(), Bundle::new(&parsed)?);
    }
    bundles.get_mut(language).expect("it was put there above").add(source)
}

/// What a language is made of, from the last resort to its own.
fn chain<'a, T>(language: &str, all: &'a BTreeMap<String, T>) -> Vec<&'a T> {
    let base = language.split('_').next().unwrap_or(language);
    let mut names = vec![LAST_RESORT, base, language];
    names.dedup();
    names.into_iter().filter_map(|name| all.get(name)).collect()
}
