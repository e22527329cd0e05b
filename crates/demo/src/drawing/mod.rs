//! The files of the example, drawn from their titles: the same title gives the same bytes.

mod canvas;
mod paper;
mod scene;

use kernel::Fault;

use crate::content::{Enclosure, EnclosureKind};

/// The bytes of a file.
pub(crate) fn draw(file: &Enclosure) -> Result<Vec<u8>, Fault> {
    match file.kind {
        EnclosureKind::Picture => scene::draw(&file.title, &file.name),
        EnclosureKind::Pdf => Ok(paper::draw(&file.title, &file.name)),
    }
}
