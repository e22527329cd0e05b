//! Facts are part of their transaction, and followers see each of them once.

use kernel::Fault;
use spine::{Fact, Follower, NewFact, Position};
use testkit::{Database, Engine, both};
use tokio::task::JoinSet;

use crate::stage::{START, Stage, until};

impl Stage {
    fn fact(&self, subject: &str) -> NewFact {
        NewFact {
            org: self.org,
            name: "stage.played",
            subject: subject.to_owned(),
            actor: "system:story".to_owned(),
            at: START,
            payload: "{}".to_owned(),
        }
    }

    async fn announce(&self, subject: &str) {
        let mut writer = self.writer().await;
        spine::announce(&mut writer, &self.fact(subject)).await.unwrap();
        writer.commit().await.unwrap();
    }

    async fn read(&self, follower: &mut Follower, limit: i64) -> Vec<Fact> {
        let reader = self.db.reader().await.unwrap();
        let facts = follower.next(&reader, limit).await.unwrap();
        reader.end();
        facts
    }

    /// The subjects of the next `count` facts. A transaction of another story may delay PostgreSQL's.
    async fn subjects(&self, follower: &mut Follower, count: usize) -> Vec<String> {
        let mut facts = Vec::new();
        until!({
            facts.extend(self.read(follower, 7).await);
            facts.len() >= count
        });
        facts.into_iter().map(|fact| fact.subject).collect()
    }
}

#[both]
async fn a_fact_of_a_transaction_that_was_dropped_never_was(database: Database) {
    let stage = Stage::open(&database).await;
    let mut writer = stage.db.writer().await.unwrap();
    spine::announce(&mut writer, &stage.fact("lost")).await.unwrap();
    drop(writer);
    stage.announce("kept").await;
    let mut follower = Follower::after(Position::default());
    assert_eq!(stage.subjects(&mut follower, 1).await, ["kept"]);
    assert!(stage.read(&mut follower, 7).await.is_empty());
}

#[both]
async fn a_fact_comes_back_as_it_was_announced(database: Database) {
    let stage = Stage::open(&database).await;
    let mut writer = stage.db.writer().await.unwrap();
    let seq = spine::announce(&mut writer, &stage.fact("6ab1")).await.unwrap();
    writer.commit().await.unwrap();
    let mut follower = Follower::after(Position::default());
    let mut facts = Vec::new();
    until!({
        facts.extend(stage.read(&mut follower, 1).await);
        !facts.is_empty()
    });
    let fact = &facts[0];
    assert_eq!((fact.seq, fact.org, fact.at), (seq, stage.org, START));
    assert_eq!((fact.name.as_str(), fact.subject.as_str()), ("stage.played", "6ab1"));
    assert_eq!((fact.actor.as_str(), fact.payload.as_str()), ("system:story", "{}"));
    assert_eq!(follower.position(), Position { tx: fact.tx, seq });
}

#[both]
async fn nothing_is_read_past_an_open_transaction_and_nothing_skipped_after_it(database: Database) {
    if database.engine == Engine::Sqlite {
        return; // One transaction writes at a time.
    }
    let stage = Stage::open(&database).await;
    stage.announce("before").await;
    let mut follower = Follower::after(Position::default());
    assert_eq!(stage.subjects(&mut follower, 1).await, ["before"]);
    let mut long = stage.another_writer().await;
    spine::announce(&mut long, &stage.fact("long")).await.unwrap();
    stage.announce("meanwhile").await;
    stage.announce("also meanwhile").await;
    assert!(stage.read(&mut follower, 7).await.is_empty());
    spine::announce(&mut long, &stage.fact("long again")).await.unwrap();
    assert!(stage.read(&mut follower, 7).await.is_empty());
    long.commit().await.unwrap();
    let all = ["long", "long again", "meanwhile", "also meanwhile"];
    assert_eq!(stage.subjects(&mut follower, 4).await, all);
}

#[both]
async fn several_followers_each_see_every_fact_once_while_many_write(database: Database) {
    let stage = Stage::open(&database).await;
    let mut writers = JoinSet::new();
    for number in 0..4 {
        let stage = stage.clone();
        writers.spawn(async move {
            for round in 0..25 {
                let mut writer = stage.writer().await;
                for half in 0..2 {
                    let fact = stage.fact(&format!("{number}.{round}.{half}"));
                    spine::announce(&mut writer, &fact).await.unwrap();
                    tokio::task::yield_now().await;
                }
                if round % 5 == 4 { drop(writer) } else { writer.commit().await.unwrap() }
            }
        });
    }
    let mut followers = JoinSet::new();
    for _ in 0..3 {
        let stage = stage.clone();
        followers.spawn(async move {
            let mut follower = Follower::after(Position::default());
            let subjects = stage.subjects(&mut follower, 160).await;
            assert!(stage.read(&mut follower, 7).await.is_empty());
            subjects
        });
    }
    writers.join_all().await;
    let read = followers.join_all().await;
    assert!(read.iter().all(|subjects| *subjects == read[0]), "all in one order");
    for number in 0..4 {
        let own = (0..25).filter(|round| round % 5 != 4);
        let announced: Vec<String> =
            own.flat_map(|round| (0..2).map(move |half| format!("{number}.{round}.{half}"))).collect();
        let seen: Vec<&String> =
            read[0].iter().filter(|subject| subject.starts_with(&format!("{number}."))).collect();
        assert_eq!(seen, announced.iter().collect::<Vec<_>>());
    }
}

#[both]
async fn a_position_survives_as_text(database: Database) {
    let stage = Stage::open(&database).await;
    for subject in ["a", "b", "c"] {
        stage.announce(subject).await;
    }
    let mut follower = Follower::after(Position::default());
    assert_eq!(stage.subjects(&mut follower, 3).await, ["a", "b", "c"]);
    let mut half = Follower::after(Position::default());
    assert_eq!(stage.read(&mut half, 2).await.len(), 2);
    let text = half.position().to_string();
    let mut resumed = Follower::after(text.parse().unwrap());
    assert_eq!(stage.subjects(&mut resumed, 1).await, ["c"]);
    for wrong in ["", ".", "1", "1.", ".1", "a.b", "1.2.3"] {
        assert!(wrong.parse::<Position>().is_err(), "{wrong}");
    }
}

#[both]
async fn a_follower_from_now_sees_what_comes(database: Database) {
    let stage = Stage::open(&database).await;
    assert_eq!(from_now(&stage).await.unwrap().position(), Position::default());
    stage.announce("before").await;
    let mut first = Follower::after(Position::default());
    assert_eq!(stage.subjects(&mut first, 1).await, ["before"]);
    let mut follower = from_now(&stage).await.unwrap();
    assert_eq!(follower.position(), first.position());
    stage.announce("after").await;
    assert_eq!(stage.subjects(&mut follower, 1).await, ["after"]);
}

async fn from_now(stage: &Stage) -> Result<Follower, Fault> {
    Follower::from_now(&stage.db.reader().await?).await
}
