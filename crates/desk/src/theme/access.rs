//! Who sees and changes themes.

use db::{Call, FromRow, Row, params, sql};
use kernel::{Code, Fault};

use super::{Before, Theme, ThemeId};
use crate::act::{Rule, Visible};
use crate::api_key::EDIT_THEMES;
use crate::code;
use crate::right::Right;
use crate::who::{Key, System, User, Who};

/// Somebody changes, publishes, activates or deletes a theme.
pub enum Edit {}

/// The program moves a theme on to a newer version of its template.
pub enum Follow {}

sql! {
    FIND = "select t.id, t.kb_id, t.name, t.template, t.draft_id, t.live_id, k.theme_id, t.declined,
        t.before_id, t.before_live_id from theme t
        join kb k on k.org_id = t.org_id and k.id = t.kb_id
        where t.org_id = $1 and t.id = $2 and /*see*/$3/*end*/";
}

impl Visible<User> for Theme {
    type Noun = Self;
    const TABLE: &'static str = "t";

    fn find(who: &User, id: ThemeId) -> Call<'static> {
        FIND.with(params![who.org, id, who.may(Right::ManageContent)])
    }
}

impl Visible<System> for Theme {
    type Noun = Self;
    const TABLE: &'static str = "t";

    fn find(who: &System, id: ThemeId) -> Call<'static> {
        FIND.with(params![who.org(), id, true])
    }
}

/// Without the role a key is refused by whatever it asks for: that there are themes is no secret from it.
impl Visible<Key> for Theme {
    type Noun = Self;
    const TABLE: &'static str = "t";

    fn find(who: &Key, id: ThemeId) -> Call<'static> {
        FIND.with(params![who.org, id, true])
    }
}

impl Rule<Key, Edit> for Theme {
    fn allows(&self, who: &Key) -> Result<(), &'static Code> {
        if who.may(EDIT_THEMES) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Rule<System, Follow> for Theme {
    fn allows(&self, _: &System) -> Result<(), &'static Code> {
        Ok(())
    }
}

impl Rule<User, Edit> for Theme {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::ManageContent) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl FromRow for Theme {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (id, active): (ThemeId, Option<ThemeId>) = (row.get(0)?, row.get(6)?);
        let (declined, before): (String, Option<_>) = (row.get(7)?, row.get(8)?);
        let live = row.get(9)?;
        Ok(Self {
            id,
            kb: row.get(1)?,
            name: row.get(2)?,
            template: row.get(3)?,
            draft: row.get(4)?,
            live: row.get(5)?,
            is_active: active == Some(id),
            declined: declined.parse().ok(),
            before: before.map(|draft| Before { draft, live }),
        })
    }
}
