//! Brands: the faces of an organization.

mod delete;
mod face;
mod manage;

use db::{Reader, Statement, params, sql};
use kernel::{EmailAddress, Fault, Id, Noun, OrgId};

use crate::Act;
use crate::who::{System, Who};

pub use delete::{BrandUses, DeleteBrand};
pub use face::{Accent, BrandFace, MAX_TITLE, brand_name, brand_title};
pub use manage::{EditBrand, ManagedBrand};

/// What brands announce.
pub mod facts {
    crate::interest::facts! {
        /// A brand was added with its knowledge base.
        ADDED "brand.added";
        /// A brand has another name, colour or sender.
        CHANGED "brand.changed";
        /// A brand is the default one from now on.
        MADE_DEFAULT "brand.made_default";
        /// A brand was deleted with its knowledge base and host names.
        DELETED "brand.deleted";
    }
}

/// A face of the organization: name, accent colour, sender address, one knowledge base.
#[derive(Clone, Debug)]
pub struct Brand {
    /// Its id.
    pub id: BrandId,
    /// Its name in addresses.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// The accent colour as `#rrggbb`.
    pub accent: String,
    /// Whether conversations without a brand belong to it.
    pub is_default: bool,
}

impl Noun for Brand {
    const NAME: &'static str = "brand";
}

/// The id of a brand.
pub type BrandId = Id<Brand>;

sql! {
    ADD = "insert into brand (org_id, id, name, title, accent, is_default, made_at) values ($1, $2, $3, $4, $5, $6, $7)";
    OF_ORG = "select id, name, title, accent, is_default from brand where org_id = $1 order by is_default desc, title, id";
    ADD_ADDRESS = "insert into brand_address (org_id, key, brand_id, address, is_sender) values ($1, $2, $3, $4, $5)";
    ADDRESSES = "select key from brand_address where org_id = $1 and brand_id = $2 order by is_sender desc, key";
    SENDER = "select address from brand_address where org_id = $1 and brand_id = $2 and is_sender";
}

impl Brand {
    /// Adds a brand; the first one of an organization is its default.
    pub async fn add<W: Who>(act: &mut Act<W>, name: &str, title: &str, accent: &str) -> Result<Self, Fault> {
        let (org, id, now) = (act.org(), act.new_id(), act.now());
        let is_default = act.writer().await?.all::<Self>(OF_ORG.with(params![org])).await?.is_empty();
        let values = params![org, id, name, title, accent, is_default, now];
        act.writer().await?.run(ADD.with(values)).await?;
        Ok(Self { id, name: name.to_owned(), title: title.to_owned(), accent: accent.to_owned(), is_default })
    }

    /// Adds an address the brand is written to; `is_sender` for the one it writes from.
    pub async fn add_address(
        &self,
        act: &mut Act<System>,
        address: &EmailAddress,
        is_sender: bool,
    ) -> Result<(), Fault> {
        let values = params![act.org(), address.key(), self.id, address, is_sender];
        act.writer().await?.run(ADD_ADDRESS.with(values)).await?;
        Ok(())
    }

    /// The organization's brands, the default one first.
    pub async fn of_org(reader: &Reader, org: OrgId) -> Result<Vec<Self>, Fault> {
        reader.all(OF_ORG.with(params![org])).await
    }

    /// The keys of the addresses it is written to, its sender's first.
    pub async fn addresses(&self, reader: &Reader, org: OrgId) -> Result<Vec<String>, Fault> {
        let rows: Vec<(String,)> = reader.all(ADDRESSES.with(params![org, self.id])).await?;
        Ok(rows.into_iter().map(|(key,)| key).collect())
    }
}

/// The address a brand writes from, where one is set.
pub(crate) async fn sender(
    reader: &Reader,
    org: OrgId,
    brand: BrandId,
) -> Result<Option<EmailAddress>, Fault> {
    let row: Option<(EmailAddress,)> = reader.maybe(SENDER.with(params![org, brand])).await?;
    Ok(row.map(|(address,)| address))
}

db::columns!(Brand: id, name, title, accent, is_default);

/// Every statement about brands.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [STATEMENTS, delete::STATEMENTS, manage::STATEMENTS].concat()
}
