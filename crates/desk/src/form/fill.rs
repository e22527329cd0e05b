//! Filling a form: what was answered becomes a message and values, or every problem is named at its field. What a condition
//! hides is neither asked for nor kept.

use std::collections::BTreeMap;

use kernel::{Code, EmailAddress, Text, TextRefused};

use super::access::Sender;
use super::content::ContentValue;
use super::design::Wrong;
use super::{Content, FieldKind, ShownField, ShownForm, Target};
use crate::attribute::{Attribute, Kind};
use crate::code;
use crate::conversation::message::NewFile;
use crate::conversation::{MAX_SUBJECT, MAX_TEXT};
use crate::customer::MAX_NAME;
use crate::line::line;

/// The most characters of an answer in one line.
pub const MAX_LINE: usize = MAX_SUBJECT;
/// The most characters of an answer of several lines.
pub const MAX_AREA: usize = MAX_TEXT;
/// The most characters of all of them together.
const MAX_ALL: usize = 64 * 1024;

/// What somebody answered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// The address of a sender who is not signed in.
    pub address: String,
    /// What they call themselves.
    pub name: String,
    /// The answers, by the names of their fields.
    pub values: BTreeMap<String, String>,
    /// The accepted files.
    pub files: Vec<NewFile>,
}

/// A form that can be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filled {
    /// From which address.
    pub address: EmailAddress,
    /// What was written.
    pub content: Content,
}

/// What of the form is read so far.
#[derive(Default)]
struct Filling {
    content: Content,
    message: String,
    told: Vec<String>,
    wrong: Vec<Wrong>,
}

impl ShownForm {
    /// Checks what was answered, by whom where that is known.
    pub fn fill(&self, answers: &Answers, sender: Option<Sender<'_>>) -> Result<Filled, Vec<Wrong>> {
        let mut filling = Filling::default();
        let address = match sender {
            Some(sender) => Some(sender.address.clone()),
            None => filling.address(&answers.address),
        };
        filling.content.name = match sender {
            Some(sender) => sender.name.to_owned(),
            None => filling.name(&answers.name),
        };
        let shown = self.shown(answers, sender.is_some());
        for field in self.fields.iter().filter(|field| shown.contains(&field.field.name.as_str())) {
            self.answer(&mut filling, field, answers);
        }
        filling.end(&self.text.title);
        match address {
            Some(address) if filling.wrong.is_empty() => Ok(Filled { address, content: filling.content }),
            _ => Err(filling.wrong),
        }
    }

    /// The names of the fields that these answers show.
    fn shown<'a>(&'a self, answers: &Answers, is_known: bool) -> Vec<&'a str> {
        let mut shown: Vec<&str> = Vec::new();
        for ShownField { field, .. } in self.asked(is_known) {
            let is_shown = field.when.as_ref().is_none_or(|when| {
                let answer = self.given(&when.field, answers);
                let is_below =
                    answer.strip_prefix(when.is.as_str()).is_some_and(|rest| rest.starts_with('.'));
                shown.contains(&when.field.as_str()) && (answer == when.is || is_below)
            });
            if is_shown {
                shown.push(&field.name);
            }
        }
        shown
    }

    /// What was answered. What goes along unseen is what was decided about it; a browser has its say where nothing was.
    fn given<'a>(&'a self, name: &str, answers: &'a Answers) -> &'a str {
        let sent = answers.values.get(name).map_or("", |sent| sent.trim());
        let field = self.field(name).map(|shown| &shown.field);
        let along = field.filter(|field| field.kind == FieldKind::Hidden).map_or("", |field| &field.value);
        if along.is_empty() { sent } else { along }
    }

    fn answer(&self, filling: &mut Filling, shown: &ShownField, answers: &Answers) {
        let ShownField { field, .. } = shown;
        if field.kind == FieldKind::Files {
            filling.content.files.clone_from(&answers.files);
            if field.is_required && answers.files.is_empty() {
                filling.wrong(&field.name, &code::FIELD_EMPTY);
            }
            return;
        }
        let given = self.given(&field.name, answers);
        let is_empty = given.is_empty() || (field.kind == FieldKind::Checkbox && !is_ticked(given));
        if is_empty {
            if field.is_required {
                filling.wrong(&field.name, &code::FIELD_EMPTY);
            }
            return;
        }
        let read = shown.read(given);
        match read {
            Ok(read) => self.put(filling, shown, &read),
            Err((code, values)) => {
                filling.wrong.push(Wrong { place: field.name.clone(), code, values });
            }
        }
    }

    /// Puts an answer where it goes.
    fn put(&self, filling: &mut Filling, shown: &ShownField, read: &Read) {
        let field = &shown.field;
        let told = || match field.kind {
            FieldKind::Area => format!("{}:\n{}", shown.label, read.told),
            _ => format!("{}: {}", shown.label, read.told),
        };
        match &field.target {
            Target::Subject => filling.content.subject.clone_from(&read.told),
            Target::Message => filling.message.clone_from(&read.told),
            Target::Told if field.kind == FieldKind::Hidden => {}
            Target::Told => filling.told.push(told()),
            Target::Attribute(object, id) => {
                let known = self.attributes.iter().find(|known| known.id == *id);
                // An attribute that was removed since leaves its answer in the message.
                let Some(attribute) = known else { return filling.told.push(told()) };
                let typed = attribute_value(attribute, &field.offered(&self.attributes), &read.value);
                match attribute.give(&[&typed]) {
                    Ok(_) => {
                        filling.content.values.push(ContentValue { object: *object, attribute: *id, typed });
                    }
                    // Nobody can mend what nobody sees.
                    Err(_) if field.kind == FieldKind::Hidden => return,
                    Err(_) => return filling.wrong(&field.name, &code::FIELD_VALUE),
                }
                if !attribute.is_sensitive && field.kind != FieldKind::Hidden {
                    filling.told.push(told());
                }
            }
        }
    }
}

