//! What a message shows of a mail: what is new in it, made safe, the older mail below it folded.

use mail::Mail;
use markup::{Html, html_to_text, split_html_quote, split_quote};

/// A text of more characters is shown up to here; the whole of it becomes a file, so that nothing is lost.
const LONGEST_TEXT: usize = 64 * 1024;
/// HTML of more bytes is shown as its text; the HTML becomes a file.
const LONGEST_HTML: usize = 512 * 1024;

/// The text of a mail as it is stored.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// What is new.
    pub(super) text: String,
    /// The same, as it is shown.
    pub(super) html: Html,
    /// The older mail below; empty where there is none.
    pub(super) quoted: Html,
    /// What was too long to be shown whole, to be kept as a file: its name and its bytes.
    pub(super) overlong: Option<(&'static str, String)>,
}

impl Contents {
    /// Of HTML, where there is some, as mail programs do it; else of plain text.
    pub(super) fn of(mail: &mut Mail) -> Self {
        match (mail.html.take(), mail.text.take()) {
            (Some(html), _) if html.len() > LONGEST_HTML => {
                Self::cut(&html_to_text(&html), ("mail.html", html))
            }
            (Some(html), _) => Self::of_html(html),
            (None, text) => Self::of_text(&text.unwrap_or_default()),
        }
    }

    fn of_html(raw: String) -> Self {
        let split = split_html_quote(&raw);
        let text = html_to_text(split.fresh.as_str());
        let whole =
            Self { text, html: split.fresh, quoted: split.quoted.unwrap_or_default(), overlong: None };
        if whole.is_shown_whole() { whole } else { Self::cut(&whole.text, ("mail.html", raw)) }
    }

    fn of_text(raw: &str) -> Self {
        if raw.chars().count() > LONGEST_TEXT {
            return Self::cut(raw, ("mail.txt", raw.to_owned()));
        }
        let split = split_quote(raw);
        let text = markup::normalise(split.fresh);
        let quoted = split.quoted.map(Html::from_plain).unwrap_or_default();
        Self { html: Html::from_plain(&text), text, quoted, overlong: None }
    }

    /// Made safe, HTML may be several times as long as it was: a link says more than what was typed for it.
    fn is_shown_whole(&self) -> bool {
        let bytes = self.html.as_str().len() + self.quoted.as_str().len();
        self.text.chars().count() <= LONGEST_TEXT && bytes <= LONGEST_HTML
    }

    /// The beginning of a text, which is shorter than [`LONGEST_HTML`] even where it is nothing but links.
    fn cut(text: &str, whole: (&'static str, String)) -> Self {
        let text = shortened(text);
        Self { html: Html::from_plain(&text), text, overlong: Some(whole), ..Self::default() }
    }
}

/// The beginning, with a sign that it is one.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", text[..end].trim()),
        None => text.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use mail::{Limits, parse};

    use super::{Contents, LONGEST_HTML, LONGEST_TEXT};

    fn contents(kind: &str, body: &str) -> Contents {
        let raw = format!("From: ana@x.test\nContent-Type: {kind}; charset=utf-8\n\n{body}");
        Contents::of(&mut parse(raw.as_bytes(), &Limits::default()).unwrap())
    }

    #[test]
    fn n3_older_mail_is_folded_and_html_made_safe() {
        let plain = contents(
            "text/plain",
            "Thanks!\n\nOn Mon, 5 Jan 2026 at 09:30, Bo <bo@y.test> wrote:\n> It is <b>here</b>.\n",
        );
        assert_eq!((plain.text.as_str(), plain.html.as_str()), ("Thanks!", "<p>Thanks!</p>"));
        assert!(plain.quoted.as_str().contains("&lt;b&gt;here"), "{}", plain.quoted);
        let rich = "<p onclick=a()>Thanks!<script>a()</script></p><blockquote type=cite>older</blockquote>";
        let rich = contents("text/html", rich);
        assert_eq!((rich.text.as_str(), rich.html.as_str()), ("Thanks!", "<p>Thanks!</p>"));
        assert!(rich.quoted.as_str().contains("older"));
    }

    #[test]
    fn n4_a_text_without_end_is_cut_where_all_of_it_is_kept_beside() {
        let long = "word ".repeat(LONGEST_TEXT / 4);
        for (kind, name) in [("text/plain", "mail.txt"), ("text/html", "mail.html")] {
            let cut = contents(kind, &long);
            assert!(cut.text.ends_with('…') && cut.text.chars().count() <= LONGEST_TEXT + 1);
            let (kept_as, whole) = cut.overlong.unwrap();
            assert_eq!((kept_as, whole.as_str()), (name, long.as_str()));
        }
        let heavy = format!("<p>{}</p>", "<b>a</b>".repeat(LONGEST_TEXT));
        assert!(contents("text/html", &heavy).overlong.is_some());
    }

    #[test]
    fn n4_a_page_can_show_whatever_a_mail_says() {
        let links = "<a href=http://a.b>a</a>".repeat(20_000);
        for (kind, body) in [("text/html", &links), ("text/plain", &"http://a.b ".repeat(5_900))] {
            let shown = contents(kind, body);
            assert!(shown.html.as_str().len() <= LONGEST_HTML && shown.text.contains('a'), "{kind}");
        }
        assert_eq!(contents("text/html", &links).overlong.unwrap().1, links, "it is kept as a file");
    }
}
