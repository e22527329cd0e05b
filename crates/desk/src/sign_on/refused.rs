//! A token that was refused: counted, and written into the audit log with its reason (C4, A6).

use std::sync::Arc;

use identity::SignOnRefusal;
use kernel::Fault;

use crate::code;
use crate::door::Desk;
use crate::kb::Site;
use crate::session::{Network, limit};

impl Desk {
    /// Remembers a refused token and answers what its bearer is told, which is the same for every reason; `too_often`
    /// where a network had too many refused.
    pub async fn refuse_sign_on(&self, site: &Arc<Site>, refusal: SignOnRefusal, from: &Network) -> Fault {
        if let Err(fault) = self.count_refused(site, from).await {
            return fault;
        }
        self.note_sign_on(site.org, &site.kb.to_string(), from, refusal.name());
        Fault::new(&code::SIGN_ON_REFUSED)
    }

    async fn count_refused(&self, site: &Arc<Site>, from: &Network) -> Result<(), Fault> {
        let mut act = self.act_public(site.clone());
        limit::count(&mut act, &limit::SIGN_ONS_OF_NETWORK, from.key()).await?;
        act.done(()).await
    }
}
