use std::collections::BTreeSet;
use std::fmt::Write;

use super::built::{Built, Tests, stories};
use super::table::{Named, Row, named, rows, tests_of};
use super::{sign_on, statements, threats};

const NO_THEMES: &str =
    "| address | method | door |\n|---|---|---|\n| `/app/settings/themes` | GET | `View<User>` |\n";
const TEST: &str = "`web::it::reading::p3_a_list`";

/// A page on which everything is right.
fn page() -> Vec<String> {
    let row = |row: &Row<'_>| {
        let number: usize = row.cells[0].parse().unwrap();
        let (test, state) = match number {
            6..=8 | 65..=73 => ("–", "themes issue"),
            42 => ("–", "words"),
            86 => (TEST, "differs (§1)"),
            _ => (TEST, "holds"),
        };
        format!("| {number} | {} | P3, C1 | {test} | {state} |", row.cells[1])
    };
    rows(statements::STATEMENTS).iter().map(row).collect()
}

fn faults_of(rows: &[String]) -> Vec<String> {
    faults_beside(rows, NO_THEMES)
}

fn faults_beside(rows: &[String], routes: &str) -> Vec<String> {
    let head =
        "# The seed\n\nSome words.\n\n| number | statement | line | test | state |\n|---|---|---|---|---|\n";
    let mut page = head.to_owned();
    for row in rows {
        writeln!(page, "{row}").unwrap();
    }
    statements::faults(&page, routes)
}

/// The same page with something else in one row.
fn with(number: usize, old: &str, new: &str) -> Vec<String> {
    let mut rows = page();
    assert!(rows[number - 1].contains(old), "{}", rows[number - 1]);
    rows[number - 1] = rows[number - 1].replace(old, new);
    rows
}

/// The one fault, without the place where it is.
fn only(faults: &[String]) -> &str {
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults[0].rsplit_once(": ").map_or(faults[0].as_str(), |(_, fault)| fault)
}

#[test]
fn the_seed_has_113_statements_and_a_page_with_each_is_right() {
    assert_eq!(rows(statements::STATEMENTS).len(), 113);
    assert_eq!(faults_of(&page()), [""; 0]);
}

#[test]
fn a_row_is_there_once_in_its_place_and_of_the_seed() {
    let mut missing = page();
    missing.remove(16);
    assert_eq!(only(&faults_of(&missing)), "row 17 is missing");
    let mut doubled = page();
    doubled.insert(17, doubled[16].clone());
    assert_eq!(only(&faults_of(&doubled)), "row 17 is there 2 times");
    let mut extra = page();
    extra.push(format!("| 114 | It makes coffee | P3 | {TEST} | holds |"));
    assert_eq!(only(&faults_of(&extra)), "the seed has no statement 114");
    for number in ["0", "x"] {
        let mut extra = page();
        extra.insert(0, format!("| {number} | It makes coffee | P3 | {TEST} | holds |"));
        assert_eq!(only(&faults_of(&extra)), format!("the seed has no statement {number}"));
    }
    let mut turned = page();
    turned.swap(3, 4);
    assert_eq!(only(&faults_of(&turned)), "the rows are not in the order of the seed");
}

#[test]
fn a_statement_is_the_seeds_word_for_word() {
    let changed = with(31, "at most 3 MB", "at most 4 MB");
    assert_eq!(only(&faults_of(&changed)), "statement 31 is \"Each file at most 3 MB\"");
    assert_eq!(faults_of(&with(31, " | holds |", " |")).len(), 1, "a cell is missing");
}

#[test]
fn a_state_is_one_of_four_with_its_line_and_its_test() {
    for state in ["hold", "Holds", "", "differs", "differs ()", "differs (because)", "differs (T)", "todo"] {
        let odd = with(5, "| holds |", &format!("| {state} |"));
        assert_eq!(only(&faults_of(&odd)), format!("\"{state}\" is no state"));
    }
    assert_eq!(faults_of(&with(5, "| holds |", "| differs (T3) |")), [""; 0]);
    assert!(only(&faults_of(&with(5, TEST, "–"))).ends_with("wants the name of a test"));
    assert!(only(&faults_of(&with(86, TEST, "by hand"))).ends_with("wants the name of a test"));
    assert!(only(&faults_of(&with(42, "–", TEST))).ends_with("has no test"));
    for line in ["–", "", "P", "6", "P3 and C1"] {
        let odd = with(5, "P3, C1", line);
        assert_eq!(only(&faults_of(&odd)), format!("\"{line}\" names no line of the specification"));
    }
}

