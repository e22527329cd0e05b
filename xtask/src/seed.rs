//! `cargo xtask seed`: each statement of the seed, each threat and each refusal of sign-on names a test that is there
//! and runs. The pages are `docs/reference/seed.md`, `threats.md` and `sign-on.md`.

mod built;
mod sign_on;
mod statements;
mod table;
#[cfg(test)]
mod tests;
mod threats;

use anyhow::Result;

use crate::files;
use crate::say::{say, settle};
use built::Built;

/// Compared with the routes by a test of `web`.
const ROUTES: &str = "docs/reference/routes.md";

/// `cargo xtask seed`
pub(crate) fn run(_: &[String]) -> Result<()> {
    let (seed, threats, sign_on) =
        (files::read(statements::PAGE)?, files::read(threats::PAGE)?, files::read(sign_on::PAGE)?);
    let mut faults = statements::faults(&seed, &files::read(ROUTES)?);
    faults.extend(threats::faults(&threats));
    faults.extend(sign_on::faults(&sign_on));
    let pages = [(statements::PAGE, &seed), (threats::PAGE, &threats), (sign_on::PAGE, &sign_on)];
    let named = pages.iter().flat_map(|(path, page)| table::named(path, page)).collect::<Vec<_>>();
    faults.extend(Built::of(&named)?.faults(&named));
    say(format!("{} of the seed's statements, {} names of tests", statements::count(&seed), named.len()));
    settle(&faults)
}
