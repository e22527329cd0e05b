//! Fixed lists of names that are stored as text.

/// Makes an enum whose variants are stored, shown in addresses and serialised by name:
/// `named! { /// doc  pub enum Status { Open "open", Done "done" } }`.
#[macro_export]
macro_rules! named {
    ($(#[$doc:meta])* $vis:vis enum $type:ident { $($(#[$variant_doc:meta])* $variant:ident $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        $vis enum $type { $($(#[$variant_doc])* $variant),* }

        impl $type {
            /// Every one, in the order of declaration.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name it is stored under.
            $vis const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The one with this name.
            $vis fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }

        impl<'a> $crate::Bind<'a> for $type {
            fn bind(self) -> $crate::Value<'a> {
                $crate::Value::Text(Some(self.name().into()))
            }
            fn null() -> $crate::Value<'a> {
                $crate::Value::Text(None)
            }
        }

        impl $crate::FromColumn for $type {
            fn from_column(column: $crate::Column<'_>) -> Option<Self> {
                match column {
                    $crate::Column::Text(name) => Self::from_name(name),
                    _ => None,
                }
            }
        }
    };
}
