//! `portico theme preview`: the pages of a folder's theme in a browser on this machine, drawn anew each time (T5).

mod answer;
mod made;
mod page;
mod watch;

use std::io::Write as _;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use tokio::net::TcpListener;

use made::Looked;

#[derive(Args, Clone, Debug)]
pub(crate) struct Preview {
    /// The folder
    folder: PathBuf,
    /// Have the open page read again by itself when a file of the folder changes
    #[arg(long)]
    watch: bool,
    /// The port to listen on, on this machine only; 0 is any that is free
    #[arg(long, default_value_t = 8090)]
    port: u16,
}

impl Preview {
    pub(crate) async fn run(&self) -> anyhow::Result<ExitCode> {
        let shown = self.folder.display();
        anyhow::ensure!(self.folder.is_dir(), "{shown} is no folder");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await;
        let listener = listener.with_context(|| format!("port {} cannot be listened on", self.port))?;
        let port = listener.local_addr()?.port();
        let looked = Arc::new(Looked::new(self.folder.clone(), self.watch));
        if self.watch {
            tokio::spawn(watch::follow(looked.clone()));
        }
        let mut out = std::io::stdout();
        writeln!(out, "http://127.0.0.1:{port} shows {shown}. Ctrl-C ends it.")?;
        out.flush()?;
        axum::serve(listener, answer::router(looked, port)).await?;
        Ok(ExitCode::SUCCESS)
    }
}
