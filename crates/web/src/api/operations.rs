//! What programs can ask for, as a list.

use desk::api_key::{ADD_THEMES, EDIT_THEMES, READ_THEMES, SIGN_ON};
use http::Method;

use super::account::{Token, User};
use super::kb::{Article, Category};
use super::organization::{Domain, Org};
use super::shape::Shape;
use super::sign_on::KbSettings;
use super::theme::{KbTheme, THEMES};

/// Names, and what each is.
type Named = &'static [(&'static str, &'static str)];

const LANGUAGE: Named = &[("lang", "One of the knowledge base's languages; its own where there is none.")];
const PAGES: Named =
    &[LANGUAGE[0], ("page", "From 1 to 100."), ("pageSize", "100 at most, which it is unless it is said.")];
const SEARCH: Named = &[LANGUAGE[0], PAGES[1], ("term", "What is looked for, 200 characters at most.")];

const THEME: Named = &[("id", "The theme's id.")];
pub(super) const REV: Named = &[(
    "rev",
    "The `rev` that was seen, which is needed: where another is the newest by now, it is a conflict.",
)];
const NEW_THEME: Named = &[
    ("kb", "The Knowledge Base ID; the default brand's where there is none."),
    ("name", "What it is called; what the archive says where there is none."),
];

/// One thing that programs can ask for.
pub(super) struct Operation {
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    /// What the names in the path are.
    pub(super) parameters: Named,
    /// What may stand behind the path.
    pub(super) query: Named,
    pub(super) access: Access,
    /// The type of the resource that is answered.
    pub(super) kind: &'static str,
    /// Whether a page of them is.
    pub(super) is_list: bool,
    /// What is sent.
    pub(super) body: Body,
}

/// What is sent with a POST.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    Nothing,
    /// The answers to a form.
    Answers,
    /// A theme as a ZIP archive.
    Archive,
}

/// Who may ask.
pub(super) enum Access {
    Anybody,
    AnyKey,
    /// A key with any of these roles.
    KeyWith(&'static [&'static str]),
}

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::GET,
        path: "/v1/auth/kb/{id}/settings",
        id: "getKnowledgeBaseSettings",
        summary: "The secret that a company's own login signs with",
        parameters: &[(
            "id",
            "The Knowledge Base ID of Settings > Knowledge Base > Configuration > General.",
        )],
        access: Access::KeyWith(SIGN_ON),
        query: &[],
        kind: KbSettings::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/v1/auth/tokens/current",
        id: "getCurrentToken",
        summary: "The key that asks",
        parameters: &[],
        access: Access::AnyKey,
        query: &[],
        kind: Token::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/v1/users/current",
        id: "getCurrentUser",
        summary: "The machine user of the key that asks",
        parameters: &[],
        access: Access::AnyKey,
        query: &[],
        kind: User::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: THEMES,
        id: "listThemes",
        summary: "The themes of every knowledge base, the oldest first",
        parameters: &[],
        access: Access::KeyWith(READ_THEMES),
        query: &[],
        kind: KbTheme::KIND,
        is_list: true,
        body: Body::Nothing,
    },
    Operation {
        method: Method::POST,
        path: THEMES,
        id: "createTheme",
        summary: "Makes a theme of an archive, of which nothing is published yet",
        parameters: &[],
        access: Access::KeyWith(ADD_THEMES),
        query: NEW_THEME,
        kind: KbTheme::KIND,
        is_list: false,
        body: Body::Archive,
    },
    Operation {
        method: Method::GET,
        path: "/v1/kb/themes/{id}",
        id: "getTheme",
        summary: "One theme",
        parameters: THEME,
        access: Access::KeyWith(READ_THEMES),
        query: &[],
        kind: KbTheme::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::POST,
        path: "/v1/kb/themes/{id}/revisions",
        id: "saveTheme",
        summary: "Saves an archive as a theme's draft, which only those who manage themes see",
        parameters: THEME,
        access: Access::KeyWith(EDIT_THEMES),
        query: REV,
        kind: KbTheme::KIND,
        is_list: false,
        body: Body::Archive,
    },
    Operation {
        method: Method::GET,
        path: "/v1/kb/themes/{id}/revisions/{revision}/archive",
        id: "getThemeArchive",
        summary: "A theme as one of its revisions has it, as a ZIP archive",
        parameters: &[THEME[0], ("revision", "The revision's id.")],
        access: Access::KeyWith(READ_THEMES),
        query: &[],
        kind: "",
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::POST,
        path: "/v1/kb/themes/{id}/publish",
        id: "publishTheme",
        summary: "Draws every page with every example, and publishes what was saved last",
        parameters: THEME,
        access: Access::KeyWith(EDIT_THEMES),
        query: REV,
        kind: KbTheme::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/v1/orgs/{id}",
        id: "getOrganization",
        summary: "The organization of the key that asks",
        parameters: &[("id", "The organization's id; any other is not found.")],
        access: Access::AnyKey,
        query: &[],
        kind: Org::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/v1/domains/{name}",
        id: "getDomain",
        summary: "The organization of this name",
        parameters: &[("name", "The organization's name; on its own host no other is found.")],
        access: Access::Anybody,
        query: &[],
        kind: Domain::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/p/v3/kb/articles",
        id: "listArticles",
        summary: "The published articles that whoever asks may read, the newest first",
        parameters: &[],
        access: Access::Anybody,
        query: PAGES,
        kind: Article::KIND,
        is_list: true,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/p/v3/kb/articles/search",
        id: "searchArticles",
        summary: "The articles that answer best, twenty a page",
        parameters: &[],
        access: Access::Anybody,
        query: SEARCH,
        kind: Article::KIND,
        is_list: true,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/p/v3/kb/articles/{hash}",
        id: "getArticle",
        summary: "One article with its text",
        parameters: &[("hash", "What identifies the article in addresses.")],
        access: Access::Anybody,
        query: LANGUAGE,
        kind: Article::KIND,
        is_list: false,
        body: Body::Nothing,
    },
    Operation {
        method: Method::GET,
        path: "/p/v3/kb/categories",
        id: "listCategories",
        summary: "The categories that whoever asks may see",
        parameters: &[],
        access: Access::Anybody,
        query: LANGUAGE,
        kind: Category::KIND,
        is_list: true,
        body: Body::Nothing,
    },
    Operation {
        method: Method::POST,
        path: "/v1/hooks/form/{name}/{hash}",
        id: "sendForm",
        summary: "A form of a help centre is sent, in nobody's session",
        parameters: &[
            ("name", "The organization's name; on its own host no other is found."),
            ("hash", "What ends the form's address; other sites must be allowed to send it."),
        ],
        access: Access::Anybody,
        query: &[],
        kind: "",
        is_list: false,
        body: Body::Answers,
    },
];
