//! A drawn mail as a mail program reads it. Nothing is fetched from elsewhere when it is opened, or whoever writes themes would
//! read along: a picture's address can hold a code or a customer's words, and a style can fetch one for each.

use html5ever::tokenizer::Tag;

use super::page::{Finding, Severity};
use super::tags::{self, Part};

/// Mails by which somebody signs in.
const SECRET: [&str; 2] = ["mail/code.html", "mail/address.html"];
/// The mail that holds what people wrote, and so leads to wherever they said.
const WRITTEN: &str = "mail/reply.html";
/// Elements that fetch, run and send nothing.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];
/// Attributes that hold no address, but for `data-…` and `aria-…`.
const ATTRIBUTES: &[&str] = &[
    "align",
    "alt",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "charset",
    "class",
    "colspan",
    "content",
    "datetime",
    "dir",
    "headers",
    "height",
    "hidden",
    "id",
    "lang",
    "name",
    "rel",
    "role",
    "rowspan",
    "scope",
    "span",
    "start",
    "target",
    "title",
    "translate",
    "type",
    "valign",
    "value",
    "width",
];
/// What of a style sheet fetches, runs, or hides that it does.
const FETCHES: [&str; 11] = [
    "\\",
    "/*",
    "@import",
    "url(",
    "src(",
    "image(",
    "image-set(",
    "expression(",
    "behavior",
    "-binding",
    "progid",
];
/// Where a link may lead.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
/// What a picture may hold in its own address.
const PICTURES: &str = "data:image/";

/// Whether a template makes a mail, or a part of one.
pub fn is_mail(template: &str) -> bool {
    template.starts_with("mail/")
}

/// Everything that is wrong with a drawn mail of a site, each once. `site` is how the site's addresses begin, one of
/// `https://help.example.com`.
pub fn check_mail(template: &str, html: &str, site: &[String]) -> Vec<Finding> {
    let mut seen = Seen {
        site,
        template,
        text: String::new(),
        findings: Vec::new(),
        has_language: false,
        has_title: false,
    };
    tags::read(html, |part, line| match part {
        Part::Open(tag) => seen.look(tag, line),
        Part::Style(text) => seen.look_at_style(text, line),
        Part::Text(text) => seen.text.push_str(text),
        // Some programs obey what stands in one: <!--[if mso]>.
        Part::Comment => seen.refuse(line, "a mail has no comments", ""),
        Part::Doubtful => seen.refuse(line, "a mail is read alike by every program", ""),
    });
    seen.look_at_text();
    for (is_there, what) in [
        (seen.has_language, "the mail says no language: <html lang>"),
        (seen.has_title, "the mail has no title"),
    ] {
        if !is_there {
            seen.find(Severity::Barrier, 1, what, "");
        }
    }
    seen.findings
}

/// What was seen of a mail.
struct Seen<'a> {
    site: &'a [String],
    template: &'a str,
    /// All that is read in it.
    text: String,
    findings: Vec<Finding>,
    has_language: bool,
    has_title: bool,
}

impl Seen<'_> {
    fn look(&mut self, tag: &Tag, line: u64) {
        let name = &*tag.name;
        if !ELEMENTS.contains(&name) {
            self.refuse(line, "a mail has elements that show something", name);
        }
        self.has_title |= name == "title";
        // Between elements there is an end to a word.
        self.text.push(' ');
        for attribute in &tag.attrs {
            self.look_at(name, (&attribute.name.local, &attribute.value), line);
        }
        if name == "img" && !tag.attrs.iter().any(|attribute| &*attribute.name.local == "alt") {
            self.find(Severity::Barrier, line, "a picture says what it shows: alt is missing", "");
        }
    }

    fn look_at(&mut self, element: &str, (name, value): (&str, &str), line: u64) {
        match name {
            "lang" if element == "html" => self.has_language = !value.trim().is_empty(),
            "style" => self.look_at_style(value, line),
            "href" if element == "a" && self.may_lead(value.trim()) => {}
            "src" if element == "img" && self.may_show(value.trim()) => {}
            "href" => self.refuse(
                line,
                "a link of a mail leads to the site; of an answer, to a whole address",
                value,
            ),
            "src" => self.refuse(
                line,
                "a picture of a mail is a file of the theme: asset(…) behind shell.origin",
                value,
            ),
            _ if ATTRIBUTES.contains(&name) || name.starts_with("data-") || name.starts_with("aria-") => {}
            // How programs mark what a quote is of.
            "cite" if element == "blockquote" => {}
            _ => self.refuse(line, "a mail has attributes that hold no address", name),
        }
    }

    /// A mail is read where no address is ours unless it says so.
    fn may_lead(&self, address: &str) -> bool {
        let is_listed = SCHEMES.iter().any(|scheme| {
            address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        address.starts_with('#') || self.is_ours(address) || (self.template == WRITTEN && is_listed)
    }

    /// Files of themes alone: any other address of the site would be told, by being asked for, what stands in it.
    fn may_show(&self, address: &str) -> bool {
        let is_inside =
            address.get(..PICTURES.len()).is_some_and(|start| start.eq_ignore_ascii_case(PICTURES));
        let path = self.site.iter().find_map(|origin| address.strip_prefix(origin.as_str()));
        let is_file = path.is_some_and(|path| {
            path.starts_with("/assets/") && !path.contains(['?', '#', '%', '\\']) && !path.contains("..")
        });
        is_inside || is_file
    }

    /// Whether an address is the site's own: `https://help.example.com.evil.example` is not.
    fn is_ours(&self, address: &str) -> bool {
        let behind = |origin: &String| address.strip_prefix(origin.as_str());
        self.site.iter().filter_map(behind).any(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn look_at_style(&mut self, style: &str, line: u64) {
        let style = style.to_ascii_lowercase();
        if let Some(fetch) = FETCHES.iter().find(|fetch| style.contains(**fetch)) {
            self.refuse(line, "a style of a mail fetches nothing", fetch);
        }
    }

    /// Programs make links of what looks like an address, and some follow each of them before anybody reads the mail.
    fn look_at_text(&mut self) {
        if !SECRET.contains(&self.template) {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let led = text.split_whitespace().find(|word| looks_like_address(word) && !self.is_ours_in(word));
        if let Some(word) = led {
            self.refuse(1, "an address in the text of a mail is the site's", word);
        }
    }

    fn is_ours_in(&self, word: &str) -> bool {
        let start = word.find("http").unwrap_or_default();
        self.is_ours(word[start..].trim_end_matches(|sign: char| !sign.is_alphanumeric() && sign != '/'))
    }

    fn refuse(&mut self, line: u64, rule: &'static str, what: &str) {
        self.find(Severity::Refused, line, rule, what);
    }

    fn find(&mut self, severity: Severity, line: u64, rule: &'static str, what: &str) {
        let what: String = what.chars().take(60).collect();
        let message = if what.is_empty() { rule.to_owned() } else { format!("{rule}; not {what:?}") };
        if !self.findings.iter().any(|known| known.message == message) {
            self.findings.push(Finding { severity, line, message, rule });
        }
    }
}

/// Whether a program would make a link of it: `https://…`, `www.…`, `example.com/…`.
fn looks_like_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let is_path = lower.match_indices(['/', '?', '#']).any(|(at, _)| {
        let before =
            lower[..at].rsplit(|sign: char| !sign.is_alphanumeric() && sign != '.' && sign != '-').next();
        before.and_then(|host| host.rsplit_once('.')).is_some_and(|(name, end)| {
            !name.is_empty() && end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
    });
    lower.contains("://") || lower.contains("www.") || is_path
}
