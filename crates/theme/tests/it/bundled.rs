//! What comes with the program can be compiled. That Midtown shows its samples is told where their types are, in `web`.

#[test]
fn everything_bundled_compiles() {
    theme::bundled::midtown_package().unwrap().strict_bundle().unwrap();
    theme::bundled::app_package().unwrap().strict_bundle().unwrap();
}
