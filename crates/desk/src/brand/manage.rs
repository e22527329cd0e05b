//! Brands in the settings: administrators add and change them (R5).

use db::{Call, params, sql};
use kernel::{Code, EmailAddress, Fault};
use serde_json::json;

use super::{Brand, BrandFace, BrandId, OF_ORG, SENDER, facts};
use crate::act::{Act, Allowed, Rule, View, Visible};
use crate::code;
use crate::kb::{Host, Kb, Origin};
use crate::right::Right;
use crate::who::User;

sql! {
    FIND = "select b.id, b.name, b.title, b.accent, b.is_default from brand b where b.org_id = $1 and b.id = $2";
    CHANGE = "update brand set title = $3, accent = $4 where org_id = $1 and id = $2";
    CHOOSE = "update brand set is_default = (id = $2) where org_id = $1";
    NO_SENDER = "update brand_address set is_sender = false where org_id = $1 and brand_id = $2";
    HELD_BY = "select brand_id from brand_address where org_id = $1 and key = $2";
    IS_SENDER = "update brand_address set is_sender = true, address = $3 where org_id = $1 and key = $2";
    HELP_HOSTS = "select org_id, kb_id, serves_app, serves_api, scheme, name, port from host
        where org_id = $1 and kb_id is not null order by name";
    ORG_NAME = "select name from org where org_id = $1";
}

/// A user changes it or makes it the default.
pub enum EditBrand {}

/// A brand in the list of the settings.
#[derive(Clone, Debug)]
pub struct ManagedBrand {
    /// The brand.
    pub brand: Brand,
    /// The address it writes from.
    pub sender: Option<EmailAddress>,
}

impl View<User> {
    /// Every brand, the default one first; `may_not` for who is no administrator.
    pub async fn managed_brands(&self) -> Result<Vec<ManagedBrand>, Fault> {
        administers(self.who()).map_err(Fault::new)?;
        let mut managed = Vec::new();
        for brand in Brand::of_org(self.reader(), self.org()).await? {
            managed.push(self.managed_brand(brand).await?);
        }
        Ok(managed)
    }

    /// The same of one.
    pub async fn managed_brand(&self, brand: Brand) -> Result<ManagedBrand, Fault> {
        let row: Option<(EmailAddress,)> =
            self.reader().maybe(SENDER.with(params![self.org(), brand.id])).await?;
        Ok(ManagedBrand { brand, sender: row.map(|(sender,)| sender) })
    }
}

impl Act<User> {
    /// Adds a brand with its knowledge base, and with a host name where this installation is still at those it had out of
    /// the box. `name_taken` for a name that another brand has, `sender_taken` for an address of another's.
    pub async fn add_brand(&mut self, name: &str, face: &BrandFace) -> Result<Brand, Fault> {
        administers(self.who()).map_err(Fault::new)?;
        let brand = Brand::add(self, name, &face.title, face.accent.as_str()).await?;
        self.set_sender(brand.id, face.sender.as_ref()).await?;
        let kb = Kb::add(self, &brand, &face.title).await?;
        if let Some(origin) = self.origin_out_of_the_box(name).await? {
            Host::add(self, &origin, Some(kb.id), false).await?;
        }
        self.announce(facts::ADDED, brand.id.to_string(), json!({ "name": name, "title": face.title }))
            .await?;
        Ok(brand)
    }

    /// `werkhalt.acme.localhost`, with the port of the others, where one of this organization's help centres is on this
    /// machine alone.
    async fn origin_out_of_the_box(&mut self, brand: &str) -> Result<Option<Origin>, Fault> {
        let org = self.org();
        let writer = self.writer().await?;
        let hosts: Vec<Host> = writer.all(HELP_HOSTS.with(params![org])).await?;
        let Some(near) = hosts.into_iter().find(|host| host.origin.is_loopback()) else {
            return Ok(None);
        };
        let (name,): (String,) = writer.one(ORG_NAME.with(params![org])).await?;
        Ok(Some(Origin { host: format!("{brand}.{name}.localhost"), ..near.origin }))
    }

    /// The address a brand writes from from now on; those it had before it is still written to.
    async fn set_sender(&mut self, brand: BrandId, sender: Option<&EmailAddress>) -> Result<(), Fault> {
        let org = self.org();
        let writer = self.writer().await?;
        writer.run(NO_SENDER.with(params![org, brand])).await?;
        let Some(sender) = sender else { return Ok(()) };
        let key = sender.key();
        let held: Option<(BrandId,)> = writer.maybe(HELD_BY.with(params![org, key.as_str()])).await?;
        match held {
            Some((by,)) if by == brand => {
                writer.run(IS_SENDER.with(params![org, key.as_str(), sender])).await?;
            }
            Some(_) => return Err(Fault::new(&code::SENDER_TAKEN)),
            None => {
                let values = params![org, key.as_str(), brand, sender, true];
                writer.run(super::ADD_ADDRESS.with(values)).await?;
            }
        }
        Ok(())
    }
}

impl Visible<User> for Brand {
    type Noun = Self;
    const TABLE: &'static str = "b";

    fn find(who: &User, id: BrandId) -> Call<'static> {
        FIND.with(params![who.org, id])
    }
}

impl Rule<User, EditBrand> for Brand {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        administers(who)
    }
}

impl Allowed<Brand, EditBrand> {
    /// Gives it another face. `sender_taken` as for a new one.
    pub async fn change(&self, act: &mut Act<User>, face: &BrandFace) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let values = params![act.org(), self.id, face.title.as_str(), face.accent.as_str()];
        act.writer().await?.run(CHANGE.with(values)).await?;
        act.set_sender(self.id, face.sender.as_ref()).await?;
        act.announce(facts::CHANGED, self.id.to_string(), json!({ "title": face.title })).await?;
        Ok(())
    }

    /// Makes it the default: conversations without a brand of their own are its.
    pub async fn make_default(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        // Every brand is locked, so that two who choose at one instant leave one default.
        let writer = act.writer().await?;
        let _: Vec<Brand> = writer.all(OF_ORG.with(params![org]).locking("brand")).await?;
        writer.run(CHOOSE.with(params![org, self.id])).await?;
        act.announce(facts::MADE_DEFAULT, self.id.to_string(), json!({})).await?;
        Ok(())
    }
}

/// Brands are the administrators' (R1).
pub(super) fn administers(who: &User) -> Result<(), &'static Code> {
    if who.may(Right::Administer) { Ok(()) } else { Err(&code::MAY_NOT) }
}
