//! A filled form becomes a conversation, whose agents see it at once and whose customer when the address is proven (A4, A6).

use desk::conversation::inbox::{Entry, Message};
use desk::conversation::portal::ListQuery;
use desk::conversation::{Channel, ConversationId};
use desk::form::{FormCounts, Outcome, Typed, TypedField, Way};
use desk::right::Role;
use desk::session::NewSession;
use desk::user::Team;
use desk::{Customer, User};
use testkit::{Database, both};

use super::{Stage, answers_of, code, field, network};
use crate::attribute;
use crate::session::{Visitor, block, holder, view};

pub(super) const ADDRESS: &str = "Ana@Example.com";

pub(super) async fn sign_in(stage: &Stage, address: &str) -> NewSession {
    Visitor::new(&stage.kit).sign_in(&stage.kit, &stage.site, address).await
}

/// The subjects and channels of My Conversations.
async fn mine(stage: &Stage, session: &NewSession) -> Vec<(String, Vec<Channel>)> {
    let view = view(&stage.kit, &stage.site, session).await.unwrap();
    let list = view.conversations(&ListQuery::default()).await.unwrap();
    view.close();
    list.rows.into_iter().map(|row| (row.subject, row.channels)).collect()
}

fn lamp() -> Vec<(String, Vec<Channel>)> {
    vec![("Broken lamp".to_owned(), vec![Channel::Form])]
}

/// The newest conversation of the organization, as an agent sees it.
pub(super) async fn newest(stage: &Stage, ana: &User) -> Option<(ConversationId, Message)> {
    let view = stage.kit.view(ana).await;
    let list = view
        .inbox(&desk::conversation::inbox::ListQuery::of(desk::conversation::inbox::Shelf::Open))
        .await
        .unwrap();
    let found = list.rows.first().map(|row| row.id);
    let mut message = None;
    if let Some(id) = found {
        let conversation = view.see(id).await.unwrap();
        let entries = view.timeline(&conversation, None).await.unwrap().entries;
        message = entries.into_iter().find_map(|entry| match entry {
            Entry::Message(message) => Some((id, *message)),
            Entry::Note(_) | Entry::Event(_) => None,
        });
    }
    view.close();
    message
}

#[both]
async fn k6_a4_a_strangers_form_is_seen_by_agents_at_once_and_by_its_sender_once_the_address_is_proven(
    database: Database,
) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ag Ent", &[Role::Agent]).await;
    let filled = stage
        .shown()
        .await
        .fill(
            &desk::form::Answers {
                name: "Ana".to_owned(),
                ..answers_of(ADDRESS, &[("subject", "Broken lamp"), ("message", "It flickers.")])
            },
            None,
        )
        .unwrap();
    let sent = stage.send(&stage.public(), &filled, ("1", Way::Worked), &[]).await.unwrap();
    assert_eq!(sent, Outcome::Received);
    let (_, message) = newest(&stage, &agent).await.unwrap();
    assert_eq!((message.channel, message.author_name.as_str()), (Channel::Form, "Ana"));
    let other = sign_in(&stage, "other@example.com").await;
    assert!(mine(&stage, &other).await.is_empty());
    let session = sign_in(&stage, "ana@example.com").await;
    assert_eq!(mine(&stage, &session).await, lamp());
}

/// TH6, A6: one mail a day, and nothing in it that the sender wrote, to be held by what the mail is made of.
#[both]
async fn a6_th6_an_unproven_address_gets_one_mail_a_day_over_all_brands(database: Database) {
    let stage = Stage::new(&database).await;
    stage.send_worked(ADDRESS, "1").await.unwrap();
    stage.send_worked(ADDRESS, "2").await.unwrap();
    stage.send_worked("other@example.com", "3").await.unwrap();
    let mails = stage.mails().await;
    let to: Vec<_> = mails.iter().map(|mail| mail.address.as_str()).collect();
    assert_eq!(to, ["ana@example.com", "other@example.com"]);
    assert!(mails.iter().all(|mail| mail.has_portal && !mail.is_held && mail.origin == stage.site.origin));
    stage.kit.clock.advance_millis(24 * 60 * 60 * 1_000 + 1);
    stage.send_worked(ADDRESS, "4").await.unwrap();
    assert_eq!(stage.mails().await.len(), 1, "the next day; what the old ones were for is forgotten");
}

#[both]
async fn a6_an_address_a_network_and_their_files_are_limited(database: Database) {
    let stage = Stage::new(&database).await;
    for number in 0..5 {
        stage.send_worked(ADDRESS, &number.to_string()).await.unwrap();
    }
    assert_eq!(code(stage.send_worked("ANA@example.com", "6").await), "too_often");
    assert_eq!(
        stage.send_worked(ADDRESS, "1").await.map(drop).map_err(|_| ()),
        Err(()),
        "counted before it is known"
    );
    for number in 5..60 {
        stage.send_worked(&format!("a{number}@example.com"), &number.to_string()).await.unwrap();
    }
    assert_eq!(code(stage.send_worked("b@example.com", "b").await), "too_often");
    stage.kit.clock.advance_millis(60 * 60 * 1_000);
    stage.send_worked("b@example.com", "b").await.unwrap();
}

