//! Custom Sign On (C1 to C7): stories of a company's own login.

mod entering;
mod refusing;
mod secrets;
mod trying;

use std::sync::Arc;

use desk::kb::{Kb, Site};
use desk::right::Role;
use desk::session::NewSession;
use desk::sign_on::{Manage, Presented, Replacing, SignedOn};
use desk::{Act, User};
use kernel::Fault;
use testkit::Database;
use testkit_desk::{Kit, sign_on_token, token_of};

use crate::session::Visitor;

/// A knowledge base whose customers sign in at `https://login.acme.test/in`.
pub(crate) struct Stage {
    pub(crate) kit: Kit,
    pub(crate) ada: User,
    pub(crate) site: Arc<Site>,
    pub(crate) secret: String,
}

impl Stage {
    pub(crate) async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let ada = kit.user("Ada Min", &[Role::Administrator]).await;
        kit.set("portal.sign-on-url", "https://login.acme.test/in").await;
        kit.set("portal.sign-on", "on").await;
        let secret = reveal(&kit, &ada, &kit.kb).await.unwrap();
        let site = kit.site().await;
        Self { kit, ada, site, secret }
    }

    /// Settings and secrets as they are now.
    pub(crate) async fn look_again(&mut self) {
        self.site = self.kit.site().await;
    }

    /// A token that was issued now.
    pub(crate) fn token(&self, email: &str) -> String {
        token_of(&self.secret, email, self.kit.clock.now().seconds())
    }

    /// A token that says more than it must.
    pub(crate) fn token_with(&self, email: &str, more: &[(&str, &str)]) -> String {
        let mut claims = serde_json::json!({ "email": email, "iat": self.kit.clock.now().seconds() });
        for (name, value) in more {
            claims[*name] = (*value).into();
        }
        sign_on_token(&self.secret, &claims)
    }

    /// A token comes to a browser that Login sent out.
    pub(crate) async fn come(&self, visitor: &Visitor, token: &str) -> Result<SignedOn, Fault> {
        self.come_as(visitor, token, true).await
    }

    /// A token comes to a browser out of the blue.
    pub(crate) async fn come_unasked(&self, visitor: &Visitor, token: &str) -> Result<SignedOn, Fault> {
        self.come_as(visitor, token, false).await
    }

    async fn come_as(&self, visitor: &Visitor, token: &str, sent_out: bool) -> Result<SignedOn, Fault> {
        let language = "en_us".parse().unwrap();
        let presented = Presented {
            token,
            is_doubled: false,
            was_sent_out: sent_out,
            language: &language,
            browser: &visitor.browser,
        };
        let mut act = self.kit.desk.act_public(self.site.clone());
        let outcome = act.sign_on(&presented).await?;
        match outcome {
            SignedOn::Begun { .. } => act.done(outcome).await,
            other => Ok(other),
        }
    }

    /// Signs in by a new token in a new browser. A second later: two tokens of one second are the same one.
    pub(crate) async fn enter(&self, email: &str) -> NewSession {
        self.kit.clock.advance_millis(1000);
        begun(self.come(&Visitor::new(&self.kit), &self.token(email)).await.unwrap())
    }
}

/// The session that began.
pub(crate) fn begun(outcome: SignedOn) -> NewSession {
    match outcome {
        SignedOn::Begun { session, .. } => session,
        other => panic!("not signed in: {other:?}"),
    }
}

/// Why a token was refused.
pub(crate) fn reason(outcome: SignedOn) -> &'static str {
    match outcome {
        SignedOn::Refused(refusal) => refusal.name(),
        other => panic!("not refused: {other:?}"),
    }
}

/// The visitor with the session that began.
pub(crate) fn holding(visitor: &Visitor, session: &NewSession) -> Visitor {
    let mut visitor = visitor.clone();
    visitor.browser.session = Some(session.token.clone());
    visitor
}

async fn reveal(kit: &Kit, who: &User, kb: &Kb) -> Result<String, Fault> {
    let mut act: Act<User> = kit.act(who);
    let secret = act.open::<Manage, Kb>(kb.id).await?.reveal_secret(&mut act).await?;
    act.done(secret.text.reveal().clone()).await
}

async fn make(kit: &Kit, who: &User, replacing: Replacing) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Manage, Kb>(kit.kb.id).await?.make_secret(&mut act, replacing).await?;
    act.done(()).await
}

async fn retire(kit: &Kit, who: &User) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Manage, Kb>(kit.kb.id).await?.retire_secret(&mut act).await?;
    act.done(()).await
}
