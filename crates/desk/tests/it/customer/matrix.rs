//! R1, W6: who may do what about a customer.

use desk::User;
use desk::customer::{Address, Confirm, Merge, Part, Person, SignOut};
use desk::right::{Right, Rights, Role};
use testkit::{Database, both};

use super::{SHARED, Stage};
use crate::inbox::code;

/// One row an action, as `inbox/matrix.rs` has them for conversations.
const MATRIX: &str = "
SignOut . - . - 0 0
Merge   . - . - 0 0
Confirm . - . - 0 0
Part    . - . - 0 0
";

async fn asked(stage: &Stage, user: &User) -> [&'static str; 4] {
    let address = stage.address(stage.own, SHARED).await.id;
    let kit = &stage.kit;
    let mut act = kit.act(user);
    let sign_out = code(act.open::<SignOut, Person>(stage.yara.id).await);
    act = kit.act(user);
    let merge = code(act.open::<Merge, Person>(stage.yara.id).await);
    act = kit.act(user);
    let confirm = code(act.open::<Confirm, Address>(address).await);
    act = kit.act(user);
    let part = code(act.open::<Part, Address>(address).await);
    [sign_out, merge, confirm, part].map(|answer| match answer {
        "ok" => ".",
        "may_not" => "-",
        "not_found" => "0",
        other => other,
    })
}

#[both]
async fn r1_w6_the_matrix_of_users_and_customers(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let kit = &stage.kit;
    let administrator = kit.user("Ad Min", &[Role::Administrator]).await;
    let stranger = User { org: kit.id(), ..administrator.clone() };
    let users = [
        administrator,
        kit.user("Con Tent", &[Role::ContentManager]).await,
        kit.user("Ag Ent", &[Role::Agent]).await,
        kit.collaborator("Col Lab").await,
        kit.user("No Role", &[]).await,
        stranger,
    ];
    let mut columns = Vec::new();
    for user in &users {
        columns.push(asked(&stage, user).await);
    }
    let row = |at: usize| columns.iter().map(|column| column[at]).collect::<Vec<_>>().join(" ");
    let rows = format!("\nSignOut {}\nMerge   {}\nConfirm {}\nPart    {}\n", row(0), row(1), row(2), row(3));
    assert_eq!(rows, MATRIX);
}

#[both]
async fn th28_what_would_follow_is_told_to_who_may_read_and_of_this_customer_alone(database: Database) {
    let stage = Stage::new(&database).await;
    let bo = stage.sign_in("bo@example.com").await;
    let bos = stage.begin(&bo, "chair").await;
    let (hers, his) = (stage.address(stage.own, SHARED).await, stage.address(bos, "bo@example.com").await);
    let nobody = User { rights: Rights::only(&[Right::SignOut, Right::Identify]), ..stage.ana.clone() };
    let told = stage.kit.view(&nobody).await.outlook(stage.yara.id, hers.id).await;
    assert_eq!(code(told), "not_found");
    let crossed = stage.kit.view(&stage.ana).await.outlook(stage.yara.id, his.id).await;
    assert_eq!(code(crossed), "not_found");
    assert_eq!(hers.is_of(his.customer).err().map(|fault| fault.code().name), Some("not_found"));
}

#[both]
async fn pages_show_the_acts_about_customers_that_the_rules_allow(database: Database) {
    let stage = Stage::new(&database).await;
    let collaborator = stage.kit.collaborator("Col Lab").await;
    let address = stage.address(stage.own, SHARED).await;
    assert_eq!(stage.yara.may(&stage.ana), ["sign_out", "merge"]);
    assert!(stage.yara.may(&collaborator).is_empty() && address.may(&collaborator).is_empty());
    assert_eq!(address.may(&stage.ana), ["part"], "proven, and nobody else's: nothing is left to confirm");
}
