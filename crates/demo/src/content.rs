//! The data files, as `data/README.md` describes them.

use std::collections::BTreeMap;

use kernel::Fault;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Everything in the data files.
pub(crate) struct Content {
    pub(crate) people: People,
    pub(crate) tongues: BTreeMap<String, Tongue>,
    pub(crate) numbers: BTreeMap<String, Number>,
    /// In the order in which conversations are counted, each with its language.
    pub(crate) scenarios: Vec<(&'static str, Scenario)>,
    pub(crate) articles: Articles,
}

/// What the help centres tell.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Articles {
    pub(crate) category: Vec<Category>,
    pub(crate) article: Vec<Article>,
    pub(crate) form: Vec<Form>,
}

/// What a brand's help centre asks of whoever writes to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    pub(crate) brand: String,
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) introduction: String,
    pub(crate) thanks: String,
    pub(crate) field: Vec<Field>,
}

/// A field of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    #[serde(default)]
    pub(crate) hint: String,
    pub(crate) target: String,
    #[serde(default)]
    pub(crate) required: bool,
    /// An outline.
    #[serde(default)]
    pub(crate) choices: String,
    /// The field before it, and the answer, with which alone it is asked.
    #[serde(default)]
    pub(crate) when: [String; 2],
}

/// A category of a brand's help centre.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Category {
    pub(crate) key: String,
    pub(crate) brand: String,
    pub(crate) icon: String,
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) description: String,
}

/// What a brand's help centre tells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article {
    pub(crate) brand: String,
    pub(crate) language: String,
    pub(crate) internal: bool,
    #[serde(default)]
    pub(crate) categories: Vec<String>,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(default)]
    pub(crate) featured: bool,
    pub(crate) title: String,
    pub(crate) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct People {
    pub(crate) organization: Organization,
    pub(crate) brand: Vec<Brand>,
    pub(crate) team: Vec<Team>,
    pub(crate) agent: Vec<Agent>,
    pub(crate) customer: Vec<Customer>,
}

#[derive(Deserialize)]
pub(crate) struct Organization {
    pub(crate) key: String,
    pub(crate) name: String,
}

#[derive(Deserialize)]
pub(crate) struct Brand {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) accent: String,
    pub(crate) sender: String,
    pub(crate) languages: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Team {
    pub(crate) key: String,
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agent {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) team: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) roles: Vec<String>,
    pub(crate) language: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Customer {
    pub(crate) key: String,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) name: String,
    pub(crate) formal: String,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) handle: String,
    pub(crate) language: String,
    pub(crate) zone: String,
    pub(crate) company: Option<String>,
    pub(crate) signature: Option<String>,
    #[serde(default)]
    pub(crate) showcase: bool,
}

/// How a language writes.
#[derive(Deserialize)]
pub(crate) struct Tongue {
    pub(crate) date: String,
    pub(crate) months: Vec<String>,
    pub(crate) weekdays: Vec<String>,
    pub(crate) quote: String,
    #[serde(default)]
    pub(crate) lower_after_comma: Vec<String>,
    pub(crate) opening_customer: Vec<String>,
    pub(crate) opening_customer_again: Vec<String>,
    pub(crate) opening_agent: Vec<String>,
    pub(crate) closing_agent: Vec<String>,
    /// Phrase lists that are placeholders.
    #[serde(flatten)]
    pub(crate) phrases: BTreeMap<String, Vec<String>>,
}

/// A number that counts up with the conversations.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Number {
    pub(crate) prefix: String,
    pub(crate) from: usize,
    pub(crate) step: usize,
}

#[derive(Deserialize)]
struct Scenarios {
    scenario: Vec<Scenario>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    pub(crate) brand: String,
    pub(crate) team: String,
    pub(crate) agent: String,
    pub(crate) priority: i64,
    pub(crate) tags: Vec<String>,
    pub(crate) subject: Vec<String>,
    pub(crate) variant: Vec<Variant>,
    pub(crate) slots: BTreeMap<String, Vec<String>>,
    pub(crate) message: Vec<Passage>,
}

/// One conversation made from a scenario.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Variant {
    pub(crate) customer: String,
    pub(crate) channel: String,
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) days_ago: i64,
    /// `06:56`; none where `minutes_ago` says when it begins.
    pub(crate) at: Option<String>,
    pub(crate) minutes_ago: Option<i64>,
    pub(crate) stop: Option<usize>,
    #[serde(default)]
    pub(crate) unassigned: bool,
    pub(crate) wake_in_days: Option<i64>,
}

/// An entry of a scenario's story.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Passage {
    pub(crate) from: Speaker,
    pub(crate) after_minutes: i64,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) alt: Vec<String>,
    pub(crate) only: Option<Vec<usize>>,
    pub(crate) channel: Option<String>,
    pub(crate) agent: Option<String>,
    #[serde(default)]
    pub(crate) quote: bool,
    #[serde(default)]
    pub(crate) files: Vec<Enclosure>,
    pub(crate) then: Option<Then>,
    /// Says what no customer may see; the tests look for it everywhere a customer looks.
    #[serde(default)]
    #[expect(dead_code, reason = "for the writers of scenarios and the tests")]
    pub(crate) secret: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Speaker {
    Customer,
    Agent,
    Note,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Then {
    Done,
}

/// A file to draw and attach.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enclosure {
    pub(crate) name: String,
    pub(crate) kind: EnclosureKind,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) redacted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EnclosureKind {
    Picture,
    Pdf,
}

macro_rules! scenarios {
    ($($language:literal),*) => {
        [$(($language, include_str!(concat!("../data/scenarios/", $language, ".toml")))),*]
    };
}

/// By language, in the order in which conversations are counted.
static SCENARIOS: [(&str, &str); 12] =
    scenarios!["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "sv", "tr"];

impl Content {
    pub(crate) fn load() -> Result<Self, Fault> {
        let mut scenarios = Vec::new();
        for (language, text) in SCENARIOS {
            let file: Scenarios = parse(text)?;
            scenarios.extend(file.scenario.into_iter().map(|scenario| (language, scenario)));
        }
        Ok(Self {
            people: parse(include_str!("../data/people.toml"))?,
            tongues: parse(include_str!("../data/languages.toml"))?,
            numbers: parse(include_str!("../data/numbers.toml"))?,
            scenarios,
            articles: parse(include_str!("../data/articles.toml"))?,
        })
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(Fault::internal)
}
