//! All that a page about a theme is made of.

use desk::configuration::HelpCentre;
use desk::theme::{ManagedTheme, ThemeId};
use desk::{User, View};
use kernel::{Fault, Language, base_codes};
use theme::{Package, Texts};

/// A theme, its files over those it inherits, and the brand it belongs to.
pub(super) struct Found {
    pub(super) managed: ManagedTheme,
    pub(super) centre: HelpCentre,
    pub(super) package: Package,
    pub(super) texts: Texts,
    /// The language of whoever looks.
    pub(super) language: Language,
}

impl Found {
    pub(super) async fn see(view: &View<User>, id: ThemeId, language: Language) -> Result<Self, Fault> {
        let managed = view.managed_theme(id).await?;
        let centres = view.help_centres().await?;
        let of_kb = centres.into_iter().find(|centre| centre.site.kb == managed.theme.kb);
        let centre = of_kb.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let package = managed.package().map_err(Fault::internal)?;
        let texts = package.texts().or_else(|_| Package::default().texts()).map_err(Fault::internal)?;
        Ok(Self { managed, centre, package, texts, language })
    }
}
