//! What contributors and CI run beside cargo itself. Depends on almost nothing, so that it starts in seconds.

mod bench;
mod committed;
mod deps;
mod files;
mod fuzz;
mod layers;
mod licence;
mod lighthouse;
mod looks;
mod needs;
mod postgres;
mod process;
mod prove;
mod release;
mod relevance;
mod rust;
mod say;
mod seed;
mod signers;
mod size;
mod test;
mod texts;
mod vendor;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::say::say;

struct Command {
    name: &'static str,
    usage: &'static str,
    does: &'static str,
    when: &'static str,
    time: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "test",
        usage: "test [GATE…]",
        does: "installs what is missing (as root), then runs every gate, or those named",
        when: "CI, before each commit",
        time: "45 min cold, 15 warm",
        run: test::run,
    },
    Command {
        name: "size",
        usage: "size",
        does: "holds the limits of file, function, handler, template and script length",
        when: "in test",
        time: "seconds",
        run: size::run,
    },
    Command {
        name: "deps",
        usage: "deps",
        does: "holds licences, refused crates and the order of our own crates",
        when: "in test",
        time: "seconds",
        run: deps::run,
    },
    Command {
        name: "texts",
        usage: "texts",
        does: "every text key exists in each language, is used, and is sorted",
        when: "in test",
        time: "seconds",
        run: texts::run,
    },
    Command {
        name: "committed",
        usage: "committed",
        does: "no path of one machine and no registry's host name in any file of ours",
        when: "in test",
        time: "seconds",
        run: committed::run,
    },
    Command {
        name: "lighthouse",
        usage: "lighthouse [PAGE…]",
        does: "prints Lighthouse's scores of home, category, article and search, the median of five looks each",
        when: "by hand, with Node",
        time: "10 min",
        run: lighthouse::run,
    },
    Command {
        name: "vendor",
        usage: "vendor --verify | --rebuild",
        does: "compares third-party files with the vendor.toml beside them, or bundles them anew with Node",
        when: "in test",
        time: "seconds",
        run: vendor::run,
    },
    Command {
        name: "seed",
        usage: "seed",
        does: "each statement of the seed, threat and refusal of sign-on has a test that runs",
        when: "in test",
        time: "as long as building the tests takes",
        run: seed::run,
    },
    Command {
        name: "prove",
        usage: "prove [--again] [--both] [NAME…]",
        does: "takes each condition and rule away in turn and expects a story to fail",
        when: "by hand, nightly",
        time: "5 min",
        run: prove::run,
    },
    Command {
        name: "bench",
        usage: "bench [TOPIC…]",
        does: "measures beside yardsticks; --quick, --check, --write, --postgres",
        when: "by hand, docs/performance.md",
        time: "15 min, half of it building",
        run: bench::run,
    },
    Command {
        name: "fuzz-themes",
        usage: "fuzz-themes [--minutes N] [--only TARGET]",
        does: "makes up templates, manifests, values, snippets and archives, and looks for what panics or costs too much",
        when: "two minutes of it in test",
        time: "2 min, and once the building",
        run: fuzz::run,
    },
    Command {
        name: "relevance",
        usage: "relevance [--each | --speed]",
        does: "puts judged questions to the search of articles and to the databases' own",
        when: "by hand, docs/performance.md",
        time: "seconds, and once the building",
        run: relevance::run,
    },
    Command {
        name: "looks",
        usage: "looks [NAME…]",
        does: "makes docs/looks/ anew: one picture a page; --whole FOLDER keeps each screen",
        when: "by hand, after a change of pages",
        time: "3 min",
        run: looks::run,
    },
    Command {
        name: "postgres",
        usage: "postgres COMMAND…",
        does: "runs a command beside a private PostgreSQL, e.g. `postgres cargo test -p desk`",
        when: "by hand",
        time: "2 s more",
        run: postgres::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        help();
        return ExitCode::from(2);
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) || rest.iter().any(|word| word == "--help") {
        help();
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        say(format!("there is no command \"{name}\"\n"));
        help();
        return ExitCode::from(2);
    };
    match enter_workspace().and_then(|()| (command.run)(rest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format!("{name}: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn help() {
    say("cargo xtask COMMAND\n");
    for command in COMMANDS {
        say(format!("  {:<18}  {}", command.usage, command.does));
        say(format!("  {:<18}  {}; {}", "", command.when, command.time));
    }
    say("\nGates of test, in their order:\n");
    for gate in test::GATES {
        say(format!("  {:<18}  {}", gate.name, gate.does));
    }
}

/// Every path below is relative to the workspace, wherever the alias was called.
fn enter_workspace() -> Result<()> {
    let Some(manifest) = std::env::var_os("CARGO_MANIFEST_DIR") else { return Ok(()) };
    let root = Path::new(&manifest).parent().context("xtask lies directly in the workspace")?;
    std::env::set_current_dir(root).with_context(|| format!("{}", root.display()))
}
