//! What people wrote never becomes markup (threat 34).

use markup::Html;
use serde::Serialize;
use serde_json::{Value, json};
use theme::Raw;

use crate::{engine, render, shell};

const CANARY: &str = "<\"'&";
const ESCAPED: &str = "&lt;&quot;&#39;&amp;";

/// Every way by which a template can put a text into a page.
const WAYS: &[&str] = &[
    "{{ page.text }}",
    "{{ page.list[0].text }}",
    "{{ page.map.inner }}",
    "{{ 'a' ~ page.text }}",
    "{{ page.text + 'a' }}",
    "{{ page.text|upper }}",
    "{{ page.text|trim|default('x') }}",
    "{{ page.text|replace('x', 'y') }}",
    "{{ page.text|escape }}",
    "{{ [page.text, page.text]|join('<b>'|escape) }}",
    "{{ [page.text]|first }}",
    "{{ page.list|map(attribute='text')|join }}",
    "{{ page.text[0:9] }}",
    "{{ page.text|split('x')|join('-') }}",
    "{{ t('hello', name=page.text) }}",
    "{{ t(page.text) if false else page.text }}",
    "{% set kept %}{{ page.text }}{% endset %}{{ kept }}",
    "{% set kept %}{{ page.text }}{% endset %}{{ kept ~ page.text }}",
    "{% macro show(it) %}{{ it }}{% endmacro %}{{ show(page.text) }}",
    "{% macro wrap() %}{{ caller() }}{% endmacro %}{% call wrap() %}{{ page.text }}{% endcall %}",
    "{% filter lower %}{{ page.text }}{% endfilter %}",
    "{% set kept %}{{ page.text }}{% endset %}{% set a %}&lt;{% endset %}{% set b %}<{% endset %}{{ kept|replace(a, b) }}",
    "{% for it in page.list %}{{ it.text }}{% endfor %}",
    "{% for letter in page.text %}{{ letter }}{% endfor %}",
    "<a title=\"{{ page.text }}\">",
];

#[test]
fn th34_text_is_escaped_whatever_way_it_takes() {
    let page = json!({ "text": CANARY, "list": [{ "text": CANARY }], "map": { "inner": CANARY } });
    for way in WAYS {
        let html = render(way, &page).unwrap();
        let rest = html.replace("<a title=\"", "").replace("\">", "");
        assert!(!rest.contains(['<', '\'', '"']), "{way} let it through: {html}");
        assert!(html.contains("&lt;") || html.contains("&amp;lt;"), "{way} lost it: {html}");
    }
}

#[test]
fn th34_every_string_of_a_nested_context_is_escaped() {
    fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(key, inner)| paths(inner, &format!("{at}.{key}"), found));
            }
            Value::Array(list) => {
                list.iter()
                    .enumerate()
                    .for_each(|(index, inner)| paths(inner, &format!("{at}[{index}]"), found));
            }
            _ => found.push(at.to_owned()),
        }
    }
    let page = json!({ "a": CANARY, "b": [CANARY, { "c": CANARY, "d": [[CANARY]] }], "e": { "f": { "g": CANARY } } });
    let mut found = Vec::new();
    paths(&page, "page", &mut found);
    assert_eq!(found.len(), 5);
    for path in found {
        assert_eq!(render(&format!("{{{{ {path} }}}}"), &page).unwrap(), ESCAPED, "{path}");
    }
}

#[derive(Serialize)]
struct Article {
    raw: Raw,
    html: Html,
}

#[derive(Serialize)]
struct Context {
    shell: Value,
    page: Article,
}

#[test]
fn only_cleaned_html_in_raw_stays_as_it_is() {
    let html = Html::from_plain("a < b");
    let context = Context { shell: shell("en"), page: Article { raw: html.clone().into(), html } };
    let source = "{{ page.raw }}|{{ page.html }}|{{ t('body', html=page.raw) }}";
    let rendered = engine(&[("page.html", source)]).unwrap().render("page.html", &context).unwrap();
    let parts: Vec<_> = rendered.split('|').collect();
    assert_eq!(parts[0], "<p>a &lt; b</p>");
    assert_eq!(parts[1], "&lt;p&gt;a &amp;lt; b&lt;/p&gt;");
    assert_eq!(parts[2], parts[1], "a text is a text, whatever it is given");
    assert_eq!(serde_json::to_value(&context.page).unwrap()["raw"], "<p>a &lt; b</p>");
}

#[test]
fn th34_no_template_can_call_a_text_safe() {
    for source in ["{{ page.text|safe }}", "{{ page.text|tojson }}"] {
        assert!(
            render(source, &json!({ "text": CANARY })).unwrap_err().message.contains("unknown"),
            "{source}"
        );
    }
    for tag in ["{% autoescape false %}", "{%- autoescape 'none' -%}", "{%+\n autoescape false %}"] {
        let fault =
            engine(&[("a.html", &format!("\n{tag}{{{{ page.text }}}}{{% endautoescape %}}"))]).err().unwrap();
        assert_eq!((fault.name.as_str(), fault.line), ("a.html", Some(2)), "{tag}");
    }
}

#[test]
fn addresses_stay_readable() {
    let page = json!({ "url": "/en_us/conversations/1?a=b&c=d" });
    assert_eq!(render("{{ page.url }}", &page).unwrap(), "/en_us/conversations/1?a=b&amp;c=d");
}

#[test]
fn what_is_absent_writes_nothing_and_a_list_is_refused() {
    let page = json!({ "none": null, "yes": true, "list": [1] });
    assert_eq!(render("[{{ page.none }}|{{ page.yes }}|{{ 'x' if page.none }}]", &page).unwrap(), "[|true|]");
    let fault = render("\n{{ page.list }}", &page).unwrap_err();
    assert_eq!(fault.to_string(), "page.html:2: a sequence cannot be written out in: {{ page.list }}");
}
