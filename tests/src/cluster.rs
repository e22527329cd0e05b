//! A PostgreSQL server of a story's own, which can be killed and started again.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::patience::Patience;
use crate::port::free_port;

/// Where `cargo xtask postgres` found the server's programs.
const GIVEN: &str = "PORTICO_TEST_POSTGRES_BIN";
/// Where Debian puts them, by version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A running server. Dropped, it is killed.
pub struct Cluster {
    servers: PathBuf,
    folder: TempDir,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Makes one and starts it.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        // It runs as another user where we are root.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).expect("it is ours");
        let mut cluster = Self { servers: servers(), folder, port: free_port(), server: None };
        let data = format!("--pgdata={}", cluster.data());
        let options = ["--auth=trust", "--username=postgres", "--no-sync", "--no-instructions"];
        let made = cluster.program("initdb").args(options).arg(data).output().await;
        let made = made.expect("initdb can be run");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        cluster.start_again().await;
        cluster
    }

    /// The address of a database in it.
    pub fn address(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Kills it, as a lost machine would.
    pub async fn kill(&mut self) {
        let mut server = self.server.take().expect("it runs");
        server.kill().await.expect("it is there to be killed");
    }

    /// Starts it at its old port, and waits until it answers. Refused while processes of the killed one still end.
    pub async fn start_again(&mut self) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            let ended = self
                .server
                .as_mut()
                .is_none_or(|server| server.try_wait().expect("it can be asked").is_some());
            if ended {
                self.server = Some(self.spawn());
            }
            if TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                return;
            }
        }
        panic!("PostgreSQL does not start");
    }

    fn spawn(&self) -> Child {
        let (data, port) = (self.data(), self.port.to_string());
        let mut server = self.program("postgres");
        server.args(["-D", &data, "-p", &port, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]);
        server.args(["-c", &format!("unix_socket_directories={data}")]);
        server.stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        server.spawn().expect("postgres can be run")
    }

    fn data(&self) -> String {
        format!("{}/data", self.folder.path().display())
    }

    /// A program of the server. It refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let program = self.servers.join(name);
        let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
        let mut command = if is_root { Command::new("setpriv") } else { Command::new(&program) };
        if is_root {
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(program);
        }
        command.stdin(Stdio::null()).current_dir("/");
        command
    }
}

fn servers() -> PathBuf {
    std::env::var_os(GIVEN).map_or_else(newest, PathBuf::from)
}

fn newest() -> PathBuf {
    let versions = fs::read_dir(DEBIAN).expect("Debian's postgresql is installed").flatten();
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|entry| entry.path()).max_by_key(|path| version(path));
    newest.expect("Debian's postgresql is installed").join("bin")
}
