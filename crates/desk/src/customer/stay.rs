//! A customer who writes in the instant in which two become one (W4).

use db::{params, sql};
use kernel::{Fault, base_codes};

use super::CustomerId;
use crate::act::{Act, Allowed, Rule};
use crate::code;
use crate::conversation::{Conversation, ConversationId};
use crate::who::Customer;

sql! {
    THERE = "select c.id from customer c where c.org_id = $1 and c.id = $2";
}

impl Act<Customer> {
    /// Sees to it that nobody merges this customer into another before the act is done. `customer_moved` where somebody
    /// has, since the session was looked up: it follows, so that an act begun anew is one of the customer that is left.
    pub async fn stay(&mut self) -> Result<(), Fault> {
        let call = THERE.with(params![self.org(), self.who().id]).locking("c");
        let there: Option<(CustomerId,)> = self.writer().await?.maybe(call).await?;
        there.map(|_| ()).ok_or_else(|| Fault::new(&code::CUSTOMER_MOVED))
    }

    /// Opens a conversation of theirs. `customer_moved` where it is not there because it went along with them.
    pub async fn reach<A>(&mut self, id: ConversationId) -> Result<Allowed<Conversation, A>, Fault>
    where
        Conversation: Rule<Customer, A>,
    {
        let opened = self.open::<A, Conversation>(id).await;
        if opened.as_ref().is_err_and(|fault| fault.is(&base_codes::NOT_FOUND)) {
            self.stay().await?;
        }
        opened
    }
}
