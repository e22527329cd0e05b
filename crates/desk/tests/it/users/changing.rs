//! Changing, deactivating and activating users; somebody always administers.

use db::{params, sql};
use desk::User;
use desk::right::{Right, Role};
use desk::user::{Activate, Member, Standing, UserKind};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{PASSWORD, add_set, change, collaborator, deactivate, full_time, members, set_of};
use crate::inbox::code;
use crate::second_factor::secured;
use crate::session::user::{add_user, refusal, set, sign_in};
use crate::session::{app, other_org};

sql! {
    WRITE_ROLE = "insert into user_role (org_id, user_id, role) values ($1, $2, 'administrator') on conflict do nothing";
}

async fn activate(kit: &Kit, who: &User, id: desk::user::UserId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Activate, Member>(id).await?.activate(&mut act).await?;
    act.done(()).await
}

/// A user's rights as the next request finds them.
async fn rights(kit: &Kit, email: &str, asked: &[Right]) -> Vec<bool> {
    let host = app(kit).await;
    let session = sign_in(kit, &host, email, PASSWORD).await.unwrap();
    let who = kit.desk.view_user(&host, session.token.reveal()).await.unwrap().close();
    asked.iter().map(|right| who.may(*right)).collect()
}

#[both]
async fn r1_a_change_counts_at_the_next_request(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let (uma, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    let session = sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.unwrap();
    let asked = [Right::Reply, Right::ManageContent];
    assert_eq!(rights(&kit, "uma@acme.test", &asked).await, [true, false]);

    change(&kit, &admin, uma, (" Uma  Unger ", &full_time(&[Role::ContentManager], &[]))).await.unwrap();
    let who = kit.desk.view_user(&host, session.token.reveal()).await.unwrap().close();
    assert_eq!((who.name.as_str(), who.may(Right::Reply)), ("Uma Unger", false));
    assert_eq!(rights(&kit, "uma@acme.test", &asked).await, [false, true]);

    change(&kit, &admin, uma, ("Uma", &collaborator())).await.unwrap();
    let who = kit.desk.view_user(&host, session.token.reveal()).await.unwrap().close();
    assert_eq!((who.kind, who.may(Right::Note)), (UserKind::Collaborator, true));
    let (_, grants) = members(&kit, &admin).await.into_iter().find(|(member, _)| member.id == uma).unwrap();
    assert_eq!(grants, collaborator());
    for (name, refused) in [("", "text_empty"), (&*"x".repeat(101), "text_too_long")] {
        assert_eq!(code(change(&kit, &admin, uma, (name, &collaborator())).await), refused);
    }
}

#[both]
async fn w6_a_collaborator_holds_no_role_whatever_is_stored(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let (uma, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    let with_roles = desk::user::Grants { kind: UserKind::Collaborator, ..full_time(&[Role::Agent], &[]) };
    change(&kit, &admin, uma, ("Uma", &with_roles)).await.unwrap();
    let mut writer = kit.db.writer().await.unwrap();
    writer.run(WRITE_ROLE.with(params![kit.org, uma])).await.unwrap();
    writer.commit().await.unwrap();
    let asked = [Right::Read, Right::Note, Right::Reply, Right::Administer];
    assert_eq!(rights(&kit, "uma@acme.test", &asked).await, [true, true, false, false]);
    // Nor does a collaborator count as the one who is left.
    assert_eq!(code(deactivate(&kit, &admin, admin.id).await), "last_administrator");
}

#[both]
async fn r1_whoever_is_deactivated_is_out_at_once_until_activated(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let (uma, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    let session = sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.unwrap();
    let mut act = kit.operate();
    let link = act.make_password_link(uma).await.unwrap();
    act.done(()).await.unwrap();

    deactivate(&kit, &admin, uma).await.unwrap();
    assert_eq!(refusal(&kit, &host, &session).await.unwrap().code().name, "sign_in");
    assert_eq!(code(sign_in(&kit, &host, "uma@acme.test", PASSWORD).await), "password_wrong");
    assert_eq!(code(set(&kit, &host, &link, "another good password").await), "link_over");

    activate(&kit, &admin, uma).await.unwrap();
    assert!(refusal(&kit, &host, &session).await.is_some(), "an ended session stays ended");
    assert_eq!(code(set(&kit, &host, &link, "another good password").await), "link_over");
    sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.unwrap();
}

#[both]
async fn r1_the_last_administrator_stays_one(database: Database) {
    let kit = Kit::new(&database).await;
    other_org(&kit).await;
    let [ada, ben] = [
        kit.user("Ada", &[Role::Administrator]).await,
        kit.user("Ben", &[Role::Administrator, Role::Agent]).await,
    ];
    deactivate(&kit, &ada, ben.id).await.unwrap();
    // An inactive one does not count, and it does not matter who asks.
    for who in [&ada, &ben] {
        let agent = full_time(&[Role::Agent], &[]);
        assert_eq!(code(change(&kit, who, ada.id, ("Ada", &agent)).await), "last_administrator");
        assert_eq!(code(change(&kit, who, ada.id, ("Ada", &collaborator())).await), "last_administrator");
        assert_eq!(code(deactivate(&kit, who, ada.id).await), "last_administrator");
    }
    let more = full_time(&[Role::Administrator, Role::ContentManager], &[]);
    change(&kit, &ada, ada.id, ("Ada Adler", &more)).await.unwrap();
    activate(&kit, &ada, ben.id).await.unwrap();
    change(&kit, &ben, ada.id, ("Ada", &full_time(&[], &[]))).await.unwrap();
    assert_eq!(code(deactivate(&kit, &ben, ben.id).await), "last_administrator");
}

#[both]
async fn r1_two_administrators_who_remove_each_other_at_one_instant_leave_one(database: Database) {
    let kit = Kit::new(&database).await;
    for round in 0..6 {
        let [ada, ben] = [format!("Ada {round}"), format!("Ben {round}")];
        let [ada, ben] =
            [kit.user(&ada, &[Role::Administrator]).await, kit.user(&ben, &[Role::Administrator]).await];
        let remove = |who: User, whom: desk::user::UserId, demote: bool| {
            let desk = kit.desk.clone();
            tokio::spawn(async move {
                let mut act = desk.act_in_test(who);
                if demote {
                    let member = act.open::<desk::user::Edit, Member>(whom).await?;
                    member.change(&mut act, &"Demoted".parse()?, &full_time(&[], &[])).await?;
                } else {
                    act.open::<desk::user::Deactivate, Member>(whom).await?.deactivate(&mut act).await?;
                }
                act.done(()).await
            })
        };
        let tasks = [remove(ada.clone(), ben.id, round % 2 == 0), remove(ben.clone(), ada.id, false)];
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(code(task.await.unwrap()));
        }
        answers.sort_unstable();
        assert_eq!(answers, ["last_administrator", "ok"], "round {round}");
        let left: Vec<_> = members(&kit, &ada).await;
        let left = left
            .into_iter()
            .filter(|(member, grants)| member.standing == Standing::Active && grants.administers());
        let left: Vec<_> = left.map(|(member, _)| member.id).collect();
        assert_eq!(left.len(), 1);
        let last = if left[0] == ada.id { &ada } else { &ben };
        kit.user("Next", &[Role::Administrator]).await;
        deactivate(&kit, last, last.id).await.unwrap();
        let next = members(&kit, last).await.into_iter().find(|(member, _)| member.name == "Next");
        let next = next.unwrap().0.id;
        kit.lose("app_user", &format!("id = '{next}'")).await;
    }
}

#[both]
async fn th27_another_organizations_users_are_not_there(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let uma = kit.user("Uma", &[Role::Agent]).await;
    kit.part_from_twin();
    kit.lose("user_role", &format!("user_id = '{}'", uma.id)).await;
    let found = members(&kit, &admin).await;
    let grants = &found.iter().find(|(member, _)| member.id == uma.id).unwrap().1;
    assert_eq!((found.len(), grants), (2, &full_time(&[], &[])));
    let view = kit.view(&admin).await;
    let member: Member = view.see(uma.id).await.unwrap();
    assert_eq!(view.grants(&member).await.unwrap(), full_time(&[], &[]));
    view.close();
    kit.lose("app_user", &format!("id = '{}'", uma.id)).await;
    assert_eq!(members(&kit, &admin).await.len(), 1);
    assert_eq!(code(kit.act(&admin).open::<desk::user::Edit, Member>(uma.id).await), "not_found");
    kit.lose("user_role", "true").await;
    assert_eq!(
        code(change(&kit, &admin, admin.id, ("Ad Min", &full_time(&[], &[]))).await),
        "last_administrator",
        "the twin's does not count"
    );
}

/// What stands beside a user under the same id elsewhere: a session, a second factor, a permission set.
#[both]
async fn th27_what_another_organization_knows_of_a_user_is_not_shown(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let uma = secured(&kit).await;
    let set = add_set(&kit, &admin, &set_of("Night shift", &[Right::Note])).await.unwrap();
    change(&kit, &admin, uma, ("Uma", &full_time(&[], &[set]))).await.unwrap();
    kit.part_from_twin();
    for table in ["session", "second_factor", "user_permission_set"] {
        kit.lose(table, "true").await;
    }
    let found = members(&kit, &admin).await;
    let view = kit.view(&admin).await;
    let seen: Member = view.see(uma).await.unwrap();
    assert_eq!(view.grants(&seen).await.unwrap(), full_time(&[], &[]));
    for member in [&seen, &found.iter().find(|(member, _)| member.id == uma).unwrap().0] {
        assert_eq!((member.seen_at, member.has_second_factor), (None, false));
    }
}

#[both]
async fn th27_whoever_is_active_elsewhere_administers_nothing_here(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let ben = kit.user("Ben Min", &[Role::Administrator]).await;
    kit.part_from_twin();
    deactivate(&kit, &ada, ben.id).await.unwrap();
    let changed = change(&kit, &ada, ada.id, ("Ada Min", &full_time(&[], &[]))).await;
    assert_eq!(code(changed), "last_administrator");
}
