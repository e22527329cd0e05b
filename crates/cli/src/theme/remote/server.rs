//! The themes of an installation, through its API.

use anyhow::{Context as _, bail};
use axum::http::Method;
use bytes::Bytes;
use desk::kb::Origin;
use kernel::Secret;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::http::{Asked, ask};

const THEMES: &str = "/v1/kb/themes";
const ARCHIVE: &str = "application/zip";

/// An installation, and the key that opens it.
pub(super) struct Server {
    pub(super) origin: Origin,
    key: Secret<String>,
}

/// A theme as it is there.
#[derive(Deserialize, Clone, Debug)]
pub(super) struct There {
    pub(super) id: String,
    attributes: Attributes,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
struct Attributes {
    name: String,
    rev: i64,
    revision: String,
    active: bool,
}

#[derive(Deserialize)]
struct Answered<T> {
    data: T,
}

impl There {
    /// What people call it.
    pub(super) fn name(&self) -> &str {
        &self.attributes.name
    }

    /// The number of the revision that was saved last.
    pub(super) fn rev(&self) -> i64 {
        self.attributes.rev
    }

    /// Whether its site shows it.
    pub(super) fn is_active(&self) -> bool {
        self.attributes.active
    }
}

impl Server {
    pub(super) fn new(origin: Origin, key: Secret<String>) -> Self {
        Self { origin, key }
    }

    /// The theme of this name or id.
    pub(super) async fn find(&self, wanted: &str) -> anyhow::Result<There> {
        let all: Vec<There> = self.read(Method::GET, THEMES, None).await?;
        if let Some(there) = all.iter().find(|there| there.id == wanted) {
            return Ok(there.clone());
        }
        let named: Vec<&There> = all.iter().filter(|there| there.name() == wanted).collect();
        match named[..] {
            [there] => Ok(there.clone()),
            [] => bail!("{} has no theme {wanted:?}; it has {}", self.origin, names(&all)),
            _ => {
                let ids: Vec<&str> = named.iter().map(|there| there.id.as_str()).collect();
                bail!("{} has several themes {wanted:?}: --theme {}", self.origin, ids.join(" or "))
            }
        }
    }

    /// The theme of this id.
    pub(super) async fn theme(&self, id: &str) -> anyhow::Result<There> {
        self.read(Method::GET, &format!("{THEMES}/{id}"), None).await
    }

    /// What was saved of a theme last, as an archive.
    pub(super) async fn archive(&self, there: &There) -> anyhow::Result<Bytes> {
        let path = format!("{THEMES}/{}/revisions/{}/archive", there.id, there.attributes.revision);
        self.ask(Method::GET, &path, None).await
    }

    /// Makes a theme, of the default brand's knowledge base where none is named.
    pub(super) async fn add(&self, kb: Option<&str>, archive: Vec<u8>) -> anyhow::Result<There> {
        let path = kb.map_or_else(|| THEMES.to_owned(), |kb| format!("{THEMES}?kb={kb}"));
        self.read(Method::POST, &path, Some(archive)).await
    }

    /// Saves a draft over the revision of this number.
    pub(super) async fn save(&self, id: &str, rev: i64, archive: Vec<u8>) -> anyhow::Result<There> {
        self.read(Method::POST, &format!("{THEMES}/{id}/revisions?rev={rev}"), Some(archive)).await
    }

    /// Publishes what was saved last, which is the revision of this number.
    pub(super) async fn publish(&self, there: &There) -> anyhow::Result<There> {
        let path = format!("{THEMES}/{}/publish?rev={}", there.id, there.rev());
        self.read(Method::POST, &path, None).await
    }

    async fn read<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        archive: Option<Vec<u8>>,
    ) -> anyhow::Result<T> {
        let body = self.ask(method, path, archive).await?;
        let answered: Answered<T> = serde_json::from_slice(&body)
            .with_context(|| format!("{} answers what this program does not know", self.origin))?;
        Ok(answered.data)
    }

    async fn ask(&self, method: Method, path: &str, archive: Option<Vec<u8>>) -> anyhow::Result<Bytes> {
        let body = archive.map(|archive| (ARCHIVE, archive));
        ask(&self.origin, Asked { method, path, key: self.key.reveal(), body }).await
    }
}

fn names(all: &[There]) -> String {
    let names: Vec<String> = all.iter().map(|there| format!("{:?}", there.name())).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
