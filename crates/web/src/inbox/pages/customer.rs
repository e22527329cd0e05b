//! Who a conversation is with, and what can be done about them.

use serde::{Deserialize, Serialize};

use super::Problem;

/// Who it is with.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Customer {
    pub(crate) name: String,
    pub(crate) initials: String,
    pub(crate) language: Option<String>,
    /// Whether answers are mailed.
    pub(crate) wants_mail: bool,
    pub(crate) addresses: Vec<Address>,
    /// In how many places the customer is signed in.
    pub(crate) sessions: i64,
    pub(crate) sign_out_url: Option<String>,
    pub(crate) merge_url: Option<String>,
}

/// An address of the customer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Address {
    pub(crate) channel: String,
    pub(crate) value: String,
    /// How far it is known to be the customer's, by the name of its text.
    pub(crate) mark: String,
    pub(crate) confirm_url: Option<String>,
    pub(crate) part_url: Option<String>,
}

/// Asking whether to end all sessions of a customer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignOut {
    pub(crate) back_url: String,
    pub(crate) action: String,
    pub(crate) who: String,
    pub(crate) sessions: i64,
}

/// Asking whether an address is a customer's.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmAddress {
    pub(crate) back_url: String,
    pub(crate) about: AboutAddress,
    /// Who has proven it, if that is another.
    pub(crate) proven_by: Option<String>,
    pub(crate) selects: Selects,
    /// Others who hold it, and no longer have it counted as theirs.
    pub(crate) losers: Vec<String>,
    /// Whether what somebody began while it selected nobody becomes the customer's.
    pub(crate) brings: bool,
}

/// Asking whether to take an address from a customer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartAddress {
    pub(crate) back_url: String,
    pub(crate) about: AboutAddress,
    /// The other whom it selects from then on; nobody where it only shows what used it.
    pub(crate) selects: Option<Selects>,
    /// The conversations whose messages used it.
    pub(crate) used: Vec<UsedConversation>,
    pub(crate) has_more: bool,
    /// The customer's other addresses.
    pub(crate) kept: Vec<String>,
}

/// What both pages about an address say.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AboutAddress {
    pub(crate) action: String,
    pub(crate) address: String,
    pub(crate) mark: String,
    pub(crate) who: String,
    /// In how many places somebody is signed in by it.
    pub(crate) sessions: usize,
}

/// Whom an address selects, and how many conversations there are to be seen.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selects {
    pub(crate) who: String,
    pub(crate) count: i64,
}

/// A conversation whose messages used an address.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsedConversation {
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
}

/// Choosing the customer with whom one is merged.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeCustomers {
    pub(crate) back_url: String,
    pub(crate) search_url: String,
    pub(crate) customer: String,
    /// What was looked for, as it was typed.
    pub(crate) typed: String,
    pub(crate) choices: Vec<CustomerChoice>,
    pub(crate) problems: Vec<Problem>,
}

/// A customer to choose.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerChoice {
    pub(crate) url: String,
    pub(crate) side: CustomerSide,
}

/// A customer, as one recognises them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerSide {
    pub(crate) who: String,
    pub(crate) language: Option<String>,
    pub(crate) addresses: Vec<String>,
    pub(crate) conversations: i64,
    pub(crate) blocked: bool,
}

/// Confirming that one customer is merged into the other.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeCustomersConfirm {
    pub(crate) back_url: String,
    pub(crate) action: String,
    /// The same page with the two the other way round.
    pub(crate) swap_url: String,
    pub(crate) from: CustomerSide,
    pub(crate) into: CustomerSide,
    /// What whoever signs in sees from then on, by the address.
    pub(crate) reach: Vec<Reached>,
    /// Whether only one of them is blocked, so that they cannot be merged.
    pub(crate) is_refused: bool,
}

/// What whoever signs in with an address sees.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reached {
    pub(crate) address: String,
    pub(crate) mark: String,
    /// Whether it selects the customer that is left; otherwise it shows what used it.
    pub(crate) selects: bool,
    /// Conversations that are seen now.
    pub(crate) now: i64,
    /// Conversations that are seen from then on.
    pub(crate) then: i64,
    /// In how many places somebody is signed in by it.
    pub(crate) sessions: usize,
}
