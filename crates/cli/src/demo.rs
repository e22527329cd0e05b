//! `portico demo`: a filled example on this machine, with every mail it would send in a mailbox page.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};

use ::demo::{Guide, PASSWORD, Plan};
use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};

use crate::bootstrap::{Installation, NotOpened};
use crate::options::{DEFAULT_API_URL, Demo, First, Place, Serve};
use crate::serve;

/// Where the example lives, beside the data of a real installation.
const FOLDER: &str = "demo";

/// Fills the example when it is not there yet, prints how to get in, and serves it.
pub(crate) async fn demo(place: &Place, demo: Demo) -> anyhow::Result<()> {
    let place = Place { data: place.data.join(FOLDER), database: place.database.clone() };
    let opened =
        if demo.fresh { Installation::open_fresh(&place).await } else { Installation::open(&place).await };
    let installation = opened.map_err(NotOpened::into_error)?;
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, demo.port));
    let listener = serve::bind(listen)?;
    if !::demo::is_filled(&installation.desk).await? {
        fill(&installation, demo.port).await?;
    }
    let serve = Serve {
        listen,
        smtp: None,
        dev: true,
        plain: false,
        trusted_proxy: Vec::new(),
        api_url: DEFAULT_API_URL.to_owned(),
        first: First::default(),
    };
    let outbox = serve::mailbox(&installation);
    std::io::stdout().write_all(welcome(demo.port)?.as_bytes())?;
    serve::run(installation, listener, &serve, outbox).await
}

async fn fill(installation: &Installation, port: u16) -> anyhow::Result<()> {
    let style = ProgressStyle::with_template("Filling the example  {bar:40.cyan/dim} {percent:>3} %")?;
    let bar = ProgressBar::new(1).with_style(style.progress_chars("━╸─"));
    let progress = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let plan = Plan { port: port.into(), most: usize::MAX, progress: &progress };
    let filled = ::demo::fill(&installation.desk, &plan).await;
    filled.context("the example cannot be filled; `portico demo --fresh` begins again")?;
    bar.finish_and_clear();
    Ok(())
}

/// Addresses and sign-ins.
fn welcome(port: u16) -> anyhow::Result<String> {
    let guide = Guide::at(port.into())?;
    let mut text = String::from("\nPortico is running with an example. Nothing leaves this machine.\n\n");
    for (name, address) in &guide.sites {
        writeln!(text, "  {name:<12} {address}")?;
    }
    writeln!(text, "  {:<12} {}/app", "Inbox", guide.app)?;
    writeln!(text, "  {:<12} {}/dev/mailbox   every mail the example would send", "Mailbox", guide.app)?;
    writeln!(text, "  {:<12} {}/v1   described at {0}/v1/openapi.json", "API", guide.api)?;
    writeln!(text, "\nCustomers sign in with a code from the mailbox:")?;
    for customer in &guide.customers {
        writeln!(text, "  {:<30} {} ({})", customer.email, customer.name, customer.language)?;
    }
    writeln!(text, "\nThe team signs in to the inbox with the password {PASSWORD}:")?;
    for user in &guide.users {
        let roles = if user.roles.is_empty() { "collaborator".to_owned() } else { user.roles.join(", ") };
        writeln!(text, "  {:<30} {} ({roles})", user.email, user.name)?;
    }
    writeln!(text, "\nStop with Ctrl-C; the data stays. `portico demo --fresh` begins again.")?;
    Ok(text)
}
