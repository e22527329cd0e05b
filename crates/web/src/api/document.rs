//! The description of the API (OpenAPI 3.1), made from the list of its operations and the attributes of its resources.
//! A test compares the list with the routes.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use desk::api_key::examples;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::account::{Token, User};
use super::door::is_for_api;
use super::envelope::json_of;
use super::kb::{Article, Category};
use super::operations::{Access, Body, OPERATIONS, Operation, REV};
use super::organization::{Domain, Org};
use super::shape::Shape;
use super::sign_on::KbSettings;
use super::theme::{ARCHIVE, KbTheme};

/// Where it is found.
pub(crate) const DOCUMENT: &str = "/v1/openapi.json";

/// The schemas of every type of resource.
fn resources() -> [(&'static str, Value); 8] {
    [
        resource::<KbSettings>(),
        resource::<Token>(),
        resource::<User>(),
        resource::<Org>(),
        resource::<Domain>(),
        resource::<Article>(),
        resource::<Category>(),
        resource::<KbTheme>(),
    ]
}

/// On hosts of the API only.
pub(super) async fn show(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if is_for_api(&parts) { json_of(&document()) } else { StatusCode::NOT_FOUND.into_response() }
}

/// The whole of it.
pub(crate) fn document() -> Value {
    let mut paths = Map::new();
    for operation in OPERATIONS {
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method.as_str().to_ascii_lowercase()] = operation.described();
    }
    let mut schemas: Map<String, Value> =
        resources().into_iter().map(|(kind, schema)| (kind.to_owned(), schema)).collect();
    schemas.insert("errors".to_owned(), errors());
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Portico", "version": "1", "description": INTRODUCTION },
        "servers": [{ "url": "/", "description": "This host" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "headers": headers(),
            "responses": responses(),
            "securitySchemes": { "key": security() },
        },
    })
}

const INTRODUCTION: &str = "Answers on every app host of an organization, on {organization}.api.…, and on the installation's common host, where \
    the key says whose it is. Every address is found with a slash at its end too. A key comes from Settings > Security > \
    API Keys. What is under `/p/` needs none, and answers at the host of a knowledge base. All keys of an organization have one budget of calls for 60 seconds.";

impl Operation {
    fn described(&self) -> Value {
        let mut answers = match self.body {
            Body::Answers => taken(),
            Body::Nothing | Body::Archive => Map::from_iter([("200".to_owned(), self.found())]),
        };
        for (status, name, _) in REFUSALS.iter().filter(|(status, ..)| self.may_answer(status)) {
            answers.insert((*status).to_owned(), json!({ "$ref": format!("#/components/responses/{name}") }));
        }
        let mut described = json!({
            "operationId": self.id,
            "summary": self.summary,
            "parameters": self.parameters().collect::<Vec<_>>(),
            "security": self.access.security(),
            "responses": answers,
        });
        match self.body {
            Body::Nothing => {}
            Body::Answers => described["requestBody"] = answers_of_a_form(),
            Body::Archive => described["requestBody"] = archive(),
        }
        described
    }

    /// What is answered where everything is right: resources, or a file where the operation names no type of them.
    fn found(&self) -> Value {
        let resource = json!({ "$ref": format!("#/components/schemas/{}", self.kind) });
        let data = if self.is_list { json!({ "type": "array", "items": resource }) } else { resource };
        let schema = json!({ "type": "object", "required": ["data"], "properties": { "data": data } });
        let content = if self.kind.is_empty() {
            json!({ ARCHIVE: {} })
        } else {
            json!({ "application/json": { "schema": schema } })
        };
        let headers = json!({
            "X-Ratelimit-Limit": { "$ref": "#/components/headers/limit" },
            "X-Ratelimit-Remaining": { "$ref": "#/components/headers/remaining" },
            "X-Ratelimit-Reset": { "$ref": "#/components/headers/reset" },
        });
        json!({ "description": self.summary, "headers": headers, "content": content })
    }

    fn parameters(&self) -> impl Iterator<Item = Value> {
        let in_path = self.parameters.iter().map(|named| parameter(named, "path"));
        in_path.chain(self.query.iter().map(|named| parameter(named, "query")))
    }

    fn may_answer(&self, status: &str) -> bool {
        match status {
            "401" => !matches!(self.access, Access::Anybody),
            "403" => matches!(self.access, Access::KeyWith(_)),
            "400" => !self.query.is_empty(),
            "404" => !self.parameters.is_empty(),
            "409" => self.body == Body::Archive || self.query == REV,
            "413" | "415" => self.body == Body::Archive,
            _ => true,
        }
    }
}

/// A theme that is sent.
fn archive() -> Value {
    json!({ "required": true, "description": "A ZIP archive of 20 MB at most.", "content": { ARCHIVE: {} } })
}

/// What a hook answers.
fn taken() -> Map<String, Value> {
    let taken = |status: &str, meaning: &str, more: Value| {
        let schema = json!({ "type": "object", "required": ["status"], "properties": more });
        let content = json!({ "application/json": { "schema": schema } });
        (status.to_owned(), json!({ "description": meaning, "content": content }))
    };
    let text = json!({ "type": "string" });
    let problem = json!({ "type": "object", "properties": { "field": text, "problem": text } });
    let refused =
        json!({ "status": { "const": "refused" }, "problems": { "type": "array", "items": problem } });
    Map::from_iter([
        taken("202", "It was taken.", json!({ "status": { "const": "accepted" } })),
        taken("422", "Each problem, with the field it is at.", refused),
    ])
}

