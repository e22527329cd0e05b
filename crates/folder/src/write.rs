//! Writing a knowledge base as files: a folder of Markdown, or an archive of HTML pages, in the shape that is read again.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use kernel::{Language, Time};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::front::Writer;
use crate::library::{Article, Body, Category, CategoryText, Library, Scope, Text, Version};
use crate::page::{LISTS, OWN};
use crate::path::FilePath;
use crate::put::{create, put_below, unfinished};
use crate::read::REDIRECTS;

/// How texts are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavour {
    /// Markdown with front matter.
    Markdown,
    /// HTML pages with their values in their heads.
    Html,
}

/// The one value that is a number.
const ORDER: &str = "order";

/// Every file with a text, and the list of old addresses.
pub fn pages_of(library: &Library, flavour: Flavour) -> Vec<(FilePath, Vec<u8>)> {
    let mut files = Vec::new();
    for category in &library.categories {
        for (nth, text) in category.texts.iter().enumerate() {
            files.push((text.file.clone(), category_page(category, (nth, text), flavour).into_bytes()));
        }
    }
    for article in &library.articles {
        for (nth, text) in article.texts.iter().enumerate() {
            for version in text.versions() {
                files.push((
                    version.file.clone(),
                    article_page(article, (nth == 0, text), version, flavour).into_bytes(),
                ));
            }
        }
    }
    if !library.redirects.is_empty()
        && let Ok(path) = REDIRECTS.parse()
    {
        let lines: Vec<String> =
            library.redirects.iter().map(|(old, new)| format!("{old} {new}\n")).collect();
        files.push((path, lines.concat().into_bytes()));
    }
    files
}

