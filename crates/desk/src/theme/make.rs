//! Making a theme, its name, and its end.

use ::theme::{Template, Values};
use db::{params, sql};
use kernel::{Fault, base_codes};
use serde_json::json;

use super::revision::{NewRevision, Revision, RevisionKind};
use super::{Checked, Designer, Edit, Files, RevisionId, Theme, ThemeId, facts, file, script};
use crate::act::{Act, Allowed};
use crate::kb::KbId;
use crate::right::Right;
use crate::who::{User, Who};
use crate::{code, line};

/// The most characters of a name.
pub const MAX_NAME: usize = 80;
/// The most themes of a knowledge base.
pub const MOST: i64 = 50;

sql! {
    KB = "select id from kb where org_id = $1 and id = $2";
    HOW_MANY = "select count(*) from theme where org_id = $1 and kb_id = $2";
    ADD = "insert into theme (org_id, id, kb_id, name, name_key, template, draft_id, live_id, made_at)
        values ($1, $2, $3, $4, $5, $6, '', null, $7)";
    POINT = "update theme set draft_id = $3, live_id = $4 where org_id = $1 and id = $2";
    DECLINE = "update theme set declined = $3 where org_id = $1 and id = $2";
    RENAME = "update theme set name = $3, name_key = $4 where org_id = $1 and id = $2";
    DELETE = "delete from theme where org_id = $1 and id = $2";
}

impl Act<User> {
    /// Makes a theme of the newest version of a template: `theme_template` for one that there is not, `name_taken` where
    /// the knowledge base has one of that name, `themes_many` for the 51st. It can be shown at once.
    pub async fn make_theme(&mut self, kb: KbId, template: &str, name: &str) -> Result<ThemeId, Fault> {
        self.who().must(Right::ManageContent)?;
        let template = Template::named(template).ok_or_else(|| Fault::new(&code::THEME_TEMPLATE))?;
        let id = add(self, kb, (template.name, name)).await?;
        let first = NewRevision {
            theme: id,
            base: Some(template.newest()),
            values: &Values::default(),
            kind: RevisionKind::Made,
            by: Some(self.who().signature()),
        };
        let org = self.org();
        let first = first.add(self).await?;
        self.writer().await?.run(POINT.with(params![org, id, first, Some(first)])).await?;
        Ok(id)
    }
}

impl<W: Designer> Act<W> {
    /// Makes a theme of one that came from elsewhere: `name_taken` and `themes_many` as for a new one, and `theme_scripts`
    /// for a script without that right. Nothing of it is published.
    pub async fn import_theme(&mut self, kb: KbId, name: &str, checked: &Checked) -> Result<ThemeId, Fault> {
        self.who().must_add()?;
        script::may_follow(self.who(), &Files::default(), &checked.files)?;
        let id = add(self, kb, (&checked.template, name)).await?;
        let (kind, by) = (RevisionKind::Imported, Some(self.who().signature()));
        let first = NewRevision { theme: id, base: checked.base, values: &checked.values, kind, by };
        let (org, first) = (self.org(), first.add(self).await?);
        file::keep(self, first, &checked.files).await?;
        let none: Option<RevisionId> = None;
        self.writer().await?.run(POINT.with(params![org, id, first, none])).await?;
        Ok(id)
    }
}

impl Allowed<Theme, Edit> {
    /// Makes another one that begins as what was saved of this last.
    pub async fn duplicate(&self, act: &mut Act<User>, name: &str) -> Result<ThemeId, Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let was = Revision::find_in(act, self.id, self.draft).await?;
        let files = file::of_in(act, was.id).await?;
        let id = add(act, self.kb, (&self.template, name)).await?;
        let (kind, by) = (RevisionKind::Made, Some(act.who().signature()));
        let first = NewRevision { theme: id, base: was.base, values: &was.values, kind, by };
        let first = first.add(act).await?;
        file::keep(act, first, &files).await?;
        let live = self.live.filter(|live| *live == self.draft).map(|_| first);
        act.writer().await?.run(POINT.with(params![org, id, first, live])).await?;
        let declined = self.declined.map(|version| version.to_string()).unwrap_or_default();
        act.writer().await?.run(DECLINE.with(params![org, id, declined])).await?;
        Ok(id)
    }

    /// Gives it another name: `name_taken` where another has it.
    pub async fn rename(&self, act: &mut Act<User>, name: &str) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let name = named(name)?;
        let org = act.org();
        let values = params![org, self.id, &name, name.to_lowercase()];
        act.writer().await?.run(RENAME.with(values)).await?;
        let payload = json!({ "kb": self.kb, "name": name });
        act.announce(facts::RENAMED, self.id.to_string(), payload).await?;
        Ok(())
    }

    /// Deletes it with all its revisions; `theme_active` for the one that is shown.
    pub async fn delete(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if self.is_active {
            return Err(Fault::new(&code::THEME_ACTIVE));
        }
        let org = act.org();
        act.writer().await?.run(DELETE.with(params![org, self.id])).await?;
        file::sweep(act).await?;
        let payload = json!({ "kb": self.kb, "name": self.name });
        act.announce(facts::DELETED, self.id.to_string(), payload).await?;
        Ok(())
    }
}

async fn add<W: Who>(act: &mut Act<W>, kb: KbId, (template, name): (&str, &str)) -> Result<ThemeId, Fault> {
    let name = named(name)?;
    let (org, id, now) = (act.org(), act.new_id::<Theme>(), act.now());
    let writer = act.writer().await?;
    // Locked, so that two who make one at once are counted one after the other.
    let found: Option<(KbId,)> = writer.maybe(KB.with(params![org, kb]).locking("kb")).await?;
    found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let (there,): (i64,) = writer.one(HOW_MANY.with(params![org, kb])).await?;
    if there >= MOST {
        return Err(Fault::new(&code::THEMES_MANY));
    }
    writer.run(ADD.with(params![org, id, kb, &name, name.to_lowercase(), template, now])).await?;
    act.announce(facts::MADE, id.to_string(), json!({ "kb": kb, "name": name })).await?;
    Ok(id)
}

fn named(typed: &str) -> Result<String, Fault> {
    line::line::<MAX_NAME>(typed)
        .map_err(|fault| Fault::new(fault.code()).at("name", fault.code(), Vec::new()))
}
