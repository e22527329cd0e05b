//! The gate in a process of its own: what a theme may cost, and what its author is told of each way to end it (T4).

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use desk::theme::{Gate, Values};
use theme::Package;
use web::{ChildGate, HereGate};

/// The name of the test below that this program is begun with.
const CHILD: &str = "gate::draws_what_another_process_asks";
const ENDLESS: &str = "gate::takes_memory_without_end";

/// This very program as the process that draws; nothing happens where nobody asks for it by these very words.
#[test]
fn draws_what_another_process_asks() {
    if !std::env::args_os().skip(1).eq(arguments(CHILD)) {
        return;
    }
    web::limit_gate().expect("a process can limit itself");
    web::serve_gate(&mut std::io::stdin().lock(), &mut std::io::stdout().lock()).expect("it is a theme");
    std::process::exit(0);
}

fn arguments(name: &str) -> Vec<OsString> {
    ["--exact", name, "--nocapture", "--test-threads", "1", "--color", "never"].map(Into::into).to_vec()
}

fn gate() -> ChildGate {
    ChildGate::new(std::env::current_exe().expect("it has a path"), arguments(CHILD))
}

fn shell(script: &str) -> ChildGate {
    ChildGate::new(PathBuf::from("/bin/sh"), ["-c".into(), script.into()])
}

fn midtown() -> Package {
    theme::bundled::midtown_package().expect("it can be read")
}

/// Midtown with another foot.
fn with_footer(text: &str) -> Package {
    let own = [("parts/footer.html".to_owned(), text.to_owned().into())];
    Package::read(own).expect("it is a theme").over(&midtown())
}

async fn why(gate: &ChildGate, package: &Package) -> String {
    gate.check(package, &Values::default()).await.expect_err("it is refused")
}

#[tokio::test]
async fn t4_another_process_draws_what_comes_with_the_program() {
    let report = gate().examine(&midtown(), &Values::default()).await.expect("it is drawn");
    assert!(report.drawn > 300 && report.wrong.is_empty(), "{report:?}");
}

#[tokio::test]
async fn t4_another_process_finds_what_this_one_does() {
    let values: Values = serde_json::from_str("{\"header.links\": 7}").expect("they are values");
    for text in ["{{ page.none }}", "{% if %}", "<p onclick=\"x\">", "<a href={{ shell.language }}>"] {
        let package = with_footer(text);
        let here = HereGate.check(&package, &values).await.expect_err(text);
        assert_eq!(gate().check(&package, &values).await, Err(here), "{text}");
    }
}

/// The same as something that goes wrong where it draws: takes memory without end.
#[test]
fn takes_memory_without_end() {
    if !std::env::args_os().skip(1).eq(arguments(ENDLESS)) {
        return;
    }
    web::limit_gate().expect("a process can limit itself");
    let mut held = Vec::new();
    loop {
        held.push(vec![1_u8; 1 << 20]);
    }
}

#[tokio::test]
async fn t4_what_takes_memory_without_end_is_ended() {
    let gate = ChildGate::new(std::env::current_exe().expect("it has a path"), arguments(ENDLESS));
    let why = why(&gate, &midtown()).await;
    assert_eq!(why, "drawing its pages takes more than 256 MB of memory");
}

/// A list of lists of lists has few things in it and becomes a text without end, which no steps bound.
#[tokio::test]
async fn t4_a_list_that_grows_without_bounds_is_refused() {
    let doubled = "{% set a = [a, a] %}".repeat(40);
    for text in [
        &format!("{{% set a = ['x'] %}}{doubled}{{{{ (a ~ '')|length }}}}"),
        "{{ (shell.languages * 99999999) ~ '' }}",
    ] {
        let why = why(&gate(), &with_footer(text)).await;
        assert!(why.starts_with("parts/footer.html:1: "), "{why}");
    }
}

#[tokio::test]
async fn t4_a_gate_that_does_not_end_is_ended() {
    let gate = ChildGate::new(PathBuf::from("/bin/sleep"), ["600".into()]).within(Duration::from_millis(50));
    assert!(why(&gate, &midtown()).await.contains("takes longer than"));
}

