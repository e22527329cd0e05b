//! Making a category, and changing what it says.

use db::{params, sql};
use kernel::{Fault, Language, base_codes};
use serde_json::json;

use super::{Category, CategoryId, Edit, ManagesContent, facts};
use crate::act::{Act, Allowed};
use crate::kb::KbId;
use crate::who::Who;
use crate::{code, line, page_path, setting};

/// The most characters of a title.
pub const MAX_TITLE: usize = 100;
/// The most characters of a description.
pub const MAX_DESCRIPTION: usize = 1_000;
/// Between two categories, and between two articles of one, so that another can be put between them.
pub(crate) const GAP: i64 = 1024;

sql! {
    KB = "select id from kb where org_id = $1 and id = $2";
    HOW_MANY = "select count(*) from category where org_id = $1 and kb_id = $2";
    LAST = "select cast(coalesce(max(place), 0) as bigint) from category where org_id = $1 and kb_id = $2";
    ADD = "insert into category (org_id, id, kb_id, parent_id, place, hash, icon, published, revision, public_count,
        internal_count, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 1, 0, 0, $9)";
    CHANGE = "update category set icon = $3, published = $4, revision = revision + 1 where org_id = $1 and id = $2";
    SAY = "insert into category_text (org_id, category_id, language, slug, title, description, shown)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (org_id, category_id, language) do update set
        slug = excluded.slug, title = excluded.title, description = excluded.description, shown = excluded.shown";
}

/// What a category says in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CategoryText {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) is_shown: bool,
}

/// A category about to be made.
#[derive(Clone, Debug)]
pub struct NewCategory {
    /// What it stands in; nothing at the top.
    pub parent: Option<CategoryId>,
    /// The language of its first text.
    pub language: Language,
    /// Its first text.
    pub text: CategoryText,
    /// The name of its drawing; may be empty.
    pub icon: String,
    /// Whether it is shown at once.
    pub is_published: bool,
}

impl CategoryText {
    /// A title, and an address and a description that may be empty: `text_empty`, `text_too_long` or `text_broken` at the
    /// field.
    pub fn new(title: &str, slug: &str, description: &str) -> Result<Self, Fault> {
        let at = |field| move |fault: Fault| Fault::new(fault.code()).at(field, fault.code(), Vec::new());
        let title = line::line::<MAX_TITLE>(title).map_err(at("title"))?;
        let description = match description.trim() {
            "" => String::new(),
            typed => line::line::<MAX_DESCRIPTION>(typed).map_err(at("description"))?,
        };
        let slug = page_path::slug(slug, &page_path::slug(&title, "category"));
        Ok(Self { slug, title, description, is_shown: true })
    }

    /// The same, for nobody who reads this language.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self { is_shown: false, ..self }
    }
}

impl<W: ManagesContent> Act<W> {
    /// Makes a category of a knowledge base, the last of its parent. `categories_many` for one more than there may be.
    pub async fn make_category(&mut self, kb: KbId, new: &NewCategory) -> Result<CategoryId, Fault> {
        let hash = page_path::new_hash(&self.desk().context().random);
        self.make_category_at(kb, new, &hash).await
    }

    /// The same of one that had this hash before, elsewhere.
    pub(crate) async fn make_category_at(
        &mut self,
        kb: KbId,
        new: &NewCategory,
        hash: &str,
    ) -> Result<CategoryId, Fault> {
        self.who().manages()?;
        let (org, id, now) = (self.org(), self.new_id::<Category>(), self.now());
        let most = setting::of_org(self.writer().await?, org, "knowledge-base.categories").await?;
        let writer = self.writer().await?;
        // Locked, so that two who make one at once are counted one after the other.
        let found: Option<(KbId,)> = writer.maybe(KB.with(params![org, kb]).locking("kb")).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        super::tree::check_parent(writer, (org, kb), new.parent).await?;
        let (there,): (i64,) = writer.one(HOW_MANY.with(params![org, kb])).await?;
        if there >= most.parse().map_err(Fault::internal)? {
            return Err(Fault::new(&code::CATEGORIES_MANY));
        }
        let (last,): (i64,) = writer.one(LAST.with(params![org, kb])).await?;
        let (icon, place) = (new.icon.as_str(), last + GAP);
        let values = params![org, id, kb, new.parent, place, hash, icon, new.is_published, now];
        writer.run(ADD.with(values)).await?;
        say(self, id, &new.language, &new.text).await?;
        let payload = json!({ "kb": kb, "title": new.text.title });
        self.announce(facts::MADE, id.to_string(), payload).await?;
        Ok(id)
    }
}

impl Allowed<Category, Edit> {
    /// Gives it this text in one language, this icon and this state. `state_changed` where somebody else has changed it since
    /// the page was made.
    pub async fn change<W: Who>(
        &self,
        act: &mut Act<W>,
        (language, text): (&Language, &CategoryText),
        (icon, is_published): (&str, bool),
        seen: i64,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if seen != self.revision {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let org = act.org();
        act.writer().await?.run(CHANGE.with(params![org, self.id, icon, is_published])).await?;
        say(act, self.id, language, text).await?;
        let payload =
            json!({ "title": text.title, "language": language.as_str(), "published": is_published });
        act.announce(facts::CHANGED, self.id.to_string(), payload).await?;
        Ok(())
    }
}

async fn say<W: Who>(
    act: &mut Act<W>,
    id: CategoryId,
    language: &Language,
    text: &CategoryText,
) -> Result<(), Fault> {
    let org = act.org();
    let CategoryText { slug, title, description, is_shown } = text;
    let values = params![org, id, language, slug, title, description, *is_shown];
    act.writer().await?.run(SAY.with(values)).await.map(drop)
}
