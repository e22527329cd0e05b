//! Deleting a brand on which nothing hangs any more (R5).

use db::{Statement, params, sql};
use kernel::{Code, Fault};
use serde_json::json;

use super::{Brand, facts};
use crate::act::{Act, Allowed, Rule, View};
use crate::kb::{Kb, KbId};
use crate::who::User;
use crate::{code, theme};

sql! {
    USES = "select (select count(*) from conversation where org_id = $1 and brand_id = $2),
        (select count(*) from article_kb p join kb k on k.org_id = p.org_id and k.id = p.kb_id
            join article a on a.org_id = p.org_id and a.id = p.article_id
            where p.org_id = $1 and k.brand_id = $2 and a.deleted_at is null),
        (select count(*) from session s join kb k on k.org_id = s.org_id and k.id = s.kb_id
            where s.org_id = $1 and k.brand_id = $2 and s.kind = 'customer' and s.ends_at > $3)";
    KBS = "select id, title from kb where org_id = $1 and brand_id = $2";
    NAMES = "delete from directory where kind = 'host' and org_id = $1
        and key in (select name from host where org_id = $1 and kb_id = $2 and not serves_app)";
    HOSTS = "delete from host where org_id = $1 and kb_id = $2 and not serves_app";
    SHARED = "update host set kb_id = null where org_id = $1 and kb_id = $2";
    SETTINGS = "delete from setting where org_id = $1 and scope = $2";
    DETAILS = "delete from portal_detail where org_id = $1 and kb_id = $2";
    SESSIONS = "delete from session where org_id = $1 and kb_id = $2";
    CODES = "delete from sign_in_code where org_id = $1 and kb_id = $2";
    ADDRESS_CODES = "delete from address_code where org_id = $1 and kb_id = $2";
    TOKENS = "delete from sign_on_token where org_id = $1 and kb_id = $2";
    ARTICLES = "delete from article_kb where org_id = $1 and kb_id = $2";
    ANSWERS = "delete from article_answer where org_id = $1 and kb_id = $2";
    SEARCHES = "delete from article_search where org_id = $1 and kb_id = $2";
    ORIGINS = "delete from article_origin where org_id = $1 and kb_id = $2";
    CATEGORY_ORIGINS = "delete from category_origin where org_id = $1 and kb_id = $2";
    REDIRECTS = "delete from redirect where org_id = $1 and kb_id = $2";
    FORM_FILES = "insert into unused_file (org_id, hash, made_at)
        select f.org_id, f.hash, max(s.made_at) from form m cross join form_submission s cross join form_file f
        where m.org_id = $1 and m.kb_id = $2 and s.org_id = $1 and s.form_id = m.id
            and f.org_id = $1 and f.submission_id = s.id
        group by f.org_id, f.hash on conflict do nothing";
    FORMS = "delete from form where org_id = $1 and kb_id = $2";
    THEMES = "delete from theme where org_id = $1 and kb_id = $2";
    CATEGORIES = "delete from category where org_id = $1 and kb_id = $2";
    KB = "delete from kb where org_id = $1 and id = $2";
    BRAND = "delete from brand where org_id = $1 and id = $2";
}

/// What goes with a knowledge base, in the order in which it can.
static OF_KB: [&Statement; 20] = [
    &NAMES,
    &HOSTS,
    &SHARED,
    &SETTINGS,
    &DETAILS,
    &SESSIONS,
    &CODES,
    &ADDRESS_CODES,
    &TOKENS,
    &ANSWERS,
    &SEARCHES,
    &ORIGINS,
    &CATEGORY_ORIGINS,
    &REDIRECTS,
    &ARTICLES,
    &FORM_FILES,
    &FORMS,
    &THEMES,
    &CATEGORIES,
    &KB,
];

/// A user deletes it.
pub enum DeleteBrand {}

/// What hangs on a brand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BrandUses {
    /// Conversations, whatever their state.
    pub conversations: i64,
    /// Articles, published or not; deleted ones go with it.
    pub articles: i64,
    /// Customers' sessions that are not over.
    pub sign_ins: i64,
}

impl BrandUses {
    /// Whether nothing does.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl View<User> {
    /// What hangs on a brand.
    pub async fn brand_uses(&self, brand: &Brand) -> Result<BrandUses, Fault> {
        self.reader().one(USES.with(params![self.org(), brand.id, self.now()])).await
    }
}

impl Rule<User, DeleteBrand> for Brand {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        super::manage::administers(who)?;
        if self.is_default { Err(&code::BRAND_DEFAULT) } else { Ok(()) }
    }
}

impl Allowed<Brand, DeleteBrand> {
    /// Deletes it with its knowledge base and host names; `brand_used` while anything hangs on it.
    pub async fn delete(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, now) = (act.org(), act.now());
        let writer = act.writer().await?;
        let uses: BrandUses = writer.one(USES.with(params![org, self.id, now])).await?;
        if !uses.is_none() {
            return Err(Fault::new(&code::BRAND_USED));
        }
        for Kb { id, .. } in writer.all(KBS.with(params![org, self.id])).await? {
            for statement in OF_KB {
                let id: KbId = id;
                writer.run(statement.with(params![org, id])).await?;
            }
        }
        writer.run(BRAND.with(params![org, self.id])).await?;
        theme::sweep(act).await?;
        act.announce(facts::DELETED, self.id.to_string(), json!({ "title": self.title })).await?;
        Ok(())
    }
}

db::columns!(BrandUses: conversations, articles, sign_ins);
