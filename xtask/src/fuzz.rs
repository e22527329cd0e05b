//! Makes up themes by the thousand: `xtask/fuzz`.

use anyhow::Result;

use crate::process;

/// `cargo xtask fuzz-themes [--minutes N] [--only TARGET]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut fuzz = process::cargo();
    fuzz.args(["run", "--quiet", "--package=fuzz-themes", "--"]).args(arguments);
    process::show(&mut fuzz)
}
