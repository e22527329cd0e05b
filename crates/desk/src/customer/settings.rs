//! What customers say of themselves (P15): a name, a language, a time zone, and whether answers are mailed.

use db::{params, sql};
use kernel::{Code, Fault, Language, Problem, Text, TextRefused};
use serde_json::json;

use super::facts;
use crate::act::{Act, View};
use crate::audit::Change;
use crate::code;
use crate::who::Customer;

/// The most characters of a customer's name.
pub const MAX_NAME: usize = 100;

sql! {
    OF_ONESELF = "select c.name, c.language, c.zone, c.wants_mail from customer c where c.org_id = $1 and c.id = $2";
    CHANGE = "update customer set name = $3, language = $4, zone = $5, wants_mail = $6 where org_id = $1 and id = $2";
}

/// What a customer said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MySettings {
    /// The name; may be empty.
    pub name: String,
    /// The language of pages and mails; nothing: the browser's.
    pub language: Option<Language>,
    /// The time zone of pages and mails; nothing: the browser's.
    pub zone: Option<String>,
    /// Whether answers are mailed. Sign-in codes always are.
    pub wants_mail: bool,
}

/// The same as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedSettings {
    /// The name.
    pub name: String,
    /// A language's code, or nothing.
    pub language: String,
    /// A time zone's name, or nothing.
    pub zone: String,
    /// Whether answers are mailed.
    pub wants_mail: bool,
}

impl From<MySettings> for TypedSettings {
    fn from(settings: MySettings) -> Self {
        Self {
            name: settings.name,
            language: settings.language.map(|language| language.to_string()).unwrap_or_default(),
            zone: settings.zone.unwrap_or_default(),
            wants_mail: settings.wants_mail,
        }
    }
}

impl View<Customer> {
    /// What this customer said of themselves.
    pub async fn my_settings(&self) -> Result<MySettings, Fault> {
        self.reader().one(OF_ONESELF.with(params![self.org(), self.who().id])).await
    }
}

impl Act<Customer> {
    /// Checks what was typed and keeps it; one fact for each thing that is another than before. Every field that is
    /// wrong is named in one fault.
    pub async fn change_my_settings(&mut self, typed: &TypedSettings) -> Result<MySettings, Fault> {
        self.stay().await?;
        let (org, id) = (self.org(), self.who().id);
        let call = OF_ONESELF.with(params![org, id]).locking("c");
        let was: MySettings = self.writer().await?.one(call).await?;
        let new = typed.check(&was, &self.who().site.portal.languages)?;
        let changes = was.changes(&new);
        if changes.is_empty() {
            return Ok(new);
        }
        let values = params![org, id, &new.name, new.language.as_ref(), new.zone.as_deref(), new.wants_mail];
        self.writer().await?.run(CHANGE.with(values)).await?;
        for (what, change) in changes {
            let payload = match what {
                "mails" => json!({ "what": what, "on": new.wants_mail }),
                _ => json!({ "what": what }),
            };
            self.announce_change(facts::CHANGED, id.to_string(), (payload, change)).await?;
        }
        Ok(new)
    }
}

impl TypedSettings {
    /// What is there already is taken as it is, even a language that this site does not speak.
    fn check(&self, was: &MySettings, spoken: &[Language]) -> Result<MySettings, Fault> {
        let mut problems: Vec<Problem> = Vec::new();
        let name = name(&self.name).map_err(|problem| problems.push(problem)).unwrap_or_default();
        let language = self.language.parse::<Language>().ok();
        let is_taken =
            |language: &Language| spoken.contains(language) || was.language.as_ref() == Some(language);
        if !self.language.is_empty() && !language.as_ref().is_some_and(is_taken) {
            problems.push(problem("language", &code::LANGUAGE_UNSPOKEN));
        }
        let zone = zone(&self.zone);
        if !self.zone.is_empty() && zone.is_none() {
            problems.push(problem("zone", &code::ZONE_UNKNOWN));
        }
        let checked = MySettings { name, language, zone, wants_mail: self.wants_mail };
        if problems.is_empty() { Ok(checked) } else { Err(Fault::invalid(problems)) }
    }
}

/// One line.
fn name(typed: &str) -> Result<String, Problem> {
    let text = Text::<MAX_NAME>::new(typed).map_err(|refused| match refused {
        TextRefused::TooLong(_) => {
            Problem { values: vec![("limit", MAX_NAME.to_string())], ..problem("name", &code::NAME_LONG) }
        }
        TextRefused::Nul => problem("name", &code::TEXT_BROKEN),
    })?;
    let is_line = !text.as_str().contains(char::is_control);
    if is_line { Ok(text.as_str().to_owned()) } else { Err(problem("name", &code::TEXT_BROKEN)) }
}

fn problem(field: &'static str, code: &'static Code) -> Problem {
    Problem { field, code, values: Vec::new() }
}

/// The name of a time zone as the IANA database writes it; nothing where there is none of this name.
fn zone(typed: &str) -> Option<String> {
    jiff::tz::TimeZone::get(typed).ok()?.iana_name().map(str::to_owned)
}

impl MySettings {
    /// What is another in `new`, by name, with both values.
    fn changes(&self, new: &Self) -> Vec<(&'static str, Change)> {
        let language = |of: &Self| of.language.as_ref().map(ToString::to_string).unwrap_or_default();
        let zone = |of: &Self| of.zone.clone().unwrap_or_default();
        let mails = |of: &Self| if of.wants_mail { "on" } else { "off" }.to_owned();
        let sides = [
            ("name", self.name.clone(), new.name.clone()),
            ("language", language(self), language(new)),
            ("zone", zone(self), zone(new)),
            ("mails", mails(self), mails(new)),
        ];
        let changed = sides.into_iter().filter(|(_, was, became)| was != became);
        changed.map(|(what, was, became)| (what, Change::between(was, became))).collect()
    }
}

db::columns!(MySettings: name, language, zone, wants_mail);
