//! What the page of a form shows.

use desk::code;
use desk::file::{MAX_FILE_BYTES, accept};
use desk::form::{FieldKind, FormAudience, MAX_AREA, MAX_LINE, ShownField, ShownForm, WORK_BITS, When};
use kernel::Fault;

use super::typed::Typed;
use crate::portal::pages::{Contact, ContactChoice, ContactField, ContactSender, ContactWhen};
use crate::portal::reader::Reader;
use crate::shell::own_name;
use crate::upload::MAX_FILES;
use crate::url;
use crate::visit::Visit;

/// What stands before the name of a choice for each level it is down.
const LEVEL: &str = "\u{2003}";

/// A form for customers leads strangers to the sign-in.
pub(super) fn may_fill(shown: &ShownForm, reader: &Reader) -> Result<(), Fault> {
    let is_theirs =
        shown.form.manner.audience == FormAudience::Everybody || matches!(reader, Reader::Customer(_));
    if is_theirs { Ok(()) } else { Err(Fault::new(&code::SIGN_IN)) }
}

pub(super) fn page(visit: &Visit, reader: &Reader, shown: &ShownForm, typed: Typed) -> Contact {
    let sender = match reader {
        Reader::Customer(customer) => {
            Some(ContactSender { name: customer.name.clone(), address: customer.address.as_str().to_owned() })
        }
        Reader::Nobody | Reader::Team(_) => None,
    };
    let text = &shown.text;
    Contact {
        title: text.title.clone(),
        introduction: text.introduction.clone(),
        language: text.language.tag(),
        direction: if text.language.is_right_to_left() { "rtl" } else { "ltr" }.to_owned(),
        foreign: (text.language != visit.language).then(|| own_name(&text.language).to_owned()),
        outdated: shown.is_outdated,
        action_url: url::form(&visit.language, &shown.path()),
        work_bits: sender.is_none().then_some(WORK_BITS),
        holds: sender.is_none() && visit.site.portal.my_conversations,
        fields: shown.asked(sender.is_some()).iter().map(|field| self::field(shown, field, &typed)).collect(),
        sender,
        once: typed.once,
        stamp: typed.stamp.as_str().to_owned(),
        email: typed.answers.address,
        name: typed.answers.name,
        kept_files: typed.kept,
        problems: typed.problems,
        accept: accept(),
        max_files: MAX_FILES,
        max_file_bytes: MAX_FILE_BYTES,
    }
}

fn field(shown: &ShownForm, field: &ShownField, typed: &Typed) -> ContactField {
    let ShownField { field: asked, label, hint, choices } = field;
    // What goes along unseen is what was decided about it.
    let value = typed.answers.values.get(&asked.name).filter(|_| asked.value.is_empty());
    let value = value.unwrap_or(&asked.value).clone();
    let choice = |(path, name): &(String, String)| ContactChoice {
        path: path.clone(),
        name: name.clone(),
        indent: LEVEL.repeat(path.matches('.').count()),
        chosen: *path == value,
    };
    ContactField {
        name: asked.name.clone(),
        kind: asked.kind.name().to_owned(),
        label: label.clone(),
        hint: hint.clone(),
        required: asked.is_required,
        half: asked.is_half,
        max: if asked.kind == FieldKind::Area { MAX_AREA } else { MAX_LINE },
        choices: choices.iter().map(choice).collect(),
        when: asked.when.as_ref().map(|when| self::when(shown, when)),
        value,
    }
}

fn when(shown: &ShownForm, when: &When) -> ContactWhen {
    let other = shown.field(&when.field);
    let is_seen = |other: &&ShownField| other.field.kind != FieldKind::Hidden;
    ContactWhen {
        field: when.field.clone(),
        is: when.is.clone(),
        label: other.filter(is_seen).map(|other| other.label.clone()).unwrap_or_default(),
        answer: other.and_then(|other| other.called(&when.is)),
    }
}
