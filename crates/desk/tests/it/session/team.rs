//! Users at a knowledge base's host: by a ticket, as long as their session in the app lives (I2), and as nobody else
//! (I4, TH30).

use std::sync::Arc;

use db::{params, sql};
use desk::code;
use desk::kb::{Host, Site};
use desk::right::Role;
use desk::session::{Browser, NewSession, NewTicket, TeamEntry};
use desk::user::UserId;
use desk::{TeamReader, User};
use futures_util::future;
use identity::Token;
use kernel::{Fault, base_codes};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::user::{PASSWORD, add_user, browser, set, sign_in};
use super::{Visitor, app, who};

sql! {
    DEACTIVATE = "update app_user set active = false where org_id = $1 and id = $2";
}

const HERE: &str = "help.acme.test";
const PAGE: &str = "/en_us/refund-limits-abcd2345";

/// A user signed in in the app of an organization whose help centre lets users in.
struct Stage {
    kit: Kit,
    host: Host,
    user: UserId,
    in_app: NewSession,
}

impl Stage {
    async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        kit.set("knowledge-base.internal", "on").await;
        kit.set("portal.agents", "on").await;
        let host = app(&kit).await;
        let (user, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
        set(&kit, &host, &link, PASSWORD).await.unwrap();
        let in_app = sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.unwrap();
        Self { kit, host, user, in_app }
    }

    async fn ticket_to(&self, host: &str) -> Result<NewTicket, Fault> {
        let mut act = self.kit.desk.act_user(&self.host, self.in_app.token.reveal()).await?;
        let ticket = act.make_ticket(host, PAGE).await?;
        act.done(ticket).await
    }

    async fn ticket(&self) -> Token {
        self.ticket_to(HERE).await.unwrap().token
    }

    async fn enter_at(&self, host: &str, ticket: &Token) -> Result<TeamEntry, Fault> {
        let mut act = self.kit.desk.act_public(self.kit.site_at(host).await);
        let entry = act.use_ticket(ticket, &browser(&self.kit)).await?;
        act.done(entry).await
    }

    async fn enter(&self) -> NewSession {
        let entry = self.enter_at(HERE, &self.ticket().await).await.unwrap();
        assert_eq!(entry.return_to, PAGE);
        entry.session
    }

    async fn reader(&self, session: &NewSession) -> Result<TeamReader, Fault> {
        reads_at(&self.kit, self.kit.site().await, session).await
    }

    async fn me(&self) -> User {
        self.kit.desk.view_user(&self.host, self.in_app.token.reveal()).await.unwrap().close()
    }
}

async fn reads_at(kit: &Kit, site: Arc<Site>, session: &NewSession) -> Result<TeamReader, Fault> {
    Ok(kit.desk.view_team_reader(site, session.token.reveal()).await?.close())
}

