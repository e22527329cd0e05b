//! How content somebody can be.

/// How content somebody was: from 1, not at all, to 5.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rating(i64);

/// From where on somebody was content.
const CONTENT: i64 = 4;

impl Rating {
    /// One of the five.
    pub fn new(number: i64) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> i64 {
        self.0
    }

    /// Whether it says that the customer was content.
    pub fn is_content(self) -> bool {
        self.0 >= CONTENT
    }
}

/// How many answers are offered. Whatever their number, they lie between 1 and 5, so that surveys can be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// No or yes.
    Two,
    /// With something between.
    Three,
    /// With two more shades.
    Five,
}

impl Scale {
    /// The scale of so many answers; five where there is no such scale.
    pub fn of(count: i64) -> Self {
        match count {
            2 => Self::Two,
            3 => Self::Three,
            _ => Self::Five,
        }
    }

    /// What is offered, the least content first.
    pub fn ratings(self) -> &'static [Rating] {
        const ALL: [Rating; 5] = [Rating(1), Rating(2), Rating(3), Rating(4), Rating(5)];
        match self {
            Self::Two => &[ALL[0], ALL[4]],
            Self::Three => &[ALL[0], ALL[2], ALL[4]],
            Self::Five => &ALL,
        }
    }

    /// How many answers it offers.
    pub fn count(self) -> i64 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
            Self::Five => 5,
        }
    }

    /// The rating of this number, if it is offered.
    pub fn rating(self, number: i64) -> Option<Rating> {
        self.ratings().iter().find(|rating| rating.0 == number).copied()
    }
}
