//! The mail with a sign-in code.

use channels::email::Outbox;
use desk::session::{Asking, Network};
use identity::Token;
use testkit::{Database, Exim, both};

use crate::shop::{Shop, read, smtp};

pub(crate) async fn ask(shop: &Shop, address: &str, language: &str) {
    let mut act = shop.kit.desk.act_public(shop.kit.site().await);
    let asking = Asking {
        address: address.parse().unwrap(),
        visit: Token::new(&shop.kit.desk.context().random),
        return_to: "/".to_owned(),
        language: language.parse().unwrap(),
        network: Network::of([192, 0, 2, 1].into()),
    };
    act.ask_code(&asking).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn a2_a_code_is_mailed_with_its_link_as_a_mail_no_person_wrote(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    ask(&shop, "ana@customer.test", "de").await;
    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let raw = exim.mails(1).await.remove(0);
    let mail = read(&raw);
    assert_eq!(mail.from.to_string(), "Acme Help <help@acme.test>");
    assert_eq!(mail.to[0].address.as_str(), "ana@customer.test");
    assert!(mail.subject.as_str().contains("Acme Help"), "{}", mail.subject);
    assert!(String::from_utf8_lossy(&raw).contains("Auto-Submitted: auto-generated"));
    assert!(mail.wants_no_answer());
    let (text, html) = (mail.text.unwrap(), mail.html.unwrap());
    let code =
        text.lines().map(str::trim).find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit()));
    assert!(code.is_some_and(|code| html.contains(code)), "{text}");
    let link = text.lines().find(|line| line.starts_with("https://help.acme.test/login/link/")).unwrap();
    assert!(html.contains(&format!("href=\"{link}\"")) && html.contains("<html lang=\"de\""), "{html}");
    assert!(shop.nothing_waits().await);
}

#[both]
async fn a_code_that_cannot_be_mailed_in_time_is_not_mailed_later(database: Database) {
    let shop = Shop::open(&database).await;
    ask(&shop, "later@customer.test", "en_us").await;
    let Some(exim) = Exim::start().await else { return };
    let worker = shop.worker(smtp(exim.port()));
    worker.run_ready().await.unwrap();
    exim.accept_all();
    assert_eq!(shop.after_minutes(11, &worker).await, 1);
    assert!(shop.nothing_waits().await && exim.arrived().is_empty());
}

#[both]
async fn o4_without_mail_server_no_code_waits(database: Database) {
    let shop = Shop::open(&database).await;
    ask(&shop, "ana@customer.test", "en_us").await;
    shop.worker(Outbox::Off).run_ready().await.unwrap();
    assert!(shop.nothing_waits().await);
}

#[both]
async fn p15_a_code_for_another_address_is_mailed_without_a_link(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let cleo = shop.kit.customer("Cleo", "cleo@customer.test").await;
    let mut act = shop.kit.act(&cleo);
    let network = Network::of([192, 0, 2, 1].into());
    act.ask_address(&"new@customer.test".parse().unwrap(), &"de".parse().unwrap(), &network).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let mail = read(&exim.mails(1).await.remove(0));
    assert_eq!(mail.to[0].address.as_str(), "new@customer.test");
    assert_eq!(mail.subject.as_str(), "Bestätigen Sie Ihre Adresse für Acme Help");
    assert!(mail.wants_no_answer());
    let (text, html) = (mail.text.unwrap(), mail.html.unwrap());
    let code =
        text.lines().map(str::trim).find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit()));
    assert!(code.is_some_and(|code| html.contains(code)), "{text}");
    assert!(!text.contains("Cleo") && !text.contains("http"), "nothing in it is of whoever asked: {text}");
}
