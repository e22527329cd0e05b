//! A customer asks for a code (A2).

use db::{params, sql};
use identity::{Binding, Code, CodeKey, Keys, Token};
use kernel::{EmailAddress, Fault, Id, Language, Noun, OrgId, Random, Secret, Time, base_codes};

use super::limit::{self, Network};
use super::mail::{SIGN_IN_MAIL, SignInJob};
use crate::code;
use crate::kb::{KbId, Site};
use crate::who::Public;
use crate::{Act, View};

/// How long a code and its link live.
pub const CODE_MINUTES: i64 = 10;
/// How often a code may be tried, in all.
pub(super) const TRIES: i64 = 5;

sql! {
    ASK = "insert into sign_in_code (org_id, id, kb_id, visit, address, language, origin, return_to, code, link, sealed,
            tries, made_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13)
        on conflict (org_id, kb_id, visit) do update set id = excluded.id, address = excluded.address,
            language = excluded.language, origin = excluded.origin, return_to = excluded.return_to, code = excluded.code,
            link = excluded.link, sealed = excluded.sealed, tries = 0, made_at = excluded.made_at, ends_at = excluded.ends_at";
    ASKED = "select address, return_to, ends_at from sign_in_code
        where org_id = $1 and kb_id = $2 and /*see*/visit = $3/*end*/ and ends_at > $4";
}

/// A wish for a code.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Where the mail is to go.
    pub address: EmailAddress,
    /// What the browser's visit cookie holds: only there the code is good.
    pub visit: Token,
    /// Where to go after the sign-in, checked by the face (C5).
    pub return_to: String,
    /// The language of the mail.
    pub language: Language,
    /// Where the browser is.
    pub network: Network,
}

/// A code on its way, the same whoever the address belongs to (TH18).
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where the mail goes.
    pub address: EmailAddress,
    /// Where to go after the sign-in.
    pub return_to: String,
    /// When it is over.
    pub ends_at: Time,
}

impl Noun for Asked {
    const NAME: &'static str = "sign_in_code";
}

/// The id of a request for a code.
pub(super) type AskedId = Id<Asked>;

/// A code and its link, which live and end together.
pub(super) struct Pair {
    pub(super) code: Code,
    pub(super) link: Token,
}

impl Act<Public> {
    /// Makes a code and a link and has them mailed; those this browser asked for before are over. Who holds the address
    /// is not looked at here but by the job that mails, so that neither the answer nor its time tells (A2, TH18).
    pub async fn ask_code(&mut self, asking: &Asking) -> Result<Asked, Fault> {
        let site = self.who().site.clone();
        site.takes_codes()?;
        limit::count(self, &limit::CODES_OF_ADDRESS, &asking.address.key()).await?;
        limit::count(self, &limit::CODES_OF_NETWORK, asking.network.key()).await?;
        limit::count(self, &limit::CODES, "").await?;
        let (id, ends_at) = (self.new_id(), self.now().plus_seconds(60 * CODE_MINUTES));
        self.store(&site, id, asking, ends_at).await?;
        self.enqueue(SIGN_IN_MAIL, &SignInJob { asked: id }).await?;
        Ok(Asked { address: asking.address.clone(), return_to: asking.return_to.clone(), ends_at })
    }

    async fn store(&mut self, site: &Site, id: AskedId, asking: &Asking, ends_at: Time) -> Result<(), Fault> {
        let (desk, now) = (self.desk().clone(), self.now());
        let pair = Pair::new(&desk.context().random);
        let code = fingerprint(desk.keys(), &pair.code, (site.kb, &asking.address, &asking.visit));
        let sealed = pair.seal(desk.keys(), &place(site.org, id), &desk.context().random);
        let (visit, link) = (asking.visit.fingerprint().to_text(), pair.link.fingerprint().to_text());
        let origin = site.origin.to_string();
        let values = params![
            site.org,
            id,
            site.kb,
            visit.as_str(),
            &asking.address,
            &asking.language,
            origin.as_str(),
            asking.return_to.as_str(),
            code.as_str(),
            link.as_str(),
            sealed,
            now,
            ends_at
        ];
        self.writer().await?.run(ASK.with(values)).await?;
        Ok(())
    }
}

impl View<Public> {
    /// What this browser asked for last, while it lives: for the page where the code is typed.
    pub async fn asked(&self, visit: &Token) -> Result<Option<Asked>, Fault> {
        let (site, visit) = (&self.who().site, visit.fingerprint().to_text());
        let call = ASKED.with(params![site.org, site.kb, visit.as_str(), self.now()]);
        let row: Option<(EmailAddress, String, Time)> = self.reader().maybe(call).await?;
        Ok(row.map(|(address, return_to, ends_at)| Asked { address, return_to, ends_at }))
    }
}

impl Site {
    /// Nothing of the portal answers while it is off (P1).
    pub(crate) fn portal_is_on(&self) -> Result<(), Fault> {
        if self.portal.my_conversations { Ok(()) } else { Err(Fault::new(&code::PORTAL_OFF)) }
    }

    /// Codes are there unless Custom Sign On stands in their place (A3).
    pub(super) fn takes_codes(&self) -> Result<(), Fault> {
        self.portal_is_on()?;
        if self.portal.takes_codes() { Ok(()) } else { Err(Fault::new(&base_codes::NOT_FOUND)) }
    }
}

impl Pair {
    fn new(random: &Random) -> Self {
        Self { code: Code::new(random), link: Token::new(random) }
    }

    fn seal(&self, keys: &Keys, place: &str, random: &Random) -> Vec<u8> {
        let plain = Secret::new(format!("{} {}", self.code.reveal(), self.link.reveal()));
        keys.seal(plain.reveal().as_bytes(), place, random)
    }

    /// The pair as it was sealed in the row of this request.
    pub(super) fn open(keys: &Keys, org: OrgId, id: AskedId, sealed: &[u8]) -> Result<Self, Fault> {
        let plain = keys.open(sealed, &place(org, id)).map_err(Fault::internal)?;
        let text = std::str::from_utf8(plain.reveal()).map_err(Fault::internal)?;
        let parts =
            text.split_once(' ').and_then(|(code, link)| Some((Code::parse(code)?, Token::parse(link)?)));
        let (code, link) = parts.ok_or_else(|| Fault::internal("a sealed pair is not a code and a link"))?;
        Ok(Self { code, link })
    }
}

/// What is stored of a code: it is right for this address, knowledge base and browser only (TH22).
pub(super) fn fingerprint(
    keys: &Keys,
    code: &Code,
    (kb, address, browser): (KbId, &EmailAddress, &Token),
) -> String {
    let kb = kb.to_string();
    let binding = Binding { purpose: "sign-in", kb: &kb, address, browser };
    CodeKey::new(keys).fingerprint(code, binding).to_text()
}

fn place(org: OrgId, id: AskedId) -> String {
    format!("{org}/sign_in_code/sealed/{id}")
}
