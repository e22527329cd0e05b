//! Programs that answer on a port of this machine, for as long as they are wanted.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

use crate::http::Client;

/// A running server; ends when it is dropped.
pub(crate) struct Server {
    name: String,
    child: Child,
    pub(crate) port: u16,
    /// From its start to its first page.
    pub(crate) started_in: Duration,
}

const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks: well below what a start takes.
const LOOK: Duration = Duration::from_micros(500);

impl Server {
    /// Starts a program, which is told its port by `arguments`, and waits for a page at `path`.
    pub(crate) fn start(command: impl FnOnce(u16) -> Command, path: &str) -> Result<Self> {
        let port = free_port()?;
        let mut command = command(port);
        let name = command.get_program().to_string_lossy().into_owned();
        let begun = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context(name.clone())?;
        let mut server = Self { name, child, port, started_in: Duration::ZERO };
        server.await_page(path, begun)?;
        server.started_in = begun.elapsed();
        Ok(server)
    }

    fn await_page(&mut self, path: &str, begun: Instant) -> Result<()> {
        loop {
            if Client::connect(self.port)
                .and_then(|mut client| client.get(path))
                .is_ok_and(|page| page.status == 200)
            {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended at its start with {status}", self.name);
            }
            ensure!(begun.elapsed() < PATIENCE, "{} shows no page at {path}", self.name);
            pause(LOOK);
        }
    }

    /// Resident memory in MiB.
    pub(crate) fn memory(&self) -> Result<f64> {
        let path = format!("/proc/{}/status", self.child.id());
        resident(&std::fs::read_to_string(&path)?).context(path)
    }

    /// Seconds of a core that it has used.
    pub(crate) fn used(&self) -> Result<f64> {
        let path = format!("/proc/{}/stat", self.child.id());
        used(&std::fs::read_to_string(&path)?).context(path)
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn stop(mut self) -> Result<()> {
        self.end()
    }

    fn end(&mut self) -> Result<()> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).stderr(Stdio::null()).status()?;
        let begun = Instant::now();
        while self.child.try_wait()?.is_none() {
            if begun.elapsed() > PATIENCE {
                self.child.kill()?;
            }
            pause(LOOK);
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.end();
    }
}

/// Waits for another process, which nothing else tells us of.
#[expect(clippy::disallowed_methods, reason = "what is waited for is another program, seen only by looking")]
pub(crate) fn pause(duration: Duration) {
    std::thread::sleep(duration);
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Of the status of a process in `proc(5)`.
fn resident(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<f64>().ok()? / 1024.0)
}

/// Of a process in `proc(5)`, whose name may hold spaces; Linux counts hundredths of seconds.
fn used(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let (own, of_kernel): (f64, f64) = (fields.get(11)?.parse().ok()?, fields.get(12)?.parse().ok()?);
    Some((own + of_kernel) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::{resident, used};

    #[test]
    fn resident_memory_is_read_in_mebibytes() {
        assert_eq!(resident("Name:\tportico\nVmRSS:\t   30720 kB\nThreads:\t3\n"), Some(30.0));
        assert_eq!(resident("Name:\tportico\n"), None);
    }

    #[test]
    fn used_time_is_that_of_the_process_and_of_the_kernel_for_it() {
        let stat = "17 (a (b) c) S 1 17 17 0 -1 4194560 900 0 0 0 250 50 0 0 20 0 5 0 100 200 300\n";
        assert_eq!(used(stat), Some(3.0));
    }
}
