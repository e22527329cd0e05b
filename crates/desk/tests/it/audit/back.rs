//! R4, P9: what the portal shows of a conversation is set back from the entries of its changes.

use desk::User;
use desk::attribute::{Attribute, Definition, Edit as EditAttribute};
use desk::detail::{DetailId, Own, What};
use desk::order::Step;
use desk::right::Role;
use desk::snippet::{Label, Snippet};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{log, named};
use crate::attribute::{add, definition};
use crate::detail::{choose, chosen, remove, rename, step};
use crate::inbox::code;
use crate::snippet;

/// A content manager, and an attribute that the portal shows, behind the tags.
struct Stage {
    kit: Kit,
    cora: User,
    order: What,
    detail: DetailId,
}

impl Stage {
    async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let cora = kit.user("Cora Content", &[Role::ContentManager]).await;
        let order = What::Attribute(add(&kit, &cora, "orderStr", "").await.unwrap());
        choose(&kit, &cora, (kit.kb.id, What::Own(Own::Tags)), &Label::Own).await.unwrap();
        let label = Label::typed("Order, \"no.\"").unwrap();
        let detail = choose(&kit, &cora, (kit.kb.id, order), &label).await.unwrap();
        Self { kit, cora, order, detail }
    }

    /// What is shown, each with the display name that was chosen for it.
    async fn list(&self) -> Vec<(What, Label)> {
        let view = self.kit.view(&self.cora).await;
        let details = view.details(self.kit.kb.id).await.unwrap();
        details.into_iter().map(|detail| (detail.what, detail.label)).collect()
    }

    /// The newest entry about the list, of which this is expected to be the name.
    async fn newest(&self, name: &str) -> i64 {
        let entry = log(&self.kit, &self.cora, &named("detail")).await.unwrap().remove(0);
        assert_eq!(entry.name, name);
        assert!(entry.may_be_set_back(&self.cora), "{entry:?}");
        entry.seq
    }

    async fn set_back(&self, who: &User, entry: i64) -> Result<(), Fault> {
        let mut act = self.kit.act(who);
        act.set_back(entry).await?;
        act.done(()).await
    }

    async fn is_back(&self, name: &str, before: &[(What, Label)]) {
        assert_ne!(self.list().await, before, "{name} changed it");
        self.set_back(&self.cora, self.newest(name).await).await.unwrap();
        assert_eq!(self.list().await, before, "{name}");
    }
}

#[both]
async fn r4_p9_every_change_of_the_details_is_set_back_from_its_entry(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, cora, kb) = (&stage.kit, &stage.cora, stage.kit.kb.id);
    let order = snippet::add(kit, cora, "sn.order", &[("en_us", "Order")]).await.unwrap();
    let before = stage.list().await;
    rename(kit, cora, stage.detail, &Label::Snippet(order)).await.unwrap();
    stage.is_back("detail.changed", &before).await;
    step(kit, cora, stage.detail, Step::Up).await.unwrap();
    stage.is_back("detail.moved", &before).await;
    choose(kit, cora, (kb, What::Own(Own::Brand)), &Label::Snippet(order)).await.unwrap();
    stage.is_back("detail.added", &before).await;
    remove(kit, cora, stage.detail).await.unwrap();
    stage.is_back("detail.removed", &before).await;
    assert_eq!(chosen(kit, cora, kb).await, ["tags", "orderStr"]);
    // Setting back is a change like the others.
    stage.set_back(cora, stage.newest("detail.restored").await).await.unwrap();
    assert_eq!(chosen(kit, cora, kb).await, ["tags"]);
    assert!(chosen(kit, cora, kit.other_kb.id).await.is_empty());
}

/// What is as it was is no entry.
#[both]
async fn r4_a_step_at_the_end_of_the_list_is_not_told(database: Database) {
    let stage = Stage::new(&database).await;
    let newest = stage.newest("detail.added").await;
    step(&stage.kit, &stage.cora, stage.detail, Step::Down).await.unwrap();
    assert_eq!(stage.newest("detail.added").await, newest);
}

#[both]
async fn r4_r1_whoever_may_not_choose_details_sets_none_back(database: Database) {
    let stage = Stage::new(&database).await;
    let entry = stage.newest("detail.added").await;
    let before = stage.list().await;
    let [agent, colla] =
        [stage.kit.user("Ag Ent", &[Role::Agent]).await, stage.kit.collaborator("Col Lab").await];
    let read = log(&stage.kit, &stage.cora, &named("detail")).await.unwrap().remove(0);
    for who in [&agent, &colla] {
        assert_eq!(code(stage.set_back(who, entry).await), "may_not");
        assert!(!read.may_be_set_back(who));
    }
    assert_eq!(stage.list().await, before);
}

/// Nobody undoes unseen what somebody else has done since.
#[both]
async fn r4_p9_details_that_changed_since_are_not_set_back(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, cora, kb) = (&stage.kit, &stage.cora, stage.kit.kb.id);
    let entry = stage.newest("detail.added").await;
    choose(kit, cora, (kb, What::Own(Own::Team)), &Label::Own).await.unwrap();
    let since = stage.list().await;
    assert_eq!(code(stage.set_back(cora, entry).await), "state_changed");
    assert_eq!(stage.list().await, since);
    // It can be, once the later one is set back.
    stage.set_back(cora, stage.newest("detail.added").await).await.unwrap();
    stage.set_back(cora, entry).await.unwrap();
    assert_eq!(chosen(kit, cora, kb).await, ["tags"]);
}

#[both]
async fn r4_p9_what_cannot_be_shown_any_more_does_not_come_back(database: Database) {
    let stage = Stage::new(&database).await;
    let (kit, cora, kb) = (&stage.kit, &stage.cora, stage.kit.kb.id);
    let What::Attribute(order) = stage.order else { panic!("it is an attribute") };
    let called = snippet::add(kit, cora, "sn.order", &[("en_us", "Order")]).await.unwrap();
    rename(kit, cora, stage.detail, &Label::Snippet(called)).await.unwrap();
    remove(kit, cora, stage.detail).await.unwrap();
    let entry = stage.newest("detail.removed").await;
    let mut act = kit.act(cora);
    act.open::<desk::snippet::Edit, Snippet>(called).await.unwrap().remove(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(code(stage.set_back(cora, entry).await), "snippet_gone");

    let again = choose(kit, cora, (kb, stage.order), &Label::Own).await.unwrap();
    remove(kit, cora, again).await.unwrap();
    let entry = stage.newest("detail.removed").await;
    let secret = Definition { is_sensitive: true, ..definition("orderStr", "") };
    let mut act = kit.act(cora);
    act.open::<EditAttribute, Attribute>(order).await.unwrap().change(&mut act, &secret).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(code(stage.set_back(cora, entry).await), "detail_sensitive");
    let mut act = kit.act(cora);
    act.open::<EditAttribute, Attribute>(order).await.unwrap().remove(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(code(stage.set_back(cora, entry).await), "state_changed", "the attribute is gone");
    assert_eq!(chosen(kit, cora, kb).await, ["tags"]);
}

#[both]
async fn th27_details_of_another_organization_are_not_set_back(database: Database) {
    let stage = Stage::new(&database).await;
    let entry = stage.newest("detail.added").await;
    let stranger = User { org: stage.kit.id(), ..stage.cora.clone() };
    assert_eq!(code(stage.set_back(&stranger, entry).await), "not_found");
    stage.kit.part_from_twin();
    stage.kit.lose("portal_detail", "true").await;
    assert_eq!(code(stage.set_back(&stage.cora, entry).await), "state_changed", "they are lost here");
}
