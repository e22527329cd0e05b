//! Showing the second factor after the password: a code of the app, or a recovery code.

use db::params;
use identity::{Code, RecoveryCode, Token};
use kernel::Fault;

use super::half::{self, Halfway};
use super::{Held, USED, recovery};
use crate::code;
use crate::kb::Host;
use crate::session::{self, Browser, NewSession};
use crate::who::AppPublic;
use crate::{Act, Desk};

/// What came of a try. Each is stored, or guesses would be free.
enum Try {
    Right(NewSession),
    Wrong(Halfway),
    /// There is no half sign-in in this browser: finished, over, or tried too often.
    Over,
}

impl Desk {
    /// Finishes a sign-in. `second_factor_wrong` where it is not the one, `sign_in_over` where the password has to be typed
    /// again, `too_often` after as many wrong codes as wrong passwords an hour (A6).
    pub async fn enter_second_factor(
        &self,
        host: &Host,
        (half, typed): (&Token, &str),
        browser: &Browser,
    ) -> Result<NewSession, Fault> {
        let mut act = self.act_app(host)?.from(&browser.network);
        let tried = act.try_second_factor(half, typed, browser).await?;
        match act.done(tried).await? {
            Try::Right(session) => Ok(session),
            Try::Wrong(who) => {
                self.note_sign_in(host.org, &who.email.key(), &browser.network, "second factor");
                Err(Fault::new(&code::SECOND_FACTOR_WRONG))
            }
            Try::Over => Err(Fault::new(&code::SIGN_IN_OVER)),
        }
    }
}

impl Act<AppPublic> {
    async fn try_second_factor(
        &mut self,
        half: &Token,
        typed: &str,
        browser: &Browser,
    ) -> Result<Try, Fault> {
        // Counted before the comparison, so that tries of one instant are counted.
        let Some(who) = half::count(self, half).await? else { return Ok(Try::Over) };
        let attempts = session::count_try(self, &who.email, &browser.network).await?;
        if !self.is_shown(&who, typed).await? {
            return Ok(Try::Wrong(who));
        }
        session::take_back(self, &attempts).await?;
        half::end(self, half).await?;
        session::begin_of_user(self, (who.user, &who.email), browser).await.map(Try::Right)
    }

    /// Whether what was typed is the second factor; it is used up by that.
    async fn is_shown(&mut self, who: &Halfway, typed: &str) -> Result<bool, Fault> {
        let Some(held) = Held::find(self, who.user).await? else { return Ok(false) };
        if let Some(shown) = RecoveryCode::parse(typed) {
            return recovery::use_up(self, who.user, &shown).await;
        }
        let now = self.now();
        let step = Code::parse(typed).and_then(|shown| held.secret.check(&shown, now, Some(held.used)));
        let Some(step) = step else { return Ok(false) };
        let org = self.org();
        self.writer().await?.run(USED.with(params![org, who.user, step])).await?;
        Ok(true)
    }
}
