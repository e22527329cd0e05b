//! A theme that nobody customised follows its template by itself, once the newer version passed the gate with it (T2).

use std::time::Duration;

use ::theme::{TEMPLATES, Template};
use db::{Reader, params, sql};
use kernel::{Fault, OrgId, Time};
use serde_json::json;

use super::revision::{Revision, RevisionKind};
use super::{Checked, Draft, Follow, Gate, RevisionId, Theme, ThemeId, Version, facts, file, publish};
use crate::act::{Act, Allowed, Visible};
use crate::code;
use crate::door::Desk;
use crate::org::Organization;
use crate::who::System;

/// How often it is looked whether it is time to look.
const TICK: Duration = Duration::from_mins(1);
/// How often themes are looked at, in the whole installation; and at once where a template has another version.
const EVERY_MILLIS: i64 = 60 * 60 * 1000;
/// A version that a theme could not follow to is tried again after a day.
const AGAIN_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// In whose name.
const NAME: &str = "theme.follow";

sql! {
    BEHIND = "select t.id from theme t where t.org_id = $1 and t.template = $2 and t.declined <> $3
        and (t.refused <> $3 or t.refused_at <= $4)
        and exists (select 1 from theme_revision r where r.org_id = $1 and r.id in (t.draft_id, t.live_id)
            and r.base not in ('', $3))
        and not exists (select 1 from theme_file f where f.org_id = $1 and f.revision_id in (t.draft_id, t.live_id)
            and f.path not like 'uploads/%')
        order by t.id";
    REFUSED = "update theme set refused = $3, refused_why = $4, refused_at = $5 where org_id = $1 and id = $2";
}

/// A theme about to follow: what it would be.
struct Following {
    to: Version,
    /// Of what was published last, where that is another one than was saved last.
    live: Option<Checked>,
    /// Of what was saved last.
    draft: Option<Checked>,
}

impl Desk {
    /// Has themes follow their templates until its task is ended.
    pub async fn keep_themes(&self, gate: &(impl Gate + Sync)) {
        let mut turn = tokio::time::interval(TICK);
        loop {
            turn.tick().await;
            if let Err(fault) = self.themes_turn(gate).await {
                tracing::warn!(%fault, "themes could not be looked at; a later turn tries again");
            }
        }
    }

    /// One turn: once an hour in the whole installation, and as soon as a program with another version of a template starts.
    pub async fn themes_turn(&self, gate: &(impl Gate + Sync)) -> Result<(), Fault> {
        let newest = TEMPLATES.iter().map(|template| format!(" {} {}", template.name, template.newest()));
        if !self.takes_turn(&format!("themes{}", newest.collect::<String>()), EVERY_MILLIS).await? {
            return Ok(());
        }
        let reader = self.db().reader().await?;
        let organizations = Organization::all(&reader).await?;
        reader.end();
        for organization in organizations {
            for template in TEMPLATES {
                self.follow(organization.id, template, gate).await?;
            }
        }
        Ok(())
    }

    async fn follow(&self, org: OrgId, template: &Template, gate: &(impl Gate + Sync)) -> Result<(), Fault> {
        let (newest, before) = (template.newest(), self.context().now().plus_millis(-AGAIN_MILLIS));
        let reader = self.db().reader().await?;
        let values = params![org, template.name, newest.to_string(), before];
        let behind: Vec<(ThemeId,)> = reader.all(BEHIND.with(values)).await?;
        reader.end();
        for (theme,) in behind {
            // One that cannot be looked at keeps no other from following.
            if let Err(fault) = self.follow_one((org, theme), newest, gate).await {
                tracing::error!(%fault, %theme, "a theme could not be looked at whether it can follow its template");
            }
        }
        Ok(())
    }

