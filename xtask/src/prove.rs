//! `cargo xtask prove`: throws every switch in turn and expects a story to fail. A switch takes a condition out of one
//! statement or turns one rule into yes (`db::switch`); the stories that passed it are run with it thrown, from the test
//! programs that are there, and nothing is built again.

mod notes;
mod program;
mod spared;
mod trial;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::postgres::Cluster;
use crate::say::say;
use notes::{Killers, Notes, Story};
use program::Program;
use spared::Spared;

/// Where notes, killers and copies of the test programs are kept.
const FOLDER: &str = "target/prove";

/// How many switches are tried side by side.
const AT_ONCE: usize = 2;

/// What was asked for.
struct Wish {
    /// Only switches with one of these in their names.
    names: Vec<String>,
    /// Notes are written again, however new they are.
    again: bool,
    /// On both databases; otherwise on SQLite, which has the same conditions and is faster.
    both: bool,
}

/// What became of a switch.
#[derive(Clone)]
struct Tried<'a> {
    switch: &'a str,
    stories: &'a [Story],
    killer: Option<Story>,
}

/// `cargo xtask prove [--again] [--both] [NAME…]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let wish = Wish::of(arguments)?;
    let begun = Instant::now();
    let cluster = wish.both.then(Cluster::start).transpose()?;
    let environment: Vec<_> = cluster.iter().flat_map(Cluster::environment).collect();
    let programs = program::build(&environment)?;
    let notes = Notes::of(&programs, &wish)?;
    let spared = Spared::read()?;
    say(format!(
        "{} switches, {} stories; told in {:.0?}",
        notes.switches(),
        notes.stories(),
        begun.elapsed()
    ));
    let chosen: Vec<_> = notes.all().filter(|(switch, _)| wish.means(switch)).collect();
    report(&try_all(&programs, &chosen)?, &spared, &wish, begun.elapsed())
}

impl Wish {
    fn of(arguments: &[String]) -> Result<Self> {
        let (options, names): (Vec<_>, Vec<_>) =
            arguments.iter().cloned().partition(|word| word.starts_with('-'));
        if let Some(unknown) = options.iter().find(|option| !["--again", "--both"].contains(&option.as_str()))
        {
            bail!("prove knows --again and --both, not {unknown}");
        }
        let has = |name: &str| options.iter().any(|option| option == name);
        Ok(Self { names, again: has("--again"), both: has("--both") })
    }

    fn means(&self, switch: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|name| switch.contains(name.as_str()))
    }
}

/// Tries each switch, two side by side.
fn try_all<'a>(programs: &[Program], chosen: &[(&'a str, &'a [Story])]) -> Result<Vec<Tried<'a>>> {
    let (next, killers) = (AtomicUsize::new(0), Mutex::new(Killers::read()));
    let locked = || killers.lock().unwrap_or_else(PoisonError::into_inner);
    let work = || {
        let mut done = Vec::new();
        while let Some((switch, stories)) = chosen.get(next.fetch_add(1, Ordering::SeqCst)) {
            let last = locked().of(switch).cloned();
            let killer = trial::killer(programs, switch, stories, last.as_ref());
            match &killer {
                Some(story) => locked().remember(switch, story)?,
                None => say(format!("{switch} survives")),
            }
            done.push(Tried { switch, stories, killer });
        }
        Ok(done)
    };
    let ended: Vec<Result<Vec<Tried<'a>>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("trying does not panic")).collect()
    });
    Ok(ended.into_iter().collect::<Result<Vec<_>>>()?.concat())
}

fn report(tried: &[Tried<'_>], spared: &Spared, wish: &Wish, took: Duration) -> Result<()> {
    let survivors: Vec<_> = tried.iter().filter(|tried| tried.killer.is_none()).collect();
    let (excused, faults): (Vec<_>, Vec<_>) =
        survivors.into_iter().partition(|tried| spared.why(tried.switch).is_some());
    for survivor in &faults {
        say(format!("\n{} survives; {} stories pass it", survivor.switch, survivor.stories.len()));
        survivor.stories.iter().for_each(|story| say(format!("  {story}")));
    }
    let is_needed = |switch: &str| excused.iter().any(|tried| tried.switch == switch);
    let stale: Vec<&str> = spared.names().filter(|switch| wish.means(switch) && !is_needed(switch)).collect();
    for switch in &stale {
        say(format!("\n{switch} need not be spared any more"));
    }
    say("\nswitches   killed   spared   survivors   seconds");
    let killed = tried.len() - excused.len() - faults.len();
    let (all, seconds) = (tried.len(), took.as_secs());
    say(format!("{all:>8} {killed:>8} {:>8} {:>11} {seconds:>9}", excused.len(), faults.len()));
    match (faults.len(), stale.len()) {
        (0, 0) => Ok(()),
        (survive, stale) => bail!("{survive} survive, {stale} are spared for nothing"),
    }
}

#[cfg(test)]
mod tests {
    use super::Wish;

    #[test]
    fn names_narrow_and_an_unknown_option_is_refused() {
        let wish = Wish::of(&["--again".to_owned(), "rule:".to_owned()]).expect("both are known");
        assert!(wish.again && !wish.both && wish.means("rule:A:B:C") && !wish.means("statement:a:0"));
        assert!(Wish::of(&["--fast".to_owned()]).is_err());
    }
}
