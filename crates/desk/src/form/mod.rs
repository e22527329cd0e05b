//! Forms: what a knowledge base asks of whoever writes to the company, and what comes of it (K6).

mod access;
mod content;
mod design;
mod edit;
mod field;
mod file;
mod fill;
mod held;
mod mail;
mod manage;
mod pending;
mod person;
mod read;
mod send;
mod stamp;
mod sweep;
mod values;
mod words;

use db::Statement;
use kernel::{Id, Noun};

pub use access::{Edit, Submits};
pub use content::Content;
pub use design::{Design, Typed, TypedField, Wrong};
pub use edit::{Beginning, Languages, MOST as MOST_FORMS};
pub use field::{Field, FieldKind, MOST as MOST_FIELDS, Target, When};
pub use fill::{Answers, Filled, MAX_AREA, MAX_LINE};
pub(crate) use held::release;
pub use mail::{FORM_MAIL, FormJob, FormMail};
pub use manage::{FormCounts, ListedForm, ManagedForm, SuggestedCounts};
pub use pending::{Pending, WAITS_MINUTES};
pub use read::{ShownField, ShownForm};
pub use send::{Outcome, Sending, Way};
pub use stamp::{Proof, Stamp, WORK_BITS};
pub use words::{FormText, MAX_HINT, MAX_INTRODUCTION, MAX_LABEL, MAX_THANKS, MAX_TITLE};

use crate::conversation::Priority;
use crate::kb::KbId;
use crate::user::TeamId;

/// What forms announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody made a form.
        MADE "form.made";
        /// A form asks, says or does something else.
        CHANGED "form.changed";
        /// Everybody can fill it.
        PUBLISHED "form.published";
        /// Nobody can fill it any more.
        UNPUBLISHED "form.unpublished";
        /// Somebody deleted a form.
        DELETED "form.deleted";
        /// Somebody sent a form and it became a conversation.
        SENT "form.sent";
        /// Somebody sent a form, and it waits until their address is proven.
        HELD "form.held";
        /// Somebody found the answer in an article and closed what they had written.
        CLOSED "form.closed";
    }
}

db::named! {
    /// Who may fill a form.
    pub enum FormAudience {
        /// Everybody who reaches the knowledge base.
        Everybody "everybody",
        /// Signed-in customers.
        Customers "customers",
    }
}

/// What a form does besides asking.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Manner {
    /// Who may fill it.
    pub audience: FormAudience,
    /// Whether articles are suggested before it is sent.
    pub suggests: bool,
    /// Whether hand-written forms of other sites may send it.
    pub is_hooked: bool,
    /// The addresses to which those may lead back; to the first, where they name none.
    pub returns: Vec<String>,
    /// What its conversations are tagged with; may be empty.
    pub tag: String,
    /// Into whose queue they go.
    pub team: Option<TeamId>,
    /// How urgent they are: from 1 to 5.
    pub priority: Priority,
}

/// A form, without its texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// The id.
    pub id: FormId,
    /// Its knowledge base.
    pub kb: KbId,
    /// What identifies it in addresses.
    pub hash: String,
    /// What those who manage it call it.
    pub name: String,
    /// What it asks, in its order.
    pub fields: Vec<Field>,
    /// Whether it can be filled.
    pub is_published: bool,
    /// What it does besides asking.
    pub manner: Manner,
    /// Counts the changes of what it says in the knowledge base's own language.
    pub told: i64,
    /// Counts all its changes.
    pub revision: i64,
}

impl Noun for Form {
    const NAME: &'static str = "form";
}

/// The id of a form.
pub type FormId = Id<Form>;

/// A form that was filled and sent.
#[derive(Debug)]
pub struct Submission;

impl Noun for Submission {
    const NAME: &'static str = "submission";
}

/// The id of a filled form.
pub type SubmissionId = Id<Submission>;

/// Every statement about forms.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        access::STATEMENTS,
        edit::STATEMENTS,
        file::STATEMENTS,
        held::STATEMENTS,
        mail::STATEMENTS,
        manage::STATEMENTS,
        pending::STATEMENTS,
        read::STATEMENTS,
        send::STATEMENTS,
        sweep::STATEMENTS,
    ]
    .concat()
}
