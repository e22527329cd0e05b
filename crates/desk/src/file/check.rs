//! The question whether a file is taken.

use super::kind::Kind;
use super::name::safe_name;

/// What one file may weigh: 3 MB, one byte more is refused.
pub const MAX_FILE_BYTES: usize = 3 * 1024 * 1024;

/// Why a file was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileRefused {
    /// No bytes.
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    TooLarge,
    /// Its last extension names no type that is taken.
    TypeNotAllowed,
    /// It is something other than its extension says.
    TypeMismatch,
    /// It begins as its extension says, and is broken or cut off.
    Damaged,
    /// A picture of more than 50 megapixels.
    TooManyPixels,
    /// An office file with macros, which can run.
    Macros,
    /// An office file with a password, into which nobody can look.
    Encrypted,
    /// It would grow beyond measure when opened: packed parts, or declared XML entities.
    Bomb,
}

/// The type of the file called `name`, when its last extension and its content say the same. What the browser claims
/// does not matter. The name is judged as [`safe_name`] gives it out, so that no invisible character makes the two
/// differ (TH42).
pub fn check(name: &str, bytes: &[u8]) -> Result<Kind, FileRefused> {
    check_within(name, bytes, MAX_FILE_BYTES)
}

/// The same with another limit in bytes.
pub(super) fn check_within(name: &str, bytes: &[u8], most: usize) -> Result<Kind, FileRefused> {
    match bytes.len() {
        0 => return Err(FileRefused::Empty),
        size if size > most => return Err(FileRefused::TooLarge),
        _ => {}
    }
    let kind = Kind::of_name(&safe_name(name)).ok_or(FileRefused::TypeNotAllowed)?;
    (kind.facts().check)(bytes)?;
    Ok(kind)
}