/// A6: no stranger and no colleague uses up what is theirs.
#[both]
async fn a6_who_is_signed_in_is_counted_by_who_they_are(database: Database) {
    let stage = Stage::new(&database).await;
    let cleo = stage.kit.customer("Cleo Customer", "cleo@customers.test").await;
    let filled = stage.fill("cleo@customers.test", &[("subject", "x"), ("message", "y")]).await;
    for number in 0..5 {
        stage.send_worked("cleo@customers.test", &number.to_string()).await.unwrap();
    }
    assert_eq!(code(stage.send_worked("cleo@customers.test", "5").await), "too_often");
    for number in 5..60 {
        stage.send_worked(&format!("a{number}@example.com"), &number.to_string()).await.unwrap();
    }
    let send =
        async |number: usize| stage.send(&cleo, &filled, (&format!("known {number}"), Way::Known), &[]).await;
    for number in 0..60 {
        send(number).await.unwrap();
    }
    assert_eq!(code(send(60).await), "too_often", "sixty messages an hour, as in the portal");
    let bytes = 60 * 1024 * 1024;
    for (times, wanted) in [(1, "taken"), (2, "too_often")] {
        let mut act = stage.kit.act(&cleo);
        let counted = act.count_files(bytes, &network(7)).await;
        let counted = if counted.is_ok() { act.done(()).await } else { counted };
        assert_eq!(counted.map_or_else(|fault| fault.code().name, |()| "taken"), wanted, "{times}");
    }
    let mut act = stage.kit.act(&stage.public());
    act.count_files(bytes, &network(7)).await.unwrap();
}

#[both]
async fn k6_the_same_key_again_gives_the_first_outcome(database: Database) {
    let stage = Stage::new(&database).await;
    let cleo = stage.kit.customer("Cleo Customer", "cleo@customers.test").await;
    let filled = stage.fill("x@example.com", &[("subject", "Broken lamp"), ("message", "Hm.")]).await;
    let first = stage.send(&cleo, &filled, ("1", Way::Known), &[]).await.unwrap();
    assert_eq!(stage.send(&cleo, &filled, ("1", Way::Known), &[]).await.unwrap(), first);
    assert!(matches!(first, Outcome::Sent(_)));
    assert_eq!(stage.send_worked("x@example.com", "2").await.unwrap(), Outcome::Received);
    assert_eq!(stage.send_worked("x@example.com", "2").await.unwrap(), Outcome::Received);
    let view = stage.kit.view(&stage.con).await;
    let counts = view.forms(stage.kit.kb.id).await.unwrap()[0].counts;
    assert_eq!(counts, FormCounts { sent: 2, closed: 0, held: 0 });
    view.close();
}

#[both]
async fn k6_a_signed_in_customers_form_is_theirs_at_once(database: Database) {
    let stage = Stage::new(&database).await;
    let session = sign_in(&stage, ADDRESS).await;
    let ana: Customer = view(&stage.kit, &stage.site, &session).await.unwrap().close();
    let answers =
        answers_of("forged@example.com", &[("subject", "Broken lamp"), ("message", "It flickers.")]);
    let sender = desk::form::Submits::sender(&ana);
    let filled = stage.shown().await.fill(&answers, sender).unwrap();
    assert_eq!(filled.address.key(), "ana@example.com", "what a form says of it does not count");
    let sent = stage.send(&ana, &filled, ("1", Way::Known), &[]).await.unwrap();
    assert!(matches!(sent, Outcome::Sent(_)));
    assert_eq!(mine(&stage, &session).await, lamp());
    assert!(stage.mails().await.is_empty());
}

#[both]
async fn p12_without_work_it_waits_until_the_address_is_proven(database: Database) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ag Ent", &[Role::Agent]).await;
    let filled = stage.fill(ADDRESS, &[("subject", "Broken lamp"), ("message", "It flickers.")]).await;
    for (once, way) in [("1", Way::Bare), ("2", Way::Slow)] {
        assert_eq!(stage.send(&stage.public(), &filled, (once, way), &[]).await.unwrap(), Outcome::Held);
    }
    assert!(newest(&stage, &agent).await.is_none());
    assert!(stage.mails().await[0].is_held);
    let other = sign_in(&stage, "other@example.com").await;
    assert!(mine(&stage, &other).await.is_empty());
    let session = sign_in(&stage, ADDRESS).await;
    assert_eq!(mine(&stage, &session).await.len(), 2);
    assert_eq!(newest(&stage, &agent).await.unwrap().1.channel, Channel::Form);
    sign_in(&stage, ADDRESS).await;
    assert_eq!(mine(&stage, &session).await.len(), 2, "once each");
}

