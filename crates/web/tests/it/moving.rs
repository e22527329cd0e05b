//! W4: a customer sends a form, and while it is on its way two customers become one.

use axum::body::{Body, Bytes};
use desk::conversation::message::Direction::In;
use desk::customer::{CustomerId, Person};
use desk::right::Role;
use desk::{Act, User};
use futures_util::stream;
use http::{Request, StatusCode};
use testkit::{Database, both};
use tokio::sync::oneshot;

use crate::client::{Answer, Browser, Site};

/// Ana, signed in, whose record is to go into Yara's.
struct Stage<'a> {
    site: &'a Site,
    ana: Browser<'a>,
    agent: User,
    from: CustomerId,
    into: CustomerId,
    page: String,
}

impl<'a> Stage<'a> {
    async fn new(site: &'a Site) -> Self {
        let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is broken")]).await;
        site.conversation("yara@example.com", "Chair", &[(In, "It wobbles")]).await;
        let mut act = site.kit.operate();
        let mut person = async |address: &str| {
            Person::of_sender(&mut act, &address.parse().unwrap(), "").await.unwrap().id
        };
        let (from, into) = (person("ana@example.com").await, person("yara@example.com").await);
        act.done(()).await.unwrap();
        Self {
            site,
            ana: site.signed_in("ana@example.com").await,
            agent: site.kit.user("Ag Ent", &[Role::Agent]).await,
            from,
            into,
            page: format!("/en_us/conversations/{id}"),
        }
    }

    /// Sends a form whose body comes only after the merge: by then it is known who sends it.
    async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let part = |(name, value): &(&str, &str)| {
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let form: String = fields.iter().map(part).chain(["--x--\r\n".to_owned()]).collect();
        let ((reading, is_read), (go, may_go)) = (oneshot::channel(), oneshot::channel());
        let body = stream::once(async move {
            reading.send(()).expect("the story waits for it");
            may_go.await.expect("the story lets it go");
            Ok::<_, std::io::Error>(Bytes::from(form))
        });
        let request = Request::post(path).header("host", self.ana.host);
        let request =
            request.header("cookie", self.ana.cookie_line()).header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "multipart/form-data; boundary=x");
        let request = request.body(Body::from_stream(body)).expect("it is well formed");
        let mut act: Act<User> = self.site.kit.act(&self.agent);
        let merge = async {
            is_read.await.expect("the body is read");
            Person::merge(&mut act, self.from, self.into).await.unwrap();
            act.done(()).await.unwrap();
            go.send(()).expect("the body waits");
        };
        tokio::join!(self.ana.exchange(request), merge).0
    }
}

#[both]
async fn w4_a_reply_sent_in_the_instant_of_a_merge_arrives(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = Stage::new(&site).await;
    let page = stage.page.clone();
    let once = stage.ana.get(&page).await.hidden("once");
    let sent = stage.send(&format!("{page}/messages"), &[("once", &once), ("text", "Thank you all")]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, format!("{page}#latest").as_str()));
    assert_eq!(stage.ana.get(&page).await.text.matches("Thank you all").count(), 1);
}

#[both]
async fn w4_a_conversation_begun_in_the_instant_of_a_merge_is_there(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = Stage::new(&site).await;
    let once = stage.ana.get("/en_us/conversations/new").await.hidden("once");
    let fields = [("once", once.as_str()), ("subject", "Another lamp"), ("text", "It is dark")];
    let sent = stage.send("/en_us/conversations", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let list = stage.ana.get("/en_us/conversations").await;
    for subject in ["Lamp", "Chair", "Another lamp"] {
        assert!(list.has(subject), "{subject}: {}", list.text);
    }
}

/// The session did not follow: what was typed stands beside the way to sign in.
#[both]
async fn w4_a_reply_of_whose_session_the_merge_ended_is_given_back(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = Stage::new(&site).await;
    let page = stage.page.clone();
    let once = stage.ana.get(&page).await.hidden("once");
    // Somebody else has the address as well, so that it selects nobody any more (A4).
    let mut act = site.kit.operate();
    let third = Person::add(&mut act, &desk::customer::NewCustomer::default()).await.unwrap();
    let (kind, standing) = (desk::customer::AddressKind::Email, desk::customer::Standing::Verified);
    third.add_address(&mut act, (kind, "ana@example.com"), standing).await.unwrap();
    act.done(()).await.unwrap();
    let sent = stage.send(&format!("{page}/messages"), &[("once", &once), ("text", "Thank you all")]).await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    assert!(sent.has("Thank you all"), "{}", sent.text);
}

/// P6: the answer to a form was lost, the two became one, and the form is sent once more.
#[both]
async fn w4_p6_what_was_sent_before_a_merge_and_is_tried_again_is_there_once(database: Database) {
    let site = Site::new(&database).await;
    let mut stage = Stage::new(&site).await;
    let page = stage.page.clone();
    let once = stage.ana.get(&page).await.hidden("once");
    let (path, fields) = (format!("{page}/messages"), [("once", once.as_str()), ("text", "Thank you all")]);
    assert_eq!(stage.ana.upload(&path, &fields, &[]).await.status, StatusCode::SEE_OTHER);
    let sent = stage.send(&path, &fields).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, format!("{page}#latest").as_str()));
    let sent = stage.ana.upload(&path, &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(stage.ana.get(&page).await.text.matches("Thank you all").count(), 1);
}
