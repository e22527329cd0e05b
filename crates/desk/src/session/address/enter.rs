//! The code that was mailed is typed.

use db::{params, sql};
use identity::Code;
use kernel::{EmailAddress, Fault};

use super::super::ask::TRIES;
use super::{AskedId, open};
use crate::Act;
use crate::code;
use crate::form;
use crate::who::Customer;

sql! {
    TRY = "update address_code set tries = tries + 1
        where org_id = $1 and /*see*/session_id = $2/*end*/ and ends_at > $3 and tries < $4
        returning id, address, sealed, tries";
    USE = "delete from address_code where org_id = $1 and id = $2";
}

/// What came of a try. Every one must be stored with [`done`](Act::done), or guesses would be free.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// The address is the customer's.
    Added,
    /// Somebody else has proven it, or it cannot be theirs for another reason that is not told.
    Taken,
    /// Not the code.
    Wrong {
        /// The tries that are left, at least one.
        left: i64,
    },
    /// No living code of this session: used, replaced, over, five times wrong, never asked for.
    Spent,
}

impl Act<Customer> {
    /// Tries a code in the session that asked for it.
    pub async fn enter_address(&mut self, typed: &Code) -> Result<Proof, Fault> {
        let (org, now, session) = (self.org(), self.now(), self.who().session.clone());
        // Counted before the comparison, so that requests of one instant are tries one after another.
        let call = TRY.with(params![org, &session, now, TRIES]);
        let row: Option<(AskedId, EmailAddress, Vec<u8>, i64)> = self.writer().await?.maybe(call).await?;
        let Some((id, address, sealed, tries)) = row else { return Ok(Proof::Spent) };
        if !open(self.desk().keys(), org, id, &sealed)?.is(typed) {
            return Ok(if tries < TRIES { Proof::Wrong { left: TRIES - tries } } else { Proof::Spent });
        }
        self.writer().await?.run(USE.with(params![org, id])).await?;
        match self.own_address(&address).await {
            Ok(()) => {
                let me = self.who().id;
                form::release(self, &address, me).await?;
                Ok(Proof::Added)
            }
            Err(fault) if fault.is(&code::ADDRESS_TAKEN) => Ok(Proof::Taken),
            Err(fault) => Err(fault),
        }
    }
}
