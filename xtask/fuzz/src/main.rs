//! What a stranger could write as a theme, made up by the thousand: nothing panics, and nothing goes over the figures of T4.
//! `cargo xtask fuzz-themes` runs it.

mod archive;
mod corpus;
mod cost;
mod settings;
mod speech;
mod stage;
mod template;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Parser;
use proptest::prelude::{any, prop};
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

use crate::cost::Cost;
use crate::stage::Stage;

/// What it may be told.
#[derive(Parser)]
struct Options {
    /// How long to try, in all.
    #[arg(long, default_value_t = 2.0)]
    minutes: f64,
    /// Only this: template, manifest, values, snippet, archive or parcel.
    #[arg(long)]
    only: Option<String>,
}

/// What is made up. It is given bytes, and says what was wrong with what became of them.
struct Target {
    name: &'static str,
    /// Seeds, and with them words, of this folder of the corpus.
    seeds: &'static str,
    attempt: Attempt,
}

type Attempt = fn(&Stage, &[u8], &[String]) -> Result<Cost, String>;

const TARGETS: [Target; 6] = [
    Target { name: "template", seeds: "templates", attempt: template::attempt },
    Target { name: "manifest", seeds: "manifests", attempt: settings::attempt_manifest },
    Target { name: "values", seeds: "values", attempt: settings::attempt_values },
    Target { name: "snippet", seeds: "snippets", attempt: settings::attempt_snippet },
    Target { name: "archive", seeds: "archives", attempt: archive::attempt },
    Target { name: "parcel", seeds: "archives", attempt: archive::attempt_parcel },
];

/// Cases of a target before it is the next one's turn.
const TURN: u32 = 200;
/// The most bytes of a case.
const LONGEST: usize = 80;

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<()> {
    let stage = Stage::new()?;
    let is_wanted = |target: &&Target| options.only.as_deref().is_none_or(|only| only == target.name);
    let targets: Vec<&Target> = TARGETS.iter().filter(is_wanted).collect();
    if targets.is_empty() {
        bail!("there is no such target");
    }
    let until = Instant::now() + Duration::from_secs_f64(options.minutes * 60.0);
    let mut runs = targets.into_iter().map(Run::new).collect::<Result<Vec<_>>>()?;
    for run in &mut runs {
        run.try_seeds(&stage)?;
    }
    while Instant::now() < until {
        for run in runs.iter_mut().filter(|_| Instant::now() < until) {
            run.take_turn(&stage)?;
        }
    }
    for run in &runs {
        say(&run.summary());
    }
    Ok(())
}

struct Run {
    target: &'static Target,
    seeds: Vec<String>,
    cases: u64,
    cost: RefCell<Cost>,
}

impl Run {
    fn new(target: &'static Target) -> Result<Self> {
        Ok(Self { target, seeds: corpus::read(target.seeds)?, cases: 0, cost: RefCell::default() })
    }

    /// Each seed as it is: what was found once is looked at first.
    fn try_seeds(&mut self, stage: &Stage) -> Result<()> {
        for at in 0..self.seeds.len() {
            let bytes = speech::only_seed(at);
            if let Err(why) = self.attempt(stage, &bytes) {
                bail!(
                    "{}: the corpus has what is refused nowhere: {why}\n{}",
                    self.target.name,
                    self.seeds[at]
                );
            }
        }
        Ok(())
    }

    fn take_turn(&mut self, stage: &Stage) -> Result<()> {
        // A new one for each turn: it counts what it has tried.
        let config = Config { cases: TURN, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new(config);
        let bytes = prop::collection::vec(any::<u8>(), 1..LONGEST);
        let ended = runner.run(&bytes, |bytes| self.attempt(stage, &bytes).map_err(TestCaseError::fail));
        self.cases += u64::from(TURN);
        match ended {
            Ok(()) => Ok(()),
            Err(TestError::Fail(why, bytes)) => {
                let kept = corpus::keep(self.target.seeds, &speech::speak(&bytes, &self.seeds))?;
                bail!("{}: {}, kept as {}", self.target.name, why.message(), kept.display())
            }
            Err(TestError::Abort(why)) => bail!("{}: {}", self.target.name, why.message()),
        }
    }

    fn attempt(&self, stage: &Stage, bytes: &[u8]) -> Result<(), String> {
        let attempt = || (self.target.attempt)(stage, bytes, &self.seeds);
        let cost = catch_unwind(AssertUnwindSafe(attempt)).map_err(|_| "it panics".to_owned())??;
        self.cost.borrow_mut().raise(&cost);
        cost.verdict()
    }

    fn summary(&self) -> String {
        let cost = self.cost.borrow();
        format!("{:<9} {:>8} cases, {:>7} drawn, at most {cost}", self.target.name, self.cases, cost.drawn())
    }
}

#[expect(clippy::print_stderr, reason = "whoever runs it reads it")]
fn say(text: &str) {
    eprintln!("{text}");
}
