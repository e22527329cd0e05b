//! The portal for agents: internal articles at a knowledge base's host, and who never gets there (I1 to I4, P2).

use axum::body::Body;
use desk::right::Role;
use http::{Request, StatusCode};
use testkit::{Database, both};
use testkit_desk::article;

use crate::client::{Answer, Browser, PASSWORD, Site};

const ARTICLES: &str = "/app/knowledge-base";
const PUBLIC: &str = "Returning a parcel";
const INTERNAL: &str = "Refund limits";
const NOWHERE: &str = "/en_us/nothing-at-all-abcd2345";
const SECRET: &str = "ninety euros";

/// A public and an internal article of the default brand; both switches are on.
pub(crate) async fn stage(database: &Database) -> Site {
    let site = Site::new(database).await;
    let mut act = site.kit.operate();
    let public =
        article(PUBLIC, "Print the **label**.\n\n# Where\n\n- At any kiosk\n\n<script>alert(1)</script>");
    act.make_article(site.kit.kb.id, &public).await.unwrap();
    let internal = article(INTERNAL, &format!("Up to {SECRET} by yourself.")).internal();
    act.make_article(site.kit.kb.id, &internal).await.unwrap();
    act.done(()).await.unwrap();
    site.kit.set("knowledge-base.internal", "on").await;
    site.kit.set("portal.agents", "on").await;
    site
}

/// The address in the first link whose text says this.
fn link(page: &Answer, text: &str) -> String {
    let before = page.text.split(text).next().unwrap();
    assert!(before.len() < page.text.len(), "no {text} in {}", page.text);
    let link = before.rsplit("<a ").next().unwrap();
    link.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&")
}

/// From the fly-out to the door of the other host, where the ticket is used.
async fn ticket_of(agent: &mut Browser<'_>, title: &str) -> String {
    let article = link(&agent.get(ARTICLES).await, title);
    let page = agent.get(&article).await;
    let out = agent.get(&link(&page, "Open in a new window")).await;
    assert_eq!((out.status, out.header("cache-control")), (StatusCode::SEE_OTHER, "no-store, private"));
    let path = out.location().strip_prefix("https://help.acme.test").expect("it leads to the article's host");
    assert!(path.starts_with("/login/team?ticket="), "{path}");
    path.to_owned()
}

/// A browser in which this agent is signed in at the help centre, and the address of the internal article there.
pub(crate) async fn inside<'a>(site: &'a Site, agent: &mut Browser<'_>) -> (Browser<'a>, String) {
    let ticket = ticket_of(agent, INTERNAL).await;
    let mut window = site.browser();
    let entered = window.get(&ticket).await;
    assert_eq!(
        (entered.status, entered.header("cache-control")),
        (StatusCode::SEE_OTHER, "no-store, private")
    );
    assert!(entered.header("set-cookie").starts_with("__Host-team="), "{}", entered.header("set-cookie"));
    let address = entered.location().to_owned();
    assert!(address.starts_with("/en_us/refund-limits-"), "gone from the address: {address}");
    (window, address)
}

#[both]
async fn i2_i3_an_agent_opens_an_internal_article_in_a_new_window(database: Database) {
    let site = stage(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&ana).await;
    let list = agent.get(&format!("{ARTICLES}?q=refund%20lim")).await;
    assert!(
        list.has(INTERNAL) && !list.has(PUBLIC) && list.has("aria-label=\"Internal: for your team only\"")
    );
    assert!(agent.get(&format!("{ARTICLES}?q=zeppelin")).await.has("No title has"));
    let in_app = agent.get(&link(&list, INTERNAL)).await;
    assert!(in_app.has(SECRET) && in_app.has("Internal: for your team only"));

    let (mut window, address) = inside(&site, &mut agent).await;
    let page = window.get(&address).await;
    assert!(page.status == StatusCode::OK && page.has(SECRET) && page.has("Internal: for your team only"));
    assert_eq!((page.header("cache-control"), page.header("x-robots-tag")), ("no-store, private", "noindex"));
    assert!(page.has("Ana Agent") && page.has("/logout/team") && !page.has("My conversations"), "P2, I4");
    let home = window.get("/en_us").await;
    assert!(
        home.has(INTERNAL) && home.has(PUBLIC) && home.has("aria-label=\"Internal: for your team only\"")
    );
    assert!(!home.has("/login?"), "P2: nobody who is signed in is drawn a Login link");
    site.kit.set("portal.only-internal", "on").await;
    let home = window.get("/en_us").await;
    assert!(home.has(INTERNAL) && !home.has(PUBLIC), "I3");
}

