//! What is forgiven of what was typed.

use search::Index;

use crate::shelf::{english, found, index_of};

fn one(text: &str) -> Index {
    index_of(vec![english("it", "Untitled", text), english("other", "Nothing of it", "quite elsewhere")])
}

fn finds(text: &str, typed: &str) -> bool {
    found(&one(text), typed) == ["it"]
}

#[test]
fn k3_one_error_is_forgiven_from_four_letters_and_two_from_eight() {
    let cases = [
        // An error is a letter too few, too many, another, or two that changed places.
        ("invoice", "invoce", true),
        ("invoice", "invoiice", true),
        ("invoice", "invoixe", true),
        ("invoice", "inovice", true),
        ("lamp", "lmap", true),
        ("invoice", "ivoce", false),
        ("subscription", "subscrption", true),
        ("subscription", "subsrcption", true),
        ("subscription", "sbscripton", true),
        ("subscription", "sbscrpton", false),
        // Three letters and numbers are meant as they are.
        ("key", "kye ", false),
        ("error 0x80070057", "0x80070058", false),
        ("4711", "4712", false),
    ];
    for (text, typed, expected) in cases {
        assert_eq!(finds(text, typed), expected, "{typed} for {text}");
    }
}

#[test]
fn k3_an_error_does_not_hide_another_form_of_the_word() {
    for (text, typed) in [("dictionaries", "dictonary"), ("connected", "conect"), ("payments", "paymnet")] {
        assert!(finds(text, typed), "{typed} for {text}");
    }
}

#[test]
fn k3_the_last_word_is_a_beginning_until_white_space_ends_it() {
    assert!(finds("resetting a password", "passw"));
    assert!(finds("resetting a password", "reset pas"));
    assert!(!finds("xylophone", "xyl "));
    assert!(finds("xylophone", "xyl"));
    // One more letter than a beginning has, and an error in it.
    assert!(finds("configuration", "confgurat"));
}

#[test]
fn k3_case_accents_and_forms_of_letters_do_not_matter() {
    for (text, typed) in [
        ("Crème brûlée", "creme BRULEE"),
        ("the cafe", "CAFÉ"),
        ("Ångström", "angstrom"),
        ("Straße", "strasse"),
        ("ﬁle ＡＢＣ", "file abc"),
        ("don’t panic", "don't panic"),
        ("soft\u{ad}ware", "software"),
    ] {
        assert!(finds(text, typed), "{typed} for {text}");
    }
}

#[test]
fn k3_what_is_joined_is_found_whole_and_in_parts() {
    let text = "Write to help.desk@example.com about order 4711-22.";
    for typed in
        ["help.desk@example.com", "example.com", "helpdesk", "4711-22", "4711/22", "4711 22", "desk order"]
    {
        assert!(finds(text, typed), "{typed}");
    }
}

#[test]
fn k3_stop_words_do_not_matter_unless_there_is_nothing_else() {
    let index = index_of(vec![
        english("file", "Copying", "How a file is copied to another disk."),
        english("what", "What is it about", "Only what it says."),
    ]);
    assert_eq!(found(&index, "how can I copy a file"), ["file"]);
    assert_eq!(found(&index, "what is it about "), ["what", "file"]);
    assert_eq!(found(&index, "how do I ")[0], "file");
}

#[test]
fn k3_words_that_are_written_together_or_apart_are_the_same() {
    assert!(finds("the unittest module", "unit test"));
    assert!(finds("resolving a time out", "timeout"));
}

#[test]
fn k3_words_between_quotes_stand_together() {
    let index = index_of(vec![
        english("apart", "One", "the mail was lost, the server is fine"),
        english("together", "Two", "the mail server is lost"),
    ]);
    assert_eq!(found(&index, "\"mail server\""), ["together"]);
    assert_eq!(found(&index, "„mail server“"), ["together"]);
    assert_eq!(found(&index, "mail server").len(), 2);
    // A quote that nobody closed is an inch.
    assert_eq!(found(&index, "lost\" server").len(), 2);
}

#[test]
fn k3_most_words_must_be_there_and_some_if_nothing_has_most() {
    let index = index_of(vec![
        english("all", "Export", "Export the invoices of a customer as a table."),
        english("some", "Delete", "Delete the invoices of last year."),
    ]);
    let hits = index.search(&crate::shelf::question("export customer invoices", &["en_us"])).unwrap();
    assert!(hits.complete);
    assert_eq!(hits.hits[0].article, "all");
    let hits = index.search(&crate::shelf::question("translate customer zebra", &["en_us"])).unwrap();
    assert!(!hits.complete, "nothing has all of it");
    assert_eq!(hits.hits[0].article, "all");
    let hits = index.search(&crate::shelf::question("zebra", &["en_us"])).unwrap();
    assert!(!hits.complete && hits.hits.is_empty() && hits.total == 0);
}
