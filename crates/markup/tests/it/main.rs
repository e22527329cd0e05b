//! The stories and properties of `markup`, through its public face.

mod article;
mod excerpt;
mod fold;
mod highlight;
mod hostile;
mod html;
mod markdown;
mod page;
mod plain;
mod query;
mod quote;
mod quote_html;
mod sanitise;
mod soup;
mod stored;
mod words;