fn answers_of_a_form() -> Value {
    let schema = json!({
        "type": "object",
        "description": "The answers by the names of the form's fields, with `email` and `name` of the sender. At most 400 kB.",
        "additionalProperties": { "type": ["string", "number", "boolean", "null"] },
    });
    json!({ "required": true, "content": { "application/json": { "schema": schema } } })
}

impl Access {
    fn security(&self) -> Value {
        match self {
            Self::Anybody => json!([]),
            Self::AnyKey => json!([{ "key": [] }]),
            Self::KeyWith(roles) => json!([{ "key": roles }]),
        }
    }
}

/// The refusals, by status: name and meaning.
const REFUSALS: [(&str, &str, &str); 9] = [
    ("400", "badparam", "No such page or language, or a theme that cannot be used: `detail` says why."),
    (
        "401",
        "unauthorized",
        "No key, or one that is expired (`Expired token`), revoked, changed, of another organization's \
        host, or used from outside its networks.",
    ),
    ("403", "forbidden", "The key has none of the roles."),
    ("404", "notfound", "Not there, or another organization's: one answer."),
    ("409", "conflict", "Somebody was first: another revision was saved, or another theme has the name."),
    ("413", "toolarge", "More than may be sent."),
    ("415", "unsupportedtype", "Not what is taken here."),
    ("429", "ratelimit", "The budget of calls is spent. `Retry-After` says for how many seconds."),
    ("503", "unavailable", "Too busy. `Retry-After` says for how many seconds."),
];

fn responses() -> Map<String, Value> {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/errors" } } });
    let refusal = |(_, name, meaning): &(&str, &str, &str)| {
        ((*name).to_owned(), json!({ "description": meaning, "content": content }))
    };
    REFUSALS.iter().map(refusal).collect()
}

fn headers() -> Value {
    let number = |meaning: &str| json!({ "description": meaning, "schema": { "type": "integer" } });
    json!({
        "limit": number("Calls that all keys of the organization may make within 60 seconds."),
        "remaining": number("Calls that are left now."),
        "reset": number("The second since 1970 in which there are more again; not there when nothing is left of a call that succeeded."),
    })
}

fn parameter((name, meaning): &(&str, &str), place: &str) -> Value {
    let is_rev = REV.iter().any(|(rev, _)| rev == name);
    let kind = if is_rev { "integer" } else { "string" };
    json!({ "name": name, "in": place, "required": place == "path" || is_rev, "description": meaning, "schema": { "type": kind } })
}

fn security() -> Value {
    let roles = examples().join(", ");
    json!({
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": format!("An API key. Any one of the roles an operation names suffices, and a short role covers everything below it. Roles: {roles}."),
    })
}

/// A resource of this type, in its envelope.
fn resource<A: Shape>() -> (&'static str, Value) {
    let attributes = A::schema();
    let names: Vec<&str> = attributes.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        attributes.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    let schema = json!({
        "type": "object",
        "description": A::MEANING.trim(),
        "required": ["type", "id", "attributes", "relationships", "links"],
        "properties": {
            "type": { "const": A::KIND },
            "id": { "type": "string", "pattern": "^[0-9a-f]{24}$" },
            "attributes": { "type": "object", "required": names, "properties": properties },
            "relationships": { "type": "object" },
            "links": { "type": "object", "properties": { "self": { "type": "string" } } },
        },
    });
    (A::KIND, schema)
}

fn errors() -> Value {
    let text = json!({ "type": "string" });
    let error = json!({
        "type": "object",
        "required": ["status", "code", "title"],
        "properties": {
            "status": { "type": "integer" },
            "code": { "type": "string", "description": "Stable: one for each status." },
            "title": text,
            "detail": text,
            "message": text,
            "meta": { "type": "object", "description": "`reason` is the finer code, stable too." },
        },
    });
    let errors = json!({ "type": "array", "items": error });
    json!({ "type": "object", "required": ["errors"], "properties": { "errors": errors } })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{OPERATIONS, document};

    #[test]
    fn x1_what_is_described_is_what_there_is() {
        let described: BTreeSet<(&str, &str)> =
            OPERATIONS.iter().map(|one| (one.method.as_str(), one.path)).collect();
        let routes = crate::routes();
        let there: BTreeSet<(&str, &str)> = routes
            .iter()
            .filter(|route| {
                route.door.ends_with("<Key>")
                    || route.door.ends_with("<ApiPublic>")
                    || route.path.starts_with("/p/")
            })
            .map(|route| (route.method, route.path))
            .collect();
        assert_eq!(described, there);
        assert_eq!(described.len(), OPERATIONS.len());
        let schemas = &document()["components"]["schemas"];
        // A hook answers no resource.
        let mut resources = OPERATIONS.iter().filter(|one| !one.kind.is_empty());
        assert!(resources.all(|one| schemas[one.kind].is_object()));
    }
}
