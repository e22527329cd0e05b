//! The measured data: made once by `portico bench data`, and copied for each run.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::options::Options;
use crate::place::Place;
use crate::postgres;
use crate::say::say;

/// How much there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Size {
    Thousands,
    Million,
    /// Two or three messages in each of 100 thousand conversations, all of them open.
    Backlog,
}

/// What the data depend on.
const SOURCES: [&str; 2] = ["migrations", "crates/demo/src/bench"];

impl Size {
    fn name(self) -> &'static str {
        match self {
            Self::Thousands => "thousands",
            Self::Million => "million",
            Self::Backlog => "backlog",
        }
    }

    /// As the table says it.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::Thousands => "10 thousand messages",
            Self::Million => "1 million messages",
            Self::Backlog => "100 thousand open conversations",
        }
    }

    fn conversations(self) -> u32 {
        match self {
            Self::Thousands => 500,
            Self::Million => 50_000,
            Self::Backlog => 100_000,
        }
    }

    fn messages(self) -> u32 {
        match self {
            Self::Thousands | Self::Million => 20 * self.conversations(),
            Self::Backlog => 250_000,
        }
    }

    /// A place with the data, this run's own: on SQLite a copy, on PostgreSQL made afresh.
    pub(crate) fn prepare(self, options: &Options) -> Result<Place> {
        let program = options.program("portico");
        let run = options.folder.join("run").join(self.name());
        let Some(server) = &options.server else {
            return self.kept(options)?.copied_to(&run);
        };
        let database = postgres::fresh(server, &format!("bench_{}", self.name()))?;
        let place = Place::fresh(&program, &run, Some(database.clone()))?;
        self.make(&place)?;
        postgres::settle(&database)?;
        Ok(place)
    }

    /// The data on SQLite, made when they are not there or their makers have changed.
    fn kept(self, options: &Options) -> Result<Place> {
        let folder = options.folder.join("data").join(self.name());
        let (stamp, note) = (self.stamp()?, folder.with_extension("stamp"));
        let program = options.program("portico");
        if fs::read_to_string(&note).is_ok_and(|found| found == stamp) {
            return Ok(Place::kept(&program, &folder));
        }
        let place = Place::fresh(&program, &folder, None)?;
        self.make(&place)?;
        fs::write(&note, stamp)?;
        Ok(place)
    }

    fn make(self, place: &Place) -> Result<()> {
        say(format!("making {} in {} conversations", self.told(), self.conversations()));
        let (conversations, messages) = (self.conversations().to_string(), self.messages().to_string());
        let amount = ["bench", "data", "--conversations", &conversations, "--messages", &messages];
        let backlog: &[&str] = if self == Self::Backlog { &["--backlog"] } else { &[] };
        place.run(&[&amount, backlog].concat())?;
        Ok(())
    }

    fn stamp(self) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        for folder in SOURCES {
            read_all(Path::new(folder))?.hash(&mut hasher);
        }
        Ok(format!("{} {} {:x}\n", self.conversations(), self.messages(), hasher.finish()))
    }
}

/// The files directly in a folder, by name.
fn read_all(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_file() {
            files.push((path.display().to_string(), fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}
