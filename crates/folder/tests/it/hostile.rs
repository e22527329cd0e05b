//! Archives and folders that were made to do harm (TH43), each refused as a whole or left out, and told why.

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use folder::{FilePath, Limits, NotPut, Source, Target};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn zip(folder: &TempDir, make: impl FnOnce(&mut ZipWriter<fs::File>)) -> PathBuf {
    let path = folder.path().join("made.zip");
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    make(&mut zip);
    zip.finish().unwrap();
    path
}

fn add(zip: &mut ZipWriter<fs::File>, name: &str, bytes: &[u8]) {
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
}

fn refused(path: &Path, limits: &Limits) -> String {
    Source::open(path, limits)
        .map_or_else(|refused| refused.to_string(), |source| format!("{:?}", source.paths()))
}

/// The name of the only entry, changed in the bytes: what no writer of archives would write.
fn renamed(path: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let mut bytes = fs::read(path).unwrap();
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from.as_bytes())).collect();
    assert_eq!(places.len(), 2, "in the entry and in the directory");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn th43_a_name_that_leads_out_refuses_the_whole_archive() {
    let folder = TempDir::new().unwrap();
    for (name, told) in [
        ("../x.md", "leads out of the folder"),
        ("a/../../x.md", "leads out of the folder"),
        ("a\\..\\..\\x.md", "leads out of the folder"),
        ("/etc/x.md", "begins at the root of a disk"),
        ("c:/x.md", "begins at the root of a disk"),
        ("a/nul.md", "is that of a device"),
        ("ab:c/x.md", "signs that not every system can write"),
    ] {
        let plain = "q".repeat(name.len());
        let path = zip(&folder, |zip| {
            add(zip, "good.md", b"good");
            add(zip, &plain, b"bad");
        });
        renamed(&path, &plain, name);
        let answer = refused(&path, &Limits::default());
        assert!(answer.contains(told), "{name}: {answer}");
    }
}

#[test]
fn th43_a_link_in_an_archive_refuses_it() {
    let folder = TempDir::new().unwrap();
    let path = zip(&folder, |zip| {
        add(zip, "good.md", b"good");
        zip.add_symlink("secret.md", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    });
    assert_eq!(
        refused(&path, &Limits::default()),
        "\"secret.md\" in it is refused: it is a link or a device, and no file"
    );
}

#[test]
fn th43_names_that_are_one_file_elsewhere_refuse_the_archive() {
    let folder = TempDir::new().unwrap();
    let path = zip(&folder, |zip| {
        add(zip, "a/Read.md", b"one");
        add(zip, "A/read.md", b"other");
    });
    assert_eq!(
        refused(&path, &Limits::default()),
        "\"a/Read.md\" and \"A/read.md\" in it are refused: on some systems they are one file"
    );
}

#[test]
fn th43_a_bomb_is_not_unpacked() {
    let folder = TempDir::new().unwrap();
    let bomb = zip(&folder, |zip| add(zip, "bomb.md", &vec![b'a'; 8 << 20]));
    let answer = refused(&bomb, &Limits::default());
    assert_eq!(answer, "\"bomb.md\" in it is refused: it unpacks to more than 200 times its size");
    let many = zip(&folder, |zip| {
        for number in 0..64 {
            add(zip, &format!("{number}.md"), &vec![b'a'; 1 << 20]);
        }
    });
    let answer = refused(&many, &Limits::default());
    assert_eq!(answer, "\"the archive\" in it is refused: it unpacks to more than 200 times its size");
}

#[test]
fn th43_what_is_too_much_is_not_unpacked() {
    let folder = TempDir::new().unwrap();
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let path = zip(&folder, |zip| {
        for name in ["a.md", "b.md", "c.md"] {
            zip.start_file(name, stored).unwrap();
            zip.write_all(&vec![b'x'; 2 << 20]).unwrap();
        }
    });
    let limits = Limits::default();
    assert_eq!(refused(&path, &Limits { files: 2, ..limits }), "there are more than 2 files in it");
    assert_eq!(refused(&path, &Limits { file: 1 << 20, ..limits }), "\"a.md\" in it is larger than 1 MB");
    assert_eq!(refused(&path, &Limits { whole: 5 << 20, ..limits }), "it holds more than 5 MB");
    assert!(Source::open(&path, &limits).is_ok());
}

/// The sizes that the directory tells are changed in the bytes: the entry unpacks to more, or to less.
#[test]
fn th43_an_archive_that_lies_about_a_size_is_believed_no_further() {
    let folder = TempDir::new().unwrap();
    for told in [10_u32, 5_000] {
        let path = zip(&folder, |zip| add(zip, "a.md", &[b'a'; 3_000]));
        let mut bytes = fs::read(&path).unwrap();
        let size = 3_000_u32.to_le_bytes();
        for at in (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == size).collect::<Vec<_>>() {
            bytes[at..at + 4].copy_from_slice(&told.to_le_bytes());
        }
        fs::write(&path, bytes).unwrap();
        let source = Source::open(&path, &Limits::default()).unwrap();
        let read = source.read(&"a.md".parse().unwrap()).unwrap_err().to_string();
        assert_eq!(read, "\"a.md\" in it is refused: it is not of the size that the archive says");
    }
}

#[test]
fn th43_what_is_no_archive_is_told_and_one_inside_stays_a_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("no.zip");
    for bytes in [&b""[..], b"PK\x03\x04 and nothing", b"hello"] {
        fs::write(&path, bytes).unwrap();
        assert_eq!(refused(&path, &Limits::default()), "it is not a ZIP archive, or a damaged one");
    }
    let inner = zip(&folder, |zip| add(zip, "../inner.md", b"in"));
    let inner = fs::read(inner).unwrap();
    let outer = zip(&folder, |zip| add(zip, "inner.zip", &inner));
    assert_eq!(refused(&outer, &Limits::default()), "[FilePath(\"inner.zip\")]");
}

