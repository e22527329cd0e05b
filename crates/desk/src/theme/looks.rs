//! Themes ready to serve: each revision is compiled once on this node, and kept while it is asked for.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use ::theme::{Asset, Bundle, TEMPLATES, Template, TemplateFault};
use kernel::{Fault, OrgId};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::OnceCell;

use super::{Pace, RevisionId};
use crate::door::Desk;
use crate::kb::{KbId, Site};

/// The most revisions that are kept; the one that was asked for the longest time ago goes.
const MOST_KEPT: usize = 64;

/// Every theme that this node has compiled, and the template that comes with the program.
pub struct Looks {
    bundled: Arc<Bundle>,
    /// The other templates of the program, in their order.
    templates: Vec<OnceLock<Arc<Bundle>>>,
    /// The one asked for last stands last.
    kept: Mutex<VecDeque<Arc<Kept>>>,
}

/// A revision: compiled by whoever asks first, waited for by whoever asks meanwhile.
struct Kept {
    org: OrgId,
    kb: KbId,
    revision: RevisionId,
    /// Of a theme that cannot be compiled the template's: revisions do not change, so it is not tried again.
    made: OnceCell<Arc<Bundle>>,
    /// When this node last said that something is wrong with it, in milliseconds.
    told_at: AtomicI64,
    /// For which of its pages others should not wait.
    pace: Pace,
}

/// How long a node says nothing more of a revision. The database holds all nodes to an hour for each theme.
const QUIET_MILLIS: i64 = 60 * 60 * 1000;

impl Kept {
    fn new((org, kb): (OrgId, KbId), revision: RevisionId) -> Self {
        Self { org, kb, revision, made: OnceCell::new(), told_at: AtomicI64::new(0), pace: Pace::default() }
    }

    /// Has those who manage themes told, beside the page that is waited for.
    fn tell(&self, desk: &Desk, why: String) {
        let (now, told_at) = (desk.context().now().0, self.told_at.load(Ordering::Relaxed));
        let is_first = now - told_at >= QUIET_MILLIS
            && self.told_at.compare_exchange(told_at, now, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if !is_first {
            return;
        }
        let (desk, org, revision) = (desk.clone(), self.org, self.revision);
        tokio::spawn(async move {
            if let Err(fault) = desk.tell_of_broken_theme(org, revision, &why).await {
                tracing::error!(%fault, %revision, "nobody could be told that a theme is broken");
            }
        });
    }
}

impl Looks {
    /// None yet but the newest template. A process has one, which its pages and its mails share.
    pub fn new() -> Result<Arc<Self>, TemplateFault> {
        let bundled = Arc::new(::theme::bundled::midtown()?);
        let templates = TEMPLATES.iter().skip(1).map(|_| OnceLock::new()).collect();
        Ok(Arc::new(Self { bundled, templates, kept: Mutex::default() }))
    }

    /// What a page of a theme of this template falls back to: the newest version of that template, compiled when it is first
    /// needed.
    pub fn template(&self, name: &str) -> Arc<Bundle> {
        let others = TEMPLATES.iter().skip(1).zip(&self.templates);
        let of_name = others.into_iter().find(|(template, _)| template.name == name);
        of_name.map_or_else(
            || self.bundled.clone(),
            |(template, made)| {
                made.get_or_init(|| newest(template).map_or_else(|| self.bundled.clone(), Arc::new)).clone()
            },
        )
    }

    /// The newest template, which every page can fall back to.
    pub fn bundled(&self) -> &Arc<Bundle> {
        &self.bundled
    }

    /// What the pages of a site are drawn with. A theme that cannot be compiled any more is no reason to show nothing.
    pub async fn of(&self, desk: &Desk, site: &Site) -> Arc<Bundle> {
        match site.look {
            Some(revision) => self.of_revision(desk, (site.org, site.kb), revision).await,
            None => self.bundled.clone(),
        }
    }

