//! A knowledge base moves by the program itself: out and in again, both ways with a folder, and not by hostile archives.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use db::{Db, params, sql};
use journeys::Place;
use testkit::Database;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

sql! {
    TEXTS = "select a.hash, v.language, v.state, v.slug, v.title, v.body from article_version v
        join article a on a.org_id = v.org_id and a.id = v.article_id
        join org o on o.org_id = v.org_id where o.name = $1 and v.state in ('live', 'draft') order by 1, 2, 3";
    EDIT = "update article_version set body = $2, revision = revision + 1
        where title = $1 and state in ('live', 'draft')";
}

const FOUND: [&str; 7] =
    ["org", "add", "acme", "--help-url", "https://help.acme.test", "--app-url", "https://app.acme.test"];

async fn founded(place: &Place) {
    place.command(&FOUND).await;
    place.command(&["setting", "set", "languages", "en_us,de"]).await;
}

fn write(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it is below the root")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
}

/// Every text that is read or written.
async fn texts(place: &Place) -> Vec<(String, String, String, String, String, String)> {
    let db = Db::open(&place.location(), &[]).await.expect("the database is there");
    let reader = db.reader().await.expect("a reader is free");
    let rows = reader.all(TEXTS.with(params!["acme"])).await.expect("the tables are there");
    reader.end();
    rows
}

/// Somebody changes a text in the app.
async fn edit(place: &Place, title: &str, body: &str) {
    let db = Db::open(&place.location(), &[]).await.expect("the database is there");
    let mut writer = db.writer().await.expect("a writer is free");
    writer.run(EDIT.with(params![title, body])).await.expect("whoever has the database can do this");
    writer.commit().await.expect("it is stored");
}

fn words(path: &Path) -> String {
    path.display().to_string()
}

/// Every file of a folder with what is in it, but for what begins with a dot.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            match () {
                () if is_hidden => {}
                () if path.is_dir() => folders.push(path),
                () => {
                    let bytes = fs::read(&path).expect("it can be read");
                    found.insert(path.strip_prefix(root).expect("it is below").to_owned(), bytes);
                }
            }
        }
    }
    found
}

pub(crate) async fn k2_what_is_exported_is_equal_where_it_is_imported(database: Database) {
    database.make_empty().await;
    let (place, root) = (Place::of(&database), database.folder.join("manual"));
    founded(&place).await;
    write(
        &root,
        &[
            ("guides/_category.md", "---\ntitle: Guides\norder: 1\n---\n"),
            (
                "guides/lamp.md",
                "---\ntags: [light]\n---\n# Lamp\n\nSee [cable](cable.md#length), and `x < y & \"z\"`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            ),
            ("guides/lamp.de.md", "# Lampe\n\nSiehe [Kabel](cable.md).\n"),
            ("guides/lamp.draft.md", "# Lamp\n\nA new one.\n"),
            ("guides/cable.md", "---\nscope: internal\n---\n# Cable\n\n## Length\n\n2 m\n"),
        ],
    );
    let dry = place.command(&["kb", "import", "--dry-run", "--publish", &words(&root)]).await;
    assert!(dry.contains("new       guides/lamp.md  Lamp\n") && texts(&place).await.is_empty(), "{dry}");
    let told = place.command(&["kb", "import", "--publish", &words(&root)]).await;
    assert!(
        told.starts_with("         2  articles new\n") && told.contains("         1  categories new"),
        "{told}"
    );
    let again = place.command(&["kb", "import", "--publish", &words(&root)]).await;
    assert!(again.contains("         2  articles as they are told already\n"), "{again}");
    let all = texts(&place).await;
    assert_eq!(all.len(), 4);

    let (out, zip) = (database.folder.join("out"), database.folder.join("out.zip"));
    place.command(&["kb", "export", &words(&out)]).await;
    place.command(&["kb", "export", "--html", &words(&zip)]).await;
    let full = place.fails(&["kb", "export", &words(&out)]).await;
    assert!(full.ends_with("out cannot be written: there is something in it already\n"), "{full}");
    for (name, from) in [("first", &out), ("second", &zip)] {
        let elsewhere = place.with_folder(&database.folder.join(name)).on_sqlite();
        founded(&elsewhere).await;
        elsewhere.command(&["kb", "import", &words(from)]).await;
        assert_eq!(texts(&elsewhere).await, all, "{name}");
        let back = database.folder.join(format!("{name}-out"));
        elsewhere.command(&["kb", "export", &words(&back)]).await;
        assert_eq!(files(&back), files(&out), "{name}");
    }
}

pub(crate) async fn k2_an_edit_on_each_side_loses_neither(database: Database) {
    database.make_empty().await;
    let (place, root) = (Place::of(&database), database.folder.join("kb"));
    founded(&place).await;
    write(&root, &[("lamp.md", "---\nstatus: published\n---\n# Lamp\n\nOne\n\nTwo\n\nThree\n\nFour\n")]);
    let sync = ["kb", "sync", "--publish", &words(&root)];
    let first = place.command(&sync).await;
    assert!(first.contains("Into the app:\n  lamp.md\n"), "{first}");
    edit(&place, "Lamp", "<p>One of the app</p>\n<p>Two</p>\n<p>Three</p>\n<p>Four</p>").await;
    let file = root.join("lamp.md");
    let change = |from: &str, to: &str| {
        let text = fs::read_to_string(&file).expect("it is there");
        fs::write(&file, text.replace(from, to)).expect("it can be written");
    };
    change("Four", "Four of the folder");
    place.command(&sync).await;
    let both = "<p>One of the app</p>\n<p>Two</p>\n<p>Three</p>\n<p>Four of the folder</p>";
    assert!(texts(&place).await.iter().any(|text| text.5 == both), "{:?}", texts(&place).await);
    let text = fs::read_to_string(&file).expect("it is there");
    assert!(text.contains("One of the app\n\nTwo\n\nThree\n\nFour of the folder\n"), "{text}");

    edit(&place, "Lamp", &both.replace("Two", "Two of the app")).await;
    change("Two", "Two of the folder");
    let (status, told) = place.status(&sync).await;
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.ends_with(
            "To be decided:\n  lamp.md: both sides changed the same; the app's side is in lamp.conflict.md\n"
        ),
        "{told}"
    );
    let beside = fs::read_to_string(root.join("lamp.conflict.md")).expect("the app's side is there");
    assert!(beside.contains("Two of the app"), "{beside}");
    assert!(fs::read_to_string(&file).expect("it is there").contains("Two of the folder"));
    assert!(texts(&place).await.iter().any(|text| text.5.contains("Two of the app")), "neither is lost");
}

pub(crate) async fn th43_a_hostile_archive_stores_nothing(database: Database) {
    let place = Place::of(&database);
    founded(&place).await;
    let path = database.folder.join("hostile.zip");
    let mut zip = ZipWriter::new(fs::File::create(&path).expect("it can be made"));
    for (name, text) in [("good.md", "# Good\n\nText"), ("../evil.md", "# Evil\n\nText")] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a file can be begun");
        zip.write_all(text.as_bytes()).expect("and written");
    }
    zip.finish().expect("it is whole");
    let complaint = place.fails(&["kb", "import", "--publish", &words(&path)]).await;
    let expected = format!(
        "portico: {} is not taken in: \"../evil.md\" in it is refused: its name leads out of the folder\n",
        path.display()
    );
    assert_eq!(complaint, expected);
    assert!(texts(&place).await.is_empty());
}
