//! A folder takes in what was saved of its theme last. What was changed in the folder stays, or is told.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use desk::theme::THEME_LIMITS;
use folder::{FilePath, Source};

use super::super::source::{self, Files, Read};
use super::memory::{Memory, Prints, prints};
use super::{Remote, ended};

#[derive(Args, Clone, Debug)]
pub(crate) struct Pull {
    /// The folder: one that is not there yet, has nothing in it, or is that theme's
    folder: PathBuf,
    #[command(flatten)]
    remote: Remote,
    /// Take what is there also where a file was changed in the folder as well
    #[arg(long)]
    discard: bool,
}

/// Files that were changed here and there.
#[derive(Debug)]
pub(super) struct Changed(Vec<String>);

impl fmt::Display for Changed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "changed here and there since they were alike: {}; keep what is here elsewhere, then pull --discard",
            self.0.join(", ")
        )
    }
}

impl std::error::Error for Changed {}

/// What becomes of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// It stays.
    Stay,
    /// It becomes what is there: another content, or gone.
    Take,
    /// Both sides changed it.
    Clash,
}

impl Pull {
    pub(crate) async fn run(&self) -> anyhow::Result<ExitCode> {
        ended(self.pull().await)
    }

    async fn pull(&self) -> anyhow::Result<()> {
        let remembered = Memory::read(&self.folder)?;
        let (server, memory) = self.remote.reach(remembered)?;
        let there = match (&memory, &self.remote.theme) {
            (Some(memory), _) => server.theme(&memory.theme).await?,
            (None, Some(theme)) => server.find(theme).await?,
            (None, None) => bail!("which one? --theme NAME-OR-ID says so"),
        };
        let Taken { files, prints: new } = Taken::of(server.archive(&there).await?.to_vec())?;
        let known = memory.map(|memory| memory.files);
        let here = Here::open(&self.folder, known.as_ref())?;
        let taken = here.take(&files, (&known.unwrap_or_default(), &new), self.discard)?;
        Memory::of(&server, &there, new).write(&self.folder)?;
        let mut out = std::io::stdout();
        for (what, path) in &taken {
            writeln!(out, "{what:<8} {path}")?;
        }
        let (name, rev) = (there.name(), there.rev());
        match taken.len() {
            0 => writeln!(out, "{name}: nothing is new; revision {rev} is what was saved last.")?,
            1 => writeln!(out, "{name}: revision {rev}, one file taken over.")?,
            many => writeln!(out, "{name}: revision {rev}, {many} files taken over.")?,
        }
        Ok(())
    }
}

/// A theme that came.
struct Taken {
    files: Files,
    prints: Prints,
}

impl Taken {
    /// Looks at an archive as at one from anywhere (TH43): whoever saves a theme is nobody who writes into folders of others.
    fn of(archive: Vec<u8>) -> anyhow::Result<Self> {
        let source = Source::of_archive(archive, &THEME_LIMITS).context("the archive is refused")?;
        let mut files = Files::new();
        for path in source.paths() {
            if path.parts().any(|part| part.starts_with('.')) {
                bail!("the archive is refused: {path} begins with a dot, and is no file of a theme");
            }
            files.insert(path.as_str().to_owned(), source.read(&path)?.into());
        }
        let read = Read::of_files(files.clone())?;
        let prints = prints(&files, &read);
        Ok(Self { files, prints })
    }
}

/// The folder as it is.
struct Here {
    source: Source,
    prints: Prints,
}

