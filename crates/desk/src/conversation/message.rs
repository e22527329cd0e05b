//! Messages: communications with the customer. Notes are another thing and never here.

use kernel::{Id, Noun, Time};
use markup::Html;
use serde::{Deserialize, Serialize};

use crate::customer::CustomerId;
use crate::user::UserId;

/// One communication in a conversation.
#[derive(Debug)]
pub struct Message;

impl Noun for Message {
    const NAME: &'static str = "message";
}

/// The id of a message.
pub type MessageId = Id<Message>;

db::named! {
    /// Who speaks to whom.
    pub enum Direction {
        /// The customer to the company.
        In "in",
        /// The company to the customer.
        Out "out",
    }
}

db::named! {
    /// The nine channels that the portal shows.
    pub enum Channel {
        /// The chat widget.
        Chat "chat",
        /// E-mail.
        Email "email",
        /// Facebook Messenger.
        Facebook "facebook",
        /// A form of the help centre.
        Form "form",
        /// Instagram direct messages.
        Instagram "instagram",
        /// The portal.
        Portal "portal",
        /// Short messages.
        Sms "sms",
        /// X direct messages; the name is the seed's.
        Twitter "twitter-dm",
        /// WhatsApp.
        Whatsapp "whatsapp",
    }
}

impl Channel {
    /// Its bit in the columns that hold a set of channels.
    pub fn bit(self) -> i64 {
        1 << (self as i64)
    }

    /// The channels of such a set, in the order of declaration.
    pub fn of_bits(bits: i64) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|channel| bits & channel.bit() != 0).collect()
    }
}

db::named! {
    /// How far a message has come. Customers see that it is stored; agents see the rest.
    pub enum State {
        /// Stored; nothing is to leave.
        Stored "stored",
        /// Waits to leave.
        Queued "queued",
        /// Handed to the next server or provider.
        Sent "sent",
        /// Refused for good; the reason stands beside it.
        Failed "failed",
    }
}

/// Who wrote a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Author {
    /// The customer.
    Customer(CustomerId),
    /// A user.
    User(UserId),
    /// A rule, a survey, an acknowledgement; shown under the brand's name.
    Automatic,
}

impl Author {
    /// As stored: `customer:6ab1…`.
    pub(crate) fn stored(self) -> String {
        match self {
            Self::Customer(id) => format!("customer:{id}"),
            Self::User(id) => format!("user:{id}"),
            Self::Automatic => "automatic".to_owned(),
        }
    }
}

/// A message about to be stored.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Who speaks to whom.
    pub direction: Direction,
    /// By which way it came or goes.
    pub channel: Channel,
    /// Who wrote it.
    pub author: Author,
    /// The author's name at that time.
    pub author_name: String,
    /// The key of the customer's address it came from or goes to; may be empty.
    pub address: String,
    /// The text, what is new in it only.
    pub text: String,
    /// The text as safe HTML.
    pub html: Html,
    /// The quoted part as safe HTML; empty where nothing is folded.
    pub quoted: Html,
    /// Whether the customer may see it (P5).
    pub shown: bool,
    /// How far it has come.
    pub state: State,
    /// Its id outside, by which it is recognised when it comes again.
    pub outside_id: Option<String>,
    /// When it was written.
    pub made_at: Time,
    /// What is attached, in order.
    pub files: Vec<NewFile>,
}

/// A file about to be attached, its bytes already in the store.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewFile {
    /// The hash of its bytes as text.
    pub hash: String,
    /// The hash of the re-encoded picture that is shown in pages.
    pub preview: Option<String>,
    /// A safe name.
    pub name: String,
    /// The true type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

impl NewMessage {
    /// A plain text written in the portal or typed by an agent.
    pub fn plain(author: Author, author_name: &str, text: &str, made_at: Time) -> Self {
        let direction = if matches!(author, Author::Customer(_)) { Direction::In } else { Direction::Out };
        Self {
            direction,
            channel: Channel::Portal,
            author,
            author_name: author_name.to_owned(),
            address: String::new(),
            text: text.to_owned(),
            html: Html::from_plain(text),
            quoted: Html::from_plain(""),
            shown: true,
            state: State::Stored,
            outside_id: None,
            made_at,
            files: Vec::new(),
        }
    }
}
