//! Where everything of a knowledge base stands in a folder.

use std::collections::{BTreeMap, BTreeSet};

use folder::{
    Article as Told, Body, Category as ToldCategory, CategoryText, FilePath, Flavour, Scope, Text, Version,
    segment,
};
use kernel::Language;

use super::site::Site;
use super::written::Addresses;
use crate::article::{
    ArticleFileId, ArticleId, Audience, KeptFile, Typed, WholeArticle, WholeText, WholeVersion,
};
use crate::category::{CategoryId, ManagedCategory};

/// Names that mean something else in a folder.
const TAKEN: [&str; 4] = ["_category", "_index", "index", "_redirects"];

/// The folders of categories and the files of articles.
pub(super) struct Layout<'a> {
    site: &'a Site,
    flavour: Flavour,
    folders: BTreeMap<CategoryId, FilePath>,
    /// The place of an article in each of its categories.
    order: BTreeMap<(CategoryId, ArticleId), i64>,
    /// The names that are taken, as where case does not matter.
    taken: BTreeSet<String>,
    /// The file of each article, without language and ending.
    stems: BTreeMap<ArticleId, FilePath>,
    pages: BTreeMap<String, FilePath>,
    shown: BTreeMap<FilePath, String>,
    /// Files that articles have where somebody put them, by their addresses.
    assets: BTreeMap<String, FilePath>,
    /// Their addresses, by where they lie.
    laid: BTreeMap<FilePath, String>,
    /// Files of texts where somebody put them.
    adopted: BTreeMap<(ArticleId, Language), FilePath>,
}

/// An article as files tell it.
pub(super) struct Laid {
    pub(super) told: Told,
    pub(super) files: Vec<(FilePath, KeptFile)>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(site: &'a Site, order: &[(CategoryId, ArticleId)], flavour: Flavour) -> Self {
        let mut layout = Self {
            site,
            flavour,
            folders: BTreeMap::new(),
            order: BTreeMap::new(),
            taken: BTreeSet::new(),
            stems: BTreeMap::new(),
            pages: BTreeMap::new(),
            shown: BTreeMap::new(),
            assets: BTreeMap::new(),
            laid: BTreeMap::new(),
            adopted: BTreeMap::new(),
        };
        layout.enter(None);
        layout.count(order);
        layout
    }

    /// The same in a folder that is there already, with what has its place in it.
    pub(super) fn over(
        site: &'a Site,
        order: &[(CategoryId, ArticleId)],
        (folders, taken, assets): (
            &BTreeMap<CategoryId, FilePath>,
            &BTreeSet<FilePath>,
            &BTreeMap<String, FilePath>,
        ),
    ) -> Self {
        let mut layout = Self {
            site,
            flavour: Flavour::Markdown,
            folders: folders.clone(),
            order: BTreeMap::new(),
            taken: taken
                .iter()
                .map(stem_of)
                .chain(taken.iter().filter_map(FilePath::parent).map(|path| path.folded()))
                .collect(),
            stems: BTreeMap::new(),
            pages: BTreeMap::new(),
            shown: BTreeMap::new(),
            assets: assets.clone(),
            laid: assets.iter().map(|(address, path)| (path.clone(), address.clone())).collect(),
            adopted: BTreeMap::new(),
        };
        layout.enter(None);
        layout.count(order);
        layout
    }

    fn count(&mut self, order: &[(CategoryId, ArticleId)]) {
        let mut last: BTreeMap<CategoryId, i64> = BTreeMap::new();
        for (category, article) in order {
            let place = last.entry(*category).or_default();
            *place += 1;
            self.order.insert((*category, *article), *place);
        }
    }

    /// Gives every category below this one its folder.
    fn enter(&mut self, parent: Option<CategoryId>) {
        for own in self.site.categories.iter().filter(|own| own.category.parent == parent) {
            if self.folders.contains_key(&own.category.id) {
                self.enter(Some(own.category.id));
                continue;
            }
            let above = parent.and_then(|parent| self.folders.get(&parent).cloned());
            let said = own.texts.iter().find(|text| text.language == self.site.languages.default);
            let slug = said.or(own.texts.first()).map_or("category", |text| &text.slug);
            let folder = self.name(above.as_ref(), slug, &own.category.hash);
            self.folders.insert(own.category.id, folder);
            self.enter(Some(own.category.id));
        }
    }

