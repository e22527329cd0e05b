//! Work by the clock needs no leader.

use spine::take_turn;
use testkit::{Database, both};
use tokio::task::JoinSet;

use crate::stage::Stage;

impl Stage {
    async fn take_turn(&self, name: &str) -> bool {
        let mut writer = self.db.writer().await.unwrap();
        let turn = take_turn(&mut writer, name, self.context.now(), 5_000).await.unwrap();
        writer.commit().await.unwrap();
        turn
    }

    /// How many of eight callers at once were given the turn.
    async fn turns_of_eight(&self, name: &'static str) -> usize {
        let mut callers = JoinSet::new();
        for _ in 0..8 {
            let stage = self.clone();
            callers.spawn(async move { stage.take_turn(name).await });
        }
        callers.join_all().await.into_iter().filter(|turn| *turn).count()
    }
}

#[both]
async fn one_of_eight_callers_takes_each_turn(database: Database) {
    let stage = Stage::open(&database).await;
    assert_eq!(stage.turns_of_eight("report").await, 1);
    assert_eq!(stage.turns_of_eight("digest").await, 1);
    stage.later(4_999);
    assert_eq!(stage.turns_of_eight("report").await, 0);
    stage.later(1);
    assert_eq!(stage.turns_of_eight("report").await, 1);
    assert_eq!(stage.turns_of_eight("report").await, 0);
}

#[both]
async fn a_turn_whose_work_was_not_stored_is_free_again(database: Database) {
    let stage = Stage::open(&database).await;
    let mut writer = stage.db.writer().await.unwrap();
    assert!(take_turn(&mut writer, "report", stage.context.now(), 5_000).await.unwrap());
    drop(writer);
    assert!(stage.take_turn("report").await);
}
