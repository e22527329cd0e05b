//! Going on to the newest version of a theme's template, and one step back (T2).

use axum::extract::{Path, Query};
use axum::response::Response;
use desk::theme::{Edit, Files, Plan, Theme, ThemeId};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use theme::upgrade::{ConflictKind, Fate, FileUpgrade, Upgrade};

use super::super::draw::draw;
use super::super::pages::{ThemeUpgrade, UpgradedFile};
use super::super::url;
use super::compare::{self, Compared};
use super::difference;
use super::draw::{head, preview};
use super::example::Shown;
use super::found::{Found, Seen};
use super::preview::{framing, look};
use super::publish::put_live;
use crate::answer::{Answer, see_other};
use crate::form::{Form, Pairs};
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::upload::{FormKind, Limits, UploadedAs};

/// How the names of the form's fields begin: a text that was decided, and a side that was chosen.
const DECIDED: &str = "decided:";
const SIDE: &str = "side:";

/// What somebody decided.
pub(crate) type Sent = UploadedAs<UpgradeForm>;

/// Their kind.
pub(crate) enum UpgradeForm {}

impl FormKind for UpgradeForm {
    /// Many texts of 256 KB could be decided at once; nobody does that by hand.
    const LIMITS: Limits = Limits { file_bytes: 0, files: 0, texts: 4 << 20 };
}

impl Sent {
    fn text(&self, path: &str) -> Option<String> {
        let texts = self.0.fields(&format!("{DECIDED}{path}"));
        texts.into_iter().next().map(|text| text.replace("\r\n", "\n"))
    }

    fn side(&self, path: &str) -> &str {
        self.0.field(&format!("{SIDE}{path}"))
    }

    /// What was decided about each conflict: what is still as it was drawn is no decision.
    fn decided(&self, upgrade: &Upgrade) -> Files {
        let decision = |file: &FileUpgrade| {
            let Fate::Conflict(conflict) = &file.fate else { return None };
            let content = match (&conflict.marked, self.side(&file.path)) {
                (Some(_), _) => self.text(&file.path)?.into(),
                (None, "own") => file.own.clone(),
                (None, "newer") => file.newer.clone()?,
                _ => return None,
            };
            Some((file.path.clone(), content))
        };
        upgrade.files.iter().filter_map(decision).collect()
    }
}

/// A theme with what its newest version would make of it.
struct Upgraded {
    found: Found,
    user: User,
    plan: Plan,
}

impl Upgraded {
    async fn see(view: View<User>, visit: &AppVisit, id: ThemeId) -> Result<Self, Fault> {
        let found = Seen::of(&view, id).await?.build(visit.language(Some(view.who()))).await?;
        let user = view.who().clone();
        let plan = view.theme_upgrade(id).await?;
        Ok(Self { found, user, plan })
    }

    /// The page with what was decided so far.
    async fn page(
        &self,
        shown: &Shown,
        decided: &Files,
        problems: Vec<Problem>,
    ) -> Result<ThemeUpgrade, Fault> {
        let (id, upgrade) = (self.found.managed.theme.id, &self.plan.upgrade);
        let after = self.plan.preview(decided).await?;
        let compared = compare::all(&self.found, after.package().clone()).await?;
        let Compared { pages, findings } = compared;
        let mut look = preview(&self.found, shown);
        let before = look.url.clone();
        look.files_url = None;
        look.action = url::theme_act(id, "upgrade/preview");
        look.url = format!("{}{}", look.action, shown.query());
        let bytes = |file: &Option<bytes::Bytes>| file.as_ref().map(|file| file.to_vec());
        let brought = upgrade.brings.iter().map(|brought| {
            difference::file(&brought.path, bytes(&brought.base).as_deref(), bytes(&brought.newer).as_deref())
        });
        Ok(ThemeUpgrade {
            head: head(&self.found),
            action: url::theme_act(id, "upgrade"),
            publish_action: url::theme_act(id, "upgrade/publish"),
            from: upgrade.from.to_string(),
            to: upgrade.to.to_string(),
            files: upgrade.files.iter().map(|file| told(file, decided)).collect(),
            brings: brought.collect(),
            pages,
            before_url: before,
            preview: look,
            findings,
            problems,
        })
    }
}

fn told(file: &FileUpgrade, decided: &Files) -> UpgradedFile {
    let (base, newer) = (file.base.as_deref(), file.newer.as_deref());
    let conflict = match &file.fate {
        Fate::Conflict(conflict) => Some(conflict),
        _ => None,
    };
    let decision = decided.get(&file.path).map(|text| String::from_utf8_lossy(text).into_owned());
    let is_newer = decided.get(&file.path).is_some_and(|decision| Some(decision) == file.newer.as_ref());
    UpgradedFile {
        path: file.path.clone(),
        fate: fate(&file.fate).to_owned(),
        conflict: conflict.map(|conflict| why(conflict.kind).to_owned()),
        marked: conflict
            .and_then(|conflict| conflict.marked.clone())
            .map(|marked| decision.unwrap_or(marked)),
        side: if is_newer { "newer" } else { "own" }.to_owned(),
        own: difference::file(&file.path, base, Some(&file.own)),
        newer: difference::file(&file.path, base, newer),
    }
}

