//! The release binary, built and begun as a newcomer does, and a customer's way through it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::process;
use crate::say::say;

const PROGRAM: &str = "portico";
/// A page that has not come by then does not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Builds it, starts its example on an empty folder, and sends a customer through it in a browser.
pub(crate) fn prove(environment: &[(&'static str, String)]) -> Result<()> {
    process::show(process::cargo().args(["build", "--release", "--package", PROGRAM]))?;
    let metadata = process::read(process::cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let program = target_folder(&metadata)?.join("release").join(PROGRAM);
    show_example(&program)?;
    // As the tests before it were built, so that nothing is built again: one package by itself has other features.
    let journey = ["test", "--workspace", "--test", "it", "--"];
    let stories = ["a_customer_goes_the_whole_way", "and_the_open_page_goes"];
    let environment = environment.iter().map(|(name, value)| (*name, value.as_str()));
    process::show(
        process::cargo().args(journey).args(stories).envs(environment).env("PORTICO_TEST_PROGRAM", &program),
    )
}

fn target_folder(metadata: &str) -> Result<&Path> {
    let (_, rest) =
        metadata.split_once("\"target_directory\":\"").context("cargo names its target folder")?;
    rest.split('"').next().map(Path::new).context("cargo names its target folder")
}

/// Starts the example twice, the second time with its data, and asks for its first page.
fn show_example(program: &Path) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("portico-release-{}", std::process::id()));
    let shown = ["an empty folder", "its own data"].iter().try_for_each(|on| {
        let took = Example::start(program, &folder)?.answers()?;
        say(format!("the example on {on}: its first page after {:.1} s", took.as_secs_f64()));
        Ok(())
    });
    std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    shown
}

struct Example {
    child: Child,
    port: u16,
    begun: Instant,
}

impl Example {
    fn start(program: &Path, folder: &Path) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let begun = Instant::now();
        let child = Command::new(program)
            .args(["demo", "--port", &port.to_string(), "--data"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        Ok(Self { child, port, begun })
    }

    /// How long it took until the first of the addresses that it prints answered with a page.
    fn answers(mut self) -> Result<Duration> {
        let told = self.child.stdout.take().context("its output is ours")?;
        let lines = BufReader::new(told).lines().map_while(Result::ok);
        let line =
            lines.into_iter().find(|line| line.contains("http://")).context("no address was printed")?;
        let host =
            line.split("http://").nth(1).and_then(|rest| rest.split([':', ' ']).next()).unwrap_or_default();
        while self.begun.elapsed() < PATIENCE {
            let Ok(way) = self.page(host, "/") else {
                a_moment();
                continue;
            };
            let home = way.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or("/");
            let page = self.page(host, home)?;
            ensure!(page.starts_with("HTTP/1.1 200"), "the first page is none:\n{page}");
            return Ok(self.begun.elapsed());
        }
        bail!("nothing listens at {line}")
    }

    fn page(&self, host: &str, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        let mut page = String::new();
        stream.read_to_string(&mut page)?;
        Ok(page)
    }
}

#[expect(clippy::disallowed_methods, reason = "between two looks whether somebody listens")]
fn a_moment() {
    std::thread::sleep(Duration::from_millis(5));
}

impl Drop for Example {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