#[both]
async fn i2_a_ticket_takes_a_user_to_one_host_and_page_once(database: Database) {
    let stage = Stage::new(&database).await;
    let ticket = stage.ticket_to(HERE).await.unwrap();
    assert_eq!(ticket.origin.to_string(), "https://help.acme.test");
    let entry = stage.enter_at(HERE, &ticket.token).await.unwrap();
    let reader = stage.reader(&entry.session).await.unwrap();
    assert_eq!((reader.id, reader.name.as_str(), entry.return_to.as_str()), (stage.user, "Uma", PAGE));
    assert!(stage.enter_at(HERE, &ticket.token).await.unwrap_err().is(&code::LINK_OVER), "once");
    let elsewhere = stage.kit.site_at("help.zeta.test").await;
    let fault = reads_at(&stage.kit, elsewhere, &entry.session).await.unwrap_err();
    assert!(fault.is(&code::PORTAL_OFF), "{fault}");
    stage.kit.set_of(&stage.kit.other_kb, "portal.agents", "on").await;
    let elsewhere = stage.kit.site_at("help.zeta.test").await;
    assert!(reads_at(&stage.kit, elsewhere, &entry.session).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn i2_a_used_late_forged_or_foreign_ticket_lets_nobody_in(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.set_of(&stage.kit.other_kb, "portal.agents", "on").await;
    let foreign = stage.ticket().await;
    assert!(stage.enter_at("help.zeta.test", &foreign).await.unwrap_err().is(&code::LINK_OVER));
    stage.enter_at(HERE, &foreign).await.expect("at its own host it is still good");
    let forged = Token::new(&stage.kit.desk.context().random);
    assert!(stage.enter_at(HERE, &forged).await.unwrap_err().is(&code::LINK_OVER));
    let late = stage.ticket().await;
    stage.kit.clock.advance_millis(60_000);
    assert!(stage.enter_at(HERE, &late).await.unwrap_err().is(&code::LINK_OVER), "60 seconds");
    let just = stage.ticket().await;
    stage.kit.clock.advance_millis(59_999);
    stage.enter_at(HERE, &just).await.unwrap();
    for host in ["app.acme.test", "help.other.test", "unknown.test"] {
        assert!(stage.ticket_to(host).await.unwrap_err().is(&base_codes::NOT_FOUND), "{host}");
    }
}

/// One knowledge base may have several host names.
#[both]
async fn i2_a_ticket_is_good_at_its_own_host_name_only(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.operate();
    let other = desk::kb::Origin::parse("https://support.acme.test").unwrap();
    Host::add(&mut act, &other, Some(stage.kit.kb.id), false).await.unwrap();
    act.done(()).await.unwrap();
    let ticket = stage.ticket().await;
    assert!(stage.enter_at("support.acme.test", &ticket).await.unwrap_err().is(&code::LINK_OVER));
    stage.enter_at(HERE, &ticket).await.unwrap();
}

#[both]
async fn i2_of_two_who_use_a_ticket_at_one_instant_one_comes_in(database: Database) {
    let stage = Stage::new(&database).await;
    let (ticket, site) = (stage.ticket().await, stage.kit.site().await);
    let enter = || {
        let (desk, site, ticket) = (stage.kit.desk.clone(), site.clone(), ticket.clone());
        let browser = browser(&stage.kit);
        tokio::spawn(async move {
            let mut act = desk.act_public(site);
            let entry = act.use_ticket(&ticket, &browser).await?;
            act.done(entry).await
        })
    };
    let (one, other) = future::join(enter(), enter()).await;
    assert_eq!(u8::from(one.unwrap().is_ok()) + u8::from(other.unwrap().is_ok()), 1);
}

#[both]
async fn i2_what_ends_the_session_in_the_app_ends_this_one(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, me) = (&stage.kit, stage.me().await);
    let session = stage.enter().await;
    let ticket = stage.ticket().await;
    let mut act = kit.act(&me);
    act.log_out().await.unwrap();
    act.done(()).await.unwrap();
    assert!(stage.reader(&session).await.unwrap_err().is(&code::SIGN_IN), "logged out of the app");
    assert!(stage.enter_at(HERE, &ticket).await.unwrap_err().is(&code::LINK_OVER), "and so is its ticket");

    let in_app = sign_in(kit, &stage.host, "uma@acme.test", PASSWORD).await.unwrap();
    let stage = Stage { in_app, ..stage };
    let (session, ticket) = (stage.enter().await, stage.ticket().await);
    stage.kit.clock.advance_millis(59_000);
    let mut writer = stage.kit.db.writer().await.unwrap();
    writer.run(DEACTIVATE.with(params![stage.kit.org, stage.user])).await.unwrap();
    writer.commit().await.unwrap();
    assert!(stage.reader(&session).await.unwrap_err().is(&code::SIGN_IN), "deactivated");
    assert!(stage.enter_at(HERE, &ticket).await.unwrap_err().is(&code::LINK_OVER));
}

#[both]
async fn i2_the_length_of_the_apps_session_holds_here_too(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.clock.advance_millis(23 * 60 * 60_000);
    let (session, kit) = (stage.enter().await, &stage.kit);
    let ticket = {
        kit.clock.advance_millis(60 * 60_000 - 1_000);
        stage.reader(&session).await.unwrap();
        stage.ticket().await
    };
    kit.clock.advance_millis(1_000);
    assert!(stage.reader(&session).await.unwrap_err().is(&code::SIGN_IN));
    assert!(stage.enter_at(HERE, &ticket).await.unwrap_err().is(&code::LINK_OVER));
    kit.clock.advance_millis(60_000);
    kit.desk.sweep_sign_ins().await.unwrap();
}

/// R2, I2: what the app demands, it demands here.
#[both]
async fn i2_a_second_factor_that_is_demanded_later_is_owed_here_too(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.enter().await;
    stage.reader(&session).await.unwrap();
    stage.kit.set("users.second-factor", "everybody").await;
    assert!(stage.reader(&session).await.unwrap_err().is(&code::SIGN_IN));
    stage.kit.set("users.second-factor", "administrators").await;
    stage.reader(&session).await.expect("she is an agent");
}

#[both]
async fn i1_both_switches_are_needed_and_turning_one_off_ends_no_session(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.enter().await;
    for (name, value) in [("knowledge-base.internal", "off"), ("portal.agents", "off")] {
        let ticket = stage.ticket().await;
        stage.kit.set(name, value).await;
        assert!(stage.reader(&session).await.unwrap_err().is(&code::PORTAL_OFF), "{name}");
        assert!(stage.enter_at(HERE, &ticket).await.unwrap_err().is(&code::PORTAL_OFF), "{name}");
        stage.kit.set(name, "on").await;
        stage.reader(&session).await.unwrap();
    }
    // What is said of customers' sessions is not said of these (P1, A1).
    stage.kit.set("portal.session-minutes", "60").await;
    stage.kit.set("portal.my-conversations", "off").await;
    stage.kit.clock.advance_millis(2 * 60 * 60_000);
    stage.kit.desk.sweep_sign_ins().await.unwrap();
    stage.reader(&session).await.unwrap();
}

#[both]
async fn i4_th30_a_users_session_here_is_no_customers_and_none_of_the_app(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, site) = (&stage.kit, stage.kit.site().await);
    let session = stage.enter().await;
    assert!(who(kit, &site, &session).await.unwrap_err().is(&code::SIGN_IN));
    assert!(kit.desk.act_customer(site.clone(), session.token.reveal()).await.is_err());
    assert!(kit.desk.view_user(&stage.host, session.token.reveal()).await.is_err());
    assert!(kit.desk.act_user(&stage.host, session.token.reveal()).await.is_err());
    let customer = Visitor::new(kit).sign_in(kit, &site, "uma@acme.test").await;
    for other in [&customer, &stage.in_app] {
        assert!(stage.reader(other).await.unwrap_err().is(&code::SIGN_IN));
        assert!(kit.desk.act_team_reader(site.clone(), other.token.reveal()).await.is_err());
    }
    who(kit, &site, &customer).await.expect("and the customer stays who it is");
}

