//! Beginning a theme.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use theme::Template;

#[derive(Args, Clone, Debug)]
pub(crate) struct New {
    /// The folder: one that is not there yet, or has nothing in it
    folder: PathBuf,
    /// What people call it [default: the folder's name]
    #[arg(long)]
    name: Option<String>,
    /// The template it begins from
    #[arg(long, default_value = "midtown")]
    template: String,
    /// A file of the template to copy, such as parts/footer.html; may be given several times
    #[arg(long = "with", value_name = "FILE")]
    with: Vec<String>,
}

impl New {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let template = Template::named(&self.template);
        let template = template.with_context(|| format!("there is no template {:?}", self.template))?;
        let files = template.files(template.newest()).context("the newest version is there")?;
        if let Some(unknown) = self.with.iter().find(|path| !files.contains_key(*path)) {
            bail!("{} has no file {unknown}", template.title);
        }
        self.make_room()?;
        self.put("manifest.toml", self.manifest(template)?.as_bytes())?;
        for path in &self.with {
            self.put(path, &files[path])?;
        }
        let folder = self.folder.display();
        writeln!(
            std::io::stdout(),
            "{folder} is a theme of {} {}.\nportico theme check {folder}",
            template.title,
            template.newest()
        )?;
        Ok(ExitCode::SUCCESS)
    }

    fn make_room(&self) -> anyhow::Result<()> {
        let shown = self.folder.display();
        fs::create_dir_all(&self.folder).with_context(|| format!("{shown} cannot be made"))?;
        let mut entries = fs::read_dir(&self.folder).with_context(|| format!("{shown} cannot be read"))?;
        if entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != ".git")) {
            bail!("{shown} has something in it already");
        }
        Ok(())
    }

    fn manifest(&self, template: &Template) -> anyhow::Result<String> {
        let of_folder = || {
            let whole = std::path::absolute(&self.folder).ok()?;
            Some(whole.file_name()?.to_string_lossy().into_owned())
        };
        let name = self.name.clone().or_else(of_folder).context("a theme has a name: --name")?;
        let table = [
            ("name", toml::Value::from(name)),
            ("template", toml::Value::from(template.name)),
            ("version", toml::Value::from(template.newest().to_string())),
            ("api", toml::Value::from(i64::from(theme::API))),
        ];
        let lines = table.map(|(key, value)| format!("{key} = {value}\n"));
        Ok(lines.concat())
    }

    fn put(&self, path: &str, content: &[u8]) -> anyhow::Result<()> {
        let whole = self.folder.join(path);
        let written =
            whole.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&whole, content));
        written.with_context(|| format!("{} cannot be written", whole.display()))
    }
}
