//! Limits of how often (A6), counted in the database.

use std::net::{IpAddr, Ipv6Addr};

use db::{params, sql};
use kernel::{EmailAddress, Fault, Time};

use crate::Act;
use crate::code;
use crate::who::Who;

/// What is counted under one name, and how much of it is allowed in which time.
pub(crate) struct Counted {
    name: &'static str,
    limits: &'static [Limit],
}

struct Limit {
    most: i64,
    seconds: i64,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

const fn hourly(most: i64) -> Limit {
    Limit { most, seconds: HOUR }
}

/// Codes asked for one address.
pub(super) static CODES_OF_ADDRESS: Counted =
    Counted { name: "code-address", limits: &[hourly(5), Limit { most: 15, seconds: DAY }] };
/// Codes asked from one network.
pub(super) static CODES_OF_NETWORK: Counted = Counted { name: "code-network", limits: &[hourly(60)] };
/// Codes asked of one organization.
pub(super) static CODES: Counted = Counted { name: "code", limits: &[hourly(3_000)] };
/// Links for a new password asked for one address.
pub(super) static PASSWORD_LINKS_OF_ADDRESS: Counted =
    Counted { name: "password-link-address", limits: &[hourly(5), Limit { most: 15, seconds: DAY }] };
/// Links for a new password asked from one network.
pub(super) static PASSWORD_LINKS_OF_NETWORK: Counted =
    Counted { name: "password-link-network", limits: &[hourly(60)] };
/// Invitations to one address.
static INVITATIONS_OF_ADDRESS: Counted =
    Counted { name: "invitation-address", limits: &[hourly(5), Limit { most: 15, seconds: DAY }] };
/// Wrong passwords of one account.
pub(super) static PASSWORDS_OF_ACCOUNT: Counted = Counted { name: "password-account", limits: &[hourly(10)] };
/// Wrong passwords from one network.
pub(super) static PASSWORDS_OF_NETWORK: Counted =
    Counted { name: "password-network", limits: &[hourly(100)] };

/// Refused sign-on tokens from one network.
pub(crate) static SIGN_ONS_OF_NETWORK: Counted =
    Counted { name: "sign-on-network", limits: &[Limit { most: 60, seconds: MINUTE }] };

/// What readers of one network say of articles.
pub(crate) static ANSWERS_OF_NETWORK: Counted = Counted { name: "answer-network", limits: &[hourly(60)] };

/// Forms sent from one address, whoever says it is theirs.
pub(crate) static FORMS_OF_ADDRESS: Counted =
    Counted { name: "form-address", limits: &[hourly(5), Limit { most: 15, seconds: DAY }] };
/// Forms sent from one network.
pub(crate) static FORMS_OF_NETWORK: Counted = Counted { name: "form-network", limits: &[hourly(60)] };
/// Forms sent from one network without any work done for it, to a site that proves no addresses.
pub(crate) static IDLE_FORMS_OF_NETWORK: Counted =
    Counted { name: "form-idle-network", limits: &[hourly(5)] };
/// Forms sent to one organization.
pub(crate) static FORMS: Counted = Counted { name: "form", limits: &[hourly(3_000)] };
/// Bytes of the files of one network: 100 MB.
pub(crate) static FILE_BYTES_OF_NETWORK: Counted =
    Counted { name: "file-bytes-network", limits: &[hourly(100 * 1024 * 1024)] };
/// Mails to one address that nobody has proven, codes aside: one a day over all brands (A6).
pub(crate) static MAILS_OF_ADDRESS: Counted =
    Counted { name: "unproven-mail-address", limits: &[Limit { most: 1, seconds: DAY }] };
/// Such mails caused from one network.
pub(crate) static MAILS_OF_NETWORK: Counted =
    Counted { name: "unproven-mail-network", limits: &[hourly(20)] };

/// Messages of one customer.
pub(crate) static MESSAGES: Counted = Counted { name: "message", limits: &[hourly(60)] };
/// Bytes of the files of one customer: 100 MB.
pub(crate) static FILE_BYTES: Counted = Counted { name: "file-bytes", limits: &[hourly(100 * 1024 * 1024)] };

/// Where a request comes from: its address, and the network as far as limits tell networks apart: IPv4 /24, IPv6 /48.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Network {
    key: String,
    address: IpAddr,
}

