//! What every mail is given beside its own.

use desk::delivery::Sender;
use kernel::{Language, Time};
use serde::Serialize;
use theme::contrast::{ink_on, solid};
use theme::{ACCENT, Bundle};

/// Used where a brand's colour cannot be read.
const PLAIN: &str = "#3355cc";

/// What a mail's reader is to see it in.
pub(super) struct Manner<'a> {
    /// The language.
    pub(super) language: &'a Language,
    /// The time zone, by its IANA name.
    pub(super) zone: &'a str,
    /// The time of writing.
    pub(super) now: Time,
}

/// `shell` in a mail's template.
#[derive(Serialize)]
pub(super) struct Shell {
    language: String,
    html_lang: String,
    direction: &'static str,
    zone: String,
    now: i64,
    brand: BrandFace,
    /// How the addresses of the brand's site begin, where it has one.
    origin: Option<String>,
    home_url: Option<String>,
}

/// The brand, as templates know it.
#[derive(Serialize)]
struct BrandFace {
    name: String,
    /// The theme's accent colour, or the brand's.
    color: String,
    on_color: &'static str,
}

/// Whose mail an example is.
pub struct ExampleMail<'a> {
    /// The brand's name.
    pub brand: &'a str,
    /// Its colour.
    pub accent: &'a str,
    /// How the addresses of its site begin.
    pub origin: &'a str,
    /// The reader's language.
    pub language: &'a Language,
    /// The time of writing.
    pub now: Time,
}

impl Shell {
    /// Of a mail that has nothing of a theme.
    pub(super) fn new(sender: &Sender, manner: &Manner<'_>) -> Self {
        Self::of((&sender.brand, &sender.accent), None, manner)
    }

    /// Of a mail that is drawn with a theme.
    pub(super) fn themed(sender: &Sender, look: &Bundle, manner: &Manner<'_>) -> Self {
        let accent = look.settled.property(ACCENT).unwrap_or(&sender.accent);
        let origin = sender.site.as_ref().map(|site| site.origin.to_string());
        Self::of((&sender.brand, accent), origin, manner)
    }

    fn of((brand, accent): (&str, &str), origin: Option<String>, manner: &Manner<'_>) -> Self {
        let language = manner.language;
        let color = solid(accent).unwrap_or_else(|| PLAIN.to_owned());
        Self {
            language: language.to_string(),
            html_lang: language.tag(),
            direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
            zone: manner.zone.to_owned(),
            now: manner.now.0,
            brand: BrandFace { name: brand.to_owned(), on_color: ink_on(&color), color },
            home_url: origin.as_ref().map(|origin| format!("{origin}/{language}")),
            origin,
        }
    }
}

impl ExampleMail<'_> {
    /// The shell in which an example stands, drawn with this theme.
    pub fn shell(&self, look: &Bundle) -> theme::Shell {
        let accent = look.settled.property(ACCENT).unwrap_or(self.accent);
        let manner = Manner { language: self.language, zone: "UTC", now: self.now };
        theme::Shell::new(&Shell::of((self.brand, accent), Some(self.origin.to_owned()), &manner))
    }
}
