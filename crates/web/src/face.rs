//! Registering routes: every handler's first argument is a door, and the list of routes says which.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};
use desk::{Account, Act, ApiPublic, AppPublic, Customer, Key, Public, TeamReader, User, View};

use crate::answer::Refused;
use crate::web::Web;

/// One route and who may pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with its parameters.
    pub path: &'static str,
    /// The door: `View<Customer>`.
    pub door: &'static str,
}

/// A set of routes with their doors.
pub(crate) struct Face {
    router: Router<Web>,
    routes: Vec<Route>,
}

/// A proof that a handler may take as its first argument.
pub(crate) trait Door {
    const NAME: &'static str;
}

impl Door for View<Public> {
    const NAME: &'static str = "View<Public>";
}
impl Door for Act<Public> {
    const NAME: &'static str = "Act<Public>";
}
impl Door for View<Customer> {
    const NAME: &'static str = "View<Customer>";
}
impl Door for Act<Customer> {
    const NAME: &'static str = "Act<Customer>";
}
impl Door for View<TeamReader> {
    const NAME: &'static str = "View<TeamReader>";
}
impl Door for Act<TeamReader> {
    const NAME: &'static str = "Act<TeamReader>";
}
impl Door for View<AppPublic> {
    const NAME: &'static str = "View<AppPublic>";
}
impl Door for Act<AppPublic> {
    const NAME: &'static str = "Act<AppPublic>";
}
impl Door for View<User> {
    const NAME: &'static str = "View<User>";
}
impl Door for Act<User> {
    const NAME: &'static str = "Act<User>";
}

impl Door for View<Account> {
    const NAME: &'static str = "View<Account>";
}
impl Door for Act<Account> {
    const NAME: &'static str = "Act<Account>";
}

impl Door for View<ApiPublic> {
    const NAME: &'static str = "View<ApiPublic>";
}
impl Door for View<Key> {
    const NAME: &'static str = "View<Key>";
}
impl Door for Act<Key> {
    const NAME: &'static str = "Act<Key>";
}

/// A form whose text is given back when the session is over (A1): the handler decides, so it gets the refusal too.
impl Door for Result<Act<Customer>, Refused> {
    const NAME: &'static str = "Act<Customer>";
}

/// Handlers' arguments that begin with a door. What axum calls `T` of a handler is `(M, first, second, …)`.
pub(crate) trait BeginsWithDoor {
    type Door: Door;
}

macro_rules! begins_with_door {
    ($($argument:ident),*) => {
        impl<M, D: Door, $($argument),*> BeginsWithDoor for (M, D, $($argument,)*) {
            type Door = D;
        }
    };
}

begins_with_door!();
begins_with_door!(A);
begins_with_door!(A, B);
begins_with_door!(A, B, C);
begins_with_door!(A, B, C, E);

impl Face {
    pub(crate) fn new() -> Self {
        Self { router: Router::new(), routes: Vec::new() }
    }

    pub(crate) fn get<T, H>(self, path: &'static str, handler: H) -> Self
    where
        T: BeginsWithDoor + 'static,
        H: Handler<T, Web>,
    {
        self.add::<T>("GET", path, get(handler))
    }

    /// The same address with a slash at its end as well.
    pub(crate) fn get_with_slash<T, H>(mut self, path: &'static str, handler: H) -> Self
    where
        T: BeginsWithDoor + 'static,
        H: Handler<T, Web>,
    {
        self.router = self.router.route(&format!("{path}/"), get(handler.clone()));
        self.get(path, handler)
    }

    /// The same of a POST.
    pub(crate) fn post_with_slash<T, H>(mut self, path: &'static str, handler: H) -> Self
    where
        T: BeginsWithDoor + 'static,
        H: Handler<T, Web>,
    {
        self.router = self.router.route(&format!("{path}/"), post(handler.clone()));
        self.post(path, handler)
    }

    pub(crate) fn post<T, H>(self, path: &'static str, handler: H) -> Self
    where
        T: BeginsWithDoor + 'static,
        H: Handler<T, Web>,
    {
        self.add::<T>("POST", path, post(handler))
    }

    fn add<T: BeginsWithDoor>(
        mut self,
        method: &'static str,
        path: &'static str,
        handler: MethodRouter<Web>,
    ) -> Self {
        self.routes.push(Route { method, path, door: T::Door::NAME });
        self.router = self.router.route(path, handler);
        self
    }

    pub(crate) fn routes(&self) -> &[Route] {
        &self.routes
    }

    pub(crate) fn into_router(self) -> Router<Web> {
        self.router
    }
}
