//! The mail after a form was sent under an address that nobody has proven.

use desk::form::{Answers, Beginning, Edit, Form, Outcome, Sending, Way};
use desk::right::Role;
use desk::session::Network;
use testkit::{Database, Exim, both};
use testkit_desk::english;

use crate::shop::{Shop, read, smtp};

/// Words that whoever fills the form would like to see in somebody else's mailbox.
const BAIT: [&str; 3] = ["Cheap watches", "https://evil.test/", "Mallory"];

async fn send(shop: &Shop, way: Way) {
    let con = shop.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut act = shop.kit.act(&con);
    let language = english();
    let new = Beginning { language: &language, title: "Ask us", subject: "Subject", message: "Message" };
    let id = act.make_form(shop.kit.kb.id, &new).await.unwrap();
    act.open::<Edit, Form>(id).await.unwrap().publish(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let site = shop.kit.site().await;
    let view = shop.kit.view(&con).await;
    let hash = view.managed_form(id).await.unwrap().form.hash;
    view.close();
    let view = shop.kit.desk.view_public(site.clone()).await.unwrap();
    let shown = view.form(&hash, &language).await.unwrap();
    view.close();
    let [subject, message, name] = BAIT.map(str::to_owned);
    let values = [("subject".to_owned(), subject), ("message".to_owned(), message)].into();
    let answers = Answers { address: "victim@customer.test".to_owned(), name, values, files: Vec::new() };
    let filled = shown.fill(&answers, None).unwrap();
    let network = Network::of([192, 0, 2, 1].into());
    let sending = Sending { once: "1", language: &language, network: &network, way, suggested: &[] };
    let mut act = shop.kit.desk.act_public(site);
    let outcome = act.send_form(&shown, &filled, &sending).await.unwrap();
    assert_eq!(outcome, if way == Way::Worked { Outcome::Received } else { Outcome::Held });
    act.done(()).await.unwrap();
}

async fn mailed(database: &Database, way: Way) -> Option<(String, String)> {
    let exim = Exim::start().await?;
    let shop = Shop::open(database).await;
    send(&shop, way).await;
    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let raw = exim.mails(1).await.remove(0);
    let mail = read(&raw);
    assert_eq!(mail.to[0].address.as_str(), "victim@customer.test");
    assert!(mail.wants_no_answer());
    let whole = String::from_utf8_lossy(&raw).into_owned();
    let (text, html) = (mail.text.unwrap(), mail.html.unwrap());
    for word in BAIT {
        assert!(![&whole, &text, &html].iter().any(|part| part.contains(word)), "{word}: {whole}");
    }
    assert!(!mail.subject.as_str().contains("watches"));
    assert!(shop.nothing_waits().await);
    Some((text, html))
}

#[both]
async fn th6_a6_the_mail_after_a_form_holds_no_word_of_whoever_filled_it(database: Database) {
    let Some((text, html)) = mailed(&database, Way::Worked).await else { return };
    let link = "https://help.acme.test/login?referralUrl=%2Fen_us%2Fconversations";
    assert!(text.contains(link) && html.contains(link), "{text}");
    assert!(text.contains("we have received"), "{text}");
}

#[both]
async fn p12_the_mail_of_one_that_waits_says_how_it_is_sent(database: Database) {
    let Some((text, _)) = mailed(&database, Way::Bare).await else { return };
    assert!(text.contains("waits for a week"), "{text}");
}
