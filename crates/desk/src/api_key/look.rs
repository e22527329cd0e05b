//! Whose key a token is: asked at every call of the API, in one statement.

use std::net::IpAddr;

use db::{Reader, params, sql};
use identity::{Fingerprint, KeyToken};
use kernel::{Fault, OrgId, Time};

use super::{ApiKeyId, MachineId, Networks, Roles};
use crate::Desk;
use crate::code;
use crate::kb::Host;
use crate::setting;
use crate::who::Key;

/// Where a call of the API arrives.
#[derive(Clone, Copy, Debug)]
pub enum ApiHost<'a> {
    /// At a host of one organization, whose keys alone count there.
    Of(&'a Host),
    /// At the installation's common one: the key says whose it is.
    Common,
}

sql! {
    FIND = "select k.id, k.user_id, k.name, k.roles, k.networks, k.hash, k.ends_at, k.used_at,
            coalesce(s.value, '')
        from api_key k left join setting s on s.org_id = k.org_id and s.scope = '' and s.name = $3
        where k.org_id = $1 and k.id = $2 and /*see*/k.revoked_at is null/*end*/";
}

/// The key that a token is, used from this address; `key_invalid` for everything that is none, with no word on why.
/// Only who holds a token that was good hears that it is over: `key_expired`.
pub(crate) async fn look_key(
    reader: &Reader,
    (org, id, token): (OrgId, ApiKeyId, &KeyToken),
    from: IpAddr,
    desk: &Desk,
) -> Result<Key, Fault> {
    let found: Option<Found> = reader.maybe(FIND.with(params![org, id, setting::API_REQUESTS])).await?;
    let found = found.filter(|found| found.is(token) && found.networks.allow(from)).ok_or_else(invalid)?;
    let now = desk.context().now();
    if found.ends_at.is_some_and(|ends_at| ends_at <= now) {
        return Err(Fault::new(&code::KEY_EXPIRED));
    }
    desk.used_keys().note((org, found.id), found.used_at, now);
    Ok(found.of(org))
}

/// What a token says of itself, where its signature is ours and the organization the host's.
pub(crate) fn read(
    desk: &Desk,
    host: ApiHost<'_>,
    shown: &str,
) -> Result<(OrgId, ApiKeyId, KeyToken), Fault> {
    let (token, claims) = KeyToken::read(shown, desk.verifying_keys()).ok_or_else(invalid)?;
    let (org, id) = (claims.org.parse(), claims.id.parse());
    let (Ok(org), Ok(id)) = (org, id) else { return Err(invalid()) };
    match host {
        ApiHost::Of(host) if host.org != org => Err(invalid()),
        ApiHost::Of(_) | ApiHost::Common => Ok((org, id, token)),
    }
}

fn invalid() -> Fault {
    Fault::new(&code::KEY_INVALID)
}

struct Found {
    id: ApiKeyId,
    user: MachineId,
    name: String,
    roles: Roles,
    networks: Networks,
    hash: String,
    ends_at: Option<Time>,
    used_at: Option<Time>,
    budget: String,
}

impl Found {
    fn is(&self, token: &KeyToken) -> bool {
        Fingerprint::from_text(&self.hash).is_some_and(|stored| stored == token.fingerprint())
    }

    fn of(self, org: OrgId) -> Key {
        let budget = setting::number(&self.budget, setting::API_REQUESTS);
        Key { org, id: self.id, user: self.user, name: self.name, roles: self.roles, budget }
    }
}

db::columns!(Found: id, user, name, roles, networks, hash, ends_at, used_at, budget);
