//! The token by which a company's own login vouches for a customer: a JSON Web Token in compact form (RFC 7515 §7.1),
//! signed with HMAC-SHA256 and nothing else. Every reason to refuse one stands in [`SignOnRefusal`], and the checks run
//! in that order.

mod read;
#[cfg(test)]
mod tests;

use data_encoding::BASE64URL_NOPAD;
use kernel::{EmailAddress, Language, Secret, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Fingerprint;
use read::{Object, Parts};

/// How long a token is good after it was issued.
pub const SIGN_ON_SECONDS: i64 = 15 * 60;
/// How far the issuer's clock may be ahead of ours.
pub const SIGN_ON_SKEW_SECONDS: i64 = 60;
/// The longest token that is read.
pub const LONGEST_SIGN_ON: usize = 4096;

/// The longest name and foreign id that are taken over.
const LONGEST_TEXT: usize = 200;
const MILLIS: i64 = 1000;

macro_rules! refusals {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal;)+) => {
        /// Why a token is refused, in the order of the checks.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum SignOnRefusal {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl SignOnRefusal {
            /// Every one, in the order of the checks.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the audit log.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it means, in English.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+)),+ }
            }
        }
    };
}

refusals! {
    /// Custom Sign On is off.
    Off "off";
    /// A parameter of the address, or a member of the token's header or claims, is given twice.
    Doubled "doubled";
    /// Over 4,096 characters.
    Oversized "oversized";
    /// Not three parts of strict base64url, or its first two are not JSON objects.
    Malformed "malformed";
    /// The header has `crit`, or a key in it or linked from it.
    Header "header";
    /// The algorithm is anything but exactly `HS256`.
    Algorithm "algorithm";
    /// Signed with no living secret of this knowledge base.
    Signature "signature";
    /// There is no `iat`.
    IatMissing "iat_missing";
    /// `iat` is not a number.
    IatType "iat_type";
    /// Issued more than 15 minutes ago.
    IatOld "iat_old";
    /// Issued more than 60 seconds from now.
    IatFuture "iat_future";
    /// `exp` has been reached, or is not a number.
    Exp "exp";
    /// `nbf` has not been reached, or is not a number.
    Nbf "nbf";
    /// `aud` names neither this knowledge base nor one of its addresses.
    Aud "aud";
    /// There is no `email`.
    EmailMissing "email_missing";
    /// `email` is not one plain address of at most 254 characters.
    EmailInvalid "email_invalid";
    /// It was used before.
    Replayed "replayed";
    /// The customer is blocked.
    Blocked "blocked";
}

/// What a token is checked against.
#[derive(Clone, Copy, Debug)]
pub struct SignOnCheck<'a> {
    /// The living secrets. The ASCII bytes of each are the key, never what they decode to.
    pub secrets: &'a [&'a Secret<String>],
    /// What `aud` may name.
    pub audiences: &'a [String],
    /// The time now.
    pub now: Time,
}

/// What a good token says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignOnClaims {
    /// Whom it vouches for.
    pub email: EmailAddress,
    /// The last moment at which it is good.
    pub until: Time,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// The person's name.
    pub name: Option<String>,
    /// The person's language.
    pub language: Option<Language>,
    /// The person's id at the company.
    pub external_id: Option<String>,
}

/// A token that passed every check that needs no database.
#[derive(Clone, Debug)]
pub struct SignOnToken {
    /// What it says.
    pub claims: SignOnClaims,
    /// The number of the secret that signed it.
    pub signer: usize,
    /// By which it is known again. A token has no second spelling: its parts are read strictly.
    pub fingerprint: Fingerprint,
}

