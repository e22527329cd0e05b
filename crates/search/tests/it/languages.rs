//! Word forms, languages without spaces, and whose language comes first.

use search::{Index, known_languages};
use testkit::{Table, hold};

use crate::shelf::{articles, document, index_of, question, shown};

/// In each language a word as it stands in a text, and another form of it as somebody types it.
const FORMS: &[(&str, &str, &str)] = &[
    ("ar", "الكتاب", "كتاب"),
    ("ca", "factures", "factura"),
    ("cs", "faktury", "faktura"),
    ("da", "fakturaerne", "fakturaer"),
    ("de", "Häuser", "Haus"),
    ("el", "λογαριασμοί", "λογαριασμός"),
    ("en_us", "connected", "connections"),
    ("es", "facturas", "factura"),
    ("et", "arved", "arve"),
    ("fi", "laskut", "lasku"),
    ("fr", "continuellement", "continuel"),
    ("hi", "किताबें", "किताब"),
    ("hu", "számlák", "számla"),
    ("id", "pembayaran", "bayar"),
    ("it", "fatture", "fattura"),
    ("lt", "sąskaitos", "sąskaita"),
    ("nb", "bilene", "biler"),
    ("nl", "rekeningen", "rekening"),
    ("pl", "faktury", "faktura"),
    ("pt_br", "pagamentos", "pagamento"),
    ("ro", "facturile", "factura"),
    ("ru", "счета", "счетом"),
    ("sv", "fakturorna", "fakturor"),
    ("tr", "kitaplar", "kitap"),
];

#[test]
fn k3_word_forms_are_forgiven_in_the_languages_that_are_listed() {
    assert!(FORMS.len() >= 12);
    let mut missed = Vec::new();
    for (code, text, typed) in FORMS {
        let language = crate::shelf::language(code);
        assert!(known_languages().any(|known| known.code == language.base()), "{code}");
        let index = index_of(vec![document("it", code, "…", text)]);
        // White space ends it, and a quoted word is none with errors: what is left is its form.
        let hits = index.search(&question(&format!("\"{typed}\""), &[code])).unwrap();
        missed.extend((hits.total != 1).then(|| format!("{code}: {typed} for {text}")));
    }
    assert_eq!(missed, [""; 0]);
}

#[test]
fn k3_an_unknown_language_is_searched_by_its_letters() {
    let index = index_of(vec![document("it", "cy", "Croeso", "Talu anfonebau")]);
    assert_eq!(articles(&index.search(&question("anfoneb", &["cy"])).unwrap()), ["it"]);
    assert_eq!(articles(&index.search(&question("anfonebua ", &["cy"])).unwrap()), ["it"]);
}

#[test]
fn k3_languages_without_spaces_are_found_by_pairs_of_signs() {
    let index = index_of(vec![
        document("printer", "zh", "安装新的打印机", "连接电源后安装驱动程序。"),
        document("network", "zh", "网络设置", "打开设置页面。"),
        document("tokyo", "ja", "東京の天気", "プリンターの設定を開きます。"),
        document("thai", "th", "ภาษาไทย", "การตั้งค่าเครื่องพิมพ์"),
    ]);
    for (typed, code, expected) in [
        ("打印机", "zh", "printer"),
        ("安装打印机", "zh", "printer"),
        ("设置", "zh", "network"),
        ("网", "zh", "network"),
        ("プリンター", "ja", "tokyo"),
        ("เครื่องพิมพ์", "th", "thai"),
    ] {
        let hits = index.search(&question(typed, &[code])).unwrap();
        assert_eq!(hits.hits.first().map(|hit| hit.article.as_str()), Some(expected), "{typed}");
    }
}

fn two_languages() -> Index {
    index_of(vec![
        document("both", "de", "Rechnung bezahlen", "So bezahlen Sie eine Rechnung im Portal."),
        document("both", "en_us", "Pay an invoice", "How to pay an invoice in the Portal."),
        document("english", "en_us", "Portal", "What the Portal is for."),
        document("french", "fr", "Portal", "Le Portal en français."),
    ])
}

#[test]
fn k3_a_visitor_searches_his_language_and_then_the_default_and_each_hit_says_which() {
    let index = two_languages();
    let found = |typed: &str, codes: &[&str]| {
        let hits = index.search(&question(typed, codes)).unwrap();
        assert_eq!(hits.total, hits.hits.len());
        let mut found: Vec<_> =
            hits.hits.iter().map(|hit| format!("{} {}", hit.article, hit.language)).collect();
        found.sort();
        found
    };
    // An article that is found in both is one hit, in the language that comes first.
    assert_eq!(found("Portal", &["de", "en_us"]), ["both de", "english en_us"]);
    assert_eq!(found("Portal", &["en_us", "de"]), ["both en_us", "english en_us"]);
    assert_eq!(found("Portal", &["de"]), ["both de"]);
    assert_eq!(found("invoice", &["de", "en_us"]), ["both en_us"]);
    assert_eq!(found("Portal", &["fr", "fr"]), ["french fr"]);
    assert!(found("Portal", &[]).is_empty());
}

#[test]
fn k3_a_word_is_read_by_the_rules_of_the_language_it_is_looked_for_in() {
    let index = index_of(vec![
        document("german", "de", "Die Rechnungen", "…"),
        document("english", "en_us", "Die", "to die is a word here"),
    ]);
    // "die" is a stop word in German alone.
    let hits = index.search(&question("die Rechnung", &["de", "en_us"])).unwrap();
    assert_eq!(hits.hits[0].article, "german");
    assert_eq!(shown(&hits.hits[0].title), "Die [Rechnungen]");
}

#[test]
fn k3_a_word_finds_what_is_made_of_it_where_it_does_not_stand_alone() {
    let index = index_of(vec![
        document("it", "de", "Passwortänderung", "Wie Sie es zurücksetzen."),
        document("other", "de", "Rechnungen", "Wie Sie sie bezahlen."),
    ]);
    assert_eq!(articles(&index.search(&question("Passwort zurücksetzen", &["de"])).unwrap()), ["it"]);
    assert_eq!(articles(&index.search(&question("Passwort ", &["de"])).unwrap()), ["it"]);
}

const PREFACE: &str = "# Languages of the search\n\nIn these languages the search of articles finds a word in its other forms \
    (`invoices` for `invoice`), by the Snowball stemmers, and where it knows which words say nothing (`the`, `how`) it leaves \
    them out. In every language it forgives typing errors, one in words of four letters and more and two from eight, takes \
    the last word for a beginning, and puts accents and case aside. Languages without spaces between words, such as Chinese, \
    Japanese and Thai, are searched by pairs of signs.\n\n";

#[test]
fn reference_of_the_languages_of_the_search() {
    let table = known_languages().fold(Table::new(&["code", "language", "stop words"]), |table, known| {
        let stop = if known.has_stop_words { "yes" } else { "" };
        table.with_row(&[&format!("`{}`", known.code), known.name, stop])
    });
    hold("search-languages", &format!("{PREFACE}{}", table.text()));
}
