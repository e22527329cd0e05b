//! Custom attributes: their definitions, and what conversations have of them.

mod defining;
mod finding;
mod holding;
mod leaving;

use db::params;
use desk::attribute::{Attribute, AttributeId, AttributeName, Definition, Held, Holding, Object, Offer};
use desk::conversation::{Conversation, ConversationId, SetValues};
use desk::snippet::Label;
use desk::{User, View};
use kernel::Fault;
use testkit_desk::Kit;

use crate::inbox::statement;

/// What is defined of a name where nothing else matters.
pub(crate) fn definition(name: &str, options: &str) -> Definition {
    let kind = AttributeName::parse(name).unwrap().kind();
    let offer = Offer::parse(kind, options, false).unwrap();
    Definition { label: Label::Own, is_required: false, is_sensitive: false, offer }
}

/// An attribute of conversations.
pub(crate) async fn add(kit: &Kit, who: &User, name: &str, options: &str) -> Result<AttributeId, Fault> {
    add_as(kit, who, name, &definition(name, options)).await
}

pub(crate) async fn add_as(
    kit: &Kit,
    who: &User,
    name: &str,
    new: &Definition,
) -> Result<AttributeId, Fault> {
    let mut act = kit.act(who);
    let id = act.add_attribute(Object::Conversation, &AttributeName::parse(name)?, new).await?;
    act.done(id).await
}

/// The attributes of conversations.
pub(crate) async fn all(kit: &Kit, who: &User) -> Vec<Attribute> {
    let view: View<User> = kit.view(who).await;
    view.attributes(Object::Conversation).await.unwrap()
}

pub(crate) async fn names(kit: &Kit, who: &User) -> Vec<String> {
    all(kit, who).await.into_iter().map(|attribute| attribute.name.to_string()).collect()
}

/// Gives the conversation values of one attribute, by its name.
pub(crate) async fn set(
    kit: &Kit,
    who: &User,
    (id, name): (ConversationId, &str),
    typed: &[&str],
) -> Result<(), Fault> {
    let mut act = kit.act(who);
    let conversation = act.open::<SetValues, Conversation>(id).await?;
    let held = conversation.attributes(&mut act).await?;
    let held = held.iter().find(|held| held.attribute.name.as_str() == name).unwrap();
    conversation.set_values(&mut act, &[held.attribute.give(typed)?]).await?;
    act.done(()).await
}

pub(crate) async fn held(kit: &Kit, who: &User, id: ConversationId) -> Vec<Held> {
    let view: View<User> = kit.view(who).await;
    let conversation: Conversation = view.see(id).await.unwrap();
    view.attributes_of(&conversation).await.unwrap()
}

/// What it has, as `name=value,value`; what is masked as `name=*`, and what is not there is left out.
pub(crate) async fn said(kit: &Kit, who: &User, id: ConversationId) -> Vec<String> {
    let say = |held: &Held| {
        let values: Vec<String> = held.values().iter().map(ToString::to_string).collect();
        let values =
            if matches!(held.holding, Holding::Masked(_)) { "*".to_owned() } else { values.join(",") };
        format!("{}={values}", held.attribute.name)
    };
    held(kit, who, id).await.iter().filter(|held| held.is_there()).map(say).collect()
}

/// How many values of the organization's are stored that are such.
pub(crate) async fn stored(kit: &Kit, which: &str) -> i64 {
    let text = format!("select count(*) from attribute_value where org_id = $1 and {which}");
    let reader = kit.db.reader().await.unwrap();
    let (count,) = reader.one(statement(&text).with(params![kit.org])).await.unwrap();
    reader.end();
    count
}
