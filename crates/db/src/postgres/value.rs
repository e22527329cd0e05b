//! Values as PostgreSQL takes them.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::Value;

/// The type a placeholder is prepared with. Given, never inferred: otherwise `coalesce($1, 0)` becomes an int4.
pub(super) fn type_of(value: &Value<'_>) -> Type {
    match value {
        Value::Text(_) => Type::TEXT,
        Value::Int(_) => Type::INT8,
        Value::Bool(_) => Type::BOOL,
        Value::Bytes(_) => Type::BYTEA,
        Value::Real(_) => Type::FLOAT8,
    }
}

/// The type that a value for a placeholder of this inferred type has. What has none of its own goes as text, and the
/// statement must cast it.
pub(super) fn nearest_type(inferred: &Type) -> Type {
    match *inferred {
        Type::INT2 | Type::INT4 | Type::INT8 => Type::INT8,
        Type::FLOAT4 | Type::FLOAT8 | Type::NUMERIC => Type::FLOAT8,
        Type::BOOL => Type::BOOL,
        Type::BYTEA => Type::BYTEA,
        _ => Type::TEXT,
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Text(text) => text.as_deref().to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Bool(flag) => flag.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.as_deref().to_sql(kind, out),
            Self::Real(number) => number.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
