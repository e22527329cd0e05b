//! Reply tags: what makes an address that a customer's reply comes back to.

use db::{params, sql};
use identity::ReplyTag;
use kernel::{EmailAddress, Fault, OrgId};

use crate::Desk;
use crate::act::Act;
use crate::conversation::{Conversation, ConversationId};
use crate::customer::CustomerId;
use crate::org;
use crate::who::{System, User, Who};

/// What a reply tag is bound to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReplyTarget {
    /// The organization.
    pub org: OrgId,
    /// The conversation that a mail with the tag belongs to.
    pub conversation: ConversationId,
    /// The customer the tag was given to.
    pub customer: CustomerId,
}

/// Its kind in the directory.
const KIND: &str = "reply_tag";

sql! {
    SEALED = "select sealed from reply_tag where org_id = $1 and conversation_id = $2 and customer_id = $3";
    ADD = "insert into reply_tag (org_id, conversation_id, customer_id, sealed, made_at) values ($1, $2, $3, $4, $5)";
    LEAD = "update directory set target = $4 where org_id = $1 and kind = $2 and target = $3";
    REVOKE = "delete from directory where org_id = $1 and kind = $2 and target = $3";
    FORGET = "delete from reply_tag where org_id = $1 and conversation_id = $2";
    TARGET = "select d.org_id, d.target from directory d where d.kind = 'reply_tag' and d.key = $1";
}

/// The tag of a conversation and its customer: the same in each of its mails.
pub(super) async fn of(act: &mut Act<System>, conversation: &Conversation) -> Result<ReplyTag, Fault> {
    let values = params![act.org(), conversation.id, conversation.customer];
    let sealed: Option<(Vec<u8>,)> = act.writer().await?.maybe(SEALED.with(values)).await?;
    match sealed {
        Some((sealed,)) => open(act, conversation, &sealed),
        None => make(act, conversation).await,
    }
}

fn open(act: &Act<System>, conversation: &Conversation, sealed: &[u8]) -> Result<ReplyTag, Fault> {
    let plain = act.desk().keys().open(sealed, &place(act.org(), conversation)).map_err(Fault::internal)?;
    let tag = std::str::from_utf8(plain.reveal()).ok().and_then(ReplyTag::parse);
    tag.ok_or_else(|| Fault::internal("a sealed reply tag is none"))
}

async fn make(act: &mut Act<System>, conversation: &Conversation) -> Result<ReplyTag, Fault> {
    let (org, now, random) = (act.org(), act.now(), act.desk().context().random.clone());
    let tag = ReplyTag::new(&random);
    let sealed = act.desk().keys().seal(tag.reveal().as_bytes(), &place(org, conversation), &random);
    let target = target(conversation.id, conversation);
    let writer = act.writer().await?;
    let values = params![org, conversation.id, conversation.customer, sealed, now];
    writer.run(ADD.with(values)).await?;
    org::enter(writer, (KIND, &tag.fingerprint().to_text()), org, &target).await?;
    Ok(tag)
}

/// From now on mails with the tags of one conversation belong to another, in whose own mails is a tag of its own.
pub(crate) async fn lead(
    act: &mut Act<User>,
    from: &Conversation,
    into: ConversationId,
) -> Result<(), Fault> {
    lead_to(act, from, target(into, from)).await
}

/// From now on mails with the tags of a conversation are this customer's.
pub(crate) async fn give<W: Who>(act: &mut Act<W>, from: &Conversation, to: CustomerId) -> Result<(), Fault> {
    lead_to(act, from, target(from.id, &Conversation { customer: to, ..from.clone() })).await
}

async fn lead_to<W: Who>(act: &mut Act<W>, from: &Conversation, target: String) -> Result<(), Fault> {
    let org = act.org();
    let values = params![org, KIND, self::target(from.id, from), target];
    act.writer().await?.run(LEAD.with(values)).await?;
    act.writer().await?.run(FORGET.with(params![org, from.id])).await?;
    Ok(())
}

/// From now on the tags that led to a conversation lead nowhere.
pub(crate) async fn revoke(act: &mut Act<User>, conversation: &Conversation) -> Result<(), Fault> {
    let org = act.org();
    let values = params![org, KIND, target(conversation.id, conversation)];
    act.writer().await?.run(REVOKE.with(values)).await?;
    act.writer().await?.run(FORGET.with(params![org, conversation.id])).await?;
    Ok(())
}

/// What the directory knows of a tag: the conversation, and the customer it was given to.
fn target(conversation: ConversationId, of: &Conversation) -> String {
    format!("{conversation} {}", of.customer)
}

/// Where a sealed tag opens, and nowhere else.
fn place(org: OrgId, conversation: &Conversation) -> String {
    format!("{org}/reply_tag/sealed/{}/{}", conversation.id, conversation.customer)
}

/// `help+tag@example.com` of `help@example.com`. One whose local part has no room for a tag stays as it is: replies to
/// it are then threaded by their references alone.
pub(super) fn address(sender: &EmailAddress, tag: &ReplyTag) -> EmailAddress {
    let (local, domain) = sender.as_str().rsplit_once('@').expect("an address has a sign");
    format!("{local}+{}@{domain}", tag.reveal()).parse().unwrap_or_else(|_| sender.clone())
}

impl Desk {
    /// What a reply tag is bound to; nothing for one that was never given out or was revoked.
    pub async fn reply_target(&self, tag: &ReplyTag) -> Result<Option<ReplyTarget>, Fault> {
        let reader = self.db().reader().await?;
        let found: Option<(OrgId, String)> =
            reader.maybe(TARGET.with(params![tag.fingerprint().to_text()])).await?;
        reader.end();
        let Some((org, target)) = found else { return Ok(None) };
        let wrong = || Fault::internal("a reply tag leads nowhere");
        let (conversation, customer) = target.split_once(' ').ok_or_else(wrong)?;
        Ok(Some(ReplyTarget { org, conversation: conversation.parse()?, customer: customer.parse()? }))
    }
}

#[cfg(test)]
mod tests {
    use identity::ReplyTag;
    use kernel::Random;

    use super::address;

    #[test]
    fn th4_a_reply_address_has_the_tag_where_there_is_room_for_it() {
        let tag = ReplyTag::new(&Random::seeded(1));
        let of = |sender: &str| address(&sender.parse().unwrap(), &tag).to_string();
        assert_eq!(of("help@acme.test"), format!("help+{}@acme.test", tag.reveal()));
        let (fits, too_long) = ("a".repeat(37), "a".repeat(38));
        assert_eq!(of(&format!("{fits}@acme.test")), format!("{fits}+{}@acme.test", tag.reveal()));
        assert_eq!(of(&format!("{too_long}@acme.test")), format!("{too_long}@acme.test"));
    }
}
