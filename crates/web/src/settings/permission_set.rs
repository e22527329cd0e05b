//! Settings > Permission sets: named sets of rights, beside the roles (R1).

use axum::extract::Path;
use desk::permission_set::{Edit, Held, MAX_NAME, NewSet, PermissionSet, PermissionSetId, offered};
use desk::right::Right;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, base_codes};

use super::draw::draw;
use super::pages::{Choice, PermissionSetForm, PermissionSetRow, PermissionSets};
use super::url;
use super::user::typed::name_problem;
use crate::answer::{Answer, see_other};
use crate::face::Face;
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

const SAVED: &str = "settings-said-saved";
const REMOVED: &str = "settings-said-set-removed";

/// The routes of permission sets.
pub(super) fn face(face: Face) -> Face {
    face.get(url::PERMISSION_SETS, show)
        .get(url::NEW_PERMISSION_SET, new)
        .post(url::NEW_PERMISSION_SET, add)
        .get("/app/settings/permission-sets/{set}", edit)
        .post("/app/settings/permission-sets/{set}", save)
        .post("/app/settings/permission-sets/{set}/removal", remove)
}

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let sets = view.permission_sets().await?;
    let user = view.close();
    let row = |held: Held| PermissionSetRow {
        url: url::permission_set(held.set.id),
        name: held.set.name,
        rights: held.rights.iter().map(|right| right.name().to_owned()).collect(),
        users: held.users,
    };
    let page = PermissionSets {
        rows: sets.into_iter().map(row).collect(),
        add_url: url::NEW_PERMISSION_SET.to_owned(),
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn new(view: View<User>, visit: AppVisit) -> Answer {
    let user = view.close();
    user.must(Right::Administer)?;
    Ok(draw(StatusCode::OK, &visit, &user, &Typed::default().page(None, Vec::new()))?)
}

pub(crate) async fn add(
    mut act: Act<User>,
    visit: AppVisit,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let typed = Typed::read(sent)?;
    let outcome = match typed.parsed()? {
        Ok(new) => act.add_permission_set(&new).await.map(drop).map_or_else(problem, |()| Ok(None)),
        Err(problem) => Ok(Some(problem)),
    };
    match outcome? {
        None => Ok(said::say(act.done(see_other(url::PERMISSION_SETS)).await?, &visit, SAVED)),
        Some(problem) => {
            drop(act);
            draw_refused(&visit, (typed, None), problem).await
        }
    }
}

pub(crate) async fn edit(view: View<User>, visit: AppVisit, Path(set): Path<String>) -> Answer {
    let held = held(&view, set.parse()?).await?;
    let user = view.close();
    Ok(draw(StatusCode::OK, &visit, &user, &Typed::of(&held).page(Some(held), Vec::new()))?)
}

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let (id, typed) = (place.parse()?, Typed::read(sent)?);
    let held = act.open::<Edit, PermissionSet>(id).await?;
    let outcome = match typed.parsed()? {
        Ok(new) => held.change(&mut act, &new).await.map_or_else(problem, |()| Ok(None)),
        Err(problem) => Ok(Some(problem)),
    };
    match outcome? {
        None => Ok(said::say(act.done(see_other(url::PERMISSION_SETS)).await?, &visit, SAVED)),
        Some(problem) => {
            drop(act);
            draw_refused(&visit, (typed, Some(id)), problem).await
        }
    }
}

pub(crate) async fn remove(mut act: Act<User>, visit: AppVisit, Path(set): Path<String>) -> Answer {
    act.open::<Edit, PermissionSet>(set.parse()?).await?.remove(&mut act).await?;
    Ok(said::say(act.done(see_other(url::PERMISSION_SETS)).await?, &visit, REMOVED))
}

async fn draw_refused(
    visit: &AppVisit,
    (typed, id): (Typed, Option<PermissionSetId>),
    problem: Problem,
) -> Answer {
    let view = visit.view().await?;
    let held = match id {
        Some(id) => Some(held(&view, id).await?),
        None => None,
    };
    let user = view.close();
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, visit, &user, &typed.page(held, vec![problem]))?)
}

/// The set with its rights; `not_found` for whoever does not see it.
async fn held(view: &View<User>, id: PermissionSetId) -> Result<Held, Fault> {
    let set: PermissionSet = view.see(id).await?;
    let found = view.permission_sets().await?.into_iter().find(|held| held.set.id == set.id);
    found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
}

/// What can be mended in the form.
fn problem(fault: Fault) -> Result<Option<Problem>, Fault> {
    match fault.code() {
        code if *code == code::NAME_TAKEN => Ok(Some(Problem::at("name", code.text_key))),
        code if *code == code::SETS_MANY => Ok(Some(Problem::of_form(code.text_key))),
        _ => Err(fault),
    }
}

/// What was typed and chosen.
#[derive(Default)]
struct Typed {
    name: String,
    rights: Vec<String>,
}

impl Typed {
    fn of(held: &Held) -> Self {
        let rights = held.rights.iter().map(|right| right.name().to_owned()).collect();
        Self { name: held.set.name.clone(), rights }
    }

    /// Reads the form's fields. One that the form does not have is refused (TH29).
    fn read(sent: Vec<(String, String)>) -> Result<Self, Fault> {
        let mut typed = Self::default();
        for (field, value) in sent {
            match field.as_str() {
                "name" => typed.name = value,
                "rights" => typed.rights.push(value),
                _ => return Err(Fault::new(&base_codes::INVALID)),
            }
        }
        Ok(typed)
    }

    /// The set that is meant, or what is wrong with its name. A right that the form does not offer is refused.
    fn parsed(&self) -> Result<Result<NewSet, Problem>, Fault> {
        let right = |name: &String| Right::from_name(name).ok_or_else(|| Fault::new(&base_codes::INVALID));
        let rights = self.rights.iter().map(right).collect::<Result<_, _>>()?;
        match self.name.parse() {
            Ok(name) => NewSet::new(name, rights).map(Ok),
            Err(fault) => Ok(Err(name_problem(&fault, MAX_NAME))),
        }
    }

    fn page(self, held: Option<Held>, problems: Vec<Problem>) -> PermissionSetForm {
        let choice = |right: Right| Choice {
            key: right.name().to_owned(),
            chosen: self.rights.iter().any(|name| name == right.name()),
        };
        let at = held.as_ref().map(|held| url::permission_set(held.set.id));
        PermissionSetForm {
            remove_url: at.as_ref().map(|at| format!("{at}/removal")),
            action: at.unwrap_or_else(|| url::NEW_PERMISSION_SET.to_owned()),
            back_url: url::PERMISSION_SETS.to_owned(),
            users: held.as_ref().map_or(0, |held| held.users),
            title: held.map(|held| held.set.name),
            rights: offered().map(choice).collect(),
            name: self.name,
            problems,
        }
    }
}
