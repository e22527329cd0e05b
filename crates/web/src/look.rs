//! Themes ready to serve: each revision is compiled once on this node, and kept while it is asked for.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use desk::Desk;
use desk::kb::Site;
use desk::theme::RevisionId;
use kernel::{Fault, Language};
use theme::{Asset, Bundle, Told};

/// The most revisions that are kept; the one that was asked for the longest time ago goes.
const MOST_KEPT: usize = 64;
/// The custom property of a brand's colour.
const ACCENT: &str = "--accent";

/// Every theme that this node has compiled, and the template that comes with the program.
pub(crate) struct Looks {
    bundled: Arc<Bundle>,
    /// The one asked for last stands last.
    kept: Mutex<VecDeque<(RevisionId, Arc<Bundle>)>>,
}

impl Looks {
    pub(crate) fn new(bundled: Bundle) -> Self {
        Self { bundled: Arc::new(bundled), kept: Mutex::default() }
    }

    /// The newest template, which every page can fall back to.
    pub(crate) fn bundled(&self) -> &Arc<Bundle> {
        &self.bundled
    }

    /// What the pages of a site are drawn with. A theme that cannot be compiled any more is no reason to show nothing.
    pub(crate) async fn of(&self, desk: &Desk, site: &Site) -> Arc<Bundle> {
        let Some(revision) = site.look else { return self.bundled.clone() };
        if let Some(kept) = self.find(revision) {
            return kept;
        }
        match compile(desk, site, revision).await {
            Ok(made) => self.keep(revision, made),
            Err(fault) => {
                tracing::error!(%fault, %revision, "a theme cannot be used; its pages are drawn as the template has them");
                self.bundled.clone()
            }
        }
    }

    /// The asset of this address, of whichever theme.
    pub(crate) fn asset(&self, hash: &str, name: &str) -> Option<Asset> {
        let own = self.bundled.assets.get(hash, name).cloned();
        own.or_else(|| self.kept().iter().find_map(|(_, bundle)| bundle.assets.get(hash, name).cloned()))
    }

    fn find(&self, revision: RevisionId) -> Option<Arc<Bundle>> {
        let mut kept = self.kept();
        let at = kept.iter().position(|(id, _)| *id == revision)?;
        let found = kept.remove(at)?;
        let bundle = found.1.clone();
        kept.push_back(found);
        Some(bundle)
    }

    fn keep(&self, revision: RevisionId, made: Bundle) -> Arc<Bundle> {
        let made = Arc::new(made);
        let mut kept = self.kept();
        kept.push_back((revision, made.clone()));
        while kept.len() > MOST_KEPT {
            kept.pop_front();
        }
        made
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<(RevisionId, Arc<Bundle>)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn compile(desk: &Desk, site: &Site, revision: RevisionId) -> Result<Bundle, Fault> {
    let look = desk.look(site.org, revision).await?;
    let made = tokio::task::spawn_blocking(move || look.package.bundle_as(&look.values));
    made.await.map_err(Fault::internal)?.map_err(Fault::internal)
}

/// What a theme says to a reader of this language; nothing where it says the same to everybody.
pub(crate) async fn told(
    desk: &Desk,
    site: &Arc<Site>,
    bundle: &Bundle,
    language: &Language,
) -> Result<Option<Told>, Fault> {
    if bundle.snippets.is_empty() {
        return Ok(None);
    }
    let view = desk.view_public(site.clone()).await?;
    let names: Vec<&str> = bundle.snippets.iter().map(String::as_str).collect();
    let languages = [language.clone(), site.default_language().clone()];
    let said: BTreeMap<String, String> = view.say_named(&names, &languages).await?;
    view.close();
    let theme = bundle.settled.told(&|name| said.get(name).map(String::as_str));
    Ok(Some(Told::new(&theme, &said)))
}

/// The address of a theme's style sheet; in the brand's colour, where the theme says none: one request instead of two.
pub(crate) fn css_url(bundle: &Bundle, accent: &str) -> String {
    let plain = bundle.assets.url(&bundle.sheet).unwrap_or_default();
    if bundle.settled.styles(ACCENT) {
        return plain.to_owned();
    }
    let hash = plain.split('/').nth(2).unwrap_or_default();
    format!("/brand/{}/{hash}/{}", accent.trim_start_matches('#'), bundle.sheet)
}
