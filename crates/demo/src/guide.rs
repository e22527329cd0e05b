//! Where the example answers and who can sign in: what is printed when it has started.

use desk::kb::Origin;
use kernel::Fault;

use crate::content::{self, Content};

/// The password of everybody inside the example.
pub const PASSWORD: &str = "the-long-way-home";

/// What a visitor of the example is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guide {
    /// The help centres, the default brand's first: name and address.
    pub sites: Vec<(String, String)>,
    /// The address of the app.
    pub app: String,
    /// The address of the API.
    pub api: String,
    /// Who signs in to the app with [`PASSWORD`], the administrator first.
    pub users: Vec<SignIn>,
    /// Customers with much to see, who sign in with a code from the mailbox.
    pub customers: Vec<SignIn>,
}

/// Somebody who can sign in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignIn {
    /// The name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The language, as addresses write it.
    pub language: String,
    /// The names of the roles; none for customers and collaborators.
    pub roles: Vec<String>,
}

impl Guide {
    /// The guide to an example that answers on this port of this machine.
    pub fn at(port: u32) -> Result<Self, Fault> {
        let people = Content::load()?.people;
        let site = |brand: &content::Brand| {
            let host = site_host(&people.organization.key, &brand.key);
            (brand.name.clone(), origin(&host, port).to_string())
        };
        let customers = people.customer.iter().filter(|customer| customer.showcase);
        Ok(Self {
            sites: people.brand.iter().map(site).collect(),
            app: origin(&app_host(&people.organization.key), port).to_string(),
            api: api_origin(&people.organization.key, port).to_string(),
            users: people.agent.iter().map(content::Agent::sign_in).collect(),
            customers: customers.map(content::Customer::sign_in).collect(),
        })
    }
}

impl content::Agent {
    fn sign_in(&self) -> SignIn {
        SignIn {
            name: self.name.clone(),
            email: self.email.clone(),
            language: language_code(&self.language).to_owned(),
            roles: self.roles.clone(),
        }
    }
}

impl content::Customer {
    fn sign_in(&self) -> SignIn {
        SignIn {
            name: self.name.clone(),
            email: self.email.clone(),
            language: language_code(&self.language).to_owned(),
            roles: Vec::new(),
        }
    }
}

/// `tolvane.localhost` for the brand that is called as its organization, `werkhalt.tolvane.localhost` for another.
pub(crate) fn site_host(organization: &str, brand: &str) -> String {
    if brand == organization {
        format!("{organization}.localhost")
    } else {
        format!("{brand}.{organization}.localhost")
    }
}

pub(crate) fn app_host(organization: &str) -> String {
    format!("app.{organization}.localhost")
}

pub(crate) fn api_origin(organization: &str, port: u32) -> Origin {
    Origin::of_api(organization, (port != 80).then_some(port))
}

pub(crate) fn origin(host: &str, port: u32) -> Origin {
    let port = (port != 80).then_some(port);
    Origin { scheme: "http".to_owned(), host: host.to_owned(), port }
}

/// English is written as sites name it; the other languages of the example have no region.
pub(crate) fn language_code(language: &str) -> &str {
    if language == "en" { "en_us" } else { language }
}
