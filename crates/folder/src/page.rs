//! One file with a text: its values and its text, from Markdown or from HTML.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::Time;

use crate::front::{Front, MOST, Value};
use crate::library::{Body, Reader, Scope, Version};
use crate::path::FilePath;
use crate::problem::Problem;

/// Endings of files with a text.
const MARKDOWN: [&str; 2] = ["md", "markdown"];
const HTML: [&str; 3] = ["html", "htm", "xhtml"];
/// Before the names of our own values in the head of a page.
pub(crate) const OWN: &str = "portico:";
/// Which of them are lists.
pub(crate) const LISTS: [&str; 3] = ["categories", "readers", "tags"];
/// How a page writes a list that is there and has nothing in it.
const NOTHING: &str = "-";

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) file: FilePath,
    pub(crate) front: Front,
    body: Body,
    /// The title in the text, where the front matter has none.
    title: String,
    /// What the page says it is in, besides its front matter.
    pub(crate) language: Option<String>,
}

/// Whether a file has a text.
pub fn is_page(path: &FilePath) -> bool {
    let (_, ending) = path.stem();
    MARKDOWN.contains(&ending.as_str()) || is_html(path)
}

/// Whether it is HTML.
pub fn is_html(path: &FilePath) -> bool {
    HTML.contains(&path.stem().1.as_str())
}

impl Page {
    /// Reads a file; `stem` is what it is called, where it does not say.
    pub(crate) fn read(file: &FilePath, bytes: Vec<u8>, stem: &str) -> Result<Self, Problem> {
        let source = String::from_utf8(bytes).map_err(|error| {
            let read = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let line = read.matches('\n').count() + 1;
            Problem::of(file, "it is not UTF-8").at(line)
        })?;
        let source = source.strip_prefix('\u{feff}').unwrap_or(&source).replace("\r\n", "\n");
        let mut page =
            if is_html(file) { Self::of_html(file, &source)? } else { Self::of_markdown(file, &source)? };
        if page.title.is_empty() {
            page.title = spoken(stem);
        }
        Ok(page)
    }

    fn of_markdown(file: &FilePath, source: &str) -> Result<Self, Problem> {
        let (front, body) = Front::read(file, source)?;
        let (title, body) = match first_heading(body).filter(|_| !front.has("title")) {
            Some((title, rest)) => (title, rest),
            None => (String::new(), body),
        };
        let body = Body::Markdown(body.to_owned());
        Ok(Self { file: file.clone(), front, body, title, language: None })
    }

    fn of_html(file: &FilePath, source: &str) -> Result<Self, Problem> {
        let page = markup::Page::read(source);
        let said: usize = page.meta.iter().map(|(name, said)| name.len() + said.len()).sum();
        if said > MOST {
            let what = format!("the values in its head are larger than {} KB", MOST / 1024);
            return Err(Problem::of(file, what));
        }
        let front = Front::of(file, values_of(&page.meta));
        let (title, language) = (page.title, page.language);
        Ok(Self { file: file.clone(), front, body: Body::Html(page.body), title, language })
    }

    /// Its text.
    pub(crate) fn into_body(self) -> Body {
        self.body
    }

    /// Whether it says itself what language it is in.
    pub(crate) fn says_language(&self) -> bool {
        self.language.is_some() || ["language", "lang"].iter().any(|key| self.front.has(key))
    }

    /// What a category or an article is called.
    pub(crate) fn title(&self) -> Result<String, Problem> {
        Ok(self.front.text("title")?.unwrap_or(&self.title).to_owned())
    }

    /// Words, or nothing.
    pub(crate) fn words(&self, key: &str) -> Result<String, Problem> {
        Ok(self.front.text(key)?.unwrap_or_default().to_owned())
    }

