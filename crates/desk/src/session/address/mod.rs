//! A customer proves another address by a code that is mailed to it (P15).

mod enter;
mod mail;

use db::{Statement, params, sql};
use identity::{Code, Keys};
use kernel::{EmailAddress, Fault, Id, Language, Noun, OrgId, Time};

use super::ask::CODE_MINUTES;
use super::limit::{self, Network};
use crate::code;
use crate::customer::{AddressKind, Person};
use crate::who::Customer;
use crate::{Act, View};

pub use enter::Proof;
pub use mail::{ADDRESS_MAIL, AddressJob, AddressMail};

sql! {
    ASK = "insert into address_code (org_id, id, kb_id, session_id, address, language, sealed, tries, made_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)
        on conflict (org_id, session_id) do update set id = excluded.id, kb_id = excluded.kb_id, address = excluded.address,
            language = excluded.language, sealed = excluded.sealed, tries = 0, made_at = excluded.made_at,
            ends_at = excluded.ends_at";
    ASKED = "select address, ends_at from address_code where org_id = $1 and /*see*/session_id = $2/*end*/ and ends_at > $3";
    FORGET = "delete from address_code where org_id = $1 and session_id = $2";
}

/// A code on its way to an address, the same whoever else holds it.
#[derive(Clone, Debug)]
pub struct AddressAsked {
    /// Where the mail goes.
    pub address: EmailAddress,
    /// When the code is over.
    pub ends_at: Time,
}

impl Noun for AddressAsked {
    const NAME: &'static str = "address_code";
}

type AskedId = Id<AddressAsked>;

impl Act<Customer> {
    /// Mails a code to an address that is to be this customer's; the one this session asked for before is over. Who holds
    /// the address is looked at once it is proven, so that nobody learns it who cannot read its mail (TH18).
    /// `address_own` for one that is theirs already, `address_apart` for who is signed in by an address that several hold.
    pub async fn ask_address(
        &mut self,
        address: &EmailAddress,
        language: &Language,
        network: &Network,
    ) -> Result<AddressAsked, Fault> {
        if !self.who().is_whole {
            return Err(Fault::new(&code::ADDRESS_APART));
        }
        let holders = Person::holders(self, AddressKind::Email, address.as_str()).await?;
        let me = self.who().id;
        if holders.iter().any(|holder| holder.person.id == me && holder.standing.is_proven()) {
            return Err(Fault::new(&code::ADDRESS_OWN));
        }
        limit::count(self, &limit::CODES_OF_ADDRESS, &address.key()).await?;
        limit::count(self, &limit::CODES_OF_NETWORK, network.key()).await?;
        limit::count(self, &limit::CODES, "").await?;
        let (id, ends_at) = (self.new_id(), self.now().plus_seconds(60 * CODE_MINUTES));
        self.keep_code(id, (address, language), ends_at).await?;
        self.enqueue(ADDRESS_MAIL, &AddressJob { asked: id }).await?;
        Ok(AddressAsked { address: address.clone(), ends_at })
    }

    /// The customer does not want to prove the address any more.
    pub async fn forget_address(&mut self) -> Result<(), Fault> {
        let (org, session) = (self.org(), self.who().session.clone());
        self.writer().await?.run(FORGET.with(params![org, &session])).await?;
        Ok(())
    }

    async fn keep_code(
        &mut self,
        id: AskedId,
        (address, language): (&EmailAddress, &Language),
        ends_at: Time,
    ) -> Result<(), Fault> {
        let (org, kb, session) = (self.org(), self.who().site.kb, self.who().session.clone());
        let (now, random) = (self.now(), self.desk().context().random.clone());
        let code = Code::new(&random);
        let sealed = self.desk().keys().seal(code.reveal().as_bytes(), &place(org, id), &random);
        let values = params![org, id, kb, &session, address, language, sealed, now, ends_at];
        self.writer().await?.run(ASK.with(values)).await?;
        Ok(())
    }
}

impl View<Customer> {
    /// What this session asked for last, while it lives.
    pub async fn address_asked(&self) -> Result<Option<AddressAsked>, Fault> {
        let call = ASKED.with(params![self.org(), &self.who().session, self.now()]);
        let row: Option<(EmailAddress, Time)> = self.reader().maybe(call).await?;
        Ok(row.map(|(address, ends_at)| AddressAsked { address, ends_at }))
    }
}

fn open(keys: &Keys, org: OrgId, id: AskedId, sealed: &[u8]) -> Result<Code, Fault> {
    let plain = keys.open(sealed, &place(org, id)).map_err(Fault::internal)?;
    let code = std::str::from_utf8(plain.reveal()).ok().and_then(Code::parse);
    code.ok_or_else(|| Fault::internal("a sealed code is none"))
}

fn place(org: OrgId, id: AskedId) -> String {
    format!("{org}/address_code/sealed/{id}")
}

/// Every statement about proving addresses.
pub(super) fn statements() -> Vec<&'static Statement> {
    [STATEMENTS, enter::STATEMENTS, mail::STATEMENTS].concat()
}
