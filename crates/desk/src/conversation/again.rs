//! The words of stored messages, indexed again because what they are found by changed.

use db::{Condition, Dialect, Writer, params, sql};
use kernel::{Fault, OrgId};

use super::words::{self, Document};
use super::{Conversation, MessageId};

static ONE: Condition = Condition("and m.seq = $?");

sql! {
    MESSAGES = "select m.seq, m.id, m.shown, m.text from message m where m.org_id = $1 and m.conversation_id = $2 {conditions}
        order by m.seq desc limit $3" with [ONE];
    FILE_NAMES = "select message_id, name from message_file where org_id = $1 and conversation_id = $2 and not redacted
        order by message_id, place";
    FORMER = "select number from merged_conversation where org_id = $1 and into_id = $2 order by number";
}

/// The newest messages of a conversation that are indexed again in one act; older ones keep their words.
const MOST: i64 = 1_000;

type Stored = (i64, MessageId, bool, String);

/// Indexes every message anew: the subject stands among the words of each.
pub(super) async fn index_all(
    writer: &mut Writer,
    place: (OrgId, Dialect),
    conversation: &Conversation,
) -> Result<(), Fault> {
    index_newest(writer, place, conversation, MOST).await
}

/// Indexes the newest messages anew, that many at most.
pub(super) async fn index_newest(
    writer: &mut Writer,
    place: (OrgId, Dialect),
    conversation: &Conversation,
    most: i64,
) -> Result<(), Fault> {
    let messages = writer.all(MESSAGES.with(params![place.0, conversation.id, most])).await?;
    index(writer, place, conversation, messages).await
}

/// Indexes one message anew.
pub(super) async fn index_one(
    writer: &mut Writer,
    place: (OrgId, Dialect),
    conversation: &Conversation,
    seq: i64,
) -> Result<(), Fault> {
    let call = MESSAGES.with(params![place.0, conversation.id, MOST]).and(&ONE, params![seq]);
    let messages = writer.all(call).await?;
    index(writer, place, conversation, messages).await
}

async fn index(
    writer: &mut Writer,
    (org, dialect): (OrgId, Dialect),
    conversation: &Conversation,
    messages: Vec<Stored>,
) -> Result<(), Fault> {
    let names: Vec<(MessageId, String)> = writer.all(FILE_NAMES.with(params![org, conversation.id])).await?;
    let former: Vec<(i64,)> = writer.all(FORMER.with(params![org, conversation.id])).await?;
    let former: Vec<i64> = former.into_iter().map(|(number,)| number).collect();
    for (seq, id, shown, text) in &messages {
        let files = names.iter().filter(|(message, _)| message == id).map(|(_, name)| name.as_str());
        let document = Document {
            seq: *seq,
            org,
            customer: conversation.customer,
            brand: conversation.brand,
            shown: *shown,
            number: conversation.number,
            former: &former,
            subject: &conversation.subject,
            text,
            files: files.collect(),
        };
        words::remove(writer, *seq).await?;
        words::add(writer, dialect, &document).await?;
    }
    Ok(())
}
