//! Custom Sign On: customers sign in at the company's own site, which vouches for them with a signed token (product C1
//! to C7). What a token must be, `identity` knows; here is whose it is, that it counts once, and what it begins.

mod attempt;
mod enter;
mod refused;
mod secret;
mod trial;

use db::Statement;

pub use attempt::{ATTEMPT_SECONDS, Attempt, Confirmation};
pub use enter::{Presented, SignedOn};
pub use secret::{Manage, Replacing, Revealed, SecretSeen};
pub(crate) use secret::{SignOnSecret, add as add_secret, of_kb as secrets_of};
pub use trial::Trial;

/// What sign-on announces. Ids only.
pub mod facts {
    crate::interest::facts! {
        /// A new secret signs tokens from now on.
        MADE "sign_on_secret.made";
        /// A secret was given out.
        REVEALED "sign_on_secret.revealed";
        /// An older secret signs no more.
        RETIRED "sign_on_secret.retired";
        /// A token named a person by an id that another customer has; its e-mail address was believed.
        CLASHED "sign_on.external_id_clashed";
    }
}

/// Every statement about sign-on.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [enter::STATEMENTS, secret::STATEMENTS].concat()
}
