//! The benchmark: starts the product and what it is measured against, drives them over loopback, prints a table.
//! `cargo xtask bench` builds all of them and runs this. How and why: `docs/performance.md`.

mod arena;
mod article;
mod data;
mod drive;
mod figure;
mod http;
mod letters;
mod machine;
mod measure;
mod options;
mod people;
mod place;
mod postgres;
mod report;
mod run;
mod say;
mod server;

use std::process::ExitCode;

use clap::Parser;

use crate::options::Options;
use crate::say::say;

fn main() -> ExitCode {
    match run::run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format!("bench: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
