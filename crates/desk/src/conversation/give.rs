//! What somebody began while an address selected nobody becomes the customer's whom it selects.

use db::{params, sql};
use kernel::Fault;
use serde_json::json;

use super::{Conversation, again, facts};
use crate::act::Act;
use crate::customer::CustomerId;
use crate::delivery;
use crate::who::{User, Who};

sql! {
    OF_ONE_ADDRESS = "select c.id, c.number, c.customer_id, c.brand_id, c.subject, c.status, c.assignee_id, c.team_id,
            c.snoozed_until, c.priority, c.made_at, c.last_seq, c.shown_channels, c.shown_seq
        from conversation c where c.org_id = $1 and c.customer_id = $2
        and not exists (select 1 from customer_address o where o.org_id = $1 and o.customer_id = $2 and o.key <> $3)
        order by c.made_at, c.id";
    OF_CUSTOMER = "select c.id, c.number, c.customer_id, c.brand_id, c.subject, c.status, c.assignee_id, c.team_id,
            c.snoozed_until, c.priority, c.made_at, c.last_seq, c.shown_channels, c.shown_seq
        from conversation c where c.org_id = $1 and c.customer_id = $2 order by c.made_at, c.id";
    MESSAGES = "select count(*) from (select m.seq from message m where m.org_id = $1 and m.conversation_id in
            (select c.id from conversation c where c.org_id = $1 and c.customer_id = $2) limit $3) as counted";
    GIVE = "update conversation set customer_id = $3 where org_id = $1 and id = $2";
    GIVE_MARK = "insert into read_mark (org_id, reader, conversation_id, seq)
        select r.org_id, $4, r.conversation_id, r.seq from read_mark r
        where r.org_id = $1 and r.conversation_id = $2 and r.reader = $3
        on conflict do nothing";
}

/// Gives the conversations of a customer who has this one address to another customer: with the words by which they are
/// found, what was read of them, and the tags by which replies come back.
pub(crate) async fn give(
    act: &mut Act<User>,
    (from, key): (CustomerId, &str),
    to: CustomerId,
) -> Result<(), Fault> {
    let call = OF_ONE_ADDRESS.with(params![act.org(), from, key]).locking("c");
    let conversations: Vec<Conversation> = act.writer().await?.all(call).await?;
    for conversation in conversations {
        give_one(act, &conversation, to).await?;
    }
    Ok(())
}

/// The messages in all of a customer's conversations; one more than `most` where there are more.
pub(crate) async fn messages_of<W: Who>(
    act: &mut Act<W>,
    customer: CustomerId,
    most: i64,
) -> Result<i64, Fault> {
    let org = act.org();
    let (count,) = act.writer().await?.one(MESSAGES.with(params![org, customer, most + 1])).await?;
    Ok(count)
}

/// Gives every conversation of a customer to another. Answers how many there were.
pub(crate) async fn give_all<W: Who>(
    act: &mut Act<W>,
    from: CustomerId,
    to: CustomerId,
) -> Result<usize, Fault> {
    let call = OF_CUSTOMER.with(params![act.org(), from]).locking("c");
    let conversations: Vec<Conversation> = act.writer().await?.all(call).await?;
    for conversation in &conversations {
        give_one(act, conversation, to).await?;
    }
    Ok(conversations.len())
}

async fn give_one<W: Who>(
    act: &mut Act<W>,
    conversation: &Conversation,
    to: CustomerId,
) -> Result<(), Fault> {
    let (org, dialect, id) = (act.org(), act.desk().db().dialect(), conversation.id);
    let (reader, new_reader) = (format!("customer:{}", conversation.customer), format!("customer:{to}"));
    delivery::give(act, conversation, to).await?;
    let writer = act.writer().await?;
    writer.run(GIVE.with(params![org, id, to])).await?;
    writer.run(GIVE_MARK.with(params![org, id, reader, new_reader])).await?;
    let given = Conversation { customer: to, ..conversation.clone() };
    again::index_all(writer, (org, dialect), &given).await?;
    let payload = json!({ "from": conversation.customer, "customer": to });
    act.announce(facts::GIVEN, id.to_string(), payload).await?;
    Ok(())
}
