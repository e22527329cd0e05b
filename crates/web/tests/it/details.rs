//! What always stands beside a conversation, in every language (P9).

use desk::attribute::{Attribute, AttributeName, Definition, Edit, Object, Offer};
use desk::conversation::message::Direction::In;
use desk::conversation::{Conversation, ConversationId, SetValues};
use desk::detail::{Arrange, Own, What};
use desk::kb::Kb;
use desk::right::Role;
use desk::snippet::{Label, text_of};
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

const SECRET: &str = "DE00 4711";
const UNCHOSEN: &str = "Only for agents";

/// Attributes of each type with a value, all of them chosen but one; one of them sensitive since.
async fn fill(site: &Site, id: ConversationId) {
    let kit = &site.kit;
    let lead = kit.user("Lea Lead", &[Role::Administrator]).await;
    let mut act = kit.act(&lead);
    let order = [("en_us", "Order"), ("de", "Bestellung"), ("ar", "طلب")];
    let texts = order.map(|(code, text)| (code.parse().unwrap(), text_of(text).unwrap())).into();
    let snippet = act.add_snippet(&"sn.org.order".parse().unwrap(), &texts).await.unwrap();
    for (name, options, typed, label) in [
        ("orderStr", "", "<b>4711</b>", Label::Snippet(snippet)),
        ("sentAt", "", "2026-09-21T14:13:20Z", Label::Typed("Shipped".to_owned())),
        ("vipBool", "", "true", Label::Own),
        ("shopUrl", "", "https://acme.com/?a=1&b=2", Label::Own),
        ("causeTree", "Returns\n- Damaged", "returns.damaged", Label::Own),
        ("emptyStr", "", "", Label::Own),
        ("ibanStr", "", SECRET, Label::Own),
        ("innerStr", "", UNCHOSEN, Label::Own),
    ] {
        let name = AttributeName::parse(name).unwrap();
        let offer = Offer::parse(name.kind(), options, false).unwrap();
        let mut new = Definition { label: Label::Own, is_required: false, is_sensitive: false, offer };
        let attribute = act.add_attribute(Object::Conversation, &name, &new).await.unwrap();
        let conversation = act.open::<SetValues, Conversation>(id).await.unwrap();
        let held = conversation.attributes(&mut act).await.unwrap();
        let given = held.last().unwrap().attribute.give(&[typed]).unwrap();
        conversation.set_values(&mut act, &[given]).await.unwrap();
        if name.as_str() != "innerStr" {
            let kb = act.open::<Arrange, Kb>(kit.kb.id).await.unwrap();
            kb.add_detail(&mut act, What::Attribute(attribute), &label).await.unwrap();
        }
        if name.as_str() == "ibanStr" {
            new.is_sensitive = true;
            act.open::<Edit, Attribute>(attribute).await.unwrap().change(&mut act, &new).await.unwrap();
        }
    }
    let kb = act.open::<Arrange, Kb>(kit.kb.id).await.unwrap();
    kb.add_detail(&mut act, What::Own(Own::Priority), &Label::Own).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn p9_what_was_chosen_shows_in_order_written_as_its_type_is(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de,ar").await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    fill(&site, id.parse().unwrap()).await;
    let mut ana = site.signed_in("ana@example.com").await;
    for (language, expected) in [
        (
            "en_us",
            [
                ("Order", "&lt;b&gt;4711&lt;/b&gt;"),
                ("Vip", "Yes"),
                ("Shop", "https://acme.com/?a=1&amp;b=2"),
                ("Cause", "Returns › Damaged"),
                ("Priority", "Normal"),
            ],
        ),
        (
            "de",
            [
                ("Bestellung", "&lt;b&gt;4711&lt;/b&gt;"),
                ("Vip", "Ja"),
                ("Shop", "https://acme.com/?a=1&amp;b=2"),
                ("Cause", "Returns › Damaged"),
                ("Priorität", "Normal"),
            ],
        ),
    ] {
        let page = ana.get(&format!("/{language}/conversations/{id}")).await;
        let mut shown = rows(&page).split_off(3);
        let (label, moment) = shown.remove(1);
        assert!(label == "Shipped" && moment.contains("2026"), "{label}: {moment}");
        let expected = expected.map(|(label, value)| (label.to_owned(), value.to_owned()));
        assert_eq!(shown, expected, "{language}");
        assert!(page.text.contains("rel=\"noopener nofollow\""));
    }
}

/// TH34 and P9: in no page and no fragment is a word of what is sensitive or was not chosen.
#[both]
async fn p9_th34_no_sensitive_value_and_none_that_was_not_chosen_reaches_a_customer(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    fill(&site, id.parse().unwrap()).await;
    let mut ana = site.signed_in("ana@example.com").await;
    for address in [
        format!("/en_us/conversations/{id}"),
        format!("/en_us/conversations/{id}/done"),
        "/en_us/conversations".to_owned(),
        format!("/en_us/conversations?q={}", "DE00"),
        "/en_us/conversations?q=agents".to_owned(),
    ] {
        let page = ana.get(&address).await;
        for secret in [SECRET, UNCHOSEN, "ibanStr", "innerStr", "Iban", "Inner", "<b>4711"] {
            assert!(!page.text.contains(secret), "{secret} at {address}");
        }
    }
}
