//! Who reads articles, and who writes them.

use db::{Call, params, sql};
use kernel::Code;

use super::{Article, ArticleId, Audience};
use crate::act::{Rule, Visible};
use crate::code;
use crate::kb::Site;
use crate::right::Right;
use crate::who::{Public, System, TeamReader, User, Who};

sql! {
    FIND = "select a.id, a.hash, a.source, a.audience, a.limited, a.revision, a.made_at, a.changed_at, a.deleted_at
        from article a where a.org_id = $1 and a.id = $2";
}

/// Somebody writes an article: its texts, and what belongs to it.
pub enum Write {}

/// Somebody who reads articles at a knowledge base's host. A customer reads there what everybody reads.
pub trait ReadsArticles: Who {
    /// Where.
    fn site(&self) -> &Site;
    /// Which, by their audience.
    fn audiences(&self) -> [Audience; 2];
    /// By whose teams and permission sets limited ones are read (K7): the id of a user, or nothing.
    fn reader(&self) -> String;
}

impl ReadsArticles for Public {
    fn site(&self) -> &Site {
        &self.site
    }

    fn audiences(&self) -> [Audience; 2] {
        [Audience::Public, Audience::Public]
    }

    fn reader(&self) -> String {
        String::new()
    }
}

impl ReadsArticles for TeamReader {
    fn site(&self) -> &Site {
        &self.site
    }

    /// *Show only internal articles* hides the others from the people inside (I3).
    fn audiences(&self) -> [Audience; 2] {
        let also = if self.site.portal.only_internal { Audience::Internal } else { Audience::Public };
        [Audience::Internal, also]
    }

    fn reader(&self) -> String {
        self.id.to_string()
    }
}

impl Visible<User> for Article {
    type Noun = Self;
    const TABLE: &'static str = "a";

    fn find(who: &User, id: ArticleId) -> Call<'static> {
        FIND.with(params![who.org, id])
    }
}

impl Visible<System> for Article {
    type Noun = Self;
    const TABLE: &'static str = "a";

    fn find(who: &System, id: ArticleId) -> Call<'static> {
        FIND.with(params![who.org(), id])
    }
}

/// Whoever manages what is shown writes every article, also one that is limited to others.
impl Rule<User, Write> for Article {
    fn allows(&self, who: &User) -> Result<(), &'static Code> {
        if who.may(Right::ManageContent) { self.is_kept() } else { Err(&code::MAY_NOT) }
    }
}

/// An operator, and what was scheduled.
impl Rule<System, Write> for Article {
    fn allows(&self, _: &System) -> Result<(), &'static Code> {
        self.is_kept()
    }
}

impl Article {
    /// A deleted one is brought back before anybody writes at it.
    fn is_kept(&self) -> Result<(), &'static Code> {
        if self.deleted_at.is_none() { Ok(()) } else { Err(&code::STATE_CHANGED) }
    }
}
