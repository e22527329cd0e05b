//! What is marked, and which part of a text is shown.

use search::Hit;

use crate::shelf::{document, english, index_of, question, shown};

fn best(title: &str, text: &str, typed: &str) -> Hit {
    let index = index_of(vec![english("it", title, text)]);
    index.search(&question(typed, &["en_us"])).unwrap().hits.remove(0)
}

#[test]
fn k3_forms_errors_and_beginnings_are_marked_as_they_were_written() {
    let hit = best(
        "Connecting Devices",
        "You connected a Device. It is a devi\u{ad}ce that connects.",
        "conect devices",
    );
    assert_eq!(shown(&hit.title), "[Connecting] [Devices]");
    assert_eq!(shown(&hit.excerpt), "You [connected] a [Device]. It is a [devi\u{ad}ce] that [connects].");
    assert_eq!(shown(&best("Größe", "…", "grosse").title), "[Größe]");
    assert_eq!(shown(&best("Configuration", "…", "config").title), "[Configuration]");
}

#[test]
fn k3_where_the_word_stands_one_that_looks_like_it_is_not_marked() {
    let hit = best("Strings", "A strong string is strung.", "string");
    assert_eq!(shown(&hit.excerpt), "A strong [string] is strung.");
}

#[test]
fn k3_the_excerpt_is_where_most_of_the_words_stand_together() {
    let filler = "Nothing of interest happens in this part of the text at all. ".repeat(10);
    let text = format!("The export is here. {filler} Choose export, then invoices. {filler} Invoices again.");
    let hit = best("Guide", &text, "export invoices");
    let excerpt = shown(&hit.excerpt);
    assert!(excerpt.contains("Choose [export], then [invoices]."), "{excerpt}");
    assert!(excerpt.starts_with('…') && excerpt.ends_with('…') && excerpt.len() < 280, "{excerpt}");
}

#[test]
fn k3_what_is_only_in_the_title_shows_the_beginning_of_the_text() {
    let hit = best("Refunds", "First line.\n\nSecond   line.", "refund");
    assert_eq!(shown(&hit.excerpt), "First line. Second line.");
}

#[test]
fn k3_phrases_and_pairs_of_signs_are_marked_as_one() {
    let index = index_of(vec![document("it", "zh", "安装新的打印机", "…")]);
    let hits = index.search(&question("打印机", &["zh"])).unwrap();
    assert_eq!(shown(&hits.hits[0].title), "安装新的[打印机]");
    let hit = best("The mail server is a server", "…", "\"mail server\"");
    assert_eq!(shown(&hit.title), "The [mail server] is a server");
}

#[test]
fn th34_markup_in_a_text_stays_text() {
    let hit = best("<b>Bold</b> & <script>", "<img src=x onerror=alert(1)> bold", "bold");
    assert_eq!(shown(&hit.title), "<b>[Bold]</b> & <script>");
    assert_eq!(shown(&hit.excerpt), "<img src=x onerror=alert(1)> [bold]");
}
