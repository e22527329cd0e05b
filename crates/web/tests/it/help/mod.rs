//! The help centre as everybody reads it, and what is beside its pages (K3, K4, K5, K7).

mod answering;
mod doors;
mod files;
mod machines;
mod pages;
pub(crate) mod weight;

use std::collections::BTreeSet;

use desk::User;
use desk::article::{
    Arrangement, Article, ArticleFile, ArticleId, NewArticle, NewArticleFile, ReaderKind, Write,
};
use desk::category::{CategoryId, NewCategory};
use desk::conversation::message::NewFile;
use desk::right::Role;
use http::StatusCode;
use testkit::Database;
use testkit_desk::{article, category};

use crate::client::{Browser, Site};

/// What is written of an article for everybody.
pub(super) const TEXT: &str = "Print the **label** first.\n\n# Where\n\nAt any kiosk.\n\n# When\n\nWithin 30 days.\n\n# Who pays\n\n| what | who |\n|---|---|\n| Wrong size | we |\n";

/// A help centre with two categories, one in the other.
pub(super) struct Centre {
    pub(super) site: Site,
    pub(super) returns: CategoryId,
    pub(super) manager: User,
}

impl Centre {
    pub(super) async fn new(database: &Database) -> Self {
        Self::on(Site::new(database).await).await
    }

    pub(super) async fn on(site: Site) -> Self {
        site.kit.set("languages", "en_us,de,ar").await;
        site.kit.set("knowledge-base.internal", "on").await;
        site.kit.set("portal.agents", "on").await;
        let mut act = site.kit.operate();
        let kb = site.kit.kb.id;
        let orders = act.make_category(kb, &category("Orders")).await.unwrap();
        let below = NewCategory { parent: Some(orders), icon: "return".to_owned(), ..category("Returns") };
        let returns = act.make_category(kb, &below).await.unwrap();
        act.done(()).await.unwrap();
        let manager = site.kit.user("Con Tent", &[Role::ContentManager]).await;
        Self { site, returns, manager }
    }

    /// One for everybody in a category, with a tag.
    pub(super) async fn article(&self, title: &str) -> ArticleId {
        self.write(&article(title, TEXT), |_| {}).await
    }

    pub(super) async fn write(&self, new: &NewArticle, with: impl FnOnce(&mut Arrangement)) -> ArticleId {
        let mut act = self.site.kit.operate();
        let id = act.make_article(self.site.kit.kb.id, new).await.unwrap();
        act.done(()).await.unwrap();
        self.arrange(id, |all| {
            all.categories = BTreeSet::from([self.returns]);
            all.tags = BTreeSet::from(["Parcel".to_owned()]);
            with(all);
        })
        .await;
        id
    }

    /// Changes what counts at once of an article.
    pub(super) async fn arrange(&self, id: ArticleId, with: impl FnOnce(&mut Arrangement)) {
        let view = self.site.kit.view(&self.manager).await;
        let (article, mut arrangement, _) = view.managed_article(id).await.unwrap();
        view.close();
        with(&mut arrangement);
        let mut act = self.site.kit.act(&self.manager);
        let open = act.open::<Write, Article>(id).await.unwrap();
        open.arrange(&mut act, (&arrangement, article.revision)).await.unwrap();
        act.done(()).await.unwrap();
    }

    /// The address of an article in English.
    pub(super) async fn address(&self, id: ArticleId) -> String {
        let view = self.site.kit.view(&self.manager).await;
        let (article, ..) = view.managed_article(id).await.unwrap();
        view.close();
        format!("/en_us/anything-{}", article.hash)
    }

    /// Puts a file into an article. A picture is shown as it is.
    pub(super) async fn file(
        &self,
        id: ArticleId,
        name: &str,
        (media_type, bytes): (&str, &[u8]),
    ) -> ArticleFile {
        let kit = &self.site.kit;
        let hash = desk::file::keep(&kit.desk, kit.org, bytes).await.unwrap().to_string();
        let preview = media_type.starts_with("image/").then(|| hash.clone());
        let (name, media_type) = (name.to_owned(), media_type.to_owned());
        let size = i64::try_from(bytes.len()).unwrap();
        let file = NewFile { hash, preview, name, media_type, size };
        let mut act = kit.operate();
        let open = act.open::<Write, Article>(id).await.unwrap();
        let file = open.add_file(&mut act, &NewArticleFile { file, pixels: None }).await.unwrap();
        act.done(file).await.unwrap()
    }

    /// A browser in which this user reads at the help centre.
    pub(super) async fn inside(&self, user: &User) -> Browser<'_> {
        let mut agent = self.site.at_desk(user).await;
        let mut window = self.site.browser();
        let out = window.get("/login/team?referralUrl=%2Fen_us").await;
        let ticket = agent.get(out.location().strip_prefix("https://app.acme.test").unwrap()).await;
        let ticket = ticket.location().strip_prefix("https://help.acme.test").unwrap().to_owned();
        assert_eq!(window.get(&ticket).await.status, StatusCode::SEE_OTHER);
        window
    }

    /// Only this team reads it.
    pub(super) fn limited_to(team: &str) -> impl FnOnce(&mut Arrangement) {
        let team = team.to_owned();
        move |all| all.readers = BTreeSet::from([(ReaderKind::Team, team)])
    }
}

/// The address behind the first `href` or `src` that begins so.
pub(super) fn address_in(text: &str, begin: &str) -> String {
    let at = text.find(begin).unwrap_or_else(|| panic!("no {begin} in {text}"));
    text[at..].split(['"', '<', ')', ' ', '&']).next().unwrap().to_owned()
}
