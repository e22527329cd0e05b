//! wrk, which asks for one page over 32 connections.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

use crate::figure::Figure;

const THREADS: u32 = 2;
const CONNECTIONS: u32 = 32;

/// Drives one page for a while: answers a second, with the 99th percentile of their times.
pub(crate) fn drive(address: &str, headers: &[String], duration: Duration) -> Result<Figure> {
    let mut wrk = Command::new("wrk");
    wrk.arg(format!("-t{THREADS}")).arg(format!("-c{CONNECTIONS}"));
    wrk.arg(format!("-d{}s", duration.as_secs())).arg("--latency");
    for header in headers {
        wrk.args(["-H", header]);
    }
    let output = wrk.arg(address).stdin(Stdio::null()).output().context("wrk (Debian: wrk)")?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "wrk ended with {}: {text}", output.status);
    parse(&text).with_context(|| format!("{address}\n{text}"))
}

fn parse(text: &str) -> Result<Figure> {
    let after = |start: &str| text.lines().find_map(|line| line.trim().strip_prefix(start)).map(str::trim);
    if let Some(count) = after("Non-2xx or 3xx responses:") {
        bail!("{count} answers were refusals");
    }
    if let Some(errors) = after("Socket errors:") {
        bail!("connections broke: {errors}");
    }
    let rate = after("Requests/sec:").context("wrk told no rate")?.parse()?;
    let p99 = after("99%").and_then(millis).context("wrk told no 99th percentile")?;
    Ok(Figure::per_second(rate).with_p99(p99))
}

/// `812.00us`, `9.31ms` or `1.07s` in milliseconds.
fn millis(text: &str) -> Option<f64> {
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit);
    let factor = match unit {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1_000.0,
        "m" => 60_000.0,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * factor)
}

#[cfg(test)]
mod tests {
    use super::{millis, parse};

    const REPORT: &str = "Running 5s test @ http://127.0.0.1:8080/\n  2 threads and 32 connections\n
  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency     4.51ms    1.64ms  21.90ms   78.12%
  Latency Distribution\n     50%    4.20ms\n     75%    5.13ms\n     90%    6.40ms\n     99%    9.31ms
  35411 requests in 5.01s, 700.70MB read\nRequests/sec:   7068.31\nTransfer/sec:    139.87MB\n";

    #[test]
    fn the_report_of_wrk_is_read() {
        let figure = parse(REPORT).unwrap();
        assert_eq!((figure.value, figure.p99), (7068.31, Some(9.31)));
        assert_eq!([millis("812.00us"), millis("1.50s"), millis("x")], [Some(0.812), Some(1500.0), None]);
    }

    #[test]
    fn refusals_and_broken_connections_are_no_measurement() {
        assert!(parse(&format!("{REPORT}  Non-2xx or 3xx responses: 7\n")).is_err());
        assert!(parse(&format!("{REPORT}  Socket errors: connect 0, read 1, write 0, timeout 0\n")).is_err());
    }
}
