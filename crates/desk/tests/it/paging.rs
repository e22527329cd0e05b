//! Lists that are paged through while they change (P3).

use std::collections::BTreeSet;

use desk::conversation::ConversationId;
use desk::conversation::history::{Entry, append_history};
use desk::conversation::message::{Author, NewMessage};
use desk::conversation::portal::{List, ListQuery, Order};
use kernel::{Cursor, Random};
use testkit::{Database, both};
use testkit_desk::conversation;

use crate::inbox::Stage;

const CONVERSATIONS: usize = 130;
/// Enough that every edge of a page lies among conversations of one instant at some time.
const WALKS: usize = 3;

/// Somebody pages through a list, and between two pages other conversations move.
struct Walk<'a> {
    stage: &'a Stage,
    chance: &'a Random,
    all: Vec<ConversationId>,
}

impl Walk<'_> {
    /// Time goes on now and then, so that many things happen at one instant and only their ids tell them apart.
    fn wait(&self) {
        if self.chance.below(4) == 0 {
            self.stage.kit.clock.advance_millis(1);
        }
    }

    fn message(&self) -> NewMessage {
        let now = self.stage.kit.clock.now();
        let plain = NewMessage::plain(Author::Customer(self.stage.cleo.id), "Cleo", "Another word.", now);
        NewMessage { address: self.stage.cleo.address.key(), ..plain }
    }

    async fn begin(&mut self) {
        self.wait();
        let address = self.stage.cleo.address.as_str().to_owned();
        let id = conversation(&self.stage.kit, &address, "Guy rope", &[self.message()]).await;
        self.all.push(id);
    }

    /// Somebody writes in one of them.
    async fn move_one(&self) -> ConversationId {
        self.wait();
        let place = self.chance.below(self.all.len() as u64);
        let id = self.all[usize::try_from(place).expect("a place in a list")];
        let mut act = self.stage.kit.operate();
        append_history(&mut act, id, &[Entry::Message(self.message())]).await.expect("it can be appended");
        act.done(id).await.expect("it is stored")
    }

    async fn page(&self, order: Order, after: Option<Cursor>) -> List {
        let view = self.stage.kit.view(&self.stage.cleo).await;
        let query = ListQuery { order, after, ..ListQuery::default() };
        let list = view.conversations(&query).await.expect("customers see their list");
        view.close();
        list
    }

    /// Goes through the whole list; answers what was there from the beginning, what moved, and what was seen.
    async fn go(
        &mut self,
        order: Order,
    ) -> (Vec<ConversationId>, BTreeSet<ConversationId>, Vec<ConversationId>) {
        let (before, mut moved, mut seen) = (self.all.clone(), BTreeSet::new(), Vec::new());
        let mut after = None;
        loop {
            let list = self.page(order, after).await;
            seen.extend(list.rows.iter().map(|row| row.id));
            after = list.next;
            if after.is_none() {
                return (before, moved, seen);
            }
            for _ in 0..5 {
                moved.insert(self.move_one().await);
            }
            self.begin().await;
        }
    }
}

#[both]
async fn p3_what_did_not_move_between_two_pages_is_neither_skipped_nor_repeated(database: Database) {
    let stage = Stage::new(&database).await;
    let chance = Random::seeded(3);
    let mut walk = Walk { stage: &stage, chance: &chance, all: vec![stage.id] };
    while walk.all.len() < CONVERSATIONS {
        walk.begin().await;
    }
    for order in [Order::ActivityNewest, Order::ActivityOldest, Order::CreatedNewest, Order::CreatedOldest] {
        let by_activity = matches!(order, Order::ActivityNewest | Order::ActivityOldest);
        for _ in 0..WALKS {
            let (before, moved, seen) = walk.go(order).await;
            assert!(moved.len() > 5 && seen.len() > 100, "{order:?}: {} pages' rows", seen.len());
            for id in before.iter().filter(|id| !by_activity || !moved.contains(id)) {
                let times = seen.iter().filter(|shown| *shown == id).count();
                assert_eq!(times, 1, "{order:?}: {id}");
            }
        }
    }
}
