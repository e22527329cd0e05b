use markup::{Html, HtmlSplit, html_to_text, split_html_quote};
use proptest::prelude::*;

use crate::soup;

/// The HTML of a mail, and the text of its two parts.
const FOLDED: [(&str, &str, &str, &str); 16] = [
    (
        "gmail",
        r#"<div dir="ltr">Thanks!</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, 5 Mar 2024 Ann wrote:<br></div><blockquote class="gmail_quote" style="margin:0">Hello</blockquote></div>"#,
        "Thanks!",
        "On Tue, 5 Mar 2024 Ann wrote:\n\n> Hello",
    ),
    (
        "gmail, forwarded with a word",
        r#"<div>FYI</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Ann</div>Hello</div>"#,
        "FYI",
        "---------- Forwarded message ---------\nFrom: Ann\nHello",
    ),
    (
        "outlook on the web",
        r#"<div class="elementToProof">Thanks!</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Ann<br><b>Sent:</b> Tuesday</div><div>Hello</div>"#,
        "Thanks!",
        "From: Ann\nSent: Tuesday\nHello",
    ),
    (
        "outlook, forwarded through another",
        r#"<div>Thanks!</div><div id="x_divRplyFwdMsg"><b>Von:</b> Max</div><p>Hallo</p>"#,
        "Thanks!",
        "Von: Max\n\nHallo",
    ),
    (
        "outlook on the desktop",
        r#"<p class="MsoNormal">Danke!</p><div><div style="border-top:solid"><p class="MsoNormal"><b>Von:</b> Max<br><b>Gesendet:</b> Dienstag<br><b>An:</b> Eva<br><b>Betreff:</b> Router</p></div></div><p>Hallo</p>"#,
        "Danke!",
        "Von: Max\nGesendet: Dienstag\nAn: Eva\nBetreff: Router\n\nHallo",
    ),
    (
        "thunderbird",
        r#"<p>Thanks!</p><div class="moz-cite-prefix">On 05.03.24 09:14, Ann wrote:<br></div><blockquote type="cite" cite="mid:a@b"><p>Hello</p></blockquote>"#,
        "Thanks!",
        "On 05.03.24 09:14, Ann wrote:\n\n> Hello",
    ),
    (
        "thunderbird, with a signature below",
        r#"<p>Thanks!</p><div class="moz-cite-prefix">On 05.03.24 Ann wrote:</div><blockquote type="cite">Hello</blockquote><pre class="moz-signature">-- <br>Bob</pre>"#,
        "Thanks!",
        "On 05.03.24 Ann wrote:\n\n> Hello\n\n--\nBob",
    ),
    (
        "apple",
        r#"<div>Thanks!</div><div><br><blockquote type="cite"><div>On 5 Mar 2024, at 09:14, Ann &lt;<a href="mailto:ann@example.com">ann@example.com</a>&gt; wrote:</div><div>Hello</div></blockquote></div>"#,
        "Thanks!",
        "> On 5 Mar 2024, at 09:14, Ann <ann@example.com> wrote:\n> Hello",
    ),
    (
        "yahoo",
        r#"<div class="yahoo-style-wrap">Thanks!</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Tuesday, March 5, 2024, Ann wrote:</div><div>Hello</div></div>"#,
        "Thanks!",
        "On Tuesday, March 5, 2024, Ann wrote:\nHello",
    ),
    (
        "proton",
        r#"<div>Thanks!</div><div class="protonmail_quote">On Tuesday, Ann wrote:<br><blockquote class="protonmail_quote" type="cite">Hello</blockquote></div>"#,
        "Thanks!",
        "On Tuesday, Ann wrote:\n\n> Hello",
    ),
    (
        "a quote that only words announce",
        "<p>Merci !</p><p>Le mar. 5 mars 2024 à 09:14, Zoé a écrit :</p><blockquote>Bonjour</blockquote>",
        "Merci !",
        "Le mar. 5 mars 2024 à 09:14, Zoé a écrit :\n\n> Bonjour",
    ),
    (
        "an announcement in the middle of a block",
        "<div>Yes.<br><br>On Tue, 5 Mar 2024 at 09:14, Ann &lt;ann@example.com&gt; wrote:<br>Hello</div>",
        "Yes.",
        "On Tue, 5 Mar 2024 at 09:14, Ann <ann@example.com> wrote:\nHello",
    ),
    (
        "marked lines in HTML",
        "<div>Yes.</div><div>-----Original Message-----</div><div>Hello</div>",
        "Yes.",
        "-----Original Message-----\nHello",
    ),
    (
        "deep inside",
        "<table><tr><td><div><b>Yes.<div>-----Original Message-----</div>Hello</b></div></td></tr></table>",
        "Yes.",
        "-----Original Message-----\nHello",
    ),
    (
        "arabic",
        r#"<div dir="rtl">شكرا</div><div class="gmail_quote"><div dir="rtl" class="gmail_attr">في الثلاثاء كتب علي:</div><blockquote class="gmail_quote">مرحبا</blockquote></div>"#,
        "شكرا",
        "في الثلاثاء كتب علي:\n\n> مرحبا",
    ),
    (
        "a picture is no word",
        r#"<div>Yes.</div><img src="cid:a" alt="Logo"><blockquote type="cite">Hello</blockquote>"#,
        "Yes.\nLogo",
        "> Hello",
    ),
];

