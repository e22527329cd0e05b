//! All that a page about a theme is made of.

use desk::configuration::HelpCentre;
use desk::theme::{ManagedTheme, ThemeId};
use desk::{User, View};
use kernel::{Fault, Language, base_codes};
use theme::{Package, Texts};

use crate::inbox::AppVisit;

/// A theme, its files over those it inherits, and the brand it belongs to.
pub(super) struct Found {
    pub(super) managed: ManagedTheme,
    pub(super) centre: HelpCentre,
    pub(super) package: Package,
    pub(super) texts: Texts,
    /// The language of whoever looks.
    pub(super) language: Language,
}

/// What is read of a theme before it is built.
pub(super) struct Seen {
    managed: ManagedTheme,
    centre: HelpCentre,
}

impl Seen {
    pub(super) async fn of(view: &View<User>, id: ThemeId) -> Result<Self, Fault> {
        let managed = view.managed_theme(id).await?;
        let centres = view.help_centres().await?;
        let of_kb = centres.into_iter().find(|centre| centre.site.kb == managed.theme.kb);
        Ok(Self { managed, centre: of_kb.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))? })
    }

    /// Reads hundreds of files, away from whoever answers.
    pub(super) async fn build(self, language: Language) -> Result<Found, Fault> {
        let Self { managed, centre } = self;
        let built = tokio::task::spawn_blocking(move || {
            let package = managed.package().map_err(Fault::internal)?;
            let texts = package.texts().or_else(|_| Package::default().texts()).map_err(Fault::internal)?;
            Ok(Found { managed, centre, package, texts, language })
        });
        built.await.map_err(Fault::internal)?
    }
}

impl Found {
    /// A theme for the page of somebody who has looked at everything else.
    pub(super) async fn open(visit: &AppVisit, view: View<User>, id: ThemeId) -> Result<(Self, User), Fault> {
        let seen = Seen::of(&view, id).await?;
        let (language, user) = (visit.language(Some(view.who())), view.close());
        Ok((seen.build(language).await?, user))
    }
}