impl Here {
    /// Opens a folder: that theme's, where it remembers one, else an empty one.
    fn open(folder: &Path, known: Option<&Prints>) -> anyhow::Result<Self> {
        let shown = folder.display();
        fs::create_dir_all(folder).with_context(|| format!("{shown} cannot be made"))?;
        let source =
            Source::open(folder, &THEME_LIMITS).with_context(|| format!("{shown} cannot be read"))?;
        if let Some(problem) = source.problems().first() {
            bail!("{shown} is not read: {problem}");
        }
        if known.is_none() && !source.paths().is_empty() {
            bail!("{shown} has something in it, and nothing says that it is this theme");
        }
        let files = source::read(&source)?;
        // A folder whose theme cannot be read has nothing that its template says as well.
        let prints = match Read::of_files(files.clone()) {
            Ok(read) => prints(&files, &read),
            Err(_) => files
                .iter()
                .map(|(path, content)| (path.clone(), super::memory::print(path, content)))
                .collect(),
        };
        Ok(Self { source, prints })
    }

    /// Takes over what changed there, and says what it did. Nothing is done where both sides changed a file.
    fn take(
        &self,
        files: &Files,
        (known, new): (&Prints, &Prints),
        discard: bool,
    ) -> anyhow::Result<Vec<(&'static str, String)>> {
        let paths: BTreeSet<&String> = new.keys().chain(known.keys()).collect();
        let step = |path: &String| step((self.prints.get(path), known.get(path), new.get(path)));
        let clashes: Vec<String> =
            paths.iter().filter(|path| step(path) == Step::Clash).map(|path| (*path).clone()).collect();
        if !clashes.is_empty() && !discard {
            return Err(Changed(clashes).into());
        }
        let mut taken = Vec::new();
        for name in paths.into_iter().filter(|path| step(path) != Step::Stay) {
            let path: FilePath = name.parse()?;
            let is_here = self.prints.contains_key(name);
            let (done, what) = match files.get(name).filter(|_| new.contains_key(name)) {
                Some(content) => (self.source.put(&path, content), if is_here { "changed" } else { "new" }),
                None => (self.source.remove(&path), "removed"),
            };
            done.with_context(|| format!("{path} is left as it is"))?;
            taken.push((what, name.clone()));
        }
        Ok(taken)
    }
}

/// What becomes of a file, by what it says here, what it said when both were alike, and what it says there.
fn step((here, known, there): (Option<&String>, Option<&String>, Option<&String>)) -> Step {
    match () {
        () if here == there || there == known => Step::Stay,
        () if here == known => Step::Take,
        () => Step::Clash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn th43_nothing_that_begins_with_a_dot_is_taken_over() {
        let manifest = b"name = \"x\"\ntemplate = \"midtown\"\nversion = \"1.1.0\"\napi = 1\n";
        let with = |name: &str| {
            let files = [("manifest.toml", &manifest[..]), (name, b"x")];
            Taken::of(folder::pack(files).expect("it can be packed")).map(|taken| taken.files.len())
        };
        assert_eq!(with("parts/footer.html").ok(), Some(2));
        for name in [".git/hooks/pre-commit", "parts/.hidden", ".portico.toml", "../out", "/etc/out"] {
            let why = with(name).expect_err(name).to_string();
            assert!(why.starts_with("the archive is refused"), "{why}");
        }
    }

    #[test]
    fn t5_what_was_changed_here_is_never_taken_away_silently() {
        let text = |print: &str| (!print.is_empty()).then(|| print.to_owned());
        for (here, known, there, becomes) in [
            ("a", "a", "a", Step::Stay),
            ("", "", "b", Step::Take),
            ("a", "a", "b", Step::Take),
            ("a", "a", "", Step::Take),
            ("mine", "a", "a", Step::Stay),
            ("", "a", "a", Step::Stay),
            ("mine", "", "", Step::Stay),
            ("b", "a", "b", Step::Stay),
            ("", "a", "", Step::Stay),
            ("mine", "a", "b", Step::Clash),
            ("mine", "a", "", Step::Clash),
            ("mine", "", "b", Step::Clash),
            ("", "a", "b", Step::Clash),
        ] {
            let [here, known, there] = [here, known, there].map(text);
            let step = step((here.as_ref(), known.as_ref(), there.as_ref()));
            assert_eq!(step, becomes, "{here:?} {known:?} {there:?}");
        }
    }
}
