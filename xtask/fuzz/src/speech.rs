//! Texts out of bytes: seeds cut up, joined and strewn with words of other seeds, so that most of them are nearly right.

/// What makes the choices: bytes, one after the other, and nothing once they are over.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn next(&mut self, below: usize) -> usize {
        let large = self.byte() * 256 + self.byte();
        if below == 0 { 0 } else { large % below }
    }

    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first)
    }
}

/// Bytes that say a seed as it is.
pub(crate) fn only_seed(at: usize) -> Vec<u8> {
    let [.., high, low] = at.to_be_bytes();
    vec![high, low]
}

/// The text that these bytes say.
pub(crate) fn speak(bytes: &[u8], seeds: &[String]) -> String {
    let mut choices = Choices(bytes);
    let first = choices.next(seeds.len());
    if choices.byte() % 2 == 1 {
        return lines(&mut choices, seeds);
    }
    let mut text: Vec<char> = seeds.get(first).map(|seed| seed.chars().collect()).unwrap_or_default();
    while !choices.0.is_empty() && text.len() < 20_000 {
        change(&mut text, &mut choices, seeds);
    }
    text.into_iter().collect()
}

/// A few lines as they are, each perhaps several times: every second case, for what is broken goes no further than the parser.
fn lines(choices: &mut Choices<'_>, seeds: &[String]) -> String {
    let count = 1 + choices.byte() % 6;
    (0..count).map(|_| line(choices, seeds)).collect()
}

fn line(choices: &mut Choices<'_>, seeds: &[String]) -> String {
    let lines: Vec<&str> = other(choices, seeds).split_inclusive('\n').collect();
    let line = lines.get(choices.next(lines.len())).copied().unwrap_or_default();
    line.repeat(1 + choices.byte() / 64)
}

fn change(text: &mut Vec<char>, choices: &mut Choices<'_>, seeds: &[String]) {
    let at = choices.next(text.len() + 1);
    match choices.byte() % 16 {
        0 => drop(text.drain(at..(at + choices.byte()).min(text.len()))),
        1 => {
            let end = (at + choices.byte()).min(text.len());
            let piece = text[at..end].to_vec();
            (0..choices.byte() % 40).for_each(|_| drop(text.splice(at..at, piece.iter().copied())));
        }
        2 => text.insert(
            at,
            char::from_u32(u32::try_from(choices.next(0x3000)).unwrap_or_default()).unwrap_or('x'),
        ),
        3 => text.insert(at, SIGNS[choices.byte() % SIGNS.len()]),
        4 => {
            let words: Vec<&str> = other(choices, seeds).split_inclusive([' ', '\n']).collect();
            let from = choices.next(words.len());
            let piece = words.iter().skip(from).take(1 + choices.byte() % 6).flat_map(|word| word.chars());
            drop(text.splice(at..at, piece));
        }
        // Whole lines between lines: what comes of that is often right, and does more than its parts.
        _ => {
            let line = line(choices, seeds);
            let begins = text[..at].iter().rposition(|sign| *sign == '\n').map_or(0, |before| before + 1);
            drop(text.splice(begins..begins, line.chars()));
        }
    }
}

const SIGNS: [char; 13] = ['{', '}', '%', '"', '\'', '[', ']', '\n', '<', '>', '=', '\\', '\0'];

fn other<'a>(choices: &mut Choices<'_>, seeds: &'a [String]) -> &'a str {
    seeds.get(choices.next(seeds.len())).map_or("", String::as_str)
}
