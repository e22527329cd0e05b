//! Articles: who reads which, and what whoever writes them can do (K1, K2, K4, K7, I1, I3).

pub(super) mod arranging;
mod category;
mod publishing;
mod quoting;
mod readers;
mod reading;
mod searched;
mod searching;
mod writing;

use std::sync::Arc;

use db::{params, sql};
use desk::article::{Article, ArticleId, ListOf, NewArticle, Write};
use desk::kb::{KbId, Site};
use desk::page_path::PagePath;
use desk::right::Role;
use desk::{Act, Public, System, TeamReader, User, View};
use kernel::{Fault, Language};
use testkit::Database;
use testkit_desk::{Kit, article, draft};

sql! {
    PATHS = "select t.title, t.slug, a.hash, a.id from article a
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = a.source
        where a.org_id = $1 order by t.title, a.id";
}

pub(super) fn german() -> Language {
    "de".parse().unwrap()
}

/// In each knowledge base one for everybody and one for the people inside; in the first a draft of each besides.
pub(super) async fn stage(database: &Database) -> Kit {
    let kit = Kit::new(database).await;
    for (kb, name) in [(kit.kb.id, "Acme"), (kit.other_kb.id, "Zeta")] {
        write(&kit, kb, &article(&format!("{name} returns"), "Send it *back*.")).await;
        write(&kit, kb, &article(&format!("{name} refund limits"), "Up to 50.").internal()).await;
    }
    write(&kit, kit.kb.id, &draft("Acme draft", "Not yet.")).await;
    write(&kit, kit.kb.id, &draft("Acme draft inside", "Not yet.").internal()).await;
    kit
}

/// Both switches by which users read at a help centre.
pub(super) async fn let_team_in(kit: &Kit) {
    kit.set("knowledge-base.internal", "on").await;
    kit.set("portal.agents", "on").await;
}

pub(super) async fn write(kit: &Kit, kb: KbId, new: &NewArticle) -> ArticleId {
    let mut act = kit.operate();
    let id = act.make_article(kb, new).await.unwrap();
    act.done(id).await.unwrap()
}

/// Does something to an article, as an operator.
pub(super) async fn change<T>(
    kit: &Kit,
    id: ArticleId,
    what: impl AsyncFnOnce(&mut Act<System>, &desk::Allowed<Article, Write>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut act = kit.operate();
    let open = act.open::<Write, Article>(id).await?;
    let done = what(&mut act, &open).await?;
    act.done(done).await
}

pub(super) async fn public(kit: &Kit) -> View<Public> {
    kit.desk.view_public(kit.site().await).await.unwrap()
}

pub(super) async fn reader(kit: &Kit, user: &User) -> View<TeamReader> {
    let site: Arc<Site> = kit.site().await;
    let (id, name) = (user.id, user.name.clone());
    kit.view(&TeamReader { site, id, name, zone: None, session: String::new() }).await
}

pub(super) async fn manager(kit: &Kit) -> User {
    kit.user("Con Tent", &[Role::ContentManager]).await
}

/// Another one each time.
pub(super) async fn any_manager(kit: &Kit) -> User {
    kit.user(&kit.id::<Article>().to_string(), &[Role::ContentManager]).await
}

/// The titles of what somebody is shown, each of which they can read.
macro_rules! seen {
    ($view:expr, $of:expr) => {{
        let view = $view;
        let language = testkit_desk::english();
        let rows = view.articles($of, &language).await.unwrap();
        for row in &rows {
            let article = view.article(&row.path(), &language).await.unwrap();
            assert_eq!((&article.title, article.audience), (&row.title, row.audience));
        }
        view.close();
        let mut titles: Vec<String> = rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    }};
    ($view:expr) => {
        seen!($view, &desk::article::ListOf::Latest)
    };
}
pub(super) use seen;

/// Every article there is, by its title in the language it was first written in.
pub(super) async fn paths(kit: &Kit) -> Vec<(String, PagePath, ArticleId)> {
    let reader = kit.db.reader().await.unwrap();
    let rows: Vec<(String, String, String, ArticleId)> =
        reader.all(PATHS.with(params![kit.org])).await.unwrap();
    reader.end();
    rows.into_iter().map(|(title, slug, hash, id)| (title, PagePath { slug, hash }, id)).collect()
}

pub(super) async fn path_of(kit: &Kit, id: ArticleId) -> PagePath {
    paths(kit).await.into_iter().find(|(_, _, known)| *known == id).unwrap().1
}

/// The code it was refused with, or nothing.
pub(super) fn answer<T>(of: Result<T, Fault>) -> &'static str {
    of.err().map_or("", |fault| fault.code().name)
}

/// What a stranger is answered who asks for this article.
pub(super) async fn read(
    kit: &Kit,
    path: &PagePath,
    language: &Language,
) -> Result<(Language, String), Fault> {
    let view = public(kit).await;
    let article = view.article(path, language).await;
    view.close();
    article.map(|article| (article.language, article.title))
}

/// What everybody sees of a list.
pub(super) async fn listed(kit: &Kit, of: &ListOf) -> Vec<String> {
    seen!(public(kit).await, of)
}
