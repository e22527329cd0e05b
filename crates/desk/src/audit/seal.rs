//! Sealing: what was written within the last seconds becomes a link of its chain.

use db::{Writer, params, sql};
use identity::Mark;
use kernel::{Fault, OrgId};

use super::chain::{Chain, LINK, Link, PURPOSE, Sealed, root};
use crate::Desk;

sql! {
    OPEN = "select distinct org_id, chain from audit where block is null";
    LAST = "select number, mark from audit_block where org_id = $1 and chain = $2 order by number desc limit 1";
    WAITING = "select seq, at, name, subject, actor, digest from audit
        where org_id = $1 and chain = $2 and block is null order by seq limit 256";
    SEAL = "update audit set block = $2 where org_id = $1 and seq in ($list)";
    ADD = "insert into audit_block (org_id, chain, number, entries, root, previous, mark, key_number, made_at, is_cut)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false)";
}

impl Desk {
    /// Seals what waits, of every organization.
    pub async fn seal_audit(&self) -> Result<(), Fault> {
        let reader = self.db().reader().await?;
        let open: Vec<(OrgId, Chain)> = reader.all(OPEN.with(params![])).await?;
        reader.end();
        for place in open {
            while self.add_link(place).await? == LINK {}
        }
        Ok(())
    }

    /// Adds one link and answers how many entries it seals. Of two nodes that add the same one, the second stores nothing.
    async fn add_link(&self, (org, chain): (OrgId, Chain)) -> Result<usize, Fault> {
        let mut writer = self.db().writer().await?;
        let waiting: Vec<Sealed> = writer.all(WAITING.with(params![org, chain])).await?;
        if waiting.is_empty() {
            writer.commit().await?;
            return Ok(0);
        }
        let last: Option<(i64, String)> = writer.maybe(LAST.with(params![org, chain])).await?;
        let (number, previous) = last.map_or((1, String::new()), |(number, mark)| (number + 1, mark));
        let link = self.link((org, chain), (number, previous), &waiting);
        store(&mut writer, (org, chain), &link).await?;
        let sealed = waiting.iter().flat_map(|entry| params![entry.seq]).collect();
        writer.run(SEAL.with(params![org, number]).list(sealed)).await?;
        writer.commit().await?;
        Ok(waiting.len())
    }

    fn link(&self, (org, chain): (OrgId, Chain), place: (i64, String), entries: &[Sealed]) -> Link {
        let (number, previous) = place;
        let mut link = Link {
            number,
            entries: i64::try_from(entries.len()).unwrap_or(i64::MAX),
            root: root(entries),
            previous,
            mark: Mark { key: 0, text: String::new() },
            made_at: self.context().now(),
            is_cut: false,
        };
        let parts = link.parts(&org.to_string(), chain);
        link.mark = self.keys().mark(PURPOSE, &parts.each_ref().map(String::as_str));
        link
    }
}

async fn store(writer: &mut Writer, (org, chain): (OrgId, Chain), link: &Link) -> Result<(), Fault> {
    let values = params![
        org,
        chain,
        link.number,
        link.entries,
        &link.root,
        &link.previous,
        &link.mark.text,
        link.mark.key,
        link.made_at
    ];
    writer.run(ADD.with(values)).await?;
    Ok(())
}