#[test]
fn th43_links_and_devices_of_a_folder_are_not_followed() {
    let folder = TempDir::new().unwrap();
    let (root, outside) = (folder.path().join("kb"), folder.path().join("outside"));
    fs::create_dir_all(root.join("real")).unwrap();
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("secret.md"), "secret").unwrap();
    fs::write(root.join("real/a.md"), "a").unwrap();
    symlink(outside.join("secret.md"), root.join("link.md")).unwrap();
    symlink(&outside, root.join("folder")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.md")).unwrap();
    let source = Source::open(&root, &Limits::default()).unwrap();
    let told: Vec<String> = source.problems().iter().map(ToString::to_string).collect();
    let what = "it is a link or a device; links are not followed";
    assert_eq!(told, ["folder", "link.md", "socket.md"].map(|name| format!("{name}: {what}")));
    let paths: Vec<String> = source.paths().iter().map(ToString::to_string).collect();
    assert_eq!(paths, ["real/a.md"]);
    // One that became a link since is not followed either, nor one on the way.
    fs::remove_file(root.join("real/a.md")).unwrap();
    symlink(outside.join("secret.md"), root.join("real/a.md")).unwrap();
    assert!(source.read(&"real/a.md".parse().unwrap()).is_err());
    assert!(source.read(&"folder/secret.md".parse().unwrap()).is_err());
    let escape: FilePath = "folder/new.md".parse().unwrap();
    assert!(folder::put_below(&root, &escape, b"x").is_err());
    assert!(!outside.join("new.md").exists());
    assert!(folder::put_below(&root, &"link.md".parse().unwrap(), b"x").is_err());
    assert_eq!(fs::read_to_string(outside.join("secret.md")).unwrap(), "secret");
}