#[test]
fn p4_the_quoted_part_of_html_is_found() {
    for (name, raw, fresh, quoted) in FOLDED {
        let split = split_html_quote(raw);
        assert_eq!(html_to_text(split.fresh.as_str()), fresh, "{name}");
        assert_eq!(split.quoted.map(|html| html_to_text(html.as_str())).as_deref(), Some(quoted), "{name}");
    }
}

#[test]
fn p4_nothing_that_may_be_fresh_is_folded_in_html() {
    let cases = [
        ("no quote", "<p>Hello</p>"),
        (
            "a quotation of the author's own",
            "<p>You say:</p><blockquote>Free for ever</blockquote><p>Why not?</p>",
        ),
        ("a quotation at the end", "<p>I like this:</p><blockquote>Be brief</blockquote>"),
        (
            "a forward alone",
            r#"<div class="gmail_quote"><div>---------- Forwarded message ---------</div>Hello</div>"#,
        ),
        ("an answer below", r#"<blockquote type="cite">Hello?</blockquote><p>Hello!</p>"#),
        (
            "answers between",
            r#"<p>Below.</p><div class="gmail_quote"><div class="gmail_attr">Ann wrote:</div><blockquote class="gmail_quote">One?</blockquote><div>Yes.</div><blockquote class="gmail_quote">Two?</blockquote></div>"#,
        ),
    ];
    for (name, raw) in cases {
        assert_eq!(split_html_quote(raw), HtmlSplit { fresh: Html::sanitise(raw), quoted: None }, "{name}");
    }
}

#[test]
fn each_part_is_whole_by_itself() {
    let raw =
        "<table><tr><td dir=rtl><b>Yes.<div>-----Original Message-----</div>Hello</b></td></tr></table>";
    let HtmlSplit { fresh, quoted } = split_html_quote(raw);
    assert_eq!(fresh.as_str(), "<table><tbody><tr><td dir=\"rtl\"><b>Yes.</b></td></tr></tbody></table>");
    assert_eq!(
        quoted.unwrap().as_str(),
        "<table><tbody><tr><td dir=\"rtl\"><b><div>-----Original Message-----</div>Hello</b></td></tr></tbody></table>"
    );
}

#[test]
fn marks_do_not_outlive_the_split() {
    for (_, raw, _, _) in FOLDED {
        let HtmlSplit { fresh, quoted } = split_html_quote(raw);
        assert!(!fresh.as_str().contains("data-quote") && !quoted.unwrap().as_str().contains("data-quote"));
    }
}

#[test]
fn html_beyond_the_limits_is_split_as_text() {
    let raw = format!("Yes.<br><br>-----Original Message-----<br>Hello{}", "<div>".repeat(300));
    let HtmlSplit { fresh, quoted } = split_html_quote(&raw);
    assert_eq!(fresh.as_str(), "<p>Yes.</p>");
    assert_eq!(quoted.unwrap().as_str(), "<p>-----Original Message-----<br>Hello</p>");
}

fn letters(html: &Html) -> String {
    html_to_text(html.as_str()).chars().filter(|c| c.is_alphabetic()).collect()
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn the_parts_lose_no_letter(raw in soup::html()) {
        let HtmlSplit { fresh, quoted } = split_html_quote(&raw);
        let parts = letters(&fresh) + &quoted.map(|html| letters(&html)).unwrap_or_default();
        prop_assert_eq!(parts, letters(&Html::sanitise(&raw)));
    }

    #[test]
    fn th34_each_part_is_clean(raw in soup::html()) {
        let HtmlSplit { fresh, quoted } = split_html_quote(&raw);
        for part in [Some(fresh), quoted].into_iter().flatten() {
            prop_assert_eq!(&Html::sanitise(part.as_str()), &part);
        }
    }
}
