//! What a form asks: its fields, which of them are shown when, and where their answers go.

use kernel::Fault;
use serde::{Deserialize, Serialize};

use crate::attribute::{Attribute, AttributeId, Kind, Object, Offer, Tree};

/// The most fields of a form.
pub const MOST: usize = 50;
/// The most characters of a field's name.
pub(super) const MAX_NAME: usize = 40;

db::named! {
    /// How a field asks.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum FieldKind {
        /// A line of text.
        Text "text",
        /// A text of several lines, with a counter.
        Area "area",
        /// A box to tick.
        Checkbox "checkbox",
        /// One of several choices, all in sight.
        Radio "radio",
        /// One of several choices, in a list.
        Select "select",
        /// A place in a tree of choices.
        Tree "tree",
        /// A telephone number.
        Phone "phone",
        /// Files, within the portal's limits.
        Files "files",
        /// Nothing to see: a value that goes along.
        Hidden "hidden",
    }
}

/// Where the answer of a field goes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// It is told in the message, behind the field's label.
    Told,
    /// It is the subject of the conversation.
    Subject,
    /// It is the text of the message.
    Message,
    /// It is a value of this attribute, and told in the message unless the attribute is sensitive.
    Attribute(Object, AttributeId),
}

/// Shows a field only where another, before it, has this answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct When {
    /// The other field's name.
    pub field: String,
    /// Its answer: of a choice its path, of a box `true`. In a tree whatever is below it as well.
    pub is: String,
}

/// A field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Field {
    /// The name by which it is sent, unique in its form: letters, digits and underscores.
    pub name: String,
    /// How it asks.
    pub kind: FieldKind,
    /// Whether it must be answered while it is shown.
    pub is_required: bool,
    /// Whether another stands beside it.
    pub is_half: bool,
    /// Where its answer goes.
    pub target: Target,
    /// When it is shown; always without one.
    pub when: Option<When>,
    /// What there is to choose from, unless the attribute it goes to says so.
    pub choices: Tree,
    /// What goes along, of a hidden one.
    pub value: String,
}

impl FieldKind {
    /// Whether one of several answers is chosen.
    pub fn chooses(self) -> bool {
        matches!(self, Self::Radio | Self::Select | Self::Tree)
    }

    /// Whether other fields can depend on its answer.
    pub fn decides(self) -> bool {
        self.chooses() || matches!(self, Self::Checkbox | Self::Hidden)
    }

    /// The types of attributes its answer can be a value of.
    pub fn fits(self, kind: Kind) -> bool {
        match self {
            Self::Text => matches!(kind, Kind::Str | Kind::Txt | Kind::Num | Kind::Url | Kind::Id),
            Self::Area => kind == Kind::Txt,
            Self::Checkbox => kind == Kind::Bool,
            Self::Radio | Self::Select | Self::Phone => kind == Kind::Str,
            Self::Tree => kind == Kind::Tree,
            Self::Files => false,
            Self::Hidden => kind != Kind::At,
        }
    }
}

impl Target {
    /// The attribute, if it is one.
    pub fn attribute(&self) -> Option<AttributeId> {
        if let Self::Attribute(_, id) = self { Some(*id) } else { None }
    }
}

impl Field {
    /// What there is to choose from: what the attribute offers that the answer goes to, or else its own choices.
    pub fn offered(&self, attributes: &[Attribute]) -> Tree {
        let id = self.target.attribute();
        let offer = attributes.iter().find(|known| Some(known.id) == id).map(|known| &known.offer);
        match offer {
            Some(Offer::Tree(tree)) => tree.clone(),
            Some(Offer::One(choices) | Offer::Many(choices)) => Tree::of_names(choices),
            _ => self.choices.clone(),
        }
    }

    /// Whether its answer can go where it is to go.
    pub(super) fn reaches(&self, attributes: &[Attribute]) -> bool {
        match &self.target {
            Target::Told => true,
            Target::Subject => matches!(self.kind, FieldKind::Text | FieldKind::Select | FieldKind::Radio),
            Target::Message => self.kind == FieldKind::Area,
            Target::Attribute(object, id) => attributes.iter().any(|known| {
                let is_it = known.id == *id && known.object == *object && self.kind.fits(known.kind());
                is_it
                    && (known.offer.choices().is_empty()
                        || self.kind.chooses()
                        || self.kind == FieldKind::Hidden)
            }),
        }
    }
}

/// The fields as they are stored.
pub(super) fn stored(fields: &str) -> Result<Vec<Field>, Fault> {
    serde_json::from_str(fields).map_err(Fault::internal)
}