    /// The same of a revision that nobody is shown yet.
    pub async fn of_revision(&self, desk: &Desk, of: (OrgId, KbId), revision: RevisionId) -> Arc<Bundle> {
        let kept = self.kept(of, revision);
        let made = kept.made.get_or_try_init(|| self.make(desk, &kept)).await;
        made.cloned().unwrap_or_else(|fault| {
            tracing::error!(%fault, %revision, "a theme cannot be read; its pages are drawn as the template has them");
            self.bundled.clone()
        })
    }

    /// Compiles a revision; what its author did wrong gives the template, what went wrong here is tried again.
    async fn make(&self, desk: &Desk, kept: &Kept) -> Result<Arc<Bundle>, Fault> {
        let look = desk.look(kept.org, kept.revision).await?;
        let template = look.template().to_owned();
        let made = tokio::task::spawn_blocking(move || look.bundle()).await.map_err(Fault::internal)?;
        Ok(made.map_or_else(
            |fault| {
                let revision = kept.revision;
                tracing::warn!(%fault, %revision, "a theme cannot be used; its pages are drawn as the template has them");
                kept.tell(desk, fault.to_string());
                self.template(&template)
            },
            Arc::new,
        ))
    }

    /// Draws a page with the site's theme. Of one that is slow it is drawn while another thread does what else this one has to:
    /// steps bound what a page takes, not how soon the next visitor is answered.
    pub fn drawing<T>(&self, site: &Site, page: &'static str, draw: impl FnOnce() -> T) -> T {
        let Some(revision) = site.look else { return draw() };
        let kept = self.kept((site.org, site.kb), revision);
        let begun = Instant::now();
        let drawn = if kept.pace.is_slow(page) { aside(draw) } else { draw() };
        kept.pace.note(page, begun.elapsed());
        drawn
    }

    /// Has those who manage themes told that a page of the site's theme cannot be drawn.
    pub fn tell_broken(&self, desk: &Desk, site: &Site, why: String) {
        if let Some(revision) = site.look {
            self.kept((site.org, site.kb), revision).tell(desk, why);
        }
    }

    /// The asset of this address, of whichever theme.
    pub fn asset(&self, hash: &str, name: &str) -> Option<Asset> {
        let own = self.bundled.assets.get(hash, name).cloned();
        let templates = || self.templates.iter().filter_map(OnceLock::get);
        let own = own.or_else(|| templates().find_map(|made| made.assets.get(hash, name).cloned()));
        own.or_else(|| self.made().iter().find_map(|(_, made)| made.assets.get(hash, name).cloned()))
    }

    /// The script of this address that a theme of the knowledge base brought.
    pub fn own_script(&self, kb: KbId, hash: &str, name: &str) -> Option<Asset> {
        let made = self.made();
        let mut own = made.iter().filter(|(of, _)| *of == kb);
        own.find_map(|(_, made)| made.assets.own_script(hash, name).cloned())
    }

    fn kept(&self, of: (OrgId, KbId), revision: RevisionId) -> Arc<Kept> {
        let mut kept = self.all();
        let known = kept.iter().position(|known| known.revision == revision).and_then(|at| kept.remove(at));
        let found = known.unwrap_or_else(|| Arc::new(Kept::new(of, revision)));
        kept.push_back(found.clone());
        while kept.len() > MOST_KEPT {
            kept.pop_front();
        }
        found
    }

    fn made(&self) -> Vec<(KbId, Arc<Bundle>)> {
        self.all().iter().filter_map(|kept| Some((kept.kb, kept.made.get()?.clone()))).collect()
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn newest(template: &Template) -> Option<Bundle> {
    template.package(template.newest())?.ok()?.bundle().ok()
}

/// Draws while another thread does what else this one has to.
pub fn aside<T>(draw: impl FnOnce() -> T) -> T {
    if has_other_threads() { tokio::task::block_in_place(draw) } else { draw() }
}

fn has_other_threads() -> bool {
    Handle::try_current().is_ok_and(|runtime| runtime.runtime_flavor() == RuntimeFlavor::MultiThread)
}
