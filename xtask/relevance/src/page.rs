//! Cuts a page of Sphinx at its sections. Sphinx writes well-formed HTML, so this reads no other.

/// A section of a page without the sections in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// Elements whose content is no text of the section.
const PASSED_OVER: &[&str] = &["nav", "script", "style", "svg"];

/// Links and numbers that Sphinx adds to a heading.
const BESIDE_HEADINGS: &[&str] = &["headerlink", "section-number"];

/// The sections of a page, in the order of their headings.
pub(crate) fn sections(html: &str) -> Vec<Section> {
    let mut cutter = Cutter::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        cutter.text(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        cutter.tag(&rest[at + 1..at + end]);
        rest = &rest[at + end + 1..];
    }
    cutter.found.iter_mut().for_each(|section| section.text = one_line(&section.text));
    cutter.found
}

#[derive(Default)]
struct Cutter {
    found: Vec<Section>,
    /// Which of `found` are open, the innermost last.
    open: Vec<usize>,
    in_heading: bool,
    /// The element that is passed over, and how many of its name are open.
    passing: Option<(String, usize)>,
}

impl Cutter {
    fn tag(&mut self, tag: &str) {
        let name: String = tag.chars().take_while(|c| c.is_alphanumeric() || *c == '/').collect();
        if let Some((passed, depth)) = &mut self.passing {
            *depth += usize::from(name == *passed);
            *depth -= usize::from(name.strip_prefix('/') == Some(passed));
            if *depth == 0 {
                self.passing = None;
            }
            return;
        }
        match name.as_str() {
            "section" => self.begin(attribute(tag, "id").unwrap_or_default()),
            "/section" => drop(self.open.pop()),
            "h1" | "h2" | "h3" | "h4" | "h5" => self.in_heading = true,
            "/h1" | "/h2" | "/h3" | "/h4" | "/h5" => self.in_heading = false,
            // Between two blocks there is a space, even where the page has none.
            "p" | "li" | "pre" | "dt" | "dd" | "div" | "br" => self.text(" "),
            _ => {}
        }
        let class = attribute(tag, "class").unwrap_or_default();
        if PASSED_OVER.contains(&name.as_str()) || BESIDE_HEADINGS.contains(&class) {
            self.passing = Some((name, 1));
        }
    }

    fn begin(&mut self, anchor: &str) {
        self.open.push(self.found.len());
        self.found.push(Section { anchor: anchor.to_owned(), ..Section::default() });
    }

    fn text(&mut self, written: &str) {
        let Some(at) = self.open.last().filter(|_| self.passing.is_none()) else { return };
        let section = &mut self.found[*at];
        let into = if self.in_heading { &mut section.title } else { &mut section.text };
        push_unescaped(into, written);
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = tag.split_once(&format!(" {name}=\""))?;
    behind.split('"').next()
}

fn push_unescaped(into: &mut String, mut written: &str) {
    while let Some(at) = written.find('&') {
        into.push_str(&written[..at]);
        let end = written[at..].find(';').map_or(written.len(), |end| at + end + 1);
        match sign(&written[at..end]) {
            Some(sign) => into.push(sign),
            None => into.push_str(&written[at..end]),
        }
        written = &written[end..];
    }
    into.push_str(written);
}

fn sign(reference: &str) -> Option<char> {
    match reference {
        "&amp;" => Some('&'),
        "&lt;" => Some('<'),
        "&gt;" => Some('>'),
        "&quot;" => Some('"'),
        "&copy;" => Some('©'),
        number => number.strip_prefix("&#")?.strip_suffix(';')?.parse().ok().and_then(char::from_u32),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_has_its_own_text_and_not_that_of_the_sections_in_it() {
        let page = r##"<p>before</p><section id="a"><h1><span class="section-number">1. </span>Why &amp; how<a
            class="headerlink" href="#a">¶</a></h1><nav class="contents"><nav>b</nav>b</nav><p>One</p><p>t<em>w</em>o</p>
            <section id="b"><h2>Inner</h2><pre>x &lt;
            y</pre></section><p>three</p></section>"##;
        let section = |anchor: &str, title: &str, text: &str| Section {
            anchor: anchor.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            sections(page),
            [section("a", "Why & how", "One two three"), section("b", "Inner", "x < y")]
        );
    }
}
