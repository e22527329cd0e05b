//! How customers and users sign in and out.

mod customer;
mod devices;
mod guess;
mod kept;
mod limits;
mod mail;
mod team;
mod twin;
pub(crate) mod user;

pub(crate) use mail::block;

use std::net::Ipv4Addr;
use std::sync::Arc;

use db::{params, sql};
use desk::customer::{AddressKind, NewCustomer, Person, Standing};
use desk::door::Operator;
use desk::kb::{Host, Kb, Origin, Site};
use desk::org::Organization;
use desk::session::{Asked, Asking, Browser, Entry, Network, NewSession, SignInJob, SignInMail};
use desk::setting::{Scope, Setting};
use desk::{Customer, View};
use identity::{Code, Token};
use kernel::{EmailAddress, Fault};
use testkit_desk::Kit;

sql! {
    NEWEST_JOB = "select payload from job where org_id = $1 and kind = $2 order by seq desc limit 1";
}

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Somebody in front of a browser.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) visit: Token,
    pub(crate) browser: Browser,
}

pub(crate) fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

impl Visitor {
    pub(crate) fn new(kit: &Kit) -> Self {
        let network = Network::of(Ipv4Addr::new(192, 0, 2, 7).into());
        let browser = Browser { session: None, user_agent: FIREFOX.to_owned(), network };
        Self { visit: Token::new(&kit.desk.context().random), browser }
    }

    pub(crate) async fn ask(&self, kit: &Kit, site: &Arc<Site>, address: &str) -> Result<Asked, Fault> {
        let asking = Asking {
            address: self::address(address),
            visit: self.visit.clone(),
            return_to: "/en_us/conversations".to_owned(),
            language: "en_us".parse().unwrap(),
            network: self.browser.network.clone(),
        };
        let mut act = kit.desk.act_public(site.clone());
        let asked = act.ask_code(&asking).await?;
        act.done(asked).await
    }

    pub(crate) async fn enter(&self, kit: &Kit, site: &Arc<Site>, code: &str) -> Result<Entry, Fault> {
        let mut act = kit.desk.act_public(site.clone());
        let entry = act.enter_code(&self.visit, &Code::parse(code).unwrap(), &self.browser).await?;
        act.done(entry).await
    }

    pub(crate) async fn press(&self, kit: &Kit, site: &Arc<Site>, link: &Token) -> Result<Entry, Fault> {
        let mut act = kit.desk.act_public(site.clone());
        let entry = act.enter_link(&self.visit, link, &self.browser).await?;
        act.done(entry).await
    }

    /// Asks, reads the mail, types the code.
    pub(crate) async fn sign_in(&self, kit: &Kit, site: &Arc<Site>, address: &str) -> NewSession {
        self.ask(kit, site, address).await.unwrap();
        let mail = newest_mail(kit).await.expect("a mail leaves");
        signed_in(self.enter(kit, site, mail.code.reveal()).await.unwrap())
    }
}

pub(crate) fn signed_in(entry: Entry) -> NewSession {
    match entry {
        Entry::SignedIn { session, return_to, .. } => {
            assert_eq!(return_to, "/en_us/conversations");
            session
        }
        other => panic!("not signed in: {other:?}"),
    }
}

/// A code that is not this one.
pub(crate) fn other_than(code: &Code) -> String {
    let number: u32 = code.reveal().parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

pub(crate) async fn newest_job(kit: &Kit) -> String {
    let reader = kit.db.reader().await.unwrap();
    let (payload,): (String,) = reader.one(NEWEST_JOB.with(params![kit.org, "sign-in-mail"])).await.unwrap();
    reader.end();
    payload
}

/// What the job that was queued last would send.
pub(crate) async fn newest_mail(kit: &Kit) -> Option<SignInMail> {
    let job: SignInJob = serde_json::from_str(&newest_job(kit).await).unwrap();
    let view = kit.desk.view_operator(&Operator::named("test"), kit.org).await.unwrap();
    let mail = SignInMail::open(&view, &job).await.unwrap();
    view.close();
    mail
}

pub(crate) async fn view(kit: &Kit, site: &Arc<Site>, session: &NewSession) -> Result<View<Customer>, Fault> {
    kit.desk.view_customer(site.clone(), session.token.reveal()).await
}

/// Who a session stands for.
pub(crate) async fn who(kit: &Kit, site: &Arc<Site>, session: &NewSession) -> Result<Customer, Fault> {
    Ok(view(kit, site, session).await?.close())
}

/// A customer who holds an address.
pub(crate) async fn holder(kit: &Kit, name: &str, address: &str, standing: Standing) -> Person {
    let mut act = kit.operate();
    let new = NewCustomer { name: name.to_owned(), ..NewCustomer::default() };
    let person = Person::add(&mut act, &new).await.unwrap();
    person.add_address(&mut act, (AddressKind::Email, address), standing).await.unwrap();
    act.done(person).await.unwrap()
}

pub(crate) async fn app(kit: &Kit) -> Host {
    (*kit.desk.place("app.acme.test").await.unwrap().host).clone()
}

/// A second organization with a knowledge base of its own.
pub(crate) async fn other_org(kit: &Kit) -> Arc<Site> {
    let mut act = kit.desk.act_operator(&Operator::named("test"), kit.desk.context().new_id());
    Organization::add(&mut act, "other", "Other").await.unwrap();
    let brand = desk::brand::Brand::add(&mut act, "other", "Other", "#000000").await.unwrap();
    let kb = Kb::add(&mut act, &brand, "Other Help").await.unwrap();
    let origin = Origin::parse("https://help.other.test").unwrap();
    Host::add(&mut act, &origin, Some(kb.id), true).await.unwrap();
    Setting::find("portal.my-conversations").unwrap().set(&mut act, Scope::Kb(kb.id), "on").await.unwrap();
    act.done(()).await.unwrap();
    kit.site_at("help.other.test").await
}
