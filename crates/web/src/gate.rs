//! The gate before a theme is published: every page with every sample in every language, as strictly as our own (T4).

use desk::theme::Gate;
use serde_json::json;
use theme::lint::{Finding, Severity, check_page};
use theme::{Bundle, Package, PageEntry, Shell, Values};

/// A moment at which samples are drawn.
const NOW: i64 = 1_773_200_000_000;
/// The languages in which Midtown comes, one of them from right to left.
const LANGUAGES: [(&str, &str); 3] = [("en_us", "ltr"), ("de", "ltr"), ("ar", "rtl")];

/// Draws the pages in this process, on a thread of its own.
#[derive(Clone, Copy, Debug, Default)]
pub struct HereGate;

/// What was found of a theme, for its author, in English; each thing once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// How many pages were drawn.
    pub drawn: usize,
    /// What keeps it from being published.
    pub wrong: Vec<String>,
    /// What some readers cannot use (WCAG 2.2).
    pub barriers: Vec<String>,
}

impl Gate for HereGate {
    async fn check(&self, package: &Package, values: &Values) -> Result<(), String> {
        let (package, values) = (package.clone(), values.clone());
        let examined = tokio::task::spawn_blocking(move || Report::of(&package, &values)).await;
        let report = examined.map_err(|_| "the theme stopped the gate".to_owned())?;
        report.wrong.into_iter().next().map_or(Ok(()), Err)
    }
}

impl Report {
    /// Examines a theme with these values of its settings. Takes seconds, and the processor all the while.
    pub fn of(package: &Package, values: &Values) -> Self {
        let mut report = Self::default();
        let bundle = package.lint().and_then(|()| package.strict_bundle_as(values));
        match bundle {
            Ok(bundle) => report.draw_all(&bundle),
            Err(fault) => report.wrong.push(fault.to_string()),
        }
        report
    }

    fn draw_all(&mut self, bundle: &Bundle) {
        for (language, direction) in LANGUAGES {
            for is_signed_in in [false, true] {
                let shell = shell(bundle, (language, direction), is_signed_in);
                for page in crate::pages() {
                    self.draw(page, bundle, &shell);
                }
            }
        }
    }

    fn draw(&mut self, page: &PageEntry, bundle: &Bundle, shell: &Shell) {
        match (page.render_samples)(&bundle.engine, shell) {
            Ok(drawn) => {
                self.drawn += drawn.len();
                drawn.iter().flat_map(|text| check_page(text)).for_each(|found| self.note(page, &found));
            }
            Err(fault) => note(&mut self.wrong, fault.to_string()),
        }
    }

    fn note(&mut self, page: &PageEntry, found: &Finding) {
        let list = match found.severity {
            Severity::Refused => &mut self.wrong,
            Severity::Barrier => &mut self.barriers,
        };
        note(list, format!("{}: {}", page.template, found.message));
    }
}

fn note(list: &mut Vec<String>, message: String) {
    if !list.contains(&message) {
        list.push(message);
    }
}

/// The frame in which samples stand.
fn shell(bundle: &Bundle, (language, direction): (&str, &str), is_signed_in: bool) -> Shell {
    let customer = json!({
        "name": "Ana <&> \"Söhne\"", "initial": "A", "conversations_url": "/en_us/conversations",
        "settings_url": "/en_us/settings", "logout_url": "/logout",
    });
    Shell::new(&json!({
        "language": language, "html_lang": language, "direction": direction, "zone": "Europe/Berlin", "now": NOW, "year": 2026,
        "brand": { "name": "Acme <&> \"Söhne\"", "initial": "A", "logo_url": null },
        "team": null, "css_url": bundle.assets.url(&bundle.sheet), "home_url": "/en_us", "contact_url": "/contact",
        "login_url": (!is_signed_in).then_some("/login"), "customer": is_signed_in.then_some(customer),
        "flash": { "kind": "info", "key": "flash-code-sent", "args": {} }, "session_ends_in": is_signed_in.then_some(90),
        "languages": [
            { "code": "en", "name": "English", "url": "/en_us", "current": true },
            { "code": "ar", "name": "العربية", "url": "/ar", "current": false },
        ],
    }))
}
