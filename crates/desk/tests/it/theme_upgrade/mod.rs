//! A theme goes on to a newer version of its template, by itself or by hand, and back (T2, T3).

mod by_hand;
mod by_itself;

use desk::right::Role;
use desk::theme::{
    Before, Checked, Draft, Edit, Files, ListedTheme, ManagedTheme, Plan, RevisionId, Theme, ThemeId, Version,
};
use desk::{User, View};
use kernel::Fault;
use serde_json::{Value, json};
use testkit::Database;
use testkit_desk::Kit;
use theme::Template;

use crate::theme::{Finds, activate, list, make, pass, publish_passed, save, see};

const OLD: [Version; 3] = [Version::new(1, 0, 18), Version::new(1, 0, 19), Version::new(1, 0, 20)];
const FOOTER: &str = "parts/footer.html";

/// Somebody who manages themes, and one that the site shows.
struct Stage {
    kit: Kit,
    lead: User,
    id: ThemeId,
}

impl Stage {
    async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let lead = kit.user("Lea", &[Role::ContentManager]).await;
        let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
        activate(&kit, &lead, id).await.unwrap();
        Self { kit, lead, id }
    }

    async fn theme(&self) -> Theme {
        see(&self.kit, &self.lead, self.id).await
    }

    async fn listed(&self) -> ListedTheme {
        list(&self.kit, &self.lead).await.remove(0)
    }

    async fn managed(&self) -> ManagedTheme {
        let view: View<User> = self.kit.view(&self.lead).await;
        view.managed_theme(self.id).await.unwrap()
    }

    async fn save(&self, draft: &Draft) -> RevisionId {
        let seen = self.theme().await.draft;
        save(&self.kit, &self.lead, (self.id, seen), draft).await.unwrap()
    }

    async fn publish(&self) {
        let theme = self.theme().await;
        let passed = pass(&self.kit, &self.lead, &theme, &Finds(Ok(()))).await.unwrap();
        publish_passed(&self.kit, &self.lead, &theme, passed).await.unwrap();
    }

    /// What the newest version makes of it.
    async fn plan(&self) -> Result<Plan, Fault> {
        let view: View<User> = self.kit.view(&self.lead).await;
        view.theme_upgrade(self.id).await
    }

    async fn keep(&self, seen: RevisionId, checked: &Checked) -> Result<RevisionId, Fault> {
        let mut act = self.kit.act(&self.lead);
        let saved = act.open::<Edit, Theme>(self.id).await?.save(&mut act, seen, checked).await?;
        act.done(saved).await
    }

    async fn step_back(&self, seen: RevisionId) -> Result<RevisionId, Fault> {
        let mut act = self.kit.act(&self.lead);
        let back = act.open::<Edit, Theme>(self.id).await?.step_back(&mut act, seen).await?;
        act.done(back).await
    }

    /// The version that the pages of the site say they are of.
    async fn shown_version(&self) -> String {
        let site = self.kit.site().await;
        let look = self.kit.desk.look(site.org, site.look.unwrap()).await.unwrap();
        look.package().unwrap().manifest().version.clone()
    }

    /// Whether the site has the pages that came with 1.0.20.
    async fn shows_portal(&self) -> bool {
        let site = self.kit.site().await;
        let look = self.kit.desk.look(site.org, site.look.unwrap()).await.unwrap();
        let engine = look.package().unwrap().bundle_as(&look.values).unwrap().engine;
        engine.require(["pages/conversations.html", "pages/conversation.html"]).is_ok()
    }
}

/// A theme over this version with a colour, and files of its own.
fn draft(base: impl Into<Option<Version>>, files: &[(&str, &str)]) -> Draft {
    Draft { base: base.into(), files: own(files), ..coloured("#aa3300") }
}

fn coloured(accent: &str) -> Draft {
    let values: Value = json!({ "design.accent": accent });
    Draft { values: serde_json::from_value(values).expect("it is a map"), ..Draft::default() }
}

fn own(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned().into())).collect()
}

/// The footer of a version, another way.
fn footer(version: Version, from: &str, to: &str) -> String {
    let files = Template::first().files(version).expect("there was one");
    let footer = std::str::from_utf8(&files[FOOTER]).expect("it is text");
    assert!(footer.contains(from));
    footer.replace(from, to)
}

fn before(theme: &Theme) -> Before {
    Before { draft: theme.draft, live: theme.live }
}
