//! R1, R2, W6: Settings > Users, and the page an invitation leads to.

use desk::right::Role;
use desk::user::{INVITATION_MAIL, InvitationJob, InvitationMail};
use http::StatusCode;
use spine::{Failure, Job, Registry, Ticket, Worker};
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::client::{Answer, Browser, PASSWORD, Site};

const USERS: &str = "/app/settings/users";
const NEW: &str = "/app/settings/users/new";
const GOOD: [(&str, &str); 4] =
    [("email", "nora@acme.test"), ("name", "Nora New"), ("kind", "full_time"), ("roles", "agent")];
const CHOSEN: [(&str, &str); 3] = [("name", "Nora Neumann"), ("password", PASSWORD), ("again", PASSWORD)];

/// What the job of an invitation would mail.
#[derive(Clone)]
struct Post(desk::Desk, std::sync::Arc<std::sync::Mutex<Vec<String>>>);

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct Invited(InvitationJob);

impl Job<Post> for Invited {
    const KIND: &'static str = INVITATION_MAIL;

    async fn run(self, post: Post, ticket: Ticket) -> Result<(), Failure> {
        let view = post.0.view_system(&ticket).await?;
        let mail = InvitationMail::open(&view, &self.0).await?;
        view.close();
        let links = mail.map(|mail| format!("/app/invitation/{}", mail.link.reveal()));
        post.1.lock().expect("no test panics with it").extend(links);
        Ok(())
    }
}

/// Where the newest invitation leads.
async fn mailed(kit: &Kit) -> String {
    let post = Post(kit.desk.clone(), std::sync::Arc::default());
    let registry = Registry::new().with::<Invited>();
    let context = kit.desk.context().clone();
    let worker = Worker::new(kit.db.clone(), context, registry, post.clone(), kit.desk.wake().clone());
    worker.run_ready().await.expect("the mail's job runs");
    post.1.lock().expect("no test panics with it").last().expect("an invitation was mailed").clone()
}

async fn admin(site: &Site) -> Browser<'_> {
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    site.at_desk(&ada).await
}

/// The address of somebody's page, as the list links it.
fn page_of(list: &Answer, name: &str) -> String {
    let before = list.text.split(&format!("<strong dir=\"auto\">{name}")).next().unwrap();
    let url = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    assert!(list.has(name) && url.starts_with("/app/settings/users/"), "{}", list.text);
    url.to_owned()
}

#[both]
async fn r2_somebody_is_invited_and_joins_by_the_link_once(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    let invited = ada.post(NEW, &GOOD).await;
    assert_eq!((invited.status, invited.location()), (StatusCode::SEE_OTHER, USERS), "{}", invited.text);
    let list = ada.get(USERS).await;
    assert!(list.has("The invitation is on its way") && list.has("Invited") && list.has("nora@acme.test"));
    let link = mailed(&site.kit).await;
    assert!(!list.has(link.rsplit('/').next().unwrap()), "nobody but the mail knows the link");

    let mut nora = site.browser_at("app.acme.test");
    for _ in 0..2 {
        let page = nora.get(&link).await;
        assert_eq!(page.status, StatusCode::OK, "looking uses nothing up");
        assert!(page.has("value=\"Nora New\"") && page.has("nora@acme.test"), "{}", page.text);
    }
    let joined = nora.post(&link, &CHOSEN).await;
    assert_eq!(
        (joined.status, joined.location()),
        (StatusCode::SEE_OTHER, "/app/sign-in"),
        "{}",
        joined.text
    );
    assert!(nora.get("/app/sign-in").await.has("You have joined"));
    assert_eq!(nora.enter("nora@acme.test", PASSWORD).await.location(), "/app");
    assert_eq!(nora.get("/app/conversations").await.status, StatusCode::OK);

    for answer in [nora.get(&link).await, nora.post(&link, &CHOSEN).await] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.has("24 hours") && !answer.has("name=\"password\""), "{}", answer.text);
    }
    let list = ada.get(USERS).await;
    assert!(list.has("Nora Neumann") && list.has("last seen") && !list.has("Nora New"), "{}", list.text);
}