    /// A name that nothing else has there and that means nothing else.
    fn name(&mut self, above: Option<&FilePath>, slug: &str, hash: &str) -> FilePath {
        let below = |name: &str| match above {
            Some(above) => above.join(name).ok(),
            None => name.parse::<FilePath>().ok().filter(|_| !self.site.languages.has(name)),
        };
        let is_free = |path: &FilePath| !self.taken.contains(&path.folded()) && !TAKEN.contains(&path.name());
        let plain = below(slug).filter(is_free);
        let path = plain.or_else(|| below(&format!("{slug}-{hash}")).filter(is_free)).or_else(|| below(hash));
        let path = path.unwrap_or_else(|| hash.parse().expect("a hash is a name"));
        self.taken.insert(path.folded());
        path
    }

    /// Gives an article its file.
    pub(super) fn place(&mut self, whole: &WholeArticle) {
        let source = whole.text(&whole.article.source).or(whole.texts.first());
        let said = source.and_then(|text| text.live.as_ref().or(text.draft.as_ref()));
        let slug = said.map_or("article", |version| version.typed.slug());
        let folder = self.home(whole).and_then(|id| self.folders.get(&id).cloned());
        let stem = self.name(folder.as_ref(), slug, &whole.article.hash);
        self.stems.insert(whole.article.id, stem);
        self.show(whole);
    }

