//! An agent's answer, opened as a mail program would.

use channels::email::{Mailbox, Outbox};
use desk::code;
use desk::conversation::message::{Author, Channel, NewMessage};
use desk::conversation::{Conversation, facts};
use desk::delivery::Deliver;
use desk::feed::Feed;
use identity::ReplyTag;
use testkit::{Database, Exim, both};

use crate::shop::{FIRST, Shop, read, smtp};

/// The tag of `help+tag@acme.test`.
fn tag_of(mail: &mail::Mail) -> ReplyTag {
    let address = mail.reply_to[0].address.as_str();
    let tag = address.strip_prefix("help+").and_then(|rest| rest.strip_suffix("@acme.test"));
    let tag = tag.unwrap_or_else(|| panic!("{address} has no tag"));
    assert_eq!(tag.len(), 26);
    ReplyTag::parse(tag).expect("it is a whole tag")
}

/// The next fact of a delivery, which every open page hears of.
async fn delivered(feed: &mut Feed) -> spine::Fact {
    loop {
        let facts = feed.next().await.expect("facts can be read");
        if let Some(fact) = facts.into_iter().find(|fact| fact.name == facts::DELIVERED) {
            return fact;
        }
    }
}

#[both]
async fn p7_an_answer_arrives_in_its_thread_with_both_parts_and_its_file(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    let label = shop.file("Rücksendung.pdf", "application/pdf", b"%PDF-1.7 label").await;
    shop.answer(conversation, "A new pole set leaves today.\n\nMara <3", vec![label]).await;

    let mut feed = Feed::from_now(&shop.kit.desk).await.unwrap();
    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let told = delivered(&mut feed).await;
    assert!(told.subject == conversation.to_string() && told.payload.contains("\"sent\""), "{told:?}");
    let mail = read(&exim.mails(1).await[0]);
    let stored = shop.stored(conversation).await;
    assert_eq!((stored.state.as_str(), stored.failure.as_str()), ("sent", ""));

    assert_eq!(mail.from.to_string(), "Mara Lindqvist <help@acme.test>");
    assert_eq!(mail.to[0].to_string(), "Ana Kowalczyk <Ana@customer.test>");
    assert_eq!(mail.subject.as_str(), "Re: Tent pole snapped [#1001]");
    let first = mail.in_reply_to[0].as_str();
    assert!(first.starts_with(FIRST), "{first}");
    assert_eq!(mail.references, mail.in_reply_to);
    assert_eq!(mail.message_id.as_ref().map(mail::MessageId::as_str), stored.outside_id.as_deref());
    assert_eq!(mail.date_ms, Some(testkit_desk::BEGINNING.0));
    assert_eq!(mail.auto, mail::AutoKind::Personal);

    let (text, html) = (mail.text.as_deref().unwrap(), mail.html.as_deref().unwrap());
    let link = format!("https://help.acme.test/en_us/conversations/{conversation}");
    assert!(
        text.starts_with("A new pole set leaves today.\n\nMara <3\n\nMara Lindqvist\nAcme Help\n"),
        "{text}"
    );
    assert!(text.contains("> The pole snapped.\n> What now?"), "{text}");
    assert!(html.contains("A new pole set leaves today.") && html.contains("Mara &lt;3"), "{html}");
    assert!(text.contains(&link) && html.contains(&format!("href=\"{link}\"")), "{text}{html}");

    let [file] = mail.attachments.as_slice() else { panic!("one file") };
    assert_eq!(file.name.as_ref().map(mail::Line::as_str), Some("Rücksendung.pdf"));
    assert_eq!(
        (file.media_type.as_str(), file.bytes.as_slice()),
        ("application/pdf", &b"%PDF-1.7 label"[..])
    );
    assert!(shop.nothing_waits().await);
}

#[both]
async fn w2_a_formatted_answer_arrives_formatted_and_its_text_keeps_the_links(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    let typed = "**Both** are [here](https://acme.test/sizes):\n\n1. the short one\n2. the long one";
    shop.answer(conversation, typed, Vec::new()).await;

    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let mail = read(&exim.mails(1).await[0]);
    let (text, html) = (mail.text.as_deref().unwrap(), mail.html.as_deref().unwrap());
    assert!(
        text.starts_with(
            "Both are here <https://acme.test/sizes>:\n\n1. the short one\n2. the long one\n\nMara"
        ),
        "{text}"
    );
    assert!(html.contains("<strong>Both</strong>") && html.contains("<li>the long one</li>"), "{html}");
}

