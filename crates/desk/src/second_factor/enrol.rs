//! Setting a second factor up: what the app is to know is offered, and holds once a code shows that it does.

use db::{params, sql};
use identity::{Code, TotpSecret};
use kernel::Fault;
use serde_json::json;

use super::{NewCodes, facts, open, recovery, seal, store};
use crate::act::{Act, View};
use crate::code;
use crate::who::Account;

/// How long an offer is good.
pub const OFFER_MINUTES: i64 = 60;

sql! {
    OFFER = "insert into second_factor_offer (org_id, user_id, sealed, ends_at)
        select $1, $2, $3, $4 from app_user u where u.org_id = $1 and u.id = $2 and not exists
            (select 1 from second_factor f where f.org_id = u.org_id and f.user_id = u.id)
        on conflict (org_id, user_id) do update set sealed = excluded.sealed, ends_at = excluded.ends_at
        returning user_id";
    OFFERED = "select sealed from second_factor_offer where org_id = $1 and user_id = $2 and ends_at > $3";
    TAKE = "delete from second_factor_offer where org_id = $1 and user_id = $2";
}

/// What the app is to know, as the page shows it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The secret in groups of letters.
    pub text: String,
    /// The link that an app opens, also as a picture.
    pub link: String,
}

impl View<Account> {
    /// What is being set up, if anything.
    pub async fn second_factor_offer(&self) -> Result<Option<Offer>, Fault> {
        let (org, user) = (self.org(), &self.who().user);
        let call = OFFERED.with(params![org, user.id, self.now()]);
        let found: Option<(Vec<u8>,)> = self.reader().maybe(call).await?;
        let Some((sealed,)) = found else { return Ok(None) };
        let secret = open(self.desk().keys(), &sealed, (org, user.id))?;
        let link = secret.to_link(&user.org_title, user.email.as_str());
        Ok(Some(Offer { text: secret.to_text(), link }))
    }
}

impl Act<Account> {
    /// Offers a second factor, in the place of one offered before. `state_changed` for whoever has one.
    pub async fn offer_second_factor(&mut self) -> Result<(), Fault> {
        let (org, user, now) = (self.org(), self.who().user.id, self.now());
        let secret = TotpSecret::new(&self.desk().context().random);
        let values = params![org, user, seal(self, &secret, user), now.plus_seconds(OFFER_MINUTES * 60)];
        let offered: Option<(crate::user::UserId,)> = self.writer().await?.maybe(OFFER.with(values)).await?;
        offered.map(drop).ok_or_else(|| Fault::new(&code::STATE_CHANGED))
    }

    /// Makes what was offered the second factor, by a code of the app; the recovery codes are to be shown once.
    /// `second_factor_wrong` for any other code, `state_changed` where nothing is offered any more.
    pub async fn confirm_second_factor(&mut self, shown: &Code) -> Result<NewCodes, Fault> {
        let (org, user, now) = (self.org(), self.who().user.id, self.now());
        let call = OFFERED.with(params![org, user, now]).locking("second_factor_offer");
        let found: Option<(Vec<u8>,)> = self.writer().await?.maybe(call).await?;
        let (sealed,) = found.ok_or_else(|| Fault::new(&code::STATE_CHANGED))?;
        let secret = open(self.desk().keys(), &sealed, (org, user))?;
        let step = secret.check(shown, now, None).ok_or_else(|| Fault::new(&code::SECOND_FACTOR_WRONG))?;
        self.writer().await?.run(TAKE.with(params![org, user])).await?;
        if !store(self, user, (&secret, step)).await? {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let codes = recovery::renew(self, user).await?;
        self.announce(facts::MADE, user.to_string(), json!({})).await?;
        Ok(codes)
    }
}
