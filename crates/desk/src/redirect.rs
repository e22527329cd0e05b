//! Where addresses of a knowledge base lead that are no more (K5). They are asked only where there is no page, so nothing that
//! is there can be led away.

use std::str::FromStr;

use db::{params, sql};
use kernel::{Fault, Time};
use serde_json::json;

use crate::act::{Act, View};
use crate::category::ManagesContent;
use crate::code;
use crate::kb::KbId;
use crate::who::Public;

/// What redirects announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody said where an old address leads.
        ADDED "redirect.added";
        /// Somebody took that back.
        REMOVED "redirect.removed";
    }
}

/// The most redirects of a knowledge base.
pub const MOST: usize = 1_000;
/// The most bytes of an address.
const LONGEST: usize = 1_000;
/// The longest way over several of them.
const HOPS: usize = 10;
/// What is there by design, page or no page: first parts of a path.
const OWN: &[&str] = &[
    "app",
    "assets",
    "brand",
    "c",
    "favicon.ico",
    "files",
    "healthz",
    "hooks",
    "llms.txt",
    "login",
    "logout",
    "mailbox",
    "metrics",
    "p",
    "readyz",
    "robots.txt",
    "sitemap",
    "sitemap.xml",
    "v1",
    "v2",
    "v2.1",
    "v3",
];

/// An old address: a path, as browsers send it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OldPath(String);

/// Where one leads: a path of the same knowledge base, perhaps with a query and a fragment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target(String);

/// An old address and where it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Redirect {
    /// The path.
    pub path: String,
    /// The path, query and fragment it leads to.
    pub target: String,
    /// Since when.
    pub made_at: Time,
}

sql! {
    ADD = "insert into redirect (org_id, kb_id, path, target, made_at) values ($1, $2, $3, $4, $5)";
    REMOVE = "delete from redirect where org_id = $1 and kb_id = $2 and path = $3 returning target";
    HOW_MANY = "select count(*) from redirect where org_id = $1 and kb_id = $2";
    TARGET = "select target from redirect where org_id = $1 and /*see*/kb_id = $2/*end*/ and path = $3";
    LIST = "select path, target, made_at from redirect where org_id = $1 and kb_id = $2 order by path";
    KB = "select id from kb where org_id = $1 and id = $2";
}

impl View<Public> {
    /// Where this path leads, for which there is no page.
    pub async fn redirect(&self, path: &str) -> Result<Option<String>, Fault> {
        let Ok(path) = path.parse::<OldPath>() else { return Ok(None) };
        let site = &self.who().site;
        let found: Option<(String,)> =
            self.reader().maybe(TARGET.with(params![site.org, site.kb, &path.0])).await?;
        Ok(found.map(|(target,)| target))
    }
}

impl<W: ManagesContent> View<W> {
    /// The redirects of a knowledge base, by path.
    pub async fn redirects(&self, kb: KbId) -> Result<Vec<Redirect>, Fault> {
        self.who().manages()?;
        self.reader().all(LIST.with(params![self.org(), kb])).await
    }
}

