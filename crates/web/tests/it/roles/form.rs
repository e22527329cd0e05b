//! What is sent with each form that asks for something; the other ones are buttons.

use std::collections::BTreeSet;

/// A body and its type.
pub(super) struct Encoded {
    pub(super) kind: &'static str,
    pub(super) bytes: Vec<u8>,
}

type Fields = &'static [(&'static str, &'static str)];

/// A form that asks for nothing but a subject.
const DESIGN: Fields = &[
    ("language", "en_us"),
    ("revision", "1"),
    ("name", "Ask"),
    ("title", "Ask"),
    ("fields.0.kind", "text"),
    ("fields.0.name", "subject"),
    ("fields.0.target", "subject"),
    ("fields.0.label", "Subject"),
];

/// The settings of a theme.
const LOOK: Fields =
    &[("seen", "{draft}"), ("live", "{draft}"), ("design.accent", "#aa3300"), ("page", "conversations")];
/// A file of a theme.
const FOOT: Fields =
    &[("seen", "{draft}"), ("path", "parts/footer.html"), ("content", "<footer>Here.</footer>")];

/// Names in braces are put in place as in the path; `{fresh}` is a word that was never used.
static FORMS: &[(&str, Fields)] = &[
    ("/app/conversations/{id}/assign", &[("user", "")]),
    ("/app/conversations/{id}/attributes", &[("value-{attribute}", "4711")]),
    ("/app/conversations/{id}/note", &[("once", "{fresh}"), ("text", "She called.")]),
    ("/app/conversations/{id}/priority", &[("priority", "5")]),
    (
        "/app/conversations/{id}/reply",
        &[("once", "{fresh}"), ("text", "A new one comes."), ("channel", "portal")],
    ),
    ("/app/conversations/{id}/snooze", &[("at", "2026-12-24T18:30")]),
    ("/app/conversations/{id}/subject", &[("revision", "{revision}"), ("subject", "Green lamp")]),
    ("/app/conversations/{id}/tags", &[("new", "vip")]),
    ("/app/conversations/{id}/messages/{message}/redaction", &[("what", "message"), ("sure", "yes")]),
    ("/app/conversations/{id}/notes/{note}/redaction", &[("what", "message"), ("sure", "yes")]),
    ("/app/conversations/{id}/deletion", &[("sure", "yes")]),
    ("/app/searches", &[("name", "{fresh}"), ("query", "?view=open")]),
    ("/app/shortcuts", &[("name", "{fresh}"), ("text", "Thank you."), ("shared", "yes")]),
    ("/app/settings/attributes", &[("object", "conversation"), ("name", "{fresh}Str")]),
    ("/app/settings/attributes/{attribute}/place", &[("step", "down")]),
    (
        "/app/settings/brands/new",
        &[("name", "{fresh}"), ("title", "New"), ("accent", "#0a7d4b"), ("sender", "")],
    ),
    ("/app/settings/brands/{brand}", &[("title", "Newer"), ("accent", "#0a7d4b"), ("sender", "")]),
    (
        CONFIGURATION,
        &[("brand", "acme"), ("kb", "{kb}"), ("name", "portal.reopen"), ("seen", "on"), ("value", "on")],
    ),
    (
        AUTHENTICATION,
        &[
            ("brand", "acme"),
            ("kb", "{kb}"),
            ("lifetime", "1"),
            ("unit", "days"),
            ("seen_minutes", "1440"),
            ("seen_sign_on", ""),
            ("seen_url", ""),
            ("seen_code", ""),
        ],
    ),
    ("/app/settings/knowledge-base/articles/changes", &[("article", "{article}"), ("what", "unpublish")]),
    (
        "/app/settings/knowledge-base/articles/new",
        &[("title", "Lamps"), ("kb", "{kb}"), ("language", "en_us"), ("audience", "public")],
    ),
    (
        "/app/settings/knowledge-base/articles/{article}",
        &[
            ("language", "en_us"),
            ("version", "{version}"),
            ("revision", "1"),
            ("title", "Lamps"),
            ("body", "<p>They shine brighter.</p>"),
            ("then", "publish"),
        ],
    ),
    ("/app/settings/knowledge-base/articles/{article}/withdrawal", &[("language", "en_us")]),
    (
        "/app/settings/knowledge-base/articles/{article}/schedule",
        &[("language", "en_us"), ("unpublish_at", "2026-12-24T18:30")],
    ),
    (
        "/app/settings/knowledge-base/articles/{article}/discarding",
        &[("language", "de"), ("version", "{translation}"), ("revision", "1")],
    ),
    ("/app/settings/knowledge-base/articles/{article}/confirmation", &[("language", "en_us")]),
    (
        "/app/settings/knowledge-base/articles/{article}/arrangement",
        &[("revision", "1"), ("audience", "internal"), ("kb", "{kb}"), ("tags", "lamps")],
    ),
    (
        "/app/settings/knowledge-base/articles/{article}/restoration",
        &[("language", "en_us"), ("restore", "{version}"), ("version", "{version}"), ("revision", "1")],
    ),
    ("/app/settings/knowledge-base/articles/check", &[("body", "<p>Here.</p>")]),
    ("/app/settings/knowledge-base/categories", &[("brand", "acme"), ("title", "{fresh}")]),
    (
        "/app/settings/knowledge-base/categories/{category}",
        &[("language", "en_us"), ("revision", "1"), ("title", "Lamps"), ("published", "on")],
    ),
    ("/app/settings/knowledge-base/categories/{category}/order", &[("article", "{article}")]),
    ("/app/settings/knowledge-base/forms", &[("brand", "acme"), ("title", "{fresh}")]),
    ("/app/settings/knowledge-base/forms/{form}", DESIGN),
    ("/app/settings/knowledge-base/forms/{form}/preview", DESIGN),
    ("/app/settings/knowledge-base/themes", &[("brand", "acme"), ("name", "{fresh}")]),
    ("/app/settings/knowledge-base/themes/{theme}", LOOK),
    ("/app/settings/knowledge-base/themes/{theme}/publish", LOOK),
    ("/app/settings/knowledge-base/themes/{theme}/preview", LOOK),
    ("/app/settings/knowledge-base/themes/{theme}/link", LOOK),
    ("/app/settings/knowledge-base/themes/archives", &[("brand", "acme")]),
    ("/app/settings/knowledge-base/themes/{theme}/archive", &[("seen", "{draft}")]),
    (
        "/app/settings/knowledge-base/themes/{theme}/restoration",
        &[("seen", "{draft}"), ("restore", "{draft}")],
    ),
    ("/app/settings/knowledge-base/themes/{theme}/step-back", &[("seen", "{draft}")]),
    ("/app/settings/knowledge-base/themes/{theme}/base", &[("seen", "{draft}"), ("version", "1.0.18")]),
    ("/app/settings/knowledge-base/themes/{theme}/upgrade", &[("seen", "{draft}")]),
    ("/app/settings/knowledge-base/themes/{theme}/upgrade/preview", &[("seen", "{draft}")]),
    ("/app/settings/knowledge-base/themes/{theme}/upgrade/publish", &[("seen", "{draft}")]),
    ("/app/settings/knowledge-base/themes/{theme}/activation", &[("brand", "acme")]),
    ("/app/settings/knowledge-base/themes/{theme}/deletion", &[("brand", "acme")]),
    ("/app/settings/knowledge-base/themes/{theme}/name", &[("brand", "acme"), ("name", "{fresh}")]),
    ("/app/settings/knowledge-base/themes/{theme}/duplication", &[("brand", "acme"), ("name", "{fresh}")]),
    ("/app/settings/knowledge-base/themes/{theme}/files", FOOT),
    ("/app/settings/knowledge-base/themes/{theme}/files/check", FOOT),
    ("/app/settings/knowledge-base/themes/{theme}/uploads", &[("seen", "{draft}")]),
    ("/app/settings/knowledge-base/configuration/details", &[("what", "{attribute}")]),
    ("/app/settings/knowledge-base/configuration/details/{detail}", &[("title", "Order")]),
    ("/app/settings/knowledge-base/configuration/details/{detail}/place", &[("step", "down")]),
    (
        "/app/settings/knowledge-base/configuration/hosts",
        &[("brand", "acme"), ("kb", "{kb}"), ("host", "{fresh}.acme.test")],
    ),
    (
        "/app/settings/knowledge-base/configuration/hosts/removal",
        &[("brand", "acme"), ("kb", "{kb}"), ("host", "{host}")],
    ),
    (
        "/app/settings/knowledge-base/configuration/sign-on/secret",
        &[("brand", "acme"), ("kb", "{kb}"), ("step", "reveal")],
    ),
    (
        "/app/settings/knowledge-base/configuration/sign-on/trial",
        &[("brand", "acme"), ("kb", "{kb}"), ("token", "a.b.c")],
    ),
    ("/app/settings/knowledge-base/redirects", &[("kb", "{kb}"), ("path", "/{fresh}"), ("target", "/en_us")]),
    ("/app/settings/knowledge-base/redirects/removal", &[("kb", "{kb}"), ("path", "{redirect}")]),
    ("/app/settings/knowledge-base/search", &[("words", "couch, sofa"), ("seen", "{synonyms}")]),
    ("/app/settings/permission-sets/new", &[("name", "{fresh}"), ("rights", "reply")]),
    ("/app/settings/permission-sets/{set}", &[("name", "{fresh}"), ("rights", "reply")]),
    ("/app/settings/security/api-keys/new", &[("name", "{fresh}"), ("roles", "org.admin"), ("days", "30")]),
    (
        "/app/settings/security/sign-in",
        &[
            ("demand", "nobody"),
            ("lifetime", "1"),
            ("unit", "days"),
            ("seen_demand", "nobody"),
            ("seen_minutes", "1440"),
        ],
    ),
    ("/app/settings/snippets", &[("name", "sn.{fresh}"), ("language", "en_us"), ("text", "Order")]),
    (
        "/app/settings/users/new",
        &[("email", "{fresh}@acme.test"), ("name", "Nora"), ("kind", "full_time"), ("roles", "agent")],
    ),
    ("/app/settings/users/{user}", &[("name", "Nora"), ("kind", "full_time"), ("roles", "agent")]),
];
const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
const AUTHENTICATION: &str = "/app/settings/knowledge-base/configuration/authentication";

