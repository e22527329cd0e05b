//! Verifying: walking the chains from their first links that are there, and saying what does not fit.

use db::{FromRow, Reader, Row, params, sql};
use kernel::{Fault, Time};

use super::chain::{Chain, Link, PURPOSE, Sealed, root};
use super::write::Values;
use crate::act::View;
use crate::who::System;

/// Entries wait no longer than this to be sealed, in a program that runs.
const UNSEALED_MILLIS: i64 = 60_000;

sql! {
    LINKS = "select number, entries, root, previous, mark, key_number, made_at, is_cut from audit_block
        where org_id = $1 and chain = $2 and number > $3 order by number limit 256";
    ENTRIES = "select seq, at, name, subject, actor, digest, client, details, was, became, salt from audit
        where org_id = $1 and chain = $2 and block = $3 order by seq";
    UNSEALED = "select count(*), coalesce(min(at), $3) from audit where org_id = $1 and chain = $2 and block is null";
}

/// Something that does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Broken {
    /// A link is missing before the one of this number.
    Gap(i64),
    /// The link of this number was not made by this installation, or was changed.
    Mark(i64),
    /// Entries of the link of this number were changed, added or taken away.
    Entries(i64),
    /// The values of the entry of this number are not those that were written.
    Values(i64),
    /// Entries wait to be sealed since this time.
    Unsealed(Time),
}

/// What was found in the chains of an organization.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// The entries that were looked at.
    pub entries: i64,
    /// The links that were looked at.
    pub links: i64,
    /// The entries that are not sealed yet.
    pub unsealed: i64,
    /// The newest link's time: up to when the log is sealed.
    pub sealed_until: Option<Time>,
    /// By chain: everything that does not fit.
    pub broken: Vec<(&'static str, Broken)>,
    /// By chain: number and mark of the newest link. Kept elsewhere, they show that nothing was cut off at the end.
    pub heads: Vec<(&'static str, i64, String)>,
}

struct Whole {
    sealed: Sealed,
    client: Option<String>,
    details: Option<String>,
    was: Option<String>,
    became: Option<String>,
    salt: Option<String>,
}

impl View<System> {
    /// Walks both chains of the organization.
    pub async fn verify_audit(&self) -> Result<Report, Fault> {
        let mut report = Report::default();
        for chain in Chain::ALL {
            self.walk(*chain, &mut report).await?;
            let call = UNSEALED.with(params![self.org(), *chain, self.now()]);
            let (unsealed, since): (i64, Time) = self.reader().one(call).await?;
            report.unsealed += unsealed;
            if self.now().millis_since(since) > UNSEALED_MILLIS {
                report.broken.push((chain.name(), Broken::Unsealed(since)));
            }
        }
        Ok(report)
    }

    async fn walk(&self, chain: Chain, report: &mut Report) -> Result<(), Fault> {
        let mut last: Option<Link> = None;
        loop {
            let after = last.as_ref().map_or(0, |link| link.number);
            let links: Vec<Link> = self.reader().all(LINKS.with(params![self.org(), chain, after])).await?;
            if links.is_empty() {
                break;
            }
            for link in links {
                self.check(chain, &link, last.as_ref(), report);
                if !link.is_cut {
                    self.check_entries(chain, &link, report).await?;
                }
                last = Some(link);
            }
        }
        if let Some(last) = last {
            report.sealed_until = report.sealed_until.max(Some(last.made_at));
            report.heads.push((chain.name(), last.number, last.mark.text));
        }
        Ok(())
    }

    /// The first link need not follow on from anything, if what was before it was cut or never was.
    fn check(&self, chain: Chain, link: &Link, last: Option<&Link>, report: &mut Report) {
        report.links += 1;
        let follows = match last {
            Some(last) => last.number + 1 == link.number && last.mark.text == link.previous,
            None => link.is_cut || (link.number == 1 && link.previous.is_empty()),
        };
        if !follows {
            report.broken.push((chain.name(), Broken::Gap(link.number)));
        }
        let parts = link.parts(&self.org().to_string(), chain);
        let parts = parts.each_ref().map(String::as_str);
        if !self.desk().keys().is_marked(PURPOSE, &parts, &link.mark) {
            report.broken.push((chain.name(), Broken::Mark(link.number)));
        }
    }

    async fn check_entries(&self, chain: Chain, link: &Link, report: &mut Report) -> Result<(), Fault> {
        let entries = entries(self.reader(), self.org(), (chain, link.number)).await?;
        report.entries += link.entries;
        for entry in entries.iter().filter(|entry| !entry.holds()) {
            report.broken.push((chain.name(), Broken::Values(entry.sealed.seq)));
        }
        let sealed: Vec<Sealed> = entries.into_iter().map(|entry| entry.sealed).collect();
        let is_whole = i64::try_from(sealed.len()) == Ok(link.entries);
        if !is_whole || root(&sealed) != link.root {
            report.broken.push((chain.name(), Broken::Entries(link.number)));
        }
        Ok(())
    }
}

async fn entries(
    reader: &Reader,
    org: kernel::OrgId,
    (chain, link): (Chain, i64),
) -> Result<Vec<Whole>, Fault> {
    reader.all(ENTRIES.with(params![org, chain, link])).await
}

impl Whole {
    /// Whether the values are what the digest says, or were emptied whole.
    fn holds(&self) -> bool {
        match &self.salt {
            Some(salt) => {
                let values = Values {
                    salt,
                    client: self.client.as_deref().unwrap_or_default(),
                    details: self.details.as_deref().unwrap_or_default(),
                    was: self.was.as_deref(),
                    became: self.became.as_deref(),
                };
                values.digest() == self.sealed.digest
            }
            None => [&self.client, &self.details, &self.was, &self.became].into_iter().all(Option::is_none),
        }
    }
}

impl FromRow for Whole {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            sealed: Sealed::from_row(row)?,
            client: row.get(6)?,
            details: row.get(7)?,
            was: row.get(8)?,
            became: row.get(9)?,
            salt: row.get(10)?,
        })
    }
}
