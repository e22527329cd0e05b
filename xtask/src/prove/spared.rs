//! Switches that no story can notice, each with its reason.

use anyhow::Result;
use serde::Deserialize;

/// The list, from `xtask/src/prove/spared.toml`.
#[derive(Deserialize)]
pub(crate) struct Spared {
    spared: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    switch: String,
    why: String,
}

impl Spared {
    pub(crate) fn read() -> Result<Self> {
        Ok(toml::from_str(include_str!("spared.toml"))?)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.spared.iter().map(|entry| entry.switch.as_str())
    }

    pub(crate) fn why(&self, switch: &str) -> Option<&str> {
        let entry = self.spared.iter().find(|entry| entry.switch == switch)?;
        (!entry.why.is_empty()).then_some(&entry.why)
    }
}