impl<W: ManagesContent> Act<W> {
    /// Says where an old address leads. `redirect_taken` where it leads somewhere, `redirect_loop` where the way would come
    /// back to it, `redirects_many` past a thousand.
    pub async fn add_redirect(&mut self, kb: KbId, path: &OldPath, target: &Target) -> Result<(), Fault> {
        self.who().manages()?;
        let (org, now) = (self.org(), self.now());
        let writer = self.writer().await?;
        // Locked, so that of two that would close a loop together the second finds the first.
        let known: Option<(KbId,)> = writer.maybe(KB.with(params![org, kb]).locking("kb")).await?;
        known.ok_or_else(|| Fault::new(&kernel::base_codes::NOT_FOUND))?;
        let (there,): (i64,) = writer.one(HOW_MANY.with(params![org, kb])).await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST) {
            return Err(Fault::new(&code::REDIRECTS_MANY));
        }
        self.must_end((kb, path), target).await?;
        let values = params![org, kb, &path.0, &target.0, now];
        self.writer().await?.run(ADD.with(values)).await?;
        let payload = json!({ "path": path.0, "target": target.0 });
        self.announce(facts::ADDED, kb.to_string(), payload).await?;
        Ok(())
    }

    /// Takes one away; one that is not there is `not_found`.
    pub async fn remove_redirect(&mut self, kb: KbId, path: &OldPath) -> Result<(), Fault> {
        self.who().manages()?;
        let call = REMOVE.with(params![self.org(), kb, &path.0]);
        let gone: Option<(String,)> = self.writer().await?.maybe(call).await?;
        gone.ok_or_else(|| Fault::new(&kernel::base_codes::NOT_FOUND))?;
        self.announce(facts::REMOVED, kb.to_string(), json!({ "path": path.0 })).await?;
        Ok(())
    }

    /// Refuses a way that comes back to where it began, or is longer than browsers follow.
    async fn must_end(&mut self, (kb, path): (KbId, &OldPath), target: &Target) -> Result<(), Fault> {
        let org = self.org();
        let mut next = target.path().to_owned();
        for _ in 0..HOPS {
            if next == path.0 {
                break;
            }
            let call = TARGET.with(params![org, kb, &next]);
            let Some((further,)) = self.writer().await?.maybe::<(String,)>(call).await? else {
                return Ok(());
            };
            next = String::from(Target(further).path());
        }
        Err(Fault::new(&code::REDIRECT_LOOP))
    }
}

impl Target {
    fn path(&self) -> &str {
        trimmed(self.0.split(['?', '#']).next().unwrap_or_default())
    }
}

/// `redirect_path` for what is no path of a knowledge base's own; `redirect_own` for one that is there by design.
impl FromStr for OldPath {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        let path = trimmed(typed.trim());
        if !is_path(path) || path == "/" || path.contains(['?', '#']) {
            return Err(Fault::new(&code::REDIRECT_PATH));
        }
        let first = path.split('/').nth(1).unwrap_or_default();
        if OWN.contains(&first.to_ascii_lowercase().as_str()) {
            return Err(Fault::new(&code::REDIRECT_OWN));
        }
        Ok(Self(path.to_owned()))
    }
}

/// `redirect_target` for what leads anywhere else.
impl FromStr for Target {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        let target = typed.trim();
        if is_path(target) { Ok(Self(target.to_owned())) } else { Err(Fault::new(&code::REDIRECT_TARGET)) }
    }
}

/// Without a slash at its end.
fn trimmed(path: &str) -> &str {
    if path.len() > 1 { path.trim_end_matches('/') } else { path }
}

/// A path of this host: neither `//host` nor what browsers take for that (WHATWG URL: a backslash is a slash).
fn is_path(text: &str) -> bool {
    let is_sign =
        |byte: u8| byte.is_ascii_graphic() && byte != b'\\' && byte != b'"' && byte != b'<' && byte != b'>';
    text.len() <= LONGEST && text.starts_with('/') && !text.starts_with("//") && text.bytes().all(is_sign)
}

db::columns!(Redirect: path, target, made_at);

#[cfg(test)]
mod tests {
    use super::{OldPath, Target};

    #[test]
    fn k5_only_paths_of_the_own_host_lead_and_are_led_to() {
        for good in ["/old", "/en_us/old-page", "/hc/en/articles/360-a%20b/"] {
            assert!(good.parse::<OldPath>().is_ok() && good.parse::<Target>().is_ok(), "{good}");
        }
        assert!("/en_us?x=1#y".parse::<Target>().is_ok());
        for bad in
            ["", "old", "//evil.test", "/\\evil.test", "https://evil.test/", "/a b", "/ä", "/a\nb", "/<b>"]
        {
            assert!(bad.parse::<OldPath>().is_err() && bad.parse::<Target>().is_err(), "{bad}");
        }
        for own in
            ["/", "/login", "/App/x", "/assets/x", "/files/a/b", "/v1/customers", "/robots.txt", "/a?b"]
        {
            assert!(own.parse::<OldPath>().is_err(), "{own}");
        }
    }
}
