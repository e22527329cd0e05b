//! Makes one picture of each page, of the example: `docs/looks/`.

use anyhow::Result;

use crate::{needs, process};

/// `cargo xtask looks [NAME…] [--whole FOLDER]`; `themes` are the same pages in each template
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    needs::provide(needs::OF_TEST)?;
    let mut looks = process::cargo();
    looks.args(["run", "--quiet", "--package=looks", "--"]).args(arguments);
    process::show(&mut looks)
}
