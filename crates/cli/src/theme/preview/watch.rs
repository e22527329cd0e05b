//! Whether a file of a folder has changed: looked for, because not every system tells it, and folders of themes are small.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use super::made::Looked;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(300);
/// More files than a theme may have are not looked at.
const MOST_FILES: usize = 2_000;

/// Looks again and again, and tells open pages.
pub(super) async fn follow(looked: Arc<Looked>) {
    let mut looks = interval(PAUSE);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        let of = looked.clone();
        let Ok(found) = tokio::task::spawn_blocking(move || stamp(of.folder())).await else { return };
        looked.found.send_if_modified(|last| std::mem::replace(last, found) != found);
    }
}

/// How a folder is found: another number once a file is another, new or gone. What begins with a dot does not count.
pub(super) fn stamp(folder: &Path) -> u64 {
    let (mut hasher, mut left) = (DefaultHasher::new(), MOST_FILES);
    enter(folder, &mut hasher, &mut left);
    hasher.finish()
}

fn enter(folder: &Path, hasher: &mut DefaultHasher, left: &mut usize) {
    // What cannot be read is told by whoever reads the theme.
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") || *left == 0 {
            continue;
        }
        *left -= 1;
        name.hash(hasher);
        let Ok(about) = entry.metadata() else { continue };
        if about.is_dir() {
            enter(&entry.path(), hasher, left);
        } else {
            (about.len(), about.modified().ok()).hash(hasher);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t5_a_file_that_is_another_new_or_gone_is_seen() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write =
            |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
        let mut last = stamp(folder.path());
        let mut is_another = || {
            let now = stamp(folder.path());
            std::mem::replace(&mut last, now) != now
        };
        write("a.html", "a");
        assert!(is_another() && !is_another());
        write("a.html", "ab");
        assert!(is_another());
        write(".portico.toml", "x");
        assert!(!is_another(), "no file of the theme");
        fs::create_dir(folder.path().join("parts")).expect("it can be made");
        write("parts/b.html", "b");
        assert!(is_another());
        fs::remove_file(folder.path().join("a.html")).expect("it is there");
        assert!(is_another());
    }
}
