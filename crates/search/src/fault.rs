use std::error::Error;

use kernel::Fault;

/// The index failed, which nobody can mend by asking otherwise.
pub(crate) fn failed(error: impl Error + Send + Sync + 'static) -> Fault {
    Fault::internal(error)
}