#[both]
async fn i3_th28_strangers_and_customers_find_no_internal_article_by_any_door(database: Database) {
    let site = stage(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let (mut window, internal) = inside(&site, &mut site.at_desk(&ana).await).await;
    let public = link(&window.get("/en_us").await, PUBLIC);
    let slug_of_nobody = internal.replace("refund-limits", "anything");
    let moved = window.get(&slug_of_nobody).await;
    assert_eq!((moved.status, moved.location()), (StatusCode::MOVED_PERMANENTLY, internal.as_str()));
    let mut customer = site.signed_in("cleo@example.com").await;
    // A customer's session in the place of a user's is none.
    let mut disguised = site.signed_in("mallory@example.com").await;
    let token = disguised.cookies["__Host-customer"].clone();
    disguised.cookies.insert("__Host-team".to_owned(), token);
    for browser in [&mut site.browser(), &mut customer, &mut disguised] {
        let told = |answer: &Answer, path: &str| answer.text.replace(&path.replace('/', "%2F"), "here");
        let unknown = browser.get(NOWHERE).await;
        for address in [&internal, &slug_of_nobody] {
            let answer = browser.get(address).await;
            let nothing = told(&answer, address) == told(&unknown, NOWHERE);
            assert!(answer.status == StatusCode::NOT_FOUND && nothing, "{address}: {}", answer.text);
        }
        let home = browser.get("/en_us").await;
        assert!(home.has(PUBLIC) && !home.has(INTERNAL));
        let page = browser.get(&public).await;
        assert!(
            page.status == StatusCode::OK && page.has("<strong>label</strong>") && !page.has("<script>alert")
        );
    }
    let elsewhere = site.browser_at("help.zeta.test").get(&public).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "another brand's site");
    for path in ["/en_us/nothing", "/xx/returning-a-parcel-abcd2345", "/de/returning-a-parcel-abcd2345"] {
        assert_eq!(site.browser().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let without = site.browser().get(public.strip_prefix("/en_us").unwrap()).await;
    assert_eq!((without.status, without.location()), (StatusCode::FOUND, public.as_str()));
}

#[both]
async fn i2_a_ticket_that_is_used_forged_late_or_of_another_host_is_401(database: Database) {
    let site = stage(&database).await;
    site.kit.set_of(&site.kit.other_kb, "portal.agents", "on").await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&ana).await;
    let used = ticket_of(&mut agent, INTERNAL).await;
    let head = Request::head(&used).header("host", "help.acme.test").body(Body::empty()).unwrap();
    site.browser().exchange(head).await;
    assert_eq!(
        site.browser().get(&used).await.status,
        StatusCode::SEE_OTHER,
        "a look at its head uses nothing up"
    );
    let late = ticket_of(&mut agent, INTERNAL).await;
    let foreign = ticket_of(&mut agent, INTERNAL).await;
    let mut refused = vec![
        site.browser().get(&used).await,
        site.browser_at("help.zeta.test").get(&foreign).await,
        site.browser().get("/login/team?ticket=nonsense").await,
        site.browser().get(&format!("/login/team?ticket={}", "A".repeat(43))).await,
    ];
    site.kit.clock.advance_millis(60_000);
    refused.push(site.browser().get(&late).await);
    for answer in refused {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.has("Start again") && answer.has("/login/team?referralUrl="), "{}", answer.text);
        assert!(!answer.headers.contains_key("set-cookie") && !answer.has("ticket="));
    }
    site.kit.desk.house_turn().await.unwrap();
    let boss = site.kit.user("Bo Boss", &[Role::Administrator]).await;
    let log = site.at_desk(&boss).await.get("/app/settings/security/audit-log").await;
    assert!(log.has("ticket"), "R4: refused sign-ins are in the log");
}

