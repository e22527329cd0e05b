//! The secrets of a knowledge base (C1, C6): one that is given out, and perhaps an older one on its way out.

use db::{Call, Reader, params, sql};
use identity::{Keys, Token};
use kernel::{Code, Fault, Id, Noun, OrgId, Secret, Time};
use serde_json::json;

use super::facts;
use crate::act::{Act, Allowed, Rule, View, Visible};
use crate::api_key;
use crate::code;
use crate::kb::{Kb, KbId};
use crate::right::Right;
use crate::who::{Key, User, Who};

/// Somebody reveals, makes or retires secrets.
pub enum Manage {}

/// How long an older secret still counts when nobody retires it.
const OLDER_DAYS: i64 = 30;
const DAY_SECONDS: i64 = 24 * 60 * 60;

sql! {
    ADD = "insert into sign_on_secret (org_id, id, kb_id, sealed, made_at, ends_at) values ($1, $2, $3, $4, $5, null)";
    OF_KB = "select id, sealed, made_at, ends_at from sign_on_secret
        where org_id = $1 and kb_id = $2 order by made_at desc, id desc";
    END_LATER = "update sign_on_secret set ends_at = $3 where org_id = $1 and kb_id = $2 and ends_at is null";
    RETIRE = "delete from sign_on_secret where org_id = $1 and kb_id = $2 and ends_at is not null returning id, ends_at";
    KB_OF_KEY = "select k.id, k.title from kb k where k.org_id = $1 and k.id = $2";
}

/// A secret that signs.
#[derive(Clone, Debug)]
pub(crate) struct SignOnSecret {
    /// Its id.
    pub(super) id: SecretId,
    /// The 43 characters whose ASCII bytes are the key.
    pub(super) text: Secret<String>,
    made_at: Time,
    /// From when on it counts no more; the newest has no end.
    ends_at: Option<Time>,
}

/// A secret that was given out.
#[derive(Debug)]
pub struct Revealed {
    /// The 43 characters.
    pub text: Secret<String>,
    /// When it was made.
    pub made_at: Time,
}

/// A secret as the settings page shows it: by its age alone.
#[derive(Clone, Copy, Debug)]
pub struct SecretSeen {
    /// When it was made.
    pub made_at: Time,
    /// From when on it counts no more; the newest has no end.
    pub ends_at: Option<Time>,
}

impl Noun for SignOnSecret {
    const NAME: &'static str = "sign_on_secret";
}

/// The id of a secret.
pub(crate) type SecretId = Id<SignOnSecret>;

/// What becomes of the older secret when a new one is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Replacing {
    /// It counts for 30 days more, so that the company's site can be changed without haste.
    Later,
    /// It is over.
    AtOnce,
}

impl SignOnSecret {
    /// Whether tokens that it signed are good.
    pub(crate) fn is_alive(&self, now: Time) -> bool {
        self.ends_at.is_none_or(|ends_at| now < ends_at)
    }
}

/// The secrets of a knowledge base, the newest first.
pub(crate) async fn of_kb(
    reader: &Reader,
    org: OrgId,
    kb: KbId,
    keys: &Keys,
) -> Result<Vec<SignOnSecret>, Fault> {
    let rows: Vec<Row> = reader.all(OF_KB.with(params![org, kb])).await?;
    rows.into_iter().map(|row| row.open(org, keys)).collect()
}

/// Makes the next secret of a knowledge base.
pub(crate) async fn add<W: Who>(act: &mut Act<W>, kb: KbId) -> Result<SignOnSecret, Fault> {
    let (org, id, now, desk) = (act.org(), act.new_id(), act.now(), act.desk().clone());
    let random = &desk.context().random;
    let text = Token::new(random);
    let sealed = desk.keys().seal(text.reveal().as_bytes(), &place(org, id), random);
    act.writer().await?.run(ADD.with(params![org, id, kb, sealed, now])).await?;
    Ok(SignOnSecret { id, text: Secret::new(text.reveal().to_owned()), made_at: now, ends_at: None })
}

