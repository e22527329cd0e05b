//! The pages of the help centre: its home, categories, tags and articles.

use serde::{Deserialize, Deserializer, Serialize};
use theme::DataBlock;

use super::{Problem, Row};
use crate::marked::Marked;
use theme::Raw;

/// The help centre's home.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Home {
    pub(crate) head: Option<Head>,
    /// Where articles are looked for, and what is offered while words are typed; while there is anything to be read.
    pub(crate) search_url: Option<String>,
    pub(crate) suggest_url: String,
    pub(crate) new_url: Option<String>,
    pub(crate) recent: Vec<Row>,
    /// Those at the top of the tree.
    pub(crate) categories: Vec<CategoryCard>,
    /// Those that the home page shows.
    pub(crate) featured: Vec<ArticleLink>,
    /// Those published last, as long as there are no categories.
    pub(crate) articles: Vec<ArticleLink>,
}

/// What search engines and other programs are told of a page that everybody may see (K5).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) canonical: String,
    /// The same in each language it is published in.
    pub(crate) alternates: Vec<Alternate>,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) keywords: String,
    /// As Open Graph names it: `website` or `article`.
    pub(crate) kind: String,
    pub(crate) picture: Option<String>,
    /// What was published last, as a feed.
    pub(crate) feed: Option<String>,
    /// The same page as Markdown.
    pub(crate) markdown: Option<String>,
    /// As schema.org says it.
    pub(crate) data: DataBlock,
}

/// A page in another language.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Alternate {
    /// As HTML names it, or `x-default`.
    pub(crate) language: String,
    pub(crate) url: String,
}

/// An article in a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleLink {
    pub(crate) url: String,
    pub(crate) title: String,
    /// As HTML names it.
    pub(crate) language: String,
    pub(crate) internal: bool,
    pub(crate) excerpt: String,
    pub(crate) published_at: Option<i64>,
}

/// A category in a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoryCard {
    pub(crate) url: String,
    pub(crate) title: String,
    /// As HTML names it.
    pub(crate) language: String,
    pub(crate) description: String,
    /// The name of a drawing that the theme has.
    pub(crate) icon: String,
    /// How many articles are in it and below it.
    pub(crate) count: i64,
}

/// A step on the way from the home to a page.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Crumb {
    pub(crate) url: String,
    pub(crate) title: String,
    /// As HTML names it.
    pub(crate) language: String,
}

/// A category.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Category {
    pub(crate) head: Option<Head>,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) title: String,
    /// As HTML names it.
    pub(crate) language: String,
    pub(crate) description: String,
    pub(crate) icon: String,
    pub(crate) categories: Vec<CategoryCard>,
    pub(crate) articles: Vec<ArticleLink>,
}

/// What has a tag.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tag {
    pub(crate) head: Option<Head>,
    pub(crate) name: String,
    pub(crate) articles: Vec<ArticleLink>,
}

/// A tag of an article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagLink {
    pub(crate) url: String,
    pub(crate) tag: String,
}

/// An article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article {
    pub(crate) head: Option<Head>,
    /// What the window is called.
    pub(crate) name: String,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) title: String,
    /// As HTML names it, and the direction it is written in.
    pub(crate) language: String,
    pub(crate) direction: String,
    /// The name of its language, where it is not the page's (K4).
    pub(crate) foreign: Option<String>,
    /// Whether the text it was translated from has changed since.
    pub(crate) outdated: bool,
    pub(crate) internal: bool,
    pub(crate) updated_at: Option<i64>,
    pub(crate) minutes: usize,
    /// Its headings, where there are enough for a list of them.
    pub(crate) contents: Vec<Heading>,
    pub(crate) body_html: ArticleBody,
    pub(crate) tags: Vec<TagLink>,
    pub(crate) related: Vec<ArticleLink>,
    /// Where readers say whether it helped, where they are asked.
    pub(crate) answer_url: Option<String>,
    /// Whether it shows a video, which plays in the page once somebody asks for it.
    pub(crate) has_video: bool,
    /// Until when a look at a draft is good; nothing for what is published.
    pub(crate) preview_until: Option<i64>,
    /// What somebody wrote that it may answer, before that is sent.
    pub(crate) request: Option<ArticleRequest>,
}

/// What somebody wrote that an article may answer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleRequest {
    pub(crate) subject: String,
    pub(crate) close_url: String,
    pub(crate) send_url: String,
    pub(crate) back_url: String,
}

/// What is said after a reader has answered whether an article helped: thanks, and after a no the question why.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleAnswer {
    pub(crate) title: String,
    pub(crate) back_url: String,
    pub(crate) action_url: String,
    /// `yes`, `no`, or `done` where they have said why.
    pub(crate) said: String,
    pub(crate) reasons: Vec<String>,
    pub(crate) ticked: Vec<String>,
    pub(crate) text: String,
    pub(crate) max_characters: usize,
    pub(crate) problems: Vec<Problem>,
}

/// A line of the contents list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Heading {
    pub(crate) level: u8,
    pub(crate) id: String,
    pub(crate) text: String,
}

/// The text of an article, safe for a page. Reading it from anywhere cleans it.
pub(crate) struct ArticleBody(pub(crate) markup::Html);

impl Serialize for ArticleBody {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Raw::from(self.0.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ArticleBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self(markup::ArticleHtml::clean(&raw).html()))
    }
}

/// What a search found.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    pub(crate) action_url: String,
    pub(crate) suggest_url: String,
    pub(crate) q: String,
    /// Whether anything was looked for.
    pub(crate) is_asked: bool,
    pub(crate) total: usize,
    /// What it can be narrowed to.
    pub(crate) categories: Vec<SearchChoice>,
    pub(crate) articles: Vec<FoundArticle>,
    pub(crate) before_url: Option<String>,
    pub(crate) next_url: Option<String>,
}

/// A category that a search can be narrowed to.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchChoice {
    pub(crate) value: String,
    pub(crate) title: String,
    pub(crate) current: bool,
}

/// An article that was found.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FoundArticle {
    pub(crate) url: String,
    pub(crate) title: Marked,
    pub(crate) excerpt: Marked,
    /// As HTML names it.
    pub(crate) language: String,
    /// Whether that is not the page's.
    pub(crate) foreign: bool,
    pub(crate) internal: bool,
    pub(crate) published_at: Option<i64>,
}
