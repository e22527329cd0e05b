//! What belongs to an article itself and counts at once: for whom it is, where it stands, what it is tagged with.

use std::collections::{BTreeMap, BTreeSet};

use db::{Reader, Writer, params, sql};
use kernel::{Fault, OrgId, Time, base_codes};
use serde_json::json;

use super::store::{self, Of};
use super::{Article, Audience, Write, facts};
use crate::act::{Act, Allowed, View};
use crate::audit::Change;
use crate::category::{self, CategoryId, ManagesContent};
use crate::code;
use crate::kb::KbId;
use crate::line;
use crate::who::Who;

/// The most categories an article stands in.
pub const MAX_CATEGORIES: usize = 20;
/// The most tags of an article.
pub const MAX_TAGS: usize = 20;
/// The most characters of a tag.
const MAX_TAG: usize = 50;
/// The most teams and permission sets a limited article is for.
pub const MAX_READERS: usize = 50;

db::named! {
    /// What limits an internal article (K7).
    pub enum ReaderKind {
        /// The members of a team.
        Team "team",
        /// Whoever holds a permission set.
        PermissionSet "permission_set",
    }
}

/// Where an article stands: a knowledge base, and whether its home shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Placed {
    /// The knowledge base.
    pub kb: KbId,
    /// Whether it is shown on the home page.
    pub is_featured: bool,
}

/// Everything of an article that counts at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrangement {
    /// For whom it is.
    pub audience: Audience,
    /// Who alone reads an internal one; everybody inside, where there is nobody.
    pub readers: BTreeSet<(ReaderKind, String)>,
    /// The knowledge bases it stands in.
    pub places: BTreeSet<Placed>,
    /// The categories, each of one of these knowledge bases.
    pub categories: BTreeSet<CategoryId>,
    /// The tags, by how they are typed.
    pub tags: BTreeSet<String>,
}

sql! {
    CHOICES = "select 'team', id, name from team where org_id = $1
        union all select 'permission_set', id, name from permission_set where org_id = $1 order by 1 desc, 3, 2";
    READERS = "select kind, reader_id from article_reader where org_id = $1 and article_id = $2";
    PLACES = "select kb_id, featured from article_kb where org_id = $1 and article_id = $2";
    CATEGORIES = "select category_id from article_category where org_id = $1 and article_id = $2";
    TAGS = "select tag from article_tag where org_id = $1 and article_id = $2";
    ARRANGE = "update article set audience = $3, limited = $4, changed_at = $5, revision = revision + 1
        where org_id = $1 and id = $2";
    IS_TEAM = "select id from team where org_id = $1 and id = $2";
    IS_SET = "select id from permission_set where org_id = $1 and id = $2";
    IS_KB = "select id from kb where org_id = $1 and id = $2";
    KB_OF = "select kb_id from category where org_id = $1 and id = $2";
    NO_READERS = "delete from article_reader where org_id = $1 and article_id = $2";
    NO_TAGS = "delete from article_tag where org_id = $1 and article_id = $2";
    NOT_IN = "delete from article_category where org_id = $1 and article_id = $2 and category_id = $3";
    NOT_AT = "delete from article_kb where org_id = $1 and article_id = $2 and kb_id = $3";
    ADD_READER = "insert into article_reader (org_id, article_id, reader_id, kind) values ($1, $2, $3, $4)";
    ADD_TAG = "insert into article_tag (org_id, article_id, tag_key, tag) values ($1, $2, $3, $4)
        on conflict (org_id, article_id, tag_key) do nothing";
    PUT_AT = "insert into article_kb (org_id, article_id, kb_id, featured, live_at) values ($1, $2, $3, $4, $5)
        on conflict (org_id, article_id, kb_id) do update set featured = excluded.featured";
    LIVE_SINCE = "select max(published_at) from article_text where org_id = $1 and article_id = $2";
}

impl Arrangement {
    /// What is stored of an article.
    pub(super) async fn read(reader: &Reader, org: OrgId, article: &Article) -> Result<Self, Fault> {
        let of = || params![org, article.id];
        let readers: Vec<(ReaderKind, String)> = reader.all(READERS.with(of())).await?;
        let places: Vec<(KbId, bool)> = reader.all(PLACES.with(of())).await?;
        let categories: Vec<(CategoryId,)> = reader.all(CATEGORIES.with(of())).await?;
        let tags: Vec<(String,)> = reader.all(TAGS.with(of())).await?;
        Ok(Self {
            audience: article.audience,
            readers: readers.into_iter().collect(),
            places: places.into_iter().map(|(kb, is_featured)| Placed { kb, is_featured }).collect(),
            categories: categories.into_iter().map(|(id,)| id).collect(),
            tags: tags.into_iter().map(|(tag,)| tag).collect(),
        })
    }

    /// Tags as they were typed, between commas: each once, `text_too_long` or `tags_many` at the field.
    pub fn tags_of(typed: &str) -> Result<BTreeSet<String>, Fault> {
        let at = |code| Fault::new(code).at("tags", code, Vec::new());
        let typed = typed.split(',').filter(|tag| !tag.trim().is_empty());
        let lines = typed.map(|tag| line::line::<MAX_TAG>(tag).map_err(|fault| at(fault.code())));
        let tags: BTreeMap<String, String> =
            lines.map(|tag| tag.map(|tag| (markup::fold(&tag), tag))).collect::<Result<_, _>>()?;
        if tags.len() > MAX_TAGS { Err(at(&code::TAGS_MANY)) } else { Ok(tags.into_values().collect()) }
    }

