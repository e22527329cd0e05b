//! The mail with code and link, as the job that sends it finds it.

use db::{params, sql};
use identity::{Code, Token};
use kernel::{EmailAddress, Fault, Language, OrgId, Time};
use serde::{Deserialize, Serialize};

use super::ask::{AskedId, Pair};
use super::select;
use crate::View;
use crate::brand::BrandId;
use crate::customer::{AddressKind, Standing, address_key};
use crate::kb::{KbId, Origin};
use crate::setting::{self, PortalSettings, Scope};
use crate::who::System;

/// The kind of job that sends the mail.
pub const SIGN_IN_MAIL: &str = "sign-in-mail";

/// The job that sends the mail. Neither address nor code stands in it (TH17).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignInJob {
    pub(super) asked: AskedId,
}

/// What the mail says.
#[derive(Debug)]
pub struct SignInMail {
    /// To whom.
    pub address: EmailAddress,
    /// In which language.
    pub language: Language,
    /// The knowledge base that was asked at.
    pub kb: KbId,
    /// In whose name it goes out.
    pub brand: BrandId,
    /// The brand's name for people.
    pub brand_title: String,
    /// The registered address of that knowledge base, before the link's path (TH16).
    pub origin: Origin,
    /// The code.
    pub code: Code,
    /// What the link ends in.
    pub link: Token,
    /// When both are over.
    pub ends_at: Time,
}

sql! {
    FIND = "select a.address, a.language, a.kb_id, b.id, b.title, a.origin, a.sealed, a.ends_at from sign_in_code a
        join kb k on k.org_id = a.org_id and k.id = a.kb_id join brand b on b.org_id = k.org_id and b.id = k.brand_id
        where a.org_id = $1 and a.id = $2 and a.ends_at > $3";
    HOLDERS = "select h.standing, c.blocked from customer_address h
        join customer c on c.org_id = h.org_id and c.id = h.customer_id
        where h.org_id = $1 and h.kind = $2 and h.key = $3";
}

impl SignInMail {
    /// What to send; nothing where the code is used, replaced or over, the customer blocked, or the address unknown
    /// and not to be told (A2).
    pub async fn open(view: &View<System>, job: &SignInJob) -> Result<Option<Self>, Fault> {
        let (org, reader) = (view.org(), view.reader());
        let found: Option<Found> = reader.maybe(FIND.with(params![org, job.asked, view.now()])).await?;
        let Some(found) = found else { return Ok(None) };
        if !is_wanted(view, &found).await? {
            return Ok(None);
        }
        found.open(view, org, job.asked).map(Some)
    }
}

/// Whether the address may get a mail of this knowledge base.
async fn is_wanted(view: &View<System>, found: &Found) -> Result<bool, Fault> {
    let (org, reader) = (view.org(), view.reader());
    let values = setting::values(reader, org, Scope::Kb(found.kb)).await?;
    let portal = PortalSettings::from_values(&values);
    let key = address_key(AddressKind::Email, found.address.as_str());
    let call = HOLDERS.with(params![org, AddressKind::Email, key.as_str()]);
    let holders: Vec<(Standing, bool)> = reader.all(call).await?;
    let is_known = !holders.is_empty() || !portal.known_only;
    Ok(portal.my_conversations && is_known && !select::is_blocked(holders.into_iter()))
}

struct Found {
    address: EmailAddress,
    language: Language,
    kb: KbId,
    brand: BrandId,
    brand_title: String,
    origin: String,
    sealed: Vec<u8>,
    ends_at: Time,
}

impl Found {
    fn open(self, view: &View<System>, org: OrgId, id: AskedId) -> Result<SignInMail, Fault> {
        let Pair { code, link } = Pair::open(view.desk().keys(), org, id, &self.sealed)?;
        let origin = Origin::parse(&self.origin);
        Ok(SignInMail {
            address: self.address,
            language: self.language,
            kb: self.kb,
            brand: self.brand,
            brand_title: self.brand_title,
            origin: origin.ok_or_else(|| Fault::internal("a stored origin cannot be read"))?,
            code,
            link,
            ends_at: self.ends_at,
        })
    }
}

db::columns!(Found: address, language, kb, brand, brand_title, origin, sealed, ends_at);