/// A choice of a text attribute is called by its name there, whatever language it was chosen in.
fn attribute_value(attribute: &Attribute, offered: &crate::attribute::Tree, value: &str) -> String {
    let name = offered.names(value).and_then(|names| names.last().map(|name| (*name).to_owned()));
    if attribute.kind() == Kind::Tree { value.to_owned() } else { name.unwrap_or_else(|| value.to_owned()) }
}

/// An answer that was read: as a value, and as it is told.
struct Read {
    value: String,
    told: String,
}

type Refused = (&'static Code, Vec<(&'static str, String)>);

impl ShownField {
    fn read(&self, given: &str) -> Result<Read, Refused> {
        let same = |text: String| Read { value: text.clone(), told: text };
        match self.field.kind {
            FieldKind::Text => one_line::<MAX_LINE>(given).map(same),
            FieldKind::Hidden => one_line::<MAX_AREA>(given).map(same),
            FieldKind::Area => area(given).map(same),
            FieldKind::Checkbox => Ok(Read { value: "true".to_owned(), told: "✓".to_owned() }),
            FieldKind::Phone => phone(given).map(same).ok_or((&code::PHONE_INVALID, Vec::new())),
            FieldKind::Radio | FieldKind::Select | FieldKind::Tree => {
                let told = self.called(given).ok_or((&code::CHOICE_UNKNOWN, Vec::new()))?;
                Ok(Read { value: given.to_owned(), told })
            }
            FieldKind::Files => Ok(same(String::new())),
        }
    }

    /// The names on the way to a choice.
    pub fn called(&self, path: &str) -> Option<String> {
        let name =
            |path: &str| self.choices.iter().find(|(known, _)| known == path).map(|(_, name)| name.as_str());
        name(path)?;
        let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
        let names: Vec<&str> = ends.filter_map(|end| name(&path[..end])).collect();
        Some(names.join(" › "))
    }
}

impl Filling {
    fn wrong(&mut self, place: &str, code: &'static Code) {
        self.wrong.push(Wrong { place: place.to_owned(), code, values: Vec::new() });
    }

    fn address(&mut self, typed: &str) -> Option<EmailAddress> {
        let address = typed.parse().ok();
        if address.is_none() {
            self.wrong(
                "email",
                if typed.trim().is_empty() { &code::FIELD_EMPTY } else { &code::EMAIL_INVALID },
            );
        }
        address
    }

    fn name(&mut self, typed: &str) -> String {
        if typed.trim().is_empty() {
            return String::new();
        }
        one_line::<MAX_NAME>(typed).unwrap_or_else(|(code, values)| {
            self.wrong.push(Wrong { place: "name".to_owned(), code, values });
            String::new()
        })
    }

    /// What was told stands below what was written. A form that asks for no subject is its own.
    fn end(&mut self, title: &str) {
        let parts = [std::mem::take(&mut self.message), self.told.join("\n")];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        self.content.text = parts.join("\n\n");
        if self.content.subject.is_empty() {
            title.clone_into(&mut self.content.subject);
        }
        if self.content.text.chars().count() > MAX_ALL {
            self.wrong("form", &code::FORM_LONG);
        } else if self.content.text.is_empty() && self.content.files.is_empty() && self.wrong.is_empty() {
            self.wrong("form", &code::FORM_EMPTY);
        }
    }
}

fn is_ticked(given: &str) -> bool {
    matches!(given, "true" | "on")
}

fn one_line<const MAX: usize>(typed: &str) -> Result<String, Refused> {
    line::<MAX>(typed).map_err(|fault| match fault.code() {
        code if *code == code::TEXT_TOO_LONG => (&code::FIELD_LONG, at_most(MAX)),
        code => (code, Vec::new()),
    })
}

fn area(typed: &str) -> Result<String, Refused> {
    match Text::<MAX_AREA>::new(typed) {
        Ok(text) => Ok(text.as_str().to_owned()),
        Err(TextRefused::TooLong(_)) => Err((&code::FIELD_LONG, at_most(MAX_AREA))),
        Err(TextRefused::Nul) => Err((&code::TEXT_BROKEN, Vec::new())),
    }
}

fn at_most(most: usize) -> Vec<(&'static str, String)> {
    vec![("max", most.to_string())]
}

/// A number as it was typed, if it is one.
fn phone(typed: &str) -> Option<String> {
    let is_sign = |c: char| c.is_ascii_digit() || " +-()./".contains(c);
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let is_number = (5..=20).contains(&digits) && typed.len() <= 40 && typed.chars().all(is_sign);
    is_number.then(|| typed.split_whitespace().collect::<Vec<_>>().join(" "))
}
