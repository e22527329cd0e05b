//! Which story passed which switch in the last full run, as the harness noted it, and who killed which the last time.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use super::program::Program;
use super::{FOLDER, Wish, trial};
use crate::say::say;

/// More stories that fail than these mean that something else is wrong.
const BROKEN: usize = 5;

/// A test of one package, by its full name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Story {
    pub(crate) package: String,
    pub(crate) test: String,
}

/// Every switch with the stories that passed it, those first that pass the fewest switches: they are about it.
pub(crate) struct Notes {
    passed: BTreeMap<String, Vec<Story>>,
    stories: usize,
}

/// The story that killed each switch the last time.
pub(crate) struct Killers(BTreeMap<String, Story>);

impl Notes {
    /// Those of the last run; of a program that was built since, it is run anew.
    pub(crate) fn of(programs: &[Program], wish: &Wish) -> Result<Self> {
        let mut told = Vec::new();
        let mut passed: BTreeMap<String, Vec<Story>> = BTreeMap::new();
        for program in programs {
            let folder = std::path::absolute(Path::new(FOLDER).join(program.package))?;
            if wish.again || is_older(&folder.join("told"), &program.built)? {
                tell(program, &folder)?;
            }
            told.extend(read(program.package, &folder)?);
            // One that no story passes is a switch too.
            passed.extend(lines(&folder.join("switches")).into_iter().map(|switch| (switch, Vec::new())));
        }
        told.retain(|(story, _)| wish.both || story.test.ends_with("sqlite"));
        told.sort_by_key(|(_, switches)| switches.len());
        for (story, switches) in &told {
            for switch in switches {
                // Statements that only a test has are not in the list, and a right that a test asks for is not ours.
                let is_ours = !switch.starts_with("statement:") && !switch.contains("/tests/");
                if is_ours || passed.contains_key(switch) {
                    passed.entry(switch.clone()).or_default().push(story.clone());
                }
            }
        }
        Ok(Self { passed, stories: told.len() })
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &[Story])> {
        self.passed.iter().map(|(switch, stories)| (switch.as_str(), stories.as_slice()))
    }

    pub(crate) fn switches(&self) -> usize {
        self.passed.len()
    }

    pub(crate) fn stories(&self) -> usize {
        self.stories
    }
}

/// Runs every story of a program with no switch thrown; each notes what it passes.
fn tell(program: &Program, folder: &Path) -> Result<()> {
    say(format!("telling every story of {}", program.package));
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let mut call = program.call();
    // With one thread a test runs in the thread "main", which does not know its name.
    call.args(["--test-threads=2", "every_switch_is_told", "sqlite"]).env("PORTICO_PROVE_NOTES", folder);
    if call.get_envs().any(|(name, _)| name == "PORTICO_TEST_POSTGRES") {
        call.arg("postgres");
    }
    let output = call.output()?;
    if output.status.success() {
        return Ok(fs::write(folder.join("told"), "")?);
    }
    // They noted nothing, so nothing is proved by them; without the mark all are told again the next time.
    let failed = trial::failed(&output);
    for story in &failed {
        say(format!("  {story} FAILS with no switch thrown"));
    }
    if failed.len() > BROKEN {
        bail!("nothing can be proved by stories that fail anyway");
    }
    Ok(())
}

fn is_older(told: &Path, program: &Path) -> Result<bool> {
    let changed = |path: &Path| -> Result<SystemTime> { Ok(fs::metadata(path)?.modified()?) };
    Ok(!told.exists() || changed(told)? < changed(program)?)
}

/// The notes of each story in a folder.
fn read(package: &str, folder: &Path) -> Result<Vec<(Story, Vec<String>)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(test) = name.strip_suffix(".txt") {
            let story = Story { package: package.to_owned(), test: test.replace('.', "::") };
            found.push((story, lines(&path)));
        }
    }
    Ok(found)
}

fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

impl Killers {
    pub(crate) fn read() -> Self {
        let parse = |line: &String| {
            let mut words = line.split('\t').map(str::to_owned);
            Some((words.next()?, Story { package: words.next()?, test: words.next()? }))
        };
        Self(lines(&Self::file()).iter().filter_map(parse).collect())
    }

    pub(crate) fn of(&self, switch: &str) -> Option<&Story> {
        self.0.get(switch)
    }

    pub(crate) fn remember(&mut self, switch: &str, story: &Story) -> Result<()> {
        self.0.insert(switch.to_owned(), story.clone());
        let line =
            |(switch, story): (&String, &Story)| format!("{switch}\t{}\t{}\n", story.package, story.test);
        let text: String = self.0.iter().map(line).collect();
        fs::write(Self::file(), text).context("the killers cannot be remembered")
    }

    fn file() -> PathBuf {
        Path::new(FOLDER).join("killers")
    }
}

impl Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.package, self.test)
    }
}
