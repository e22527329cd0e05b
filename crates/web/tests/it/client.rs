//! A browser without script: keeps cookies, sends forms, follows nothing by itself.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use channels::email::Mailbox;
use desk::conversation::message::{Author, Channel, Direction, NewMessage};
use desk::kb::Origin;
use desk::session::{ADDRESS_MAIL, AddressJob, AddressMail, SIGN_IN_MAIL, SignInJob, SignInMail};
use desk::theme::Looks;
use desk::{Desk, User};
use http::{HeaderMap, Request, StatusCode, header};
use kernel::Context;
use spine::{Failure, Job, Registry, Ticket, Worker};
use testkit::Database;
use testkit_desk::Kit;
use tower::ServiceExt;
use web::{Hub, Options, Web, router};

/// The product with its faces in front.
pub(crate) struct Site {
    pub(crate) kit: Kit,
    pub(crate) hub: Hub,
    pub(crate) router: Router,
    mails: Worker<Mails>,
    mailbox: Mails,
}

/// One browser at one host.
pub(crate) struct Browser<'a> {
    site: &'a Site,
    pub(crate) host: &'static str,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// The API's common host.
pub(crate) const COMMON: &str = "api.test";

/// The password of every user here.
pub(crate) const PASSWORD: &str = "four plain words together";

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Site {
    pub(crate) async fn new(database: &Database) -> Self {
        Self::with(database, Options::default()).await
    }

    /// The same with compressed answers.
    pub(crate) async fn compressing(database: &Database) -> Self {
        Self::with(database, Options { compress: true, ..Options::default() }).await
    }

    /// The same where no mail leaves.
    pub(crate) async fn without_mail(database: &Database) -> Self {
        Self::with(database, Options { mail_is_off: true, ..Options::default() }).await
    }

    /// The same where mail lies in a mailbox instead of leaving.
    pub(crate) async fn with_mailbox(database: &Database) -> Self {
        let mailbox = Mailbox::new(database.folder.join("mailbox"), Context::system());
        Self::with(database, Options { mailbox: Some(mailbox), ..Options::default() }).await
    }

    async fn with(database: &Database, options: Options) -> Self {
        let options = Options { api: Origin::parse(&format!("http://{COMMON}")), ..options };
        let kit = Kit::new(database).await;
        let hub = Hub::new();
        let web = Web::new(kit.desk.clone(), Looks::new().unwrap(), hub.clone(), options)
            .expect("the pages' templates are there");
        let mailbox = Mails { desk: kit.desk.clone(), last: std::sync::Arc::default() };
        let registry = Registry::new().with::<Mailed>().with::<MailedAddress>();
        let context = kit.desk.context().clone();
        let mails = Worker::new(kit.db.clone(), context, registry, mailbox.clone(), kit.desk.wake().clone());
        Self { router: router(web), hub, mails, mailbox, kit }
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        self.browser_at("help.acme.test")
    }

    pub(crate) fn browser_at(&self, host: &'static str) -> Browser<'_> {
        Browser { site: self, host, cookies: BTreeMap::new() }
    }

    /// Code and link of the mail that was sent last; one that proves another address has no link.
    pub(crate) async fn last_mail(&self) -> Option<(String, String)> {
        self.mails.run_ready().await.expect("the mail's job runs");
        self.mailbox.last.lock().expect("no test panics with it").take()
    }

    /// A browser in which this customer is signed in.
    pub(crate) async fn signed_in(&self, address: &str) -> Browser<'_> {
        let mut browser = self.browser();
        browser.sign_in(address).await;
        browser
    }

    /// A link through which this user sets a password.
    pub(crate) async fn password_link(&self, user: &User) -> String {
        let mut act = self.kit.operate();
        let link = act.make_password_link(user.id).await.expect("the user is there");
        act.done(()).await.expect("the link is stored");
        format!("/app/password/{}", link.reveal())
    }

    /// A browser in which this user is signed in at the app's host.
    pub(crate) async fn at_desk(&self, user: &User) -> Browser<'_> {
        let link = self.password_link(user).await;
        let mut browser = self.browser_at("app.acme.test");
        let set = browser.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!((set.status, set.location()), (StatusCode::SEE_OTHER, "/app/sign-in"), "{}", set.text);
        let entered = browser.enter(user.email.as_str(), PASSWORD).await;
        assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/app"), "{}", entered.text);
        browser
    }

    /// A conversation that this customer began by mail, answered or not.
    pub(crate) async fn conversation(
        &self,
        address: &str,
        subject: &str,
        texts: &[(Direction, &str)],
    ) -> String {
        testkit_desk::conversation(&self.kit, address, subject, &messages(texts)).await.to_string()
    }
}