impl View<User> {
    /// The secrets of a knowledge base by their age, the newest first.
    pub async fn sign_on_secrets(&self, kb: KbId) -> Result<Vec<SecretSeen>, Fault> {
        let (found, now): (Kb, Time) = (self.see(kb).await?, self.now());
        let rows: Vec<Row> = self.reader().all(OF_KB.with(params![self.org(), found.id])).await?;
        let alive = rows.into_iter().filter(|row| row.ends_at.is_none_or(|ends_at| now < ends_at));
        Ok(alive.map(|row| SecretSeen { made_at: row.made_at, ends_at: row.ends_at }).collect())
    }
}

impl Visible<Key> for Kb {
    type Noun = Self;
    const TABLE: &'static str = "k";

    fn find(who: &Key, id: KbId) -> Call<'static> {
        KB_OF_KEY.with(params![who.org, id])
    }
}

impl Rule<User, Manage> for Kb {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::Administer) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Rule<Key, Manage> for Kb {
    fn allows(&self, who: &Key) -> Result<(), &'static Code> {
        if who.may(api_key::SIGN_ON) { Ok(()) } else { Err(&code::MAY_NOT) }
    }
}

impl Allowed<Kb, Manage> {
    /// The newest secret; a knowledge base from before there were any gets its first one.
    pub async fn reveal_secret<W: Who>(&self, act: &mut Act<W>) -> Result<Revealed, Fault> {
        self.belongs_to(act)?;
        let newest = match self.secrets(act).await?.into_iter().next() {
            Some(newest) => newest,
            None => self.add_first(act).await?,
        };
        let payload = json!({ "secret": newest.id });
        act.announce(facts::REVEALED, self.id.to_string(), payload).await?;
        Ok(Revealed { text: newest.text, made_at: newest.made_at })
    }

    /// Makes a new secret; what becomes of the one before, the caller says. One that was on its way out already ends now,
    /// for no more than two count at once.
    pub async fn make_secret<W: Who>(&self, act: &mut Act<W>, replacing: Replacing) -> Result<(), Fault> {
        self.belongs_to(act)?;
        self.retire_secret(act).await?;
        let (org, now) = (act.org(), act.now());
        let ends_at = match replacing {
            Replacing::Later => now.plus_seconds(OLDER_DAYS * DAY_SECONDS),
            Replacing::AtOnce => now,
        };
        act.writer().await?.run(END_LATER.with(params![org, self.id, ends_at])).await?;
        self.add_first(act).await?;
        if replacing == Replacing::AtOnce { self.retire_secret(act).await } else { Ok(()) }
    }

    /// Ends the older secret now; without one nothing happens.
    pub async fn retire_secret<W: Who>(&self, act: &mut Act<W>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let call = RETIRE.with(params![act.org(), self.id]);
        let retired: Vec<(SecretId, Time)> = act.writer().await?.all(call).await?;
        for (id, _) in retired {
            act.announce(facts::RETIRED, self.id.to_string(), json!({ "secret": id })).await?;
        }
        Ok(())
    }

    async fn add_first<W: Who>(&self, act: &mut Act<W>) -> Result<SignOnSecret, Fault> {
        let made = add(act, self.id).await?;
        act.announce(facts::MADE, self.id.to_string(), json!({ "secret": made.id })).await?;
        Ok(made)
    }

    async fn secrets<W: Who>(&self, act: &mut Act<W>) -> Result<Vec<SignOnSecret>, Fault> {
        let (org, desk) = (act.org(), act.desk().clone());
        let rows: Vec<Row> = act.writer().await?.all(OF_KB.with(params![org, self.id])).await?;
        rows.into_iter().map(|row| row.open(org, desk.keys())).collect()
    }
}

struct Row {
    id: SecretId,
    sealed: Vec<u8>,
    made_at: Time,
    ends_at: Option<Time>,
}

impl Row {
    fn open(self, org: OrgId, keys: &Keys) -> Result<SignOnSecret, Fault> {
        let opened = keys.open(&self.sealed, &place(org, self.id)).map_err(Fault::internal)?;
        let text = String::from_utf8(opened.reveal().clone()).map_err(Fault::internal)?;
        Ok(SignOnSecret {
            id: self.id,
            text: Secret::new(text),
            made_at: self.made_at,
            ends_at: self.ends_at,
        })
    }
}

/// Where a secret opens and nowhere else.
fn place(org: OrgId, id: SecretId) -> String {
    format!("{org}/sign_on_secret/sealed/{id}")
}

db::columns!(Row: id, sealed, made_at, ends_at);
