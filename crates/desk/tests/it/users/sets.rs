//! Permission sets: additive, and nothing that is not in one.

use desk::User;
use desk::permission_set::{Edit, Held, MOST, NewSet, PermissionSet, PermissionSetId, offered};
use desk::right::{Right, Role};
use desk::user::{Grants, UserId};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{PASSWORD, add_set, change, collaborator, full_time, members, set_of};
use crate::inbox::code;
use crate::session::app;
use crate::session::user::{add_user, set, sign_in};

async fn all(kit: &Kit, who: &User) -> Vec<Held> {
    kit.view(who).await.permission_sets().await.unwrap()
}

async fn alter(kit: &Kit, who: &User, id: PermissionSetId, new: &NewSet) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, PermissionSet>(id).await?.change(&mut act, new).await?;
    act.done(()).await
}

async fn remove(kit: &Kit, who: &User, id: PermissionSetId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, PermissionSet>(id).await?.remove(&mut act).await?;
    act.done(()).await
}

/// Which rights somebody holds who signs in now.
async fn held(kit: &Kit, email: &str) -> Vec<Right> {
    let host = app(kit).await;
    let session = sign_in(kit, &host, email, PASSWORD).await.unwrap();
    let who = kit.desk.view_user(&host, session.token.reveal()).await.unwrap().close();
    Right::ALL.iter().copied().filter(|right| who.may(*right)).collect()
}

async fn uma(kit: &Kit) -> UserId {
    let (uma, link) = add_user(kit, "uma@acme.test", Role::ContentManager).await;
    set(kit, &app(kit).await, &link, PASSWORD).await.unwrap();
    uma
}

#[both]
async fn r1_permission_sets_add_to_roles_and_count_at_once(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let uma = uma(&kit).await;
    let tags = add_set(&kit, &admin, &set_of("Sorters", &[Right::Change, Right::Read])).await.unwrap();
    let wipe = add_set(&kit, &admin, &set_of("Deleters", &[Right::Delete])).await.unwrap();
    let given = full_time(&[Role::ContentManager], &[tags, wipe]);
    change(&kit, &admin, uma, ("Uma", &given)).await.unwrap();
    let mut wanted = vec![Right::Read, Right::Note, Right::Change, Right::Delete, Right::ManageContent];
    assert_eq!(held(&kit, "uma@acme.test").await, wanted);
    let found = members(&kit, &admin).await.into_iter().find(|(member, _)| member.id == uma).unwrap().1;
    assert_eq!(
        Grants {
            sets: {
                let mut sets = found.sets.clone();
                sets.sort_unstable();
                sets
            },
            ..found
        },
        given
    );

    alter(&kit, &admin, wipe, &set_of("Redacters", &[Right::Redact])).await.unwrap();
    wanted[3] = Right::Redact;
    assert_eq!(held(&kit, "uma@acme.test").await, wanted);
    change(&kit, &admin, uma, ("Uma", &full_time(&[], &[wipe]))).await.unwrap();
    assert_eq!(held(&kit, "uma@acme.test").await, [Right::Redact]);
    assert_eq!(all(&kit, &admin).await.iter().map(|held| held.users).collect::<Vec<_>>(), [1, 0]);

    remove(&kit, &admin, wipe).await.unwrap();
    assert!(held(&kit, "uma@acme.test").await.is_empty(), "whoever has it loses it");
    let unknown = full_time(&[], &[wipe]);
    assert_eq!(code(change(&kit, &admin, uma, ("Uma", &unknown)).await), "not_found");
    assert_eq!(code(remove(&kit, &admin, wipe).await), "not_found");
}

#[both]
async fn w6_a_collaborator_has_no_permission_set(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let uma = uma(&kit).await;
    let every: Vec<Right> = offered().collect();
    let id = add_set(&kit, &admin, &set_of("Nearly everything", &every)).await.unwrap();
    let given = Grants { sets: vec![id], ..collaborator() };
    change(&kit, &admin, uma, ("Uma", &given)).await.unwrap();
    assert_eq!(held(&kit, "uma@acme.test").await, [Right::Read, Right::Note]);
    assert_eq!(all(&kit, &admin).await[0].users, 0);
}

#[both]
async fn r1_no_set_administers_and_names_are_used_once(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let refused = NewSet::new("Kings".parse().unwrap(), vec![Right::Administer]).map(drop);
    assert_eq!(code(refused), "right_not_offered");
    assert!(!offered().any(|right| right == Right::Administer));
    let first = add_set(&kit, &admin, &set_of("Night shift", &[Right::Read])).await.unwrap();
    let other = add_set(&kit, &admin, &set_of("Day shift", &[])).await.unwrap();
    assert_eq!(code(add_set(&kit, &admin, &set_of(" night  SHIFT", &[])).await), "name_taken");
    assert_eq!(code(alter(&kit, &admin, other, &set_of("Night shift", &[])).await), "name_taken");
    alter(&kit, &admin, first, &set_of("Night Shift", &[])).await.unwrap();
    let names: Vec<String> = all(&kit, &admin).await.into_iter().map(|held| held.set.name).collect();
    assert_eq!(names, ["Day shift", "Night Shift"]);
    for number in 2..MOST {
        add_set(&kit, &admin, &set_of(&format!("Set {number}"), &[])).await.unwrap();
    }
    assert_eq!(code(add_set(&kit, &admin, &set_of("One more", &[])).await), "sets_many");
}

#[both]
async fn th27_another_organizations_permission_sets_are_not_there(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let uma = uma(&kit).await;
    let id = add_set(&kit, &admin, &set_of("Deleters", &[Right::Delete])).await.unwrap();
    change(&kit, &admin, uma, ("Uma", &full_time(&[Role::Agent], &[id]))).await.unwrap();
    kit.part_from_twin();
    kit.lose("permission_set_right", "true").await;
    assert!(!held(&kit, "uma@acme.test").await.contains(&Right::Delete));
    assert!(all(&kit, &admin).await[0].rights.is_empty());
    kit.lose("user_permission_set", "true").await;
    assert_eq!(all(&kit, &admin).await[0].users, 0);
    let found = members(&kit, &admin).await.into_iter().find(|(member, _)| member.id == uma).unwrap().1;
    assert_eq!(found, full_time(&[Role::Agent], &[]));
    kit.lose("permission_set", "true").await;
    assert!(all(&kit, &admin).await.is_empty());
    assert_eq!(code(remove(&kit, &admin, id).await), "not_found");
    assert_eq!(code(change(&kit, &admin, uma, ("Uma", &full_time(&[], &[id]))).await), "not_found");
    for number in 0..MOST {
        add_set(&kit, &admin, &set_of(&format!("Set {number}"), &[])).await.unwrap();
    }
}