#[both]
async fn r2_bad_what_is_wrong_with_joining_stands_at_its_field_and_uses_nothing_up(database: Database) {
    let site = Site::new(&database).await;
    admin(&site).await.post(NEW, &GOOD).await;
    let link = mailed(&site.kit).await;
    let mut nora = site.browser_at("app.acme.test");
    for (name, password, again, problem) in [
        ("", PASSWORD, PASSWORD, "Please fill this in."),
        ("Nora", "short", "short", "Use at least 10"),
        ("Nora", "nora@acme.test", "nora@acme.test", "lists of stolen"),
        ("Nora", PASSWORD, "another password", "not the same"),
    ] {
        let refused = nora.post(&link, &[("name", name), ("password", password), ("again", again)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}: {}", refused.text);
        assert!(refused.has("aria-invalid=\"true\""), "{problem}: {}", refused.text);
        assert!(!refused.has(password) || password == "nora@acme.test", "no password comes back");
    }
    assert_eq!(nora.post(&link, &CHOSEN).await.location(), "/app/sign-in");
    let [short, long] = [&link[..link.len() - 1], &format!("{link}A")].map(str::to_owned);
    for bad in ["/app/invitation/x", &short, &long, "/app/invitation/%20"] {
        assert_eq!(nora.get(bad).await.status, StatusCode::UNAUTHORIZED, "TH14: {bad}");
        assert_eq!(nora.post(bad, &CHOSEN).await.status, StatusCode::UNAUTHORIZED, "TH14: {bad}");
    }
}

#[both]
async fn th14_an_invitation_is_over_after_a_day_and_when_it_was_replaced_or_withdrawn(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    ada.post(NEW, &GOOD).await;
    let first = mailed(&site.kit).await;
    let page = page_of(&ada.get(USERS).await, "Nora New");
    assert_eq!(ada.post(&format!("{page}/invitation"), &[]).await.location(), page);
    let second = mailed(&site.kit).await;
    let mut nora = site.browser_at("app.acme.test");
    assert_eq!(nora.get(&first).await.status, StatusCode::UNAUTHORIZED, "a newer link ends the older");
    assert_eq!(nora.get(&second).await.status, StatusCode::OK);
    site.kit.clock.advance_millis(24 * 60 * 60_000);
    assert_eq!(nora.post(&second, &CHOSEN).await.status, StatusCode::UNAUTHORIZED, "a day is over");

    let mut ada = site.browser_at("app.acme.test");
    ada.enter("ada.min@acme.test", PASSWORD).await;
    assert!(ada.get(USERS).await.has("Invitation over"));
    ada.post(&format!("{page}/invitation"), &[]).await;
    let third = mailed(&site.kit).await;
    assert_eq!(ada.post(&format!("{page}/withdrawal"), &[]).await.location(), USERS);
    assert_eq!(nora.post(&third, &CHOSEN).await.status, StatusCode::UNAUTHORIZED, "it was withdrawn");
    assert!(!ada.get(USERS).await.has("Nora New"));
    assert_eq!(ada.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn r1_a_user_is_changed_deactivated_and_activated(database: Database) {
    let site = Site::new(&database).await;
    let uma = site.kit.user("Uma Agent", &[Role::Agent]).await;
    let (mut ada, mut uma) = (admin(&site).await, site.at_desk(&uma).await);
    assert_eq!(uma.get("/app/conversations").await.status, StatusCode::OK);
    let page = page_of(&ada.get(USERS).await, "Uma Agent");
    let form = ada.get(&page).await;
    assert!(form.has("value=\"agent\" checked") && !form.has("value=\"administrator\" checked"));

    let fields = [("name", "Uma Maier"), ("kind", "full_time"), ("roles", "content_manager")];
    assert_eq!(ada.post(&page, &fields).await.location(), USERS);
    assert_eq!(uma.get("/app/settings/attributes").await.status, StatusCode::OK, "it counts at once");
    let list = ada.get(USERS).await;
    assert!(list.has("Uma Maier") && list.has("Content Manager") && !list.has("Uma Agent"), "{}", list.text);

    assert_eq!(ada.post(&format!("{page}/deactivation"), &[]).await.location(), page);
    assert!(ada.get(&page).await.has("Deactivated"));
    assert_eq!(uma.get("/app/conversations").await.status, StatusCode::SEE_OTHER, "the session is over");
    assert_eq!(uma.enter("uma.agent@acme.test", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.post(&format!("{page}/deactivation"), &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(ada.post(&format!("{page}/activation"), &[]).await.location(), page);
    assert_eq!(uma.enter("uma.agent@acme.test", PASSWORD).await.location(), "/app");
}

#[both]
async fn r1_the_last_administrator_stays_one(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    let page = page_of(&ada.get(USERS).await, "Ada Min");
    let fields = [("name", "Ada Min"), ("kind", "full_time"), ("roles", "agent")];
    let refused = ada.post(&page, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Somebody has to administer") && refused.has("value=\"agent\" checked"));
    let refused = ada.post(&page, &[("name", "Ada Min"), ("kind", "collaborator")]).await;
    assert!(refused.has("Somebody has to administer"), "{}", refused.text);
    let refused = ada.post(&format!("{page}/deactivation"), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Somebody has to administer"));
    assert_eq!(ada.get(USERS).await.status, StatusCode::OK);
}

#[both]
async fn r2_bad_what_is_wrong_with_an_invitation_stands_at_its_field(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    let long = "n".repeat(101);
    for (field, typed, problem) in [
        ("email", "nobody", "address"),
        ("email", "ada.min@acme.test", "address"),
        ("name", "", "Please fill this in."),
        ("name", long.as_str(), "Use at most 100 characters."),
    ] {
        let fields = GOOD.map(|(name, value)| if name == field { (name, typed) } else { (name, value) });
        let refused = ada.post(NEW, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {typed}");
        assert!(refused.has(problem) && refused.has("aria-invalid=\"true\""), "{field}: {}", refused.text);
        assert!(refused.has(&format!("value=\"{typed}\"")), "{field} is kept: {}", refused.text);
    }
    for (field, value) in
        [("kind", "king"), ("roles", "root"), ("sets", "x"), ("org_id", "1"), ("active", "yes")]
    {
        let fields: Vec<_> =
            GOOD.into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect();
        let refused = ada.post(NEW, &fields).await;
        assert!(refused.status.is_client_error(), "TH29: {field}: {}", refused.status);
    }
    assert_eq!(ada.get(USERS).await.text.matches("class=\"card person\"").count(), 1, "nobody was invited");
}

#[both]
async fn r1_the_pages_of_users_and_permission_sets_are_for_administrators(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    ada.post("/app/settings/permission-sets/new", &[("name", "Night shift"), ("rights", "read")]).await;
    let list = ada.get("/app/settings/permission-sets").await;
    let set = list.text.split("href=\"").filter_map(|rest| rest.split('"').next());
    let set = set
        .into_iter()
        .find(|url| url.contains("-sets/6") || url.contains("-sets/") && !url.ends_with("new"));
    let (user, set) = (page_of(&ada.get(USERS).await, "Ada Min"), set.unwrap().to_owned());
    let people = [
        site.kit.user("Cora Tent", &[Role::ContentManager]).await,
        site.kit.user("Ag Ent", &[Role::Agent]).await,
        site.kit.collaborator("Colla Bora").await,
    ];
    for person in people {
        let mut browser = site.at_desk(&person).await;
        let name = &person.name;
        for path in [USERS, NEW, "/app/settings/permission-sets", "/app/settings/permission-sets/new"] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        assert_eq!(browser.post(NEW, &GOOD).await.status, StatusCode::FORBIDDEN, "{name}");
        let add = browser.post("/app/settings/permission-sets/new", &[("name", "Kings")]).await;
        assert_eq!(add.status, StatusCode::FORBIDDEN, "{name}");
        for path in [&user, &set] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{name} {path}");
            let fields = [("name", "Me"), ("kind", "full_time"), ("roles", "administrator")];
            let fields = if path == &set { &fields[..1] } else { &fields[..] };
            assert_eq!(browser.post(path, fields).await.status, StatusCode::NOT_FOUND, "{name} {path}");
        }
        for deed in ["deactivation", "activation", "invitation", "withdrawal"] {
            let answer = browser.post(&format!("{user}/{deed}"), &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {deed}");
        }
        assert_eq!(
            browser.post(&format!("{set}/removal"), &[]).await.status,
            StatusCode::NOT_FOUND,
            "{name}"
        );
        assert!(!browser.get("/app/settings").await.has(USERS), "{name} is not led there");
    }
    assert!(ada.get("/app/settings").await.has(USERS));
}
