//! What publishing would say.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use theme::Values;
use web::Report;

use super::source::Read;

pub(super) fn run(path: &Path) -> anyhow::Result<ExitCode> {
    let read = Read::of(path)?;
    let report = Report::of(&read.package()?, &Values::default());
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
