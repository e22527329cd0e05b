//! What the address of a survey ends in. Whoever has it may answer, so it is marked and says nothing else (TH14).

use std::fmt;
use std::str::FromStr;

use identity::{Keys, Mark};
use kernel::{Fault, OrgId, base_codes};

use super::SurveyId;

const PURPOSE: &str = "survey";

/// The end of a survey's address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SurveyLink {
    id: SurveyId,
    mark: Mark,
}

impl SurveyLink {
    /// The link of a survey.
    pub(super) fn new(keys: &Keys, org: OrgId, id: SurveyId) -> Self {
        Self { id, mark: keys.mark(PURPOSE, &[&org.to_string(), &id.to_string()]) }
    }

    /// The survey it is for; `not_found` where it was not made here.
    pub(super) fn survey(&self, keys: &Keys, org: OrgId) -> Result<SurveyId, Fault> {
        let is_marked = keys.is_marked(PURPOSE, &[&org.to_string(), &self.id.to_string()], &self.mark);
        if is_marked { Ok(self.id) } else { Err(Fault::new(&base_codes::NOT_FOUND)) }
    }
}

impl fmt::Display for SurveyLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.id, self.mark.key, self.mark.text)
    }
}

impl FromStr for SurveyLink {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let parts: Vec<&str> = text.split('.').collect();
        let [id, key, mark] = parts[..] else { return Err(gone()) };
        let mark = Mark { key: key.parse().map_err(|_| gone())?, text: mark.to_owned() };
        Ok(Self { id: id.parse()?, mark })
    }
}