#[both]
async fn i2_who_logs_out_of_the_app_is_nobody_at_the_help_centre(database: Database) {
    let site = stage(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&ana).await;
    let (mut window, address) = inside(&site, &mut agent).await;
    assert_eq!(window.get(&address).await.status, StatusCode::OK);
    agent.post("/app/sign-out", &[]).await;
    assert_eq!(window.get(&address).await.status, StatusCode::NOT_FOUND);
    assert!(!window.get("/en_us").await.has(INTERNAL));
}

#[both]
async fn p2_a_team_member_signs_in_at_the_app_and_comes_back(database: Database) {
    let site = stage(&database).await;
    let col = site.kit.collaborator("Col Lab").await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let (_, address) = inside(&site, &mut site.at_desk(&ana).await).await;
    let mut window = site.browser();
    let login = window.get(&format!("/login?referralUrl={}", address.replace('/', "%2F"))).await;
    let door = link(&login, "Team member");
    assert!(door.starts_with("/login/team?referralUrl=%2Fen_us%2Frefund-limits-"), "{door}");
    let out = window.get(&door).await;
    let in_app = out.location().strip_prefix("https://app.acme.test").expect("the app's own host").to_owned();
    let stranger = site.browser_at("app.acme.test").get(&in_app).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    assert!(stranger.location().starts_with("/app/sign-in?return=%2Fapp%2Fknowledge-base%2Fwindow"));
    site.at_desk(&col).await;
    let mut in_browser = site.browser_at("app.acme.test");
    let typed = [("email", col.email.as_str()), ("password", PASSWORD), ("return", &in_app)];
    let signed_in = in_browser.post("/app/sign-in", &typed).await;
    assert_eq!(signed_in.status, StatusCode::OK, "a form may not be led to another host");
    assert_eq!(signed_in.header("refresh"), format!("0;url={in_app}"));
    assert_eq!(link(&signed_in, "Go on</a>"), in_app);
    let back = in_browser.get(&in_app).await;
    let ticket = back.location().strip_prefix("https://help.acme.test").unwrap();
    let entered = window.get(ticket).await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, address.as_str()));
    let page = window.get(&address).await;
    assert!(page.has(SECRET) && page.has("Col Lab"), "I3: a collaborator reads too");
    let again = window.get(&door).await;
    assert_eq!(again.location(), address, "who is in already goes on");

    let asked = window.get("/logout/team").await;
    assert!(asked.has("In the app you stay signed in."));
    let left = window.post("/logout/team", &[]).await;
    assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, "/en_us"));
    assert!(window.get("/en_us").await.has("You are signed out"));
    assert_eq!(window.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn p1_p2_i1_which_doors_there_are_follows_the_two_switches(database: Database) {
    let site = stage(&database).await;
    let doors = async || {
        let mut answers = Vec::new();
        for path in ["/login", "/login/team"] {
            answers.push(site.browser().get(path).await);
        }
        let home = site.browser().get("/en_us").await;
        (
            answers[0].status.as_u16(),
            answers[0].has("Team member"),
            answers[1].status.as_u16(),
            home.has("/login?"),
        )
    };
    assert_eq!(doors().await, (200, true, 303, true));
    site.kit.set("portal.my-conversations", "off").await;
    assert_eq!(doors().await, (200, true, 303, false), "only users have something to do here");
    let login = site.browser().get("/login").await;
    assert!(!login.has("name=\"address\""), "{}", login.text);
    for switch in ["portal.agents", "knowledge-base.internal"] {
        site.kit.set(switch, "off").await;
        assert_eq!(doors().await, (404, false, 404, false), "{switch}");
        site.kit.set(switch, "on").await;
    }
    site.kit.set("portal.my-conversations", "on").await;
    site.kit.set("portal.sign-on-url", "https://login.acme.test/in").await;
    site.kit.set("portal.sign-on", "on").await;
    assert_eq!(
        doors().await,
        (302, false, 303, true),
        "Login goes straight out, and the team has a door of its own"
    );
    site.kit.set("portal.sign-on-code", "on").await;
    assert_eq!(doors().await, (200, true, 303, true));
    site.kit.set("portal.agents", "off").await;
    assert_eq!(doors().await, (200, false, 404, true));
}

#[both]
async fn i1_i2_what_the_fly_out_offers_follows_the_switches_and_public_articles_open_always(
    database: Database,
) {
    let site = stage(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&ana).await;
    let list = agent.get(ARTICLES).await;
    let (internal, public) = (link(&list, INTERNAL), link(&list, PUBLIC));
    let window = agent.get(&internal).await;
    let window = link(&window, "Open in a new window");
    site.kit.set("portal.agents", "off").await;
    let page = agent.get(&internal).await;
    assert!(page.has(SECRET) && !page.has("Open in a new window"), "read in the app, and nowhere else");
    assert_eq!(agent.get(&window).await.status, StatusCode::NOT_FOUND);
    let page = agent.get(&public).await;
    let opened = agent.get(&link(&page, "Open in a new window")).await;
    let plain = opened.location().strip_prefix("https://help.acme.test").unwrap();
    assert!(plain.starts_with("/en_us/returning-a-parcel-"), "no ticket is needed: {plain}");
    assert_eq!(site.browser().get(plain).await.status, StatusCode::OK);
    site.kit.set("knowledge-base.internal", "off").await;
    assert!(!agent.get(ARTICLES).await.has(INTERNAL));
    assert_eq!(agent.get(&internal).await.status, StatusCode::NOT_FOUND);
    for bad in ["host=app.acme.test", "host=evil.test&return=/x", "article=6ab13b80000000000000ffff"] {
        let answer = agent.get(&format!("/app/knowledge-base/window?{bad}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{bad}");
    }
    site.kit.set("knowledge-base.internal", "on").await;
    site.kit.set("portal.agents", "on").await;
    for bad in ["//evil.test/", "https://evil.test/", "/\\evil.test"] {
        let out = agent.get(&format!("/app/knowledge-base/window?host=help.acme.test&return={bad}")).await;
        let ticket = out.location().strip_prefix("https://help.acme.test").unwrap();
        assert_eq!(site.browser().get(ticket).await.location(), "/", "C5: {bad}");
    }
}

#[both]
async fn i4_th30_a_users_session_at_the_help_centre_opens_nothing_of_customers(database: Database) {
    let site = stage(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Administrator]).await;
    let (mut window, _) = inside(&site, &mut site.at_desk(&ana).await).await;
    let token = window.cookies["__Host-team"].clone();
    window.cookies.insert("__Host-customer".to_owned(), token.clone());
    window.cookies.insert("__Host-user".to_owned(), token);
    for path in ["/en_us/conversations", "/en_us/conversations/new", "/en_us/devices", "/logout"] {
        let answer = window.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.location().starts_with("/login?referralUrl="), "{path}");
    }
    assert_eq!(window.upload("/en_us/conversations", &[], &[]).await.status, StatusCode::UNAUTHORIZED);
    window.host = "app.acme.test";
    assert!(window.get("/app").await.location().starts_with("/app/sign-in?return="));
}

#[both]
async fn i2_th48_public_articles_are_kept_for_strangers_and_for_nobody_else(database: Database) {
    let site = stage(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let (mut window, _) = inside(&site, &mut site.at_desk(&ana).await).await;
    let public = link(&window.get("/en_us").await, PUBLIC);
    let fetched = site.browser().get(&public).await;
    assert_eq!(
        (fetched.header("cache-control"), fetched.header("etag").is_empty()),
        ("public, no-cache", false)
    );
    assert!(!fetched.headers.contains_key("x-robots-tag"), "it may be found");
    let own = window.get(&public).await;
    assert_eq!((own.header("cache-control"), own.has("Ana Agent")), ("no-store, private", true));
    assert_eq!(site.browser().get(&public).await.text, fetched.text);
    let mut act = site.kit.operate();
    let new = article("Quite new", "Text");
    act.make_article(site.kit.kb.id, &new).await.unwrap();
    act.done(()).await.unwrap();
    assert!(site.browser().get("/en_us").await.has("Quite new"));
}
