//! A theme in a folder, begun, checked and brought up to date by whoever keeps it in Git (T4, T5).

use std::fs;
use std::io::Write;

use journeys::Place;
use testkit::Database;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FOOTER: &str = "parts/footer.html";

pub(crate) async fn t4_t5_a_theme_is_begun_checked_and_compared_in_a_folder(database: Database) {
    let (place, folder) = (Place::of(&database), database.folder.join("harbour"));
    let shown = folder.display().to_string();
    let told = place.command(&["theme", "new", "--with", FOOTER, &shown]).await;
    assert_eq!(told, format!("{shown} is a theme of Midtown 1.1.0.\nportico theme check {shown}\n"));
    let again = place.fails(&["theme", "new", &shown]).await;
    assert!(again.ends_with("has something in it already\n"), "{again}");
    let unknown = place.fails(&["theme", "new", "--with", "parts/feet.html", "elsewhere"]).await;
    assert!(unknown.ends_with("Midtown has no file parts/feet.html\n"), "{unknown}");
    let told = place.command(&["theme", "check", &shown]).await;
    assert!(told.ends_with("pages were drawn. It can be published.\n"), "{told}");

    let footer = folder.join(FOOTER);
    let text = fs::read_to_string(&footer).expect("it was copied");
    fs::write(&footer, format!("{text}\n<p>{{{{ page.none }}}}")).expect("it can be written");
    let (status, told) = place.status(&["theme", "check", &shown]).await;
    let line = text.lines().count() + 2;
    assert!(
        status == Some(1) && told.starts_with(&format!("Wrong:\n  {FOOTER}:{line}: undefined value")),
        "{told}"
    );
    fs::write(&footer, "<footer><img src=\"/logo.png\"></footer>").expect("it can be written");
    let told = place.command(&["theme", "check", &shown]).await;
    assert!(told.starts_with("A barrier for some readers:\n") && told.contains("alt is missing"), "{told}");

    let manifest = folder.join("manifest.toml");
    let older = fs::read_to_string(&manifest).expect("it was made").replace("1.1.0", "1.0.18");
    fs::write(&manifest, older).expect("it can be written");
    let told = place.command(&["theme", "check", &shown]).await;
    assert!(told.contains("It is laid over Midtown 1.0.18; 1.1.0 is there: portico theme diff\n"), "{told}");
    let (status, told) = place.status(&["theme", "diff", &shown]).await;
    assert!(told.starts_with(&format!("--- {FOOTER} (1.0.18)\n+++ {FOOTER} (1.1.0)\n@@")), "{told}");
    assert!(
        status == Some(1)
            && told.ends_with("changed 1 of the theme's own files; every other file follows by itself.\n")
    );
    fs::remove_file(&footer).expect("it is there");
    assert_eq!(place.status(&["theme", "diff", &shown]).await.0, Some(0));
}

pub(crate) async fn t2_t5_a_theme_of_another_template_is_drawn_into_a_folder(database: Database) {
    let place = Place::of(&database);
    let (folder, drawn) = (database.folder.join("quay"), database.folder.join("drawn"));
    let (shown, into) = (folder.display().to_string(), drawn.display().to_string());
    let with = ["--with", "parts/header.html", "--with", "css/forms.css"];
    let words = [&["theme", "new", "--template", "riverside"], with.as_slice(), &[&shown]].concat();
    let told = place.command(&words).await;
    assert!(told.starts_with(&format!("{shown} is a theme of Riverside 1.0.0.\n")), "{told}");
    assert!(folder.join("css/forms.css").is_file(), "what the template has from the first can be copied too");
    let told = place.command(&["theme", "check", "--write", &into, &shown]).await;
    assert!(told.lines().count() == 1 && told.ends_with("It can be published.\n"), "{told}");
    let read = |path: &str| fs::read_to_string(drawn.join(path)).expect("it was written");
    let page = "ar/signed-in/conversation-1.html";
    assert!(read("index.html").contains(&format!("<a href=\"{page}\">")));
    let page = read(page);
    let sheet = page.split("href=\"../../").find_map(|rest| rest.split('"').next()?.strip_suffix(".css"));
    let sheet = read(&format!("{}.css", sheet.expect("the page names its sheet")));
    let pictures: Vec<&str> =
        sheet.split("url(\"../../").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!pictures.is_empty() && pictures.iter().all(|path| drawn.join(path).is_file()), "{pictures:?}");
}

pub(crate) async fn th43_a_hostile_archive_is_no_theme(database: Database) {
    let place = Place::of(&database);
    let check = async |entries: &[(&str, &[u8])]| {
        let path = database.folder.join("theme.zip");
        let mut zip = ZipWriter::new(fs::File::create(&path).expect("it can be made"));
        let options = SimpleFileOptions::default();
        for (name, content) in entries {
            zip.start_file(*name, options).expect("a file can be begun");
            zip.write_all(content).expect("and written");
        }
        zip.finish().expect("it is whole");
        place.fails(&["theme", "check", &path.display().to_string()]).await
    };
    let manifest: (&str, &[u8]) =
        ("manifest.toml", b"name = \"x\"\ntemplate = \"midtown\"\nversion = \"1.1.0\"\napi = 1\n");
    let many: Vec<String> = (0..10_000).map(|number| format!("assets/{number}.svg")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"<svg/>".as_slice())).collect();
    for (entries, why) in [
        (vec![manifest, ("../evil.html", b"x")], "its name leads out of the folder"),
        (vec![manifest, ("/etc/evil.html", b"x")], "refused"),
        (vec![manifest, ("assets/nul.svg", b"x")], "device"),
        (vec![manifest, ("parts/a.html", b"x"), ("parts/A.html", b"x")], "parts/"),
        (vec![manifest, ("assets/bomb.svg", &[b'x'; 8 << 20])], "refused"),
        (many, "more than"),
        (vec![("parts/footer.html", b"x")], "has no manifest.toml"),
        (vec![("manifest.toml", b"name = 7")], "manifest.toml:1"),
        (
            vec![("manifest.toml", b"name = \"x\"\ntemplate = \"midtown\"\nversion = \"1.0.21\"\napi = 1\n")],
            "no version 1.0.21",
        ),
        (
            vec![("manifest.toml", b"name = \"x\"\ntemplate = \"midtown\"\nversion = \"1.1.0\"\napi = 7\n")],
            "api 7",
        ),
    ] {
        let complaint = check(&entries).await;
        assert!(complaint.contains(why), "{why}: {complaint}");
    }
}
