//! Settings > Snippets.

use std::collections::BTreeSet;

use axum::extract::{Path, Query};
use desk::right::Right;
use desk::snippet::{Edit, Snippet, Texts, Told, text_of};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Language};
use serde::Deserialize;

use super::super::draw::draw as draw_page;
use super::super::pages::{DefinedSnippet, DefinedSnippets, SnippetForm, SnippetText};
use super::{SNIPPETS, problem};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// What a form sends: `id`, `name`, for each text a `language` and a `text`, and `right` for each language whose text is
/// still right.
type Fields = Vec<(String, String)>;

/// Empty rows for further languages.
const FURTHER: usize = 2;

/// Which one is to be changed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    edit: String,
}

/// The parameter of a snippet's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    snippet: String,
}

/// A snippet as it was typed.
#[derive(Default)]
struct Typed {
    id: String,
    name: String,
    texts: Vec<SnippetText>,
    still_right: BTreeSet<Language>,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    let typed = match asked.edit.parse() {
        Ok(id) => Typed::of(&view, &view.see(id).await?).await?,
        Err(_) => Typed { name: "sn.org.".to_owned(), ..Typed::default() },
    };
    draw(view, &visit, StatusCode::OK, (typed, Vec::new())).await
}

pub(crate) async fn save(mut act: Act<User>, visit: AppVisit, Form(fields): Form<Fields>) -> Answer {
    let typed = Typed::sent(&fields);
    let (status, problem) = match typed.keep(&mut act).await {
        Ok(()) => return Ok(said::say(act.done(see_other(SNIPPETS)).await?, &visit, "inbox-said-saved")),
        Err((fault, field)) => problem(fault, field)?,
    };
    drop(act);
    draw(visit.view().await?, &visit, status, (typed, vec![problem])).await
}

pub(crate) async fn remove(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let snippet = act.open::<Edit, Snippet>(place.snippet.parse()?).await?;
    let (status, problem) = match snippet.remove(&mut act).await {
        Ok(()) => return Ok(said::say(act.done(see_other(SNIPPETS)).await?, &visit, "inbox-said-saved")),
        Err(fault) => problem(fault, "name")?,
    };
    drop(act);
    draw(visit.view().await?, &visit, status, (Typed::default(), vec![problem])).await
}

impl Typed {
    async fn of(view: &View<User>, snippet: &Snippet) -> Result<Self, Fault> {
        let text = |(language, told): (Language, Told)| SnippetText {
            language: language.to_string(),
            text: told.text,
            is_outdated: told.is_outdated,
            is_right: false,
        };
        let texts = view.texts_of(snippet).await?.into_iter().map(text).collect();
        Ok(Self { id: snippet.id.to_string(), name: snippet.name.to_string(), texts, ..Self::default() })
    }

    fn sent(fields: &Fields) -> Self {
        let mut typed = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "id" => typed.id.clone_from(value),
                "name" => typed.name.clone_from(value),
                "language" => typed.texts.push(SnippetText::of(&value.trim().to_lowercase())),
                "right" => typed.say_right(value),
                "text" => {
                    if let Some(last) = typed.texts.last_mut() {
                        last.text.clone_from(value);
                    }
                }
                _ => {}
            }
        }
        typed.texts.retain(|text| !text.language.is_empty() || !text.text.trim().is_empty());
        typed
    }

    /// Its box stands below the text.
    fn say_right(&mut self, language: &str) {
        self.still_right.extend(language_of(language));
        for text in self.texts.iter_mut().filter(|text| text.language == language) {
            (text.is_outdated, text.is_right) = (true, true);
        }
    }

    async fn keep(&self, act: &mut Act<User>) -> Result<(), (Fault, &'static str)> {
        let name = self.name.parse().map_err(|fault| (fault, "name"))?;
        let texts = self.texts()?;
        if self.id.is_empty() {
            return act.add_snippet(&name, &texts).await.map(|_| ()).map_err(|fault| (fault, "texts"));
        }
        let id = self.id.parse().map_err(|fault| (fault, "name"))?;
        let snippet = act.open::<Edit, Snippet>(id).await.map_err(|fault| (fault, "name"))?;
        snippet.change(act, (&name, &texts), &self.still_right).await.map_err(|fault| (fault, "texts"))
    }

    fn texts(&self) -> Result<Texts, (Fault, &'static str)> {
        let text = |typed: &SnippetText| {
            let unknown = || (Fault::new(&code::LANGUAGE_UNKNOWN), "texts");
            let language = language_of(&typed.language).ok_or_else(unknown)?;
            Ok((language, text_of(&typed.text).map_err(|fault| (fault, "texts"))?))
        };
        self.texts.iter().map(text).collect()
    }
}

/// As people write it too: `de-AT`.
fn language_of(typed: &str) -> Option<Language> {
    typed.replace('-', "_").parse().ok()
}

impl SnippetText {
    fn of(language: &str) -> Self {
        Self { language: language.to_owned(), text: String::new(), is_outdated: false, is_right: false }
    }
}

async fn draw(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (typed, problems): (Typed, Vec<Problem>),
) -> Answer {
    if !view.who().may(Right::ManageContent) {
        return Err(Fault::new(&code::MAY_NOT).into());
    }
    let outdated = view.outdated_snippets().await?;
    let row = |snippet: Snippet| DefinedSnippet {
        edit_url: format!("{SNIPPETS}?edit={}#form", snippet.id),
        remove_url: format!("{SNIPPETS}/{}/removal", snippet.id),
        is_outdated: outdated.contains(&snippet.id),
        name: snippet.name.to_string(),
    };
    let rows = view.snippets().await?.into_iter().map(row).collect();
    let user = view.close();
    let texts = typed.texts.into_iter().chain((0..FURTHER).map(|_| SnippetText::of(""))).collect();
    let form = SnippetForm { id: typed.id, name: typed.name, texts, problems };
    let page = DefinedSnippets { action: SNIPPETS.to_owned(), rows, form };
    Ok(draw_page(status, visit, &user, &page)?)
}
