//! What a theme's author is told before it is published (T4, threats 34 and 37).

use theme::TEMPLATES;
use theme::lint::{Severity, check_page};

fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>A</title></head><body><main><h1>A</h1>{body}</main></body></html>"
    )
}

fn first(body: &str) -> Option<(Severity, String)> {
    check_page(&page(body)).into_iter().next().map(|found| (found.severity, found.message))
}

#[test]
fn th34_what_could_run_or_lead_astray_is_refused() {
    for bad in [
        "<script>alert(1)</script>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JAVA\tSCRIPT:alert(1)\">x</a>",
        "<a href=\" javascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,x\">x</a>",
        "<a href=\"//evil.example\">x</a>",
        "<form action=\"vbscript:x\"></form>",
        "<button formaction=\"javascript:x\"></button>",
        "<p onclick=\"x\">x</p>",
        "<p style=\"color:red\">x</p>",
        "<style>p{}</style>",
        "<base href=\"https://evil.example\">",
        "<object data=\"x.swf\"></object>",
        "<iframe srcdoc=\"<p>x\"></iframe>",
        "<svg><a xlink:href=\"javascript:x\"></a></svg>",
    ] {
        assert_eq!(first(bad).map(|found| found.0), Some(Severity::Refused), "{bad}");
    }
    for good in [
        "<a href=\"/en_us?x=a:b\">x</a>",
        "<a href=\"?q=a:b\">x</a>",
        "<a href=\"mailto:a@b.example\">x</a>",
        "<img alt=\"\" src=\"data:image/png;base64,AAAA\">",
        "<script type=\"module\" src=\"/assets/1/a.js\"></script>",
        "<script type=\"application/ld+json\">{\"a\":\"<style>\"}</script>",
        "<textarea><style></textarea>",
        "<form action=\"/x\"><input name=\"on\"></form>",
    ] {
        assert_eq!(first(good), None, "{good}");
    }
}

#[test]
fn what_some_readers_need_is_told() {
    let told = |html: &str| check_page(html).into_iter().map(|found| found.message).collect::<Vec<_>>();
    assert_eq!(told(&page("<img src=\"/a.png\">")).len(), 1);
    assert_eq!(told(&page("<main></main>")), ["the page has one <main>, no more and no less"]);
    assert_eq!(told("<p>x").len(), 4);
}

#[test]
fn t4_every_template_there_was_keeps_the_rules_of_its_authors() {
    for template in TEMPLATES {
        for version in template.versions() {
            template.package(*version).expect("it is listed").expect("it can be read").lint().unwrap();
        }
    }
}
