//! The two pages.

use anyhow::Result;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value};
use serde::Serialize;

use crate::rows::{Conversation, Customer, Row};

/// The compiled templates.
pub(crate) struct Pages {
    environment: Environment<'static>,
    /// What makes a page as long as the product's.
    padding: String,
}

#[derive(Serialize)]
struct List<'a> {
    name: &'a str,
    rows: &'a [Row],
    padding: &'a str,
}

#[derive(Serialize)]
struct Detail<'a> {
    name: &'a str,
    it: &'a Conversation,
    padding: &'a str,
}

/// No page of the product is so long that more would be wanted.
const MOST_PADDING: usize = 256 * 1024;

impl Pages {
    pub(crate) fn new() -> Result<Self> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, form) in [("iso", "%FT%T.%3fZ"), ("long", "%B %-d, %Y, %-I:%M %p"), ("short", "%b %-d")] {
            environment.add_filter(name, move |millis: i64| written(millis, form));
        }
        environment.add_template("list", include_str!("list.html"))?;
        environment.add_template("conversation", include_str!("conversation.html"))?;
        Ok(Self { environment, padding: "-".repeat(MOST_PADDING) })
    }

    pub(crate) fn list(&self, customer: &Customer, rows: &[Row], pad: usize) -> Result<String> {
        let values = List { name: &customer.name, rows, padding: self.padding(pad) };
        Ok(self.environment.get_template("list")?.render(Value::from(Serde(values)))?)
    }

    pub(crate) fn conversation(&self, customer: &Customer, it: &Conversation, pad: usize) -> Result<String> {
        let values = Detail { name: &customer.name, it, padding: self.padding(pad) };
        Ok(self.environment.get_template("conversation")?.render(Value::from(Serde(values)))?)
    }

    fn padding(&self, pad: usize) -> &str {
        &self.padding[..pad.min(MOST_PADDING)]
    }
}

/// A time in milliseconds, in a form of `strftime`.
fn written(millis: i64, form: &str) -> String {
    let at = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    at.strftime(form).to_string()
}
