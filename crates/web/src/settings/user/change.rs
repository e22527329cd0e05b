//! The page of one user: what they are given, and whether they can sign in.

use axum::extract::Path;
use desk::second_factor::Reset;
use desk::user::{Activate, Deactivate, Edit, Member, Resend, Standing, UserId, Withdraw};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::Fault;

use super::super::draw::draw;
use super::super::pages::ChangeUser;
use super::super::url;
use super::typed::Typed;
use super::{INVITED, problem, standing, way};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

const SAVED: &str = "settings-said-saved";
const DEACTIVATED: &str = "settings-said-user-deactivated";
const ACTIVATED: &str = "settings-said-user-activated";
const FACTOR_RESET: &str = "settings-said-factor-reset";
const WITHDRAWN: &str = "settings-said-withdrawn";

pub(crate) async fn show(view: View<User>, visit: AppVisit, Path(user): Path<String>) -> Answer {
    draw_user(view, &visit, user.parse()?, (StatusCode::OK, None, Vec::new())).await
}

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(user): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let (id, typed) = (user.parse()?, Typed::read(sent, false)?);
    let Some(problem) = store(&mut act, id, &typed).await? else {
        return Ok(said::say(act.done(see_other(url::USERS)).await?, &visit, SAVED));
    };
    drop(act);
    let refused = (StatusCode::UNPROCESSABLE_ENTITY, Some(typed), vec![problem]);
    draw_user(visit.view().await?, &visit, id, refused).await
}

async fn store(act: &mut Act<User>, id: UserId, typed: &Typed) -> Result<Option<Problem>, Fault> {
    let member = act.open::<Edit, Member>(id).await?;
    let name = match typed.parsed_name() {
        Ok(name) => name,
        Err(problem) => return Ok(Some(problem)),
    };
    match member.change(act, &name, &typed.grants()?).await {
        Ok(()) => Ok(None),
        Err(fault) => problem(fault).map(Some),
    }
}

pub(crate) async fn deactivate(mut act: Act<User>, visit: AppVisit, Path(user): Path<String>) -> Answer {
    let id: UserId = user.parse()?;
    let member = act.open::<Deactivate, Member>(id).await?;
    match member.deactivate(&mut act).await {
        Ok(()) => Ok(said::say(act.done(see_other(&url::user(id))).await?, &visit, DEACTIVATED)),
        Err(fault) => {
            drop(act);
            again(&visit, id, fault).await
        }
    }
}

pub(crate) async fn activate(mut act: Act<User>, visit: AppVisit, Path(user): Path<String>) -> Answer {
    let id: UserId = user.parse()?;
    act.open::<Activate, Member>(id).await?.activate(&mut act).await?;
    Ok(said::say(act.done(see_other(&url::user(id))).await?, &visit, ACTIVATED))
}

pub(crate) async fn invite_again(mut act: Act<User>, visit: AppVisit, Path(user): Path<String>) -> Answer {
    let (id, way): (UserId, _) = (user.parse()?, way(&act, &visit));
    match act.open::<Resend, Member>(id).await?.invite_again(&mut act, &way).await {
        Ok(()) => Ok(said::say(act.done(see_other(&url::user(id))).await?, &visit, INVITED)),
        Err(fault) => {
            drop(act);
            again(&visit, id, fault).await
        }
    }
}

pub(crate) async fn withdraw(mut act: Act<User>, visit: AppVisit, Path(user): Path<String>) -> Answer {
    act.open::<Withdraw, Member>(user.parse()?).await?.withdraw(&mut act).await?;
    Ok(said::say(act.done(see_other(url::USERS)).await?, &visit, WITHDRAWN))
}

pub(crate) async fn reset_second_factor(
    mut act: Act<User>,
    visit: AppVisit,
    Path(user): Path<String>,
) -> Answer {
    let id: UserId = user.parse()?;
    act.open::<Reset, Member>(id).await?.reset_second_factor(&mut act).await?;
    Ok(said::say(act.done(see_other(&url::user(id))).await?, &visit, FACTOR_RESET))
}

/// The page once more, saying why nothing was done.
async fn again(visit: &AppVisit, id: UserId, fault: Fault) -> Answer {
    let problem = Problem { field: None, ..problem(fault)? };
    draw_user(visit.view().await?, visit, id, (StatusCode::CONFLICT, None, vec![problem])).await
}

async fn draw_user(
    view: View<User>,
    visit: &AppVisit,
    id: UserId,
    (status, typed, problems): (StatusCode, Option<Typed>, Vec<Problem>),
) -> Answer {
    let (member, now): (Member, _) = (view.see(id).await?, view.now());
    let (grants, sets) = (view.grants(&member).await?, view.permission_sets().await?);
    let user = view.close();
    let form = typed.unwrap_or_else(|| Typed::of(&member.name, &grants)).form(sets);
    let under = |what: &str, is_so: bool| is_so.then(|| format!("{}/{what}", url::user(id)));
    let is_invited = matches!(member.standing, Standing::Invited(_));
    let page = ChangeUser {
        action: url::user(id),
        back_url: url::USERS.to_owned(),
        email: member.email.to_string(),
        standing: standing(member.standing, now),
        form,
        deactivate_url: under("deactivation", member.standing == Standing::Active),
        activate_url: under("activation", member.standing == Standing::Inactive),
        resend_url: under("invitation", is_invited),
        withdraw_url: under("withdrawal", is_invited),
        reset_url: under("second-factor-reset", member.has_second_factor),
        name: member.name,
        problems,
    };
    Ok(draw(status, visit, &user, &page)?)
}
