//! A folder or an archive as a knowledge base. A file that is not as it should be is told, with its whole article; the others
//! go on.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Language;

use crate::group::{Grouped, Place, is_code, unknown};
use crate::library::{Article, Body, Category, CategoryText, Library, Text};
use crate::page::{Page, is_html, spoken};
use crate::path::FilePath;
use crate::problem::Problem;
use crate::source::Source;

/// Where old addresses are listed, as on Netlify: `/old /new` a line.
pub(crate) const REDIRECTS: &str = "_redirects";

/// What a knowledge base speaks, and what is taken for granted.
#[derive(Clone, Debug)]
pub struct Languages {
    /// What a file is in that does not say.
    pub default: Language,
    /// All of them.
    pub known: Vec<Language>,
    /// Whether a text is published that does not say.
    pub is_published: bool,
}

impl Languages {
    /// Whether a folder of this name is a language's.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Whether this is the very code of one of them.
    pub(crate) fn knows(&self, code: &str) -> bool {
        self.known.iter().any(|known| known.as_str() == code)
    }

    /// The language of a code as files write it: `de`, `pt-BR`; one with a region for one without, where there is one alone.
    pub(crate) fn find(&self, code: &str) -> Option<Language> {
        let code = code.to_ascii_lowercase().replace('-', "_");
        let exact = self.known.iter().find(|known| known.as_str() == code);
        let base = code.split('_').next().unwrap_or_default();
        let mut near = self.known.iter().filter(|known| known.base() == base);
        let near = near.next().filter(|_| near.next().is_none() && is_code(&code));
        exact.or(near).cloned()
    }
}

/// The most bytes of a page: as much as an article may be.
const MOST_OF_A_PAGE: u64 = 15 * MB;
/// The most bytes of a list of old addresses.
const MOST_REDIRECTS: u64 = MB;
const MB: u64 = 1024 * 1024;

/// Reads everything with a text. What else there is stays where it is until a text asks for it.
pub fn read(source: &Source, languages: &Languages) -> (Library, Vec<Problem>) {
    read_of(source, (languages, true), &source.paths())
}

/// The same with texts left where they are, so that a folder of any size takes little room.
pub fn read_heads(source: &Source, languages: &Languages) -> (Library, Vec<Problem>) {
    read_of(source, (languages, false), &source.paths())
}

/// The text of a file that was read without it.
pub fn body_of(source: &Source, file: &FilePath) -> Result<Body, Problem> {
    let bytes = bytes_of(source, file, MOST_OF_A_PAGE)?;
    Page::read(file, bytes, file.stem().0).map(Page::into_body)
}

/// The same of what is Markdown, as if nothing else were there.
pub fn read_markdown(source: &Source, languages: &Languages) -> (Library, Vec<Problem>) {
    let paths: Vec<FilePath> = source.paths().into_iter().filter(|path| !is_html(path)).collect();
    read_of(source, (languages, true), &paths)
}

fn read_of(
    source: &Source,
    (languages, has_bodies): (&Languages, bool),
    paths: &[FilePath],
) -> (Library, Vec<Problem>) {
    let grouped = Grouped::of(paths, languages);
    let mut reading = Reading { source, languages, has_bodies, problems: source.problems().to_vec() };
    reading.problems.extend(grouped.problems.iter().cloned());
    let categories = reading.categories(&grouped);
    let articles = reading.articles(&grouped, &categories);
    let redirects = reading.redirects();
    let Reading { mut problems, .. } = reading;
    problems.sort();
    (Library { categories, articles, redirects }, problems)
}

fn bytes_of(source: &Source, file: &FilePath, most: u64) -> Result<Vec<u8>, Problem> {
    if source.size(file).is_some_and(|size| size > most) {
        return Err(Problem::of(file, format!("it is larger than {} MB", most / MB)));
    }
    source.read(file).map_err(|refused| Problem::of(file, refused.to_string()))
}

