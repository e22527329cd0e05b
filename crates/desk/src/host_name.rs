//! Host names of a knowledge base, added and removed in the settings (R5).

use db::{params, sql};
use kernel::{Fault, base_codes};
use serde_json::json;

use crate::act::Act;
use crate::code;
use crate::kb::{Host, KbId, Origin};
use crate::right::Right;
use crate::who::User;

/// What changes of host names announce.
pub mod facts {
    crate::interest::facts! {
        /// A knowledge base answers at another host name.
        ADDED "host.added";
        /// A knowledge base answers at a host name no longer.
        REMOVED "host.removed";
    }
}

/// The most host names of one knowledge base.
const MOST: usize = 20;
/// The longest name (RFC 1035 §2.3.4), without the dot at its end.
const LONGEST: usize = 253;
/// The longest part between two dots.
const LONGEST_LABEL: usize = 63;

sql! {
    KB = "select id from kb k where k.org_id = $1 and k.id = $2";
    OF_KB = "select org_id, kb_id, serves_app, serves_api, scheme, name, port from host where org_id = $1 and kb_id = $2 order by name";
    REMOVE = "delete from host where org_id = $1 and name = $2";
    FORGET = "delete from directory where kind = 'host' and key = $2 and org_id = $1";
}

/// The address of a help centre, checked: https, or http on this machine; `host_invalid` for anything else.
pub fn host_address(typed: &str) -> Result<Origin, Fault> {
    let typed = typed.trim().to_ascii_lowercase();
    let typed = if typed.contains("://") { typed } else { format!("https://{typed}") };
    let origin = Origin::parse(&typed).filter(|origin| {
        let is_safe = origin.scheme == "https" || origin.is_loopback();
        is_safe && origin.port != Some(0) && is_host_name(&origin.host)
    });
    origin.ok_or_else(|| Fault::new(&code::HOST_INVALID))
}

/// RFC 1123 §2.1: labels of letters, digits and hyphens within, and a last one that is no number.
fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_top = |label: &str| label.bytes().any(|byte| !byte.is_ascii_digit());
    name.len() <= LONGEST && name.split('.').all(is_label) && name.rsplit('.').next().is_some_and(is_top)
}

impl Act<User> {
    /// Has a knowledge base answer at another name. `name_taken` where anybody's anything answers there, `hosts_many` for the
    /// 21st.
    pub async fn add_host(&mut self, kb: KbId, origin: &Origin) -> Result<(), Fault> {
        let there = self.hosts_of(kb).await?;
        if there.len() >= MOST {
            return Err(Fault::new(&code::HOSTS_MANY));
        }
        Host::add(self, origin, Some(kb), false).await?;
        self.announce(facts::ADDED, kb.to_string(), json!({ "host": origin.host })).await?;
        Ok(())
    }

    /// Takes a name from a knowledge base, which is free for others from then on. `host_last` for the only one, `host_shared`
    /// for one at which the app answers too.
    pub async fn remove_host(&mut self, kb: KbId, name: &str) -> Result<(), Fault> {
        let there = self.hosts_of(kb).await?;
        let host = there.iter().find(|host| host.origin.host == name);
        let host = host.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        if host.serves_app {
            return Err(Fault::new(&code::HOST_SHARED));
        }
        if there.len() == 1 {
            return Err(Fault::new(&code::HOST_LAST));
        }
        let org = self.org();
        let writer = self.writer().await?;
        writer.run(REMOVE.with(params![org, name])).await?;
        writer.run(FORGET.with(params![org, name])).await?;
        self.announce(facts::REMOVED, kb.to_string(), json!({ "host": name })).await?;
        Ok(())
    }

    /// The names a knowledge base has. It stays locked, so that of two who remove the last but one at an instant one is
    /// refused.
    async fn hosts_of(&mut self, kb: KbId) -> Result<Vec<Host>, Fault> {
        if !self.who().may(Right::Administer) {
            return Err(Fault::new(&code::MAY_NOT));
        }
        let org = self.org();
        let writer = self.writer().await?;
        let found: Option<(KbId,)> = writer.maybe(KB.with(params![org, kb]).locking("k")).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        writer.all(OF_KB.with(params![org, kb])).await
    }
}

#[cfg(test)]
mod tests {
    use super::host_address;

    #[test]
    fn r5_a_help_centre_answers_by_tls_or_on_this_machine() {
        for (typed, wanted) in [
            (" Help.Acme.example ", "https://help.acme.example"),
            ("https://help.acme.example/", "https://help.acme.example"),
            ("https://help.acme.example:8443", "https://help.acme.example:8443"),
            ("http://shop.acme.localhost:8080", "http://shop.acme.localhost:8080"),
        ] {
            assert_eq!(host_address(typed).unwrap().to_string(), wanted);
        }
        let long = format!("{}.example", "a.".repeat(130));
        for bad in [
            "",
            "http://help.acme.example",
            "ftp://help.acme.example",
            "https://user@help.acme.example",
            "https://help.acme.example/path",
            "https://help.acme.example:0",
            "https://help.acme.example:x",
            "help..example",
            "-help.example",
            "help-.example",
            "192.0.2.7",
            "[::1]",
            "help acme",
            "*.example",
            &long,
        ] {
            assert_eq!(host_address(bad).unwrap_err().code().name, "host_invalid", "{bad}");
        }
    }
}