#[both]
async fn p12_what_nobody_proves_within_a_week_is_gone(database: Database) {
    let stage = Stage::new(&database).await;
    let filled = stage.fill(ADDRESS, &[("subject", "Broken lamp"), ("message", "It flickers.")]).await;
    stage.send(&stage.public(), &filled, ("1", Way::Bare), &[]).await.unwrap();
    stage.kit.clock.advance_millis(7 * 24 * 60 * 60 * 1_000);
    stage.kit.desk.house_turn().await.unwrap();
    let view = stage.kit.view(&stage.con).await;
    assert_eq!(view.forms(stage.kit.kb.id).await.unwrap()[0].counts, FormCounts::default());
    view.close();
    let session = sign_in(&stage, ADDRESS).await;
    assert!(mine(&stage, &session).await.is_empty());
}

#[both]
async fn k6_where_no_address_can_be_proven_a_slow_one_is_taken_and_a_hasty_one_not(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.set("portal.my-conversations", "off").await;
    let stage = Stage { site: stage.kit.site().await, ..stage };
    let send = async |number: usize, way| {
        let filled =
            stage.fill(&format!("a{number}@example.com"), &[("subject", "x"), ("message", "y")]).await;
        stage.send(&stage.public(), &filled, (&number.to_string(), way), &[]).await
    };
    assert_eq!(code(send(0, Way::Bare).await), "form_hasty");
    for number in 1..=5 {
        assert_eq!(send(number, Way::Slow).await.unwrap(), Outcome::Received);
    }
    assert_eq!(code(send(6, Way::Slow).await), "too_often");
    assert_eq!(send(6, Way::Worked).await.unwrap(), Outcome::Received);
    assert!(!stage.mails().await[0].has_portal);
}

#[both]
async fn th18_a_blocked_customers_form_is_answered_like_any_and_goes_nowhere(database: Database) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ag Ent", &[Role::Agent]).await;
    let ana = holder(&stage.kit, "Ana", ADDRESS, desk::customer::Standing::Wrote).await;
    block(&stage.kit, &ana).await;
    assert_eq!(stage.send_worked(ADDRESS, "1").await.unwrap(), Outcome::Received);
    assert!(newest(&stage, &agent).await.is_none() && stage.mails().await.is_empty());
}

#[both]
async fn k6_a_conversation_stands_where_its_form_puts_it(database: Database) {
    let stage = Stage::new(&database).await;
    let agent = stage.kit.user("Ag Ent", &[Role::Agent]).await;
    let orders = attribute::add(&stage.kit, &stage.con, "ordersNum", "").await.unwrap();
    let mut act = stage.kit.operate();
    let team = Team::add(&mut act, "Returns", &[agent.id]).await.unwrap();
    act.done(()).await.unwrap();
    stage.ask(&[TypedField { target: format!("conversation:{orders}"), ..field("orders", "text") }]).await;
    let typed = stage.typed().await;
    let placed = Typed { tag: "Web".to_owned(), team: team.to_string(), priority: "5".to_owned(), ..typed };
    stage.design(&placed).await;
    let filled = stage.fill(ADDRESS, &[("subject", "x"), ("message", "y"), ("orders", "007")]).await;
    stage.send(&stage.public(), &filled, ("1", Way::Worked), &[]).await.unwrap();
    let (id, _) = newest(&stage, &agent).await.unwrap();
    let view = stage.kit.view(&agent).await;
    let conversation: desk::conversation::Conversation = view.see(id).await.unwrap();
    assert_eq!((conversation.team, conversation.priority), (Some(team), 5));
    assert_eq!(view.tags().await.unwrap(), ["web"]);
    let held = view.attributes_of(&conversation).await.unwrap();
    assert_eq!(held[0].values()[0].to_string(), "7");
    view.close();
}

#[both]
async fn k6_a_form_for_customers_takes_none_of_strangers_and_a_hook_only_where_it_is_on(database: Database) {
    let stage = Stage::new(&database).await;
    let filled = stage.fill(ADDRESS, &[("subject", "x"), ("message", "y")]).await;
    let send = async |once: &str, way| stage.send(&stage.public(), &filled, (once, way), &[]).await;
    assert_eq!(code(send("1", Way::Hook).await), "not_found");
    let typed = stage.typed().await;
    stage.design(&Typed { is_hooked: true, ..typed.clone() }).await;
    assert_eq!(send("2", Way::Hook).await.unwrap(), Outcome::Received);
    stage.design(&Typed { audience: "customers".to_owned(), ..typed }).await;
    assert_eq!(code(send("3", Way::Worked).await), "sign_in");
    let form = stage.shown().await;
    stage.edit(async |act, form| form.unpublish(act).await).await.unwrap();
    let cleo = stage.kit.customer("Cleo", "cleo@example.com").await;
    let (network, language) = (network(7), testkit_desk::english());
    let sending = desk::form::Sending {
        once: "4",
        language: &language,
        network: &network,
        way: Way::Known,
        suggested: &[],
    };
    let late = stage.kit.act(&cleo).send_form(&form, &filled, &sending).await;
    assert_eq!(code(late), "not_found", "it was hidden after it was drawn");
}
