//! Proofs of who somebody is, and the sealing of secrets: passwords, tokens, codes, reply tags, keys. Nothing here
//! reads a file or opens a socket; what is stored, and how often somebody may try, the caller decides.

mod code;
mod fingerprint;
mod jwt;
mod password;
mod recovery;
mod reply_tag;
mod seal;
mod sign_on;
mod token;
mod totp;
mod work;

pub use code::{Binding, Code, CodeKey};
pub use fingerprint::Fingerprint;
pub use jwt::{KeyClaims, KeyToken, hs256_is_signed};
pub use password::{PasswordHash, PasswordRefused, check_password};
pub use recovery::RecoveryCode;
pub use reply_tag::ReplyTag;
pub use seal::{Keys, KeysUnreadable, Mark, NotOpened, digest, salt};
pub use sign_on::{
    LONGEST_SIGN_ON, SIGN_ON_SECONDS, SIGN_ON_SKEW_SECONDS, SignOnCheck, SignOnClaims, SignOnRefusal,
    SignOnToken, tracking_token,
};
pub use token::Token;
pub use totp::{TotpSecret, TotpStep};
pub use work::{is_worked_out, work_out};
