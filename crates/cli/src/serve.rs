//! Serving: answering requests and doing the work behind them, in one process.

mod crowd;
mod listen;
mod smtp;

use std::io::Write as _;
use std::net::TcpListener;

use anyhow::Context as _;
use channels::Host;
use channels::email::{Mailbox, Outbox};
use desk::door::Operator;
use desk::kb::Origin;
use desk::theme::Looks;
use mail::client::smtp::SmtpClient;
use tokio::task::JoinSet;
use web::{Hub, Options, ServedGate, Web};

use crate::bootstrap::{Installation, NotOpened};
use crate::gate;
use crate::operate::{self, NewOrg};
use crate::options::{Place, Serve};

pub(crate) use listen::bind;

/// Serves until it is told to stop.
pub(crate) async fn serve(place: &Place, options: &Serve) -> anyhow::Result<()> {
    let installation = Installation::open(place).await.map_err(NotOpened::into_error)?;
    let outbox = outbox(&installation, options)?;
    let listener = bind(options.listen)?;
    let founded = found_first(&installation, options, listener.local_addr()?.port()).await?;
    std::io::stdout().write_all((founded + &welcome(&installation, options).await?).as_bytes())?;
    run(installation, listener, options, outbox).await
}

/// An installation without an organization gets its first one: whoever starts it has something to sign in to.
/// Of several that are started at once on one database, one founds it.
async fn found_first(installation: &Installation, options: &Serve, port: u16) -> anyhow::Result<String> {
    let (desk, operator) = (&installation.desk, Operator::named("serve"));
    let is_wanted = !options.first.no_organization && desk.organizations(&operator).await?.is_empty();
    if !is_wanted {
        return Ok(String::new());
    }
    let mut text = match operate::found(desk, &operator, &NewOrg::first(&options.first, port)).await {
        Err(_) if !desk.organizations(&operator).await?.is_empty() => return Ok(String::new()),
        founded => founded?,
    };
    text += "It is the first one here. To begin elsewhere: stop, clear the data away, and say --help-url and --app-url.\n";
    Ok(text)
}

/// Where it answers, and what is missing before it can.
async fn welcome(installation: &Installation, options: &Serve) -> anyhow::Result<String> {
    let mut text = format!("Portico listens on {}. Stop with Ctrl-C.\n", options.listen);
    let (desk, operator) = (&installation.desk, Operator::named("serve"));
    let organizations = desk.organizations(&operator).await?;
    if organizations.is_empty() {
        text += "There is no organization yet: `portico org add --help` says how to found one.\n";
    }
    for organization in &organizations {
        text += &operate::first_administrator(desk, &operator, organization).await?.unwrap_or_default();
    }
    if options.smtp.is_none() && !options.dev {
        text += "Mail is not set up, so nobody can sign in by code: `portico serve --help` says how.\n";
    }
    Ok(text)
}

/// Serves an open installation.
pub(crate) async fn run(
    installation: Installation,
    listener: TcpListener,
    options: &Serve,
    outbox: Outbox,
) -> anyhow::Result<()> {
    let desk = installation.desk.clone();
    let hub = Hub::new();
    let mailbox = match &outbox {
        Outbox::Mailbox(mailbox) => Some(mailbox.clone()),
        Outbox::Smtp(_) | Outbox::Off => None,
    };
    let web = Options {
        mailbox,
        mail_is_off: matches!(outbox, Outbox::Off),
        compress: !options.plain,
        proxies: options.trusted_proxy.clone(),
        api: Some(api(options)?),
        gate: Some(gate::of_this_program()?),
    };
    let looks = Looks::new()?;
    let host = Host::new(desk.clone(), looks.clone(), outbox)?;
    let web = Web::new(desk.clone(), looks, hub.clone(), web)?;
    let mut tasks = tasks(&installation, &hub, &host, web.gate());
    let served = listen::listen(listener, web::router(web), &hub).await;
    // Waited for: one that still ran while the runtime ends would panic.
    tasks.shutdown().await;
    desk.flush_marks().await?;
    desk.flush_searched().await?;
    served
}

/// What is done beside answering.
fn tasks(installation: &Installation, hub: &Hub, host: &Host, gate: &ServedGate) -> JoinSet<()> {
    let worker = channels::jobs::worker(host);
    let (desk, hub, folder) = (installation.desk.clone(), hub.clone(), installation.folder.clone());
    let mut tasks = JoinSet::new();
    tasks.spawn({
        let desk = desk.clone();
        async move {
            if let Err(fault) = hub.follow(&desk).await {
                tracing::error!(%fault, "open pages are told nothing");
            }
        }
    });
    if let Err(fault) = desk.open_index(&folder.join("index")) {
        tracing::error!(%fault, "the index of articles is kept in memory, because its folder cannot be used");
    }
    tasks.spawn({
        let desk = desk.clone();
        async move { desk.keep_index().await }
    });
    tasks.spawn(async move { worker.work().await });
    tasks.spawn({
        let desk = desk.clone();
        async move {
            if let Err(error) = operate::listen(&folder, desk).await {
                tracing::error!(%error, "commands cannot be taken from other processes");
            }
        }
    });
    tasks.spawn({
        let (desk, gate) = (desk.clone(), gate.clone());
        async move { desk.keep_themes(&gate).await }
    });
    tasks.spawn(async move { desk.keep_house().await });
    tasks
}

/// The common host of the API.
fn api(options: &Serve) -> anyhow::Result<Origin> {
    let origin = Origin::parse(&options.api_url);
    origin.ok_or_else(|| anyhow::anyhow!("--api-url is not an address such as https://api.example.com"))
}

fn outbox(installation: &Installation, options: &Serve) -> anyhow::Result<Outbox> {
    if options.dev {
        anyhow::ensure!(options.listen.ip().is_loopback(), "--dev is for addresses of this machine only");
        return Ok(mailbox(installation));
    }
    match &options.smtp {
        Some(address) => Ok(Outbox::Smtp(SmtpClient::new(smtp::parse(address).context("--smtp")?))),
        None => Ok(Outbox::Off),
    }
}

/// The mailbox that keeps mail instead of sending it.
pub(crate) fn mailbox(installation: &Installation) -> Outbox {
    let context = installation.desk.context().clone();
    Outbox::Mailbox(Mailbox::new(installation.folder.join("mailbox"), context))
}
