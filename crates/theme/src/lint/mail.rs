//! A drawn mail as a mail program reads it. Nothing is fetched from elsewhere when it is opened, or whoever writes themes would
//! read along: a picture's address can hold a code or a customer's words, and a style can fetch one for each.

use html5ever::tokenizer::Tag;

use super::page::{Finding, Severity};
use super::tags::{self, Part};

/// Mails by which somebody signs in: they lead nowhere but to the site.
const SECRET: [&str; 2] = ["mail/code.html", "mail/address.html"];
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
const FETCHES: [&str; 9] =
    ["\\", "@import", "url(", "src(", "image(", "image-set(", "expression(", "behavior", "-binding"];
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
    let is_secret = SECRET.contains(&template);
    let mut seen = Seen { site, is_secret, findings: Vec::new(), has_language: false, has_title: false };
    tags::read(html, |part, line| match part {
        Part::Open(tag) => seen.look(tag, line),
        Part::Style(text) => seen.look_at_style(text, line),
        // Some programs obey what stands in one: <!--[if mso]>.
        Part::Comment(_) => seen.find(Severity::Refused, line, "a mail has no comments".to_owned()),
    });
    for (is_there, what) in [
        (seen.has_language, "the mail says no language: <html lang>"),
        (seen.has_title, "the mail has no title"),
    ] {
        if !is_there {
            seen.find(Severity::Barrier, 1, what.to_owned());
        }
    }
    seen.findings
}

/// What was seen of a mail.
struct Seen<'a> {
    site: &'a [String],
    is_secret: bool,
    findings: Vec<Finding>,
    has_language: bool,
    has_title: bool,
}

impl Seen<'_> {
    fn look(&mut self, tag: &Tag, line: u64) {
        let name = &*tag.name;
        if !ELEMENTS.contains(&name) {
            self.find(Severity::Refused, line, format!("there is no <{name}> in a mail"));
        }
        self.has_title |= name == "title";
        for attribute in &tag.attrs {
            self.look_at(name, (&attribute.name.local, &attribute.value), line);
        }
        if name == "img" && !tag.attrs.iter().any(|attribute| &*attribute.name.local == "alt") {
            let what = "a picture says what it shows: alt is missing";
            self.find(Severity::Barrier, line, what.to_owned());
        }
    }

    fn look_at(&mut self, element: &str, (name, value): (&str, &str), line: u64) {
        let leads_on = |to: &str| format!("{name} leads to {:?}", to.chars().take(60).collect::<String>());
        match name {
            "lang" if element == "html" => self.has_language = !value.trim().is_empty(),
            "style" => self.look_at_style(value, line),
            "href" if element == "a" && self.may_lead(value.trim()) => {}
            "src" if element == "img" && self.may_show(value.trim()) => {}
            "href" | "src" => self.find(Severity::Refused, line, leads_on(value)),
            _ if ATTRIBUTES.contains(&name) || name.starts_with("data-") || name.starts_with("aria-") => {}
            // How programs mark what a quote is of.
            "cite" if element == "blockquote" => {}
            _ => self.find(Severity::Refused, line, format!("{name} is no attribute of a mail")),
        }
    }

    /// A mail is read where no address is ours unless it says so.
    fn may_lead(&self, address: &str) -> bool {
        let is_listed = SCHEMES.iter().any(|scheme| {
            address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        address.starts_with('#') || if self.is_secret { self.is_ours(address) } else { is_listed }
    }

    fn may_show(&self, address: &str) -> bool {
        let is_inside =
            address.get(..PICTURES.len()).is_some_and(|start| start.eq_ignore_ascii_case(PICTURES));
        is_inside || self.is_ours(address)
    }

    /// Whether an address is the site's own: `https://help.example.com.evil.example` is not.
    fn is_ours(&self, address: &str) -> bool {
        let behind = |origin: &String| address.strip_prefix(origin.as_str());
        self.site.iter().filter_map(behind).any(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn look_at_style(&mut self, style: &str, line: u64) {
        let style = style.to_ascii_lowercase();
        if let Some(fetch) = FETCHES.iter().find(|fetch| style.contains(**fetch)) {
            self.find(Severity::Refused, line, format!("a style of a mail has no {fetch}"));
        }
    }

    fn find(&mut self, severity: Severity, line: u64, message: String) {
        if !self.findings.iter().any(|known| known.message == message) {
            self.findings.push(Finding { severity, line, message });
        }
    }
}
