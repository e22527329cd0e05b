//! Settings > Users: the list, and inviting somebody.

mod change;
pub(crate) mod typed;

use desk::user::{Grants, Invitation, Member, Standing, Way};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Time};

use self::typed::Typed;
use super::draw::draw;
use super::pages::{self, InviteUser, UserRow, Users};
use super::url;
use crate::answer::{Answer, see_other};
use crate::face::Face;
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, initials, said};

const INVITED: &str = "settings-said-invited";

/// The routes of users.
pub(super) fn face(face: Face) -> Face {
    face.get(url::USERS, show)
        .get(url::NEW_USER, new)
        .post(url::NEW_USER, invite)
        .get("/app/settings/users/{user}", change::show)
        .post("/app/settings/users/{user}", change::save)
        .post("/app/settings/users/{user}/deactivation", change::deactivate)
        .post("/app/settings/users/{user}/activation", change::activate)
        .post("/app/settings/users/{user}/invitation", change::invite_again)
        .post("/app/settings/users/{user}/withdrawal", change::withdraw)
        .post("/app/settings/users/{user}/second-factor-reset", change::reset_second_factor)
}

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let (members, sets, now) = (view.members().await?, view.permission_sets().await?, view.now());
    let user = view.close();
    let names = |grants: &Grants| {
        let given = sets.iter().filter(|held| grants.sets.contains(&held.set.id));
        given.map(|held| held.set.name.clone()).collect()
    };
    let row = |(member, grants): (Member, Grants)| UserRow {
        sets: names(&grants),
        is_me: member.id == user.id,
        ..row(member, &grants, now)
    };
    let page = Users {
        rows: members.into_iter().map(row).collect(),
        invite_url: url::NEW_USER.to_owned(),
        mail_off: visit.web.mail_is_off(),
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn new(view: View<User>, visit: AppVisit) -> Answer {
    draw_invitation(view, &visit, StatusCode::OK, (Typed::default(), Vec::new())).await
}

pub(crate) async fn invite(
    mut act: Act<User>,
    visit: AppVisit,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let typed = Typed::read(sent, true)?;
    let problems = match typed.invitation()? {
        Ok(new) => match send(&mut act, &visit, &new).await {
            Ok(()) => return Ok(said::say(act.done(see_other(url::USERS)).await?, &visit, INVITED)),
            Err(fault) => vec![problem(fault)?],
        },
        Err(problems) => problems,
    };
    drop(act);
    let view = visit.view().await?;
    draw_invitation(view, &visit, StatusCode::UNPROCESSABLE_ENTITY, (typed, problems)).await
}

async fn send(act: &mut Act<User>, visit: &AppVisit, new: &Invitation) -> Result<(), Fault> {
    let way = way(act, visit);
    act.invite(new, &way).await.map(drop)
}

/// An invitation speaks the language of whoever sends it, for nothing else is known of the other.
fn way(act: &Act<User>, visit: &AppVisit) -> Way {
    Way { language: visit.language(Some(act.who())), origin: visit.host.origin.clone() }
}

async fn draw_invitation(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (typed, problems): (Typed, Vec<Problem>),
) -> Answer {
    let sets = view.permission_sets().await?;
    let user = view.close();
    let page = InviteUser {
        action: url::NEW_USER.to_owned(),
        back_url: url::USERS.to_owned(),
        form: typed.form(sets),
        email: typed.email,
        mail_off: visit.web.mail_is_off(),
        problems,
    };
    Ok(draw(status, visit, &user, &page)?)
}

/// What can be mended in the form, at its field.
fn problem(fault: Fault) -> Result<Problem, Fault> {
    match fault.code() {
        code if *code == code::EMAIL_TAKEN => Ok(Problem::at("email", code.text_key)),
        code if *code == code::TOO_OFTEN => Ok(Problem::at("email", "settings-problem-invited-often")),
        code if *code == code::LAST_ADMINISTRATOR => Ok(Problem::of_form(code.text_key)),
        _ => Err(fault),
    }
}

fn row(member: Member, grants: &Grants, now: Time) -> UserRow {
    UserRow {
        initials: initials(&member.name),
        email: member.email.to_string(),
        kind: member.kind.name().to_owned(),
        roles: grants.roles.iter().map(|role| role.name().to_owned()).collect(),
        sets: Vec::new(),
        standing: standing(member.standing, now),
        has_second_factor: member.has_second_factor,
        seen_at: member.seen_at.map(|at| at.0),
        is_me: false,
        url: url::user(member.id),
        name: member.name,
    }
}

fn standing(standing: Standing, now: Time) -> pages::Standing {
    let (key, ends_at) = match standing {
        Standing::Active => ("active", None),
        Standing::Invited(ends_at) if ends_at <= now => ("over", Some(ends_at.0)),
        Standing::Invited(ends_at) => ("invited", Some(ends_at.0)),
        Standing::Inactive => ("inactive", None),
    };
    pages::Standing { key: key.to_owned(), ends_at }
}
