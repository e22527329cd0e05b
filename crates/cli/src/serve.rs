//! Serving: answering requests and doing the work behind them, in one process.

mod listen;

use anyhow::Context as _;
use channels::{Host, Outbox};
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
    let web = Web::new(desk.clone(), hub.clone(), Options { compress: !options.plain })?;
    let worker = channels::worker(&desk, Host::new(desk.clone(), outbox)?);
    let following = {
        let (hub, desk) = (hub.clone(), desk.clone());
        tokio::spawn(async move { hub.follow(&desk).await })
    };
    let working = tokio::spawn(async move { worker.work().await });
    let operating = {
        let (folder, desk) = (installation.folder.clone(), desk.clone());
        tokio::spawn(async move { operate::listen(&folder, desk).await })
    };
    let served = listen::listen(options.listen, web::router(web), &hub).await;
    for task in [working.abort_handle(), following.abort_handle(), operating.abort_handle()] {
        task.abort();
    }
    served
}

fn outbox(installation: &Installation, options: &Serve) -> anyhow::Result<Outbox> {
    if options.dev {
        anyhow::ensure!(options.listen.ip().is_loopback(), "--dev is for addresses of this machine only");
        return Outbox::mailbox(&installation.folder.join("mailbox")).context("the mailbox");
    }
    match &options.smtp {
        Some(address) => Outbox::smtp(address).context("--smtp"),
        None => Ok(Outbox::Off),
    }
}
