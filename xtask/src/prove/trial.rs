//! One switch thrown, until a story fails.

use std::process::Output;

use super::notes::Story;
use super::program::Program;

/// The story that notices the switch: the one that did so the last time, or else the first of these.
pub(crate) fn killer(
    programs: &[Program],
    switch: &str,
    stories: &[Story],
    last: Option<&Story>,
) -> Option<Story> {
    let known = last.into_iter().filter(|last| stories.contains(last));
    let others = stories.iter().filter(|story| Some(*story) != last);
    let ordered: Vec<&Story> = known.chain(others).collect();
    turns(&ordered).find_map(|turn| {
        programs.iter().find_map(|program| {
            let of_it: Vec<&Story> =
                turn.iter().copied().filter(|story| story.package == program.package).collect();
            if of_it.is_empty() { None } else { first_to_fail(program, switch, &of_it) }
        })
    })
}

/// One story, then two, then four: most switches fall to the first, and a process for each of the rest would cost more
/// than the stories.
fn turns<'s>(ordered: &'s [&'s Story]) -> impl Iterator<Item = &'s [&'s Story]> {
    let mut begin = 0;
    std::iter::from_fn(move || {
        let end = ordered.len().min(2 * begin + 1);
        let turn = ordered.get(begin..end).filter(|turn| !turn.is_empty())?;
        begin = end;
        Some(turn)
    })
}

fn first_to_fail(program: &Program, switch: &str, stories: &[&Story]) -> Option<Story> {
    let mut call = program.call();
    call.env("PORTICO_PROVE", switch).args(["--exact", "--test-threads=1"]);
    call.args(stories.iter().map(|story| &story.test));
    let Ok(output) = call.output() else { return None };
    if output.status.success() {
        return None;
    }
    let failed = failed(&output);
    let story = stories.iter().find(|story| failed.contains(&story.test));
    // A program that broke down altogether names nobody.
    Some((*story.unwrap_or(stories.first()?)).clone())
}

/// The names of the tests that failed, by what their program said.
pub(crate) fn failed(output: &Output) -> Vec<String> {
    let said = String::from_utf8_lossy(&output.stdout);
    let name = |line: &str| Some(line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?.to_owned());
    said.lines().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::{Story, turns};

    #[test]
    fn every_story_has_its_turn_once() {
        let stories: Vec<Story> =
            (0..12).map(|n| Story { package: "desk".into(), test: n.to_string() }).collect();
        let ordered: Vec<&Story> = stories.iter().collect();
        let sizes: Vec<usize> = turns(&ordered).map(<[&Story]>::len).collect();
        assert_eq!(sizes, [1, 2, 4, 5]);
        assert_eq!(turns(&[]).count(), 0);
    }
}
