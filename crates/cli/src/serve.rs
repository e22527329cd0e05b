//! Serving: answering requests and doing the work behind them, in one process.

mod listen;
mod smtp;

use anyhow::Context as _;
use channels::Host;
use channels::email::{Mailbox, Outbox};
use mail::client::smtp::SmtpClient;
use web::{Hub, Options, Web};

use crate::bootstrap::{Installation, NotOpened};
use crate::operate;
use crate::options::{Place, Serve};

/// Serves until it is told to stop.
pub(crate) async fn serve(place: &Place, options: &Serve) -> anyhow::Result<()> {
    let installation = Installation::open(place).await.map_err(NotOpened::into_error)?;
    let outbox = outbox(&installation, options)?;
    run(installation, options, outbox).await
}

/// Serves an open installation.
pub(crate) async fn run(installation: Installation, options: &Serve, outbox: Outbox) -> anyhow::Result<()> {
    let desk = installation.desk.clone();
    let hub = Hub::new();
    let mailbox = match &outbox {
        Outbox::Mailbox(mailbox) => Some(mailbox.clone()),
        Outbox::Smtp(_) | Outbox::Off => None,
    };
    let web = Web::new(
        desk.clone(),
        hub.clone(),
        Options { mailbox, compress: !options.plain, proxies: options.trusted_proxy.clone() },
    )?;
    let worker = channels::jobs::worker(&Host::new(desk.clone(), outbox)?);
    let following = {
        let (hub, desk) = (hub.clone(), desk.clone());
        tokio::spawn(async move { hub.follow(&desk).await })
    };
    let working = tokio::spawn(async move { worker.work().await });
    let operating = {
        let (folder, desk) = (installation.folder.clone(), desk.clone());
        tokio::spawn(async move { operate::listen(&folder, desk).await })
    };
    let keeping = {
        let desk = desk.clone();
        tokio::spawn(async move { desk.keep_house().await })
    };
    let served = listen::listen(options.listen, web::router(web), &hub).await;
    let tasks =
        [working.abort_handle(), following.abort_handle(), operating.abort_handle(), keeping.abort_handle()];
    tasks.iter().for_each(tokio::task::AbortHandle::abort);
    desk.flush_marks().await?;
    served
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
