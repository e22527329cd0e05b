//! What only users may read, looked for wherever a customer looks.

use std::net::Ipv4Addr;
use std::sync::Arc;

use db::{params, sql};
use desk::conversation::Conversation;
use desk::conversation::portal::ListQuery;
use desk::door::Operator;
use desk::kb::Site;
use desk::session::{Asking, Browser, Entry, Network, SignInJob, SignInMail};
use desk::{Customer, View};
use identity::{Code, Token};
use kernel::OrgId;
use testkit::{Database, Engine};

use crate::place::Place;

sql! {
    NEWEST_JOB = "select payload from job where org_id = $1 and kind = 'sign-in-mail' order by seq desc limit 1";
    EMAILS = "select address from customer_address where org_id = $1 and kind = 'email' order by address";
    SECRET_NOTES = "select text from note where org_id = $1 and (text like '%FELDSPAR%' or text like '%marmalade%'
        or text like '%QUARTZ-7%')";
}

const SECRETS: [&str; 3] = ["FELDSPAR", "marmalade", "QUARTZ-7"];

/// On one database only: the condition is the statements' own and run on both by the portal's stories; what is new here
/// is the amount.
#[test]
fn p5_the_secrets_of_notes_are_nowhere_a_customer_looks() {
    testkit::run(Engine::Sqlite, secrets);
}

async fn secrets(database: Database) {
    let place = Place::empty(&database).await;
    let filled = place.fill(usize::MAX).await.unwrap();
    let site = place.desk.place("tolvane.localhost").await.unwrap().site.unwrap();
    let reader = place.db.reader().await.unwrap();
    let emails: Vec<(String,)> = reader.all(EMAILS.with(params![filled.org])).await.unwrap();
    let secret: Vec<(String,)> = reader.all(SECRET_NOTES.with(params![filled.org])).await.unwrap();
    reader.end();
    assert_eq!((emails.len(), secret.len()), (40, 7));
    let mut listed = 0;
    for (number, (email,)) in (1..).zip(&emails) {
        let token = sign_in(&place, filled.org, &site, (email, number)).await;
        let view = place.desk.view_customer(site.clone(), &token).await.unwrap();
        listed += look_everywhere(view).await;
    }
    assert_eq!(listed, 300, "every conversation was looked at");
}

/// Looks at a customer's list, conversations and search, and answers how many conversations there are.
async fn look_everywhere(view: View<Customer>) -> usize {
    for secret in SECRETS {
        let query = ListQuery { words: secret.to_owned(), ..ListQuery::default() };
        assert!(view.conversations(&query).await.unwrap().rows.is_empty(), "{secret} was found");
    }
    let list = view.conversations(&ListQuery::default()).await.unwrap();
    assert!(list.next.is_none());
    for row in &list.rows {
        let conversation: Conversation = view.see(row.id).await.unwrap();
        let thread = view.messages(&conversation, None).await.unwrap();
        let seen = format!("{row:?} {thread:?}");
        for secret in SECRETS {
            assert!(!seen.contains(secret), "{secret} shows in {seen}");
        }
    }
    list.rows.len()
}

/// Signs a customer in with a mailed code, each from a network of their own.
async fn sign_in(place: &Place, org: OrgId, site: &Arc<Site>, (email, number): (&str, u8)) -> String {
    let network = Network::of(Ipv4Addr::new(198, 51, 100, number).into());
    let visit = Token::new(&place.desk.context().random);
    let asking = Asking {
        address: email.parse().unwrap(),
        visit: visit.clone(),
        return_to: "/en_us/conversations".to_owned(),
        language: "en_us".parse().unwrap(),
        network: network.clone(),
    };
    let mut act = place.desk.act_public(site.clone());
    let asked = act.ask_code(&asking).await.unwrap();
    act.done(asked).await.unwrap();
    let code = mailed_code(place, org).await;
    let browser = Browser { session: None, user_agent: String::new(), network };
    let mut act = place.desk.act_public(site.clone());
    let entry = act.enter_code(&visit, &code, &browser).await.unwrap();
    match act.done(entry).await.unwrap() {
        Entry::SignedIn { session, .. } => session.token.reveal().to_owned(),
        other => panic!("{email} is not signed in: {other:?}"),
    }
}

async fn mailed_code(place: &Place, org: OrgId) -> Code {
    let reader = place.db.reader().await.unwrap();
    let (payload,): (String,) = reader.one(NEWEST_JOB.with(params![org])).await.unwrap();
    reader.end();
    let job: SignInJob = serde_json::from_str(&payload).unwrap();
    let view = place.desk.view_operator(&Operator::named("test"), org).await.unwrap();
    let mail = SignInMail::open(&view, &job).await.unwrap().expect("a mail leaves");
    view.close();
    Code::parse(mail.code.reveal()).unwrap()
}