/// Pages that ask which.
static QUERIES: &[(&str, &str)] = &[
    ("/app/knowledge-base/window", "?article={article}"),
    ("/app/settings/knowledge-base/articles/{article}/feedback", "?language=en_us"),
    ("/app/settings/knowledge-base/articles/{article}/history", "?language=en_us"),
    ("/app/settings/knowledge-base/articles/{article}/preview", "?language=en_us"),
    ("/app/settings/knowledge-base/themes/{theme}/files/words", "?path=pages/home.html"),
    ("/app/notices", "?conversation={conversation}&kind=message"),
];

/// Forms with files in them.
const WITH_FILES: [&str; 13] = [
    "/app/settings/knowledge-base/themes/archives",
    "/app/settings/knowledge-base/themes/{theme}/archive",
    "/app/settings/knowledge-base/themes/{theme}/upgrade",
    "/app/settings/knowledge-base/themes/{theme}/upgrade/preview",
    "/app/settings/knowledge-base/themes/{theme}/upgrade/publish",
    "/app/settings/knowledge-base/themes/{theme}/files",
    "/app/settings/knowledge-base/themes/{theme}/files/check",
    "/app/settings/knowledge-base/themes/{theme}/uploads",
    "/app/settings/knowledge-base/articles/check",
    "/app/conversations/{id}/reply",
    "/app/conversations/{id}/held/{answer}/back",
    "/app/settings/knowledge-base/articles/{article}",
    "/app/settings/knowledge-base/articles/{article}/files",
];

