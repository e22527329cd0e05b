//! The customer beside a conversation, and what users do about them.

mod address;
mod merging;
mod panel;
mod sign_out;

use desk::conversation::{Conversation, ConversationId};
use desk::customer::{AddressId, CustomerId};
use desk::{Act, User, View};
use kernel::Fault;
use serde::Deserialize;

use super::{AppVisit, url};
use crate::face::Face;

pub(super) use panel::panel;

/// The routes, each below a conversation's address.
pub(super) fn face(face: Face) -> Face {
    face.get("/app/conversations/{id}/customer/sign-out", sign_out::ask)
        .post("/app/conversations/{id}/customer/sign-out", sign_out::sign_out)
        .get("/app/conversations/{id}/customer/merging", merging::choose)
        .get("/app/conversations/{id}/customer/merging/{from}/{into}", merging::confirm)
        .post("/app/conversations/{id}/customer/merging/{from}/{into}", merging::merge)
        .get("/app/conversations/{id}/customer/addresses/{address}/confirmation", address::ask_confirm)
        .post("/app/conversations/{id}/customer/addresses/{address}/confirmation", address::confirm)
        .get("/app/conversations/{id}/customer/addresses/{address}/parting", address::ask_part)
        .post("/app/conversations/{id}/customer/addresses/{address}/parting", address::part)
}

/// The parameters of these addresses.
#[derive(Deserialize)]
pub(crate) struct Place {
    id: String,
    #[serde(default)]
    address: String,
}

impl Place {
    fn conversation(&self) -> Result<ConversationId, Fault> {
        self.id.parse()
    }

    fn address(&self) -> Result<AddressId, Fault> {
        self.address.parse()
    }

    /// The conversation's page.
    fn back(&self, visit: &AppVisit) -> Result<String, Fault> {
        Ok(format!("{}{}", url::conversation(self.conversation()?), visit.asked.beside()))
    }

    /// This page's own address.
    fn action(&self, visit: &AppVisit, below: &str) -> Result<String, Fault> {
        let conversation = url::conversation(self.conversation()?);
        Ok(format!("{conversation}/customer/{below}{}", visit.asked.beside()))
    }

    /// With whom the conversation is, for a page.
    async fn customer(&self, view: &View<User>) -> Result<CustomerId, Fault> {
        Ok(view.see::<Conversation>(self.conversation()?).await?.customer)
    }

    /// The same for an act, which keeps the conversation theirs until it is done.
    async fn customer_of(&self, act: &mut Act<User>) -> Result<CustomerId, Fault> {
        let conversation = act.open::<desk::conversation::Read, Conversation>(self.conversation()?).await?;
        Ok(conversation.customer)
    }
}
