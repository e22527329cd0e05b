//! A customer enters the code, or presses the button of the link's page (A2).

use db::{params, sql};
use identity::{Code, Fingerprint, Token};
use kernel::{EmailAddress, Fault, Language};

use super::ask::{self, AskedId, TRIES};
use super::life::{self, Beginning};
use super::select::{self, Selected};
use super::{Browser, NewSession, SessionKind, SessionWay};
use crate::Act;
use crate::form;
use crate::who::Public;

sql! {
    TRY = "update sign_in_code set tries = tries + 1
        where org_id = $1 and kb_id = $2 and visit = $3 and ends_at > $4 and tries < $5
        returning id, address, language, return_to, code, tries";
    LINKED = "select id, address, language, return_to, code, tries from sign_in_code
        where org_id = $1 and kb_id = $2 and /*see*/visit = $3/*end*/ and ends_at > $4 and tries < $5 and link = $6";
    USE = "delete from sign_in_code where org_id = $1 and id = $2";
}

/// What came of a try. Every one of them must be stored with [`done`](Act::done), or guesses would be free.
#[derive(Debug)]
pub enum Entry {
    /// Signed in.
    SignedIn {
        /// The new session.
        session: NewSession,
        /// Where the customer was going.
        return_to: String,
        /// The language the customer chose.
        language: Option<Language>,
    },
    /// Not the code.
    Wrong {
        /// The tries that are left, at least one.
        left: i64,
    },
    /// There is no living code in this browser: used, replaced, over, five times wrong, never asked for.
    Spent,
}

/// A living code of this browser.
struct Living {
    id: AskedId,
    address: EmailAddress,
    language: Language,
    return_to: String,
    code: String,
    tries: i64,
}

impl Act<Public> {
    /// Tries a code in the browser that asked for it.
    pub async fn enter_code(
        &mut self,
        visit: &Token,
        code: &Code,
        browser: &Browser,
    ) -> Result<Entry, Fault> {
        let site = self.who().site.clone();
        site.takes_codes()?;
        // Counted before the comparison, so that requests of one instant are tries one after another.
        let hash = visit.fingerprint().to_text();
        let call = TRY.with(params![site.org, site.kb, hash.as_str(), self.now(), TRIES]);
        let Some(living) = self.writer().await?.maybe::<Living>(call).await? else { return Ok(Entry::Spent) };
        let shown = ask::fingerprint(self.desk().keys(), code, (site.kb, &living.address, visit));
        let is_right = Fingerprint::from_text(&living.code)
            .is_some_and(|stored| Fingerprint::from_text(&shown) == Some(stored));
        let refused = living.refused();
        let entry = if is_right { self.sign_in(living, browser).await? } else { None };
        Ok(entry.unwrap_or(refused))
    }

    /// Uses the link, in the browser that asked for it and in no other (TH23).
    pub async fn enter_link(
        &mut self,
        visit: &Token,
        link: &Token,
        browser: &Browser,
    ) -> Result<Entry, Fault> {
        let site = self.who().site.clone();
        site.takes_codes()?;
        let (visit, link) = (visit.fingerprint().to_text(), link.fingerprint().to_text());
        let values = params![site.org, site.kb, visit.as_str(), self.now(), TRIES, link.as_str()];
        let call = LINKED.with(values).locking("sign_in_code");
        let Some(living) = self.writer().await?.maybe::<Living>(call).await? else { return Ok(Entry::Spent) };
        Ok(self.sign_in(living, browser).await?.unwrap_or(Entry::Spent))
    }

    /// The address is proven. A blocked customer's code is like any wrong one.
    async fn sign_in(&mut self, living: Living, browser: &Browser) -> Result<Option<Entry>, Fault> {
        let selected = select::select(self, &living.address, &living.language).await?;
        let Some(Selected { customer, is_whole, language }) = selected else { return Ok(None) };
        form::release(self, &living.address, customer).await?;
        let site = self.who().site.clone();
        self.writer().await?.run(USE.with(params![site.org, living.id])).await?;
        let new = Beginning {
            id: self.new_id(),
            kind: SessionKind::Customer,
            way: SessionWay::Code,
            holder: customer.to_string(),
            kb: Some(site.kb),
            address: &living.address,
            is_whole,
            minutes: site.portal.session_minutes,
            token_id: None,
        };
        let session = life::begin(self, &new, browser).await?;
        Ok(Some(Entry::SignedIn { session, return_to: living.return_to, language }))
    }
}

impl Living {
    fn refused(&self) -> Entry {
        match TRIES - self.tries {
            0 => Entry::Spent,
            left => Entry::Wrong { left },
        }
    }
}

db::columns!(Living: id, address, language, return_to, code, tries);
