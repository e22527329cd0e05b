//! What publishing would say.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use web::Report;

use super::source::Read;
use super::written::Written;

pub(super) fn run(path: &Path, write: Option<&Path>) -> anyhow::Result<ExitCode> {
    let read = Read::of(path)?;
    let package = read.package()?;
    let mut written = write.map(Written::begin).transpose()?;
    let report = Report::of_each(&package, &read.values, &mut |name, text| {
        if let Some(written) = &mut written {
            written.keep(name, text);
        }
    });
    if let Some(written) = written {
        written.end(&package, &read.values)?;
    }
    let mut out = std::io::stdout();
    for (title, list) in [("Wrong:", &report.wrong), ("A barrier for some readers:", &report.barriers)] {
        if !list.is_empty() {
            writeln!(out, "{title}")?;
            list.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
        }
    }
    if read.base < read.template.newest() {
        let Read { template, base, .. } = &read;
        writeln!(
            out,
            "It is laid over {} {base}; {} is there: portico theme diff",
            template.title,
            template.newest()
        )?;
    }
    if !report.wrong.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    writeln!(out, "{} pages were drawn. It can be published.", report.drawn)?;
    Ok(ExitCode::SUCCESS)
}