#[both]
async fn i2_logging_out_here_ends_this_session_and_leaves_the_one_in_the_app(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, site) = (&stage.kit, stage.kit.site().await);
    let (first, second) = (stage.enter().await, stage.enter().await);
    let mut act = kit.desk.act_team_reader(site.clone(), first.token.reveal()).await.unwrap();
    act.log_out().await.unwrap();
    act.done(()).await.unwrap();
    assert!(stage.reader(&first).await.unwrap_err().is(&code::SIGN_IN));
    stage.reader(&second).await.unwrap();
    stage.me().await;
    // TH20: a browser that comes in again has one session.
    let again = Browser { session: Some(second.token.clone()), ..browser(kit) };
    let mut act = kit.desk.act_public(site);
    let entry = act.use_ticket(&stage.ticket().await, &again).await.unwrap();
    act.done(()).await.unwrap();
    stage.reader(&entry.session).await.unwrap();
    assert!(stage.reader(&second).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn p2_a_team_member_is_led_to_the_host_of_the_app(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    let door = async |host: &str| {
        let view = kit.desk.view_public(kit.site_at(host).await).await.unwrap();
        let door = view.team_door().await.unwrap();
        view.close();
        door.to_string()
    };
    assert_eq!(door(HERE).await, "https://app.acme.test");
    let mut act = kit.operate();
    for (origin, kb, serves_app) in [
        ("http://acme.localhost:8080", Some(kit.kb.id), false),
        ("http://app.acme.localhost:8080", None, true),
        ("https://both.acme.test", Some(kit.kb.id), true),
    ] {
        let origin = desk::kb::Origin::parse(origin).unwrap();
        Host::add(&mut act, &origin, kb, serves_app).await.unwrap();
    }
    act.done(()).await.unwrap();
    assert_eq!(door("acme.localhost").await, "http://app.acme.localhost:8080");
    assert_eq!(door("both.acme.test").await, "https://both.acme.test");
    assert_eq!(door(HERE).await, "https://app.acme.test");
}

#[both]
async fn th27_another_organizations_tickets_and_sessions_are_not_there(database: Database) {
    let stage = Stage::new(&database).await;
    let (session, ticket) = (stage.enter().await, stage.ticket().await);
    let kit = &stage.kit;
    kit.part_from_twin();
    kit.lose("team_ticket", "true").await;
    assert!(stage.enter_at(HERE, &ticket).await.unwrap_err().is(&code::LINK_OVER));
    let ticket = stage.ticket().await;
    kit.lose("session", "kind = 'user'").await;
    assert!(stage.enter_at(HERE, &ticket).await.unwrap_err().is(&code::LINK_OVER));
    assert!(stage.reader(&session).await.is_err(), "its parent is the twin's alone");
    kit.lose("session", "true").await;
    assert!(stage.reader(&session).await.is_err());
    kit.lose("host", "name = 'help.acme.test'").await;
    let me = User { session: kit.id::<desk::session::Session>().to_string(), ..kit.user("Other", &[]).await };
    let mut act = kit.act(&me);
    assert!(act.make_ticket(HERE, PAGE).await.unwrap_err().is(&base_codes::NOT_FOUND));
}
