//! The program under test, built as its users build it: without what the tests' own crates turn on.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// Names a program that is built already, for instance a release build.
const GIVEN: &str = "PORTICO_TEST_PROGRAM";

/// Where the program is. Builds it the first time.
pub(crate) fn find() -> &'static Path {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    FOUND.get_or_init(|| std::env::var_os(GIVEN).map_or_else(build, PathBuf::from))
}

fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args([
            "build",
            "--package",
            "portico",
            "--bin",
            "portico",
            "--message-format",
            "json-render-diagnostics",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo can be run");
    assert!(built.status.success(), "the program cannot be built");
    let told = String::from_utf8_lossy(&built.stdout);
    told.lines().find_map(executable).expect("cargo names what it built")
}

/// The program's path, if this line of cargo's tells it.
fn executable(line: &str) -> Option<PathBuf> {
    let told: Value = serde_json::from_str(line).ok()?;
    let is_it = told["target"]["name"] == "portico" && told["reason"] == "compiler-artifact";
    is_it.then(|| told["executable"].as_str().map(PathBuf::from)).flatten()
}
