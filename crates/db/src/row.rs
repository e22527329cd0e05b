//! Rows on their way out, the same from both drivers.

use kernel::{EmailAddress, Fault, Id, Language, Time};
use rusqlite::types::ValueRef;
use tokio_postgres::types::Type;

/// One row of an answer, borrowed from the driver.
pub enum Row<'a> {
    /// A row SQLite is stepping over.
    Sqlite(&'a rusqlite::Row<'a>),
    /// A row PostgreSQL sent.
    Postgres(&'a tokio_postgres::Row),
}

/// One column of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Column<'a> {
    /// No value.
    Null,
    /// Any integer, and booleans as 0 or 1.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A measurement.
    Real(f64),
}

/// What a whole row becomes.
pub trait FromRow: Sized {
    /// Reads the row, column by column.
    fn from_row(row: &Row<'_>) -> Result<Self, Fault>;
}

/// What one column becomes.
pub trait FromColumn: Sized {
    /// The value, or nothing when the column is of another type.
    fn from_column(column: Column<'_>) -> Option<Self>;
}

impl Row<'_> {
    /// The value of the column at `index`, counted from 0.
    pub fn get<T: FromColumn>(&self, index: usize) -> Result<T, Fault> {
        let column = self.column(index)?;
        T::from_column(column).ok_or_else(|| wrong_type(index, &format!("{column:?}")))
    }

    /// Its columns, one after another.
    pub fn in_order(&self) -> InOrder<'_> {
        InOrder { row: self, next: 0 }
    }

    fn column(&self, index: usize) -> Result<Column<'_>, Fault> {
        match self {
            Self::Sqlite(row) => sqlite_column(row, index),
            Self::Postgres(row) => postgres_column(row, index),
        }
    }
}

fn sqlite_column<'a>(row: &'a rusqlite::Row<'a>, index: usize) -> Result<Column<'a>, Fault> {
    Ok(match row.get_ref(index).map_err(Fault::internal)? {
        ValueRef::Null => Column::Null,
        ValueRef::Integer(number) => Column::Int(number),
        ValueRef::Real(number) => Column::Real(number),
        ValueRef::Text(bytes) => Column::Text(std::str::from_utf8(bytes).map_err(Fault::internal)?),
        ValueRef::Blob(bytes) => Column::Bytes(bytes),
    })
}

fn postgres_column(row: &tokio_postgres::Row, index: usize) -> Result<Column<'_>, Fault> {
    let kind = row.columns().get(index).ok_or_else(|| wrong_type(index, "no such column"))?.type_();
    let column = match *kind {
        Type::INT8 => row.try_get(index).map(|value: Option<i64>| value.map(Column::Int)),
        Type::INT4 => row.try_get(index).map(|value: Option<i32>| value.map(|n| Column::Int(n.into()))),
        Type::INT2 => row.try_get(index).map(|value: Option<i16>| value.map(|n| Column::Int(n.into()))),
        Type::BOOL => row.try_get(index).map(|value: Option<bool>| value.map(|b| Column::Int(b.into()))),
        Type::TEXT | Type::VARCHAR | Type::NAME => {
            row.try_get(index).map(|value: Option<&str>| value.map(Column::Text))
        }
        Type::BYTEA => row.try_get(index).map(|value: Option<&[u8]>| value.map(Column::Bytes)),
        Type::FLOAT8 => row.try_get(index).map(|value: Option<f64>| value.map(Column::Real)),
        ref other => return Err(wrong_type(index, other.name())),
    };
    Ok(column.map_err(Fault::internal)?.unwrap_or(Column::Null))
}

/// The columns of a row, one after another.
pub struct InOrder<'a> {
    row: &'a Row<'a>,
    next: usize,
}

impl InOrder<'_> {
    /// The next column's value.
    pub fn get<T: FromColumn>(&mut self) -> Result<T, Fault> {
        self.next += 1;
        self.row.get(self.next - 1)
    }
}

/// Reads rows into a struct: its fields in the order of the statement's columns. `db::columns!(Tag: name, made_at);`
#[macro_export]
macro_rules! columns {
    ($row:ty: $($field:ident),+ $(,)?) => {
        impl $crate::FromRow for $row {
            fn from_row(row: &$crate::Row<'_>) -> Result<Self, ::kernel::Fault> {
                let mut columns = row.in_order();
                Ok(Self { $($field: columns.get()?),+ })
            }
        }
    };
}

fn wrong_type(index: usize, found: &str) -> Fault {
    Fault::internal(format!("column {index} does not fit: {found}"))
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(column: Column<'_>) -> Option<Self> {
        if column == Column::Null { Some(None) } else { T::from_column(column).map(Some) }
    }
}

macro_rules! from_column {
    ($($type:ty: $pattern:pat => $value:expr;)*) => {
        $(impl FromColumn for $type {
            fn from_column(column: Column<'_>) -> Option<Self> {
                match column {
                    $pattern => $value,
                    _ => None,
                }
            }
        })*
    };
}

from_column! {
    i64: Column::Int(number) => Some(number);
    i32: Column::Int(number) => number.try_into().ok();
    u32: Column::Int(number) => number.try_into().ok();
    bool: Column::Int(number) => Some(number != 0);
    Time: Column::Int(number) => Some(Time(number));
    f64: Column::Real(number) => Some(number);
    String: Column::Text(text) => Some(text.to_owned());
    Vec<u8>: Column::Bytes(bytes) => Some(bytes.to_vec());
    [u8; 32]: Column::Bytes(bytes) => bytes.try_into().ok();
    EmailAddress: Column::Text(text) => text.parse().ok();
    Language: Column::Text(text) => text.parse().ok();
}

impl<N> FromColumn for Id<N> {
    fn from_column(column: Column<'_>) -> Option<Self> {
        match column {
            Column::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

impl FromRow for () {
    fn from_row(_: &Row<'_>) -> Result<Self, Fault> {
        Ok(())
    }
}

macro_rules! from_row_tuple {
    ($($name:ident $index:tt),*) => {
        impl<$($name: FromColumn),*> FromRow for ($($name,)*) {
            fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
                Ok(($(row.get::<$name>($index)?,)*))
            }
        }
    };
}

from_row_tuple!(A 0);
from_row_tuple!(A 0, B 1);
from_row_tuple!(A 0, B 1, C 2);
from_row_tuple!(A 0, B 1, C 2, D 3);
from_row_tuple!(A 0, B 1, C 2, D 3, E 4);
from_row_tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
