//! From a folder or an archive into a knowledge base.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use folder::{Article as ToldArticle, FilePath, Problem, Source, segment};
use kernel::{Fault, OrgId};

use super::article::{Bench, Looked, Ready, There};
use super::category::{Categories, Shelved};
use super::identity::Identity;
use super::judge::{Judge, Verdict};
use super::order::placed;
use super::shelf::Shelf;
use super::site::Site;
use super::{Done, ImportReport, Progress, Watcher, What, words};
use crate::article::{ArticleId, Told};
use crate::category::{Category, CategoryId, Edit};
use crate::code;
use crate::door::{Desk, Operator};
use crate::kb::KbId;
use crate::page_path;

/// So many articles are stored in one act.
const TOGETHER: usize = 25;
/// So many are looked up in one view.
const LOOKED_UP: usize = 500;

/// A folder or an archive about to be taken in.
#[derive(Clone, Debug)]
pub struct KbImport {
    /// The organization.
    pub(super) org: OrgId,
    /// The knowledge base.
    pub(super) kb: KbId,
    /// Its files.
    pub(super) source: Arc<Source>,
    /// By which it is known again, such as its whole path.
    pub(super) name: String,
    /// Whether a text is published that does not say whether it is.
    pub(super) publishes: bool,
    /// Whether it is only said what would be done.
    pub(super) is_dry: bool,
    /// Whether it is one half of bringing both sides together.
    pub(super) is_sync: bool,
}

/// Articles that say their order, by the folder of their first category: each by its hash, and whether it is to stand elsewhere.
type Ordered = BTreeMap<FilePath, Vec<(String, bool)>>;

/// An article with who it is.
type Named<'a> = (&'a ToldArticle, Identity);

impl KbImport {
    /// Of these files into a knowledge base; `name` is by what they are known again, such as the whole path of their folder.
    pub fn new((org, kb): (OrgId, KbId), source: Arc<Source>, name: String) -> Self {
        Self { org, kb, source, name, publishes: false, is_dry: false, is_sync: false }
    }

    /// The same, publishing what does not say whether it is a draft.
    #[must_use]
    pub fn publishing(self) -> Self {
        Self { publishes: true, ..self }
    }

    /// The same, only saying what would be done.
    #[must_use]
    pub fn dry(self) -> Self {
        Self { is_dry: true, ..self }
    }

    /// Takes in what is new or has changed. It can be dropped, and run again, at any time: what is here already is left as it
    /// is. A file that something is wrong with is told with its whole article; the others go on. Texts that somebody has
    /// written at in the app since are never touched.
    pub async fn run(
        &self,
        desk: &Desk,
        operator: &Operator,
        watcher: Watcher<'_>,
    ) -> Result<ImportReport, Fault> {
        let view = desk.view_operator(operator, self.org).await?;
        let mut site = Site::read(&view, self.kb).await?;
        view.close();
        site.languages.is_published = self.publishes;
        let (source, languages) = (self.source.clone(), site.languages.clone());
        let read = tokio::task::spawn_blocking(move || folder::read_heads(&source, &languages)).await;
        let (library, problems) = read.map_err(Fault::internal)?;
        let mut run = Run {
            import: self,
            desk,
            operator,
            site,
            shelf: Shelf::new(self.source.clone(), library),
            shelved: Shelved::default(),
            report: ImportReport { problems, ..ImportReport::default() },
        };
        run.take_categories().await?;
        run.take_articles(watcher).await?;
        run.take_redirects().await?;
        run.report.problems.sort();
        run.report.notes.sort();
        Ok(run.report)
    }
}

struct Run<'a> {
    import: &'a KbImport,
    desk: &'a Desk,
    operator: &'a Operator,
    site: Site,
    shelf: Shelf,
    shelved: Shelved,
    report: ImportReport,
}

