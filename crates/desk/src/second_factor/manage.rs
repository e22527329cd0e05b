//! What users see of their own second factor and change of it, the password in hand.

use db::{params, sql};
use kernel::{Fault, Secret, Time};
use serde_json::json;

use super::{NewCodes, facts, recovery, remove};
use crate::act::{Act, View};
use crate::code;
use crate::session::{self, Network};
use crate::who::Account;

sql! {
    LOOK = "select f.made_at, (select count(*) from recovery_code c where c.org_id = f.org_id and c.user_id = f.user_id)
        from second_factor f where f.org_id = $1 and f.user_id = $2";
}

/// A second factor as whoever has it sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// When it was set up.
    pub made_at: Time,
    /// How many recovery codes are left.
    pub codes: i64,
}

/// Proof that whoever acts has just typed their password.
pub struct Confirmed(Act<Account>);

impl View<Account> {
    /// The second factor, if there is one.
    pub async fn second_factor(&self) -> Result<Option<Standing>, Fault> {
        let found: Option<(Time, i64)> =
            self.reader().maybe(LOOK.with(params![self.org(), self.who().user.id])).await?;
        Ok(found.map(|(made_at, codes)| Standing { made_at, codes }))
    }
}

impl Act<Account> {
    /// Asks for the password. `password_wrong` and `too_often` as at the sign-in (A6).
    pub async fn confirm_password(self, password: Secret, network: &Network) -> Result<Confirmed, Fault> {
        let (desk, who) = (self.desk().clone(), self.who().clone());
        let attempts = session::check_own_password(self, password, network).await?;
        let mut act = Self::new(who.clone(), desk.clone());
        session::take_back(&mut act, &attempts).await?;
        act.done(()).await?;
        Ok(Confirmed(Self::new(who, desk).from(network)))
    }
}

impl Confirmed {
    /// Turns the second factor off; its recovery codes go with it. `state_changed` where there is none.
    pub async fn turn_off_second_factor(self) -> Result<(), Fault> {
        let Self(mut act) = self;
        let user = act.who().user.id;
        if !remove(&mut act, user).await? {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        act.announce(facts::OFF, user.to_string(), json!({})).await?;
        act.done(()).await
    }

    /// Makes new recovery codes, to be shown once; the older ones are over. `state_changed` without a second factor.
    pub async fn renew_recovery_codes(self) -> Result<NewCodes, Fault> {
        let Self(mut act) = self;
        let user = act.who().user.id;
        if super::Held::find(&mut act, user).await?.is_none() {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let codes = recovery::renew(&mut act, user).await?;
        act.done(codes).await
    }
}