/// The number of a counted attempt, by which it can be taken back.
pub(crate) type Attempt = i64;

sql! {
    GATE = "insert into attempt_gate (org_id, kind, key, at) values ($1, $2, $3, $4)
        on conflict (org_id, kind, key) do update set at = excluded.at";
    SUM = "select cast(coalesce(sum(weight), 0) as bigint), coalesce(min(at), $4) from attempt
        where org_id = $1 and kind = $2 and key = $3 and at > $4";
    ADD = "insert into attempt (org_id, kind, key, weight, at) values ($1, $2, $3, $4, $5) returning seq";
    TAKE_BACK = "delete from attempt where org_id = $1 and seq = $2";
}

/// Counts one more, or answers `too_often` and when to come again.
pub(crate) async fn count<W: Who>(act: &mut Act<W>, counted: &Counted, key: &str) -> Result<Attempt, Fault> {
    count_weight(act, counted, (key, 1)).await
}

/// Counts an invitation that leaves for an address.
pub(crate) async fn count_invitation<W: Who>(act: &mut Act<W>, address: &EmailAddress) -> Result<(), Fault> {
    count(act, &INVITATIONS_OF_ADDRESS, &address.key()).await.map(drop)
}

/// The same for something that counts as more than one: bytes.
pub(crate) async fn count_weight<W: Who>(
    act: &mut Act<W>,
    counted: &Counted,
    (key, weight): (&str, i64),
) -> Result<Attempt, Fault> {
    let (org, now) = (act.org(), act.now());
    let writer = act.writer().await?;
    writer.push(GATE.with(params![org, counted.name, key, now])).await?;
    for limit in counted.limits {
        let since = now.plus_seconds(-limit.seconds);
        let (sum, oldest): (i64, Time) = writer.one(SUM.with(params![org, counted.name, key, since])).await?;
        if sum + weight > limit.most {
            let wait = oldest.plus_seconds(limit.seconds).millis_since(now);
            return Err(Fault::new(&code::TOO_OFTEN).retry_after((wait + 999).div_euclid(1000)));
        }
    }
    let (attempt,) = writer.one(ADD.with(params![org, counted.name, key, weight, now])).await?;
    Ok(attempt)
}

/// Uncounts attempts that turned out well.
pub(crate) async fn take_back<W: Who>(act: &mut Act<W>, attempts: &[Attempt]) -> Result<(), Fault> {
    let org = act.org();
    for attempt in attempts {
        act.writer().await?.push(TAKE_BACK.with(params![org, *attempt])).await?;
    }
    Ok(())
}

impl Network {
    /// The network of an address; an IPv4 address written as IPv6 is one of IPv4.
    pub fn of(address: IpAddr) -> Self {
        let address = address.to_canonical();
        let key = match address {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                format!("{a}.{b}.{c}.0/24")
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
        };
        Self { key, address }
    }

    /// The address itself.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    pub(crate) fn key(&self) -> &str {
        &self.key
    }
}

#[cfg(test)]
mod tests {
    use super::Network;

    #[test]
    fn a6_a_network_is_a_24_of_ipv4_and_a_48_of_ipv6() {
        let network = |text: &str| Network::of(text.parse().unwrap()).key;
        assert_eq!(network("192.0.2.17"), "192.0.2.0/24");
        assert_eq!(network("::ffff:192.0.2.17"), "192.0.2.0/24");
        assert_eq!(network("2001:db8:7:1::9"), "2001:db8:7::/48");
    }
}
