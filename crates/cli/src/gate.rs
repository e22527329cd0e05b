//! `portico gate`: draws a theme that comes from the input, in a process that may take so much and no more.

use std::io;
use std::path::Path;

use web::ChildGate;

/// The word that begins it.
const WORD: &str = "gate";

/// Draws the theme, and writes what was found of it.
pub(crate) fn run() -> io::Result<()> {
    web::limit_gate()?;
    web::serve_gate(&mut io::stdin().lock(), &mut io::stdout().lock())
}

/// How this program begins itself as one: the program that runs, also once another one lies in its place.
pub(crate) fn of_this_program() -> io::Result<ChildGate> {
    let itself = Path::new("/proc/self/exe");
    let program = if itself.exists() { itself.to_owned() } else { std::env::current_exe()? };
    Ok(ChildGate::new(program, [WORD.into()]))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::io;

    use desk::theme::{Gate, Values};
    use web::ChildGate;

    const CHILD: &str = "gate::tests::draws_what_another_process_asks";
    const ENDLESS: &str = "gate::tests::takes_memory_without_end";

    fn arguments(name: &str) -> Vec<OsString> {
        ["--exact", name, "--nocapture", "--test-threads", "1", "--color", "never"].map(Into::into).to_vec()
    }

    fn gate(name: &str) -> ChildGate {
        ChildGate::new(std::env::current_exe().expect("it has a path"), arguments(name))
    }

    /// This very program as the process that draws, with the program's allocator; nothing where nobody asks by these words.
    #[test]
    fn draws_what_another_process_asks() {
        if !std::env::args_os().skip(1).eq(arguments(CHILD)) {
            return;
        }
        web::limit_gate().expect("a process can limit itself");
        web::serve_gate(&mut io::stdin().lock(), &mut io::stdout().lock()).expect("it is a theme");
        std::process::exit(0);
    }

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
    async fn t4_the_limits_hold_with_the_allocator_of_the_program() {
        let midtown = theme::bundled::midtown_package().expect("it can be read");
        assert_eq!(gate(CHILD).check(&midtown, &Values::default()).await, Ok(()));
        let why = gate(ENDLESS).check(&midtown, &Values::default()).await.expect_err("it has no end");
        assert_eq!(why, "drawing its pages takes more than 256 MB of memory");
    }
}
