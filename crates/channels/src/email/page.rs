//! The pages that mails are made of: a template in HTML and one in plain text over the same context.

use kernel::{Fault, Language, Time};
use serde::Serialize;
use theme::{Argument, Bundle, TemplateFault};

use super::colour;

/// The templates and texts of mails, ready to use.
pub struct Pages(Bundle);

/// Every template that a mail is made of.
const TEMPLATES: [&str; 16] = [
    "mail/reply.html",
    "mail/reply.txt",
    "mail/code.html",
    "mail/code.txt",
    "mail/address.html",
    "mail/address.txt",
    "mail/form.html",
    "mail/form.txt",
    "mail/password.html",
    "mail/password.txt",
    "mail/invitation.html",
    "mail/invitation.txt",
    "mail/survey.html",
    "mail/survey.txt",
    "mail/theme-broken.html",
    "mail/theme-broken.txt",
];

/// What a mail's reader is to see it in.
pub(super) struct Manner<'a> {
    /// The language.
    pub(super) language: &'a Language,
    /// The time zone, by its IANA name.
    pub(super) zone: &'a str,
    /// The time of writing.
    pub(super) now: Time,
}

/// Both parts of a mail.
pub(super) struct Parts {
    pub(super) text: String,
    pub(super) html: String,
}

/// The brand, as templates know it.
#[derive(Serialize)]
pub(super) struct BrandFace<'a> {
    name: &'a str,
    color: String,
    on_color: &'static str,
}

#[derive(Serialize)]
struct Context<'a, P> {
    shell: Shell<'a>,
    page: &'a P,
}

#[derive(Serialize)]
struct Shell<'a> {
    language: &'a str,
    html_lang: String,
    direction: &'static str,
    zone: &'a str,
    now: i64,
}

impl Pages {
    /// The pages that come with the program. The first template that is missing is the fault.
    pub fn load() -> Result<Self, TemplateFault> {
        let bundle = theme::bundled::app()?;
        bundle.engine.require(TEMPLATES)?;
        Ok(Self(bundle))
    }

    /// Renders `mail/<name>.txt` and `mail/<name>.html`.
    pub(super) fn render(
        &self,
        name: &str,
        manner: &Manner<'_>,
        page: &impl Serialize,
    ) -> Result<Parts, Fault> {
        let language = manner.language;
        let shell = Shell {
            language: language.as_str(),
            html_lang: language.tag(),
            direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
            zone: manner.zone,
            now: manner.now.0,
        };
        let context = Context { shell, page };
        let render =
            |kind| self.0.engine.render(&format!("mail/{name}.{kind}"), &context).map_err(Fault::internal);
        Ok(Parts { text: render("txt")?, html: render("html")? })
    }

    /// A text about a brand, for a subject.
    pub(super) fn text(&self, language: &Language, key: &str, brand: &str) -> String {
        self.0.texts.text(language.as_str(), key, &[("brand", Argument::Text(brand))]).into_owned()
    }
}

impl<'a> BrandFace<'a> {
    pub(super) fn new(name: &'a str, accent: &str) -> Self {
        let (color, on_color) = colour::with_contrast(accent);
        Self { name, color, on_color }
    }
}
