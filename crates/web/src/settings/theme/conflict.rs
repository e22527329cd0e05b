//! Two who saved at once: what each of them changed of the revision that both had seen.

use desk::theme::{Files, RevisionId, Values};
use kernel::{Fault, base_codes};

use super::super::pages::ThemeConflict;
use super::difference::change;
use super::found::Found;
use crate::inbox::AppVisit;

/// What was saved since a revision was `seen`, and what was made of it here; nothing where there is no such revision.
pub(super) async fn since(
    visit: &AppVisit,
    found: &Found,
    seen: RevisionId,
    made_of: impl FnOnce(Values, Files) -> (Values, Files),
) -> Result<Option<ThemeConflict>, Fault> {
    let (view, managed) = (visit.view().await?, &found.managed);
    let revision = match view.theme_revision(&managed.theme, seen).await {
        Err(fault) if fault.is(&base_codes::NOT_FOUND) => return Ok(None),
        revision => revision?,
    };
    let files = view.theme_files(&revision).await?;
    view.close();
    let (values, ours) = made_of(revision.values.clone(), files.clone());
    let before = (&revision.values, &files);
    Ok(Some(ThemeConflict {
        theirs: change(found, before, (&managed.draft.values, &managed.files)),
        ours: change(found, before, (&values, &ours)),
    }))
}
