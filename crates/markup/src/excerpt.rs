use unicode_segmentation::UnicodeSegmentation;

/// A cluster of more bytes than this counts as several, or one letter under a thousand accents fills a page.
const MAX_CLUSTER: usize = 32;

/// The beginning of a text on one line: white space becomes single spaces. A longer text is cut to `max_chars`
/// grapheme clusters, at the end of a word where one is near, and gets a `…` behind.
pub fn excerpt(text: &str, max_chars: usize) -> String {
    let line = one_line(text, max_chars);
    match cut_after(&line, max_chars) {
        Some(end) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// The first words on one line, at least one cluster more than `max_chars` if there are so many.
fn one_line(text: &str, max_chars: usize) -> String {
    let enough = max_chars.saturating_add(1).saturating_mul(MAX_CLUSTER);
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        let left = enough.saturating_sub(line.len());
        line.push_str(&word[..word.floor_char_boundary(left)]);
        if line.len() >= enough.saturating_sub(4) {
            break;
        }
    }
    line
}

/// Where to cut a line of more than `max_chars` clusters.
pub(crate) fn cut_after(line: &str, max_chars: usize) -> Option<usize> {
    let mut counted = 0;
    let (hard, _) = line.grapheme_indices(true).find(|(_, cluster)| {
        counted += cluster.len().div_ceil(MAX_CLUSTER);
        counted > max_chars
    })?;
    if line[hard..].starts_with(' ') {
        return Some(hard);
    }
    let near = max_chars / 4;
    let back = line[..hard].grapheme_indices(true).rev().take(near).find(|(_, cluster)| *cluster == " ");
    Some(back.map_or(hard, |(space, _)| space))
}
