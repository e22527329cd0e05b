//! Articles are suggested before a form is sent; one that answers closes it (K6).

use desk::article::ArticleId;
use desk::form::{Filled, FormCounts, Outcome, Way};
use testkit::{Database, both};
use testkit_desk::article;

use super::{Stage, code, network};
use crate::article::write;
use crate::session::{Visitor, view};

struct Suggesting {
    stage: Stage,
    articles: [ArticleId; 2],
    filled: Filled,
}

impl Suggesting {
    async fn new(database: &Database) -> Self {
        let stage = Stage::new(database).await;
        let first = write(&stage.kit, stage.kit.kb.id, &article("Lamps that flicker", "Turn it.")).await;
        let second = write(&stage.kit, stage.kit.kb.id, &article("Lamps", "All of them.")).await;
        let filled = stage.fill("ana@example.com", &[("subject", "Lamp"), ("message", "It flickers.")]).await;
        Self { stage, articles: [first, second], filled }
    }

    async fn offer(&self, once: &str) -> String {
        let Self { stage, articles, filled } = self;
        match stage.send(&stage.public(), filled, (once, Way::Worked), articles).await.unwrap() {
            Outcome::Suggested(link) => link,
            other => panic!("nothing was suggested: {other:?}"),
        }
    }

    async fn counts(&self) -> (FormCounts, Vec<[i64; 4]>) {
        let Self { stage, .. } = self;
        let form = stage.managed().await.form;
        let view = stage.kit.view(&stage.con).await;
        let counts = view.forms(stage.kit.kb.id).await.unwrap()[0].counts;
        let rows = view.suggested_counts(&form).await.unwrap();
        view.close();
        let row = |id: &ArticleId| {
            let row = rows.iter().find(|row| row.article == *id).expect("it was suggested");
            [row.offered, row.visited, row.closed, row.sent]
        };
        (counts, self.articles.iter().map(row).collect())
    }

    async fn act(
        &self,
        what: impl AsyncFnOnce(&mut desk::Act<desk::Public>) -> Result<(), kernel::Fault>,
    ) -> Result<(), kernel::Fault> {
        let mut act = self.stage.kit.act(&self.stage.public());
        what(&mut act).await?;
        act.done(()).await
    }
}

#[both]
async fn k6_an_article_closes_what_was_written_and_it_is_sent_nowhere(database: Database) {
    let suggesting = Suggesting::new(&database).await;
    let [first, second] = suggesting.articles;
    let link = suggesting.offer("1").await;
    let seen = suggesting.stage.kit.view(&suggesting.stage.public()).await;
    let pending = seen.pending_form(&link).await.unwrap();
    seen.close();
    assert_eq!((pending.subject.as_str(), pending.articles), ("Lamp", vec![first, second]));
    suggesting.act(async |act| act.visit_suggestion(&link, second).await).await.unwrap();
    suggesting.act(async |act| act.close_form(&link, first).await).await.unwrap();
    let gone = suggesting.act(async |act| act.send_pending(&link, &network(7)).await.map(drop)).await;
    assert_eq!(code(gone), "not_found");
    let (counts, rows) = suggesting.counts().await;
    assert_eq!(counts, FormCounts { sent: 0, closed: 1, held: 0 });
    assert_eq!(rows, [[1, 1, 1, 0], [1, 1, 0, 0]]);
    assert!(suggesting.stage.mails().await.is_empty());
    let again =
        suggesting.stage.send(&suggesting.stage.public(), &suggesting.filled, ("1", Way::Worked), &[]).await;
    assert_eq!(again.unwrap(), Outcome::Closed);
}

