//! Where the bytes of a file are.

use db::{params, sql};
use kernel::Fault;

use super::FileId;
use crate::act::View;
use crate::conversation::{Conversation, ConversationId};
use crate::who::Customer;

sql! {
    FILE = "select f.hash, f.preview, f.name, f.media_type, f.message_id from message_file f
        join message m on m.org_id = f.org_id and m.id = f.message_id
        where f.org_id = $1 and f.conversation_id = $2 and f.id = $3 and /*see*/m.shown/*end*/ and not f.redacted and f.hash is not null";
}

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub struct Download {
    /// The hash of the bytes.
    pub hash: String,
    /// The hash of the picture shown in pages.
    pub preview: Option<String>,
    /// The name.
    pub name: String,
    /// The true type.
    pub media_type: String,
}

impl View<Customer> {
    /// Where the bytes of a file are, if the customer may see its message now (P16).
    pub async fn download(&self, conversation: ConversationId, file: FileId) -> Result<Download, Fault> {
        let conversation: Conversation = self.see(conversation).await?;
        self.reader().one(FILE.with(params![self.org(), conversation.id, file])).await
    }
}

db::columns!(Download: hash, preview, name, media_type);
