//! A token taken apart.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// More than this is not taken apart at all.
const LONGEST_READ: usize = 64 * 1024;

/// The parts of a token in compact form.
pub(super) struct Parts<'a> {
    pub(super) header: Object,
    pub(super) claims: Object,
    pub(super) signature: Vec<u8>,
    /// The first two parts and the dot between them, as they were sent.
    pub(super) signed: &'a str,
}

impl<'a> Parts<'a> {
    /// Nothing unless it is three parts of base64url without padding or stray bits, the first two of them JSON objects.
    pub(super) fn read(token: &'a str) -> Option<Self> {
        if token.len() > LONGEST_READ {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        Some(Self {
            header: Object::read(header)?,
            claims: Object::read(claims)?,
            signature: BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?,
            signed,
        })
    }
}

/// A JSON object with its members as they were written, doubled ones included: libraries differ about which of two
/// counts, so a token with two must count nowhere.
pub(super) struct Object(Vec<(String, Value)>);

impl Object {
    fn read(part: &str) -> Option<Self> {
        serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).ok()?).ok()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    pub(super) fn is_doubled(&self) -> bool {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Object(members))
    }
}
