//! Who brings themes in: a user at the app, or a program with a key, for those who keep theirs in Git (T5).

use kernel::Fault;

use crate::api_key;
use crate::code;
use crate::right::Right;
use crate::who::{Key, User, Who};

/// Who makes, saves and publishes themes.
pub trait Designer: Who {
    /// Refuses, with `may_not`, who may not make themes.
    fn must_add(&self) -> Result<(), Fault>;

    /// Refuses, with `may_not`, who may not change and publish them.
    fn must_edit(&self) -> Result<(), Fault>;

    /// Whether scripts of a theme's own may come from here, which no role of a user holds, and no other role of a key (T4).
    fn brings_scripts(&self) -> bool;

    /// The id by which a revision knows who made it.
    fn signature(&self) -> String;
}

impl Designer for User {
    fn must_add(&self) -> Result<(), Fault> {
        self.must(Right::ManageContent)
    }

    fn must_edit(&self) -> Result<(), Fault> {
        self.must(Right::ManageContent)
    }

    fn brings_scripts(&self) -> bool {
        self.may(Right::ThemeScripts)
    }

    fn signature(&self) -> String {
        self.id.to_string()
    }
}

impl Designer for Key {
    fn must_add(&self) -> Result<(), Fault> {
        must(self, api_key::ADD_THEMES)
    }

    fn must_edit(&self) -> Result<(), Fault> {
        must(self, api_key::EDIT_THEMES)
    }

    fn brings_scripts(&self) -> bool {
        self.may(api_key::THEME_SCRIPTS)
    }

    fn signature(&self) -> String {
        self.id.to_string()
    }
}

/// Refuses, with `may_not`, a key that holds none of these roles.
pub(super) fn must(key: &Key, any_of: &[&str]) -> Result<(), Fault> {
    if key.may(any_of) { Ok(()) } else { Err(Fault::new(&code::MAY_NOT)) }
}
