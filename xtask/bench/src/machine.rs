//! On what was measured.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

/// The machine and the programs, a line each for `docs/performance.md`.
pub(crate) fn describe(postgres: Option<&str>) -> Result<Vec<String>> {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").context("/proc/cpuinfo")?;
    let memory = std::fs::read_to_string("/proc/meminfo").context("/proc/meminfo")?;
    let system = std::fs::read_to_string("/etc/os-release").context("/etc/os-release")?;
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").context("the kernel's release")?;
    let mut lines = vec![
        format!(
            "{} × {}",
            cpus.matches("processor\t").count(),
            value(&cpus, "model name").unwrap_or("a CPU")
        ),
        format!("{:.0} GiB of memory", kibibytes(&memory).unwrap_or(0.0) / (1024.0 * 1024.0)),
        format!("{}, Linux {}", quoted(&system, "PRETTY_NAME").unwrap_or("a Linux"), kernel.trim()),
        format!("commit {}", told("git", &["log", "-1", "--format=%h of %cs"])?),
        told("/usr/sbin/nginx", &["-v"])?,
        told("wrk", &["-v"])?,
    ];
    if let Some(server) = postgres {
        lines.push(told(
            "psql",
            &["--no-psqlrc", "-At", "-c", "select split_part(version(), ' on ', 1)", server],
        )?);
    }
    Ok(lines)
}

/// The first line that a program tells, wherever it tells it, without what is only about its makers.
fn told(program: &str, arguments: &[&str]) -> Result<String> {
    let output =
        Command::new(program).args(arguments).stdin(Stdio::null()).output().context(program.to_owned())?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().next().unwrap_or_default();
    let line = line.split(" Copyright").next().unwrap_or_default();
    Ok(line.trim_start_matches("nginx version: ").trim().to_owned())
}

/// Of `name : value`.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim())
}

/// Of `name="value"`.
fn quoted<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix("=\"")?.strip_suffix('"'))
}

/// All of the memory.
fn kibibytes(memory: &str) -> Option<f64> {
    value(memory, "MemTotal")?.strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{kibibytes, quoted, value};

    #[test]
    fn what_the_system_tells_is_read() {
        assert_eq!(value("processor\t: 0\nmodel name\t: Fast One\n", "model name"), Some("Fast One"));
        assert_eq!(quoted("ID=debian\nPRETTY_NAME=\"Debian 12\"\n", "PRETTY_NAME"), Some("Debian 12"));
        assert_eq!(kibibytes("MemTotal:       1048576 kB\n"), Some(1_048_576.0));
    }
}
