//! From where a key may be used.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use db::{Column, FromColumn};
use kernel::Fault;
use net::Network;

use crate::code;

/// The most blocks of one key.
const MOST: usize = 50;

/// Blocks of addresses; none are everywhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Networks(Vec<Network>);

impl Networks {
    /// Whether a request from this address counts.
    pub fn allow(&self, address: IpAddr) -> bool {
        self.0.is_empty() || self.0.iter().any(|network| network.contains(address))
    }

    /// Each, as it is written: `203.0.113.0/24`.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(Network::to_string).collect()
    }
}

/// As they are stored. A list that cannot be read is a fault and never an empty one, which would be everywhere.
impl FromColumn for Networks {
    fn from_column(column: Column<'_>) -> Option<Self> {
        if let Column::Text(stored) = column { stored.parse().ok() } else { None }
    }
}

/// Blocks and single addresses as people type them, apart by commas, spaces or lines.
impl FromStr for Networks {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        let words = typed.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        let networks: Result<Vec<Network>, _> = words.map(str::parse).collect();
        let mut networks = networks.map_err(|_| Fault::new(&code::NETWORK_INVALID))?;
        networks.sort_unstable();
        networks.dedup();
        if networks.len() > MOST { Err(Fault::new(&code::NETWORK_INVALID)) } else { Ok(Self(networks)) }
    }
}

/// As it is stored.
impl fmt::Display for Networks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.names().join(","))
    }
}

#[cfg(test)]
mod tests {
    use db::{Column, FromColumn};

    use super::Networks;

    fn networks(typed: &str) -> Networks {
        typed.parse().unwrap()
    }

    #[test]
    fn r3_networks_are_typed_in_lines_or_with_commas() {
        let typed = networks(" 203.0.113.0/24,\n2001:db8::/32 192.0.2.7\n192.0.2.7 ");
        assert_eq!(typed.names(), ["192.0.2.7/32", "203.0.113.0/24", "2001:db8::/32"]);
        assert_eq!(Networks::from_column(Column::Text(&typed.to_string())), Some(typed.clone()));
        let inside = ["203.0.113.255", "::ffff:203.0.113.1", "2001:db8:1::1", "192.0.2.7"];
        assert!(inside.iter().all(|address| typed.allow(address.parse().unwrap())));
        let outside = ["203.0.114.0", "192.0.2.8", "::1", "2001:db9::1"];
        assert!(!outside.iter().any(|address| typed.allow(address.parse().unwrap())));
        assert!(networks("").allow("192.0.2.8".parse().unwrap()));
    }

    #[test]
    fn r3_what_is_no_list_of_networks_is_refused() {
        let many = (0..51).map(|number| format!("10.0.0.{number}")).collect::<Vec<_>>().join(",");
        for bad in ["localhost", "203.0.113.9/24", "10.0.0.0/33", "203.0.113.0/24; 10.0.0.0/8", &many] {
            assert_eq!(bad.parse::<Networks>().unwrap_err().code().name, "network_invalid", "{bad}");
        }
        assert!(Networks::from_column(Column::Text("nonsense")).is_none());
    }
}
