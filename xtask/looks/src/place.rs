//! The example, served by this very process: a fixed clock and seeded chance make it the same every time.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use channels::Host;
use channels::email::{Mailbox, Outbox};
use db::{Db, Location, Statement, params, sql};
use demo::{Guide, Plan};
use desk::theme::Looks;
use desk::{Desk, STEPS, TAKEN};
use identity::Keys;
use kernel::{Clock, Context, Random, Time};
use net::Store;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::interval;
use web::{Hub, Options, Web};

/// 2026-09-21T14:13:20Z, a Monday afternoon.
const NOW: Time = Time(1_790_000_000_000);

sql! {
    LOSE = "alter table message rename to lost_message";
    FIND = "alter table lost_message rename to message";
}

/// The example being served until it is dropped.
pub(crate) struct Place {
    pub(crate) guide: Guide,
    pub(crate) desk: Desk,
    mailbox: Mailbox,
    tasks: Vec<JoinHandle<()>>,
    db: Db,
    _folder: TempDir,
}

impl Place {
    /// Fills it and serves it at a free port.
    pub(crate) async fn open() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let location = Location::Sqlite(folder.path().join("looks.db"));
        db::migrate(&location, STEPS).await?;
        let random = Random::seeded(1);
        let keys = Keys::generate(&random);
        let context = Context { clock: Clock::fixed(NOW), random };
        let mailbox = Mailbox::new(folder.path().join("mailbox"), context.clone());
        let files = Store::folder(folder.path().join("files"));
        let db = Db::open(&location, TAKEN).await?;
        let desk = Desk::new(db.clone(), context, keys, files);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = u32::from(listener.local_addr()?.port());
        demo::fill(&desk, &Plan { port, most: usize::MAX, progress: &|_, _| {} }).await?;
        let tasks = serve(&desk, &mailbox, listener)?;
        Ok(Self { guide: Guide::at(port)?, desk, mailbox, tasks, db, _folder: folder })
    }

    /// Until they are found again, no page that needs messages can be made.
    pub(crate) async fn lose_messages(&self) -> Result<()> {
        self.run(&LOSE).await
    }

    /// Undoes it.
    pub(crate) async fn find_messages(&self) -> Result<()> {
        self.run(&FIND).await
    }

    async fn run(&self, statement: &'static Statement) -> Result<()> {
        let mut writer = self.db.writer().await?;
        writer.run(statement.with(params![])).await?;
        Ok(writer.commit().await?)
    }

    /// The six digits in the newest mail.
    pub(crate) async fn code(&self) -> Result<String> {
        let text = self.newest_mail().await?;
        let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
        let code = text.lines().map(str::trim).find(is_code);
        Ok(code.context("the mail has no code")?.to_owned())
    }

    /// The address in the newest mail.
    pub(crate) async fn link(&self) -> Result<String> {
        let text = self.newest_mail().await?;
        let link = text.split_whitespace().find(|word| word.starts_with("http"));
        Ok(link.context("the mail has no link")?.to_owned())
    }

    async fn newest_mail(&self) -> Result<String> {
        let newest = self.mailbox.list(1).await?.into_iter().next().context("no mail arrived")?;
        Ok(self.mailbox.read(newest.id).await?.mail.text.unwrap_or_default())
    }

    /// How many mails arrived.
    pub(crate) async fn mails(&self) -> Result<usize> {
        Ok(self.mailbox.list(usize::MAX).await?.len())
    }

    /// Waits until there are more than these.
    pub(crate) async fn mail_after(&self, before: usize) -> Result<()> {
        let mut looks = interval(Duration::from_millis(40));
        while self.mails().await? <= before {
            looks.tick().await;
        }
        Ok(())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

fn serve(desk: &Desk, mailbox: &Mailbox, listener: TcpListener) -> Result<Vec<JoinHandle<()>>> {
    let hub = Hub::new();
    let options = Options { mailbox: Some(mailbox.clone()), ..Options::default() };
    let looks = Looks::new()?;
    let router = web::router(Web::new(desk.clone(), looks.clone(), hub.clone(), options)?);
    let worker = channels::jobs::worker(&Host::new(desk.clone(), looks, Outbox::Mailbox(mailbox.clone()))?);
    let (following, searching) = (desk.clone(), desk.clone());
    Ok(vec![
        tokio::spawn(async move { axum::serve(listener, router).await.expect("the listener stays") }),
        tokio::spawn(async move { worker.work().await }),
        tokio::spawn(async move { searching.keep_index().await }),
        tokio::spawn(async move { hub.follow(&following).await.expect("the facts can be read") }),
    ])
}
