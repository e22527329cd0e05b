//! Whose session a token is: asked at every request of a signed-in person, one statement for a customer.

use std::sync::Arc;

use db::{Reader, params, sql};
use identity::Token;
use kernel::{EmailAddress, Fault, Language, OrgId, Time};

use super::SessionId;
use super::kept::Moment;
use crate::Desk;
use crate::code;
use crate::customer::CustomerId;
use crate::kb::Site;
use crate::right::Rights;
use crate::second_factor::Demand;
use crate::setting::{self, USER_MINUTES};
use crate::user::{self, UserId, UserKind};
use crate::who::{Account, Customer, User};

sql! {
    CUSTOMER = "select s.id, s.address, s.whole, s.made_at, s.ends_at, c.id, c.name, c.language, c.zone, coalesce(s.seen_at, s.made_at)
        from session s join customer c on c.org_id = s.org_id and c.id = s.holder_id
        where s.org_id = $1 and s.hash = $2 and /*see*/s.kind = 'customer' and s.kb_id = $3/*end*/
        and /*see*/s.ends_at > $4/*end*/ and /*see*/s.made_at > $5/*end*/ and /*see*/not c.blocked/*end*/";
    USER = "select s.id, o.title, u.id, u.name, u.email, u.kind, u.language, u.zone, coalesce(s.seen_at, s.made_at),
        s.made_at, s.ends_at, f.made_at, coalesce(d.value, ''), coalesce(l.value, '')
        from session s join app_user u on u.org_id = s.org_id and u.id = s.holder_id join org o on o.org_id = s.org_id
        left join second_factor f on f.org_id = u.org_id and f.user_id = u.id
        left join setting d on d.org_id = s.org_id and d.scope = '' and d.name = 'users.second-factor'
        left join setting l on l.org_id = s.org_id and l.scope = '' and l.name = 'users.session-minutes'
        where s.org_id = $1 and s.hash = $2 and /*see*/s.kind = 'user' and s.ends_at > $3/*end*/
        and /*see*/u.active/*end*/";
}

/// The customer a token stood for on this knowledge base a moment ago, if that was asked and nothing has changed since.
pub(crate) fn kept_customer(site: &Arc<Site>, token: &str, desk: &Desk) -> Option<Customer> {
    // Another site under the same name is the same one with other settings.
    let is_here = |who: &Customer| Arc::ptr_eq(&who.site, site);
    desk.kept_customers().find(&hash(token).ok()?, Moment::now(desk), is_here)
}

/// The user a token stood for in this organization a moment ago.
pub(crate) fn kept_account(org: OrgId, token: &str, desk: &Desk) -> Option<Account> {
    desk.kept_accounts().find(&hash(token).ok()?, Moment::now(desk), |who| who.user.org == org)
}

/// The customer a token stands for on this knowledge base; `sign_in` where it stands for nobody, `portal_off` while
/// customers have nothing to do here (P1).
pub(crate) async fn look_customer(
    reader: &Reader,
    site: Arc<Site>,
    token: &str,
    desk: &Desk,
) -> Result<Customer, Fault> {
    site.portal_is_on()?;
    let (hash, moment, now) = (hash(token)?, Moment::now(desk), desk.context().now());
    // A lifetime that was shortened a moment ago counts for older sessions as well (A1).
    let oldest = now.plus_seconds(-60 * site.portal.session_minutes);
    let call = CUSTOMER.with(params![site.org, hash.as_str(), site.kb, now, oldest]);
    let found: Option<FoundCustomer> = reader.maybe(call).await?;
    let found = found.ok_or_else(|| Fault::new(&code::SIGN_IN))?;
    desk.seen().note((site.org, found.session), found.seen_at, now);
    let who = found.on(site);
    desk.kept_customers().keep(&hash, &who, (moment, who.session_ends_at));
    Ok(who)
}

/// The user a token stands for, with the rights as they are now; `sign_in` where it stands for nobody.
pub(crate) async fn look_account(
    reader: &Reader,
    org: OrgId,
    token: &str,
    desk: &Desk,
) -> Result<Account, Fault> {
    look_account_of(reader, org, &hash(token)?, desk).await
}

/// The same by the fingerprint that is stored of a token.
pub(super) async fn look_account_of(
    reader: &Reader,
    org: OrgId,
    hash: &str,
    desk: &Desk,
) -> Result<Account, Fault> {
    let (moment, now) = (Moment::now(desk), desk.context().now());
    let found: Option<FoundUser> = reader.maybe(USER.with(params![org, hash, now])).await?;
    let found = found.filter(|found| now < found.ends_at()).ok_or_else(|| Fault::new(&code::SIGN_IN))?;
    desk.seen().note((org, found.session), found.seen_at, now);
    let (rights, ends_at) = (user::rights(reader, org, found.id, found.kind).await?, found.ends_at());
    let who = found.with(org, rights);
    desk.kept_accounts().keep(hash, &who, (moment, ends_at));
    Ok(who)
}

pub(super) fn hash(token: &str) -> Result<String, Fault> {
    let token = Token::parse(token).ok_or_else(|| Fault::new(&code::SIGN_IN))?;
    Ok(token.fingerprint().to_text())
}

struct FoundCustomer {
    session: SessionId,
    address: EmailAddress,
    is_whole: bool,
    made_at: Time,
    ends_at: Time,
    id: CustomerId,
    name: String,
    language: Option<Language>,
    zone: Option<String>,
    seen_at: Time,
}

impl FoundCustomer {
    fn on(self, site: Arc<Site>) -> Customer {
        let limit = self.made_at.plus_seconds(60 * site.portal.session_minutes);
        Customer {
            site,
            id: self.id,
            name: if self.name.is_empty() { self.address.to_string() } else { self.name },
            address: self.address,
            is_whole: self.is_whole,
            language: self.language,
            zone: self.zone,
            session: self.session.to_string(),
            session_ends_at: self.ends_at.min(limit),
        }
    }
}

struct FoundUser {
    session: SessionId,
    org_title: String,
    id: UserId,
    name: String,
    email: EmailAddress,
    kind: UserKind,
    language: Option<Language>,
    zone: Option<String>,
    seen_at: Time,
    made_at: Time,
    ends_at: Time,
    second_factor: Option<Time>,
    demand: String,
    minutes: String,
}

impl FoundUser {
    /// A lifetime that was shortened a moment ago counts for older sessions as well (A1).
    fn ends_at(&self) -> Time {
        let minutes = setting::number(&self.minutes, USER_MINUTES);
        self.ends_at.min(self.made_at.plus_seconds(60 * minutes))
    }

    fn with(self, org: OrgId, rights: Rights) -> Account {
        let owes_second_factor = self.second_factor.is_none() && Demand::of(&self.demand).is_of(&rights);
        Account { user: self.user(org, rights), owes_second_factor }
    }

    fn user(self, org: OrgId, rights: Rights) -> User {
        User {
            org,
            org_title: self.org_title,
            id: self.id,
            name: self.name,
            email: self.email,
            kind: self.kind,
            rights,
            language: self.language,
            zone: self.zone,
            session: self.session.to_string(),
        }
    }
}

db::columns!(FoundCustomer: session, address, is_whole, made_at, ends_at, id, name, language, zone, seen_at);

db::columns!(FoundUser: session, org_title, id, name, email, kind, language, zone, seen_at, made_at, ends_at, second_factor, demand, minutes);
