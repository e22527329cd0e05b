//! R1, W6: who may do what about users and permission sets.

use desk::permission_set::{self, PermissionSet};
use desk::right::{Right, Role};
use desk::user::{Activate, Deactivate, Edit, Member, Resend, Withdraw};
use desk::{User, View};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{add_set, deactivate, full_time, invite, set_of};
use crate::inbox::code;

/// One row a verb: administrator, content manager, agent, collaborator, nobody's role, another organization's
/// administrator. `.` is allowed, `-` is `may_not`, `0` is `not_found`.
const MATRIX: &str = "
members         . - - - - .
permission_sets . - - - - .
invite          . - - - - .
add_set         . - - - - .
Edit            . 0 0 0 0 0
Deactivate      . 0 0 0 0 0
Activate        . 0 0 0 0 0
Resend          . 0 0 0 0 0
Withdraw        . 0 0 0 0 0
EditSet         . 0 0 0 0 0
";

/// Every kind of user, as the columns of a matrix.
pub(crate) async fn everybody(kit: &Kit) -> [User; 6] {
    let administrator = kit.user("Ad Min", &[Role::Administrator]).await;
    let stranger = User { org: kit.id(), ..administrator.clone() };
    [
        administrator,
        kit.user("Con Tent", &[Role::ContentManager]).await,
        kit.user("Ag Ent", &[Role::Agent]).await,
        kit.collaborator("Col Lab").await,
        kit.user("No Role", &[]).await,
        stranger,
    ]
}

/// A row of a matrix.
pub(crate) fn row(name: &str, answers: &[&str]) -> String {
    let sign = |answer: &&str| match *answer {
        "ok" => ".",
        "may_not" => "-",
        "not_found" => "0",
        _ => "?",
    };
    format!("{name:<16}{}", answers.iter().map(sign).collect::<Vec<_>>().join(" "))
}

/// Asks each user in an act of their own, because a refusal ends its act.
macro_rules! ask {
    ($kit:expr, $users:expr, $name:literal, $action:ty, $noun:ty, $id:expr) => {{
        let mut answers = Vec::new();
        for user in $users {
            let mut act = $kit.act(user);
            answers.push(code(act.open::<$action, $noun>($id).await));
        }
        row($name, &answers)
    }};
}

#[both]
async fn r1_w6_administrators_alone_manage_users_and_permission_sets(database: Database) {
    let kit = Kit::new(&database).await;
    let users = everybody(&kit).await;
    let admin = &users[0];
    let [active, gone] = [kit.user("Act Ive", &[]).await, kit.user("Go Ne", &[]).await];
    deactivate(&kit, admin, gone.id).await.unwrap();
    let invited = invite(&kit, admin, "invited@acme.test", full_time(&[Role::Agent], &[])).await.unwrap();
    let set = add_set(&kit, admin, &set_of("Deleters", &[Right::Delete])).await.unwrap();

    let mut rows: [Vec<&str>; 4] = Default::default();
    for (number, user) in users.iter().enumerate() {
        let view: View<User> = kit.view(user).await;
        rows[0].push(code(view.members().await));
        rows[1].push(code(view.permission_sets().await));
        view.close();
        let (email, name) = (format!("n{number}@acme.test"), format!("Set {number}"));
        rows[2].push(code(invite(&kit, user, &email, full_time(&[], &[])).await));
        rows[3].push(code(add_set(&kit, user, &set_of(&name, &[])).await));
    }
    let names = ["members", "permission_sets", "invite", "add_set"];
    let mut lines: Vec<String> = names.iter().zip(&rows).map(|(name, answers)| row(name, answers)).collect();
    lines.push(ask!(kit, &users, "Edit", Edit, Member, active.id));
    lines.push(ask!(kit, &users, "Deactivate", Deactivate, Member, active.id));
    lines.push(ask!(kit, &users, "Activate", Activate, Member, gone.id));
    lines.push(ask!(kit, &users, "Resend", Resend, Member, invited));
    lines.push(ask!(kit, &users, "Withdraw", Withdraw, Member, invited));
    lines.push(ask!(kit, &users, "EditSet", permission_set::Edit, PermissionSet, set));
    assert_eq!(format!("\n{}\n", lines.join("\n")), MATRIX);
}

macro_rules! asked {
    ($kit:expr, $user:expr, $id:expr, [$($action:ident),*]) => {
        [$({
            let mut act = $kit.act($user);
            code(act.open::<$action, Member>($id).await)
        }),*]
    };
}

#[both]
async fn r1_what_may_be_done_with_a_user_follows_from_how_they_stand(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let [active, gone] = [kit.user("Act Ive", &[]).await, kit.user("Go Ne", &[]).await];
    deactivate(&kit, &admin, gone.id).await.unwrap();
    let invited = invite(&kit, &admin, "invited@acme.test", full_time(&[], &[])).await.unwrap();
    for (id, wanted) in [
        (active.id, ["ok", "state_changed", "state_changed", "state_changed"]),
        (gone.id, ["state_changed", "ok", "state_changed", "state_changed"]),
        (invited, ["state_changed", "state_changed", "ok", "ok"]),
    ] {
        assert_eq!(asked!(kit, &admin, id, [Deactivate, Activate, Resend, Withdraw]), wanted);
    }
}
