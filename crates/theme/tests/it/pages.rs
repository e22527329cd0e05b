//! The list of pages.

use serde::Serialize;
use serde_json::json;
use theme::{Samples, Shell};

use crate::{engine, shell};

#[derive(Serialize)]
struct Greeting {
    name: String,
}

impl Samples for Greeting {
    fn samples() -> Vec<Self> {
        ["Ana", "<b>"].map(|name| Self { name: name.to_owned() }).into()
    }
}

#[derive(Serialize)]
struct Farewell;

impl Samples for Farewell {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}

theme::pages! {
    Greeting => "greeting.html",
    Farewell => "farewell.html",
}

#[test]
fn every_page_is_rendered_with_every_sample_in_every_language() {
    let engine =
        engine(&[("greeting.html", "{{ t('hello', name=page.name) }}"), ("farewell.html", "{{ t('bye') }}")])
            .unwrap();
    assert_eq!(engine.require(PAGES.iter().map(|page| page.template)), Ok(()));
    let said = |language| {
        let shell = Shell::new(&shell(language));
        PAGES.iter().flat_map(|page| (page.render_samples)(&engine, &shell).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(said("de"), ["Hallo, Ana", "Hallo, &lt;b&gt;", "Bye"]);
    assert_eq!(said("en_us"), ["Hello, Ana", "Hello, &lt;b&gt;", "Bye"]);
    assert_eq!(engine.page(&json!({ "language": "en", "zone": "UTC", "now": 0 }), &Farewell).unwrap(), "Bye");
}

#[test]
fn a_page_without_its_template_is_found_before_a_visitor_does() {
    let engine = engine(&[("greeting.html", "")]).unwrap();
    assert_eq!(engine.require(PAGES.iter().map(|page| page.template)).unwrap_err().name, "farewell.html");
}
