//! Custom attributes of a conversation: shown beside it, and changed on a page of their own.

use axum::extract::Path;
use desk::attribute::{Given, Held, Kind, MAX_VALUE, Offer, Value};
use desk::conversation::inbox::Head;
use desk::conversation::{Conversation, SetValues};
use desk::snippet::Said;
use desk::{Act, User, View, code};
use http::StatusCode;
use jiff::Timestamp;
use kernel::Fault;

use super::draw::draw_saying;
use super::pages::{
    AttributeField, AttributeOption, AttributeRow, AttributeRows, AttributeValue, Attributes, Problem,
};
use super::show::Place;
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::local_time;

/// What a form sends: fields by name, one of several choices several times.
type Fields = Vec<(String, String)>;

/// Before the id of an attribute in the name of its field.
const FIELD: &str = "value-";

/// What a conversation has, and whether there is anything that it could have.
pub(super) async fn beside(
    view: &View<User>,
    visit: &AppVisit,
    found: &Head,
) -> Result<AttributeRows, Fault> {
    let held = view.attributes_of(&found.conversation).await?;
    let said = say(view, visit, &held).await?;
    let can_be_changed = found.may.contains(&"set_values") && held.iter().any(Held::is_open);
    let there = held.iter().filter(|held| held.is_there());
    let change = format!("{}{}", url::attributes(found.conversation.id), visit.asked.beside());
    let rows = there.map(|held| row(held, &said)).collect();
    Ok(AttributeRows { rows, change_url: can_be_changed.then_some(change) })
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let page = page(&view, &visit, &place, (None, Vec::new())).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(fields): Form<Fields>,
) -> Answer {
    let conversation = act.open::<SetValues, Conversation>(place.id()?).await?;
    let held = conversation.attributes(&mut act).await?;
    let zone = visit.zone(Some(act.who()));
    let given = match given(&held, &fields, &zone) {
        Ok(given) => given,
        Err((status, problems)) => return refuse(act, &visit, &place, (status, fields, problems)).await,
    };
    conversation.set_values(&mut act, &given).await?;
    let back = format!("{}{}", url::conversation(conversation.id), visit.asked.beside());
    Ok(said::say(act.done(see_other(&back)).await?, &visit, "inbox-said-saved"))
}

/// The values that were changed, or what is wrong, each at its field. A field whose attribute was removed meanwhile is a
/// conflict, so that nobody takes what they typed there for stored.
fn given(held: &[Held], fields: &Fields, zone: &str) -> Result<Vec<Given>, (StatusCode, Vec<Problem>)> {
    let is_known = |name: &str| held.iter().any(|held| field_name(held) == name);
    let is_lost = |(name, typed): &(String, String)| {
        name.starts_with(FIELD) && !typed.trim().is_empty() && !is_known(name)
    };
    if fields.iter().any(is_lost) {
        return Err((StatusCode::CONFLICT, vec![Problem::of_form("inbox-problem-conflict")]));
    }
    let (mut given, mut problems) = (Vec::new(), Vec::new());
    for held in held.iter().filter(|held| held.is_open()) {
        let typed = typed(&field_name(held), fields);
        // What stays as it was drawn is not checked anew: it may be a choice that was taken away since.
        if typed == drawn(held, zone) && !(typed.is_empty() && held.attribute.is_required) {
            continue;
        }
        match read(held, &typed, zone) {
            Ok(values) => given.push(values),
            Err(fault) => problems.push(problem(&field_name(held), &fault)),
        }
    }
    if problems.is_empty() { Ok(given) } else { Err((StatusCode::UNPROCESSABLE_ENTITY, problems)) }
}

