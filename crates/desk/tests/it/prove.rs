//! What `cargo xtask prove` can take away.

/// So that a condition in a statement that no story runs is missed too.
#[cfg(debug_assertions)]
#[test]
fn every_switch_is_told_to_the_runner() {
    let names: Vec<String> = desk::statements().into_iter().flat_map(db::switch::names).collect();
    assert!(names.len() > 150, "{}", names.len());
    testkit::write_switches(&names);
}
