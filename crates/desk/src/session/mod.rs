//! How customers and users sign in, and what keeps them signed in. A customer's session, a user's in the app
//! and a user's on a knowledge base are three kinds that never stand for one another (I4, TH30).

mod address;
mod ask;
mod device;
mod enter;
pub mod facts;
mod forgot;
mod holder;
mod kept;
mod life;
pub(crate) mod limit;
mod link;
mod look;
mod mail;
mod of_customer;
mod password;
mod search;
mod seen;
mod select;
mod setting;
mod sweep;
mod team;
mod ticket;

use db::Statement;
use identity::Token;
use kernel::{Id, Noun, Time};

pub use address::{ADDRESS_MAIL, AddressAsked, AddressJob, AddressMail, Proof};
pub use ask::{Asked, Asking, CODE_MINUTES};
pub use device::DeviceKind;
pub use enter::Entry;
pub use facts::{ENDED, PASSWORD_SET, STARTED};
pub use forgot::{PASSWORD_MAIL, PASSWORD_MINUTES, PasswordAsking, PasswordJob, PasswordMail};
pub use holder::{Device, SignedIn};
pub(crate) use kept::Kept;
pub(crate) use life::{Beginning, begin};
pub use limit::Network;
pub(crate) use limit::{count_invitation, take_back};
pub use link::LinkSeen;
pub(crate) use look::{kept_account, kept_customer, look_account, look_customer};
pub use mail::{SIGN_IN_MAIL, SignInJob, SignInMail};
pub(crate) use of_customer::{count_of, end_of_address, end_of_customer, follow, of_address};
pub use password::{NewPassword, PasswordTry, SignIn};
pub(crate) use password::{begin_of_user, check_own_password, count_try, shut_out};
pub(crate) use search::Searches;
pub(crate) use seen::Seen;
pub(crate) use select::{is_blocked, select, selected};
pub(crate) use setting::follow_setting;
pub(crate) use team::look_team_reader;
pub use ticket::{NewTicket, TeamEntry};

/// A session; only its id is ever shown.
#[derive(Debug)]
pub enum Session {}

impl Noun for Session {
    const NAME: &'static str = "session";
}

/// The public id of a session; grants nothing.
pub type SessionId = Id<Session>;

db::named! {
    /// Whose session it is.
    pub enum SessionKind {
        /// A customer's, on one knowledge base.
        Customer "customer",
        /// A user's, in the app.
        User "user",
        /// A user's, on one knowledge base, tied to one in the app.
        Team "team",
    }
}

db::named! {
    /// By which way somebody signed in.
    pub enum SessionWay {
        /// A customer, by a mailed code or its link (A2).
        Code "code",
        /// A user, by a password.
        Password "password",
        /// A customer, by the company's own login (C3).
        SignOn "sign_on",
        /// A user at a knowledge base's host, by a ticket of the app (I2).
        Ticket "ticket",
    }
}

/// A browser in which somebody is about to sign in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// What its session cookie holds, if anything: that session ends when another begins (TH20).
    pub session: Option<Token>,
    /// Its `User-Agent`.
    pub user_agent: String,
    /// Where it is.
    pub network: Network,
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// For the browser's cookie; we keep its fingerprint only.
    pub token: Token,
    /// When it is over, whatever happens in it.
    pub ends_at: Time,
}

/// Every statement about signing in.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        &address::statements(),
        ask::STATEMENTS,
        enter::STATEMENTS,
        forgot::STATEMENTS,
        holder::STATEMENTS,
        life::STATEMENTS,
        limit::STATEMENTS,
        link::STATEMENTS,
        look::STATEMENTS,
        mail::STATEMENTS,
        of_customer::STATEMENTS,
        password::STATEMENTS,
        seen::STATEMENTS,
        select::STATEMENTS,
        setting::STATEMENTS,
        sweep::STATEMENTS,
        team::STATEMENTS,
        ticket::STATEMENTS,
    ]
    .concat()
}