fn read(held: &Held, typed: &[String], zone: &str) -> Result<Given, Fault> {
    let exact = |typed: &String| match held.attribute.kind() {
        Kind::At => moment(typed, zone).unwrap_or_else(|| typed.clone()),
        _ => typed.clone(),
    };
    let exact: Vec<String> = typed.iter().map(exact).collect();
    held.attribute.give(&exact.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A moment typed in somebody's time zone, as RFC 3339 writes it.
fn moment(typed: &str, zone: &str) -> Option<String> {
    let at = local_time::read(typed, zone)?;
    Timestamp::from_millisecond(at.0).ok().map(|at| at.to_string())
}

fn problem(field: &str, fault: &Fault) -> Problem {
    match fault.code() {
        code if *code == code::TEXT_TOO_LONG => {
            Problem::at(field, "inbox-problem-subject-long").with("max", MAX_VALUE)
        }
        code if *code == code::TEXT_BROKEN => Problem::at(field, "inbox-problem-text-broken"),
        code => {
            let values = fault.problems().iter().flat_map(|problem| &problem.values);
            let problem = Problem::at(field, code.text_key);
            values.fold(problem, |problem, (name, value)| problem.with(name, value.as_str()))
        }
    }
}

/// The page again, with what was typed. Nothing is stored.
async fn refuse(
    act: Act<User>,
    visit: &AppVisit,
    place: &Place,
    (status, fields, problems): (StatusCode, Fields, Vec<Problem>),
) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let page = page(&view, visit, place, (Some(fields), problems)).await?;
    let user = view.close();
    Ok(draw_saying(status, visit, &user, None, &page)?)
}

async fn page(
    view: &View<User>,
    visit: &AppVisit,
    place: &Place,
    (left, problems): (Option<Fields>, Vec<Problem>),
) -> Result<Attributes, Fault> {
    let head = view.conversation(place.id()?).await?;
    if !head.may.contains(&"set_values") {
        return Err(Fault::new(&code::MAY_NOT));
    }
    let values = view.attributes_of(&head.conversation).await?;
    let (said, zone) = (say(view, visit, &values).await?, visit.zone(Some(view.who())));
    let open = values.iter().filter(|held| held.is_open());
    let field = |held: &Held| {
        let typed = left.as_ref().map_or_else(|| drawn(held, &zone), |left| typed(&field_name(held), left));
        field(held, &typed, &said)
    };
    let beside = visit.asked.beside();
    Ok(Attributes {
        action: format!("{}{beside}", url::attributes(head.conversation.id)),
        back_url: format!("{}{beside}", url::conversation(head.conversation.id)),
        number: head.conversation.number,
        subject: (!head.conversation.subject.is_empty()).then(|| head.conversation.subject.clone()),
        fields: open.map(field).collect(),
        problems,
    })
}

async fn say(view: &View<User>, visit: &AppVisit, all: &[Held]) -> Result<Said, Fault> {
    let labels = all.iter().map(|held| &held.attribute.label);
    view.say(labels, &[visit.language(Some(view.who()))]).await
}

fn row(held: &Held, said: &Said) -> AttributeRow {
    let of = |value: &Value| match value {
        Value::At(at) => AttributeValue::At(at.0),
        Value::Bool(truth) => AttributeValue::Truth(*truth),
        Value::Url(url) => AttributeValue::Url(url.to_string()),
        _ => AttributeValue::Texts(held.values().iter().map(|value| held.attribute.called(value)).collect()),
    };
    AttributeRow { name: held.attribute.title(said), value: held.values().first().map(of) }
}

fn field_name(held: &Held) -> String {
    format!("{FIELD}{}", held.attribute.id)
}

/// What was typed into a field, without what is empty.
fn typed(name: &str, fields: &Fields) -> Vec<String> {
    let of_field = fields.iter().filter(|(field, typed)| field == name && !typed.trim().is_empty());
    of_field.map(|(_, typed)| typed.replace("\r\n", "\n")).collect()
}

/// What a field shows before anybody types.
fn drawn(held: &Held, zone: &str) -> Vec<String> {
    let shown = |value: &Value| match value {
        Value::At(at) => local_time::write(*at, zone),
        value => value.to_string(),
    };
    held.values().iter().map(shown).collect()
}

fn field(held: &Held, typed: &[String], said: &Said) -> AttributeField {
    let attribute = &held.attribute;
    let options = options(held, typed);
    let kind = match (attribute.kind(), &attribute.offer) {
        (_, Offer::Many(_)) => "many",
        (_, Offer::One(_) | Offer::Tree(_)) | (Kind::Bool, _) => "one",
        (Kind::Txt, _) => "text",
        (Kind::Num, _) => "number",
        (Kind::At, _) => "moment",
        (Kind::Url, _) => "url",
        _ => "line",
    };
    AttributeField {
        name: field_name(held),
        label: attribute.title(said),
        required: attribute.is_required,
        kind: kind.to_owned(),
        typed: typed.first().cloned().unwrap_or_default(),
        options,
    }
}

/// What there is to choose, and what was chosen before it was taken away.
fn options(held: &Held, typed: &[String]) -> Vec<AttributeOption> {
    let option = |value: String, label: Option<String>, key: Option<&str>| AttributeOption {
        chosen: typed.contains(&value),
        key: key.map(str::to_owned),
        label,
        value,
    };
    let mut options: Vec<AttributeOption> = match (&held.attribute.offer, held.attribute.kind()) {
        (Offer::One(choices) | Offer::Many(choices), _) => {
            choices.iter().map(|choice| option(choice.clone(), Some(choice.clone()), None)).collect()
        }
        (Offer::Tree(tree), _) => {
            let name = |path: &str| tree.names(path).map(|names| names.join(" › "));
            tree.entries().into_iter().map(|(path, _)| option(path.clone(), name(&path), None)).collect()
        }
        (Offer::Any, Kind::Bool) => [("true", "inbox-yes"), ("false", "inbox-no")]
            .map(|(value, key)| option(value.to_owned(), None, Some(key)))
            .into(),
        (Offer::Any, _) => return Vec::new(),
    };
    let is_lost = |typed: &&String| options.iter().all(|option| option.value != **typed);
    let lost: Vec<String> = typed.iter().filter(is_lost).cloned().collect();
    options.extend(lost.into_iter().map(|value| option(value.clone(), Some(value), None)));
    options
}