impl SignOnCheck<'_> {
    /// The token, or the first check it fails.
    pub fn check(&self, token: &str) -> Result<SignOnToken, SignOnRefusal> {
        let parts = Parts::read(token);
        if parts.as_ref().is_some_and(|parts| parts.header.is_doubled() || parts.claims.is_doubled()) {
            return Err(SignOnRefusal::Doubled);
        }
        refuse_if(token.len() > LONGEST_SIGN_ON, SignOnRefusal::Oversized)?;
        let parts = parts.ok_or(SignOnRefusal::Malformed)?;
        check_header(&parts.header)?;
        let signer = self.signer(&parts).ok_or(SignOnRefusal::Signature)?;
        let until = self.check_times(&parts.claims)?;
        self.check_audience(&parts.claims)?;
        let claims = claims(&parts.claims, until)?;
        Ok(SignOnToken { claims, signer, fingerprint: Fingerprint::of(token.as_bytes()) })
    }

    /// The number of the secret that signed it. Every secret is tried, so that the time tells nothing of which.
    fn signer(&self, parts: &Parts<'_>) -> Option<usize> {
        let tried = self.secrets.iter().enumerate().map(|(number, secret)| {
            crate::hs256_is_signed(secret.reveal().as_bytes(), parts.signed, &parts.signature)
                .then_some(number)
        });
        tried.collect::<Vec<_>>().into_iter().flatten().next()
    }

    /// The last moment at which the token is good.
    fn check_times(&self, claims: &Object) -> Result<Time, SignOnRefusal> {
        let issued = claims.get("iat").ok_or(SignOnRefusal::IatMissing)?;
        let issued = moment(issued).ok_or(SignOnRefusal::IatType)?;
        let age = self.now.millis_since(issued);
        refuse_if(age > SIGN_ON_SECONDS * MILLIS, SignOnRefusal::IatOld)?;
        refuse_if(age < -SIGN_ON_SKEW_SECONDS * MILLIS, SignOnRefusal::IatFuture)?;
        let mut until = issued.plus_seconds(SIGN_ON_SECONDS);
        if let Some(ends) = claims.get("exp") {
            let ends = moment(ends).filter(|ends| self.now < *ends).ok_or(SignOnRefusal::Exp)?;
            until = until.min(ends.plus_millis(-1));
        }
        if let Some(begins) = claims.get("nbf") {
            moment(begins).filter(|begins| self.now >= *begins).ok_or(SignOnRefusal::Nbf)?;
        }
        Ok(until)
    }

    fn check_audience(&self, claims: &Object) -> Result<(), SignOnRefusal> {
        let names = |value: &Value| match value {
            Value::String(name) => self.audiences.iter().any(|own| own == name.trim_end_matches('/')),
            _ => false,
        };
        let is_ours = match claims.get("aud") {
            None => true,
            Some(Value::Array(all)) => all.iter().any(names),
            Some(one) => names(one),
        };
        refuse_if(!is_ours, SignOnRefusal::Aud)
    }
}

fn refuse_if(is_so: bool, refusal: SignOnRefusal) -> Result<(), SignOnRefusal> {
    if is_so { Err(refusal) } else { Ok(()) }
}

/// What a header may not hold: extensions that must be understood, and keys (RFC 7515 §4.1.2 to §4.1.6, §4.1.11).
static FORBIDDEN: &[&str] = &["crit", "jku", "jwk", "x5u", "x5c"];

fn check_header(header: &Object) -> Result<(), SignOnRefusal> {
    refuse_if(FORBIDDEN.iter().any(|name| header.get(name).is_some()), SignOnRefusal::Header)?;
    let is_exact = header.get("alg").is_some_and(|algorithm| algorithm == "HS256");
    refuse_if(!is_exact, SignOnRefusal::Algorithm)
}

/// A number of seconds since 1970, a fraction allowed (RFC 7519 §2, `NumericDate`).
fn moment(value: &Value) -> Option<Time> {
    let seconds = value.as_f64().filter(|_| value.is_number())?;
    // A number beyond all calendars becomes the first or last moment there is.
    #[expect(clippy::cast_possible_truncation, reason = "a cast of a float stops at the ends of the integer")]
    let millis = (seconds * 1000.0).round() as i64;
    Some(Time(millis))
}

fn claims(claims: &Object, until: Time) -> Result<SignOnClaims, SignOnRefusal> {
    let email = claims.get("email").ok_or(SignOnRefusal::EmailMissing)?;
    let email = email.as_str().filter(|text| text.trim() == *text).and_then(|text| text.parse().ok());
    let text = |name: &str| claims.get(name).and_then(Value::as_str).and_then(line);
    Ok(SignOnClaims {
        email: email.ok_or(SignOnRefusal::EmailInvalid)?,
        until,
        id: text("jti"),
        name: text("name"),
        language: text("locale").and_then(|code| code.to_ascii_lowercase().replace('-', "_").parse().ok()),
        external_id: text("externalId"),
    })
}

/// A line that can be stored and shown; nothing for any other text.
fn line(text: &str) -> Option<String> {
    let text = text.trim();
    let is_good =
        !text.is_empty() && text.chars().count() <= LONGEST_TEXT && !text.chars().any(char::is_control);
    is_good.then(|| text.to_owned())
}

/// The unsigned token (RFC 7519 §6) that a browser takes along to the company's login: a random id and nothing else.
/// Nothing depends on its coming back.
pub fn tracking_token(id: &str) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    format!("{}.{}.", part(&json!({ "alg": "none", "typ": "JWT" })), part(&json!({ "id": id })))
}
