//! The cookies. `__Host-` and `Secure` everywhere but on http addresses of this machine.

use std::collections::BTreeMap;

use axum::response::Response;
use cookie::time::Duration;
use cookie::{Cookie, SameSite};
use desk::kb::Origin;
use http::{HeaderMap, HeaderValue, header};

/// The customer's session.
pub(crate) const CUSTOMER: &str = "customer";
/// The user's session.
pub(crate) const USER: &str = "user";
/// Half a sign-in of a user: the second factor is still to be shown.
pub(crate) const HALF: &str = "half";
/// The user's session at a knowledge base's host.
pub(crate) const TEAM: &str = "team";
/// The browser in which a code was asked for.
pub(crate) const VISIT: &str = "visit";
/// That Login sent this browser out to the company's own login.
pub(crate) const ATTEMPT: &str = "attempt";
/// The browser as it is known by what it said of articles.
pub(crate) const ANSWERS: &str = "answers";
/// A sign-on that waits for the word of the browser's owner.
pub(crate) const CONFIRMATION: &str = "confirmation";
/// The link by which this browser looks at a theme that is not published.
pub(crate) const LOOK: &str = "look";
/// What the portal's next page is to say once.
pub(crate) const FLASH: &str = "flash";
/// What the app's next page is to say once.
pub(crate) const SAID: &str = "said";

/// The browser's time zone, set by a script and therefore without a prefix.
const ZONE: &str = "zone";

/// The zone of whoever has none.
pub(crate) const NO_ZONE: &str = "UTC";

/// The cookies a browser sent, by full name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cookies(BTreeMap<String, String>);

impl Cookies {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let cookies = lines.flat_map(Cookie::split_parse).flatten();
        Self(cookies.map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned())).collect())
    }

    /// The time zone a script told, if there is one of that name. Anybody can set it: it only writes times.
    pub(crate) fn zone(&self) -> Option<String> {
        let name = self.0.get(ZONE)?;
        jiff::tz::TimeZone::get(name).ok().map(|_| name.clone())
    }

    /// The value of one of ours.
    pub(crate) fn get(&self, origin: &Origin, name: &str) -> Option<&str> {
        self.0.get(&full_name(origin, name)).map(String::as_str)
    }
}

fn is_plain(origin: &Origin) -> bool {
    origin.scheme == "http" && origin.is_loopback()
}

fn full_name(origin: &Origin, name: &str) -> String {
    if is_plain(origin) { name.to_owned() } else { format!("__Host-{name}") }
}

/// Sets a cookie for this host, out of reach of scripts, for this many seconds.
pub(crate) fn set(
    mut response: Response,
    origin: &Origin,
    (name, value): (&str, &str),
    seconds: i64,
) -> Response {
    let cookie = Cookie::build((full_name(origin, name), value.to_owned()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(!is_plain(origin))
        .max_age(Duration::seconds(seconds));
    if let Ok(line) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

/// Takes a cookie away.
pub(crate) fn remove(response: Response, origin: &Origin, name: &str) -> Response {
    set(response, origin, (name, ""), 0)
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use desk::kb::Origin;
    use http::header;

    use super::set;

    #[test]
    fn only_plain_http_on_this_machine_goes_without_secure() {
        let line = |origin: &str| {
            let origin = Origin::parse(origin).unwrap();
            let response = set(().into_response(), &origin, ("customer", "t"), 60);
            response.headers()[header::SET_COOKIE].to_str().unwrap().to_owned()
        };
        assert_eq!(
            line("https://help.acme.test"),
            "__Host-customer=t; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60"
        );
        assert_eq!(
            line("http://acme.localhost:8080"),
            "customer=t; HttpOnly; SameSite=Lax; Path=/; Max-Age=60"
        );
        assert!(line("http://help.acme.test").contains("Secure"));
    }
}
