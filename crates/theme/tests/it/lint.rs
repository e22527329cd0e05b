//! What a theme's author is told before it is published (T4, threats 34 and 37).

use theme::TEMPLATES;
use theme::lint::{Severity, check_mail, check_page};

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

const SITE: &str = "https://help.tolvane.example";

fn first_of_mail(template: &str, body: &str) -> Option<(Severity, String)> {
    let mail =
        format!("<!doctype html><html lang=en><head><title>A</title></head><body>{body}</body></html>");
    check_mail(template, &mail, &[SITE.to_owned()])
        .into_iter()
        .next()
        .map(|found| (found.severity, found.message))
}

#[test]
fn th34_th37_a_mail_fetches_nothing_from_elsewhere() {
    for bad in [
        "<img alt=\"\" src=\"https://evil.example/1.png\">",
        "<img alt=\"\" src=\"https://help.tolvane.example.evil.example/1.png\">",
        "<img alt=\"\" src=\"//evil.example/1.png\">",
        "<img alt=\"\" src=\"/1.png\" srcset=\"https://evil.example/1.png\">",
        "<td background=\"https://evil.example\">x</td>",
        "<style>p { background: URL(https://evil.example) }</style>",
        "<style>@import \"https://evil.example\";</style>",
        "<style>p { background: u\\72l(https://evil.example) }</style>",
        "<p style=\"background: image-set('https://evil.example' 1x)\">x</p>",
        "<link rel=\"stylesheet\" href=\"https://evil.example\">",
        "<video poster=\"https://evil.example\"></video>",
        "<script>x</script>",
        "<form action=\"https://evil.example\"><input name=\"a\"></form>",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example\">",
        "<svg><image href=\"https://evil.example\"></svg>",
        "<a href=\"javascript:x\">x</a>",
        "<a href=\"/en_us\">x</a>",
        "<p onclick=\"x\">x</p>",
        "<base href=\"https://evil.example\">",
    ] {
        assert_eq!(
            first_of_mail("mail/reply.html", bad).map(|found| found.0),
            Some(Severity::Refused),
            "{bad}"
        );
    }
    for good in [
        "<style>.act a { color: #fff; border-radius: 8px }</style>",
        "<p style=\"color: #333\">x</p>",
        "<img alt=\"\" src=\"https://help.tolvane.example/assets/1/a.png\">",
        "<img alt=\"\" src=\"data:image/png;base64,AAAA\">",
        "<a href=\"https://www.tolvane.example\">x</a> <a href=\"mailto:a@b.example\">x</a>",
        "<blockquote type=\"cite\" dir=\"auto\"><img data-cid=\"a\" alt=\"A\"></blockquote>",
        "<table role=\"presentation\" cellpadding=\"0\"><tr><td align=\"center\">x</td></tr></table>",
    ] {
        assert_eq!(first_of_mail("mail/reply.html", good), None, "{good}");
    }
}

#[test]
fn th6_a_mail_that_nobody_wrote_leads_nowhere_but_to_the_site() {
    let link = |address: &str| format!("<a href=\"{address}\">x</a>");
    let is_refused = |template: &str, body: &str| first_of_mail(template, body).is_some();
    for template in ["mail/code.html", "mail/address.html", "mail/form.html", "mail/survey.html"] {
        for bad in [
            "https://evil.example/123456",
            "mailto:a@evil.example?body=123456",
            "https://help.tolvane.example@evil.example",
            "https://help.tolvane.example:8080/x",
        ] {
            assert!(is_refused(template, &link(bad)), "{template} {bad}");
            assert!(!is_refused("mail/reply.html", &link(bad)), "people write where they like: {bad}");
        }
        assert!(!is_refused(template, &link("https://help.tolvane.example/login/link/1")));
        let is_secret = ["mail/code.html", "mail/address.html"].contains(&template);
        for bad in [
            "https://evil.example/1",
            "(www.evil.example)",
            "evil.example/123456",
            "evil.example?c=1",
            "ftp://evil.example",
        ] {
            assert_eq!(is_refused(template, &format!("<p>{bad}</p>")), is_secret, "{template} {bad}");
        }
        for good in [
            "Harbour &amp; Pine",
            "and/or",
            "3.5/5",
            "See <https://help.tolvane.example/en_us>.",
            "Dr. Who: yes",
            "12:30",
            "Booking.com: sign in",
        ] {
            let body = good.replace("<https", "&lt;https").replace("us>.", "us&gt;.");
            assert_eq!(first_of_mail(template, &format!("<p>{body}</p>")), None, "{template} {good}");
        }
    }
}

/// What is wrong is told to those who manage themes, who are to learn nothing of a customer by it.
#[test]
fn th17_what_breaks_a_rule_is_told_without_what_the_mail_was_given() {
    let mail = "<html lang=en><title>A</title><img alt='' src='https://evil.example/493017'><x493017 y493017=1><style>\\</style>";
    let found = check_mail("mail/code.html", mail, &[SITE.to_owned()]);
    assert!(found.len() > 3 && found.iter().all(|found| !found.rule.contains("493017")), "{found:?}");
}
