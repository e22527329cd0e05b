//! Was it helpful: asked below an article, answered by two buttons, and why not by a form (K3). All of it works without
//! script, and the article's own page is the same for everybody, whoever has answered.

use axum::extract::{Path, Query};
use axum::response::Response;
use desk::article::{MAX_ANSWER, ReadsArticles, Reason, Said};
use desk::page_path::PagePath;
use desk::{Act, Public, View};
use http::StatusCode;
use identity::Token;
use kernel::{Fault, Kind, Language, base_codes};
use serde::Deserialize;

use super::look::{Look, look};
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::form::Form;
use crate::page::draw_at;
use crate::portal::pages::{ArticleAnswer, Problem};
use crate::url;
use crate::visit::{Visit, expect};

/// For how long a browser is known by its answers: a year.
const KNOWN: i64 = 365 * 24 * 60 * 60;

/// What is posted. A box is there as often as it is ticked, which no plain form is read into.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    helpful: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    unclear: String,
    #[serde(default)]
    incomplete: String,
    #[serde(default)]
    wrong: String,
    #[serde(default)]
    other: String,
    /// Whether the form with the reasons was sent.
    #[serde(default)]
    said: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    said: String,
}

struct Wanted {
    path: PagePath,
    language: Language,
}

impl Look for Wanted {
    type Found = String;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<String, Fault> {
        view.article(&self.path, &self.language).await.map(|article| article.title)
    }
}

/// Thanks, and after a no the question why.
pub(super) async fn show(
    view: View<Public>,
    visit: Visit,
    Path((language, path)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    visit.expect_language(&language)?;
    expect(visit.site.portal.survey)?;
    let said = ["no", "done"].into_iter().find(|said| *said == asked.said).unwrap_or("yes");
    draw(view, &visit, &path, (said, None)).await
}

pub(super) async fn answer(
    act: Act<Public>,
    visit: Visit,
    Path((language, path)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Answer {
    visit.expect_language(&language)?;
    let at: PagePath = path.parse()?;
    let browser = browser(&visit);
    match take(act, &visit, (&at, &browser), &typed).await {
        Ok(()) => {
            let here = url::answer(&visit.language, &at, typed.next());
            let response = see_other(&here);
            Ok(cookie::set(response, &visit.site.origin, (cookie::ANSWERS, browser.reveal()), KNOWN))
        }
        Err(fault) if !fault.problems().is_empty() => {
            let view = visit.web.desk().view_public(visit.site.clone()).await?;
            draw(view, &visit, &path, ("no", Some((&typed, &fault)))).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// In the name of somebody of the team, where that is who reads.
async fn take(
    mut act: Act<Public>,
    visit: &Visit,
    (path, browser): (&PagePath, &Token),
    typed: &Typed,
) -> Result<(), Fault> {
    let said = typed.said()?;
    let (at, from) = ((path, &visit.language), (browser, &visit.network));
    let team = visit.cookies.get(&visit.site.origin, cookie::TEAM).unwrap_or_default();
    if let Ok(own) = visit.web.desk().act_team_reader(visit.site.clone(), team).await {
        let mut own = own.from(&visit.network);
        match own.answer_article(at, from, &said).await {
            // A public one that everybody reads here, the people inside too.
            Err(fault) if fault.kind() == Kind::NotFound => {}
            answered => return own.done(answered?).await,
        }
    }
    act.answer_article(at, from, &said).await?;
    act.done(()).await
}

async fn draw(
    view: View<Public>,
    visit: &Visit,
    path: &str,
    (said, refused): (&str, Option<(&Typed, &Fault)>),
) -> Answer {
    let wanted = Wanted { path: path.parse()?, language: visit.language.clone() };
    let (title, reader) = look(&wanted, view, visit).await?;
    let problem = |(typed, fault): (&Typed, &Fault)| {
        let over = typed.text.chars().count().saturating_sub(MAX_ANSWER);
        Problem::of("text", fault.code(), &[("over", over.into())])
    };
    let page = ArticleAnswer {
        title,
        back_url: url::article(&visit.language, &wanted.path),
        action_url: url::answers(&visit.language, &wanted.path),
        said: said.to_owned(),
        reasons: Reason::ALL.iter().map(|reason| reason.name().to_owned()).collect(),
        ticked: refused.map(|(typed, _)| typed.reasons()).unwrap_or_default(),
        text: refused.map(|(typed, _)| typed.text.clone()).unwrap_or_default(),
        max_characters: MAX_ANSWER,
        problems: refused.map(problem).into_iter().collect(),
    };
    let status = if page.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let response: Response = draw_at(status, visit, &reader, &page)?;
    Ok(response)
}

/// The browser as it is known by its answers, or a new one.
fn browser(visit: &Visit) -> Token {
    let known = visit.cookies.get(&visit.site.origin, cookie::ANSWERS).and_then(Token::parse);
    known.unwrap_or_else(|| Token::new(&visit.web.desk().context().random))
}

impl Typed {
    fn reasons(&self) -> Vec<String> {
        let ticked = [
            (Reason::Unclear, &self.unclear),
            (Reason::Incomplete, &self.incomplete),
            (Reason::Wrong, &self.wrong),
            (Reason::Other, &self.other),
        ];
        let ticked = ticked.into_iter().filter(|(_, sent)| !sent.is_empty());
        ticked.map(|(reason, _)| reason.name().to_owned()).collect()
    }

    /// A yes has no reasons.
    fn said(&self) -> Result<Said, Fault> {
        match self.helpful.as_str() {
            "yes" => Said::new(true, &[], ""),
            "no" => Said::new(false, &self.reasons(), &self.text),
            _ => Err(Fault::new(&base_codes::INVALID)),
        }
    }

    fn next(&self) -> &'static str {
        match (self.helpful.as_str(), self.said.as_str()) {
            ("yes", _) => "yes",
            (_, "") => "no",
            _ => "done",
        }
    }
}