pub(super) fn fields(path: &str) -> Fields {
    FORMS.iter().find(|(of, _)| *of == path).map_or(&[], |(_, fields)| fields)
}

pub(super) fn query(path: &str) -> &'static str {
    QUERIES.iter().find(|(of, _)| *of == path).map_or("", |(_, query)| query)
}

/// Everything in braces in the path and in what goes with it, each once.
pub(super) fn names(path: &str) -> BTreeSet<String> {
    let texts = fields(path).iter().flat_map(|(name, value)| [*name, *value]);
    let texts = texts.chain([path, query(path)]);
    let named = texts.flat_map(|text| text.split('{').skip(1).filter_map(|rest| rest.split_once('}')));
    named.map(|(name, _)| name.to_owned()).collect()
}

pub(super) fn encoded(path: &str, fields: &[(String, String)]) -> Encoded {
    if WITH_FILES.contains(&path) {
        let part = |(name, value): &(String, String)| {
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body: String = fields.iter().map(part).collect();
        return Encoded {
            kind: "multipart/form-data; boundary=x",
            bytes: format!("{body}--x--\r\n").into_bytes(),
        };
    }
    let escaped = |text: &str| text.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    Encoded { kind: "application/x-www-form-urlencoded", bytes: pairs.join("&").into_bytes() }
}
