//! Who asks: the key and its machine user.

use desk::api_key::ApiKey;
use desk::{Key, View};

use super::envelope::{Moment, Resource};
use super::shape::attributes;
use crate::answer::Answer;

attributes! {
    /// An API key, without its secret.
    pub(super) struct Token "token" {
        /// The last characters of the token, to tell keys apart by.
        last_characters "lastTokenChars": String,
        /// The key's name.
        name "name": String,
        /// Where it was made; not kept for API keys.
        address "ipAddress": (),
        /// What it was made with; not kept for API keys.
        user_agent "userAgent": (),
        /// The names of its roles.
        roles "roles": Vec<String>,
        /// The networks from which it may be used; none are everywhere.
        networks "cidrs": Vec<String>,
        /// From when it no longer counts.
        ends_at "expiresAt": Option<Moment>,
        /// When it was made.
        made_at "createdAt": Moment,
        /// The same: a key never changes.
        changed_at "updatedAt": Moment,
        /// When it was last used, to within a minute.
        used_at "lastAccessedAt": Option<Moment>,
    }
}

attributes! {
    /// The machine user that a key acts as.
    pub(super) struct User "user" {
        /// Its name: the key's.
        name "name": String,
        /// The name that is shown.
        display_name "displayName": String,
        /// A picture; machines have none.
        avatar_url "avatarUrl": (),
        /// An address; machines have none.
        email "email": (),
        /// A number; machines have none.
        mobile "mobile": (),
        /// What stands below mails; machines write none of their own.
        signature "emailSignature": (),
        /// `machine`.
        kind "userType": &'static str,
        /// The names of the key's roles.
        roles "roles": Vec<String>,
        /// Sets of roles; machines have roles only.
        role_groups "roleGroups": Vec<String>,
        /// When the address was proven; there is none.
        email_proven_at "emailVerifiedAt": (),
        /// Machines never sign in.
        first_sign_in_at "firstLoginAt": (),
        /// Machines never sign in.
        last_sign_in_at "mostRecentLoginAt": (),
        /// When it was made, with its key.
        made_at "createdAt": Moment,
        /// The same: it never changes.
        changed_at "updatedAt": Moment,
    }
}

pub(super) const USERS: (&str, &str) = ("user", "/v1/users");
pub(super) const ORGS: (&str, &str) = ("org", "/v1/orgs");

pub(super) async fn token(view: View<Key>) -> Answer {
    let ApiKey { id, user, name, roles, networks, tail, made_at, ends_at, used_at } = view.own_key().await?;
    let org = view.close().org;
    let token = Token {
        last_characters: tail,
        name,
        address: (),
        user_agent: (),
        roles: roles.names(),
        networks: networks.names(),
        ends_at: ends_at.map(Moment::from),
        made_at: made_at.into(),
        changed_at: made_at.into(),
        used_at: used_at.map(Moment::from),
    };
    let resource = Resource::new(&id, format!("/v1/auth/tokens/{id}"), token);
    resource.related("org", ORGS, &org).related("user", USERS, &user).answer()
}

pub(super) async fn user(view: View<Key>) -> Answer {
    let key = view.own_key().await?;
    let org = view.close().org;
    let link = format!("{}/{}", USERS.1, key.user);
    let id = key.user;
    Resource::new(&id, link, User::of(key)).related("org", ORGS, &org).answer()
}

impl User {
    fn of(key: ApiKey) -> Self {
        Self {
            display_name: key.name.clone(),
            name: key.name,
            avatar_url: (),
            email: (),
            mobile: (),
            signature: (),
            kind: "machine",
            roles: key.roles.names(),
            role_groups: Vec::new(),
            email_proven_at: (),
            first_sign_in_at: (),
            last_sign_in_at: (),
            made_at: key.made_at.into(),
            changed_at: key.made_at.into(),
        }
    }
}
