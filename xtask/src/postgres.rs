//! One private PostgreSQL cluster for one run, on a free port of this machine, gone when the run is.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{files, needs, process};

/// `cargo xtask postgres COMMAND…`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let Some((program, rest)) = arguments.split_first() else { bail!("postgres wants a command to run") };
    let cluster = Cluster::start()?;
    process::show(Command::new(program).args(rest).envs(cluster.environment()))
}

/// A running server. Stopped and removed when dropped, and also when this process dies in any other way.
pub(crate) struct Cluster {
    servers: String,
    port: u16,
    keeper: Child,
    /// Open while the cluster is wanted; its end is what the keeper waits for.
    wanted: Option<ChildStdin>,
}

/// Waits until the other end of its input is gone, which a panic, Ctrl-C and even a kill bring about, then clears up.
const KEEPER: &str = r#"
trap '' INT HUP TERM
read -r _
"$1/pg_ctl" stop --pgdata="$2/data" --mode=immediate
rm -rf "$2"
"#;

const OPTIONS: &str = "-c listen_addresses=127.0.0.1 -c max_connections=200";
/// A crash of the machine ends a test anyhow, so nothing waits for the disk.
const HASTY: &str = "-c fsync=off -c full_page_writes=off";

/// Another process may take the port between our look and the server's.
const TRIES: usize = 5;

impl Cluster {
    /// For tests.
    pub(crate) fn start() -> Result<Self> {
        Self::with(HASTY)
    }

    /// As it is run for real: what it has confirmed is on the disk.
    pub(crate) fn durable() -> Result<Self> {
        Self::with("")
    }

    fn with(options: &str) -> Result<Self> {
        let servers = newest_servers()?;
        let made = process::read(as_server_user("mktemp")?.args([
            "--directory",
            "--tmpdir",
            "portico-postgres.XXXXXX",
        ]))?;
        let folder = made.trim_end();
        let mut keeper = as_server_user("sh")?
            .args(["-c", KEEPER, "sh", &servers, folder])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0) // Ctrl-C is for us, not for the one who clears up behind us
            .spawn()
            .context("sh")?;
        let wanted = keeper.stdin.take();
        let mut cluster = Self { servers, port: 0, keeper, wanted };
        cluster.create(folder)?;
        cluster.listen(folder, options)?;
        Ok(cluster)
    }

    fn create(&self, folder: &str) -> Result<()> {
        let mut initdb = as_server_user(&format!("{}/initdb", self.servers))?;
        initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--username=postgres"]);
        initdb.args(["--no-sync", "--no-instructions"]).arg(format!("--pgdata={folder}/data"));
        process::read(&mut initdb).map(drop)
    }

    fn listen(&mut self, folder: &str, options: &str) -> Result<()> {
        let mut last = None;
        for _ in 0..TRIES {
            self.port = free_port()?;
            let mut pg_ctl = as_server_user(&format!("{}/pg_ctl", self.servers))?;
            pg_ctl.args(["start", "--wait", "--silent"]).arg(format!("--pgdata={folder}/data"));
            pg_ctl.arg(format!("--log={folder}/log"));
            pg_ctl.arg(format!(
                "--options=-p {} -c unix_socket_directories={folder} {OPTIONS} {options}",
                self.port
            ));
            match process::read(&mut pg_ctl) {
                Ok(_) => return Ok(()),
                Err(error) => last = Some(error),
            }
        }
        let log = std::fs::read_to_string(format!("{folder}/log")).unwrap_or_default();
        Err(last.context("there is a first try")?.context(log))
    }

    /// A superuser's address.
    pub(crate) fn address(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// What tests look for: a superuser's address, and the folder of the server's programs for those that start,
    /// kill and start again a cluster of their own.
    pub(crate) fn environment(&self) -> [(&'static str, String); 2] {
        [("PORTICO_TEST_POSTGRES", self.address()), ("PORTICO_TEST_POSTGRES_BIN", self.servers.clone())]
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.wanted.take());
        if let Err(error) = self.keeper.wait() {
            crate::say::say(format!("the PostgreSQL cluster may be left running: {error}"));
        }
    }
}

fn newest_servers() -> Result<String> {
    let found = files::matching(needs::POSTGRES_SERVERS);
    let newest = found.iter().max_by_key(|path| version(path));
    let initdb = newest.context("no PostgreSQL server is installed (Debian: postgresql)")?;
    Ok(initdb.trim_end_matches("/initdb").to_owned())
}

fn version(initdb: &str) -> u32 {
    initdb.split('/').rev().nth(2).and_then(|folder| folder.parse().ok()).unwrap_or(0)
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// PostgreSQL refuses to run as root, so root gives it to the user Debian made for it.
fn as_server_user(program: &str) -> Result<Command> {
    let mut command = if needs::is_root()? {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--", program]);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/"); // it may not be allowed to see ours
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn fifteen_is_newer_than_nine() {
        assert!(version("/usr/lib/postgresql/15/bin/initdb") > version("/usr/lib/postgresql/9/bin/initdb"));
    }
}
