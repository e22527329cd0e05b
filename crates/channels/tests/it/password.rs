//! The mail with a link for a new password (R2).

use channels::email::Outbox;
use db::{params, sql};
use desk::session::{Browser, Network, NewPassword, PasswordAsking, PasswordTry};
use identity::Token;
use kernel::{Fault, Secret};
use testkit::{Database, Exim, both};

use crate::shop::{Shop, read, smtp};

const NEW: &str = "five plain words in order";
const MINUTE: i64 = 60_000;

sql! {
    PAYLOADS = "select payload from job where org_id = $1 and kind = 'password-mail'";
    DEACTIVATE = "update app_user set active = false where org_id = $1 and id = $2";
}

fn network() -> Network {
    Network::of([192, 0, 2, 1].into())
}

async fn ask(shop: &Shop, address: &str) -> Result<(), Fault> {
    let host = shop.kit.desk.place("app.acme.test").await?.host;
    let mut act = shop.kit.desk.act_app(&host)?;
    let (address, language) = (address.parse().unwrap(), "de".parse().unwrap());
    act.ask_password(&PasswordAsking { address, language, origin: host.origin.clone(), network: network() })
        .await?;
    act.done(()).await
}

async fn set(shop: &Shop, link: &Token) -> Result<(), Fault> {
    let host = shop.kit.desk.place("app.acme.test").await?.host;
    let [password, again] = [NEW, NEW].map(|text| Secret::new(text.to_owned()));
    shop.kit.desk.set_password(&host, NewPassword { link: link.clone(), password, again }).await
}

fn link(text: &str) -> Token {
    let line = text.lines().find_map(|line| line.strip_prefix("https://app.acme.test/app/password/"));
    Token::parse(line.expect("TH16: the link begins with a registered name")).unwrap()
}

#[both]
async fn r2_a_forgotten_password_is_set_through_a_mailed_link_once_and_within_half_an_hour(
    database: Database,
) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let worker = shop.worker(smtp(exim.port()));
    let address = shop.agent.email.to_string();
    ask(&shop, &address.to_uppercase()).await.unwrap();
    let reader = shop.kit.db.reader().await.unwrap();
    let payloads: Vec<(String,)> = reader.all(PAYLOADS.with(params![shop.kit.org])).await.unwrap();
    reader.end();
    assert!(payloads.len() == 1 && !payloads[0].0.to_lowercase().contains(&address), "TH17: {payloads:?}");
    worker.run_ready().await.unwrap();
    let mail = read(&exim.mails(1).await.remove(0));
    assert_eq!(mail.from.to_string(), "Acme Help <help@acme.test>");
    assert_eq!(mail.to[0].address.as_str(), address);
    assert!(mail.subject.as_str().contains("neues Passwort") && mail.wants_no_answer());
    let token = link(&mail.text.unwrap());
    set(&shop, &token).await.unwrap();
    assert_eq!(set(&shop, &token).await.unwrap_err().code().name, "link_over", "once");
    let host = shop.kit.desk.place("app.acme.test").await.unwrap().host;
    let typed = PasswordTry { email: shop.agent.email.clone(), password: Secret::new(NEW.to_owned()) };
    let browser = Browser { session: None, user_agent: String::new(), network: network() };
    shop.kit.desk.sign_in_user(&host, typed, &browser).await.unwrap();

    ask(&shop, &address).await.unwrap();
    worker.run_ready().await.unwrap();
    let mails = exim.mails(2).await;
    let tokens = mails.iter().map(|raw| link(&read(raw).text.unwrap()));
    let newer = tokens
        .into_iter()
        .find(|other| other.fingerprint().to_text().as_str() != token.fingerprint().to_text().as_str());
    shop.kit.clock.advance_millis(30 * MINUTE);
    assert_eq!(set(&shop, &newer.unwrap()).await.unwrap_err().code().name, "link_over", "half an hour");
}

#[both]
async fn th18_nobody_but_an_active_user_gets_a_link_and_a_stranger_ends_none(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let invitation = {
        let mut act = shop.kit.operate();
        let link = act.make_password_link(shop.agent.id).await.unwrap();
        act.done(link).await.unwrap()
    };
    let worker = shop.worker(smtp(exim.port()));
    shop.customer("Ana", "ana@customer.test", None).await;
    for address in ["nobody@acme.test", "ana@customer.test"] {
        ask(&shop, address).await.unwrap();
    }
    ask(&shop, shop.agent.email.as_str()).await.unwrap();
    worker.run_ready().await.unwrap();
    assert_eq!(exim.mails(1).await.len(), 1);
    set(&shop, &invitation).await.unwrap();
    let token = link(&read(&exim.mails(1).await.remove(0)).text.unwrap());
    assert_eq!(set(&shop, &token).await.unwrap_err().code().name, "link_over", "all links end with one");

    let mut writer = shop.kit.db.writer().await.unwrap();
    writer.run(DEACTIVATE.with(params![shop.kit.org, shop.agent.id])).await.unwrap();
    writer.commit().await.unwrap();
    ask(&shop, shop.agent.email.as_str()).await.unwrap();
    worker.run_ready().await.unwrap();
    assert_eq!(exim.arrived().len(), 1);
    assert!(shop.nothing_waits().await);
}

#[both]
async fn a6_links_for_one_address_are_limited_whoever_holds_it(database: Database) {
    let shop = Shop::open(&database).await;
    for address in [shop.agent.email.as_str(), "nobody@acme.test"] {
        for _ in 0..5 {
            ask(&shop, address).await.unwrap();
        }
        let refused = ask(&shop, address).await.unwrap_err();
        assert_eq!((refused.code().name, refused.retry_after_seconds()), ("too_often", Some(60 * 60)));
    }
    let off = shop.worker(Outbox::Off);
    off.run_ready().await.unwrap();
    assert!(shop.nothing_waits().await, "without mail nothing is kept for later");
}
