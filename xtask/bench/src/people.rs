//! Coming in by the product's own pages: customers by a mailed code, the agent by a link to set a password.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, Result, ensure};

use crate::http::Client;
use crate::place::{LIST, Place};
use crate::server::pause;

/// The customer with 50 conversations of 20 messages.
const REGULAR: &str = "regular@bench.example";
const AGENT: &str = "measured@bench.example";
const PASSWORD: &str = "measured twice, cut once";
/// A mail is written by a job, which wakes at once.
const PATIENCE: Duration = Duration::from_secs(10);

/// Somebody signed in.
#[derive(Clone, Debug)]
pub(crate) struct Customer {
    /// As it is sent: `name=value`.
    pub(crate) cookie: String,
    /// The id of the newest conversation.
    pub(crate) conversation: String,
}

/// Everybody signed in.
pub(crate) struct People {
    pub(crate) regular: Customer,
    /// The agent's cookie.
    pub(crate) agent: String,
    /// Those who post.
    pub(crate) posters: Vec<Customer>,
}

impl People {
    /// Serves the place and signs everybody in, so many among them who post; the sessions last a day.
    pub(crate) fn enter(place: &Place, posters: usize) -> Result<Self> {
        let link = place.run(&["user", "add", "--org", "bench", "--email", AGENT, "--name", "Measured"])?;
        let server = place.serve()?;
        let addresses = (0..posters).map(|number| format!("customer{number}@bench.example"));
        let mailbox = place.folder.join("mailbox");
        let people = Self {
            regular: customer(server.port, &mailbox, REGULAR)?,
            agent: agent(server.port, &link)?,
            posters: addresses
                .map(|address| customer(server.port, &mailbox, &address))
                .collect::<Result<_>>()?,
        };
        server.stop()?;
        Ok(people)
    }
}

fn customer(port: u16, mailbox: &Path, address: &str) -> Result<Customer> {
    let mut client = Client::connect(port)?;
    let before = newest(mailbox)?.map(|(at, _)| at);
    let asked = client.post("/login", &[("address", address)])?;
    ensure!(asked.status == 200, "/login answered {} to {address}: {}", asked.status, asked.text());
    let code = next_code(mailbox, before)?;
    let entered = client.post("/login/code", &[("code", &code)])?;
    ensure!(entered.status == 303, "the code was answered with {}", entered.status);
    let page = client.page(LIST)?;
    let start = format!("href=\"{LIST}/");
    let ids = page.match_indices(&start).map(|(at, _)| &page[at + start.len()..]);
    let conversation =
        ids.filter_map(|rest| rest.split_once("#latest\"").map(|(id, _)| id)).find(|id| id.len() < 80);
    let conversation = conversation.with_context(|| format!("{address} has no conversation"))?.to_owned();
    Ok(Customer { cookie: client.cookie("customer")?, conversation })
}

fn agent(port: u16, told: &str) -> Result<String> {
    let path = told.lines().find_map(|line| line.find("/app/password/").map(|at| line[at..].trim()));
    let mut client = Client::connect(port)?;
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    let set = client.post(path.context("no link to set a password was told")?, &fields)?;
    ensure!(set.status == 303, "the password was answered with {}: {}", set.status, set.text());
    let entered = client.post("/app/sign-in", &[("email", AGENT), ("password", PASSWORD)])?;
    ensure!(entered.status == 303, "the sign-in was answered with {}", entered.status);
    client.cookie("user")
}

/// The code of the next mail that comes.
fn next_code(mailbox: &Path, before: Option<SystemTime>) -> Result<String> {
    let begun = Instant::now();
    loop {
        if let Some((at, mail)) = newest(mailbox)?.filter(|(at, _)| before.is_none_or(|before| *at > before))
        {
            return code(&mail).with_context(|| format!("the mail of {at:?} has no code"));
        }
        ensure!(begun.elapsed() < PATIENCE, "no mail came into {}", mailbox.display());
        pause(Duration::from_millis(2));
    }
}

/// The newest mail and when it came.
fn newest(mailbox: &Path) -> Result<Option<(SystemTime, String)>> {
    let Ok(entries) = fs::read_dir(mailbox) else { return Ok(None) };
    let mails =
        entries.flatten().filter(|entry| entry.path().extension().is_some_and(|ending| ending == "eml"));
    let dated = mails.map(|mail| Ok((mail.metadata()?.modified()?, mail.path())));
    let newest = dated.collect::<Result<Vec<_>>>()?.into_iter().max();
    newest.map(|(at, path)| Ok((at, fs::read_to_string(path)?))).transpose()
}

/// Six digits alone on a line.
fn code(mail: &str) -> Option<String> {
    let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
    mail.lines().map(str::trim).find(is_code).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn the_code_stands_alone_on_a_line() {
        let mail = "Subject: 123456\r\n\r\nOrder 1234567\r\n\r\n    042137\r\n";
        assert_eq!(code(mail).as_deref(), Some("042137"));
    }
}
