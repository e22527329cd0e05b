//! A look at a revision that is not published, for whoever was given a link to it (T1).

use identity::Mark;
use kernel::{Fault, Time};

use super::save::wrong;
use super::{ManagedTheme, RevisionId};
use crate::act::View;
use crate::door::Desk;
use crate::kb::Site;
use crate::right::Right;
use crate::who::User;

/// For how many days such a link is good.
pub const PREVIEW_DAYS: i64 = 7;
const DAY_SECONDS: i64 = 24 * 60 * 60;
const PURPOSE: &str = "theme-preview";

impl View<User> {
    /// What a link ends in that shows the whole site with what was saved of a theme last, for a week from now. Whoever has
    /// it needs no session, so it says what it is for and is marked. `theme_wrong` for what could grow without bounds when it is
    /// drawn: the gate has not seen it.
    pub fn theme_link(&self, managed: &ManagedTheme) -> Result<String, Fault> {
        self.who().must(Right::ManageContent)?;
        managed.package().and_then(|package| package.lint()).map_err(|fault| wrong(fault.to_string()))?;
        let theme = &managed.theme;
        let ends_at = self.now().plus_seconds(PREVIEW_DAYS * DAY_SECONDS);
        let parts = [theme.kb.to_string(), theme.draft.to_string(), ends_at.0.to_string()];
        let [kb, revision, until] = parts.each_ref().map(String::as_str);
        let mark = self.desk().keys().mark(PURPOSE, &[kb, revision, until]);
        Ok(format!("{revision}.{until}.{}.{}", mark.key, mark.text))
    }
}

impl Desk {
    /// The revision that such a link shows on this site, and until when; nothing for one that is over, forged or another
    /// site's.
    pub fn previewed_look(&self, site: &Site, link: &str) -> Option<(RevisionId, Time)> {
        let parts: Vec<&str> = link.split('.').collect();
        let [revision, until, key, text] = parts[..] else { return None };
        let mark = Mark { key: key.parse().ok()?, text: text.to_owned() };
        let ends_at = Time(until.parse().ok()?);
        let kb = site.kb.to_string();
        let is_marked = self.keys().is_marked(PURPOSE, &[&kb, revision, until], &mark);
        (is_marked && self.context().now() < ends_at).then_some((revision.parse().ok()?, ends_at))
    }
}
