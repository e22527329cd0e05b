use super::*;

fn sources(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(path, source)| ((*path).to_owned(), (*source).to_owned())).collect()
}

fn check(fluent: &[(&str, &str)], users: &[(&str, &str)], prefixes: &[&str]) -> Vec<String> {
    let excepted =
        |start: &&str| Prefix { start: (*start).to_owned(), reason: "made at run time".to_owned() };
    let prefixes: Vec<Prefix> = prefixes.iter().map(excepted).collect();
    faults(&folders(&sources(fluent)), &sources(users), &prefixes)
}

const USER: (&str, &str) = ("templates/a.html", r#"{{ t("hello", name=x) }} {{ t('bye') }}"#);
const EN: (&str, &str) = ("locales/en.ftl", "bye = Bye\nhello = Hello { $name }\n");
const DE: (&str, &str) = ("locales/de.ftl", "# Gruß\nbye = Tschüss\nhello = Hallo { $name }\n");

#[test]
fn whole_and_used_texts_have_no_fault() {
    assert_eq!(check(&[EN, DE], &[USER], &[]), Vec::<String>::new());
}

#[test]
fn a_missing_language_key_or_argument_is_told() {
    assert_eq!(check(&[EN], &[USER], &[]), ["locales/de.ftl is missing"]);
    let lacking = ("locales/de.ftl", "hello = Hallo\n");
    assert_eq!(
        check(&[EN, lacking], &[USER], &[]),
        ["locales/de.ftl: bye is missing", r#"locales/de.ftl: hello takes {}, in en.ftl {"name"}"#]
    );
}

#[test]
fn a_key_only_another_language_knows_is_told() {
    let more = ("locales/de.ftl", "bye = a\nhello = { $name }\nzoo = b\n");
    assert_eq!(check(&[EN, more], &[USER], &[]), ["locales/de.ftl: zoo is not in en.ftl"]);
}

#[test]
fn keys_out_of_order_or_twice_are_told() {
    let en = ("locales/en.ftl", "hello = { $name }\nbye = a\nbye = b\n");
    let told = check(&[en, DE], &[USER], &[]);
    assert_eq!(told, ["locales/en.ftl: bye is not in its place", "locales/en.ftl: bye is not in its place"]);
}

#[test]
fn an_unused_key_is_told_unless_another_text_rust_or_a_prefix_uses_it() {
    let en = "bye = { name-of } { -brand }\n-brand = P\nfault-a = A\nhello = { $name }\nidle = x\nname-of = y\nrust = z\n";
    let sorted = "-brand = P\nbye = { name-of } { -brand }\nfault-a = A\nhello = { $name }\nidle = x\nname-of = y\nrust = z\n";
    let rust = ("crates/web/src/page.rs", r#"text("rust")"#);
    let told = check(&[("locales/en.ftl", sorted), ("locales/de.ftl", sorted)], &[USER, rust], &["fault-"]);
    assert_eq!(told, ["locales/en.ftl: idle is not used"]);
    assert_eq!(
        check(&[("locales/en.ftl", en), ("locales/de.ftl", sorted)], &[USER, rust], &["fault-"]).len(),
        2
    );
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_told() {
    let user = ("templates/b.html", "\n{{ t(\"nothing\") }} {{ asset(\"hello\") }}");
    assert_eq!(
        check(&[EN, DE], &[USER, user], &[]),
        ["templates/b.html:2: nothing is not in locales/en.ftl"]
    );
}

#[test]
fn a_key_made_at_run_time_wants_a_line_and_a_line_wants_a_key() {
    let user = ("templates/b.html", "{{ t(\"status-\" ~ status) }}");
    let told = check(&[EN, DE], &[USER, user], &[]);
    assert_eq!(told, ["templates/b.html:1: keys that start with status- want a line in texts.toml"]);
    assert_eq!(check(&[EN, DE], &[USER], &["state-"]), ["texts.toml: no key starts with state-"]);
}

#[test]
fn a_theme_has_its_own_texts_before_ours_in_every_language_of_the_portal() {
    let page = ("themes/midtown/pages/a.html", r#"{{ t("own") }} {{ t("bye") }}"#);
    let own = |language| (language, "own = x\n");
    let theme = [own("themes/midtown/locales/en.ftl"), own("themes/midtown/locales/de.ftl")];
    let past = ("themes/past/midtown/1.0.0/pages/a.html", r#"{{ t("own") }}"#);
    // Another template has the texts of the first.
    let other = ("themes/other/pages/a.html", r#"{{ t("own") }}"#);
    let told = check(&[EN, DE, theme[0], theme[1]], &[USER, page, past, other], &[]);
    assert_eq!(
        told,
        [
            "themes/midtown/locales/ar.ftl is missing",
            "themes/midtown/pages/a.html:1: bye is not in locales/ar.ftl"
        ]
    );
}

#[test]
fn variants_of_a_text_belong_to_it() {
    let en = "bye = x\nhello =\n    { $count ->\n        [one] One of { $name }\n       *[other] { NUMBER($count) }\n    }\n";
    let texts = Texts::read(en);
    let hello = texts.get("hello").expect("it is there");
    assert_eq!(hello.arguments, BTreeSet::from(["count".to_owned(), "name".to_owned()]));
    assert!(hello.refers_to.is_empty());
    assert_eq!(texts.len(), 2);
}
