//! Verifying: walking the chains from their first links that are there, and saying what does not fit.

use db::{FromRow, Reader, Row, params, sql};
use kernel::{Fault, OrgId, Time};

use super::chain::{Chain, Link, PURPOSE, Sealed, root};
use super::write::Values;
use crate::Desk;
use crate::act::View;
use crate::door::Operator;
use crate::who::System;

/// The most links of one read: a reader lives for seconds, and a log may be long.
const LINKS_READ: usize = 64;
/// The most things that are told to be broken; where more are, what matters is known.
const MOST_BROKEN: usize = 1_000;
/// Entries wait no longer than this to be sealed, in a program that runs.
const UNSEALED_MILLIS: i64 = 60_000;

sql! {
    LINKS = "select number, entries, root, previous, mark, key_number, made_at, is_cut from audit_block
        where org_id = $1 and chain = $2 and number > $3 order by number limit 65";
    THERE = "select number from audit_block where org_id = $1 and chain = $2 and number = $3";
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
    /// By chain: everything that does not fit, up to a thousand.
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

/// A walk through the chains, on its way.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// How many chains are behind it.
    chains: usize,
    /// The link it goes on from: what comes next must name its number and its mark.
    last: Option<(i64, String)>,
    report: Report,
}

/// What became of a part of the way.
#[derive(Debug)]
pub enum Walked {
    /// There is more.
    OnTheWay(Walk),
    /// Everything was looked at.
    Done(Report),
}

impl Desk {
    /// Walks both chains of an organization, however long they are, in reads of bounded length.
    pub async fn verify_audit(&self, operator: &Operator, org: OrgId) -> Result<Report, Fault> {
        let mut walk = Walk::default();
        loop {
            let view = self.view_operator(operator, org).await?;
            let walked = view.verify_audit(walk).await;
            view.close();
            match walked? {
                Walked::OnTheWay(further) => walk = further,
                Walked::Done(report) => return Ok(report),
            }
        }
    }
}

impl View<System> {
    /// Walks on, past some thousands of entries at most.
    pub async fn verify_audit(&self, mut walk: Walk) -> Result<Walked, Fault> {
        let Some(chain) = Chain::ALL.get(walk.chains).copied() else { return Ok(Walked::Done(walk.report)) };
        self.catch_up(chain, &mut walk).await?;
        let after = walk.last.as_ref().map_or(0, |(number, _)| *number);
        let mut links: Vec<Link> = self.reader().all(LINKS.with(params![self.org(), chain, after])).await?;
        let has_more = links.len() > LINKS_READ;
        links.truncate(LINKS_READ);
        for link in links {
            self.check(chain, &link, &mut walk);
            if !link.is_cut {
                self.check_entries(chain, &link, &mut walk.report).await?;
            }
            walk.report.sealed_until = walk.report.sealed_until.max(Some(link.made_at));
            walk.last = Some((link.number, link.mark.text));
        }
        if !has_more {
            self.finish(chain, &mut walk).await?;
        }
        Ok(Walked::OnTheWay(walk))
    }

    /// Between two reads the clock may have cut the link it stood at, with everything before: it goes on from the head.
    async fn catch_up(&self, chain: Chain, walk: &mut Walk) -> Result<(), Fault> {
        let Some((number, _)) = &walk.last else { return Ok(()) };
        let call = THERE.with(params![self.org(), chain, *number]);
        let there: Option<(i64,)> = self.reader().maybe(call).await?;
        if there.is_none() {
            walk.last = None;
        }
        Ok(())
    }

    /// The end of a chain, and what is not in it yet.
    async fn finish(&self, chain: Chain, walk: &mut Walk) -> Result<(), Fault> {
        let call = UNSEALED.with(params![self.org(), chain, self.now()]);
        let (unsealed, since): (i64, Time) = self.reader().one(call).await?;
        walk.report.unsealed += unsealed;
        if self.now().millis_since(since) > UNSEALED_MILLIS {
            walk.report.note(chain, Broken::Unsealed(since));
        }
        if let Some((number, mark)) = walk.last.take() {
            walk.report.heads.push((chain.name(), number, mark));
        }
        walk.chains += 1;
        Ok(())
    }

    /// The first link need not follow on from anything, if what was before it was cut or never was.
    fn check(&self, chain: Chain, link: &Link, walk: &mut Walk) {
        walk.report.links += 1;
        let follows = match &walk.last {
            Some((number, mark)) => number + 1 == link.number && *mark == link.previous,
            None => link.is_cut || (link.number == 1 && link.previous.is_empty()),
        };
        if !follows {
            walk.report.note(chain, Broken::Gap(link.number));
        }
        let parts = link.parts(&self.org().to_string(), chain);
        let parts = parts.each_ref().map(String::as_str);
        if !self.desk().keys().is_marked(PURPOSE, &parts, &link.mark) {
            walk.report.note(chain, Broken::Mark(link.number));
        }
    }

    async fn check_entries(&self, chain: Chain, link: &Link, report: &mut Report) -> Result<(), Fault> {
        let entries = entries(self.reader(), self.org(), (chain, link.number)).await?;
        report.entries += link.entries;
        for entry in entries.iter().filter(|entry| !entry.holds()) {
            report.note(chain, Broken::Values(entry.sealed.seq));
        }
        let sealed: Vec<Sealed> = entries.into_iter().map(|entry| entry.sealed).collect();
        let is_whole = i64::try_from(sealed.len()) == Ok(link.entries);
        if !is_whole || root(&sealed) != link.root {
            report.note(chain, Broken::Entries(link.number));
        }
        Ok(())
    }
}

impl Report {
    fn note(&mut self, chain: Chain, broken: Broken) {
        if self.broken.len() < MOST_BROKEN {
            self.broken.push((chain.name(), broken));
        }
    }
}

async fn entries(reader: &Reader, org: OrgId, (chain, link): (Chain, i64)) -> Result<Vec<Whole>, Fault> {
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
