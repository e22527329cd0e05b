//! A form as somebody designs it: what was typed, checked as a whole, with every problem at its place.

use std::collections::BTreeMap;

use kernel::{Code, Fault, Language};

use super::field::{MAX_NAME, MOST};
use super::words::{FieldWords, MAX_HINT, MAX_INTRODUCTION, MAX_LABEL, MAX_THANKS, MAX_TITLE};
use super::{Field, FieldKind, Form, FormAudience, FormText, Manner, Target, When};
use crate::attribute::{Attribute, MAX_VALUE, Object, Tree};
use crate::conversation::{Priority, TagName};
use crate::line::{line, text};
use crate::link::Link;
use crate::{code, page_path};

/// The most addresses to which hand-written forms may lead back.
const MOST_RETURNS: usize = 20;

/// A field as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TypedField {
    /// The name by which it is sent.
    pub name: String,
    /// The name of its kind.
    pub kind: String,
    /// Whether it must be answered.
    pub is_required: bool,
    /// Whether another stands beside it.
    pub is_half: bool,
    /// `told`, `subject`, `message`, or the object and id of an attribute: `conversation:6ab1…`.
    pub target: String,
    /// The other field on whose answer it depends; empty where it is always shown.
    pub when_field: String,
    /// That answer.
    pub when_is: String,
    /// An outline of what there is to choose from; of a translation what the choices are called.
    pub choices: String,
    /// What goes along, of a hidden one.
    pub value: String,
    /// The label.
    pub label: String,
    /// The hint.
    pub hint: String,
}

/// A form as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Typed {
    /// What those who manage it call it.
    pub name: String,
    /// The title.
    pub title: String,
    /// The slug; made of the title where it is empty.
    pub slug: String,
    /// What stands above the fields.
    pub introduction: String,
    /// What is said at the end.
    pub thanks: String,
    /// The fields, in their order.
    pub fields: Vec<TypedField>,
    /// The name of the audience.
    pub audience: String,
    /// Whether articles are suggested.
    pub suggests: bool,
    /// Whether hand-written forms may send it.
    pub is_hooked: bool,
    /// Addresses to lead back to, a line each.
    pub returns: String,
    /// The tag.
    pub tag: String,
    /// The id of a team.
    pub team: String,
    /// A number from 1 to 5.
    pub priority: String,
}

/// What is wrong with what was typed, and where.
#[derive(Clone, PartialEq, Debug)]
pub struct Wrong {
    /// The name of the field, `fields.2.label` in the third one.
    pub place: String,
    /// What is wrong.
    pub code: &'static Code,
    /// Named values for the text.
    pub values: Vec<(&'static str, String)>,
}

/// A form that was checked.
#[derive(Clone, Debug)]
pub struct Design {
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) introduction: String,
    pub(super) thanks: String,
    pub(super) words: BTreeMap<String, FieldWords>,
    pub(super) fields: Vec<Field>,
    pub(super) manner: Manner,
}

impl Design {
    /// What it says, in this language.
    pub(super) fn text(&self, language: &Language, told: i64) -> FormText {
        FormText {
            language: language.clone(),
            slug: self.slug.clone(),
            title: self.title.clone(),
            introduction: self.introduction.clone(),
            thanks: self.thanks.clone(),
            fields: self.words.clone(),
            told,
        }
    }

    /// What a form does that nobody has decided about.
    pub(super) fn usual_manner() -> Manner {
        Manner {
            audience: FormAudience::Everybody,
            suggests: true,
            is_hooked: false,
            returns: Vec::new(),
            tag: String::new(),
            team: None,
            priority: Priority::new(3).expect("three is one of the five"),
        }
    }
}

/// Collects what is wrong, so that all of it is told at once.
#[derive(Default)]
struct Checking(Vec<Wrong>);

