//! The page of a mailed link. Opening it uses nothing up and signs nobody in (A2, TH23).

use db::{params, sql};
use identity::{Code, Token};
use kernel::{EmailAddress, Fault};

use super::ask::{AskedId, Pair, TRIES};
use crate::View;
use crate::who::Public;

sql! {
    SEEN = "select id, address, visit, sealed from sign_in_code
        where org_id = $1 and kb_id = $2 and link = $3 and ends_at > $4 and tries < $5";
}

/// What a link shows.
#[derive(Debug)]
pub enum LinkSeen {
    /// One button, which signs in.
    SameBrowser {
        /// The address that will be signed in.
        address: EmailAddress,
    },
    /// The code, to be typed where the sign-in began.
    OtherBrowser {
        /// The code of the same mail.
        code: Code,
    },
    /// Used, replaced, over or never sent.
    Over,
}

impl View<Public> {
    /// What the page of a link shows in the browser of this visit.
    pub async fn look_link(&self, link: &Token, visit: Option<&Token>) -> Result<LinkSeen, Fault> {
        let site = &self.who().site;
        site.takes_codes()?;
        let link = link.fingerprint().to_text();
        let call = SEEN.with(params![site.org, site.kb, link.as_str(), self.now(), TRIES]);
        let row: Option<(AskedId, EmailAddress, String, Vec<u8>)> = self.reader().maybe(call).await?;
        let Some((id, address, asked_by, sealed)) = row else { return Ok(LinkSeen::Over) };
        if visit.is_some_and(|visit| visit.fingerprint().to_text() == asked_by) {
            return Ok(LinkSeen::SameBrowser { address });
        }
        let pair = Pair::open(self.desk().keys(), site.org, id, &sealed)?;
        Ok(LinkSeen::OtherBrowser { code: pair.code })
    }
}