#[tokio::test]
async fn t4_each_way_to_end_the_gate_is_told() {
    for (script, told) in [
        ("cat >/dev/null; kill -SEGV $$", "it crashed with signal 11"),
        ("cat >/dev/null; kill -XCPU $$", "seconds of the processor"),
        ("cat >/dev/null; kill -KILL $$", "no room or no time"),
        ("kill -KILL $$", "no room or no time"),
        ("cat >/dev/null; echo memory allocation of 9 bytes failed >&2; kill -ABRT $$", "of memory"),
        ("cat >/dev/null; exit 7", "it ended with exit status: 7"),
        ("cat >/dev/null; echo nonsense", "what it said is no report"),
        ("cat >/dev/null; printf '\\002report\\003{\"drawn\":1}'", "what it said is no report"),
        ("cat >/dev/null; yes | head -c 9000000; exit 0", "what it said is no report"),
    ] {
        let why = why(&shell(script), &midtown()).await;
        assert!(why.contains(told), "{script}: {why}");
    }
    let none = ChildGate::new(PathBuf::from("/none/such"), []);
    assert!(why(&none, &midtown()).await.contains("cannot be begun"));
}

/// What is no theme of ours is not read further, and nothing is made room for that does not come.
#[test]
fn th43_a_parcel_that_lies_about_itself_is_refused() {
    let whole = midtown().pack();
    let unpacked = Package::unpack(&mut &whole[..]).expect("it is whole");
    assert_eq!(unpacked.pack(), whole);
    for cut in [0, 1, 8, 9, 100, whole.len() / 2, whole.len() - 1] {
        assert!(Package::unpack(&mut &whole[..cut]).is_err(), "{cut}");
    }
    for lie in [&b"t\xff\xff\xff\xff\xff\xff\xff\xff"[..], b"?\0\0\0\0\0\0\0\0", b"m\0\0\0\0\x01\0\0\0="] {
        assert!(Package::unpack(&mut &lie[..]).is_err());
    }
}

/// A theme of one file of its own.
pub(crate) fn theme_with(path: &str, text: &str) -> Result<Package, theme::TemplateFault> {
    let own = Package::read([(path.to_owned(), text.to_owned().into())])?;
    Ok(own.over(&midtown()))
}

#[tokio::test]
async fn t4_the_gate_opens_for_what_comes_with_the_program() {
    assert_eq!(HereGate.check(&midtown(), &Values::default()).await, Ok(()));
}

#[tokio::test]
async fn t4_the_gate_says_where_a_theme_is_wrong() {
    let footer = "parts/footer.html";
    for (path, text, where_and_why) in [
        (footer, "<footer>\n{{ page.none }}", "parts/footer.html:2: undefined value"),
        (footer, "<footer>\n{% if x %}", "parts/footer.html:2:"),
        (footer, "{% include 'parts/none.html' %}", "parts/footer.html:1:"),
        (footer, "{% include 'parts/footer.html' %}", "parts/footer.html:1:"),
        (
            footer,
            "{% for a in [1,2,3] %}{% for b in [1,2,3] * 99999 %}x{% endfor %}{% endfor %}",
            "parts/footer.html:1:",
        ),
        (
            footer,
            "{% set x %}{% for a in 'x' * 90000 %}{{ 'x' * 9000 }}{% endfor %}{% endset %}",
            "parts/footer.html:1:",
        ),
        (footer, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "parts/footer.html:1:"),
        (footer, "{% for a in range(10000000) %}{% endfor %}", "parts/footer.html:1:"),
        (
            footer,
            "{% set x = 'x' * 9000 %}{% for a in x %}{{ x }}{{ x }}{% endfor %}",
            "parts/footer.html:1:",
        ),
        (footer, "{{ 'x'|safe }}", "parts/footer.html:1: filter safe is unknown"),
        (footer, "{% autoescape false %}x{% endautoescape %}", "parts/footer.html:1: escaping"),
        (footer, "<footer title={{ shell.brand.name }}>", "parts/footer.html:1: a value of an attribute"),
        (footer, "<footer>{{ t('no-such-text') }}", "parts/footer.html:1:"),
        (footer, "<footer onclick=\"x\">", "onclick stands in no tag"),
        (footer, "<footer><script>alert(1)</script>", "a script stands in a file"),
        (footer, "<footer><a href=\"javascript:alert(1)\">x</a>", "href leads to \"javascript:alert(1)\""),
        (footer, "<footer><a href=\"{{ shell.brand.name }}:{{ shell.year }}\">x</a>", "href leads to"),
        ("css/base.css", "@import 'https://evil.example/a.css';", "css/base.css"),
        ("glyphs/check.svg", "<svg><script>x</script></svg>", "glyphs/check.svg: a glyph is"),
    ] {
        let why = match theme_with(path, text) {
            Ok(package) => HereGate.check(&package, &Values::default()).await.expect_err(text),
            Err(fault) => fault.to_string(),
        };
        assert!(why.contains(where_and_why), "{text}: {why}");
    }
}