impl Design {
    /// Checks what was typed in the language of the knowledge base, in which a form gets its fields, or else in another
    /// (`of` is the form then), in which it only says something.
    pub fn read(typed: &Typed, attributes: &[Attribute], of: Option<&Form>) -> Result<Self, Vec<Wrong>> {
        let mut checking = Checking::default();
        let title = checking.line::<MAX_TITLE>("title", &typed.title);
        let fields = match of {
            Some(form) => form.fields.clone(),
            None => checking.fields(&typed.fields, attributes),
        };
        let design = Self {
            name: checking.line::<MAX_TITLE>("name", &typed.name),
            slug: page_path::slug(&typed.slug, &page_path::slug(&title, "form")),
            title,
            introduction: checking.text::<MAX_INTRODUCTION>("introduction", &typed.introduction),
            thanks: checking.text::<MAX_THANKS>("thanks", &typed.thanks),
            words: checking.words(typed, of.is_some()),
            fields,
            manner: checking.manner(typed),
        };
        if checking.0.is_empty() { Ok(design) } else { Err(checking.0) }
    }
}

impl Checking {
    fn wrong(&mut self, place: &str, code: &'static Code, values: Vec<(&'static str, String)>) {
        self.0.push(Wrong { place: place.to_owned(), code, values });
    }

    fn or_wrong<T: Default>(&mut self, place: &str, checked: Result<T, Fault>, most: usize) -> T {
        checked.unwrap_or_else(|fault| {
            let told = fault.problems().first().map(|problem| problem.values.clone());
            self.wrong(place, fault.code(), told.unwrap_or_else(|| vec![("max", most.to_string())]));
            T::default()
        })
    }

    fn line<const MAX: usize>(&mut self, place: &str, typed: &str) -> String {
        self.or_wrong(place, line::<MAX>(typed), MAX)
    }

    /// One that may be empty.
    fn text<const MAX: usize>(&mut self, place: &str, typed: &str) -> String {
        if typed.trim().is_empty() {
            return String::new();
        }
        self.or_wrong(place, text::<MAX>(typed).map(|text| text.as_str().to_owned()), MAX)
    }

    fn fields(&mut self, typed: &[TypedField], attributes: &[Attribute]) -> Vec<Field> {
        if typed.len() > MOST {
            self.wrong("fields", &code::FIELDS_MANY, vec![("max", MOST.to_string())]);
        }
        let mut fields: Vec<Field> = Vec::new();
        for (number, typed) in typed.iter().take(MOST).enumerate() {
            let field = self.field(number, typed, (&fields, attributes));
            fields.push(field);
        }
        fields
    }

    fn field(
        &mut self,
        number: usize,
        typed: &TypedField,
        (before, attributes): (&[Field], &[Attribute]),
    ) -> Field {
        let place = |part: &str| format!("fields.{number}.{part}");
        let name = typed.name.trim();
        if !is_name(name) {
            self.wrong(&place("name"), &code::FIELD_NAME, Vec::new());
        } else if is_taken(name) || before.iter().any(|other| other.name == name) {
            self.wrong(&place("name"), &code::FIELD_TAKEN, Vec::new());
        }
        let kind = FieldKind::from_name(&typed.kind).unwrap_or(FieldKind::Text);
        let target = target(&typed.target).unwrap_or(Target::Told);
        let outline = if kind.chooses() { typed.choices.as_str() } else { "" };
        let field = Field {
            name: name.to_owned(),
            kind,
            is_required: typed.is_required && kind != FieldKind::Hidden,
            is_half: typed.is_half,
            when: when(typed),
            choices: self.or_wrong(&place("choices"), Tree::parse(outline), 0),
            value: self.text::<MAX_VALUE>(
                &place("value"),
                if kind == FieldKind::Hidden { &typed.value } else { "" },
            ),
            target,
        };
        self.fits(&field, place, (before, attributes));
        field
    }

    /// Whether a field goes together with those before it, and with the attributes there are.
    fn fits(
        &mut self,
        field: &Field,
        place: impl Fn(&str) -> String,
        (before, attributes): (&[Field], &[Attribute]),
    ) {
        let is_single = matches!(field.target, Target::Subject | Target::Message | Target::Attribute(..));
        if !field.reaches(attributes) {
            self.wrong(&place("target"), &code::FIELD_TARGET, Vec::new());
        } else if is_single && before.iter().any(|other| other.target == field.target) {
            self.wrong(&place("target"), &code::FIELD_TARGET_TAKEN, Vec::new());
        }
        let offered = field.offered(attributes);
        if field.kind.chooses() && offered.is_empty() {
            self.wrong(&place("choices"), &code::FIELD_CHOICES, Vec::new());
        }
        if field.kind == FieldKind::Files && before.iter().any(|other| other.kind == FieldKind::Files) {
            self.wrong(&place("kind"), &code::FIELD_FILES, Vec::new());
        }
        let Some(when) = &field.when else { return };
        let other = before.iter().find(|other| other.name == when.field && other.kind.decides());
        let can_be = other.is_some_and(|other| match other.kind {
            kind if kind.chooses() => other.offered(attributes).names(&when.is).is_some(),
            FieldKind::Checkbox => when.is == "true",
            _ => !when.is.is_empty(),
        });
        if !can_be {
            self.wrong(&place("when"), &code::FIELD_WHEN, Vec::new());
        }
    }

    fn words(&mut self, typed: &Typed, is_translation: bool) -> BTreeMap<String, FieldWords> {
        let mut words = BTreeMap::new();
        for (number, typed) in typed.fields.iter().take(MOST).enumerate() {
            let place = |part: &str| format!("fields.{number}.{part}");
            let may_lack = is_translation || typed.kind == FieldKind::Hidden.name();
            let label = match typed.label.trim() {
                "" if may_lack => String::new(),
                label => self.line::<MAX_LABEL>(&place("label"), label),
            };
            let hint = self.text::<MAX_HINT>(&place("hint"), &typed.hint);
            let outline = if is_translation { typed.choices.as_str() } else { "" };
            let choices = self.or_wrong(&place("choices"), Tree::parse(outline), 0).entries();
            let said = FieldWords { label, hint, choices: choices.into_iter().collect() };
            words.insert(typed.name.trim().to_owned(), said);
        }
        words
    }

    fn manner(&mut self, typed: &Typed) -> Manner {
        let returns: Vec<String> =
            typed.returns.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let is_of_web = |address: &String| {
            let is_of_web = address.starts_with("https://") || address.starts_with("http://");
            is_of_web && Link::parse(address).is_some()
        };
        if returns.len() > MOST_RETURNS || !returns.iter().all(is_of_web) {
            self.wrong("returns", &code::FORM_RETURN, vec![("max", MOST_RETURNS.to_string())]);
        }
        let tag = match typed.tag.trim() {
            "" => String::new(),
            tag => {
                let checked = tag.parse::<TagName>().map(|tag| tag.as_str().to_owned());
                self.or_wrong("tag", checked, crate::conversation::MAX_TAG)
            }
        };
        let usual = Design::usual_manner();
        Manner {
            audience: FormAudience::from_name(&typed.audience).unwrap_or(usual.audience),
            suggests: typed.suggests,
            is_hooked: typed.is_hooked,
            returns,
            tag,
            team: typed.team.parse().ok(),
            priority: typed.priority.parse().ok().and_then(Priority::new).unwrap_or(usual.priority),
        }
    }
}

