//! The server is killed while customers write. What it acknowledged is there once; what it left in doubt is sent again
//! and is there once.

use std::collections::BTreeSet;
use std::time::Instant;

use journeys::{Client, Portico};
use testkit::Database;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

const WRITERS: usize = 32;
/// Messages that one writer begins in a round, so that nobody passes the limit of an hour.
const A_ROUND: usize = 5;
/// Rounds after which other customers write, for the same reason.
const A_SHIFT: usize = 8;
const ROUNDS: usize = 4;
/// How many rounds to play, where somebody wants more.
const GIVEN: &str = "PORTICO_KILL_ROUNDS";

/// A customer with a conversation.
struct Writer {
    name: String,
    client: Client,
    conversation: String,
    begun: usize,
    doubtful: Option<Message>,
    acknowledged: Vec<String>,
}

/// A message with the key of its form.
struct Message {
    once: String,
    text: String,
}

/// What became of all of it.
#[derive(Default)]
struct Tally {
    acknowledged: usize,
    doubtful: usize,
    stored_in_doubt: usize,
}

pub(crate) async fn o3_what_was_acknowledged_survives_kill_and_what_was_not_is_not_doubled(
    database: Database,
) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let rounds: usize = std::env::var(GIVEN).map_or(ROUNDS, |text| text.parse().expect("a number of rounds"));
    let (begun, mut tally) = (Instant::now(), Tally::default());
    for first in (0..rounds).step_by(A_SHIFT) {
        let mut writers = sign_in(&portico, first / A_SHIFT).await;
        for round in first..rounds.min(first + A_SHIFT) {
            writers = write_until_killed(&mut portico, writers, 1 + round * 37 % 97).await;
            portico.start_again().await;
            tally.stored_in_doubt += count_stored(&mut writers).await;
            tally.doubtful += writers.iter().filter(|writer| writer.doubtful.is_some()).count();
        }
        for mut writer in writers {
            writer.clear_doubt().await;
            tally.acknowledged += writer.acknowledged.len();
            writer.finds_each_once().await;
        }
    }
    let Tally { acknowledged, doubtful, stored_in_doubt } = tally;
    assert!(doubtful > 0, "no kill met anybody who was writing");
    journeys::say(&format!(
        "{:?}: {rounds} kills, {acknowledged} messages acknowledged, {doubtful} in doubt, {stored_in_doubt} of these stored, {:.1} s",
        database.engine,
        begun.elapsed().as_secs_f64()
    ));
}

/// Signs all writers of a shift in and lets each begin a conversation.
async fn sign_in(portico: &Portico, shift: usize) -> Vec<Writer> {
    let network = u8::try_from(shift + 1).expect("there are not so many shifts");
    let mut signing = JoinSet::new();
    for number in 0..WRITERS {
        let address = format!("writer-{shift}-{number}@customer.test");
        let mut client = portico.visitor().in_network(network);
        client.ask_code(&address).await;
        let code = portico.kept_code(&address).await;
        signing.spawn(Writer::begin(client, format!("s{shift}w{number}"), code));
    }
    signing.join_all().await
}

/// All write at once, until so many messages are acknowledged and the server is killed.
async fn write_until_killed(portico: &mut Portico, writers: Vec<Writer>, acknowledged: usize) -> Vec<Writer> {
    let (tell, mut told) = unbounded_channel();
    let mut writing: JoinSet<Writer> = writers.into_iter().map(|writer| writer.write(tell.clone())).collect();
    drop(tell);
    for _ in 0..acknowledged {
        told.recv().await.expect("they write more than is waited for");
    }
    portico.kill().await;
    let mut writers = Vec::new();
    while let Some(writer) = writing.join_next().await {
        writers.push(writer.expect("a writer writes"));
    }
    writers
}

/// How many messages that nobody acknowledged are stored nevertheless.
async fn count_stored(writers: &mut [Writer]) -> usize {
    let mut stored = 0;
    for writer in writers.iter_mut().filter(|writer| writer.doubtful.is_some()) {
        let text = writer.doubtful.as_ref().map(|message| message.text.clone()).unwrap_or_default();
        stored += writer.texts().await.iter().filter(|found| **found == text).count();
    }
    stored
}

impl Writer {
    async fn begin(mut client: Client, name: String, code: String) -> Self {
        client.enter_code(&code).await;
        let conversation = client.begin("Kill me", "Are you there?").await;
        Self { name, client, conversation, begun: 0, doubtful: None, acknowledged: Vec::new() }
    }

    /// Writes until the connection breaks or the round's messages are written; the message in doubt first.
    async fn write(mut self, tell: UnboundedSender<()>) -> Self {
        for _ in 0..A_ROUND {
            let message = match self.doubtful.take() {
                Some(message) => message,
                None => match self.open_form().await {
                    Some(message) => message,
                    None => return self,
                },
            };
            if self.send(message).await {
                // Whoever listened has heard enough and kills the server.
                let _ = tell.send(());
            } else {
                return self;
            }
        }
        self
    }

    /// A message with the key of a fresh form; nothing when the server is gone.
    async fn open_form(&mut self) -> Option<Message> {
        let page = self.client.get(&self.conversation).await.ok()?;
        assert_eq!(page.status, 200, "{}", page.body);
        self.begun += 1;
        Some(Message { once: page.once().to_owned(), text: format!("{}m{}", self.name, self.begun) })
    }

    /// Sends a message; whether it was acknowledged. If not, it is in doubt.
    async fn send(&mut self, message: Message) -> bool {
        let path = format!("{}/messages", self.conversation);
        let fields = [("once", message.once.as_str()), ("text", message.text.as_str())];
        match self.client.post_parts(&path, &fields).await {
            Ok(answer) if answer.status == 303 => {
                self.acknowledged.push(message.text);
                return true;
            }
            Ok(answer) => assert_eq!(answer.status, 503, "{}", answer.body),
            Err(_) => {}
        }
        self.doubtful = Some(message);
        false
    }

    /// Sends again what is in doubt, as a browser does whose reader loads the page again.
    async fn clear_doubt(&mut self) {
        if let Some(message) = self.doubtful.take() {
            assert!(self.send(message).await, "nothing keeps the server from answering now");
        }
    }

    async fn finds_each_once(&mut self) {
        let found = self.texts().await;
        let once: BTreeSet<&String> = found.iter().collect();
        assert_eq!(once.len(), found.len(), "{} has a message twice: {found:?}", self.name);
        assert_eq!(once, self.acknowledged.iter().collect(), "of {}", self.name);
    }

    /// The messages of the conversation but the first, as its pages show them.
    async fn texts(&mut self) -> Vec<String> {
        let page = self.client.get(&self.conversation).await.expect("the server answers");
        assert_eq!((page.status, page.body.contains("data-older")), (200, false), "{}", page.body);
        let mine = format!("{}m", self.name);
        let numbers = page.body.split(&mine).skip(1);
        numbers.filter_map(|rest| Some(format!("{mine}{}", rest.split_once('<')?.0))).collect()
    }
}
