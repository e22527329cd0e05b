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
    HOLDERS = "select h.standing, c.blocked, c.language from customer_address h
        join customer c on c.org_id = h.org_id and c.id = h.customer_id
        where h.org_id = $1 and h.kind = $2 and h.key = $3";
}

impl SignInMail {
    /// What to send; nothing where the code is used, replaced or over, the customer blocked, or the address unknown
    /// and not to be told (A2).
    pub async fn open(view: &View<System>, job: &SignInJob) -> Result<Option<Self>, Fault> {
        let (org, reader) = (view.org(), view.reader());
        let found: Option<Found> = reader.maybe(FIND.with(params![org, job.asked, view.now()])).await?;
        let Some(mut found) = found else { return Ok(None) };
        let holders = holders(view, &found).await?;
        if !is_wanted(view, &found, &holders).await? {
            return Ok(None);
        }
        found.language = chosen(&holders).cloned().unwrap_or(found.language);
        found.open(view, org, job.asked).map(Some)
    }
}

/// How far somebody who holds the address is known to, whether they are blocked, and the language they chose.
type Holder = (Standing, bool, Option<Language>);

async fn holders(view: &View<System>, found: &Found) -> Result<Vec<Holder>, Fault> {
    let key = address_key(AddressKind::Email, found.address.as_str());
    view.reader().all(HOLDERS.with(params![view.org(), AddressKind::Email, key.as_str()])).await
}

/// Whether the address may get a mail of this knowledge base.
async fn is_wanted(view: &View<System>, found: &Found, holders: &[Holder]) -> Result<bool, Fault> {
    let values = setting::values(view.reader(), view.org(), Scope::Kb(found.kb)).await?;
    let portal = PortalSettings::from_values(&values);
    let is_known = !holders.is_empty() || !portal.known_only;
    let blocked = select::is_blocked(holders.iter().map(|(standing, blocked, _)| (*standing, *blocked)));
    Ok(portal.my_conversations && is_known && !blocked)
}

/// The language of the one whom the address selects, if it selects one (P15).
fn chosen(holders: &[Holder]) -> Option<&Language> {
    let mut strong = holders.iter().filter(|(standing, ..)| standing.is_strong());
    strong.next().filter(|_| strong.next().is_none()).and_then(|(.., language)| language.as_ref())
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
