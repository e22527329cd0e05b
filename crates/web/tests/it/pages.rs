//! Every page with every sample in every language, strictly: nothing missing, nothing unescaped.

use channels::email::ExampleMail;
use kernel::Time;
use markup::html_to_mail_text;
use serde_json::json;
use theme::lint::check_mail;
use theme::{Bundle, PageEntry, Shell};

fn shell(language: &str, signed_in: bool) -> Shell {
    let customer = json!({ "name": "Ana", "initial": "A", "conversations_url": "/c", "settings_url": "/s", "logout_url": "/logout" });
    Shell::new(&json!({
        "language": language, "html_lang": language, "direction": if language == "ar" { "rtl" } else { "ltr" },
        "zone": "Europe/Berlin", "now": 1_773_200_000_000_i64, "year": 2026,
        "brand": { "name": "Acme <&> Söhne", "initial": "A", "logo_url": null },
        "team": null, "css_url": "/brand/3355cc/x/midtown.css", "home_url": "/en_us", "contact_url": null,
        "login_url": (!signed_in).then_some("/login"), "customer": signed_in.then_some(customer),
        "flash": { "kind": "info", "key": "flash-code-sent", "args": {} }, "session_ends_in": signed_in.then_some(90),
        "languages": [{ "code": "en", "name": "English", "url": "/en_us", "current": true }, { "code": "ar", "name": "العربية", "url": "/ar", "current": false }],
    }))
}

#[test]
fn every_page_of_every_template_renders_every_sample_in_every_language() {
    for template in theme::TEMPLATES {
        let package = template.package(template.newest()).expect("it is listed").expect("it can be read");
        let bundle = package.strict_bundle().unwrap();
        for language in ["en_us", "de", "ar"] {
            for signed_in in [false, true] {
                for page in web::pages() {
                    is_whole(page, &bundle, &shell(language, signed_in));
                }
            }
        }
        assert_eq!(bundle.texts.untold(), 0, "{}: a text is missing", template.name);
    }
}

fn is_whole(page: &PageEntry, bundle: &Bundle, shell: &Shell) {
    let drawn = (page.render_samples)(&bundle.engine, shell);
    let drawn = drawn.unwrap_or_else(|fault| panic!("{}: {fault}", page.template));
    assert!(!drawn.is_empty(), "{} has no sample", page.template);
    for text in drawn {
        assert!(text.contains("Acme &lt;&amp;&gt; Söhne"), "{}", page.template);
        assert!(!text.contains("style=") && !text.contains("<style"), "{} has inline style", page.template);
        assert!(!text.contains("onclick"), "{} has inline script", page.template);
    }
}

#[test]
fn t1_every_mail_of_every_template_there_was_renders_every_sample_and_fetches_nothing() {
    let site = ["https://help.harbour-and-pine.example".to_owned()];
    for template in theme::TEMPLATES {
        for version in template.versions() {
            let package = |version| template.package(version).expect("it is listed").expect("it can be read");
            let whole = package(*version).over(&package(template.newest())).strict_bundle().unwrap();
            for (mail, language) in
                web::mails().iter().flat_map(|mail| ["en_us", "de", "ar"].map(|language| (mail, language)))
            {
                let language = language.parse().unwrap();
                let example = ExampleMail {
                    brand: "Acme <&> Söhne",
                    accent: "#36c",
                    origin: &site[0],
                    language: &language,
                    now: Time(0),
                };
                for html in (mail.render_samples)(&whole.engine, &example.shell(&whole)).unwrap() {
                    assert_eq!(check_mail(mail.template, &html, &site), [], "{}", mail.template);
                    assert!(html_to_mail_text(&html).contains("Acme <&> Söhne"), "{}: {html}", mail.template);
                }
            }
            assert_eq!(whole.texts.untold(), 0, "a text is missing");
        }
    }
}

/// A theme that somebody began long ago shows every page that there is now, its own as they were and the others as they are.
#[test]
fn t3_every_version_there_was_shows_every_page_in_every_language() {
    for template in theme::TEMPLATES {
        for version in template.versions() {
            let package = |version| template.package(version).expect("it is listed").expect("it can be read");
            let whole = package(*version).over(&package(template.newest())).strict_bundle().unwrap();
            for page in web::pages() {
                for language in ["en_us", "de", "ar"] {
                    let drawn = (page.render_samples)(&whole.engine, &shell(language, true));
                    let told = |fault| panic!("{version} {} in {language}: {fault}", page.template);
                    assert!(!drawn.unwrap_or_else(told).is_empty());
                }
            }
            assert_eq!(whole.texts.untold(), 0, "a text is missing");
        }
    }
}

fn desk_shell(language: &str, flash: bool) -> Shell {
    Shell::new(&json!({
        "language": language, "html_lang": language, "direction": "ltr",
        "zone": "Europe/Berlin", "now": 1_773_200_000_000_i64,
        "org": { "name": "Acme <&> Söhne" },
        "user": { "name": "Ana Agent", "initial": "A", "initials": "AA" },
        "nav": [{ "key": "portal", "url": "/en_us", "current": false, "count": null }],
        "flash": flash.then(|| json!({ "kind": "done", "key": "inbox-said-done", "args": { "number": "1001", "who": "Cleo" } })),
        "sections": [{ "key": "security", "entries": [{ "key": "audit-log", "url": "/app/settings/security/audit-log", "current": true }] }],
        "logout_url": "/app/sign-out",
    }))
}

#[test]
fn every_page_of_the_inbox_renders_every_sample_in_every_language() {
    let app = theme::bundled::app_package().unwrap().strict_bundle().unwrap();
    for page in web::app_pages() {
        let is_whole = !page.template.contains("fragments/");
        for language in ["en", "de"] {
            for flash in [false, true] {
                let drawn = (page.render_samples)(&app.engine, &desk_shell(language, flash));
                let drawn = drawn.unwrap_or_else(|fault| panic!("{} in {language}: {fault}", page.template));
                assert!(!drawn.is_empty(), "{} has no sample", page.template);
                for text in drawn {
                    assert_eq!(text.contains("Acme &lt;&amp;&gt; Söhne"), is_whole, "{}", page.template);
                    assert!(!text.contains("style=") && !text.contains("<style"), "{}", page.template);
                    assert!(!text.contains("onclick"), "{} has inline script", page.template);
                    assert_eq!(
                        text.matches("<script").count(),
                        text.matches("<script type=\"importmap\">").count()
                            + text.matches("<script type=\"module\" src=\"/assets/").count(),
                        "{}",
                        page.template
                    );
                }
            }
        }
    }
    assert_eq!(app.texts.untold(), 0, "a text is missing");
}

#[test]
fn everything_the_app_says_once_is_a_text() {
    let app = theme::bundled::app().unwrap();
    for key in web::app_flashes() {
        for language in ["en", "de"] {
            assert!(app.texts.keys(language).any(|known| known == key), "{key} in {language}");
        }
    }
}

#[test]
fn every_error_code_has_a_text_in_every_language_of_agents_and_customers() {
    let midtown = theme::bundled::midtown().unwrap();
    for code in desk::code::all() {
        for language in ["en", "de"] {
            let known = midtown.texts.keys(language).any(|key| key == code.text_key);
            assert!(known, "{} has no text {} in {language}", code.name, code.text_key);
        }
    }
}
