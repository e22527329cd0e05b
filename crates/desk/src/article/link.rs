//! Links of a text that lead to nothing: an address of ours whose article, category or form is not there or not published.

use std::collections::BTreeSet;

use db::{Statement, params, sql};
use kernel::Fault;

use crate::act::View;
use crate::kb::Host;
use crate::page_path::PagePath;
use crate::right::Right;
use crate::who::User;

/// The most links that are looked at.
const MOST: usize = 500;

sql! {
    ARTICLES = "select a.hash from article a where a.org_id = $1 and a.deleted_at is null and a.hash in ($list)
        and exists (select 1 from article_text t where t.org_id = a.org_id and t.article_id = a.id and t.live_id is not null)";
    CATEGORIES = "select hash from category where org_id = $1 and published and hash in ($list)";
    FORMS = "select hash from form where org_id = $1 and published and hash in ($list)";
}

/// What is asked, whatever the last part of an address names.
static NAMED: [&Statement; 3] = [&ARTICLES, &CATEGORIES, &FORMS];

impl View<User> {
    /// Those of these addresses that lead to an article, category or form of the organization which is not there for readers,
    /// for whoever manages content. Of addresses of others nothing is known.
    pub async fn dead_links(&self, addresses: &[String]) -> Result<Vec<String>, Fault> {
        self.who().must(Right::ManageContent)?;
        let origins: Vec<String> = Host::of_org(self.reader(), self.org())
            .await?
            .iter()
            .map(|host| host.origin.to_string())
            .collect();
        let named = |address: &String| Some((hash(address, &origins)?, address.clone()));
        let links: Vec<(String, String)> = addresses.iter().filter_map(named).take(MOST).collect();
        if links.is_empty() {
            return Ok(Vec::new());
        }
        let mut there = BTreeSet::new();
        for statement in NAMED {
            let list = links.iter().flat_map(|(hash, _)| params![hash]).collect();
            let found: Vec<(String,)> =
                self.reader().all(statement.with(params![self.org()]).list(list)).await?;
            there.extend(found.into_iter().map(|(hash,)| hash));
        }
        Ok(links.into_iter().filter(|(hash, _)| !there.contains(hash)).map(|(_, address)| address).collect())
    }
}

/// What an address of ours names.
fn hash(address: &str, origins: &[String]) -> Option<String> {
    let path = match origins.iter().find_map(|origin| address.strip_prefix(origin.as_str())) {
        Some(path) => path,
        None if address.starts_with('/') && !address.starts_with("//") => address,
        None => return None,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let path: PagePath = last.strip_suffix(".md").unwrap_or(last).parse().ok()?;
    Some(path.hash)
}