#[test]
fn only_the_theme_editors_rows_wait_and_only_until_themes_are_published() {
    let waits = |number| with(number, &format!("{TEST} | holds"), "– | themes issue");
    for number in [1, 5, 9, 64, 74, 113] {
        assert!(only(&faults_of(&waits(number))).ends_with("does not wait for the theme editor"), "{number}");
    }
    let publishes = |path: &str, method: &str| format!("{NO_THEMES}| `{path}` | {method} | `Act<User>` |\n");
    let routes = publishes("/app/settings/knowledge-base/themes/{id}/publish", "POST");
    let late = faults_beside(&page(), &routes);
    assert_eq!(late.len(), 12);
    assert!(late.iter().all(|fault| fault.ends_with("this one has to hold")), "{late:?}");
    for (path, method) in [
        ("/app/settings/knowledge-base/theme/{id}/publish", "GET"),
        ("/app/settings/knowledge-base/theme", "POST"),
        ("/app/articles/{id}/publish", "POST"),
    ] {
        assert_eq!(faults_beside(&page(), &publishes(path, method)), [""; 0], "{method} {path}");
    }
}

#[test]
fn threats_are_there_in_order_each_with_a_test() {
    let page = |odd: usize, test: &str| {
        let row = |number: usize| match number {
            11 | 12 => format!("| TH{number} | t | d | no such door yet: OIDC |\n"),
            _ if number == odd => format!("| TH{number} | t | d | {test} |\n"),
            _ => format!("| TH{number} | t | d | {TEST} |\n"),
        };
        let rows: String = (10..=37).chain([43]).map(row).collect();
        format!("| threat | what | defence | test |\n|---|---|---|---|\n{rows}")
    };
    assert_eq!(threats::faults(&page(0, "")), [""; 0]);
    let in_part = format!("{TEST}; drafts: no such door yet: channels");
    assert_eq!(threats::faults(&page(26, &in_part)), [""; 0]);
    assert_eq!(
        only(&threats::faults(&page(26, "no such door yet: channels"))),
        "TH26 may not go without a test"
    );
    assert_eq!(only(&threats::faults(&page(27, &in_part))), "TH27 may not go without a test");
    assert_eq!(only(&threats::faults(&page(13, "no such door yet: x"))), "TH13 may not go without a test");
    assert_eq!(only(&threats::faults(&page(13, "–"))), "TH13 wants the name of a test");
    let no_issue = page(0, "").replace("yet: OIDC", "yet: ");
    assert_eq!(threats::faults(&no_issue).len(), 2);
    let missing = page(0, "").replace(&format!("| TH20 | t | d | {TEST} |\n"), "");
    assert_eq!(threats::faults(&missing).len(), 1);
    let without_last = page(0, "").replace(&format!("| TH43 | t | d | {TEST} |\n"), "");
    assert_eq!(threats::faults(&without_last).len(), 1);
}

#[test]
fn every_refusal_of_sign_on_has_a_test() {
    let page =
        |test: &str| format!("| name | when | test |\n|---|---|---|\n| `off` | It is off. | {test} |\n");
    assert_eq!(sign_on::faults(&page(TEST)), [""; 0]);
    assert_eq!(only(&sign_on::faults(&page("–"))), "`off` has no test");
    assert_eq!(only(&sign_on::faults("# Nothing\n")), "there is no row");
}

#[test]
fn a_test_has_to_be_there_and_to_run() {
    let list = "reading::p3_a_list::postgres: test\nreading::p3_a_list::sqlite: test\nplain: test\n\n3 tests, 0 benchmarks\n";
    let mut built = Built::default();
    let ignored = stories("slow::sqlite: test\n");
    let listed: BTreeSet<String> = stories(list).into_iter().chain(ignored.iter().cloned()).collect();
    built.add("web::it".to_owned(), Tests { listed, ignored });
    let fault = |test: &str| built.faults(&[Named { place: "page:7".to_owned(), test }]);
    for good in ["web::it::reading::p3_a_list", "web::it::plain"] {
        assert_eq!(fault(good), [""; 0]);
    }
    assert_eq!(fault("web::it::slow"), ["page:7: web::it::slow is ignored"]);
    for bad in [
        "web::it::reading::p3",
        "web::it::reading::p3_a_list::sqlite",
        "web::lib::plain",
        "desk::it::plain",
        "web::it",
        "web",
    ] {
        assert_eq!(fault(bad), [format!("page:7: {bad} is no test")]);
    }
}

#[test]
fn rows_and_names_are_read_from_every_table() {
    let page = "# Head `a::b`\n\n| a | b |\n| --- | --- |\n| `http://[::1]/` | `x::y::z`, `w` and `x::y::w` |\n\nText `c::d`.\n\n\
                | a | b |\n|---|:--|\n|  | \\| |\n| 3 |  |\n";
    let lines: Vec<(usize, usize)> = rows(page).iter().map(|row| (row.line, row.cells.len())).collect();
    assert_eq!(lines, [(5, 2), (11, 2), (12, 2)]);
    assert_eq!(rows(page)[1].cells, ["", "\\|"]);
    assert_eq!(tests_of("`a::b::c` `x` y::z"), ["a::b::c"]);
    let found: Vec<(String, &str)> = named("p", page).into_iter().map(|one| (one.place, one.test)).collect();
    assert_eq!(found, [("p:5".to_owned(), "x::y::z"), ("p:5".to_owned(), "x::y::w")]);
}
