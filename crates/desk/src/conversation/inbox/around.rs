//! What the inbox's pages show beside conversations: the organization's name, its brands, and one note by itself.

use db::{params, sql};
use kernel::Fault;

use super::super::note::NoteId;
use super::super::{Conversation, ConversationId};
use super::message::Note;
use crate::act::View;
use crate::brand::Brand;
use crate::who::User;

sql! {
    NOTE = "select seq, id, author_id, author_name, made_at, text
        from note where org_id = $1 and conversation_id = $2 and id = $3";
}

impl View<User> {
    /// The organization's brands, the default one first.
    pub async fn brands(&self) -> Result<Vec<Brand>, Fault> {
        Brand::of_org(self.reader(), self.org()).await
    }

    /// One note: what is to be redacted. Of a conversation the user cannot see it is `not_found`.
    pub async fn remark(&self, conversation: ConversationId, id: NoteId) -> Result<Note, Fault> {
        let conversation: Conversation = self.see(conversation).await?;
        let call = NOTE.with(params![self.org(), conversation.id, id]);
        let mut note: Note = self.reader().one(call).await?;
        self.complete(conversation.id, &mut [], &mut [&mut note]).await?;
        Ok(note)
    }
}
