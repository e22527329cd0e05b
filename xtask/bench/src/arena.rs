//! What runs side by side: the product, the yardstick on the same data, nginx with the same bytes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::article;
use crate::http::Client;
use crate::options::Options;
use crate::people::{Customer, People};
use crate::place::{HOME, LIST, Place};
use crate::server::Server;

/// Each may send 60 messages an hour, and from one network 60 codes may be asked for.
const POSTERS: usize = 20;

/// The servers, and who is signed in.
pub(crate) struct Arena {
    pub(crate) product: Server,
    pub(crate) yardstick: Server,
    pub(crate) nginx: Server,
    /// The address of an article.
    pub(crate) article: String,
    pub(crate) people: People,
}

impl Arena {
    /// Signs everybody in.
    pub(crate) fn enter(place: &Place) -> Result<People> {
        People::enter(place, POSTERS)
    }

    /// Starts everything.
    pub(crate) fn open(options: &Options, place: &Place, people: People) -> Result<Self> {
        article::publish(place)?;
        let data = place.for_yardstick()?;
        let yardstick = options.program("yardstick");
        let command = |port: u16| {
            let mut command = Command::new(&yardstick);
            command.args([data.as_str(), &format!("127.0.0.1:{port}")]);
            command
        };
        let yardstick = Server::start(command, "/")?;
        let product = place.serve()?;
        let article = article::address(product.port)?;
        let page = |path: &str| Client::connect(product.port)?.page(path);
        let pages = [("home.html", page(HOME)?), ("article.html", page(&article)?)];
        let nginx = nginx(&options.folder.join("nginx"), &pages)?;
        Ok(Self { product, yardstick, nginx, article, people })
    }

    /// Ends everything.
    pub(crate) fn close(self) -> Result<People> {
        self.product.stop()?;
        self.yardstick.stop()?;
        self.nginx.stop()?;
        Ok(self.people)
    }

    /// The yardstick's path of a page that is as long as the product's: the product's path, the yardstick's.
    pub(crate) fn as_long(&self, of_product: &str, of_yardstick: &str, who: &Customer) -> Result<String> {
        let page = |port: u16, path: &str| Client::connect(port)?.with_cookie(&who.cookie).page(path);
        let (wanted, has) = (page(self.product.port, of_product)?, page(self.yardstick.port, of_yardstick)?);
        ensure!(has.contains(&who.conversation), "the yardstick shows another page at {of_yardstick}");
        let pad = wanted.len().saturating_sub(has.len());
        Ok(format!("{of_yardstick}?pad={pad}"))
    }
}

/// The page of one conversation.
pub(crate) fn detail(who: &Customer) -> String {
    format!("{LIST}/{}", who.conversation)
}

/// nginx with these pages, as files.
fn nginx(folder: &Path, pages: &[(&str, String)]) -> Result<Server> {
    fs::create_dir_all(folder)?;
    let folder = folder.canonicalize()?;
    for (name, page) in pages {
        fs::write(folder.join(name), page)?;
    }
    let command = |port: u16| {
        // A file that cannot be written is told by nginx itself, which then finds none.
        let _ = fs::write(folder.join("nginx.conf"), configuration(&folder, port));
        let mut command = Command::new("/usr/sbin/nginx");
        command.arg("-c").arg(folder.join("nginx.conf")).stderr(Stdio::null());
        command
    };
    Server::start(command, "/home.html").context("nginx (Debian: nginx-light)")
}

/// As fast as it goes: two processes, no log, the file kept open.
fn configuration(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("  {what}_temp_path {folder}/{what};\n"))
        .concat();
    format!(
        "user root;\ndaemon off;\nworker_processes 2;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  keepalive_requests 100000000;
  open_file_cache max=10;\n  default_type text/html;\n{temporary}
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}\n"
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::configuration;

    #[test]
    fn nginx_writes_nowhere_but_in_its_folder() {
        let text = configuration(Path::new("/tmp/here"), 8081);
        assert!(text.contains("listen 127.0.0.1:8081; root /tmp/here;"));
        let paths = text
            .lines()
            .filter(|line| line.contains("_path ") || line.contains("pid ") || line.contains("_log /"));
        assert!(paths.into_iter().all(|line| line.contains(" /tmp/here/")), "{text}");
    }
}