struct Reading<'a> {
    source: &'a Source,
    languages: &'a Languages,
    has_bodies: bool,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn page(&mut self, place: &Place) -> Option<(Page, Language)> {
        let bytes = bytes_of(self.source, &place.file, MOST_OF_A_PAGE);
        let page = bytes.and_then(|bytes| Page::read(&place.file, bytes, &place.stem));
        let read = page.and_then(|page| self.language(place, &page).map(|language| (page, language)));
        self.told(read)
    }

    fn language(&self, place: &Place, page: &Page) -> Result<Language, Problem> {
        let key = if page.front.has("language") { "language" } else { "lang" };
        let find = |code: &str| self.languages.find(code);
        match (page.front.text(key)?, &place.language, &page.language) {
            (Some(code), ..) => {
                find(code).ok_or_else(|| page.front.problem(key, &unknown(&place.file, code).what))
            }
            (None, Some(language), _) => Ok(language.clone()),
            (None, None, Some(code)) => find(code).ok_or_else(|| unknown(&place.file, code)),
            (None, None, None) => Ok(self.languages.default.clone()),
        }
    }

    fn told<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// Every category, each behind the one it stands in and in its order.
    fn categories(&mut self, grouped: &Grouped) -> Vec<Category> {
        let mut found: BTreeMap<FilePath, Category> = BTreeMap::new();
        let mut places: Vec<&Place> = grouped.of_folders.iter().collect();
        places.sort_by_key(|place| (!place.is_source, place.file.clone()));
        for place in places {
            let Some(folder) = &place.folder else { continue };
            let Some((page, language)) = self.page(place) else { continue };
            let category = found.entry(folder.clone()).or_insert_with(|| bare(folder));
            if category.texts.iter().any(|text| text.language == language) {
                self.problems
                    .push(Problem::of(&place.file, format!("another file says this folder in {language}")));
                continue;
            }
            let read = add_text(category, &page, language, place.is_source);
            self.told(read);
        }
        // A folder whose file cannot be read is not one that says nothing: it would be made anew under its own name.
        let told: BTreeSet<&FilePath> =
            grouped.of_folders.iter().filter_map(|place| place.folder.as_ref()).collect();
        found.retain(|_, category| !category.texts.is_empty());
        for folder in &grouped.folders {
            if told.contains(folder) && !found.contains_key(folder) {
                continue;
            }
            let category = found.entry(folder.clone()).or_insert_with(|| bare(folder));
            if category.texts.is_empty() {
                let text = |language| CategoryText {
                    file: folder.clone(),
                    language,
                    title: spoken(folder.name()),
                    slug: String::new(),
                    description: String::new(),
                    is_shown: true,
                };
                category.texts.push(text(self.languages.default.clone()));
            }
        }
        in_order(found)
    }

    fn articles(&mut self, grouped: &Grouped, categories: &[Category]) -> Vec<Article> {
        let mut places: BTreeMap<String, Vec<&Place>> = BTreeMap::new();
        for place in &grouped.of_articles {
            places.entry(place.key()).or_default().push(place);
        }
        let mut articles: Vec<Article> = Vec::new();
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for (key, mut places) in places {
            places.sort_by_key(|place| (!place.is_source, place.is_draft, place.file.clone()));
            let pages: Vec<_> = places.iter().map(|place| (*place, self.page(place))).collect();
            // Never half an article: one of whose files something is wrong with is left out.
            let whole: Option<Vec<_>> = pages.into_iter().map(|(place, page)| Some((place, page?))).collect();
            let Some(mut whole) = whole else { continue };
            pair(&mut whole);
            let built = self.article(&key, &whole, &grouped.folders);
            let Some(article) = self.told(built) else { continue };
            let other = article.id.as_ref().and_then(|id| ids.insert(id.clone(), key.clone()));
            if let Some(other) = other {
                let what = format!("{other} has the same id; take it out of the copy");
                self.problems.push(Problem::of(&whole[0].0.file, what));
                continue;
            }
            articles.push(article);
        }
        let nth: BTreeMap<&FilePath, usize> =
            categories.iter().enumerate().map(|(nth, category)| (&category.path, nth)).collect();
        articles.sort_by_cached_key(|article| {
            let nth = article.categories.first().and_then(|path| nth.get(path));
            (nth.copied(), article.order.unwrap_or(i64::MAX), article.key.clone())
        });
        articles
    }

    fn article(
        &self,
        key: &str,
        whole: &[(&Place, (Page, Language))],
        folders: &BTreeSet<FilePath>,
    ) -> Result<Article, Problem> {
        let (place, (page, source)) = &whole[0];
        let said = page.categories()?;
        if let Some(gone) = said.iter().flatten().find(|path| !folders.contains(path)) {
            return Err(page.front.problem("categories", &format!("{:?} is no folder here", gone.as_str())));
        }
        let mut article = Article {
            key: key.to_owned(),
            id: page.front.text("id")?.map(str::to_owned),
            source: source.clone(),
            scope: page.scope()?,
            readers: page.readers()?,
            is_featured: page.front.flag("featured")?.unwrap_or_default(),
            tags: page.front.list("tags")?,
            categories: said.unwrap_or_else(|| place.folder.iter().cloned().collect()),
            order: page.front.number("order")?,
            texts: Vec::new(),
        };
        for (place, (page, language)) in whole {
            self.add_version(&mut article, (place, page), language)?;
        }
        Ok(article)
    }

    fn add_version(
        &self,
        article: &mut Article,
        (place, page): (&Place, &Page),
        language: &Language,
    ) -> Result<(), Problem> {
        let version = page.version(self.has_bodies)?;
        let is_live = !place.is_draft && page.is_published()?.unwrap_or(self.languages.is_published);
        let schedule = [page.moment("publish_at")?, page.moment("unpublish_at")?];
        let is_outdated = page.front.flag("outdated")?.unwrap_or_default();
        let texts = &mut article.texts;
        let at = texts.iter().position(|text| text.language == *language).unwrap_or(texts.len());
        if at == texts.len() {
            let language = language.clone();
            texts.push(Text { language, live: None, draft: None, is_outdated, schedule: [None; 2] });
        }
        let text = &mut texts[at];
        let slot = if is_live { &mut text.live } else { &mut text.draft };
        if let Some(other) = slot {
            let what = if place.is_draft {
                "is a draft too, where this one has its own"
            } else {
                "is the same text"
            };
            return Err(Problem::of(&place.file, format!("{} {what} in {language}", other.file)));
        }
        *slot = Some(version);
        for (said, moment) in text.schedule.iter_mut().zip(schedule) {
            *said = said.or(moment);
        }
        Ok(())
    }

    fn redirects(&mut self) -> Vec<(String, String)> {
        let Ok(path) = REDIRECTS.parse::<FilePath>() else { return Vec::new() };
        if !self.source.paths().contains(&path) {
            return Vec::new();
        }
        let bytes = bytes_of(self.source, &path, MOST_REDIRECTS);
        let Some(bytes) = self.told(bytes) else { return Vec::new() };
        let mut redirects = Vec::new();
        for (line, number) in String::from_utf8_lossy(&bytes).lines().zip(1..) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                [old, new] | [old, new, _] => redirects.push((old.to_owned(), new.to_owned())),
                _ => self.problems.push(Problem::of(&path, "this is no line `/old /new`").at(number)),
            }
        }
        redirects
    }
}

