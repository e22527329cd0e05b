//! Subject, assignment, tags, priority, snooze, done and reopening (W2).

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Browser, Site};

async fn begun(site: &Site) -> (Browser<'_>, String) {
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    (site.at_desk(&ana).await, format!("/app/conversations/{id}"))
}

#[both]
async fn w2_the_subject_is_edited_unless_somebody_else_was_faster(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let revision = ana.get(&page).await.hidden("revision");
    let edit = async |ana: &mut Browser<'_>, subject: &str| {
        ana.post(&format!("{page}/subject"), &[("revision", &revision), ("subject", subject)]).await
    };
    let long = "s".repeat(201);
    for (wrong, said) in [(" ", "Please fill this in"), (long.as_str(), "Use at most 200 characters")] {
        let refused = edit(&mut ana, wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(said) && refused.has(wrong) && refused.has("aria-invalid"));
    }
    assert_eq!(edit(&mut ana, "A <broken> lamp").await.location(), page);
    assert!(ana.get(&page).await.has("A &lt;broken&gt; lamp"));
    let conflict = edit(&mut ana, "My lamp").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(
        conflict.has("Somebody changed this") && conflict.has("My lamp") && conflict.has("broken&gt; lamp")
    );
    let mut cleo = site.signed_in("cleo@example.com").await;
    assert!(cleo.get("/en_us/conversations").await.has("A &lt;broken&gt; lamp"));
}

#[both]
async fn w2_it_is_assigned_taken_away_and_never_to_who_cannot_answer(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let bob = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let col = site.kit.collaborator("Col Laborator").await;
    let assign = async |ana: &mut Browser<'_>, user: &str| {
        ana.post(&format!("{page}/assign"), &[("user", user)]).await
    };
    assert_eq!(assign(&mut ana, &bob.id.to_string()).await.location(), page);
    let shown = ana.get(&page).await;
    assert!(shown.has("#1001 assigned to Bob Agent") && shown.has("Ana Agent assigned this to Bob Agent"));
    for nobody in [col.id.to_string(), "6ab13b80000000000000ffff".to_owned(), "nonsense".to_owned()] {
        assert_eq!(assign(&mut ana, &nobody).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(assign(&mut ana, "").await.location(), page);
    assert!(ana.get(&page).await.has("Ana Agent removed the assignment"));
}

#[both]
async fn w2_tags_and_priority_are_set(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let tags = format!("{page}/tags");
    assert_eq!(ana.post(&tags, &[("new", " Warranty  Case ")]).await.location(), page);
    assert_eq!(ana.post(&tags, &[("tag", "warranty case"), ("new", "vip")]).await.location(), page);
    let shown = ana.get(&page).await;
    assert!(shown.has("value=\"vip\" checked") && shown.has("value=\"warranty case\" checked"));
    let refused = ana.post(&tags, &[("tag", "vip"), ("new", &"x".repeat(61))]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("A tag has 1 to 60 characters") && refused.has("value=\"warranty case\" checked"));
    ana.post(&tags, &[("tag", "vip")]).await;
    assert!(!ana.get(&page).await.has("value=\"warranty case\" checked"), "what is not ticked is taken away");
    assert_eq!(ana.post(&format!("{page}/priority"), &[("priority", "5")]).await.location(), page);
    assert!(ana.get(&page).await.has("changed the priority to Urgent"));
    for wrong in ["0", "6", "", "high"] {
        let refused = ana.post(&format!("{page}/priority"), &[("priority", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[both]
async fn w2_a_snooze_ends_in_the_future_and_customers_see_it_as_open(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let snooze = format!("{page}/snooze");
    let past = (site.kit.clock.now().0 - 1).to_string();
    for (name, value) in
        [("until", past.as_str()), ("at", "2020-01-01T00:00"), ("at", "soon"), ("until", "x")]
    {
        let refused = ana.post(&snooze, &[(name, value)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(refused.has("Choose a time that is still to come"));
    }
    assert_eq!(ana.post(&snooze, &[("at", "2026-12-24T18:30")]).await.location(), page);
    let shown = ana.get(&page).await;
    assert!(shown.has("#1001 is snoozed") && shown.has("Snoozed until 24 Dec, 18:30"), "{}", shown.text);
    let mut cleo = site.signed_in("cleo@example.com").await;
    assert!(cleo.get("/en_us/conversations?conversationStatus=open").await.has("Lamp"));
    assert_eq!(ana.post(&format!("{page}/reopen"), &[]).await.location(), page);
    assert!(ana.get(&page).await.has("#1001 is open again"));
}

#[both]
async fn w2_done_and_reopened_and_two_at_once_are_told(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    assert_eq!(ana.post(&format!("{page}/done"), &[]).await.location(), page);
    let shown = ana.get(&page).await;
    assert!(shown.has("#1001 is done") && shown.has("Ana Agent marked this as done"));
    for verb in ["done", "snooze"] {
        let late = ana.post(&format!("{page}/{verb}"), &[("until", "1890000000000")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{verb}");
        assert!(
            late.has("Somebody changed this a moment ago") && late.has("It is broken"),
            "the page as it is now"
        );
    }
    assert_eq!(ana.post(&format!("{page}/reopen"), &[]).await.location(), page);
    assert!(ana.get(&page).await.has("Ana Agent reopened the conversation"));
    assert_eq!(ana.post(&format!("{page}/reopen"), &[]).await.status, StatusCode::CONFLICT);
}