    /// As a version of an article, with its text or without.
    pub(crate) fn version(&self, has_body: bool) -> Result<Version, Problem> {
        Ok(Version {
            file: self.file.clone(),
            title: self.title()?,
            slug: self.words("slug")?,
            meta: [
                self.words("seo_title")?,
                self.words("description")?,
                self.front.list("keywords")?.join(", "),
            ],
            body: if has_body { self.body.clone() } else { Body::Unread },
            extra: self.front.extra().to_owned(),
        })
    }

    /// Whether it is published, where it says so.
    pub(crate) fn is_published(&self) -> Result<Option<bool>, Problem> {
        match self.front.choice("status", &["published", "draft"])? {
            Some(status) => Ok(Some(status == "published")),
            None => Ok(self.front.flag("draft")?.map(|is_draft| !is_draft)),
        }
    }

    pub(crate) fn scope(&self) -> Result<Scope, Problem> {
        let scope = self.front.choice("scope", &["public", "internal"])?;
        Ok(if scope == Some("internal") { Scope::Internal } else { Scope::Public })
    }

    pub(crate) fn readers(&self) -> Result<Vec<Reader>, Problem> {
        let reader = |said: String| match said.split_once(": ") {
            Some(("team", name)) => Ok(Reader::Team(name.trim().to_owned())),
            Some(("set", name)) => Ok(Reader::Set(name.trim().to_owned())),
            _ => Err(self
                .front
                .problem("readers", "readers is a list such as [\"team: Field\", \"set: Leads\"]")),
        };
        self.front.list("readers")?.into_iter().map(reader).collect()
    }

    /// Folders that it is in besides or instead of its own.
    pub(crate) fn categories(&self) -> Result<Option<Vec<FilePath>>, Problem> {
        if !self.front.has("categories") {
            return Ok(None);
        }
        let path = |said: String| {
            let wrong = |_| self.front.problem("categories", &format!("{said:?} is no folder here"));
            said.trim_matches('/').parse::<FilePath>().map_err(wrong)
        };
        self.front.list("categories")?.into_iter().map(path).collect::<Result<_, _>>().map(Some)
    }

    /// A moment such as `2026-12-01T10:00:00Z`.
    pub(crate) fn moment(&self, key: &str) -> Result<Option<Time>, Problem> {
        let Some(said) = self.front.text(key)? else { return Ok(None) };
        let wrong = |_| self.front.problem(key, &format!("{key} is a moment such as 2026-12-01T10:00:00Z"));
        said.parse::<Timestamp>().map(|moment| Some(Time(moment.as_millisecond()))).map_err(wrong)
    }
}

/// What the head of a page says: our own values, and what search engines are told.
fn values_of(meta: &[(String, String)]) -> Vec<(String, Value)> {
    let mut values: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, said) in meta {
        let common = matches!(name.as_str(), "description" | "keywords").then_some(name.as_str());
        let Some(key) = name.strip_prefix(OWN).or(common) else { continue };
        let said = Some(said.clone()).filter(|said| said != NOTHING);
        values.entry(key).or_default().extend(said);
    }
    let value = |(key, all): (&str, Vec<String>)| {
        let value = if LISTS.contains(&key) { Value::List(all) } else { Value::Text(all.join(", ")) };
        (key.to_owned(), value)
    };
    values.into_iter().map(value).collect()
}

/// `# Title` at the beginning of a text, and what follows it.
fn first_heading(body: &str) -> Option<(String, &str)> {
    let body = body.trim_start_matches('\n');
    let (line, rest) = body.split_once('\n').unwrap_or((body, ""));
    let title = line.strip_prefix("# ")?.trim().trim_end_matches('#').trim();
    let plain = markup::ArticleHtml::from_markdown(title).text();
    (!plain.is_empty()).then(|| (plain.replace('\n', " "), rest.trim_start_matches('\n')))
}

/// `getting-started` as words: `Getting started`.
pub(crate) fn spoken(stem: &str) -> String {
    let words: Vec<&str> = stem.split(['-', '_', ' ', '+']).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    let mut signs = text.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => stem.to_owned(),
    }
}