impl Target {
    /// As it is typed.
    pub fn typed(&self) -> String {
        match self {
            Self::Told => "told".to_owned(),
            Self::Subject => "subject".to_owned(),
            Self::Message => "message".to_owned(),
            Self::Attribute(object, id) => format!("{}:{id}", object.name()),
        }
    }
}

fn target(typed: &str) -> Option<Target> {
    match typed {
        "told" => Some(Target::Told),
        "subject" => Some(Target::Subject),
        "message" => Some(Target::Message),
        _ => {
            let (object, id) = typed.split_once(':')?;
            let object = Object::from_name(object).filter(|object| *object != Object::Message)?;
            Some(Target::Attribute(object, id.parse().ok()?))
        }
    }
}

fn when(typed: &TypedField) -> Option<When> {
    let field = typed.when_field.trim();
    (!field.is_empty()).then(|| When { field: field.to_owned(), is: typed.when_is.trim().to_owned() })
}

/// Letters, digits and underscores, a letter first.
fn is_name(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= MAX_NAME && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(is_sign)
}

/// What every form sends besides its fields, and what its script asks the form itself for.
fn is_taken(name: &str) -> bool {
    [
        "action", "dataset", "elements", "method", "email", "name", "once", "stamp", "work", "kept",
        "return", "website", "language",
    ]
    .contains(&name)
}