fn fate(fate: &Fate) -> &'static str {
    match fate {
        Fate::Inherits => "inherits",
        Fate::Kept(_) => "kept",
        Fate::Left(_) => "left",
        Fate::Merged(_) => "merged",
        Fate::Conflict(_) => "conflict",
    }
}

fn why(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Lines => "lines",
        ConflictKind::Added => "added",
        ConflictKind::Binary => "binary",
        ConflictKind::TooLong => "long",
        ConflictKind::Unreadable => "unreadable",
    }
}

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Query(shown): Query<Shown>,
) -> Answer {
    let upgraded = Upgraded::see(view, &visit, id).await?;
    let page = upgraded.page(&shown, &Files::new(), Vec::new()).await?;
    Ok(framing(draw(StatusCode::OK, &visit, &upgraded.user, &page)?)?)
}

/// A page as it would be with nothing decided yet, in a frame.
pub(crate) async fn look_at(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Query(shown): Query<Shown>,
) -> Answer {
    let upgraded = Upgraded::see(view, &visit, id).await?;
    let after = upgraded.plan.preview(&Files::new()).await?;
    look(&visit, &upgraded.user, &upgraded.found, after.package().clone(), &shown).await
}

/// The same with what is decided so far.
pub(crate) async fn see(act: Act<User>, visit: AppVisit, Path(id): Path<ThemeId>, sent: Sent) -> Answer {
    drop(act);
    let upgraded = Upgraded::see(visit.view().await?, &visit, id).await?;
    let after = upgraded.plan.preview(&sent.decided(&upgraded.plan.upgrade)).await?;
    let shown = Shown::told(|name| sent.0.field(name).to_owned());
    look(&visit, &upgraded.user, &upgraded.found, after.package().clone(), &shown).await
}

pub(crate) async fn save(act: Act<User>, visit: AppVisit, Path(id): Path<ThemeId>, sent: Sent) -> Answer {
    drop(act);
    let upgraded = Upgraded::see(visit.view().await?, &visit, id).await?;
    match upgrade(&visit, &upgraded, &sent).await {
        Ok(_) => Ok(said::say(see_other(&url::theme(id)), &visit, "settings-said-theme-upgraded")),
        Err(fault) => refuse(&visit, &upgraded, &sent, fault).await,
    }
}

pub(crate) async fn publish(act: Act<User>, visit: AppVisit, Path(id): Path<ThemeId>, sent: Sent) -> Answer {
    drop(act);
    let upgraded = Upgraded::see(visit.view().await?, &visit, id).await?;
    let saved = match upgrade(&visit, &upgraded, &sent).await {
        Ok(saved) => saved,
        Err(fault) => return refuse(&visit, &upgraded, &sent, fault).await,
    };
    match put_live(&visit, id, saved, upgraded.plan.theme.live).await {
        Ok(()) => Ok(said::say(see_other(&url::theme(id)), &visit, "settings-said-theme-published")),
        // It is upgraded and saved; what is wrong with it stands in the code, line by line.
        Err(fault) if fault.is(&code::THEME_WRONG) => {
            let there = url::theme_act(id, "files");
            Ok(said::say(see_other(&there), &visit, "settings-said-theme-not-published"))
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn upgrade(
    visit: &AppVisit,
    upgraded: &Upgraded,
    sent: &Sent,
) -> Result<desk::theme::RevisionId, Fault> {
    let checked = upgraded.plan.check(&sent.decided(&upgraded.plan.upgrade)).await?;
    let seen = super::seen(sent.0.field("seen"))?;
    let mut act = visit.act().await?;
    let theme = act.open::<Edit, Theme>(upgraded.plan.theme.id).await?;
    let saved = theme.save(&mut act, seen, &checked).await?;
    act.done(saved).await
}

/// The page again with what was decided.
async fn refuse(visit: &AppVisit, upgraded: &Upgraded, sent: &Sent, fault: Fault) -> Answer {
    let (status, problem) = match fault.code() {
        code if *code == code::STATE_CHANGED => {
            (StatusCode::CONFLICT, Problem::of_form("settings-theme-problem-changed"))
        }
        code if [&code::THEME_CONFLICT, &code::THEME_DECISION, &code::THEME_WRONG].contains(&code) => {
            let why = super::why(&fault);
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                Problem::of_form(code.text_key).with("paths", why.clone()).with("why", why),
            )
        }
        _ => return Err(fault.into()),
    };
    let decided = sent.decided(&upgraded.plan.upgrade);
    let page = upgraded.page(&Shown::default(), &decided, vec![problem]).await?;
    let response: Response = draw(status, visit, &upgraded.user, &page)?;
    Ok(framing(response)?)
}

pub(crate) async fn step_back(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let theme = act.open::<Edit, Theme>(id).await?;
    theme.step_back(&mut act, super::seen(sent.first("seen"))?).await?;
    said::done(act, &visit, (&url::theme(id), "settings-said-theme-back")).await
}

pub(crate) async fn choose_base(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let version = sent.first("version").parse().map_err(|()| Fault::new(&code::THEME_VERSION))?;
    let checked = visit.view().await?.choose_theme_base(id, version).await?;
    let theme = act.open::<Edit, Theme>(id).await?;
    theme.save(&mut act, super::seen(sent.first("seen"))?, &checked).await?;
    said::done(act, &visit, (&url::theme(id), "settings-said-theme-based")).await
}
