//! Setting back: what an entry says was there is there again (R4).

use kernel::{Fault, base_codes};

use super::Entry;
use crate::act::Act;
use crate::who::User;
use crate::{detail, setting};

impl Entry {
    /// Whether it says of something that can be set back what it was, and this user may make such a change.
    pub fn may_be_set_back(&self, who: &User) -> bool {
        setting::may_set_back(self, who) || detail::may_set_back(self, who)
    }
}

impl Act<User> {
    /// Gives a setting the value again, or the portal of a knowledge base the details, that it had before the change of
    /// this entry. `may_not` without the right to make such a change; `state_changed` where the details are not any more
    /// what the change made of them, or show an attribute that is gone; `detail_sensitive` and `snippet_gone` where they
    /// cannot be what they were because of that.
    pub async fn set_back(&mut self, entry: i64) -> Result<(), Fault> {
        let entry = self.audit_entry(entry).await?;
        match entry.name.as_str() {
            setting::facts::CHANGED => setting::set_back(self, &entry).await,
            name if detail::is_told_whole(name) => detail::set_back(self, &entry).await,
            _ => Err(Fault::new(&base_codes::NOT_FOUND)),
        }
    }
}
