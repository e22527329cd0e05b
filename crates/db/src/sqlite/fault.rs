//! SQLite's errors as faults.

use kernel::{Fault, base_codes};
use rusqlite::ErrorCode;
use rusqlite::ffi;

use super::connection::Step;
use crate::constraint::{Taken, taken};

/// Turns an error into a fault, asking `list` what a taken value means.
pub(super) fn from_sqlite(list: &'static [Taken]) -> impl Fn(rusqlite::Error) -> Fault {
    move |error| {
        let rusqlite::Error::SqliteFailure(failure, message) = &error else { return Fault::internal(error) };
        match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                let (table, columns) = failed_columns(message.as_deref().unwrap_or_default());
                taken(list, &table, &columns)
            }
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Fault::new(&base_codes::CONFLICT).because(error),
            _ if is_passing(failure.code) => {
                Fault::new(&base_codes::UNAVAILABLE).because(error).retry_after(1)
            }
            _ => Fault::internal(error),
        }
    }
}

pub(super) fn from_step(list: &'static [Taken]) -> impl Fn(Step) -> Fault {
    move |step| match step {
        Step::Driver(error) => from_sqlite(list)(error),
        Step::Fault(fault) => fault,
    }
}

/// Whether the file itself is in trouble: no commit is to be believed until it was opened anew.
pub(super) fn is_disk_trouble(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
        )
    )
}

fn is_passing(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::OperationInterrupted
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
    )
}

/// Table and columns out of `UNIQUE constraint failed: t.a, t.b`.
fn failed_columns(message: &str) -> (String, Vec<String>) {
    let list = message.rsplit_once(": ").map_or("", |(_, list)| list);
    let mut table = String::new();
    let columns = list.split(", ").filter_map(|item| item.split_once('.')).map(|(owner, column)| {
        owner.clone_into(&mut table);
        column.to_owned()
    });
    let columns = columns.collect();
    (table, columns)
}
