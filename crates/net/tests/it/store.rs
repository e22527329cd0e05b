use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context as Task, Poll};

use kernel::{Clock, Context, Kind, OrgId, Random, Time};
use net::{ContentHash, Store};
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};

struct World {
    store: Store,
    context: Context,
    org: OrgId,
    root: PathBuf,
    _folder: tempfile::TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("files");
    let context = Context { clock: Clock::fixed(Time(1_790_000_000_000)), random: Random::seeded(1) };
    let org = context.new_id();
    World { store: Store::folder(&root), context, org, root, _folder: folder }
}

/// Every file below `folder`, as paths from there, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

const LIMIT: u64 = 3 * 1024 * 1024;
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[tokio::test]
async fn p16_a_file_is_staged_committed_opened_and_deleted() {
    let World { store, context, org, root, _folder } = world();
    let staged = store.stage(&context, &b"abc"[..], 3).await.unwrap();
    assert_eq!((staged.size, staged.hash.to_string().as_str()), (3, ABC));
    assert_eq!(store.read_staged(&staged).await.unwrap(), b"abc");
    assert_eq!(store.open(org, staged.hash).await.err().unwrap().kind(), Kind::NotFound);

    store.commit(&staged, org).await.unwrap();
    let mut content = store.open(org, staged.hash).await.unwrap();
    let mut bytes = Vec::new();
    content.body.read_to_end(&mut bytes).await.unwrap();
    assert_eq!((content.size, bytes.as_slice()), (3, &b"abc"[..]));
    assert_eq!(store.read_all(org, staged.hash, 3).await.unwrap(), b"abc");
    assert_eq!(store.read_all(org, staged.hash, 2).await.unwrap_err().code().name, "file_too_large");

    store.delete(org, staged.hash).await.unwrap();
    store.delete(org, staged.hash).await.unwrap();
    assert_eq!(store.open(org, staged.hash).await.err().unwrap().kind(), Kind::NotFound);
    assert_eq!(files(&root), Vec::<String>::new());
}

#[tokio::test]
async fn th42_paths_are_made_of_ids_and_hashes_and_nothing_can_run() {
    let World { store, context, org, root, _folder } = world();
    let staged = store.stage(&context, &b"abc"[..], 3).await.unwrap();
    store.commit(&staged, org).await.unwrap();
    let path = format!("{org}/ba/{}", &ABC[2..]);
    assert_eq!(files(&root), std::slice::from_ref(&path));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(root.join(path)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    for not_a_hash in ["", "../../etc/passwd", &ABC[1..], &ABC.to_uppercase()] {
        assert_eq!(not_a_hash.parse::<ContentHash>().unwrap_err().kind(), Kind::NotFound, "{not_a_hash}");
    }
}

#[tokio::test]
async fn organizations_never_share_a_file() {
    let World { store, context, org, .. } = &world();
    let other: OrgId = context.new_id();
    let staged = store.stage(context, &b"abc"[..], 3).await.unwrap();
    store.commit(&staged, *org).await.unwrap();
    assert_eq!(store.open(other, staged.hash).await.err().unwrap().kind(), Kind::NotFound);
}

#[tokio::test]
async fn committing_the_same_bytes_again_changes_nothing() {
    let World { store, context, org, root, _folder } = world();
    let first = store.stage(&context, &b"abc"[..], 3).await.unwrap();
    let second = store.stage(&context, &b"abc"[..], 3).await.unwrap();
    for staged in [&first, &first, &second] {
        store.commit(staged, org).await.unwrap();
    }
    assert_eq!(files(&root).len(), 1);
    assert_eq!(store.read_all(org, first.hash, 3).await.unwrap(), b"abc");
}

#[tokio::test]
async fn p6_one_byte_too_many_leaves_nothing() {
    let World { store, context, root, .. } = &world();
    let full = store.stage(context, tokio::io::repeat(7).take(LIMIT), LIMIT).await.unwrap();
    assert_eq!(full.size, LIMIT);
    store.discard(&full).await.unwrap();
    let refused = store.stage(context, tokio::io::repeat(7).take(LIMIT + 1), LIMIT).await.unwrap_err();
    assert_eq!(refused.code().name, "file_too_large");
    let endless = store.stage(context, tokio::io::repeat(7), LIMIT).await.unwrap_err();
    assert_eq!(endless.code().name, "file_too_large");
    assert_eq!(files(root), Vec::<String>::new());
}

/// A sender that goes away after its first bytes.
struct BreaksOff {
    sent: bool,
}

impl AsyncRead for BreaksOff {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Task<'_>,
        bytes: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.sent {
            return Poll::Ready(Err(Error::from(ErrorKind::ConnectionReset)));
        }
        bytes.put_slice(b"half");
        self.sent = true;
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let World { store, context, root, .. } = &world();
    let fault = store.stage(context, BreaksOff { sent: false }, 100).await.unwrap_err();
    assert_eq!(fault.code().name, "upload_broken_off");
    assert_eq!(files(root), Vec::<String>::new());
}

#[tokio::test]
async fn p6_what_waits_for_more_than_an_hour_is_swept() {
    let World { store, context, org, root, _folder } = world();
    assert_eq!(store.sweep(context.now()).await.unwrap(), 0, "before anything came");
    let kept = store.stage(&context, &b"kept"[..], 9).await.unwrap();
    store.commit(&kept, org).await.unwrap();
    let old = store.stage(&context, &b"old"[..], 9).await.unwrap();
    context.clock.advance_millis(1_800_000);
    let young = store.stage(&context, &b"young"[..], 9).await.unwrap();
    fs::write(root.join("staging/notes.txt"), "not ours").unwrap();

    context.clock.advance_millis(1_800_000);
    assert_eq!(store.sweep(context.now()).await.unwrap(), 0, "the hour is not over");
    context.clock.advance_millis(1_000);
    assert!(old.is_over(context.now()) && !young.is_over(context.now()));
    assert_eq!(store.sweep(context.now()).await.unwrap(), 1);

    assert_eq!(store.commit(&old, org).await.unwrap_err().kind(), Kind::NotFound);
    store.commit(&young, org).await.unwrap();
    assert_eq!(store.read_all(org, kept.hash, 9).await.unwrap(), b"kept");
    assert!(root.join("staging/notes.txt").exists());
}

#[tokio::test]
async fn a_damaged_file_is_never_given_out_whole() {
    let World { store, context, org, root, _folder } = world();
    let staged = store.stage(&context, &b"abc"[..], 3).await.unwrap();
    store.commit(&staged, org).await.unwrap();
    fs::write(root.join(format!("{org}/ba/{}", &ABC[2..])), "abd").unwrap();
    assert_eq!(store.read_all(org, staged.hash, 3).await.unwrap_err().kind(), Kind::Internal);
}