    async fn check(&self, writer: &mut Writer, (org, article): Of) -> Result<(), Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let is_much = self.categories.len() > MAX_CATEGORIES || self.readers.len() > MAX_READERS;
        if is_much || self.tags.len() > MAX_TAGS {
            return Err(Fault::new(&code::TOO_MANY));
        }
        let had: Vec<(ReaderKind, String)> = writer.all(READERS.with(params![org, article])).await?;
        // A team or set that is gone goes on limiting: what it limited is not for everybody.
        for (kind, id) in self.readers.iter().filter(|reader| !had.contains(reader)) {
            let statement = if *kind == ReaderKind::Team { &IS_TEAM } else { &IS_SET };
            let found: Option<(String,)> = writer.maybe(statement.with(params![org, id])).await?;
            found.ok_or_else(gone)?;
        }
        for placed in &self.places {
            let found: Option<(KbId,)> = writer.maybe(IS_KB.with(params![org, placed.kb])).await?;
            found.ok_or_else(gone)?;
        }
        for category in &self.categories {
            let found: Option<(KbId,)> = writer.maybe(KB_OF.with(params![org, category])).await?;
            let (kb,) = found.ok_or_else(gone)?;
            if !self.places.iter().any(|placed| placed.kb == kb) {
                return Err(Fault::new(&code::CATEGORY_ELSEWHERE));
            }
        }
        Ok(())
    }
}

impl<W: ManagesContent> View<W> {
    /// Whom an article can be limited to: each with its name.
    pub async fn reader_choices(&self) -> Result<Vec<(ReaderKind, String, String)>, Fault> {
        self.who().manages()?;
        self.reader().all(CHOICES.with(params![self.org()])).await
    }
}

impl Allowed<Article, Write> {
    /// Gives the article this arrangement and no other. `state_changed` where it has another one than the page showed.
    pub async fn arrange<W: Who>(
        &self,
        act: &mut Act<W>,
        (to, seen): (&Arrangement, i64),
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if seen != self.revision {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let (org, now) = (act.org(), act.now());
        let writer = act.writer().await?;
        to.check(writer, (org, self.id)).await?;
        let is_limited = to.audience == Audience::Internal && !to.readers.is_empty();
        let change = Change::between(told(self.audience, self.is_limited), told(to.audience, is_limited));
        writer.run(ARRANGE.with(params![org, self.id, to.audience, is_limited, now])).await?;
        let readers: &[_] = &if is_limited { to.readers.iter().collect() } else { Vec::new() };
        put_readers(writer, (org, self.id), readers).await?;
        put_tags(writer, (org, self.id), &to.tags).await?;
        put_places(writer, (org, self.id), &to.places).await?;
        put_categories(writer, (org, self.id), &to.categories).await?;
        let payload = json!({ "audience": to.audience.name() });
        act.announce_change(facts::ARRANGED, self.id.to_string(), (payload, change)).await?;
        Ok(())
    }
}

/// For the audit log: for whom it is.
fn told(audience: Audience, is_limited: bool) -> String {
    let limited = if is_limited { ", limited" } else { "" };
    format!("{}{limited}", audience.name())
}

async fn put_readers(
    writer: &mut Writer,
    (org, article): Of,
    readers: &[&(ReaderKind, String)],
) -> Result<(), Fault> {
    writer.run(NO_READERS.with(params![org, article])).await?;
    for (kind, id) in readers {
        writer.run(ADD_READER.with(params![org, article, id, *kind])).await?;
    }
    Ok(())
}

async fn put_tags(writer: &mut Writer, (org, article): Of, tags: &BTreeSet<String>) -> Result<(), Fault> {
    writer.run(NO_TAGS.with(params![org, article])).await?;
    for tag in tags {
        let key = markup::fold(tag);
        writer.run(ADD_TAG.with(params![org, article, &key, tag])).await?;
    }
    Ok(())
}

async fn put_places(writer: &mut Writer, (org, article): Of, places: &BTreeSet<Placed>) -> Result<(), Fault> {
    let was: Vec<(KbId, bool)> = writer.all(PLACES.with(params![org, article])).await?;
    for (kb, _) in was.iter().filter(|(kb, _)| !places.iter().any(|placed| placed.kb == *kb)) {
        writer.run(NOT_AT.with(params![org, article, kb])).await?;
    }
    let (live_at,): (Option<Time>,) = writer.one(LIVE_SINCE.with(params![org, article])).await?;
    for placed in places {
        writer.run(PUT_AT.with(params![org, article, placed.kb, placed.is_featured, live_at])).await?;
    }
    Ok(())
}

/// One that is new in a category comes last there; where it stood already it keeps its place.
async fn put_categories(
    writer: &mut Writer,
    (org, article): Of,
    categories: &BTreeSet<CategoryId>,
) -> Result<(), Fault> {
    let was: Vec<(CategoryId,)> = writer.all(CATEGORIES.with(params![org, article])).await?;
    let was: BTreeSet<CategoryId> = was.into_iter().map(|(id,)| id).collect();
    for gone in was.difference(categories) {
        writer.run(NOT_IN.with(params![org, article, gone])).await?;
    }
    for new in categories.difference(&was) {
        store::enter(writer, (org, article), *new).await?;
    }
    category::recount(writer, org, was.union(categories).copied()).await
}
