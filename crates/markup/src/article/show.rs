//! What a page adds to an article when it shows it, and a store need not keep.

use crate::article::address::OWN_FILES;
use crate::article::contents::Ids;
use crate::article::inline::attribute;
use crate::escape;
use crate::lexer::{Lexer, Token};

/// Clean HTML with the ids of its headings, tables in something that scrolls where they are too wide, and pictures below
/// the first loaded as they come into sight. Headings and tables begin and end lines, which nothing else can look like:
/// what is no tag has its `<` escaped. What scrolls by itself is reached by keys, and our files are asked for below `files`.
pub(super) fn page(html: &str, files: &str) -> String {
    let mut page =
        Page { out: String::with_capacity(html.len() + html.len() / 16), ids: Ids::default(), pictures: 0 };
    for line in html.split_inclusive('\n') {
        match line.trim_end_matches('\n') {
            "<table>" => page.out.extend(["<div class=\"wide\" tabindex=\"0\">", line]),
            "</table>" => page.out.extend(["</table></div>", &line["</table>".len()..]]),
            heading if ["<h2>", "<h3>", "<h4>"].iter().any(|tag| heading.starts_with(tag)) => {
                page.heading(line);
            }
            _ => page.line(line),
        }
    }
    let out = page.out.replace("<pre><code", "<pre tabindex=\"0\"><code");
    if files == OWN_FILES {
        return out;
    }
    // A `<` begins a tag and nothing else.
    ["<img src=\"", "<img loading=\"lazy\" src=\"", "<a href=\""]
        .iter()
        .fold(out, |out, tag| out.replace(&format!("{tag}{OWN_FILES}"), &format!("{tag}{files}")))
}

struct Page {
    out: String,
    ids: Ids,
    pictures: usize,
}

impl Page {
    fn heading(&mut self, line: &str) {
        let words = Lexer::new(line).filter_map(|(_, token)| match token {
            Token::Text(text) => Some(escape::decode(text)),
            _ => None,
        });
        let (tag, rest) = line.split_at("<h2".len());
        self.out.push_str(tag);
        attribute("id", &self.ids.next(&words.collect::<String>()), &mut self.out);
        self.out.push_str(rest);
    }

    fn line(&mut self, line: &str) {
        let mut written = 0;
        for (at, tag) in line.match_indices("<img") {
            self.out.push_str(&line[written..at + tag.len()]);
            if self.pictures > 0 {
                attribute("loading", "lazy", &mut self.out);
            }
            written = at + tag.len();
            self.pictures += 1;
        }
        self.out.push_str(&line[written..]);
    }
}
