//! A real mail server for a story: Debian's Exim on a free port of this machine, with a configuration of our own.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::{TcpSocket, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::{interval, timeout};

const PROGRAM: &str = "/usr/sbin/exim4";
/// The user Exim drops to, to whom its folders belong; named in the configuration too.
const USER: &str = "Debian-exim";
const PATIENCE: Duration = Duration::from_mins(1);

/// A running mail server. It takes mail for anybody from this machine and puts it into one Maildir, but for these local
/// parts: `refused` gets a 550, `later` a 451 until [`accept_all`](Exim::accept_all), `slow` no answer for an hour.
pub struct Exim {
    folder: TempDir,
    port: u16,
    child: Child,
}

/// A port of this machine at which every connection is refused, kept from everybody else.
pub struct ClosedPort(TcpSocket);

impl ClosedPort {
    /// Any free one.
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket can be made");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
        Self(socket)
    }

    /// Its number.
    pub fn port(&self) -> u16 {
        self.0.local_addr().expect("it is bound").port()
    }
}

impl Default for ClosedPort {
    fn default() -> Self {
        Self::new()
    }
}

impl Exim {
    /// Starts it on a port of its own. Nothing without root or without Exim: the story says so and is skipped, which is a
    /// failure where `CI` is set.
    pub async fn start() -> Option<Self> {
        Self::start_on(ClosedPort::new()).await
    }

    /// Starts it on a port that was closed until now: the mail server is back.
    pub async fn start_on(closed: ClosedPort) -> Option<Self> {
        let Some((user, group)) = who_it_runs_as() else {
            skip();
            return None;
        };
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let port = closed.port();
        let config = folder.path().join("exim.conf");
        fs::write(&config, configuration(folder.path(), port)).expect("the configuration can be written");
        for name in ["spool", "log", "mail"] {
            fs::create_dir(folder.path().join(name)).expect("a folder can be made");
        }
        own(folder.path(), (user, group));
        drop(closed);
        let child = Command::new(PROGRAM)
            .args(["-bdf", "-q1h", "-C"])
            .arg(&config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("Exim starts");
        let exim = Self { folder, port, child };
        exim.wait_until_it_listens().await;
        Some(exim)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Stops putting off the mail of `later`.
    pub fn accept_all(&self) {
        fs::write(self.folder.path().join("accept-all"), "").expect("a file can be written");
    }

    /// The mails that arrived, in no order, once there are `count` of them.
    pub async fn mails(&self, count: usize) -> Vec<Vec<u8>> {
        let arrived = async {
            let mut ticks = interval(Duration::from_millis(20));
            loop {
                ticks.tick().await;
                let mails = self.arrived();
                if mails.len() >= count {
                    return mails;
                }
            }
        };
        timeout(PATIENCE, arrived).await.unwrap_or_else(|_| panic!("the mail did not arrive: {}", self.log()))
    }

    /// The mails that have arrived by now.
    pub fn arrived(&self) -> Vec<Vec<u8>> {
        let Ok(entries) = fs::read_dir(self.folder.path().join("mail/new")) else { return Vec::new() };
        let paths = entries.map(|entry| entry.expect("the folder can be read").path());
        paths.map(|path| fs::read(path).expect("a mail can be read")).collect()
    }

    async fn wait_until_it_listens(&self) {
        let listens = async {
            let mut ticks = interval(Duration::from_millis(20));
            while TcpStream::connect(("127.0.0.1", self.port)).await.is_err() {
                ticks.tick().await;
            }
        };
        timeout(PATIENCE, listens).await.unwrap_or_else(|_| panic!("Exim does not listen: {}", self.log()));
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log/main")).unwrap_or_default()
    }
}

impl Drop for Exim {
    /// Ends the server with the processes it made for its connections, by the group they are in.
    fn drop(&mut self) {
        if let Some(id) = self.child.id() {
            let ended = std::process::Command::new("kill").args(["-TERM", "--", &format!("-{id}")]).status();
            ended.expect("kill can be run");
        }
    }
}

/// The user and group Exim drops to; nothing where it is not installed, or where we are not root and it could not drop.
fn who_it_runs_as() -> Option<(u32, u32)> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0);
    let users = fs::read_to_string("/etc/passwd").ok().filter(|_| is_root && Path::new(PROGRAM).exists())?;
    let mut fields = users.lines().find(|line| line.split(':').next() == Some(USER))?.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests is to see it")]
fn skip() {
    assert!(std::env::var_os("CI").is_none(), "these stories need root and Debian's exim4-daemon-light");
    eprintln!("SKIPPED: without root and Debian's exim4-daemon-light no mail was really sent");
}

fn own(folder: &Path, (user, group): (u32, u32)) {
    let mut paths: Vec<PathBuf> = vec![folder.to_owned()];
    let entries = fs::read_dir(folder).expect("the folder can be read");
    // The configuration stays root's: Exim reads no other.
    paths.extend(
        entries.map(|entry| entry.expect("the folder can be read").path()).filter(|path| path.is_dir()),
    );
    for path in paths {
        chown(&path, Some(user), Some(group)).expect("root may give folders away");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("its rights can be set");
    }
}

fn configuration(folder: &Path, port: u16) -> String {
    let text = include_str!("exim.conf").replace("FOLDER", &folder.display().to_string());
    text.replace("PORT", &port.to_string())
}
