//! What the page of an article shows.

use desk::article::{Arrangement, Article, ArticleId, ReaderKind, TextState, Written};
use desk::category::ManagedCategory;
use desk::configuration::HelpCentre;
use desk::{User, View};
use kernel::{Fault, Language, Time};

use super::super::pages::{
    ArticleArrangement, ArticleChoice, ArticleConflict, ArticleMeta, ArticlePlace, ArticleText, ArticleUrls,
    WriteArticle,
};
use super::super::url;
use super::choose;
use super::list::state;
use super::typed::{Sent, for_editing};
use crate::inbox::pages::Problem;
use crate::local_time;
use crate::shell::own_name;
use theme::Raw;

/// Everything that lies on the desk of whoever writes.
pub(super) struct Desktop {
    article: Article,
    arrangement: Arrangement,
    texts: Vec<TextState>,
    written: Option<Written>,
    language: Language,
    centres: Vec<HelpCentre>,
    categories: Vec<Vec<ManagedCategory>>,
    readers: Vec<(ReaderKind, String, String)>,
}

impl Desktop {
    /// Reads it, in this language or the one the article was first written in.
    pub(super) async fn read(
        view: &View<User>,
        id: ArticleId,
        language: Option<Language>,
    ) -> Result<Self, Fault> {
        let (article, arrangement, texts) = view.managed_article(id).await?;
        let language = language.unwrap_or_else(|| article.source.clone());
        let written = view.written(id, &language).await?;
        let centres = view.help_centres().await?;
        let mut categories = Vec::new();
        for centre in &centres {
            categories.push(view.managed_categories(centre.site.kb).await?);
        }
        let readers = view.reader_choices().await?;
        Ok(Self { article, arrangement, texts, written, language, centres, categories, readers })
    }

    /// The page as it is.
    pub(super) fn page(&self, zone: &str) -> WriteArticle {
        let written = self.written.as_ref();
        let meta = written.map(|written| written.meta.clone()).unwrap_or_default();
        let [title, description, keywords] = meta;
        let text = self.texts.iter().find(|text| text.language == self.language);
        let schedule = text.map(|text| text.schedule).unwrap_or_default();
        let local = |at: Option<Time>| at.map(|at| local_time::write(at, zone)).unwrap_or_default();
        WriteArticle {
            back_url: url::ARTICLES.to_owned(),
            urls: urls(self.article.id, &self.language),
            language: self.language.to_string(),
            tag: self.language.tag(),
            right_to_left: self.language.is_right_to_left(),
            version: written.map(|written| written.version.to_string()).unwrap_or_default(),
            revision: written.map_or(0, |written| written.revision),
            title: written.map(|written| written.title.clone()).unwrap_or_default(),
            slug: written.map(|written| written.slug.clone()).unwrap_or_default(),
            body: written.map(|written| for_editing(&written.body)).unwrap_or_default(),
            meta: ArticleMeta { title, description, keywords },
            texts: self.all_texts(),
            text: text.map(|text| self.text(&self.language, Some(text))),
            is_deleted: self.article.deleted_at.is_some(),
            saved_at: written.map(|written| written.saved_at.0),
            saved_by: written.and_then(|written| written.saved_by.clone()),
            publish_at: local(schedule.publish_at),
            unpublish_at: local(schedule.unpublish_at),
            arrangement: self.arrangement(),
            conflict: None,
            problems: Vec::new(),
        }
    }

    /// The same with what was typed, and what is wrong.
    pub(super) fn again(&self, zone: &str, sent: &Sent, problems: Vec<Problem>) -> WriteArticle {
        let field = |name| sent.field(name).to_owned();
        WriteArticle {
            version: field("version"),
            revision: sent.field("revision").parse().unwrap_or_default(),
            title: field("title"),
            slug: field("slug"),
            body: for_editing(&sent.body()),
            meta: ArticleMeta {
                title: field("meta_title"),
                description: field("meta_description"),
                keywords: field("meta_keywords"),
            },
            problems,
            ..self.page(zone)
        }
    }

    /// The same beside what somebody else saved meanwhile: saved again it takes the place of theirs.
    pub(super) fn beside(&self, zone: &str, sent: &Sent) -> WriteArticle {
        let page = self.again(zone, sent, Vec::new());
        let Some(theirs) = &self.written else { return page };
        let conflict = ArticleConflict {
            by: theirs.saved_by.clone(),
            at: theirs.saved_at.0,
            title: theirs.title.clone(),
            difference_html: Raw::from(theirs.body.difference(&sent.body())),
        };
        WriteArticle {
            version: theirs.version.to_string(),
            revision: theirs.revision,
            conflict: Some(conflict),
            ..page
        }
    }

