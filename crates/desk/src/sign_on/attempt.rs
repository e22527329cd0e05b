//! What a browser holds between the page it came from and the session it gets. Nothing of it is stored here: a stranger's
//! look at Login must not write, so the cookies carry the installation's mark or seal.

use identity::{Mark, SignOnClaims, SignOnToken};
use kernel::{Fault, Time, base_codes};
use serde::{Deserialize, Serialize};

use super::secret::SecretId;
use crate::door::Desk;
use crate::kb::Site;

/// How long a browser that Login sent out may take to come back.
pub const ATTEMPT_SECONDS: i64 = 30 * 60;

const PURPOSE: &str = "sign-on attempt";

/// One way out to the company's login page, and back.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Random, and of no meaning anywhere else.
    pub id: String,
    /// For the browser's cookie: that Login sent it out.
    pub cookie: String,
}

impl Attempt {
    /// Begins one for a browser at this site.
    pub fn begin(desk: &Desk, site: &Site) -> Self {
        let (id, ends_at) =
            (desk.context().random.token(), desk.context().now().plus_seconds(ATTEMPT_SECONDS));
        let mark = desk.keys().mark(PURPOSE, &[&site.kb.to_string(), &id, &ends_at.0.to_string()]);
        let cookie = format!("{id}.{}.{}.{}", ends_at.0, mark.key, mark.text);
        Self { id, cookie }
    }

    /// Whether this cookie was given to a browser that Login of this site sent out, not too long ago.
    pub fn is_under_way(desk: &Desk, site: &Site, cookie: &str) -> bool {
        let parts: Vec<&str> = cookie.split('.').collect();
        let [id, ends_at, key, text] = parts.as_slice() else { return false };
        let (Ok(ends), Ok(key)) = (ends_at.parse(), key.parse()) else { return false };
        let mark = Mark { key, text: (*text).to_owned() };
        let is_ours = desk.keys().is_marked(PURPOSE, &[&site.kb.to_string(), id, ends_at], &mark);
        is_ours && desk.context().now() < Time(ends)
    }
}

/// A good token that came in a browser nobody sent out: what it says, kept in that browser until its owner agrees.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirmation {
    pub(super) claims: SignOnClaims,
    /// Of the token.
    pub(super) hash: String,
    /// What signed it.
    pub(super) secret: SecretId,
}

impl Confirmation {
    pub(super) fn new(token: SignOnToken, secret: SecretId) -> Self {
        Self { claims: token.claims, hash: token.fingerprint.to_text(), secret }
    }

    /// Whom it would sign in.
    pub fn address(&self) -> &str {
        self.claims.email.as_str()
    }

    /// Sealed for the browser's cookie.
    pub fn seal(&self, desk: &Desk, site: &Site) -> Result<String, Fault> {
        let plain = serde_json::to_vec(self).map_err(Fault::internal)?;
        Ok(desk.keys().seal_text(&plain, &place(site), &desk.context().random))
    }

    /// What such a cookie of this site holds; `not_found` for every other text.
    pub fn open(desk: &Desk, site: &Site, cookie: &str) -> Result<Self, Fault> {
        let plain = desk.keys().open_text(cookie, &place(site)).ok();
        let found = plain.and_then(|plain| serde_json::from_slice(plain.reveal()).ok());
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}

fn place(site: &Site) -> String {
    format!("{}/sign-on/confirmation/{}", site.org, site.kb)
}
