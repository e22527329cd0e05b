//! `cargo xtask test`: everything CI runs, in the order a person wants to hear it.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::postgres::Cluster;
use crate::say::say;
use crate::{committed, deps, fuzz, needs, process, release, seed, signers, size, texts, vendor};

/// What the gate `tests` asks of cargo. No filter: whatever a harness lists is run.
pub(crate) const TESTS: &[&str] = &["test", "--workspace", "--no-fail-fast"];

/// A check that passes or fails for itself; one that fails keeps no other from running.
pub(crate) struct Gate {
    pub(crate) name: &'static str,
    pub(crate) does: &'static str,
    work: Work,
}

enum Work {
    /// Arguments of cargo.
    Cargo(&'static [&'static str]),
    /// The same with the machine's services: packages installed, a PostgreSQL of its own.
    CargoWithServices(&'static [&'static str]),
    /// Of our own, beside the same services.
    OwnWithServices(fn(&[(&'static str, String)]) -> Result<()>),
    Own(fn(&[String]) -> Result<()>),
}

pub(crate) const GATES: &[Gate] = &[
    Gate { name: "format", does: "rustfmt changes nothing", work: Work::Cargo(&["fmt", "--all", "--check"]) },
    Gate {
        name: "lints",
        does: "clippy, pedantic, has nothing to say",
        work: Work::Cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    },
    Gate {
        name: "unwraps",
        does: "no unwrap in what is shipped",
        work: Work::Cargo(&["clippy", "--workspace", "--", "-D", "warnings", "-D", "clippy::unwrap_used"]),
    },
    Gate { name: "size", does: "files and functions are short", work: Work::Own(size::run) },
    Gate { name: "deps", does: "licences, refused crates, order of our crates", work: Work::Own(deps::run) },
    Gate { name: "texts", does: "every text key is there and used", work: Work::Own(texts::run) },
    Gate { name: "committed", does: "nothing of one machine is in a file", work: Work::Own(committed::run) },
    Gate { name: "vendor", does: "third-party files are unchanged", work: Work::Own(vendor::verify) },
    Gate {
        name: "tests",
        does: "the tests of every crate, on both databases",
        work: Work::CargoWithServices(TESTS),
    },
    Gate {
        name: "seed",
        does: "each statement of the seed and each threat has a test among those",
        work: Work::Own(seed::run),
    },
    Gate {
        name: "fuzz-themes",
        does: "two minutes of made-up themes break nothing",
        work: Work::Own(fuzz::run),
    },
    Gate {
        name: "release",
        does: "the release binary begins on an empty folder and takes a customer's reply",
        work: Work::OwnWithServices(release::prove),
    },
];

struct Ended {
    name: &'static str,
    took: Duration,
    failure: Option<String>,
}

/// `cargo xtask test [GATE…]`
pub(crate) fn run(names: &[String]) -> Result<()> {
    let gates = chosen(names)?;
    let begun = Instant::now();
    let mut ended = Vec::new();
    let cluster = if gates.iter().any(|gate| gate.wants_services()) {
        timed(&mut ended, "needs", "what the machine must have", || needs::provide(needs::OF_TEST))?;
        timed(&mut ended, "signers", "what companies sign tokens with", signers::provide)?;
        Some(timed(&mut ended, "postgres", "a private cluster starts", Cluster::start)?)
    } else {
        None
    };
    for gate in gates {
        // Its failure is kept in the list.
        let _ = timed(&mut ended, gate.name, gate.does, || gate.pass(cluster.as_ref()));
    }
    drop(cluster);
    summary(&ended, begun.elapsed())
}

fn chosen(names: &[String]) -> Result<Vec<&'static Gate>> {
    if let Some(unknown) = names.iter().find(|name| GATES.iter().all(|gate| gate.name != name.as_str())) {
        bail!("there is no gate \"{unknown}\"; see cargo xtask --help");
    }
    let wanted = |gate: &&Gate| names.is_empty() || names.iter().any(|name| name == gate.name);
    Ok(GATES.iter().filter(wanted).collect())
}

impl Gate {
    fn wants_services(&self) -> bool {
        matches!(self.work, Work::CargoWithServices(_) | Work::OwnWithServices(_))
    }

    fn pass(&self, cluster: Option<&Cluster>) -> Result<()> {
        let environment: Vec<_> = cluster.map(Cluster::environment).into_iter().flatten().collect();
        match self.work {
            Work::Own(check) => check(&[]),
            Work::Cargo(arguments) => process::show(process::cargo().args(arguments)),
            Work::CargoWithServices(arguments) => {
                process::show(process::cargo().args(arguments).envs(environment))
            }
            Work::OwnWithServices(check) => check(&environment),
        }
    }
}

/// Says what begins and how it ended, and keeps that for the summary.
fn timed<T>(
    ended: &mut Vec<Ended>,
    name: &'static str,
    does: &str,
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    say(format!("\n== {name}: {does}"));
    let begun = Instant::now();
    let result = work();
    let failure = result.as_ref().err().map(|error| format!("{error:#}"));
    let ending = Ended { name, took: begun.elapsed(), failure };
    say(format!("== {}", ending.line()));
    ended.push(ending);
    result
}

impl Ended {
    fn line(&self) -> String {
        let verdict = self.failure.as_ref().map_or("passed".to_owned(), |why| format!("FAILED: {why}"));
        format!("{:<10} {:>7.1} s  {verdict}", self.name, self.took.as_secs_f64())
    }
}

fn summary(ended: &[Ended], took: Duration) -> Result<()> {
    say("\n== summary");
    for one in ended {
        say(one.line());
    }
    say(format!("{:<10} {:>7.1} s", "in all", took.as_secs_f64()));
    let failed: Vec<&str> = ended.iter().filter(|one| one.failure.is_some()).map(|one| one.name).collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_that_fails_makes_the_run_fail_and_keeps_no_other_from_running() {
        let mut ended = Vec::new();
        let broken: Result<()> = timed(&mut ended, "first", "fails", || bail!("broken"));
        assert!(broken.is_err());
        assert_eq!(timed(&mut ended, "second", "passes", || Ok(7)).ok(), Some(7));
        let verdict = summary(&ended, Duration::ZERO).map_err(|error| error.to_string());
        assert_eq!(verdict, Err("failed: first".to_owned()));
    }

    #[test]
    fn an_unknown_gate_is_refused() {
        assert!(chosen(&["tset".to_owned()]).is_err());
        assert_eq!(chosen(&[]).map(|gates| gates.len()).ok(), Some(GATES.len()));
    }
}
