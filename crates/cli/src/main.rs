//! `portico`: the server and everything an operator does.

mod bench;
mod bootstrap;
mod demo;
mod gate;
mod log;
mod operate;
mod options;
mod serve;
mod theme;

use std::process::ExitCode;

use clap::Parser;

use crate::options::{Command, Options};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let options = Options::parse();
    if let Command::Gate = options.command {
        return gate::run().map_or_else(|error| fail(&error.into(), 1), |()| ExitCode::SUCCESS);
    }
    log::start(options.json_log);
    rustls::crypto::aws_lc_rs::default_provider()
        .install_default()
        .expect("nothing else installs a crypto provider");
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into(), 1),
    };
    let failed = options.command.failed();
    runtime.block_on(run(options)).unwrap_or_else(|error| fail(&error, failed))
}

async fn run(options: Options) -> anyhow::Result<ExitCode> {
    match options.command {
        Command::Serve(ref serve) => serve::serve(&options.place, serve).await?,
        Command::Demo(demo) => demo::demo(&options.place, demo).await?,
        Command::Bench(bench) => bench::bench(&options.place, bench).await?,
        Command::Theme(ref command) => return theme::run(command).await,
        // Ended in `main`, before there are threads.
        Command::Gate => {}
        Command::Operate(ref command) => return operate::run(&options.place, command).await,
    }
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::print_stderr, reason = "the one place that tells an operator why a command failed")]
fn fail(error: &anyhow::Error, status: u8) -> ExitCode {
    eprintln!("portico: {error:#}");
    ExitCode::from(status)
}