#[both]
async fn k6_what_no_article_answers_is_sent_on_once(database: Database) {
    let suggesting = Suggesting::new(&database).await;
    let link = suggesting.offer("1").await;
    assert_eq!(suggesting.offer("1").await, link, "the same form again is the same one");
    suggesting.act(async |act| act.visit_suggestion(&link, suggesting.articles[0]).await).await.unwrap();
    let send =
        async || suggesting.act(async |act| act.send_pending(&link, &network(7)).await.map(drop)).await;
    send().await.unwrap();
    assert_eq!(code(send().await), "not_found");
    let (counts, rows) = suggesting.counts().await;
    assert_eq!(counts, FormCounts { sent: 1, closed: 0, held: 0 });
    assert_eq!(rows, [[1, 1, 0, 1], [1, 0, 0, 1]]);
    let stage = &suggesting.stage;
    let session = Visitor::new(&stage.kit).sign_in(&stage.kit, &stage.site, "ana@example.com").await;
    let mine = view(&stage.kit, &stage.site, &session).await.unwrap();
    let list = mine.conversations(&desk::conversation::portal::ListQuery::default()).await.unwrap();
    mine.close();
    assert_eq!(list.rows[0].subject, "Lamp");
}

/// TH13: what a customer wrote is theirs only where they send it on themselves.
#[both]
async fn th13_what_a_customer_wrote_is_nobody_elses_word(database: Database) {
    let suggesting = Suggesting::new(&database).await;
    let stage = &suggesting.stage;
    let cleo = stage.kit.customer("Cleo", "cleo@example.com").await;
    let otto = stage.kit.customer("Otto", "otto@example.com").await;
    for (once, who) in [("1", None), ("2", Some(&otto)), ("3", Some(&cleo))] {
        let known = stage.send(&cleo, &suggesting.filled, (once, Way::Known), &suggesting.articles).await;
        let Outcome::Suggested(link) = known.unwrap() else { panic!("nothing was suggested") };
        let sent = match who {
            None => {
                let mut act = stage.kit.act(&stage.public());
                let sent = act.send_pending(&link, &network(7)).await.unwrap();
                act.done(sent).await.unwrap()
            }
            Some(who) => {
                let mut act = stage.kit.act(who);
                let sent = act.send_pending(&link, &network(7)).await.unwrap();
                act.done(sent).await.unwrap()
            }
        };
        assert_eq!(matches!(sent, Outcome::Sent(_)), once == "3", "{once}: {sent:?}");
    }
    let view = stage.kit.view(&otto).await;
    let list = view.conversations(&desk::conversation::portal::ListQuery::default()).await.unwrap();
    assert!(list.rows.is_empty(), "it is in nobody else's portal");
    view.close();
}

#[both]
async fn k6_what_waits_for_a_choice_is_opened_by_its_link_for_an_hour(database: Database) {
    let suggesting = Suggesting::new(&database).await;
    let link = suggesting.offer("1").await;
    let foreign = suggesting.stage.kit.id();
    let other = suggesting.act(async |act| act.close_form(&link, foreign).await).await;
    assert_eq!(code(other), "not_found", "it was not suggested");
    let (id, rest) = link.split_once('.').unwrap();
    let elsewhere = desk::Public { site: suggesting.stage.kit.site_at("help.zeta.test").await };
    let view = suggesting.stage.kit.view(&elsewhere).await;
    assert_eq!(code(view.pending_form(&link).await), "not_found");
    view.close();
    let other_id = suggesting.stage.kit.id::<desk::form::Submission>();
    for forged in ["", id, &format!("{other_id}.{rest}"), &format!("{id}.1.00"), &format!("{link}0")] {
        let view = suggesting.stage.kit.view(&suggesting.stage.public()).await;
        assert_eq!(code(view.pending_form(forged).await), "not_found", "{forged}");
        view.close();
    }
    suggesting.stage.kit.clock.advance_millis(60 * 60 * 1_000);
    let late = suggesting.act(async |act| act.close_form(&link, suggesting.articles[0]).await).await;
    assert_eq!(code(late), "not_found");
    suggesting.stage.kit.desk.house_turn().await.unwrap();
    let form = suggesting.stage.managed().await.form;
    let view = suggesting.stage.kit.view(&suggesting.stage.con).await;
    assert_eq!(view.suggested_counts(&form).await.unwrap(), []);
    view.close();
}