/// Values under their keys, in the order of the file.
#[derive(Default)]
struct Values(Vec<(&'static str, Vec<String>)>);

impl Values {
    fn text(&mut self, key: &'static str, value: &str) {
        if !value.is_empty() {
            self.0.push((key, vec![value.to_owned()]));
        }
    }

    fn flag(&mut self, key: &'static str, is_set: bool) {
        self.text(key, if is_set { "true" } else { "" });
    }
}

fn category_page(category: &Category, (nth, text): (usize, &CategoryText), flavour: Flavour) -> String {
    let mut values = Values::default();
    if nth == 0 {
        values.text("id", category.id.as_deref().unwrap_or_default());
    }
    values.text("slug", &text.slug);
    if nth == 0 {
        values.text("icon", &category.icon);
        values.text(ORDER, &category.order.map_or(String::new(), |order| order.to_string()));
        values.text("status", if category.is_published == Some(false) { "draft" } else { "published" });
    }
    if !text.is_shown {
        values.text("shown", "false");
    }
    let meta = [String::new(), text.description.clone(), String::new()];
    page(&text.language, (&text.title, &meta), (&values, ""), (&Body::Markdown(String::new()), flavour))
}

fn article_page(
    article: &Article,
    (is_source, text): (bool, &Text),
    version: &Version,
    flavour: Flavour,
) -> String {
    let mut values = Values::default();
    values.text("slug", &version.slug);
    let is_draft = text.draft.as_ref() == Some(version) && text.live.as_ref() != Some(version);
    values.text("status", if is_draft { "draft" } else { "published" });
    if is_source && text.any() == Some(version) {
        of_article(article, version, &mut values);
    }
    values.flag("outdated", text.is_outdated);
    let [publish_at, unpublish_at] = text.schedule.map(|at| at.map_or(String::new(), moment));
    if is_draft || text.live.is_none() {
        values.text("publish_at", &publish_at);
    }
    if !is_draft || text.live.is_none() {
        values.text("unpublish_at", &unpublish_at);
    }
    page(&text.language, (&version.title, &version.meta), (&values, &version.extra), (&version.body, flavour))
}

/// What is of the whole article stands in the first file of its source.
fn of_article(article: &Article, version: &Version, values: &mut Values) {
    values.text("id", article.id.as_deref().unwrap_or_default());
    if article.scope == Scope::Internal {
        values.text("scope", "internal");
    }
    let mut lists = vec![
        ("readers", article.readers.iter().map(ToString::to_string).collect()),
        ("tags", article.tags.clone()),
    ];
    lists.retain(|(_, all): &(_, Vec<String>)| !all.is_empty());
    if !article.categories.iter().eq(version.file.parent().iter()) {
        lists.push(("categories", article.categories.iter().map(ToString::to_string).collect()));
    }
    values.0.extend(lists);
    values.flag("featured", article.is_featured);
    values.text(ORDER, &article.order.map_or(String::new(), |order| order.to_string()));
}

fn moment(at: Time) -> String {
    Timestamp::from_millisecond(at.0).map_or(String::new(), |moment| moment.to_string())
}

fn page(
    language: &Language,
    (title, meta): (&str, &[String; 3]),
    (values, extra): (&Values, &str),
    (body, flavour): (&Body, Flavour),
) -> String {
    let text = match body {
        Body::Markdown(text) | Body::Html(text) => text,
        Body::Unread => "",
    };
    if flavour == Flavour::Html {
        return html_page(language, (title, meta), values, text);
    }
    let mut writer = Writer::default();
    writer.text("title", title);
    writer.text("language", language.as_str());
    for (key, said) in &values.0 {
        match said.as_slice() {
            [one]
                if *key == ORDER
                    && let Ok(number) = one.parse() =>
            {
                writer.number(key, number);
            }
            [one] if !LISTS.contains(key) => writer.text(key, one),
            all => writer.all(key, all),
        }
    }
    for (key, said) in ["seo_title", "description", "keywords"].iter().zip(meta) {
        writer.text(key, said);
    }
    writer.lines(extra);
    writer.before(text)
}

fn html_page(
    language: &Language,
    (title, meta): (&str, &[String; 3]),
    values: &Values,
    text: &str,
) -> String {
    let [seo_title, description, keywords] = meta;
    let mut head = format!("<meta charset=\"utf-8\">\n<title>{}</title>\n", escaped(title));
    let mut say = |name: &str, said: &str| {
        head.extend(["<meta name=\"", name, "\" content=\"", &escaped(said), "\">\n"]);
    };
    for (name, said) in [("description", description), ("keywords", keywords)] {
        if !said.is_empty() {
            say(name, said);
        }
    }
    if !seo_title.is_empty() {
        say("portico:seo_title", seo_title);
    }
    say("portico:language", language.as_str());
    for (key, all) in &values.0 {
        for said in all {
            say(&format!("{OWN}{key}"), said);
        }
        if all.is_empty() {
            say(&format!("{OWN}{key}"), "-");
        }
    }
    let (tag, title) = (language.tag(), escaped(title));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n{head}</head>\n<body>\n<h1>{title}</h1>\n\
         <article data-article>\n{text}\n</article>\n</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Where files are written.
#[derive(Debug)]
pub enum Target {
    /// A folder that holds nothing yet.
    Folder(PathBuf),
    /// An archive, under another name until it is whole.
    Zip(Box<ZipWriter<BufWriter<File>>>, PathBuf),
}

impl Target {
    /// A folder that is not there yet, or has nothing in it but what begins with a dot.
    pub fn folder(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        for entry in fs::read_dir(path)? {
            if !entry?.file_name().as_encoded_bytes().starts_with(b".") {
                return Err(io::Error::new(ErrorKind::AlreadyExists, "there is something in it already"));
            }
        }
        Ok(Self::Folder(path.to_owned()))
    }

    /// An archive that is not there yet.
    pub fn zip(path: &Path) -> io::Result<Self> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(io::Error::new(ErrorKind::AlreadyExists, "there is such a file already"));
        }
        let file = BufWriter::new(create(&unfinished(path))?);
        Ok(Self::Zip(Box::new(ZipWriter::new(file)), path.to_owned()))
    }

    /// Writes a file.
    pub fn put(&mut self, path: &FilePath, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Folder(root) => Ok(put_below(root, path, bytes)?),
            Self::Zip(zip, _) => {
                zip.start_file(path.as_str(), SimpleFileOptions::default())?;
                zip.write_all(bytes)
            }
        }
    }

    /// Everything is there.
    pub fn finish(self) -> io::Result<()> {
        if let Self::Zip(zip, path) = self {
            zip.finish()?.flush()?;
            fs::rename(unfinished(&path), path)?;
        }
        Ok(())
    }
}
