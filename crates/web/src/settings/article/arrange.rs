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
use crate::answer::Answer;
use crate::form::{Form, Pairs};
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(fields): Form<Pairs>,
) -> Answer {
    let arrangement = match read(&fields) {
        Ok(arrangement) => arrangement,
        Err(fault) if !fault.problems().is_empty() => {
            return refuse(act, &visit, (id, &fields), &fault).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    let seen = fields.first("revision").parse().unwrap_or_default();
    let article = act.open::<Write, Article>(id).await?;
    match article.arrange(&mut act, (&arrangement, seen)).await {
        Ok(()) => said::done(act, &visit, (&back(id, &fields), "settings-said-saved")).await,
        Err(fault) if fault.is(&code::CATEGORY_ELSEWHERE) => refuse(act, &visit, (id, &fields), &fault).await,
        Err(fault) => Err(fault.into()),
    }
}

fn back(id: ArticleId, fields: &Pairs) -> String {
    let language = language(fields.first("language"));
    language.map_or_else(|_| format!("{}/{id}", url::ARTICLES), |language| url::article(id, &language))
}

fn read(fields: &Pairs) -> Result<Arrangement, Fault> {
    let invalid = || Fault::new(&base_codes::INVALID);
    let place = |kb: &str| Ok(Placed { kb: kb.parse()?, is_featured: fields.has("featured", kb) });
    let teams = fields.all("team").map(|id| (ReaderKind::Team, id.to_owned()));
    let sets = fields.all("set").map(|id| (ReaderKind::PermissionSet, id.to_owned()));
    Ok(Arrangement {
        audience: Audience::from_name(fields.first("audience")).ok_or_else(invalid)?,
        readers: teams.chain(sets).collect(),
        places: fields.all("kb").map(place).collect::<Result<_, Fault>>()?,
        categories: fields.all("category").map(str::parse).collect::<Result<_, Fault>>()?,
        tags: Arrangement::tags_of(fields.first("tags"))?,
    })
}

/// What was typed and chosen, in the place of what is stored.
fn chosen(fields: &Pairs, own: &mut ArticleArrangement) {
    let choose = |name: &str, choices: &mut Vec<ArticleChoice>| {
        for choice in choices.iter_mut() {
            choice.chosen = fields.has(name, &choice.value);
        }
    };
    choose("audience", &mut own.audiences);
    choose("team", &mut own.teams);
    choose("set", &mut own.sets);
    for place in &mut own.places {
        (place.chosen, place.featured) = (fields.has("kb", &place.kb), fields.has("featured", &place.kb));
        choose("category", &mut place.categories);
    }
    fields.first("tags").clone_into(&mut own.tags);
    own.revision = fields.first("revision").parse().unwrap_or_default();
}

/// The page again with what was typed and chosen, and what is wrong.
async fn refuse(
    act: Act<User>,
    visit: &AppVisit,
    (id, fields): (ArticleId, &Pairs),
    fault: &Fault,
) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let desktop = Desktop::read(&view, id, language(fields.first("language")).ok()).await?;
    let user = view.close();
    let mut page = desktop.page(&visit.zone(Some(&user)));
    chosen(fields, &mut page.arrangement);
    let field = fault.problems().first().map_or("category", |problem| problem.field);
    let key =
        if fault.is(&code::TEXT_TOO_LONG) { "settings-problem-tag-long" } else { fault.code().text_key };
    page.problems = vec![Problem::at(field, key)];
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, visit, &user, &page)?)
}
