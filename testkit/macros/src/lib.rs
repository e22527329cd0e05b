//! `#[both]`: one test body, a test on SQLite and a test on PostgreSQL.

use proc_macro::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, ItemFn, parse_macro_input};

/// Makes two tests of an `async fn story(database: testkit::Database)`: `story::sqlite` and `story::postgres`. The body
/// runs as a task on a runtime with several threads.
#[proc_macro_attribute]
pub fn both(_: TokenStream, item: TokenStream) -> TokenStream {
    let story = parse_macro_input!(item as ItemFn);
    if story.sig.asyncness.is_none() || story.sig.inputs.len() != 1 {
        return Error::new_spanned(&story.sig, "a story is an async fn with one argument")
            .into_compile_error()
            .into();
    }
    let name = &story.sig.ident;
    let body = format_ident!("story");
    let mut inner = story.clone();
    inner.sig.ident = body.clone();
    quote! {
        #[cfg(test)]
        mod #name {
            use super::*;
            #inner

            #[test]
            fn sqlite() {
                ::testkit::run(::testkit::Engine::Sqlite, #body);
            }

            #[test]
            fn postgres() {
                ::testkit::run(::testkit::Engine::Postgres, #body);
            }
        }
    }
    .into()
}
