//! Who a conversation is with.

use db::{params, sql};
use kernel::{Fault, Time};

use super::super::{Conversation, ConversationId, Status};
use crate::act::View;
use crate::customer::{Address, CustomerId, Person};
use crate::session;
use crate::who::User;

sql! {
    OTHERS = "select id, number, subject, status, activity_at from conversation
        where org_id = $1 and customer_id = $2 and id <> $3 order by made_at desc, id desc limit $4";
}

/// Other conversations shown beside one.
const OTHERS_SHOWN: u32 = 10;

/// The customer of a conversation.
#[derive(Clone, Debug)]
pub struct Aside {
    /// The customer.
    pub customer: Person,
    /// The addresses, in the order they became known.
    pub addresses: Vec<Address>,
    /// The newest other conversations.
    pub others: Vec<Other>,
    /// Whether there are more.
    pub has_more: bool,
    /// In how many places the customer is signed in.
    pub sessions: i64,
    /// The names of what who looks may do about the customer now.
    pub may: Vec<&'static str>,
}

/// Another conversation of the same customer.
#[derive(Clone, Debug)]
pub struct Other {
    /// The id.
    pub id: ConversationId,
    /// The short number.
    pub number: i64,
    /// The subject; may be empty.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// When anything happened last.
    pub activity_at: Time,
}

impl View<User> {
    /// A customer of the organization by id, or the one it was merged into.
    pub async fn customer(&self, id: CustomerId) -> Result<Person, Fault> {
        self.see(id).await
    }

    /// Who a conversation is with, and what else there is with them.
    pub async fn aside(&self, conversation: &Conversation) -> Result<Aside, Fault> {
        self.reads()?;
        let (org, reader) = (self.org(), self.reader());
        let customer = Person::of_id(reader, org, conversation.customer).await?;
        let addresses = Person::addresses(reader, org, conversation.customer).await?;
        let values = params![org, conversation.customer, conversation.id, OTHERS_SHOWN + 1];
        let mut others: Vec<Other> = reader.all(OTHERS.with(values)).await?;
        let has_more = others.len() > OTHERS_SHOWN as usize;
        others.truncate(OTHERS_SHOWN as usize);
        let sessions = session::count_of(reader, org, conversation.customer, self.now()).await?;
        let may = customer.may(self.who());
        Ok(Aside { customer, addresses, others, has_more, sessions, may })
    }
}

db::columns!(Other: id, number, subject, status, activity_at);
