//! What the pages of articles offer to choose from.

use desk::article::Audience;
use desk::category::ManagedCategory;
use desk::configuration::HelpCentre;
use kernel::Language;

use super::super::pages::{ArticleChoice, LanguageChoice};
use crate::shell::own_name;

/// Every knowledge base by its brand.
pub(in crate::settings) fn centres(
    centres: &[HelpCentre],
    is_chosen: impl Fn(&HelpCentre) -> bool,
) -> Vec<ArticleChoice> {
    let choice = |centre: &HelpCentre| ArticleChoice {
        value: centre.site.kb.to_string(),
        title: centre.site.brand_title.clone(),
        depth: 0,
        indent: String::new(),
        chosen: is_chosen(centre),
    };
    centres.iter().map(choice).collect()
}

/// Every language that any of these sites speaks, the default one of the first site first.
pub(in crate::settings) fn spoken(centres: &[HelpCentre]) -> Vec<Language> {
    let mut spoken: Vec<Language> = Vec::new();
    for language in centres.iter().flat_map(|centre| &centre.languages) {
        if !spoken.contains(language) {
            spoken.push(language.clone());
        }
    }
    spoken
}

/// Languages by their own names.
pub(in crate::settings) fn languages(spoken: &[Language], chosen: &Language) -> Vec<LanguageChoice> {
    let choice = |language: &Language| LanguageChoice {
        code: language.to_string(),
        name: own_name(language).to_owned(),
        chosen: language == chosen,
    };
    spoken.iter().map(choice).collect()
}

/// The categories of one knowledge base as a tree: each with its depth, in the order of the tree.
pub(in crate::settings) fn categories(
    all: &[ManagedCategory],
    language: &Language,
    is_chosen: impl Fn(&ManagedCategory) -> bool,
) -> Vec<ArticleChoice> {
    let mut choices = Vec::new();
    let mut waiting: Vec<(&ManagedCategory, usize)> = below(all, None, 0);
    while let Some((category, depth)) = waiting.pop() {
        choices.push(ArticleChoice {
            value: category.category.id.to_string(),
            title: category.title(language).to_owned(),
            depth,
            indent: "–\u{a0}".repeat(depth),
            chosen: is_chosen(category),
        });
        waiting.extend(below(all, Some(category), depth + 1));
    }
    choices
}

/// Those that stand in this one, the last first.
fn below<'a>(
    all: &'a [ManagedCategory],
    parent: Option<&ManagedCategory>,
    depth: usize,
) -> Vec<(&'a ManagedCategory, usize)> {
    let parent = parent.map(|parent| parent.category.id);
    all.iter().rev().filter(|one| one.category.parent == parent).map(|one| (one, depth)).collect()
}

/// Both audiences.
pub(in crate::settings) fn audiences(chosen: Option<Audience>) -> Vec<ArticleChoice> {
    let choice = |audience: &Audience| ArticleChoice {
        value: audience.name().to_owned(),
        title: String::new(),
        depth: 0,
        indent: String::new(),
        chosen: chosen == Some(*audience),
    };
    Audience::ALL.iter().map(choice).collect()
}
