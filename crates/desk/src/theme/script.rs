//! Scripts of a theme's own: whoever brings them in can do on a page what its reader can, so that it takes a right that no
//! role holds (T4).

use ::theme::is_script;
use kernel::Fault;

use super::{Designer, Files, RevisionId, file};
use crate::act::Act;
use crate::code;

/// Whether these files may follow those: `theme_scripts` for a script that is new or another, without the right.
pub(super) fn may_follow(who: &impl Designer, had: &Files, has: &Files) -> Result<(), Fault> {
    let brings =
        |(path, content): (&String, &bytes::Bytes)| is_script(path) && had.get(path) != Some(content);
    if who.brings_scripts() || !has.iter().any(brings) {
        return Ok(());
    }
    Err(Fault::new(&code::THEME_SCRIPTS))
}

/// Whether a revision may be published in the place of another, if there is one.
pub(super) async fn may_publish<W: Designer>(
    act: &mut Act<W>,
    (live, next): (Option<RevisionId>, RevisionId),
) -> Result<(), Fault> {
    let had = match live {
        Some(live) => file::of_in(act, live).await?,
        None => Files::default(),
    };
    let has = file::of_in(act, next).await?;
    may_follow(act.who(), &had, &has)
}
