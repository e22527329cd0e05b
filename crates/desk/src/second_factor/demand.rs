//! Of whom a second factor is demanded: a setting of the organization.

use crate::right::{Right, Rights};
use crate::setting::{SECOND_FACTOR, Values, value};

/// Of whom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Demand {
    Nobody,
    Administrators,
    Everybody,
}

impl Demand {
    /// As it is stored; empty for the default.
    pub(crate) fn of(stored: &str) -> Self {
        let values = Values::new();
        match if stored.is_empty() { value(&values, SECOND_FACTOR) } else { stored } {
            "nobody" => Self::Nobody,
            "everybody" => Self::Everybody,
            _ => Self::Administrators,
        }
    }

    /// Whether it is demanded of whoever holds these rights.
    pub(crate) fn is_of(self, rights: &Rights) -> bool {
        match self {
            Self::Nobody => false,
            Self::Administrators => rights.holds(Right::Administer),
            Self::Everybody => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Demand;

    #[test]
    fn r2_out_of_the_box_it_is_demanded_of_administrators() {
        assert_eq!(Demand::of(""), Demand::Administrators);
        assert_eq!(Demand::of("nobody"), Demand::Nobody);
        assert_eq!(Demand::of("everybody"), Demand::Everybody);
    }
}
