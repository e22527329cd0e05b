//! Making, listing and revoking keys. An administrator does; nobody else sees one.

use db::{Call, params, sql};
use identity::{KeyClaims, KeyToken};
use kernel::{Code, Fault, Id};
use serde_json::json;

use super::{ApiKey, ApiKeyId, MOST, Machine, Made, NewApiKey, THEME_SCRIPTS, facts};
use crate::act::{Act, Allowed, Rule, View, Visible};
use crate::audit::Change;
use crate::code;
use crate::right::Right;
use crate::who::{Key, User};

/// A user revokes a key.
pub enum Revoke {}

/// How many of a token's last characters are kept, to tell keys apart by.
const TAIL: usize = 4;
const DAY_SECONDS: i64 = 24 * 60 * 60;

sql! {
    ALL = "select id, user_id, name, roles, networks, tail, made_at, ends_at, used_at from api_key
        where org_id = $1 and revoked_at is null order by made_at desc, id desc";
    FIND = "select k.id, k.user_id, k.name, k.roles, k.networks, k.tail, k.made_at, k.ends_at, k.used_at from api_key k
        where k.org_id = $1 and k.id = $2 and k.revoked_at is null and /*see*/$3/*end*/";
    OWN = "select k.id, k.user_id, k.name, k.roles, k.networks, k.tail, k.made_at, k.ends_at, k.used_at from api_key k
        where k.org_id = $1 and k.id = $2 and /*see*/k.id = $3/*end*/";
    HOW_MANY = "select count(*) from api_key where org_id = $1 and revoked_at is null";
    NAME_OF_ORG = "select name from org where org_id = $1";
    ADD = "insert into api_key (org_id, id, user_id, name, roles, networks, hash, tail, made_by, made_at, ends_at, used_at, revoked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null, null)";
    REVOKE = "update api_key set revoked_at = $3 where org_id = $1 and id = $2 and revoked_at is null";
}

impl View<User> {
    /// The keys that are not revoked, the newest first.
    pub async fn api_keys(&self) -> Result<Vec<ApiKey>, Fault> {
        administers(self.who()).map_err(Fault::new)?;
        self.reader().all(ALL.with(params![self.org()])).await
    }
}

impl View<Key> {
    /// The key that asks.
    pub async fn own_key(&self) -> Result<ApiKey, Fault> {
        self.see(self.who().id).await
    }
}

impl Act<User> {
    /// Makes a key. Its token is in the answer and nowhere else. `keys_many` for the 101st, `theme_scripts` where it is to
    /// bring scripts into themes and whoever makes it may not.
    pub async fn add_api_key(&mut self, new: &NewApiKey) -> Result<Made, Fault> {
        administers(self.who()).map_err(Fault::new)?;
        if new.roles.hold_any(THEME_SCRIPTS) && !self.who().may(Right::ThemeScripts) {
            return Err(Fault::new(&code::THEME_SCRIPTS));
        }
        let (org, now, id) = (self.org(), self.now(), self.new_id::<ApiKey>());
        let (there,): (i64,) = self.writer().await?.one(HOW_MANY.with(params![org])).await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST) {
            return Err(Fault::new(&code::KEYS_MANY));
        }
        let user: Id<Machine> = self.new_id();
        let ends_at = new.days.map(|days| now.plus_seconds(days * DAY_SECONDS));
        let (org_name,): (String,) = self.writer().await?.one(NAME_OF_ORG.with(params![org])).await?;
        let token = KeyToken::sign(
            KeyClaims {
                id: id.to_string(),
                user: user.to_string(),
                org: org.to_string(),
                org_name,
                roles: new.roles.names(),
                iat: now.seconds(),
                exp: ends_at.map(kernel::Time::seconds),
                jti: self.desk().context().random.token(),
            },
            self.desk().signing_key(),
        );
        let (hash, tail) = (token.fingerprint().to_text(), tail(&token));
        let (roles, networks, made_by) = (new.roles.to_string(), new.networks.to_string(), self.who().id);
        let values = params![org, id, user, &new.name, roles, networks, hash, tail, made_by, now, ends_at];
        self.writer().await?.run(ADD.with(values)).await?;
        let payload =
            json!({ "roles": new.roles.names(), "networks": new.networks.names(), "days": new.days });
        let change = Change { was: None, became: Some(new.name.clone()) };
        self.announce_change(facts::MADE, id.to_string(), (payload, change)).await?;
        Ok(Made { id, token })
    }
}

impl Visible<User> for ApiKey {
    type Noun = Self;
    const TABLE: &'static str = "k";

    fn find(who: &User, id: ApiKeyId) -> Call<'static> {
        FIND.with(params![who.org, id, administers(who).is_ok()])
    }
}

/// A key sees itself (api.md §1.2) and no other.
impl Visible<Key> for ApiKey {
    type Noun = Self;
    const TABLE: &'static str = "k";

    fn find(who: &Key, id: ApiKeyId) -> Call<'static> {
        OWN.with(params![who.org, id, who.id])
    }
}

impl Rule<User, Revoke> for ApiKey {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        administers(who)
    }
}

impl Allowed<ApiKey, Revoke> {
    /// Ends it for ever, from the next request on.
    pub async fn revoke(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, now) = (act.org(), act.now());
        act.writer().await?.run(REVOKE.with(params![org, self.id, now])).await?;
        let change = Change { was: Some(self.name.clone()), became: None };
        act.announce_change(facts::REVOKED, self.id.to_string(), (json!({}), change)).await?;
        Ok(())
    }
}

fn administers(who: &User) -> Result<(), &'static Code> {
    if who.may(Right::Administer) { Ok(()) } else { Err(&code::MAY_NOT) }
}

fn tail(token: &KeyToken) -> String {
    let characters = token.reveal();
    characters[characters.len().saturating_sub(TAIL)..].to_owned()
}
