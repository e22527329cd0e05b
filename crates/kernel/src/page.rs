//! Cursors: where the next page of a list begins.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::Time;

/// The last row of a page: its place in time and its id as the tie-break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// The column the list is ordered by.
    pub time: Time,
    /// The row's id.
    pub id: [u8; 12],
}

/// The key that keeps cursors from being made up or used on another list.
#[derive(Clone)]
pub struct CursorKey([u8; 32]);

const PLACE: usize = 8 + 12;
const TAG: usize = 12;

impl CursorKey {
    /// A key from 32 secret bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The cursor as text. `list` names organization, filter and order: it opens with the same `list` only.
    pub fn seal(&self, cursor: Cursor, list: &str) -> String {
        let mut bytes = [0; PLACE + TAG];
        bytes[..8].copy_from_slice(&cursor.time.0.to_be_bytes());
        bytes[8..PLACE].copy_from_slice(&cursor.id);
        let tag = self.tag(&bytes[..PLACE], list);
        bytes[PLACE..].copy_from_slice(&tag);
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// The cursor in `text`, or nothing when it is damaged or of another list.
    pub fn open(&self, text: &str, list: &str) -> Option<Cursor> {
        let bytes: [u8; PLACE + TAG] = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()?;
        let genuine: bool = self.tag(&bytes[..PLACE], list).ct_eq(&bytes[PLACE..]).into();
        let time = Time(i64::from_be_bytes(bytes[..8].try_into().ok()?));
        let id = bytes[8..PLACE].try_into().ok()?;
        genuine.then_some(Cursor { time, id })
    }

    fn tag(&self, place: &[u8], list: &str) -> [u8; TAG] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(place);
        mac.update(list.as_bytes());
        let mut tag = [0; TAG];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..TAG]);
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, CursorKey};
    use crate::Time;

    #[test]
    fn a_cursor_opens_on_its_own_list_only() {
        let key = CursorKey::new([7; 32]);
        let cursor = Cursor { time: Time(1_790_000_000_000), id: [9; 12] };
        let text = key.seal(cursor, "org1 open newest");
        assert_eq!(key.open(&text, "org1 open newest"), Some(cursor));
        assert_eq!(key.open(&text, "org2 open newest"), None);
        assert_eq!(CursorKey::new([8; 32]).open(&text, "org1 open newest"), None);
        assert_eq!(key.open(&text[1..], "org1 open newest"), None);
        assert_eq!(key.open("", "org1 open newest"), None);
    }
}