/// A draft that does not say its language is in that of the file beside which it is written.
fn pair(whole: &mut [(&Place, (Page, Language))]) {
    let read: Vec<(Option<Language>, Language)> = whole
        .iter()
        .filter(|(place, _)| !place.is_draft)
        .map(|(place, (_, language))| (place.language.clone(), language.clone()))
        .collect();
    for (place, (page, language)) in whole {
        let beside = read.iter().find(|(said, _)| *said == place.language);
        if let Some((_, beside)) = beside.filter(|_| place.is_draft && !page.says_language()) {
            language.clone_from(beside);
        }
    }
}

fn bare(folder: &FilePath) -> Category {
    Category {
        path: folder.clone(),
        id: None,
        icon: String::new(),
        is_published: None,
        order: None,
        texts: Vec::new(),
    }
}

fn add_text(
    category: &mut Category,
    page: &Page,
    language: Language,
    is_source: bool,
) -> Result<(), Problem> {
    if is_source || category.texts.is_empty() {
        category.id = page.front.text("id")?.map(str::to_owned).or(category.id.take());
        category.icon = page.words("icon")?;
        category.order = page.front.number("order")?.or(page.front.number("weight")?);
        category.is_published = page.is_published()?;
    }
    category.texts.push(CategoryText {
        file: page.file.clone(),
        language,
        title: page.title()?,
        slug: page.words("slug")?,
        description: page.words("description")?,
        is_shown: page.front.flag("shown")?.unwrap_or(true),
    });
    Ok(())
}

/// Each behind the one it stands in, those of one beside each other by their order and then by name.
fn in_order(found: BTreeMap<FilePath, Category>) -> Vec<Category> {
    let orders: BTreeMap<FilePath, i64> =
        found.iter().map(|(path, category)| (path.clone(), category.order.unwrap_or(i64::MAX))).collect();
    let mut categories: Vec<Category> = found.into_values().collect();
    categories.sort_by_cached_key(|category| {
        let mut way: Vec<(i64, String)> = Vec::new();
        let mut next = Some(category.path.clone());
        while let Some(path) = next {
            way.push((orders.get(&path).copied().unwrap_or(i64::MAX), path.name().to_owned()));
            next = path.parent();
        }
        way.reverse();
        way
    });
    categories
}