    /// The texts there are, and those that could be, by the languages of the sites.
    fn all_texts(&self) -> Vec<ArticleText> {
        let spoken = choose::spoken(&self.centres);
        let there = self.texts.iter().map(|text| &text.language);
        let more =
            spoken.iter().filter(|language| !self.texts.iter().any(|text| text.language == **language));
        let mut all: Vec<&Language> = there.chain(more).collect();
        if !all.contains(&&self.language) {
            all.push(&self.language);
        }
        let of = |language: &&Language| self.texts.iter().find(|text| text.language == **language);
        all.iter().map(|language| self.text(language, of(language))).collect()
    }

    fn text(&self, language: &Language, text: Option<&TextState>) -> ArticleText {
        let schedule = text.map(|text| text.schedule).unwrap_or_default();
        ArticleText {
            url: url::article(self.article.id, language),
            name: own_name(language).to_owned(),
            current: *language == self.language,
            is_source: *language == self.article.source,
            state: text.map(|text| state(text).to_owned()),
            is_outdated: text.is_some_and(|text| text.is_outdated),
            published_at: text.and_then(|text| text.published_at).map(|at| at.0),
            publish_at: schedule.publish_at.map(|at| at.0),
            unpublish_at: schedule.unpublish_at.map(|at| at.0),
        }
    }

    fn arrangement(&self) -> ArticleArrangement {
        ArticleArrangement {
            revision: self.article.revision,
            audiences: choose::audiences(Some(self.arrangement.audience)),
            teams: self.readers(ReaderKind::Team),
            sets: self.readers(ReaderKind::PermissionSet),
            places: self
                .centres
                .iter()
                .zip(&self.categories)
                .map(|(centre, all)| self.place(centre, all))
                .collect(),
            tags: self.arrangement.tags.iter().cloned().collect::<Vec<_>>().join(", "),
        }
    }

    fn readers(&self, kind: ReaderKind) -> Vec<ArticleChoice> {
        let of_kind = self.readers.iter().filter(|(known, ..)| *known == kind);
        let choice = |(kind, id, name): &(ReaderKind, String, String)| ArticleChoice {
            value: id.clone(),
            title: name.clone(),
            depth: 0,
            indent: String::new(),
            chosen: self.arrangement.readers.contains(&(*kind, id.clone())),
        };
        let known = of_kind.map(choice);
        known.chain(self.gone(kind)).collect()
    }

    /// Teams and sets that are not there any more and limit the article still.
    fn gone(&self, kind: ReaderKind) -> impl Iterator<Item = ArticleChoice> {
        let is_known = move |id: &String| self.readers.iter().any(|(_, known, _)| known == id);
        let of_kind = self.arrangement.readers.iter().filter(move |(known, _)| *known == kind);
        of_kind.filter(move |(_, id)| !is_known(id)).map(|(_, id)| ArticleChoice {
            value: id.clone(),
            title: String::new(),
            depth: 0,
            indent: String::new(),
            chosen: true,
        })
    }

    fn place(&self, centre: &HelpCentre, all: &[ManagedCategory]) -> ArticlePlace {
        let placed = self.arrangement.places.iter().find(|placed| placed.kb == centre.site.kb);
        let is_chosen = |one: &ManagedCategory| self.arrangement.categories.contains(&one.category.id);
        ArticlePlace {
            kb: centre.site.kb.to_string(),
            title: centre.site.brand_title.clone(),
            chosen: placed.is_some(),
            featured: placed.is_some_and(|placed| placed.is_featured),
            categories: choose::categories(all, &self.language, is_chosen),
        }
    }
}

fn urls(id: ArticleId, language: &Language) -> ArticleUrls {
    let act = |name| url::article_act(id, name);
    ArticleUrls {
        save: format!("{}/{id}", url::ARTICLES),
        files: act("files"),
        check: url::ARTICLE_CHECK.to_owned(),
        links: url::ARTICLE_LINKS.to_owned(),
        withdrawal: act("withdrawal"),
        schedule: act("schedule"),
        discarding: act("discarding"),
        confirmation: act("confirmation"),
        arrangement: act("arrangement"),
        deletion: act("deletion"),
        bringing_back: act("return"),
        preview: format!("{}{}", act("preview"), crate::url::query(&[("language", language.as_str())])),
        history: url::article_history(id, language, ""),
        feedback: format!("{}{}", act("feedback"), crate::url::query(&[("language", language.as_str())])),
    }
}
