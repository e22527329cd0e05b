//! An article with what its pages name: versions, a file, a category.

use std::collections::BTreeMap;

use desk::article::{Article, ArticleId, NewArticleFile, Write};
use desk::conversation::message::NewFile;
use desk::form::Beginning;
use testkit_desk::{category, typed};

use super::Stage;

impl Stage {
    /// An article that is read in English and written in German, with a picture; deleted, where it is to be brought back.
    pub(in crate::roles) async fn written(&self, path: &str) -> BTreeMap<String, String> {
        let id: ArticleId = self.article().await.parse().unwrap();
        let mut act = self.act();
        let open = act.open::<Write, Article>(id).await.unwrap();
        let german = "de".parse().unwrap();
        let (translation, _) = open.save(&mut act, &german, (&typed("Lampen", "Hell."), None)).await.unwrap();
        let file = NewFile {
            hash: desk::file::keep(&self.site.kit.desk, self.site.kit.org, b"x").await.unwrap().to_string(),
            preview: None,
            name: "plan.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 1,
        };
        let file = open.add_file(&mut act, &NewArticleFile { file, pixels: None }).await.unwrap();
        if path.ends_with("/return") {
            open.delete(&mut act).await.unwrap();
        }
        act.done(()).await.unwrap();
        let view = self.view().await;
        let written = view.written(id, &testkit_desk::english()).await.unwrap().unwrap();
        view.close();
        let rows = [
            ("article", id.to_string()),
            ("version", written.version.to_string()),
            ("translation", translation.to_string()),
            ("file", file.id.to_string()),
            ("name", file.name),
        ];
        rows.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// An old address that is led on.
    pub(super) async fn redirect(&self) -> String {
        let path = format!("/{}", self.fresh());
        let mut act = self.act();
        let (from, to) = (path.parse().unwrap(), "/en_us".parse().unwrap());
        act.add_redirect(self.site.kit.kb.id, &from, &to).await.unwrap();
        act.done(path).await.unwrap()
    }

    /// How often the words that mean the same were changed.
    pub(super) async fn synonyms(&self) -> i64 {
        let view = self.view().await;
        let list = view.synonyms().await.unwrap();
        view.close();
        list.revision
    }

    pub(super) async fn category(&self) -> String {
        let mut act = self.act();
        let id = act.make_category(self.site.kit.kb.id, &category("Lamps")).await.unwrap();
        act.done(id).await.unwrap().to_string()
    }

    pub(super) async fn form(&self) -> String {
        let mut act = self.act();
        let language = testkit_desk::english();
        let new = Beginning { language: &language, title: "Ask", subject: "Subject", message: "Message" };
        let id = act.make_form(self.site.kit.kb.id, &new).await.unwrap();
        act.done(id).await.unwrap().to_string()
    }
}