/// Whoever can write into the folder knows the name that a file has until it is whole.
#[test]
fn th43_nothing_is_written_through_a_link_that_waits_for_it() {
    let folder = TempDir::new().unwrap();
    let (root, secret) = (folder.path().join("kb"), folder.path().join("secret"));
    fs::create_dir_all(&root).unwrap();
    fs::write(&secret, "secret").unwrap();
    let (path, waits) = ("a.md".parse::<FilePath>().unwrap(), root.join("a.md.unfinished"));
    symlink(&secret, &waits).unwrap();
    assert!(folder::put_below(&root, &path, b"x").is_err());
    let source = Source::open(&root, &Limits::default()).unwrap();
    assert!(matches!(source.put(&path, b"x"), Err(NotPut::Link)));
    symlink(&secret, root.join("kb.zip.unfinished")).unwrap();
    assert!(Target::zip(&root.join("kb.zip")).is_err());
    symlink(&secret, root.join("there.zip")).unwrap();
    assert!(Target::zip(&root.join("there.zip")).is_err());
    assert_eq!(fs::read_to_string(&secret).unwrap(), "secret");
    assert!(!root.join("a.md").exists());
    // What a run that broke off has left is in nobody's way.
    fs::remove_file(&waits).unwrap();
    fs::write(&waits, "half").unwrap();
    source.put(&path, b"whole").unwrap();
    assert_eq!((fs::read_to_string(root.join("a.md")).unwrap().as_str(), waits.exists()), ("whole", false));
}

#[test]
fn a_file_that_was_changed_since_it_was_read_is_not_written_over() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    fs::write(root.join("a.md"), "one").unwrap();
    let source = Source::open(root, &Limits::default()).unwrap();
    let (path, new) = ("a.md".parse::<FilePath>().unwrap(), "new.md".parse::<FilePath>().unwrap());
    source.read(&path).unwrap();
    fs::write(root.join("a.md"), "two").unwrap();
    assert!(matches!(source.put(&path, b"x"), Err(NotPut::Changed)));
    assert!(matches!(source.remove(&path), Err(NotPut::Changed)));
    fs::write(root.join("new.md"), "mine").unwrap();
    assert!(matches!(source.put(&new, b"x"), Err(NotPut::Changed)), "one that came since is nobody else's");
    let left = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    assert_eq!((left("a.md"), left("new.md")), ("two".to_owned(), "mine".to_owned()));
    source.read(&path).unwrap();
    source.put(&path, b"three").unwrap();
    source.put(&path, b"four").unwrap();
    assert_eq!(left("a.md"), "four");
    source.remove(&path).unwrap();
    source.remove(&path).unwrap();
    assert_eq!(fs::read_dir(root).unwrap().count(), 1, "nothing that is unfinished stays");
}

/// Work and room grow with the square of these, or are never given back.
#[test]
fn th43_a_page_and_its_front_matter_have_a_size_beyond_which_they_are_not_read() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let many = |line: &dyn Fn(u32) -> String| (0..9_000).map(line).collect::<Vec<_>>().concat();
    let keys = many(&|number| format!("k{number}: v\n"));
    let metas = many(&|number| format!("<meta name=\"portico:k{number}\" content=v>"));
    fs::write(root.join("front.md"), format!("---\n{keys}---\nText")).unwrap();
    fs::write(root.join("endless.md"), format!("---\n{keys}")).unwrap();
    fs::write(root.join("head.html"), format!("<head>{metas}</head><p>Text")).unwrap();
    fs::write(root.join("large.md"), vec![b'a'; (15 << 20) + 1]).unwrap();
    fs::write(root.join("fits.md"), vec![b'a'; 15 << 20]).unwrap();
    fs::write(root.join("_redirects"), vec![b'\n'; (1 << 20) + 1]).unwrap();
    let source = Source::open(root, &Limits::default()).unwrap();
    let language: kernel::Language = "en_us".parse().unwrap();
    let known = vec![language.clone()];
    let languages = folder::Languages { default: language, known, is_published: false };
    let (library, problems) = folder::read(&source, &languages);
    assert_eq!(library.articles.iter().map(|article| article.key.as_str()).collect::<Vec<_>>(), ["fits"]);
    assert_eq!(
        problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "_redirects: it is larger than 1 MB",
            "endless.md:1: the front matter is larger than 64 KB",
            "front.md:1: the front matter is larger than 64 KB",
            "head.html: the values in its head are larger than 64 KB",
            "large.md: it is larger than 15 MB",
        ]
    );
}
