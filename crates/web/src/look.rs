//! What pages of a site are drawn with, beside its theme: texts for the reader, the sheet in the brand's colour.

use std::collections::BTreeMap;
use std::sync::Arc;

use desk::Desk;
use desk::kb::Site;
use kernel::{Fault, Language};
use theme::{ACCENT, Bundle, Told};

/// What a theme says to a reader of this language; nothing where it says the same to everybody.
pub(crate) async fn told(
    desk: &Desk,
    site: &Arc<Site>,
    bundle: &Bundle,
    language: &Language,
) -> Result<Option<Told>, Fault> {
    if bundle.snippets.is_empty() {
        return Ok(None);
    }
    let view = desk.view_public(site.clone()).await?;
    let names: Vec<&str> = bundle.snippets.iter().map(String::as_str).collect();
    let languages = [language.clone(), site.default_language().clone()];
    let said: BTreeMap<String, String> = view.say_named(&names, &languages).await?;
    view.close();
    let theme = bundle.settled.told(&|name| said.get(name).map(String::as_str));
    Ok(Some(Told::new(&theme, &said)))
}

/// The address of a theme's style sheet; in the brand's colour, where the theme says none: one request instead of two.
pub(crate) fn css_url(bundle: &Bundle, accent: &str) -> String {
    let plain = bundle.assets.url(&bundle.sheet).unwrap_or_default();
    if bundle.settled.property(ACCENT).is_some() {
        return plain.to_owned();
    }
    let hash = plain.split('/').nth(2).unwrap_or_default();
    format!("/brand/{}/{hash}/{}", accent.trim_start_matches('#'), bundle.sheet)
}
