//! Hard times: the database goes away and comes back, the disk is full, a folder belongs to somebody else.

use std::fs::{File, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use db::{Db, Location, params, sql};
use journeys::{Client, Cluster, Portico};
use testkit::Database;
use tokio::process::Command;

const ADDRESS: &str = "hard@customer.test";
/// PostgreSQL's server is away: how long a page may take to say so.
const SOON: std::time::Duration = std::time::Duration::from_secs(8);

pub(crate) async fn postgres_goes_and_comes_back(database: Database) {
    let mut cluster = Cluster::start().await;
    let mut away = database.clone();
    away.location = Location::Postgres(cluster.address());
    let portico = Portico::start_with_mailbox(&away).await;
    portico.found_acme().await;
    let mut client = portico.signed_in(ADDRESS).await;
    let conversation = client.begin("Hard times", "Are you there?").await;
    let form = client.get(&conversation).await.expect("the server answers");
    let mut stream = client.listen(&format!("{conversation}/live")).await;

    cluster.kill().await;
    let reply = [("once", form.once()), ("text", "Is it over?")];
    let messages = format!("{conversation}/messages");
    for _ in 0..3 {
        is_away(&mut client, &conversation).await;
    }
    let refused = client.post_parts(&messages, &reply).await.expect("the server answers");
    assert_eq!((refused.status, refused.field("retry-after")), (503, Some("1")), "{}", refused.body);
    assert_eq!(client.get("/healthz").await.expect("the server answers").status, 200);

    cluster.start_again().await;
    client.waits_for(&conversation, 200).await;
    let sent = client.post_parts(&messages, &reply).await.expect("the server answers");
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert!(stream.hears("data:").await, "the open page is told of the reply");
    let page = client.get(&conversation).await.expect("the server answers");
    assert_eq!(page.body.matches("Is it over?").count(), 1, "{}", page.body);
}

/// Told at once, and told when to come back.
async fn is_away(client: &mut Client, path: &str) {
    let begun = std::time::Instant::now();
    let page = client.get(path).await.expect("the server answers");
    assert_eq!((page.status, page.field("retry-after")), (503, Some("1")), "{}", page.body);
    assert!(begun.elapsed() < SOON, "it took {:?}", begun.elapsed());
    let ready = client.get("/readyz").await.expect("the server answers");
    assert_eq!(ready.status, 503);
}

sql! {
    TOMORROW = "insert into refinery_schema_history (version, name, applied_on, checksum)
        values (9999, 'tomorrow', '2030-01-01T00:00:00Z', '1')";
}

pub(crate) async fn a_newer_programs_database_is_left_alone(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    portico.kill().await;
    let location = portico.place().location();
    let db = Db::open(&location, &[]).await.expect("it is a database");
    let mut writer = db.writer().await.expect("it can be written to");
    writer.run(TOMORROW.with(params![])).await.expect("a newer program was here");
    writer.commit().await.expect("it is stored");
    drop(db);
    for command in [&["org", "list"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let complaint = portico.place().fails(command).await;
        assert!(complaint.contains("the database does not fit this program"), "{complaint}");
    }
}

pub(crate) async fn what_may_not_be_written_is_named(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    portico.kill().await;
    let (place, folder) = (portico.place().of_stranger(), portico.place().folder());
    let named = folder.display();
    open_to(&database.folder, 0o755);
    let complaint = place.with_folder(&database.folder.join("another")).fails(&["org", "list"]).await;
    assert!(complaint.contains("another cannot be made: Permission denied"), "{complaint}");
    open_to(folder, 0o555);
    open_to(&folder.join("lock"), 0o444);
    let complaint = place.fails(&["org", "list"]).await;
    let expected = format!("the data folder {named} cannot be written to: Permission denied");
    assert!(complaint.contains(&expected), "{complaint}");
    open_to(folder, 0o777);
    open_to(&folder.join("lock"), 0o666);
    open_to(&folder.join("portico.migrating"), 0o666);
    open_to(&folder.join("keys"), 0o444);
    open_to(&folder.join("portico.db"), 0o444);
    let complaint = place.fails(&["serve", "--listen", "127.0.0.1:0"]).await;
    assert!(complaint.contains(&format!("{named}/portico.db")), "{complaint}");
    assert!(complaint.contains("cannot be written to"), "{complaint}");
}

fn open_to(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).expect("it is ours");
}

pub(crate) async fn a_full_disk_stops_writing_and_nothing_else(database: Database) {
    let Some(disk) = SmallDisk::mount(&database.folder.join("data")).await else { return };
    let portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut client = portico.signed_in(ADDRESS).await;
    let conversation = client.begin("Hard times", "Is there room?").await;
    let form = client.get(&conversation).await.expect("the server answers");
    let reply = [("once", form.once()), ("text", "There is room.")];
    let messages = format!("{conversation}/messages");

    let ballast = disk.fill();
    let refused = client.post_parts(&messages, &reply).await.expect("the server answers");
    assert_eq!((refused.status, refused.field("retry-after")), (503, Some("1")), "{}", refused.body);
    assert_eq!(client.get(&conversation).await.expect("the server answers").status, 200);
    std::fs::remove_file(ballast).expect("it is ours");
    client.waits_for("/readyz", 200).await;
    let sent = client.post_parts(&messages, &reply).await.expect("the server answers");
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = client.get(&conversation).await.expect("the server answers");
    assert_eq!(page.body.matches("There is room.").count(), 1, "{}", page.body);
}

/// A disk of a few megabytes, gone when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Nothing where this machine does not let us: that is said.
    async fn mount(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).expect("it is ours");
        let mount = ["-t", "tmpfs", "-o", "size=8m,mode=700", "none"];
        let done = Command::new("mount").args(mount).arg(folder).output().await;
        if done.is_ok_and(|done| done.status.success()) {
            return Some(Self(folder.to_owned()));
        }
        journeys::say("SKIPPED: without the right to mount a small disk none was filled");
        None
    }

    /// Fills it to the last byte with one file.
    fn fill(&self) -> PathBuf {
        let path = self.0.join("ballast");
        let mut file = File::create(&path).expect("there is room for a name");
        while file.write_all(&[0; 4096]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // The server may still be ending; what is left goes with the last file that is open.
        drop(std::process::Command::new("umount").arg("--lazy").arg(&self.0).status());
    }
}

pub(crate) async fn a_second_server_says_who_was_first(database: Database) {
    let portico = Portico::start_with_mailbox(&database).await;
    let complaint = portico.place().fails(&["serve", "--listen", "127.0.0.1:0"]).await;
    let process = portico.process().to_string();
    assert!(complaint.contains("works on this data folder already"), "{complaint}");
    assert!(complaint.contains(&format!("as process {process}")), "{complaint}");
}

pub(crate) async fn a_taken_port_is_named(database: Database) {
    let portico = Portico::start_with_mailbox(&database).await;
    let place = format!("127.0.0.1:{}", portico.port());
    let beside = portico.place().with_folder(&database.folder.join("beside"));
    let complaint = beside.fails(&["serve", "--listen", &place]).await;
    assert_eq!(
        complaint,
        format!("portico: {place} cannot be listened on: Address already in use (os error 98)\n")
    );
}
