//! Values on their way into a statement, with a type even when they are null.

use std::borrow::Cow;

use kernel::{EmailAddress, Id, Language, Text, Time};

/// A typed value. PostgreSQL prepares by these types, so a null integer is not a null text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text without NUL.
    Text(Option<Cow<'a, str>>),
    /// A 64-bit integer.
    Int(Option<i64>),
    /// True or false; 1 or 0 on SQLite.
    Bool(Option<bool>),
    /// Bytes.
    Bytes(Option<Cow<'a, [u8]>>),
    /// A measurement.
    Real(Option<f64>),
}

impl Value<'_> {
    /// The same value, holding what it had borrowed.
    pub(crate) fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(text.map(|text| Cow::Owned(text.into_owned()))),
            Self::Int(number) => Value::Int(number),
            Self::Bool(flag) => Value::Bool(flag),
            Self::Bytes(bytes) => Value::Bytes(bytes.map(|bytes| Cow::Owned(bytes.into_owned()))),
            Self::Real(number) => Value::Real(number),
        }
    }
}

/// What can be bound to a placeholder; references are borrowed, values are taken.
pub trait Bind<'a>: Sized {
    /// The value to bind.
    fn bind(self) -> Value<'a>;
    /// A null of the same type.
    fn null() -> Value<'a>;
}

/// The values of one call, in the order of the placeholders: `params![org, id]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::Bind::bind($value)),*] };
}

impl<'a, T: Bind<'a>> Bind<'a> for Option<T> {
    fn bind(self) -> Value<'a> {
        self.map_or_else(T::null, T::bind)
    }
    fn null() -> Value<'a> {
        T::null()
    }
}

macro_rules! bind {
    ($([$($generic:tt)*] $type:ty: $variant:ident, $value:ident => $bound:expr;)*) => {
        $(impl<'a, $($generic)*> Bind<'a> for $type {
            fn bind(self) -> Value<'a> {
                let $value = self;
                Value::$variant(Some($bound))
            }
            fn null() -> Value<'a> {
                Value::$variant(None)
            }
        })*
    };
}

bind! {
    [] &'a str: Text, text => Cow::Borrowed(text);
    [] &'a String: Text, text => Cow::Borrowed(text.as_str());
    [] String: Text, text => Cow::Owned(text);
    [] Cow<'a, str>: Text, text => text;
    [] &'a EmailAddress: Text, address => Cow::Borrowed(address.as_str());
    [] &'a Language: Text, language => Cow::Borrowed(language.as_str());
    [const MAX: usize] &'a Text<MAX>: Text, text => Cow::Borrowed(text.as_str());
    [N] Id<N>: Text, id => Cow::Owned(id.to_string());
    [N] &Id<N>: Text, id => Cow::Owned(id.to_string());
    [] i64: Int, number => number;
    [] i32: Int, number => i64::from(number);
    [] u32: Int, number => i64::from(number);
    [] Time: Int, time => time.0;
    [] bool: Bool, flag => flag;
    [] f64: Real, number => number;
    [] &'a [u8]: Bytes, bytes => Cow::Borrowed(bytes);
    [] &'a Vec<u8>: Bytes, bytes => Cow::Borrowed(bytes.as_slice());
    [] Vec<u8>: Bytes, bytes => Cow::Owned(bytes);
    [] &'a [u8; 32]: Bytes, bytes => Cow::Borrowed(bytes.as_slice());
    [] [u8; 32]: Bytes, bytes => Cow::Owned(bytes.to_vec());
}
