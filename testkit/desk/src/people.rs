//! People in a test, let in without signing in.

use desk::customer::{AddressKind, NewCustomer, Person, Standing};
use desk::right::{Rights, Role};
use desk::user::{NewUser, Profile, UserKind};
use desk::{Act, Customer, User, View};
use kernel::EmailAddress;

use crate::Kit;

impl Kit {
    /// A full-time user with these roles.
    pub async fn user(&self, name: &str, roles: &[Role]) -> User {
        self.any_user(name, UserKind::FullTime, roles).await
    }

    /// A collaborator.
    pub async fn collaborator(&self, name: &str) -> User {
        self.any_user(name, UserKind::Collaborator, &[]).await
    }

    async fn any_user(&self, name: &str, kind: UserKind, roles: &[Role]) -> User {
        let email = address(&format!("{}@acme.test", name.to_lowercase().replace(' ', ".")));
        let new = NewUser {
            name: name.to_owned(),
            email: email.clone(),
            kind,
            roles: roles.to_vec(),
            language: None,
        };
        let mut act = self.operate();
        let id = Profile::add(&mut act, &new).await.expect("a user can be added");
        act.done(()).await.expect("the user is stored");
        let rights = match kind {
            UserKind::FullTime => Rights::of_roles(roles),
            UserKind::Collaborator => Rights::of_collaborator(),
        };
        User {
            org: self.org,
            org_title: "Acme".to_owned(),
            id,
            name: name.to_owned(),
            email,
            kind,
            rights,
            language: None,
            zone: None,
            session: String::new(),
        }
    }

    /// A customer at the default brand's portal, whose address is proven.
    pub async fn customer(&self, name: &str, email: &str) -> Customer {
        let mut act = self.operate();
        let new = NewCustomer { name: name.to_owned(), ..NewCustomer::default() };
        let person = Person::add(&mut act, &new).await.expect("a customer can be added");
        let known = person.add_address(&mut act, (AddressKind::Email, email), Standing::Proven).await;
        known.expect("an address can be added");
        act.done(()).await.expect("the customer is stored");
        Customer {
            site: self.site().await,
            id: person.id,
            name: name.to_owned(),
            address: address(email),
            is_whole: true,
            language: None,
            zone: None,
            session: String::new(),
            session_ends_at: self.desk.context().now().plus_millis(86_400_000),
        }
    }

    /// What somebody sees.
    pub async fn view<W: desk::who::Who + Clone>(&self, who: &W) -> View<W> {
        self.desk.view_in_test(who.clone()).await.expect("a reader is free")
    }

    /// What somebody does.
    pub fn act<W: desk::who::Who + Clone>(&self, who: &W) -> Act<W> {
        self.desk.act_in_test(who.clone())
    }
}

fn address(text: &str) -> EmailAddress {
    text.parse().expect("a plain address")
}
