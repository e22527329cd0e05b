//! Mails that cannot be imported: kept with their reason, so that somebody can look at them.

use std::io::ErrorKind;
use std::path::Path;

use kernel::{Fault, base_codes};
use mail::Broken;
use net::ContentHash;

use crate::file::safe_name;

/// Why a mail is not imported.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Reason {
    /// It cannot be read.
    Broken(Broken),
    /// The archive's file cannot be read at this place.
    Unreadable,
    /// A program wrote it to us: no customer did, and none is to be shown it (TH6).
    Automatic,
    /// The brand wrote it to itself.
    NoCustomer,
    /// The database does not take it.
    NotStored,
}

impl Reason {
    /// Its name in reports and the name of its folder; never changes.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Broken(broken) => broken.key(),
            Self::Unreadable => "unreadable_file",
            Self::Automatic => "automatic",
            Self::NoCustomer => "no_customer",
            Self::NotStored => "not_stored",
        }
    }
}

/// Copies a mail into its reason's folder. The same mail always gets the same name, so that a second import leaves no
/// second copy. Of one that was too large to be read only a note is left.
pub(super) async fn keep(folder: &Path, reason: Reason, place: &str, raw: &[u8]) -> Result<(), Fault> {
    let folder = folder.join(reason.key());
    let name = safe_name(&place.replace(['/', '\\', ':'], "-"));
    let (bytes, ending) = match raw {
        [] => (format!("{place}: the mail was not copied; it is in the archive\n").into_bytes(), "txt"),
        raw => (raw.to_vec(), "eml"),
    };
    let hash = ContentHash::of(&bytes).to_string();
    let path = folder.join(format!("{name}-{}.{ending}", &hash[..8]));
    tokio::fs::create_dir_all(&folder).await.map_err(fault)?;
    tokio::fs::write(path, bytes).await.map_err(fault)
}

fn fault(error: std::io::Error) -> Fault {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Fault::new(&base_codes::UNAVAILABLE).because(error)
        }
        _ => Fault::internal(error),
    }
}