fn messages(texts: &[(Direction, &str)]) -> Vec<NewMessage> {
    let message = |(direction, text): &(Direction, &str)| {
        let plain = NewMessage::plain(Author::Automatic, "", text, testkit_desk::BEGINNING);
        NewMessage { direction: *direction, channel: Channel::Email, ..plain }
    };
    texts.iter().map(message).collect()
}

impl Browser<'_> {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a plain form.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode =
            |text: &str| text.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body.join("&"))).await
    }

    /// Sends a form with files.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let fields: Vec<(&str, &[u8])> =
            fields.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
        self.upload_bytes(path, &fields, files).await
    }

    /// The same with fields that may be no text.
    pub(crate) async fn upload_bytes(
        &mut self,
        path: &str,
        fields: &[(&str, &[u8])],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--frontier\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(&[head.as_bytes(), value, b"\r\n"].concat());
        }
        for (name, bytes) in files {
            let head = format!(
                "--frontier\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(b"content-type: application/octet-stream\r\n\r\n");
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--frontier--\r\n");
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=frontier");
        self.send(request, Body::from(body)).await
    }

    /// The cookies as this browser sends them.
    pub(crate) fn cookie_line(&self) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        cookies.join("; ")
    }

    async fn send(&mut self, request: http::request::Builder, body: Body) -> Answer {
        let request = request.header(header::HOST, self.host).header(header::COOKIE, self.cookie_line());
        let request =
            request.header("sec-fetch-site", "same-origin").body(body).expect("the request is well formed");
        self.exchange(request).await
    }

    /// Sends any request as it stands.
    pub(crate) async fn exchange(&mut self, request: Request<Body>) -> Answer {
        let response = self.site.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 * 1024 * 1024).await.expect("the body can be read").to_vec();
        self.keep_cookies(&parts.headers);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text, bytes }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("our cookies are ASCII");
            let (name, rest) = line.split_once('=').expect("a cookie has a name");
            let value = rest.split(';').next().unwrap_or_default();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Tries to sign in as a user.
    pub(crate) async fn enter(&mut self, email: &str, password: &str) -> Answer {
        self.post("/app/sign-in", &[("email", email), ("password", password), ("return", "/app")]).await
    }

    /// The whole way of A2: address, mail, code.
    pub(crate) async fn sign_in(&mut self, address: &str) {
        let asked =
            self.post("/login", &[("address", address), ("referralUrl", "/en_us/conversations")]).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
        let (code, _) = self.site.last_mail().await.expect("a mail was sent");
        let entered = self.post("/login/code", &[("code", &code)]).await;
        assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/en_us/conversations"));
    }
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("our headers are ASCII"))
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    /// The value of the first hidden field or button of this name.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let first = self.all(name).into_iter().next();
        first.unwrap_or_else(|| panic!("no field {name} in {}", self.text))
    }

    /// The values of all fields and buttons of this name.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let mark = format!("name=\"{name}\" value=\"");
        let values = self.text.split(&mark).skip(1);
        values.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    }
}

/// Reads what the sign-in's job would mail.
#[derive(Clone)]
struct Mails {
    desk: Desk,
    last: std::sync::Arc<std::sync::Mutex<Option<(String, String)>>>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct Mailed(SignInJob);

impl Job<Mails> for Mailed {
    const KIND: &'static str = SIGN_IN_MAIL;

    async fn run(self, mails: Mails, ticket: Ticket) -> Result<(), Failure> {
        let view = mails.desk.view_system(&ticket).await?;
        let mail = SignInMail::open(&view, &self.0).await?;
        view.close();
        let mail = mail.map(|mail| (mail.code.reveal().to_owned(), mail.link.reveal().to_owned()));
        *mails.last.lock().expect("no test panics with it") = mail;
        Ok(())
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct MailedAddress(AddressJob);

impl Job<Mails> for MailedAddress {
    const KIND: &'static str = ADDRESS_MAIL;

    async fn run(self, mails: Mails, ticket: Ticket) -> Result<(), Failure> {
        let view = mails.desk.view_system(&ticket).await?;
        let mail = AddressMail::open(&view, &self.0).await?;
        view.close();
        let mail = mail.map(|mail| (mail.code.reveal().to_owned(), String::new()));
        *mails.last.lock().expect("no test panics with it") = mail;
        Ok(())
    }
}
