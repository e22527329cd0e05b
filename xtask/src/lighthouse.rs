//! `cargo xtask lighthouse`: what Lighthouse says of the help centre's pages, the median of several looks each. By hand: it
//! wants Node and Chromium, and half an hour.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::needs;
use crate::process;
use crate::say::{say, settle};

const JUDGE: &str = "xtask/lighthouse";
const HOST: &str = "tolvane.localhost";
/// So often each page is looked at.
const LOOKS: usize = 5;
/// The least of each score, of a hundred.
const LEAST: u32 = 98;
/// The most bytes of an article's page with everything, compressed.
const MOST_BYTES: u64 = 40 * 1024;
/// Pages without an end, which search engines are told not to keep: that they are kept out is no fault of theirs.
const KEPT_OUT: [&str; 1] = ["search"];
/// Their names in a report, and for people.
const SCORES: [(&str, &str); 4] = [
    ("performance", "performance"),
    ("accessibility", "accessibility"),
    ("best-practices", "best practices"),
    ("seo", "search engines"),
];

/// The example, served until this is dropped.
struct Example {
    child: Child,
    port: u16,
    folder: PathBuf,
}

/// What one look found.
struct Look {
    /// Of a hundred, in the order of [`SCORES`].
    scores: [u32; 4],
    /// How far things moved while the page came, in thousandths.
    shift: u32,
    bytes: u64,
}

/// `cargo xtask lighthouse [PAGE…]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    needs::provide(needs::OF_TEST)?;
    process::show(
        Command::new("npm")
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(JUDGE),
    )?;
    process::show(process::cargo().args(["build", "--release", "--package=portico", "--bin=portico"]))?;
    let example = Example::start()?;
    let mut faults = Vec::new();
    let pages = example.pages()?;
    if let Some(unknown) = arguments.iter().find(|wanted| pages.iter().all(|(name, _)| name != wanted)) {
        let names: Vec<&str> = pages.iter().map(|(name, _)| *name).collect();
        bail!("there is no page \"{unknown}\", only {}", names.join(", "));
    }
    for (name, path) in pages {
        if arguments.is_empty() || arguments.iter().any(|wanted| wanted == name) {
            let looks = (0..LOOKS).map(|_| example.look((name, &path))).collect::<Result<Vec<_>>>()?;
            faults.extend(judge(name, &looks));
        }
    }
    settle(&faults)
}

/// Tells the medians of a page, and what is below what is wanted.
fn judge(name: &str, looks: &[Look]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut line = format!("{name:10}");
    for (nth, (_, score)) in SCORES.iter().enumerate() {
        let middle = median(looks.iter().map(|look| u64::from(look.scores[nth])));
        write!(line, "  {score} {middle}").expect("a text takes what is written");
        if middle < u64::from(LEAST) {
            faults.push(format!("{name}: {score} is {middle}, at least {LEAST} is wanted"));
        }
    }
    let (shift, bytes) =
        (median(looks.iter().map(|look| u64::from(look.shift))), median(looks.iter().map(|look| look.bytes)));
    say(format!("{line}  shift 0.{shift:03}  {bytes} bytes"));
    if shift > 0 {
        faults.push(format!("{name}: its layout shifts by 0.{shift:03}"));
    }
    if name == "article" && bytes > MOST_BYTES {
        faults.push(format!("{name}: {bytes} bytes, at most {MOST_BYTES} are wanted"));
    }
    faults
}

fn median(values: impl Iterator<Item = u64>) -> u64 {
    let mut sorted: Vec<u64> = values.collect();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

impl Example {
    fn start() -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("portico-lighthouse.{}", std::process::id()));
        let mut child = Command::new("target/release/portico")
            .arg("--data")
            .arg(&folder)
            .args(["demo", "--port", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("the example cannot be started")?;
        let told = child.stdout.take().context("it has no output")?;
        let example = Self { child, port, folder };
        // It says hello once it serves.
        let mut lines = BufReader::new(told).lines();
        lines
            .by_ref()
            .find(|line| line.as_ref().is_ok_and(|line| line.contains(HOST)))
            .context("it did not begin")??;
        // It may go on telling without anybody who reads.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(example)
    }

    /// The pages by name: the home, and the first category and article it leads to.
    fn pages(&self) -> Result<Vec<(&'static str, String)>> {
        let home = self.get("/en_us")?;
        let links: Vec<&str> =
            home.split("href=\"/en_us/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let category = links.iter().find(|link| link.starts_with("categories/")).context("no category")?;
        let is_article = |link: &&&str| !link.contains('/') && link.contains('-') && !link.contains('?');
        let article = links.iter().find(is_article).context("no article")?;
        Ok(vec![
            ("home", "/en_us".to_owned()),
            ("category", format!("/en_us/{category}")),
            ("article", format!("/en_us/{article}")),
            ("search", "/en_us/search?q=return".to_owned()),
        ])
    }

    fn look(&self, (name, path): (&str, &str)) -> Result<Look> {
        let url = format!("http://{HOST}:{}{path}", self.port);
        let report = process::read(
            Command::new(Path::new(JUDGE).join("node_modules/.bin/lighthouse").canonicalize()?)
                .arg(&url)
                .args([
                    "--quiet",
                    "--output=json",
                    "--only-categories=performance,accessibility,best-practices,seo",
                ])
                .args(KEPT_OUT.contains(&name).then_some("--skip-audits=is-crawlable"))
                .arg("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage")
                .env("CHROME_PATH", "/usr/bin/chromium"),
        )?;
        Look::read(&serde_json::from_str(&report)?)
    }

    fn get(&self, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        if answer.starts_with("HTTP/1.1 200") { Ok(answer) } else { bail!("{path} is not there") }
    }
}

impl Look {
    fn read(report: &Value) -> Result<Self> {
        let number =
            |path: &str| report.pointer(path).and_then(Value::as_f64).with_context(|| path.to_owned());
        let mut scores = [0; 4];
        for (score, (name, _)) in scores.iter_mut().zip(SCORES) {
            *score = whole(number(&format!("/categories/{name}/score"))? * 100.0);
        }
        let shift = whole(number("/audits/cumulative-layout-shift/numericValue")? * 1000.0);
        let bytes = u64::from(whole(number("/audits/total-byte-weight/numericValue")?));
        Ok(Self { scores, shift, bytes })
    }
}

/// The nearest whole number; what Lighthouse says is never negative, and small.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to a few millions")]
fn whole(number: f64) -> u32 {
    number.round() as u32
}

impl Drop for Example {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
        let _removed = std::fs::remove_dir_all(&self.folder);
    }
}
