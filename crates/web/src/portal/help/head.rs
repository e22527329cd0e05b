//! What search engines and other programs are told of a page (K5). Addresses are built from registered names only.

use desk::article::ShownArticle;
use desk::category::CategoryRow;
use desk::page_path::PagePath;
use kernel::{Language, Time};
use serde_json::{Value, json};

use crate::portal::pages::{Alternate, Crumb, Head};
use crate::url;
use crate::visit::Visit;

/// As much of a text as search engines show below its title, in signs.
const DESCRIPTION: usize = 160;

/// A path as an address that works from anywhere.
pub(super) fn absolute(visit: &Visit, path: &str) -> String {
    format!("{}{path}", visit.site.canonical())
}

/// An instant as machines write it (RFC 3339).
pub(super) fn instant(at: Time) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|at| at.to_string()).unwrap_or_default()
}

/// The addresses of one page in those languages of the site that have it, the default language's also for everybody else.
pub(super) fn alternates(visit: &Visit, path: impl Fn(&Language) -> Option<String>) -> Vec<Alternate> {
    let site = &visit.site;
    let there = |language: &Language| path(language).map(|path| absolute(visit, &path));
    let each = site.portal.languages.iter();
    let mut alternates: Vec<Alternate> = each
        .filter_map(|language| there(language).map(|url| Alternate { language: language.tag(), url }))
        .collect();
    if let Some(url) = there(site.default_language()) {
        alternates.push(Alternate { language: "x-default".to_owned(), url });
    }
    alternates
}

pub(crate) fn of_home(visit: &Visit) -> Head {
    let canonical = absolute(visit, &url::home(&visit.language));
    let data = json!({
        "@context": "https://schema.org", "@type": "WebSite",
        "name": visit.site.title, "url": canonical, "inLanguage": visit.language.tag(),
    });
    Head {
        canonical,
        alternates: alternates(visit, |language| Some(url::home(language))),
        title: visit.site.title.clone(),
        description: String::new(),
        keywords: String::new(),
        kind: "website".to_owned(),
        picture: None,
        feed: Some(url::feed(&visit.language)),
        markdown: None,
        data: data.into(),
    }
}

/// `crumbs` end with the category itself.
pub(super) fn of_category(
    visit: &Visit,
    row: &CategoryRow,
    languages: &[(Language, String)],
    crumbs: &[Crumb],
) -> Head {
    let hash = row.path().hash;
    let data = json!({ "@context": "https://schema.org", "@graph": [breadcrumbs(visit, crumbs, None)] });
    Head {
        canonical: absolute(visit, &url::category(spoken(visit, &row.language), &row.path())),
        alternates: alternates(visit, |language| {
            let path = of_language(languages, language, &hash)?;
            Some(url::category(language, &path))
        }),
        title: row.title.clone(),
        description: markup::excerpt(&row.description, DESCRIPTION),
        data: data.into(),
        ..of_home(visit)
    }
}

pub(super) fn of_tag(visit: &Visit, tag: &str) -> Head {
    // However it is written, it is one page.
    let tag = markup::fold(tag);
    let data = json!({ "@context": "https://schema.org", "@type": "CollectionPage", "name": tag });
    Head {
        canonical: absolute(visit, &url::tag(&visit.language, &tag)),
        alternates: Vec::new(),
        title: tag,
        data: data.into(),
        ..of_home(visit)
    }
}

/// `crumbs` lead to the article.
pub(super) fn of_article(
    visit: &Visit,
    article: &ShownArticle,
    languages: &[(Language, String)],
    crumbs: &[Crumb],
) -> Head {
    let hash = article.path().hash;
    let path = url::article(spoken(visit, &article.language), &article.path());
    let canonical = absolute(visit, &path);
    let picture = article.body.pictures().first().map(|picture| absolute(visit, &picture.src));
    let set = Some(article.meta_description.clone()).filter(|set| !set.is_empty());
    let description = set.unwrap_or_else(|| article.body.excerpt(DESCRIPTION));
    let own = own_data(visit, article, (&canonical, &description, picture.as_deref()));
    let way = breadcrumbs(visit, crumbs, Some((&article.title, &canonical)));
    Head {
        feed: None,
        markdown: Some(format!("{path}.md")),
        alternates: alternates(visit, |language| {
            let path = of_language(languages, language, &hash)?;
            Some(url::article(language, &path))
        }),
        title: article.title.clone(),
        keywords: article.meta_keywords.clone(),
        kind: "article".to_owned(),
        data: json!({ "@context": "https://schema.org", "@graph": [own, way] }).into(),
        canonical,
        description,
        picture,
    }
}

/// The article as schema.org says it.
fn own_data(
    visit: &Visit,
    article: &ShownArticle,
    (canonical, description, picture): (&str, &str, Option<&str>),
) -> Value {
    let changed = article.published_at.unwrap_or(article.made_at);
    json!({
        "@type": "Article",
        "headline": article.title,
        "description": description,
        "inLanguage": article.language.tag(),
        "datePublished": instant(article.made_at.min(changed)),
        "dateModified": instant(changed),
        "mainEntityOfPage": canonical,
        "image": picture,
        "publisher": { "@type": "Organization", "name": visit.site.brand_title, "url": visit.site.canonical().to_string() },
    })
}

/// The way from the home, over these, to the page itself.
fn breadcrumbs(visit: &Visit, crumbs: &[Crumb], page: Option<(&str, &str)>) -> Value {
    let home = (visit.site.title.clone(), absolute(visit, &url::home(&visit.language)));
    let steps = crumbs.iter().map(|crumb| (crumb.title.clone(), absolute(visit, &crumb.url)));
    let page = page.map(|(title, address)| (title.to_owned(), address.to_owned()));
    let items: Vec<Value> = std::iter::once(home)
        .chain(steps)
        .chain(page)
        .zip(1..)
        .map(|((name, item), position): (_, i32)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": item })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

fn of_language(languages: &[(Language, String)], language: &Language, hash: &str) -> Option<PagePath> {
    let (_, slug) = languages.iter().find(|(known, _)| known == language)?;
    Some(PagePath { slug: slug.clone(), hash: hash.to_owned() })
}

/// The language of a page that is shown in this one: its own, where the site has addresses in it.
fn spoken<'a>(visit: &'a Visit, language: &'a Language) -> &'a Language {
    if visit.site.portal.languages.contains(language) { language } else { &visit.language }
}