#[both]
async fn th4_a_reply_address_is_bound_to_one_conversation_and_person(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let (anas, bos) = (shop.anas().await, {
        let bo = shop.customer("Bo", "bo@customer.test", None).await;
        shop.conversation(bo, "bo@customer.test", "Invoice").await
    });
    let worker = shop.worker(smtp(exim.port()));
    for (conversation, text) in [(anas, "one"), (anas, "two"), (bos, "three")] {
        shop.answer(conversation, text, vec![]).await;
        worker.run_ready().await.unwrap();
    }
    let mut mails: Vec<mail::Mail> = exim.mails(3).await.iter().map(|raw| read(raw)).collect();
    let place =
        |mail: &mail::Mail| ["one", "two", "three"].map(|word| mail.text.as_ref().unwrap().starts_with(word));
    mails.sort_by_key(|mail| std::cmp::Reverse(place(mail)));
    let [one, two, three] = mails.as_slice() else { panic!("three mails") };

    let tags = [one, two, three].map(|mail| tag_of(mail).reveal());
    assert_eq!(tags[0], tags[1]);
    assert_ne!(tags[0], tags[2]);
    let bound = |mail| {
        let desk = shop.kit.desk.clone();
        async move { desk.reply_target(&tag_of(mail)).await.unwrap().unwrap() }
    };
    assert_eq!(bound(one).await.conversation, anas);
    assert_eq!(bound(three).await.conversation, bos);
    assert_ne!(bound(one).await.customer, bound(three).await.customer);
    let unknown = ReplyTag::new(&kernel::Random::seeded(9));
    assert_eq!(shop.kit.desk.reply_target(&unknown).await.unwrap(), None);

    // The second answers Ana's mail too, and names the first after it.
    assert_eq!(two.in_reply_to, one.in_reply_to);
    assert_eq!(two.references, [one.references.clone(), vec![one.message_id.clone().unwrap()]].concat());
}

#[both]
async fn p4_without_agents_names_and_portal_the_brand_writes_without_a_link(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    shop.kit.set("portal.agent-names", "off").await;
    shop.kit.set("portal.my-conversations", "off").await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "It is on its way.", vec![]).await;
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let raw = exim.mails(1).await.remove(0);
    let mail = read(&raw);
    assert_eq!(mail.from.to_string(), "Acme Help <help@acme.test>");
    assert!(!String::from_utf8_lossy(&raw).contains("Lindqvist"));
    let text = mail.text.unwrap();
    assert!(text.starts_with("It is on its way.\n\nAcme Help\n\n") && !text.contains("https://"), "{text}");
}

#[both]
async fn p7_an_answer_speaks_the_customers_language(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    shop.kit.set("languages", "en_us,de").await;
    let jo = shop.customer("Jo", "jo@customer.test", Some("de")).await;
    let conversation = shop.conversation(jo, "jo@customer.test", "Zelt").await;
    shop.answer(conversation, "Heute.", vec![]).await;
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let mail = read(&exim.mails(1).await[0]);
    let link = format!("https://help.acme.test/de/conversations/{conversation}");
    assert!(mail.html.unwrap().contains("<html lang=\"de\""));
    assert!(mail.text.unwrap().contains(&link));
}

#[both]
async fn th7_names_and_subjects_of_strangers_add_no_header(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let evil = "Eve\r\nBcc: all@customer.test";
    let eve = shop.customer(evil, "eve@customer.test", None).await;
    let conversation = shop.conversation(eve, "eve@customer.test", "Hi\r\nBcc: all@customer.test").await;
    shop.answer(conversation, "Hello.\r\n.\r\nRCPT TO:<all@customer.test>", vec![]).await;
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let raw = String::from_utf8(exim.mails(1).await.remove(0)).unwrap();
    let head = raw.split("\n\n").next().unwrap();
    assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
    assert!(
        head.lines().filter(|line| line.starts_with("Envelope-to:")).eq(["Envelope-to: eve@customer.test"])
    );
    assert_eq!(read(raw.as_bytes()).subject.as_str(), "Re: Hi  Bcc: all@customer.test [#1001]");
}

