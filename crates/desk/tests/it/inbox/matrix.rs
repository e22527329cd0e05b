//! R1, W6: who may do what to a conversation.

use desk::User;
use desk::conversation::{
    Answer, Assign, Conversation, Delete, EditSubject, MarkDone, Merge, Note, Read, Redact, Reopen,
    SendAgain, SetPriority, SetValues, Snooze, Tag, TakeBack,
};
use desk::right::Role;
use testkit::{Database, both};

use super::{Stage, code};

/// One row an action: administrator, content manager, agent, collaborator, nobody's role, another organization's
/// administrator. `.` is allowed, `-` is `may_not`, `0` is `not_found`, `!` is `state_changed`: the conversation is open.
const MATRIX: &str = "
Read        . . . . 0 0
Answer      . - . - 0 0
TakeBack    . - . - 0 0
SendAgain   . - . - 0 0
Note        . . . . 0 0
EditSubject . - . - 0 0
Assign      . - . - 0 0
Tag         . - . - 0 0
SetPriority . - . - 0 0
SetValues   . - . - 0 0
MarkDone    . - . - 0 0
Reopen      ! - ! - 0 0
Snooze      . - . - 0 0
Redact      . - . - 0 0
Merge       . - . - 0 0
Delete      . - - - 0 0
";

/// Asks in an act of its own each, because a refusal ends its act.
macro_rules! ask {
    ($kit:expr, $user:expr, $id:expr, [$($action:ident),*]) => {
        vec![$({
            let mut act = $kit.act($user);
            (stringify!($action), code(act.open::<$action, Conversation>($id).await))
        }),*]
    };
}

#[both]
async fn r1_w6_the_matrix_of_users_and_actions(database: Database) {
    let stage = Stage::new(&database).await;
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
        columns.push(ask!(
            kit,
            user,
            stage.id,
            [
                Read,
                Answer,
                TakeBack,
                SendAgain,
                Note,
                EditSubject,
                Assign,
                Tag,
                SetPriority,
                SetValues,
                MarkDone,
                Reopen,
                Snooze,
                Redact,
                Merge,
                Delete
            ]
        ));
    }
    let rows: Vec<String> = (0..columns[0].len()).map(|row| line(&columns, row)).collect();
    assert_eq!(format!("\n{}\n", rows.join("\n")), MATRIX);
}

fn line(columns: &[Vec<(&'static str, &'static str)>], row: usize) -> String {
    let signs = columns.iter().map(|column| match column[row].1 {
        "ok" => ".",
        "may_not" => "-",
        "not_found" => "0",
        "state_changed" => "!",
        other => other,
    });
    let signs: Vec<&str> = signs.collect();
    format!("{:<12}{}", columns[0][row].0, signs.join(" "))
}

#[both]
async fn th27_who_may_not_read_gets_no_list_count_or_page(database: Database) {
    use desk::conversation::inbox::{ListQuery, Shelf};
    let stage = Stage::new(&database).await;
    let nobody = stage.kit.user("No Role", &[]).await;
    let view = stage.kit.view(&nobody).await;
    assert_eq!(code(view.inbox(&ListQuery::of(Shelf::Open)).await), "may_not");
    assert_eq!(code(view.counts().await), "may_not");
    assert_eq!(code(view.conversation(stage.id).await), "not_found");
    assert_eq!(code(view.download(stage.id, stage.kit.id()).await), "not_found");
}

#[both]
async fn design_6_pages_show_the_acts_that_the_rules_allow(database: Database) {
    let stage = Stage::new(&database).await;
    let collaborator = stage.kit.collaborator("Col Lab").await;
    let may = stage.kit.view(&stage.ana).await.conversation(stage.id).await.unwrap().may;
    let all = [
        "read",
        "reply",
        "take_back",
        "send_again",
        "note",
        "edit",
        "assign",
        "tag",
        "prioritise",
        "set_values",
        "mark_done",
        "snooze",
        "redact",
        "merge",
    ];
    assert_eq!(may, all);
    let may = stage.kit.view(&collaborator).await.conversation(stage.id).await.unwrap().may;
    assert_eq!(may, ["read", "note"]);
}

#[both]
async fn another_organization_sees_nothing(database: Database) {
    use desk::conversation::inbox::{ListQuery, Shelf};
    let stage = Stage::new(&database).await;
    let stranger = User { org: stage.kit.id(), ..stage.ana.clone() };
    let view = stage.kit.view(&stranger).await;
    let all = ListQuery { words: "pole".to_owned(), ..ListQuery::of(Shelf::Open) };
    for query in [ListQuery::of(Shelf::Open), ListQuery::of(Shelf::Unassigned), all] {
        assert!(view.inbox(&query).await.unwrap().rows.is_empty());
    }
    assert_eq!(view.counts().await.unwrap().open.number, 0);
    assert_eq!(code(view.see::<Conversation>(stage.id).await), "not_found");
    assert!(view.answerers().await.unwrap().is_empty() && view.teams().await.unwrap().is_empty());
    drop(view);
    let own: Conversation = stage.conversation().await;
    let view = stage.kit.view(&stranger).await;
    assert!(view.timeline(&own, None).await.unwrap().entries.is_empty());
    assert_eq!(code(view.aside(&own).await), "not_found");
}
