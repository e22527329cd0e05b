//! Out of a knowledge base, into files.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;

use folder::{FilePath, Flavour, Library, Target, pages_of};
use kernel::{Fault, OrgId};
use net::ContentHash;

use super::layout::Layout;
use super::site::Site;
use super::{Progress, Watcher, written};
use crate::article::{ArticleFileId, KeptFile, MAX_ARTICLE_FILE, WholeArticle};
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

impl KbExport {
    /// Writes all that is read or written in it, each article whole. What is deleted, and what was read before, is not.
    pub async fn run(
        &self,
        (desk, operator): (&Desk, &Operator),
        target: &Mutex<Target>,
        watcher: Watcher<'_>,
    ) -> Result<ExportReport, Fault> {
        let view = desk.view_operator(operator, self.org).await?;
        let site = Site::read(&view, self.kb).await?;
        let order = view.order_of_articles(self.kb).await?;
        let ids = view.articles_of(self.kb).await?;
        let redirects = view.redirects(self.kb).await?;
        view.close();
        let mut layout = Layout::new(&site, &order, self.flavour);
        let mut all = Vec::with_capacity(ids.len());
        // Addresses between articles need the place of each of them first.
        for part in ids.chunks(TOGETHER) {
            let view = desk.view_operator(operator, self.org).await?;
            for id in part {
                let whole = view.whole_article(*id).await?;
                layout.place(&whole);
                all.push(*id);
            }
            view.close();
        }
        let mut report = ExportReport { categories: site.categories.len(), ..ExportReport::default() };
        let redirects = redirects.into_iter().map(|known| (known.path, known.target)).collect();
        let library = Library { categories: layout.categories(), articles: Vec::new(), redirects };
        put(target, pages_of(&library, self.flavour))?;
        let mut files = BTreeMap::new();
        for part in all.chunks(TOGETHER) {
            let view = desk.view_operator(operator, self.org).await?;
            let mut wholes: Vec<WholeArticle> = Vec::with_capacity(part.len());
            for id in part {
                wholes.push(view.whole_article(*id).await?);
            }
            let asked: BTreeSet<ArticleFileId> = wholes.iter().flat_map(written::files).collect();
            let mut kept = BTreeMap::new();
            for id in asked {
                kept.extend(view.kept_file(id).await?.map(|file| (id, file)));
            }
            view.close();
            for whole in &wholes {
                let article = layout.article(whole, &kept);
                let library = Library { articles: vec![article.told], ..Library::default() };
                put(target, pages_of(&library, self.flavour))?;
                files.extend(article.files);
                report.articles += 1;
            }
            watcher(Progress { done: report.articles, all: all.len() });
        }
        report.files = files.len();
        for (path, file) in &files {
            put(target, vec![(path.clone(), self.bytes(desk, file).await?)])?;
        }
        Ok(report)
    }

    async fn bytes(&self, desk: &Desk, file: &KeptFile) -> Result<Vec<u8>, Fault> {
        let hash: ContentHash = file.hash.parse()?;
        desk.files().read_all(self.org, hash, MAX_ARTICLE_FILE as u64).await
    }
}

fn put(target: &Mutex<Target>, files: Vec<(FilePath, Vec<u8>)>) -> Result<(), Fault> {
    let mut target = target.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut put = || files.iter().try_for_each(|(path, bytes)| target.put(path, bytes));
    put().map_err(|error: io::Error| Fault::internal(error))
}