#[both]
async fn th4_what_a_stranger_wrote_is_neither_quoted_nor_answered(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    let plain = NewMessage::plain(Author::Automatic, "Stranger", "Send me the code.", shop.kit.clock.now());
    let strangers = NewMessage {
        direction: desk::conversation::Direction::In,
        channel: Channel::Email,
        address: "stranger@evil.test".to_owned(),
        outside_id: Some("strange@evil.test".to_owned()),
        shown: false,
        ..plain
    };
    shop.append(conversation, strangers).await;
    shop.answer(conversation, "For Ana alone.", vec![]).await;
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let raw = String::from_utf8(exim.mails(1).await.remove(0)).unwrap();
    assert!(!raw.contains("evil.test") && !raw.contains("Send me"), "{raw}");
    let mail = read(raw.as_bytes());
    assert_eq!(mail.to[0].address.as_str(), "Ana@customer.test");
    assert!(mail.in_reply_to[0].as_str().starts_with(FIRST));
}

#[both]
async fn th8_html_is_cleaned_again_on_its_way_out(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "Clean?", vec![]).await;
    shop.spoil_html(conversation, "<p onclick=\"steal()\">Hi<script>steal()</script></p>").await;
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let html = read(&exim.mails(1).await[0]).html.unwrap();
    assert!(html.contains("<p>Hi</p>") && !html.contains("steal"), "{html}");
}

#[both]
async fn files_too_heavy_for_a_mail_stay_in_the_portal(database: Database) {
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    let mailbox = Mailbox::new(database.folder.join("mailbox"), shop.kit.desk.context().clone());
    let heavy = shop.file("scan.pdf", "application/pdf", &vec![7; 16 << 20]).await;
    shop.answer(conversation, "The scan.", vec![heavy]).await;
    shop.worker(Outbox::Mailbox(mailbox.clone())).run_ready().await.unwrap();
    let kept = mailbox.read(mailbox.list(1).await.unwrap()[0].id).await.unwrap();
    assert!(kept.mail.attachments.is_empty() && kept.raw.len() < 64 * 1024);
    let link = format!("\nhttps://help.acme.test/en_us/conversations/{conversation}\n");
    assert_eq!(kept.mail.text.unwrap().matches(&link).count(), 2);
}

#[both]
async fn nobody_but_the_job_of_deliveries_says_what_was_sent(database: Database) {
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    let mut act = shop.kit.operate();
    let refused = act.open::<Deliver, Conversation>(conversation).await.err().unwrap();
    assert!(refused.is(&code::MAY_NOT));
}

#[both]
async fn th27_a_mail_quotes_nothing_of_another_organization(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "A new pole set leaves today.", Vec::new()).await;
    shop.kit.lose("message", "direction = 'in'").await;
    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let mail = read(&exim.mails(1).await[0]);
    let text = mail.text.as_deref().unwrap();
    assert!(text.contains("A new pole set") && !text.contains("What now?"), "{text}");
    assert!(mail.in_reply_to.is_empty(), "{:?}", mail.in_reply_to);
}

/// Mails that were turned off while an answer waited are turned off for it too; it stands in the portal.
#[both]
async fn p15_an_answer_that_waits_does_not_leave_once_mails_are_off(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "A new pole set leaves today.", vec![]).await;
    let view = shop.kit.desk.view_operator(&desk::door::Operator::named("test"), shop.kit.org).await.unwrap();
    let id = view.see::<Conversation>(conversation).await.unwrap().customer;
    view.close();
    let ana = desk::Customer { id, ..shop.kit.customer("Ana", "ana.two@customer.test").await };
    let mut act = shop.kit.act(&ana);
    act.change_my_settings(&desk::customer::TypedSettings { name: "Ana".to_owned(), ..Default::default() })
        .await
        .unwrap();
    act.done(()).await.unwrap();
    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let stored = shop.stored(conversation).await;
    assert_eq!((stored.state.as_str(), stored.failure.as_str()), ("failed", "mails_unwanted"));
    assert!(shop.nothing_waits().await);
}
