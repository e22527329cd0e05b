//! Versions of templates: three numbers, of which the first that differs decides.

use std::fmt;
use std::str::FromStr;

/// `1.0.20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32, u32);

impl Version {
    /// One of three numbers.
    pub const fn new(first: u32, second: u32, third: u32) -> Self {
        Self(first, second, third)
    }
}

impl FromStr for Version {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('.').collect();
        let [first, second, third] = parts[..] else { return Err(()) };
        let number = |part: &str| part.parse().map_err(drop);
        Ok(Self(number(first)?, number(second)?, number(third)?))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_as_numbers() {
        let version = |text: &str| text.parse::<Version>();
        assert!(version("1.0.9") < version("1.0.20") && version("1.0.20") < version("1.1.0"));
        assert_eq!(version("1.0.20").unwrap().to_string(), "1.0.20");
        for bad in ["", "1.0", "1.0.0.0", "1.0.x", "-1.0.0", "1.0.99999999999"] {
            assert!(version(bad).is_err(), "{bad}");
        }
    }
}
