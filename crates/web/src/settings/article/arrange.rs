//! Saving what counts at once: audience, readers, brands, categories, tags.

use axum::extract::Path;
use desk::article::{Arrangement, Article, ArticleId, Audience, Placed, ReaderKind, Write};
use desk::{Act, User, code};
use http::StatusCode;
use kernel::{Fault, base_codes};

use super::super::draw::draw;
use super::super::pages::{ArticleArrangement, ArticleChoice};
use super::super::url;
use super::show::Desktop;
use super::typed::language;
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// Pairs, for boxes of one name are ticked or not.
type Fields = Vec<(String, String)>;

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(fields): Form<Fields>,
) -> Answer {
    let arrangement = match read(&fields) {
        Ok(arrangement) => arrangement,
        Err(fault) if !fault.problems().is_empty() => {
            return refuse(act, &visit, (id, &fields), &fault).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    let seen = first(&fields, "revision").parse().unwrap_or_default();
    let article = act.open::<Write, Article>(id).await?;
    match article.arrange(&mut act, (&arrangement, seen)).await {
        Ok(()) => {
            let answer = act.done(see_other(&back(id, &fields))).await?;
            Ok(said::say(answer, &visit, "settings-said-saved"))
        }
        Err(fault) if fault.is(&code::CATEGORY_ELSEWHERE) => refuse(act, &visit, (id, &fields), &fault).await,
        Err(fault) => Err(fault.into()),
    }
}

fn back(id: ArticleId, fields: &Fields) -> String {
    let language = language(first(fields, "language"));
    language.map_or_else(|_| format!("{}/{id}", url::ARTICLES), |language| url::article(id, &language))
}

fn read(fields: &Fields) -> Result<Arrangement, Fault> {
    let invalid = || Fault::new(&base_codes::INVALID);
    let all =
        |name: &'static str| fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value);
    let featured: Vec<&String> = all("featured").collect();
    let place = |kb: &String| Ok(Placed { kb: kb.parse()?, is_featured: featured.contains(&kb) });
    let teams = all("team").map(|id| (ReaderKind::Team, id.clone()));
    let sets = all("set").map(|id| (ReaderKind::PermissionSet, id.clone()));
    Ok(Arrangement {
        audience: Audience::from_name(first(fields, "audience")).ok_or_else(invalid)?,
        readers: teams.chain(sets).collect(),
        places: all("kb").map(place).collect::<Result<_, Fault>>()?,
        categories: all("category").map(|id| id.parse()).collect::<Result<_, Fault>>()?,
        tags: Arrangement::tags_of(first(fields, "tags"))?,
    })
}

fn first<'a>(fields: &'a Fields, wanted: &str) -> &'a str {
    fields.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value)
}

/// What was typed and chosen, in the place of what is stored.
fn chosen(fields: &Fields, own: &mut ArticleArrangement) {
    let is_sent = |name: &str, value: &str| fields.iter().any(|(field, sent)| field == name && sent == value);
    let choose = |name: &str, choices: &mut Vec<ArticleChoice>| {
        for choice in choices.iter_mut() {
            choice.chosen = is_sent(name, &choice.value);
        }
    };
    choose("audience", &mut own.audiences);
    choose("team", &mut own.teams);
    choose("set", &mut own.sets);
    for place in &mut own.places {
        (place.chosen, place.featured) = (is_sent("kb", &place.kb), is_sent("featured", &place.kb));
        choose("category", &mut place.categories);
    }
    first(fields, "tags").clone_into(&mut own.tags);
    own.revision = first(fields, "revision").parse().unwrap_or_default();
}

/// The page again with what was typed and chosen, and what is wrong.
async fn refuse(
    act: Act<User>,
    visit: &AppVisit,
    (id, fields): (ArticleId, &Fields),
    fault: &Fault,
) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let desktop = Desktop::read(&view, id, language(first(fields, "language")).ok()).await?;
    let user = view.close();
    let mut page = desktop.page(&visit.zone(Some(&user)));
    chosen(fields, &mut page.arrangement);
    let field = fault.problems().first().map_or("category", |problem| problem.field);
    let key =
        if fault.is(&code::TEXT_TOO_LONG) { "settings-problem-tag-long" } else { fault.code().text_key };
    page.problems = vec![Problem::at(field, key)];
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, visit, &user, &page)?)
}