    async fn follow_one(
        &self,
        (org, id): (OrgId, ThemeId),
        to: Version,
        gate: &(impl Gate + Sync),
    ) -> Result<(), Fault> {
        let who = System::named(org, NAME.to_owned());
        let reader = self.db().reader().await?;
        let theme: Option<Theme> = reader.maybe(<Theme as Visible<System>>::find(&who, id)).await?;
        let Some(theme) = theme else { return Ok(()) };
        let draft = behind(&reader, org, (theme.draft, to)).await?;
        let live = theme.live.filter(|live| *live != theme.draft);
        let live = match live {
            Some(live) => behind(&reader, org, (live, to)).await?,
            None => None,
        };
        reader.end();
        if draft.is_none() && live.is_none() {
            return Ok(());
        }
        let passed = Following::of(&theme, to, (live, draft), gate).await?;
        let mut act = Act::new(who, self.clone());
        let allowed = act.open::<Follow, Theme>(id).await?;
        if *allowed != theme {
            return Ok(());
        }
        match passed {
            Ok(following) => allowed.follow(&mut act, &following).await?,
            Err(why) => allowed.stay(&mut act, to, &why).await?,
        }
        act.done(()).await
    }
}

/// What a revision holds that is laid over an older version than this one.
async fn behind(
    reader: &Reader,
    org: OrgId,
    (revision, to): (RevisionId, Version),
) -> Result<Option<Draft>, Fault> {
    let found = Revision::find(reader, org, revision).await?;
    let Some(found) = found.filter(|found| found.base.is_some_and(|base| base < to)) else { return Ok(None) };
    let files = file::of(reader, org, revision).await?;
    Ok(Some(Draft { base: Some(to), values: found.values, files }))
}

impl Following {
    /// What the theme would be, or why it cannot be that.
    async fn of(
        theme: &Theme,
        to: Version,
        (live, draft): (Option<Draft>, Option<Draft>),
        gate: &(impl Gate + Sync),
    ) -> Result<Result<Self, String>, Fault> {
        let mut following = Self { to, live: None, draft: None };
        for (draft, place) in [(live, &mut following.live), (draft, &mut following.draft)] {
            let Some(draft) = draft else { continue };
            let checked = Checked::of(draft, &theme.template, (RevisionKind::Upgraded, None)).await;
            let checked = match checked {
                Err(fault) if fault.is(&code::THEME_WRONG) => return Ok(Err(why(&fault))),
                checked => checked?,
            };
            if let Err(why) = gate.check(checked.package(), checked.values()).await {
                return Ok(Err(why));
            }
            *place = Some(checked);
        }
        Ok(Ok(following))
    }
}

/// What a fault of the theme says.
fn why(fault: &Fault) -> String {
    let values = fault.problems().iter().flat_map(|problem| &problem.values);
    values.map(|(_, why)| why.as_str()).collect::<Vec<_>>().join(", ")
}

impl Allowed<Theme, Follow> {
    async fn follow(&self, act: &mut Act<System>, following: &Following) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let live = match &following.live {
            Some(live) => Some(live.add(act, self, None).await?),
            None => None,
        };
        let draft = match &following.draft {
            Some(draft) => draft.add(act, self, None).await?,
            None => self.draft,
        };
        self.point(act, draft, (Some(self.now()), self.declined)).await?;
        let payload = json!({ "kb": self.kb, "name": self.name, "version": following.to.to_string() });
        act.announce(facts::UPGRADED, self.id.to_string(), payload).await?;
        let was_live = self.live == Some(self.draft) && draft != self.draft;
        match live.or(was_live.then_some(draft)) {
            Some(live) => publish::point(act, self, live).await,
            None => Ok(()),
        }
    }

    /// It stays where it is. Those who manage it see it in the list, and the fact is there for whoever tells them.
    async fn stay(&self, act: &mut Act<System>, to: Version, why: &str) -> Result<(), Fault> {
        self.belongs_to(act)?;
        tracing::warn!(theme = %self.id, version = %to, why, "a theme could not follow its template by itself");
        let (org, now, to): (OrgId, Time, String) = (act.org(), act.now(), to.to_string());
        act.writer().await?.run(REFUSED.with(params![org, self.id, &to, why, now])).await?;
        let payload = json!({ "kb": self.kb, "name": self.name, "version": to, "why": why });
        act.announce(facts::NOT_FOLLOWED, self.id.to_string(), payload).await?;
        Ok(())
    }
}
