//! The samples that stand beside the templates, as contexts: a sample that does not fit its type is found by the tests,
//! and so is a type that lost a field its pages show.

use serde::Deserialize;

/// A sample file; the shell in it is for whoever looks at pages without the program.
#[derive(Deserialize)]
struct Sample<P> {
    page: P,
}

#[doc(hidden)]
pub fn read<P: for<'de> Deserialize<'de>>(files: &[&str]) -> Vec<P> {
    let read = |file: &&str| serde_json::from_str::<Sample<P>>(file).map(|sample| sample.page);
    let pages: Result<_, _> = files.iter().map(read).collect();
    pages.expect("the samples fit their contexts: a test reads them all")
}

/// Gives contexts their samples, from a folder of the repository:
/// `samples! { "templates/samples/": SignIn: "sign-in.empty"; }`.
#[macro_export]
macro_rules! samples {
    ($folder:literal: $($context:ty: $($name:literal),+;)*) => {
        $(impl $crate::Samples for $context {
            fn samples() -> Vec<Self> {
                $crate::read_samples(&[$(include_str!(
                    concat!(env!("CARGO_MANIFEST_DIR"), "/../../", $folder, $name, ".json")
                )),+])
            }
        })*
    };
}
