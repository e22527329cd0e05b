//! Templates: compiled, looked at, drawn, and the page looked at.

use theme::lint::check_page;
use theme::{Engine, Package};

use crate::cost::Cost;
use crate::speech::speak;
use crate::stage::{CANARY, Stage};

const OTHER: &str = "{% macro mark(a, b='') %}<b title=\"{{ b }}\">{{ a }}</b>{% endmacro %}\
    <title>{% block title %}{% endblock %}</title>{% block main %}{{ page.title }}{% endblock %}";

pub(crate) fn attempt(stage: &Stage, bytes: &[u8], seeds: &[String]) -> Result<Cost, String> {
    let source = speak(bytes, seeds);
    let whole = [("pages/fuzz.html".to_owned(), source.clone().into())];
    // What is refused before it is published is drawn for nobody.
    if Package::read(whole).and_then(|package| package.lint()).is_err() {
        return Ok(Cost::default());
    }
    let sources =
        [("pages/fuzz.html".to_owned(), source.clone()), ("parts/other.html".to_owned(), OTHER.to_owned())];
    let (compiled, mut cost) =
        Cost::of(|| Engine::new(sources, &stage.midtown.texts, &stage.midtown.assets), |_| 0);
    let Ok(engine) = compiled else { return Ok(cost) };
    let render = || engine.render("pages/fuzz.html", &stage.context);
    let (drawn, of_drawing) = Cost::of(render, |drawn| drawn.as_ref().map_or(0, String::len));
    cost.raise(&of_drawing);
    let Ok(text) = drawn else { return Ok(cost) };
    check_page(&text);
    if text.contains(CANARY) && !source.contains("canary") {
        return Err("what a page was given stands on it as it was".to_owned());
    }
    Ok(cost)
}
