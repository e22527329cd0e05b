//! The built-in mailbox.

use channels::email::{Mailbox, Outbox};
use kernel::base_codes;
use testkit::{Database, both};

use crate::shop::Shop;

#[both]
async fn o4_in_development_every_mail_lies_in_the_mailbox(database: Database) {
    let shop = Shop::open(&database).await;
    let mailbox = Mailbox::new(database.folder.join("mailbox"), shop.kit.desk.context().clone());
    assert!(mailbox.list(10).await.unwrap().is_empty());
    let conversation = shop.anas().await;
    let worker = shop.worker(Outbox::Mailbox(mailbox.clone()));
    for text in ["First answer.", "Second answer."] {
        shop.answer(conversation, text, vec![]).await;
        shop.after_minutes(1, &worker).await;
    }
    assert!(shop.answers(conversation).await.iter().all(|answer| answer.state == "sent"));

    let listed = mailbox.list(10).await.unwrap();
    let [newest, oldest] = listed.as_slice() else { panic!("two mails") };
    assert!(newest.excerpt.starts_with("Second answer.") && oldest.excerpt.starts_with("First answer."));
    assert_eq!(newest.to, "Ana@customer.test");
    assert_eq!(newest.subject, "Re: Tent pole snapped [#1001]");
    assert_eq!(mailbox.list(1).await.unwrap()[0].id, newest.id);

    let kept = mailbox.read(newest.id).await.unwrap();
    assert_eq!(kept.mail.from.to_string(), "Mara Lindqvist <help@acme.test>");
    let references = kept.headers.iter().find(|(name, _)| name == "References").unwrap();
    let named: Vec<String> = kept.mail.references.iter().map(ToString::to_string).collect();
    assert_eq!(references.1, named.join(" "));
    assert!(kept.raw.starts_with(b"Date: ") || kept.raw.windows(6).any(|bytes| bytes == b"Date: "));
    let unknown = mailbox.read(shop.kit.id()).await.err().unwrap();
    assert!(unknown.is(&base_codes::NOT_FOUND));
}