    /// The same, where some of its texts have files already.
    pub(super) fn adopt(&mut self, whole: &WholeArticle, files: BTreeMap<Language, FilePath>) {
        let first = files.get(&whole.article.source).or(files.values().next());
        let Some(stem) =
            first.map(|file| file.as_str().rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem))
        else {
            return self.place(whole);
        };
        self.stems.extend(stem.parse().ok().map(|stem| (whole.article.id, stem)));
        self.adopted.extend(files.into_iter().map(|(language, file)| ((whole.article.id, language), file)));
        self.show(whole);
    }

    fn show(&mut self, whole: &WholeArticle) {
        for text in &whole.texts {
            for (version, is_draft) in [(&text.live, false), (&text.draft, text.live.is_some())] {
                let Some(version) = version else { continue };
                let Some(file) = self.file(whole, (&text.language, is_draft)) else { continue };
                let path = format!("{}-{}", version.typed.slug(), whole.article.hash);
                let address = format!("/{}/{}", text.language, segment(&path));
                self.pages.entry(address.clone()).or_insert_with(|| file.clone());
                self.shown.insert(file, address);
            }
        }
    }

    /// The first of its categories here.
    fn home(&self, whole: &WholeArticle) -> Option<CategoryId> {
        let own = self.site.categories.iter().map(|own| own.category.id);
        own.into_iter().find(|id| whole.arrangement.categories.contains(id))
    }

    fn ending(&self) -> &'static str {
        if self.flavour == Flavour::Html { "html" } else { "md" }
    }

    fn file(&self, whole: &WholeArticle, (language, is_draft): (&Language, bool)) -> Option<FilePath> {
        if let Some(file) = self.adopted.get(&(whole.article.id, language.clone())) {
            return Some(file.clone());
        }
        let stem = self.stems.get(&whole.article.id)?;
        let language = if *language == whole.article.source { String::new() } else { format!(".{language}") };
        let draft = if is_draft { ".draft" } else { "" };
        format!("{stem}{language}{draft}.{}", self.ending()).parse().ok()
    }

    /// Every category with what it says.
    pub(super) fn categories(&self) -> Vec<ToldCategory> {
        let orders = self.site.categories.iter().zip(1..);
        orders.filter_map(|(own, order)| self.category(own, order)).collect()
    }

    fn category(&self, own: &ManagedCategory, order: i64) -> Option<ToldCategory> {
        let path = self.folders.get(&own.category.id)?;
        let mut said: Vec<_> = own.texts.iter().collect();
        said.sort_by_key(|text| text.language != self.site.languages.default);
        let texts = said.iter().enumerate().map(|(nth, text)| {
            let language = if nth == 0 { String::new() } else { format!(".{}", text.language) };
            Some(CategoryText {
                file: path.join(&format!("_category{language}.{}", self.ending())).ok()?,
                language: text.language.clone(),
                title: text.title.clone(),
                slug: text.slug.clone(),
                description: text.description.clone(),
                is_shown: text.is_shown,
            })
        });
        Some(ToldCategory {
            path: path.clone(),
            id: Some(own.category.hash.clone()),
            icon: own.category.icon.clone(),
            is_published: Some(own.category.is_published),
            order: Some(order),
            texts: texts.collect::<Option<_>>()?,
        })
    }

    /// An article, with the files it asks for.
    pub(super) fn article(&self, whole: &WholeArticle, kept: &BTreeMap<ArticleFileId, KeptFile>) -> Laid {
        let mut laid = Laid { told: self.head(whole), files: Vec::new() };
        let mut texts: Vec<&WholeText> = whole.texts.iter().collect();
        texts.sort_by_key(|text| text.language != whole.article.source);
        for text in texts {
            let language = &text.language;
            let mut version = |version: &Option<WholeVersion>, is_draft| {
                let file = self.file(whole, (language, is_draft))?;
                Some(self.version(file, &version.as_ref()?.typed, (kept, &mut laid.files)))
            };
            let (live, draft) = (version(&text.live, false), version(&text.draft, text.live.is_some()));
            laid.told.texts.push(Text {
                language: language.clone(),
                live,
                draft,
                is_outdated: text.is_outdated,
                schedule: [text.schedule.publish_at, text.schedule.unpublish_at],
            });
        }
        laid
    }

    /// What is of the whole article.
    fn head(&self, whole: &WholeArticle) -> Told {
        let WholeArticle { article, arrangement, .. } = whole;
        let home = self.home(whole);
        let others = arrangement.categories.iter().filter(|id| Some(**id) != home);
        let categories = home.iter().chain(others).filter_map(|id| self.folders.get(id).cloned());
        let mut places = arrangement.places.iter();
        Told {
            key: String::new(),
            id: Some(article.hash.clone()),
            source: article.source.clone(),
            scope: if article.audience == Audience::Internal { Scope::Internal } else { Scope::Public },
            readers: arrangement.readers.iter().map(|reader| self.site.written(reader)).collect(),
            is_featured: places.any(|placed| placed.kb == self.site.kb && placed.is_featured),
            tags: arrangement.tags.iter().cloned().collect(),
            categories: categories.collect(),
            order: home.and_then(|home| self.order.get(&(home, article.id)).copied()),
            texts: Vec::new(),
        }
    }

    fn version(
        &self,
        file: FilePath,
        typed: &Typed,
        (kept, files): (&BTreeMap<ArticleFileId, KeptFile>, &mut Vec<(FilePath, KeptFile)>),
    ) -> Version {
        let addresses = Addresses {
            from: file.clone(),
            pages: &self.pages,
            shown: &self.shown,
            assets: &self.assets,
            laid: &self.laid,
            kept,
        };
        files.extend(addresses.files_of(typed));
        let (there, back) =
            (|address: &str| addresses.there(address), |address: &str| addresses.back(address));
        let body = match self.flavour {
            Flavour::Markdown => Body::Markdown(typed.body().to_markdown_with(there, back)),
            Flavour::Html => Body::Html(typed.body().to_html_with(there)),
        };
        Version {
            file,
            title: typed.title().to_owned(),
            slug: typed.slug().to_owned(),
            meta: typed.meta().map(str::to_owned),
            body,
            extra: String::new(),
        }
    }
}

/// A file without its ending, as where case does not matter.
fn stem_of(path: &FilePath) -> String {
    let folded = path.folded();
    folded.rsplit_once('.').map_or(folded.clone(), |(stem, _)| stem.to_owned())
}
