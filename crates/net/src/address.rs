//! Whom a request comes from, and which network a limit counts.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

/// A block of addresses that share their first bits: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

impl Network {
    /// The block of `bits` shared bits that `address` lies in; more bits than the address has mean all of them.
    pub fn around(address: IpAddr, bits: u8) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let bits = bits.min(32);
                let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
                Self { first: Ipv4Addr::from_bits(v4.to_bits() & mask).into(), bits }
            }
            IpAddr::V6(v6) => {
                let bits = bits.min(128);
                let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
                Self { first: Ipv6Addr::from_bits(v6.to_bits() & mask).into(), bits }
            }
        }
    }

    /// What limits count: the /24 of an IPv4 address, the /48 of an IPv6 address. One household or company holds that
    /// much, so single addresses would be no limit.
    pub fn for_limits(address: IpAddr) -> Self {
        match address.to_canonical() {
            v4 @ IpAddr::V4(_) => Self::around(v4, 24),
            v6 @ IpAddr::V6(_) => Self::around(v6, 48),
        }
    }

    /// Whether `address` lies in it. An IPv4 address written as IPv6 (RFC 4291 §2.5.5.2) counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        address.to_canonical().is_ipv4() == self.first.is_ipv4() && Self::around(address, self.bits) == *self
    }
}

/// The text is no address and no block `address/bits`, or the address has bits behind the block's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotANetwork;

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| NotANetwork)?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NotANetwork)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let network = Self::around(address, bits.unwrap_or(most));
        let exact = bits.unwrap_or(most) == network.bits || bits.is_none();
        if exact && network.first == address.to_canonical() { Ok(network) } else { Err(NotANetwork) }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.first, self.bits)
    }
}

impl fmt::Display for NotANetwork {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a network such as 10.0.0.0/8")
    }
}

impl std::error::Error for NotANetwork {}

/// The address a request comes from: the right-most hop that is not one of our own proxies. `peer` opened the
/// connection; `forwarded_for` is `X-Forwarded-For`, several such headers joined by commas. Everything left of the
/// first stranger is the stranger's own word and counts for nothing (TH21, TH12).
pub fn client_address(peer: IpAddr, forwarded_for: Option<&str>, trusted: &[Network]) -> IpAddr {
    let mut client = peer.to_canonical();
    for hop in forwarded_for.unwrap_or_default().rsplit(',') {
        let is_ours = trusted.iter().any(|network| network.contains(client));
        match hop_address(hop.trim()) {
            Some(before) if is_ours => client = before.to_canonical(),
            _ => break,
        }
    }
    client
}

/// A hop as proxies write it: an address, with a port or in brackets.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let bare = hop.strip_prefix('[').and_then(|hop| hop.strip_suffix(']')).unwrap_or(hop);
    let with_port = || hop.parse().ok().map(|socket: SocketAddr| socket.ip());
    bare.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Network, client_address};

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn networks(texts: &[&str]) -> Vec<Network> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn a_network_holds_the_addresses_that_share_its_bits() {
        let [ten, documentation, all, one]: [Network; 4] =
            ["10.0.0.0/8", "2001:db8::/32", "0.0.0.0/0", "192.0.2.7"].map(|text| text.parse().unwrap());
        assert!(
            ten.contains(ip("10.255.0.1"))
                && ten.contains(ip("::ffff:10.0.0.1"))
                && !ten.contains(ip("11.0.0.1"))
        );
        assert!(documentation.contains(ip("2001:db8:ffff::1")) && !documentation.contains(ip("2001:db9::1")));
        assert!(all.contains(ip("203.0.113.9")) && !all.contains(ip("::1")));
        assert!(one.contains(ip("192.0.2.7")) && !one.contains(ip("192.0.2.8")));
    }

    #[test]
    fn a_network_that_is_not_exactly_one_is_refused() {
        for bad in
            ["", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10/8", "2001:db8::/129", "proxy"]
        {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }

    #[test]
    fn th21_limits_count_what_one_party_holds() {
        assert_eq!(Network::for_limits(ip("203.0.113.9")).to_string(), "203.0.113.0/24");
        assert_eq!(Network::for_limits(ip("::ffff:203.0.113.9")).to_string(), "203.0.113.0/24");
        assert_eq!(Network::for_limits(ip("2001:db8:1:2:3::4")).to_string(), "2001:db8:1::/48");
    }

    #[test]
    fn th21_a_stranger_cannot_choose_an_address() {
        let ours = networks(&["10.0.0.0/8", "::1"]);
        for (peer, forwarded, client) in [
            ("203.0.113.9", None, "203.0.113.9"),
            ("203.0.113.9", Some("198.51.100.1"), "203.0.113.9"),
            ("10.0.0.1", None, "10.0.0.1"),
            ("10.0.0.1", Some("203.0.113.9"), "203.0.113.9"),
            ("10.0.0.1", Some("198.51.100.1, 203.0.113.9"), "203.0.113.9"),
            ("10.0.0.1", Some("198.51.100.1,203.0.113.9, 10.0.0.2"), "203.0.113.9"),
            ("10.0.0.1", Some("10.0.0.3, 10.0.0.2"), "10.0.0.3"),
            ("::1", Some("2001:db8::7"), "2001:db8::7"),
            ("::ffff:10.0.0.1", Some("203.0.113.9"), "203.0.113.9"),
            ("10.0.0.1", Some("203.0.113.9:4711"), "203.0.113.9"),
            ("10.0.0.1", Some("[2001:db8::7]:4711"), "2001:db8::7"),
            ("10.0.0.1", Some("[2001:db8::7]"), "2001:db8::7"),
            ("10.0.0.1", Some("203.0.113.9, unknown"), "10.0.0.1"),
            ("10.0.0.1", Some(""), "10.0.0.1"),
        ] {
            assert_eq!(client_address(ip(peer), forwarded, &ours), ip(client), "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn without_configured_proxies_the_header_counts_for_nothing() {
        assert_eq!(client_address(ip("127.0.0.1"), Some("203.0.113.9"), &[]), ip("127.0.0.1"));
    }
}
