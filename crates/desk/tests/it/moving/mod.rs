//! A knowledge base moves: in from files, out into files.

mod again;
mod guarding;
mod importing;
mod leaving;
mod meeting;
mod pairs;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use desk::article::WholeArticle;
use desk::door::Operator;
use desk::moving::{ExportReport, ImportReport, KbExport, KbImport};
use desk::{System, View};
use folder::{Flavour, Limits, Source, Target};
use kernel::{Fault, OrgId};
use testkit_desk::Kit;

fn operator() -> Operator {
    Operator::named("olga")
}

/// Writes files below a folder.
fn write(root: &Path, files: &[(&str, &[u8])]) {
    for (name, bytes) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn png(width: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, 4).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn import_of(org: OrgId, kb: desk::kb::KbId, path: &Path) -> KbImport {
    let source = Arc::new(Source::open(path, &Limits::default()).unwrap());
    KbImport::new((org, kb), source, path.display().to_string()).publishing()
}

async fn import(kit: &Kit, path: &Path) -> ImportReport {
    import_of(kit.org, kit.kb.id, path).run(&kit.desk, &operator(), &|_| ()).await.unwrap()
}

async fn export(kit: &Kit, path: &Path, flavour: Flavour) -> Result<ExportReport, Fault> {
    let target = match flavour {
        Flavour::Markdown => Target::folder(path),
        Flavour::Html => Target::zip(path),
    };
    let target = Arc::new(Mutex::new(target.unwrap()));
    let export = KbExport { org: kit.org, kb: kit.kb.id, flavour };
    let report = export.run((&kit.desk, &operator()), &target, &|_| ()).await?;
    Arc::into_inner(target).unwrap().into_inner().unwrap().finish().unwrap();
    Ok(report)
}

fn told(problems: &[folder::Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

async fn view(kit: &Kit, org: OrgId) -> View<System> {
    kit.desk.view_operator(&operator(), org).await.unwrap()
}

/// Every article of a knowledge base, by the title of its source.
async fn all(kit: &Kit, (org, kb): (OrgId, desk::kb::KbId)) -> BTreeMap<String, WholeArticle> {
    let view = view(kit, org).await;
    let mut found = BTreeMap::new();
    for id in view.articles_of(kb).await.unwrap() {
        let whole = view.whole_article(id).await.unwrap();
        let source = whole.text(&whole.article.source).unwrap().current().unwrap();
        let title = source.typed.title().to_owned();
        assert!(found.insert(title, whole).is_none(), "each once");
    }
    view.close();
    found
}

/// Every text with what is read and what is written of it.
fn texts(whole: &WholeArticle) -> Vec<(String, Option<String>, Option<String>)> {
    let body = |version: &Option<desk::article::WholeVersion>| {
        version.as_ref().map(|version| version.typed.body().as_str().to_owned())
    };
    whole.texts.iter().map(|text| (text.language.to_string(), body(&text.live), body(&text.draft))).collect()
}

fn place(database: &testkit::Database, name: &str) -> PathBuf {
    database.folder.join(name)
}
