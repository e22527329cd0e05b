//! PDF by its frame (ISO 32000-1 §7.5): the header, and the end that points at the cross-references.

use super::check::FileRefused;

/// Readers look for the header within the first and for the end within the last bytes; both are often not exact.
const HEAD: usize = 1024;
const TAIL: usize = 2048;

pub(super) fn check(bytes: &[u8]) -> Result<(), FileRefused> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let header = find(head, b"%PDF-").ok_or(FileRefused::TypeMismatch)?;
    let before = head[..header].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head[..header]);
    // A picture or an archive that hides a header in its first bytes is what it begins as.
    if !before.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) {
        return Err(FileRefused::TypeMismatch);
    }
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let points_inside = cross_references(tail).is_some_and(|place| place < bytes.len());
    if points_inside { Ok(()) } else { Err(FileRefused::Damaged) }
}

/// The number between the last `startxref` and the `%%EOF` behind it.
fn cross_references(tail: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"startxref";
    let start = tail.windows(WORD.len()).rposition(|window| window == WORD)? + WORD.len();
    let end = start + find(&tail[start..], b"%%EOF")?;
    std::str::from_utf8(&tail[start..end]).ok()?.trim().parse().ok()
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}
