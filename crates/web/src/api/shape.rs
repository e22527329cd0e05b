//! The attributes of resources, with what the description of the API says of them: one list makes both.

use serde_json::{Value, json};

use super::envelope::Moment;

/// The attributes of one type of resource.
pub(super) trait Shape {
    /// The type, as `type` names it.
    const KIND: &'static str;
    /// What it is, in English.
    const MEANING: &'static str;

    /// The JSON schema of every attribute, by its name.
    fn schema() -> Vec<(&'static str, Value)>;
}

/// What a value is in JSON schema.
pub(super) trait Described {
    fn described() -> Value;
}

/// Makes the attributes of a resource from a table:
/// `attributes! { /// A token. pub(super) struct Token "token" { /// Its name. name "name": String, } }`.
macro_rules! attributes {
    ($(#[doc = $meaning:literal])+ $visible:vis struct $shape:ident $kind:literal {
        $($(#[doc = $doc:literal])+ $field:ident $name:literal: $type:ty,)+
    }) => {
        $(#[doc = $meaning])+
        #[derive(serde::Serialize)]
        $visible struct $shape {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $visible $field: $type,)+
        }

        impl $crate::api::shape::Shape for $shape {
            const KIND: &'static str = $kind;
            const MEANING: &'static str = concat!($($meaning),+);

            fn schema() -> Vec<(&'static str, serde_json::Value)> {
                vec![$(($name, $crate::api::shape::meaning(
                    <$type as $crate::api::shape::Described>::described(), concat!($($doc),+),
                ))),+]
            }
        }
    };
}
pub(super) use attributes;

/// A schema with what it means.
pub(super) fn meaning(mut schema: Value, meaning: &str) -> Value {
    schema["description"] = meaning.trim().into();
    schema
}

impl Described for String {
    fn described() -> Value {
        json!({ "type": "string" })
    }
}

impl Described for &'static str {
    fn described() -> Value {
        json!({ "type": "string" })
    }
}

impl Described for bool {
    fn described() -> Value {
        json!({ "type": "boolean" })
    }
}

impl Described for i64 {
    fn described() -> Value {
        json!({ "type": "integer" })
    }
}

impl Described for Moment {
    fn described() -> Value {
        json!({ "type": "string", "format": "date-time" })
    }
}

/// What this installation never has a value for, and clients expect to be there.
impl Described for () {
    fn described() -> Value {
        json!({ "type": "null" })
    }
}

impl<T: Described> Described for Option<T> {
    fn described() -> Value {
        let mut schema = T::described();
        schema["type"] = json!([schema["type"], "null"]);
        schema
    }
}

impl<T: Described> Described for Vec<T> {
    fn described() -> Value {
        json!({ "type": "array", "items": T::described() })
    }
}
