//! `portico bench`: data to measure with, the same at every call.

use std::fmt::Write as _;
use std::io::Write as _;

use ::demo::bench::{Amount, Doors, Made, REGULAR, doors, fill};
use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use crate::bootstrap::{Installation, NotOpened};
use crate::options::Place;

/// Measuring.
#[derive(Subcommand, Debug)]
pub(crate) enum Bench {
    /// Fill an empty data folder or database with made-up conversations, one customer's 50 of 20 messages among them
    Data(Data),
    /// Open a customer's door in this process and print what it takes: with the door, without, and the list behind it, in µs
    Door(Door),
}

/// Whose door.
#[derive(Args, Clone, Debug)]
pub(crate) struct Door {
    /// The value of the cookie of a signed-in customer
    session: String,
    /// The registered host
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// How often each is measured
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

/// How much to make.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Data {
    /// How many conversations
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..=5_000_000))]
    conversations: u64,
    /// How many messages in all of them together
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    messages: u64,
    /// Leave every conversation open, and let them differ in all that saved searches tell apart
    #[arg(long)]
    backlog: bool,
    /// The port of the addresses 127.0.0.1 and localhost on which it answers
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Runs one of the commands.
pub(crate) async fn bench(place: &Place, bench: Bench) -> anyhow::Result<()> {
    match bench {
        Bench::Data(data) => make_data(place, data).await,
        Bench::Door(door) => open_door(place, &door).await,
    }
}

async fn open_door(place: &Place, door: &Door) -> anyhow::Result<()> {
    let installation = Installation::open(place).await.map_err(NotOpened::into_error)?;
    for _ in 0..door.rounds {
        let Doors { customer, public, list } = doors(&installation.desk, &door.host, &door.session).await?;
        writeln!(std::io::stdout(), "{customer:.3} {public:.3} {list:.3}")?;
    }
    Ok(())
}

async fn make_data(place: &Place, data: Data) -> anyhow::Result<()> {
    ensure!(data.conversations <= data.messages, "each conversation has a message: --messages is too few");
    let installation = Installation::open(place).await.map_err(NotOpened::into_error)?;
    let made = make(&installation, data).await.context(
        "the data cannot be made; they need an empty data folder (--data) or an empty database (--database)",
    )?;
    std::io::stdout().write_all(told(place, data, &made)?.as_bytes())?;
    Ok(())
}

async fn make(installation: &Installation, data: Data) -> anyhow::Result<Made> {
    let style = "Making messages  {bar:40.cyan/dim} {pos} of {len}  {per_sec}  {eta}";
    let bar = ProgressBar::new(data.messages)
        .with_style(ProgressStyle::with_template(style)?.progress_chars("━╸─"));
    let progress = |done: usize, _| bar.set_position(done as u64);
    let amount = Amount {
        conversations: usize::try_from(data.conversations)?,
        messages: usize::try_from(data.messages)?,
        is_backlog: data.backlog,
        port: data.port.into(),
        progress: &progress,
    };
    let made = fill(&installation.desk, &amount).await;
    bar.finish_and_clear();
    Ok(made?)
}

/// What was made, and how to look at it.
fn told(place: &Place, data: Data, made: &Made) -> anyhow::Result<String> {
    let mut text =
        format!("{} conversations with {} messages are made.\n\n", data.conversations, made.messages);
    let mut line = |what: &str, how: &str| writeln!(text, "  {what:<9}{how}");
    let at = match &place.database {
        Some(_) => format!("--data {} --database …", place.data.display()),
        None => format!("--data {}", place.data.display()),
    };
    line("Serve", &format!("portico {at} serve --dev --listen 127.0.0.1:{}", data.port))?;
    line("Portal", &format!("http://127.0.0.1:{}/login, as {REGULAR}", data.port))?;
    line("Mailbox", &format!("http://127.0.0.1:{}/dev/mailbox, for the code", data.port))?;
    line(
        "Inbox",
        &format!("portico {at} user add --email you@example.com --name You, for a link to set a password"),
    )?;
    Ok(text)
}
