//! Users as Administrators manage them (R1, W6).

mod changing;
mod first;
mod inviting;
mod matrix;
mod sets;

use db::{params, sql};
use desk::door::Operator;
use desk::permission_set::{NewSet, PermissionSetId};
use desk::right::{Right, Role};
use desk::session::NewPassword;
use desk::user::{
    Deactivate, Edit, Grants, Invitation, InvitationJob, InvitationMail, Member, UserId, UserKind, Way,
};
use desk::{User, View};
use identity::Token;
use kernel::{Fault, Secret};
use testkit_desk::Kit;

use crate::session::{address, app};

pub(crate) const PASSWORD: &str = "correct horse battery";

sql! {
    NEWEST_INVITATION = "select payload from job where org_id = $1 and kind = 'invitation-mail' order by seq desc limit 1";
}

/// A full-time user's roles and sets.
pub(crate) fn full_time(roles: &[Role], sets: &[PermissionSetId]) -> Grants {
    Grants { kind: UserKind::FullTime, roles: roles.to_vec(), sets: sets.to_vec() }
}

pub(crate) fn collaborator() -> Grants {
    Grants { kind: UserKind::Collaborator, roles: Vec::new(), sets: Vec::new() }
}

/// Gives a user another name and other grants.
pub(crate) async fn change(
    kit: &Kit,
    who: &User,
    id: UserId,
    (name, grants): (&str, &Grants),
) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Member>(id).await?.change(&mut act, &name.parse()?, grants).await?;
    act.done(()).await
}

pub(crate) async fn deactivate(kit: &Kit, who: &User, id: UserId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Deactivate, Member>(id).await?.deactivate(&mut act).await?;
    act.done(()).await
}

pub(crate) fn by_mail() -> Way {
    let origin = desk::kb::Origin::parse("https://app.acme.test").unwrap();
    Way { language: "en_us".parse().unwrap(), origin }
}

pub(crate) async fn invite(kit: &Kit, who: &User, email: &str, grants: Grants) -> Result<UserId, Fault> {
    let new = Invitation { name: "Nora New".parse()?, email: address(email), grants };
    let mut act = kit.act(who);
    let id = act.invite(&new, &by_mail()).await?;
    act.done(id).await
}

/// What the job that was queued last would send.
pub(crate) async fn newest_invitation(kit: &Kit) -> Option<InvitationMail> {
    let reader = kit.db.reader().await.unwrap();
    let (payload,): (String,) = reader.one(NEWEST_INVITATION.with(params![kit.org])).await.unwrap();
    reader.end();
    let job: InvitationJob = serde_json::from_str(&payload).unwrap();
    let view = kit.desk.view_operator(&Operator::named("test"), kit.org).await.unwrap();
    let mail = InvitationMail::open(&view, &job).await.unwrap();
    view.close();
    mail
}

pub(crate) async fn accept(kit: &Kit, link: &Token) -> Result<(), Fault> {
    let [password, again] = [PASSWORD, PASSWORD].map(|text| Secret::new(text.to_owned()));
    let new = NewPassword { link: link.clone(), password, again };
    kit.desk.accept_invitation(&app(kit).await, &"Nora Joined".parse().unwrap(), new).await
}

pub(crate) fn set_of(name: &str, rights: &[Right]) -> NewSet {
    NewSet::new(name.parse().unwrap(), rights.to_vec()).unwrap()
}

pub(crate) async fn add_set(kit: &Kit, who: &User, new: &NewSet) -> Result<PermissionSetId, Fault> {
    let mut act = kit.act(who);
    let id = act.add_permission_set(new).await?;
    act.done(id).await
}

/// Every user with what they are given, as an Administrator sees them.
pub(crate) async fn members(kit: &Kit, who: &User) -> Vec<(Member, Grants)> {
    let view: View<User> = kit.view(who).await;
    view.members().await.unwrap()
}
