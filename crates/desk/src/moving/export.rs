//! Out of a knowledge base, into files.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use folder::{FilePath, Flavour, Library, Target, pages_of};
use kernel::{Fault, OrgId};
use net::ContentHash;

use super::layout::Layout;
use super::site::Site;
use super::{Progress, Watcher, with_files, written};
use crate::article::{ArticleFileId, ArticleId, KeptFile, MAX_ARTICLE_FILE, WholeArticle};
use crate::door::{Desk, Operator};
use crate::kb::KbId;

/// So many articles are held at once.
const TOGETHER: usize = 100;

/// A knowledge base about to be written into files.
#[derive(Clone, Copy, Debug)]
pub struct KbExport {
    /// The organization.
    pub org: OrgId,
    /// The knowledge base.
    pub kb: KbId,
    /// As what.
    pub flavour: Flavour,
}

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ExportReport {
    /// Articles.
    pub articles: usize,
    /// Categories.
    pub categories: usize,
    /// Pictures and other files.
    pub files: usize,
}

/// Some articles, with the files they ask for.
struct Part {
    wholes: Vec<WholeArticle>,
    kept: BTreeMap<ArticleFileId, KeptFile>,
}

impl KbExport {
    /// Writes all that is read or written in it, each article whole. What is deleted, and what was read before, is not.
    pub async fn run(
        &self,
        (desk, operator): (&Desk, &Operator),
        target: &Arc<Mutex<Target>>,
        watcher: Watcher<'_>,
    ) -> Result<ExportReport, Fault> {
        let view = desk.view_operator(operator, self.org).await?;
        let site = Site::read(&view, self.kb).await?;
        let order = view.order_of_articles(site.ids()).await?;
        let ids = view.articles_of(self.kb).await?;
        let redirects = view.redirects(self.kb).await?;
        view.close();
        let mut layout = Layout::new(&site, &order, self.flavour);
        // Addresses between articles need the place of each of them first.
        for part in ids.chunks(TOGETHER) {
            self.read((desk, operator), part).await?.wholes.iter().for_each(|whole| layout.place(whole));
        }
        let redirects = redirects.into_iter().map(|known| (known.path, known.target)).collect();
        let library = Library { categories: layout.categories(), articles: Vec::new(), redirects };
        put(target, pages_of(&library, self.flavour)).await?;
        let (mut files, mut done) = (BTreeMap::new(), 0);
        for part in ids.chunks(TOGETHER) {
            let Part { wholes, kept } = self.read((desk, operator), part).await?;
            for laid in wholes.iter().map(|whole| layout.article(whole, &kept)) {
                let library = Library { articles: vec![laid.told], ..Library::default() };
                put(target, pages_of(&library, self.flavour)).await?;
                files.extend(laid.files);
            }
            done += part.len();
            watcher(Progress { done, all: ids.len() });
        }
        for (path, file) in &files {
            put(target, vec![(path.clone(), self.bytes(desk, file).await?)]).await?;
        }
        Ok(ExportReport { articles: done, categories: site.categories.len(), files: files.len() })
    }

    async fn read(&self, (desk, operator): (&Desk, &Operator), ids: &[ArticleId]) -> Result<Part, Fault> {
        let view = desk.view_operator(operator, self.org).await?;
        let mut part = Part { wholes: Vec::with_capacity(ids.len()), kept: BTreeMap::new() };
        for id in ids {
            part.wholes.push(view.whole_article(*id).await?);
        }
        let asked: BTreeSet<ArticleFileId> = part.wholes.iter().flat_map(written::files).collect();
        for id in asked {
            part.kept.extend(view.kept_file(id).await?.map(|file| (id, file)));
        }
        view.close();
        Ok(part)
    }

    async fn bytes(&self, desk: &Desk, file: &KeptFile) -> Result<Vec<u8>, Fault> {
        let hash: ContentHash = file.hash.parse()?;
        desk.files().read_all(self.org, hash, MAX_ARTICLE_FILE as u64).await
    }
}

async fn put(target: &Arc<Mutex<Target>>, files: Vec<(FilePath, Vec<u8>)>) -> Result<(), Fault> {
    let target = target.clone();
    let put = move || {
        let mut target = target.lock().unwrap_or_else(PoisonError::into_inner);
        files.iter().try_for_each(|(path, bytes)| target.put(path, bytes))
    };
    with_files(put).await?.map_err(|error: io::Error| Fault::internal(error))
}
