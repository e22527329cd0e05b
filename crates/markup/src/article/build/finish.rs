//! What can be said only once all blocks are there: how deep headings are, and where links to them lead.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::article::block::{self, Block};
use crate::article::contents;
use crate::article::inline::Link;

/// A page has its title above the article, so that an article's headings begin with the second level. Where there is one
/// of the first, all go down by one.
pub(super) fn finish(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut top = u8::MAX;
    block::each(&blocks, &mut |block| {
        if let Block::Heading(heading) = block {
            top = top.min(heading.level);
        }
    });
    block::each_mut(&mut blocks, &mut |block| {
        if let Block::Heading(heading) = block {
            heading.level = (heading.level + u8::from(top == 1)).clamp(2, 4);
        }
    });
    lead_to_headings(&mut blocks);
    blocks
}

/// Links to ids that headings had before, or have on the sites that show Markdown, lead to those they have here.
fn lead_to_headings(blocks: &mut [Block]) {
    if !has_links_within(blocks) {
        return;
    }
    let headings = contents::with_ids(blocks);
    let anchors = headings
        .iter()
        .flat_map(|(heading, id)| heading.anchors.iter().map(move |anchor| (anchor.as_str(), id)));
    let slugs = headings.iter().filter_map(|(_, id)| Some((id.strip_prefix(contents::PREFIX)?, id)));
    // What is an id already comes last and so wins.
    let own = headings.iter().map(|(_, id)| (id.as_str(), id));
    let ids: BTreeMap<_, _> =
        slugs.chain(anchors).chain(own).map(|(known, id)| (format!("#{known}"), format!("#{id}"))).collect();
    block::each_mut(blocks, &mut |block| {
        for run in block.words_mut().into_iter().flatten() {
            if let Some(link) = &run.link
                && let Some(href) = ids.get(&link.href).filter(|href| **href != link.href)
            {
                run.link = Some(Rc::new(Link { href: href.clone(), title: link.title.clone() }));
            }
        }
    });
}

fn has_links_within(blocks: &[Block]) -> bool {
    let mut has = false;
    block::each(blocks, &mut |block| {
        has |=
            block.words().iter().any(|run| run.link.as_ref().is_some_and(|link| link.href.starts_with('#')));
    });
    has
}
