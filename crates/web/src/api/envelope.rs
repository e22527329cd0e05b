//! What answers look like (api.md §1.3): one resource in `data`, with its type, id, attributes, relationships and links.

use std::collections::BTreeMap;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use jiff::Timestamp;
use kernel::{Fault, Time};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::shape::Shape;
use crate::answer::Answer;

/// What JSON is sent as.
pub(super) const MEDIA_TYPE: &str = "application/json; charset=utf-8";

/// One resource: its attributes, and what stands around them.
pub(super) struct Resource<A> {
    id: String,
    /// Its own address, below this host.
    link: String,
    attributes: A,
    relationships: BTreeMap<&'static str, Value>,
}

impl<A: Shape + Serialize> Resource<A> {
    pub(super) fn new(id: &impl ToString, link: String, attributes: A) -> Self {
        Self { id: id.to_string(), link, attributes, relationships: BTreeMap::new() }
    }

    /// Relates it to another resource, found at `{path}/{id}`.
    pub(super) fn related(
        mut self,
        name: &'static str,
        (kind, path): (&str, &str),
        id: &impl ToString,
    ) -> Self {
        let id = id.to_string();
        let related =
            json!({ "data": { "type": kind, "id": id }, "links": { "self": format!("{path}/{id}") } });
        self.relationships.insert(name, related);
        self
    }

    /// The answer that holds it.
    pub(super) fn answer(self) -> Answer {
        Ok(json_of(&json!({ "data": self.written()? })))
    }

    fn written(self) -> Result<Value, Fault> {
        let attributes = serde_json::to_value(&self.attributes).map_err(Fault::internal)?;
        Ok(json!({
            "type": A::KIND,
            "id": self.id,
            "attributes": attributes,
            "relationships": self.relationships,
            "links": { "self": self.link },
        }))
    }
}

/// A page of a list (api.md §1.5).
pub(super) fn list_of<A: Shape + Serialize>(
    rows: impl Iterator<Item = Resource<A>>,
    meta: &Value,
    links: &Value,
) -> Answer {
    let data = rows.map(Resource::written).collect::<Result<Vec<Value>, Fault>>()?;
    Ok(json_of(&json!({ "data": data, "meta": meta, "links": links })))
}

/// An answer with this text.
pub(super) fn json_of(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))], value.to_string()).into_response()
}

/// A time as clients read it: `2020-10-01T12:06:20.291Z` (api.md §1.4).
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment(i64);

impl From<Time> for Moment {
    fn from(time: Time) -> Self {
        Self(time.0)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let moment = Timestamp::from_millisecond(self.0).map_err(serde::ser::Error::custom)?;
        serializer.collect_str(&format_args!("{moment:.3}"))
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;

    use super::Moment;

    #[test]
    fn x1_times_are_utc_with_milliseconds() {
        let written = |time: i64| serde_json::to_value(Moment::from(Time(time))).unwrap();
        assert_eq!(written(1_601_553_980_291), "2020-10-01T12:06:20.291Z");
        assert_eq!(written(1_790_000_000_000), "2026-09-21T14:13:20.000Z");
    }
}
