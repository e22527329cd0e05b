//! What always stands beside a conversation, in every language (P9).

use desk::conversation::message::Direction::In;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Site};

/// The first rows of the details: label and value, without markup.
fn rows(page: &Answer) -> Vec<(String, String)> {
    let (_, details) = page.text.split_once("<aside class=\"details\"").expect("the page has details");
    let list = details.split("</dl>").next().unwrap_or_default();
    let rows = list.split("<dt").skip(1).filter_map(|row| row.split_once("<dd"));
    rows.map(|(label, value)| (words(label), words(value.split("</dd>").next().unwrap_or_default())))
        .collect()
}

/// The words between the tags, the rest of a tag cut open before them not among them.
fn words(html: &str) -> String {
    let texts = html.split('<').filter_map(|piece| piece.split_once('>'));
    texts.map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

#[both]
async fn p9_status_channels_and_created_always_show(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de,ar").await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let open = [
        ("en_us", [("Status", "Open"), ("Channel", "E-mail"), ("Created", "Sep 21")]),
        ("de", [("Status", "Offen"), ("Kanal", "E-Mail"), ("Begonnen", "21. Sept.")]),
        ("ar", [("الحالة", "مفتوحة"), ("القناة", "بريد إلكتروني"), ("تاريخ البدء", "21 سبتمبر")]),
    ];
    for (language, expected) in open {
        let page = ana.get(&format!("/{language}/conversations/{id}")).await;
        assert_eq!(
            rows(&page),
            expected.map(|(label, value)| (label.to_owned(), value.to_owned())),
            "{language}"
        );
    }
    let page = format!("/en_us/conversations/{id}");
    let fields = [("once", "aaaaaaaaaaaaaaaaaaaaaa"), ("text", "Still dark")];
    assert_eq!(ana.upload(&format!("{page}/messages"), &fields, &[]).await.status, StatusCode::SEE_OTHER);
    ana.post(&format!("{page}/completion"), &[]).await;
    let done = [
        ("en_us", [("Status", "Done"), ("Channels", "E-mail Portal"), ("Created", "Sep 21")]),
        ("de", [("Status", "Erledigt"), ("Kanäle", "E-Mail Portal"), ("Begonnen", "21. Sept.")]),
        ("ar", [("الحالة", "منتهية"), ("القناتان", "بريد إلكتروني البوابة"), ("تاريخ البدء", "21 سبتمبر")]),
    ];
    for (language, expected) in done {
        let page = ana.get(&format!("/{language}/conversations/{id}")).await;
        assert_eq!(
            rows(&page),
            expected.map(|(label, value)| (label.to_owned(), value.to_owned())),
            "{language}"
        );
    }
}
