//! Settings > Attributes.

use axum::extract::{Path, Query};
use desk::attribute::{Attribute, AttributeName, Definition, Edit, Object, Offer};
use desk::right::Right;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::super::draw::draw as draw_page;
use super::super::pages::{AttributeForm, DefinedAttribute, DefinedAttributes, DefinedObject};
use super::{ATTRIBUTES, Moved, label, problem, snippets};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// The form that keeps one; without an id it is a new one.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Typed {
    id: String,
    object: String,
    name: String,
    title: String,
    snippet: String,
    required: String,
    sensitive: String,
    many: String,
    options: String,
}

/// Which one is to be changed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    edit: String,
}

/// The parameter of an attribute's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    attribute: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    let typed = match asked.edit.parse() {
        Ok(id) => Typed::of(&view.see(id).await?),
        Err(_) => Typed { object: Object::Conversation.name().to_owned(), ..Typed::default() },
    };
    draw(view, &visit, StatusCode::OK, (typed, Vec::new())).await
}

pub(crate) async fn save(mut act: Act<User>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    let (status, problem) = match typed.keep(&mut act).await {
        Ok(()) => return Ok(said::say(act.done(see_other(ATTRIBUTES)).await?, &visit, "inbox-said-saved")),
        Err((fault, field)) => problem(fault, field)?,
    };
    drop(act);
    draw(visit.view().await?, &visit, status, (typed, vec![problem])).await
}

pub(crate) async fn step(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(moved): Form<Moved>,
) -> Answer {
    let attribute = act.open::<Edit, Attribute>(place.attribute.parse()?).await?;
    attribute.step(&mut act, moved.step()).await?;
    Ok(said::say(act.done(see_other(ATTRIBUTES)).await?, &visit, "inbox-said-saved"))
}

pub(crate) async fn remove(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    act.open::<Edit, Attribute>(place.attribute.parse()?).await?.remove(&mut act).await?;
    Ok(said::say(act.done(see_other(ATTRIBUTES)).await?, &visit, "inbox-said-saved"))
}

impl Typed {
    fn of(attribute: &Attribute) -> Self {
        let flag = |is_set: bool| if is_set { "yes".to_owned() } else { String::new() };
        let title = if let desk::snippet::Label::Typed(title) = &attribute.label {
            title.clone()
        } else {
            String::new()
        };
        Self {
            id: attribute.id.to_string(),
            object: attribute.object.name().to_owned(),
            name: attribute.name.to_string(),
            title,
            snippet: attribute.label.snippet().map(|id| id.to_string()).unwrap_or_default(),
            required: flag(attribute.is_required),
            sensitive: flag(attribute.is_sensitive),
            many: flag(attribute.offer.is_many()),
            options: attribute.offer.typed(),
        }
    }

    /// In the place of the one that is being changed, or as a new one.
    async fn keep(&self, act: &mut Act<User>) -> Result<(), (Fault, &'static str)> {
        let of_form = |fault| (fault, "name");
        if self.id.is_empty() {
            let name = AttributeName::parse(&self.name).map_err(of_form)?;
            let object = Object::from_name(&self.object).unwrap_or(Object::Conversation);
            let new = self.definition(&name)?;
            act.add_attribute(object, &name, &new).await.map(|_| ()).map_err(of_form)
        } else {
            let id = self.id.parse().map_err(of_form)?;
            let attribute = act.open::<Edit, Attribute>(id).await.map_err(of_form)?;
            let new = self.definition(&attribute.name)?;
            attribute.change(act, &new).await.map_err(of_form)
        }
    }

    fn definition(&self, name: &AttributeName) -> Result<Definition, (Fault, &'static str)> {
        let offer = Offer::parse(name.kind(), &self.options, self.many == "yes");
        Ok(Definition {
            label: label(&self.title, &self.snippet).map_err(|fault| (fault, "label"))?,
            is_required: self.required == "yes",
            is_sensitive: self.sensitive == "yes",
            offer: offer.map_err(|fault| (fault, "options"))?,
        })
    }
}

async fn draw(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (typed, problems): (Typed, Vec<Problem>),
) -> Answer {
    if !view.who().may(Right::ManageContent) {
        return Err(Fault::new(&code::MAY_NOT).into());
    }
    let objects = objects(&view, visit).await?;
    let form = AttributeForm {
        snippets: snippets(&view, &typed.snippet).await?,
        id: typed.id,
        object: typed.object,
        name: typed.name,
        title: typed.title,
        required: typed.required == "yes",
        sensitive: typed.sensitive == "yes",
        many: typed.many == "yes",
        options: typed.options,
        problems,
    };
    let user = view.close();
    let page = DefinedAttributes { action: ATTRIBUTES.to_owned(), objects, form };
    Ok(draw_page(status, visit, &user, &page)?)
}

/// The attributes of each object, in their order.
async fn objects(view: &View<User>, visit: &AppVisit) -> Result<Vec<DefinedObject>, Fault> {
    let mut objects = Vec::new();
    for object in Object::ALL {
        let all = view.attributes(*object).await?;
        let labels = all.iter().map(|attribute| &attribute.label);
        let said = view.say(labels, &[visit.language(Some(view.who()))]).await?;
        let rows = all.iter().map(|attribute| DefinedAttribute {
            name: attribute.name.to_string(),
            title: attribute.title(&said),
            required: attribute.is_required,
            sensitive: attribute.is_sensitive,
            edit_url: format!("{ATTRIBUTES}?edit={}#form", attribute.id),
            url: format!("{ATTRIBUTES}/{}", attribute.id),
        });
        objects.push(DefinedObject { key: object.name().to_owned(), rows: rows.collect() });
    }
    Ok(objects)
}