impl Run<'_> {
    async fn take_categories(&mut self) -> Result<(), Fault> {
        let Self { import, desk, operator, .. } = *self;
        let (quiet, had) = (BTreeSet::new(), BTreeSet::new());
        let categories = Categories { import, desk, operator, site: &self.site, quiet: &quiet, had: &had };
        self.shelved = categories.take_in(&self.shelf.library.categories, &mut self.report).await?;
        Ok(())
    }

    async fn take_articles(&mut self, watcher: Watcher<'_>) -> Result<(), Fault> {
        let mut library = std::mem::take(&mut self.shelf.library.articles);
        for article in &mut library {
            article.categories.retain(|path| !self.shelved.gone.contains(path));
        }
        let known = self.identify(&library).await?;
        for (article, identity) in &known {
            for text in &article.texts {
                for version in text.versions() {
                    let title = page_path::slug(&version.title, "article");
                    let slug = page_path::slug(&version.slug, &title);
                    let path = segment(&format!("{slug}-{}", identity.hash));
                    self.shelf.show(&version.file, format!("/{}/{path}", text.language));
                }
            }
        }
        let mut progress = Progress { done: 0, all: known.len() };
        watcher(progress);
        let mut ordered = Ordered::new();
        for part in known.chunks(TOGETHER) {
            self.take_part(part).await?;
            for (article, identity) in part.iter().filter(|(article, _)| article.order.is_some()) {
                if let Some(path) = article.categories.first().cloned() {
                    let moves = moves(article, identity);
                    ordered.entry(path).or_default().push((identity.hash.clone(), moves));
                }
            }
            progress.done += part.len();
            watcher(progress);
        }
        self.order(&ordered).await
    }

    /// Says who each of them is.
    async fn identify<'b>(&mut self, articles: &'b [ToldArticle]) -> Result<Vec<Named<'b>>, Fault> {
        let mut known = Vec::with_capacity(articles.len());
        for part in articles.chunks(LOOKED_UP) {
            let view = self.desk.view_operator(self.operator, self.import.org).await?;
            for article in part {
                match Identity::find(&view, self.import.kb, (article, &self.import.name)).await? {
                    Ok(identity) => known.push((article, identity)),
                    Err(problem) => self.report.problems.push(problem),
                }
            }
            view.close();
        }
        Ok(known)
    }

    async fn take_part(&mut self, part: &[Named<'_>]) -> Result<(), Fault> {
        let mut bodies = self.shelf.bodies(part.iter().map(|(article, _)| *article)).await?;
        let (mut known, mut looked) = (Vec::with_capacity(part.len()), Vec::with_capacity(part.len()));
        for named in part {
            match Looked::at(&self.shelf, named.0, &mut bodies) {
                Ok(one) => {
                    known.push(named);
                    looked.push(one);
                }
                Err(problem) => self.report.problems.push(problem),
            }
        }
        let there = self.look_up(&known, &looked).await?;
        let mut ready = Vec::new();
        for (((article, identity), looked), there) in known.into_iter().zip(looked).zip(there) {
            match self.bench().ready(article, looked, &there).await? {
                Ok(one) => ready.extend(self.judge((article, identity), one, &there)),
                Err(problem) => self.report.problems.push(problem),
            }
        }
        self.store(ready).await
    }

    async fn look_up(&self, part: &[&Named<'_>], looked: &[Looked]) -> Result<Vec<There>, Fault> {
        let view = self.desk.view_operator(self.operator, self.import.org).await?;
        let mut all = Vec::with_capacity(part.len());
        for ((_, identity), looked) in part.iter().zip(looked) {
            let whole = match identity.known {
                Some(id) => Some(view.whole_article(id).await?),
                None => None,
            };
            let mut taken = BTreeMap::new();
            for id in looked.ids() {
                taken.extend(view.kept_file(id).await?.map(|file| (id, file)));
            }
            all.push(There { whole, taken });
        }
        view.close();
        Ok(all)
    }

    fn bench(&self) -> Bench<'_> {
        Bench {
            desk: self.desk,
            org: self.import.org,
            kb: self.import.kb,
            site: &self.site,
            shelf: &self.shelf,
            categories: &self.shelved.known,
            is_dry: self.import.is_dry,
        }
    }

    /// What is to be stored of an article that was made ready, if anything.
    fn judge<'b>(
        &mut self,
        (article, identity): (&'b ToldArticle, &Identity),
        ready: Ready,
        there: &There,
    ) -> Option<(&'b ToldArticle, Told)> {
        let is_own = |id: &CategoryId| {
            self.site.categories.iter().any(|own| own.category.id == *id)
                || self.shelved.known.values().any(|own| own == id)
        };
        let judge = Judge { kb: self.import.kb, is_own: &is_own, now: self.desk.context().now() };
        let verdict = judge.judge(ready.wanted, identity, there.whole.as_ref());
        self.report.notes.extend(ready.notes);
        match verdict {
            Verdict::Same => {
                self.report.same += 1;
                None
            }
            Verdict::Left(reason) => {
                self.report.notes.push(Problem::of(place(article), format!("left as it is: {reason}")));
                None
            }
            Verdict::Store(told, notes) => {
                let notes = notes.into_iter().map(|note| Problem::of(place(article), note));
                self.report.notes.extend(notes);
                Some((article, Told { files: ready.files, ..*told }))
            }
        }
    }

    /// All in one act; or, where one of them is refused, each in its own.
    async fn store(&mut self, ready: Vec<(&ToldArticle, Told)>) -> Result<(), Fault> {
        if self.import.is_dry || ready.is_empty() {
            self.count_all(&ready);
            return Ok(());
        }
        let all: Vec<&Told> = ready.iter().map(|(_, told)| told).collect();
        if self.act(&all).await.is_ok() {
            self.count_all(&ready);
            return Ok(());
        }
        for (article, told) in &ready {
            match self.act(&[told]).await {
                Ok(()) => self.count(article, told),
                Err(fault) => self.report.problems.push(Problem::of(place(article), words::refused(fault)?)),
            }
        }
        Ok(())
    }

    async fn act(&self, all: &[&Told]) -> Result<(), Fault> {
        let mut act = self.desk.act_operator(self.operator, self.import.org);
        for told in all {
            act.take_in(self.import.kb, told).await?;
        }
        act.done(()).await
    }

    fn count_all(&mut self, all: &[(&ToldArticle, Told)]) {
        for (article, told) in all {
            self.count(article, told);
        }
    }

    fn count(&mut self, article: &ToldArticle, told: &Told) {
        if told.is_nothing() {
            self.report.same += 1;
            return;
        }
        self.report.files += told.files.len();
        let title = article.texts.first().and_then(|text| text.any()).map(|version| version.title.clone());
        self.report.done.push(Done {
            what: What::Article,
            is_new: told.known.is_none(),
            place: place(article),
            title: title.unwrap_or_default(),
        });
    }

    /// Puts the articles whose order the folder has changed where it has them, in the first of their categories.
    async fn order(&self, ordered: &Ordered) -> Result<(), Fault> {
        let ordered = || ordered.iter().filter(|(_, told)| told.iter().any(|(_, moves)| *moves));
        if self.import.is_dry || ordered().next().is_none() {
            return Ok(());
        }
        let view = self.desk.view_operator(self.operator, self.import.org).await?;
        let there = view.order_of_articles(self.shelved.known.values().copied()).await?;
        let mut wanted: Vec<(CategoryId, Vec<ArticleId>)> = Vec::new();
        for (path, hashes) in ordered() {
            let Some(category) = self.shelved.known.get(path) else { continue };
            let now: Vec<ArticleId> =
                there.iter().filter(|(id, _)| id == category).map(|(_, article)| *article).collect();
            let stands_here: BTreeSet<&ArticleId> = now.iter().collect();
            let mut told = Vec::with_capacity(hashes.len());
            for (hash, moves) in hashes {
                let id = view.article_of_hash(hash).await?.filter(|id| stands_here.contains(id));
                told.extend(id.map(|id| (id, *moves)));
            }
            let order = placed(&now, &told);
            wanted.extend((order != now).then_some((*category, order)));
        }
        view.close();
        for (category, order) in wanted {
            let mut act = self.desk.act_operator(self.operator, self.import.org);
            let category = act.open::<Edit, Category>(category).await?;
            category.order_articles(&mut act, &order).await?;
            act.done(()).await?;
        }
        Ok(())
    }

    async fn take_redirects(&mut self) -> Result<(), Fault> {
        let view = self.desk.view_operator(self.operator, self.import.org).await?;
        let there = view.redirects(self.import.kb).await?;
        view.close();
        for (old, new) in std::mem::take(&mut self.shelf.library.redirects) {
            let known = there.iter().find(|known| known.path == old);
            if known.is_some_and(|known| known.target == new) {
                continue;
            }
            let added = match known {
                Some(_) => Err(Fault::new(&code::REDIRECT_TAKEN)),
                None => self.redirect(&old, &new).await,
            };
            match added {
                Ok(()) => {
                    self.report.done.push(Done {
                        what: What::Redirect,
                        is_new: true,
                        place: old,
                        title: new,
                    });
                }
                Err(fault) if fault.is(&code::REDIRECT_TAKEN) => {
                    self.report
                        .notes
                        .push(Problem::of("_redirects", format!("{old} leads elsewhere already")));
                }
                Err(fault) => {
                    let what = format!("{old}: {}", words::refused(fault)?);
                    self.report.problems.push(Problem::of("_redirects", what));
                }
            }
        }
        Ok(())
    }

    async fn redirect(&self, old: &str, new: &str) -> Result<(), Fault> {
        let (path, target) = (old.parse()?, new.parse()?);
        if self.import.is_dry {
            return Ok(());
        }
        let mut act = self.desk.act_operator(self.operator, self.import.org);
        act.add_redirect(self.import.kb, &path, &target).await?;
        act.done(()).await
    }
}

/// Whether the folder has changed its order since it was taken in last.
fn moves(article: &ToldArticle, identity: &Identity) -> bool {
    identity.said.as_ref().map_or(identity.known.is_none(), |said| said.order != article.order)
}

/// The file that speaks for an article.
fn place(article: &ToldArticle) -> String {
    let first = article.texts.first().and_then(|text| text.any());
    first.map_or_else(|| article.key.clone(), |version| version.file.to_string())
}
