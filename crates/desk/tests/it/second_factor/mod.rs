//! The second factor of users (R2).

mod demanding;
mod entering;
mod keeping;
mod setting_up;

use desk::kb::Host;
use desk::right::Role;
use desk::second_factor::NewCodes;
use desk::session::{Browser, NewSession, PasswordTry, SignIn};
use desk::user::UserId;
use desk::{Account, Act};
use identity::{Code, Token, TotpSecret};
use kernel::{Fault, Secret};
use testkit_desk::Kit;

use crate::session::user::{add_user, set};
use crate::session::{Visitor, address, app};

pub(crate) const PASSWORD: &str = "correct horse battery";
pub(crate) const UMA: &str = "uma@acme.test";
const STEP: i64 = 30_000;

/// Uma with her second factor, and the app that shows its codes.
struct Uma<'a> {
    kit: &'a Kit,
    host: Host,
    id: UserId,
    app: TotpSecret,
    codes: NewCodes,
    session: NewSession,
}

fn browser(kit: &Kit) -> Browser {
    Visitor::new(kit).browser
}

async fn user(kit: &Kit, email: &str, role: Role) -> UserId {
    let (user, link) = add_user(kit, email, role).await;
    set(kit, &app(kit).await, &link, PASSWORD).await.unwrap();
    user
}

async fn try_password(kit: &Kit, email: &str) -> Result<SignIn, Fault> {
    let typed = PasswordTry { email: address(email), password: Secret::new(PASSWORD.to_owned()) };
    kit.desk.sign_in_user(&app(kit).await, typed, &browser(kit)).await
}

/// What the password alone opens where there is no second factor.
async fn sign_in(kit: &Kit, email: &str) -> NewSession {
    match try_password(kit, email).await.unwrap() {
        SignIn::Whole(session) => session,
        SignIn::Half(_) => panic!("a second factor is asked for"),
    }
}

/// The token of half a sign-in.
async fn half(kit: &Kit, email: &str) -> Token {
    match try_password(kit, email).await.unwrap() {
        SignIn::Half(half) => half.token,
        SignIn::Whole(_) => panic!("no second factor is asked for"),
    }
}

async fn act(kit: &Kit, session: &NewSession) -> Act<Account> {
    kit.desk.act_account(&app(kit).await, session.token.reveal()).await.unwrap()
}

/// What the page shows, as the app understands it.
async fn offered(kit: &Kit, session: &NewSession) -> Option<TotpSecret> {
    let view = kit.desk.view_account(&app(kit).await, session.token.reveal()).await.unwrap();
    let offer = view.second_factor_offer().await.unwrap();
    view.close();
    let offer = offer?;
    let letters = offer.text.replace(' ', "");
    assert!(offer.link.contains(&format!("?secret={letters}&issuer=Acme")), "{}", offer.link);
    let bytes = data_encoding::BASE32_NOPAD.decode(letters.as_bytes()).unwrap();
    TotpSecret::from_bytes(&bytes)
}

async fn offer(kit: &Kit, session: &NewSession) -> Result<(), Fault> {
    let mut act = act(kit, session).await;
    act.offer_second_factor().await?;
    act.done(()).await
}

async fn confirm(kit: &Kit, session: &NewSession, code: &Code) -> Result<NewCodes, Fault> {
    let mut act = act(kit, session).await;
    let codes = act.confirm_second_factor(code).await?;
    act.done(codes).await
}

/// A user who has a second factor.
pub(crate) async fn secured(kit: &Kit) -> UserId {
    Uma::new(kit).await.id
}

impl<'a> Uma<'a> {
    /// With a second factor, set up in a session of hers. The next code is one of a later step.
    async fn new(kit: &'a Kit) -> Uma<'a> {
        let id = user(kit, UMA, Role::Agent).await;
        let session = sign_in(kit, UMA).await;
        offer(kit, &session).await.unwrap();
        let app_of_hers = offered(kit, &session).await.unwrap();
        let codes = confirm(kit, &session, &app_of_hers.code(kit.clock.now())).await.unwrap();
        kit.clock.advance_millis(STEP);
        Self { kit, host: app(kit).await, id, app: app_of_hers, codes, session }
    }

    fn code(&self) -> String {
        self.app.code(self.kit.clock.now()).reveal().to_owned()
    }

    async fn enter(&self, half: &Token, typed: &str) -> Result<NewSession, Fault> {
        self.kit.desk.enter_second_factor(&self.host, (half, typed), &browser(self.kit)).await
    }

    /// The whole way in by a code of the app.
    async fn come_in(&self) -> NewSession {
        let half = half(self.kit, UMA).await;
        self.enter(&half, &self.code()).await.unwrap()
    }

    fn recovery_code(&self, number: usize) -> String {
        self.codes.0[number].to_text()
    }
}

/// A code of six digits that none of these is.
fn wrong(app: &TotpSecret, kit: &Kit) -> String {
    let shown = [-1, 0, 1].map(|step| app.code(kit.clock.now().plus_millis(step * STEP)).reveal().to_owned());
    (0..4).map(|number| format!("{number:06}")).find(|code| !shown.contains(code)).unwrap()
}
