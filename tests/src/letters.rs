//! The mail that was really delivered, read as a mail program reads it.

use std::collections::BTreeSet;
use std::path::Path;

use mail::{Limits, Mail, parse};
use testkit::Exim;
use tokio::sync::Mutex;

use crate::patience::Patience;

/// Everybody's letter box behind the mail server.
pub struct Letters {
    exim: Exim,
    taken: Mutex<BTreeSet<Vec<u8>>>,
}

/// One delivered mail.
pub struct Letter {
    /// As it lay in the letter box.
    pub raw: Vec<u8>,
    /// As it was read.
    pub mail: Mail,
}

impl Letters {
    /// Starts the mail server. Nothing without root or without Exim: the story says so and is skipped.
    pub async fn start() -> Option<Self> {
        Some(Self { exim: Exim::start().await?, taken: Mutex::default() })
    }

    pub(crate) fn port(&self) -> u16 {
        self.exim.port()
    }

    /// Whether a letter to somebody lies in the box.
    pub async fn has_one_to(&self, address: &str) -> bool {
        let taken = self.taken.lock().await;
        let untaken = self.exim.arrived().into_iter().filter(|raw| !taken.contains(raw));
        untaken.filter_map(Letter::read).any(|letter| letter.is_to(address))
    }

    /// The next letter to somebody, waited for and taken out of the box.
    pub async fn next_to(&self, address: &str) -> Letter {
        let mut patience = Patience::new();
        while patience.lasts().await {
            let mut taken = self.taken.lock().await;
            let untaken = self.exim.arrived().into_iter().filter(|raw| !taken.contains(raw));
            if let Some(letter) = untaken.filter_map(Letter::read).find(|letter| letter.is_to(address)) {
                taken.insert(letter.raw.clone());
                return letter;
            }
        }
        panic!("no mail to {address} arrived");
    }
}

impl Letter {
    /// A letter to somebody in the folder of the built-in mailbox.
    pub(crate) fn kept(folder: &Path, address: &str) -> Option<Self> {
        Self::all_kept(folder, address).next()
    }

    /// All letters to somebody in it.
    pub(crate) fn all_kept(folder: &Path, address: &str) -> impl Iterator<Item = Self> {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let whole = files.filter(|file| file.extension().is_some_and(|ending| ending == "eml"));
        let letters = whole.filter_map(|file| Self::read(std::fs::read(file).ok()?));
        letters.filter(move |letter| letter.is_to(address))
    }

    /// Nothing of a file that is still being written.
    fn read(raw: Vec<u8>) -> Option<Self> {
        let mail = parse(&raw, &Limits::default()).ok()?;
        Some(Self { raw, mail })
    }

    fn is_to(&self, address: &str) -> bool {
        self.mail.to.iter().any(|mailbox| mailbox.address.as_str() == address)
    }

    /// The part in plain text.
    pub fn text(&self) -> &str {
        self.mail.text.as_deref().expect("the mail has a part in plain text")
    }

    /// The HTML part.
    pub fn html(&self) -> &str {
        self.mail.html.as_deref().expect("the mail has an HTML part")
    }

    /// An answer to it goes to `name+tag@domain`, with a tag nobody can guess.
    pub fn leads_back_to(&self, name: &str, domain: &str) {
        let [reply_to] = &self.mail.reply_to[..] else { panic!("there is one address to answer to") };
        let (local, host) = reply_to.address.as_str().split_once('@').expect("it is an address");
        let (word, tag) = local.split_once('+').expect("the address has a tag");
        assert_eq!((word, tag.len(), host), (name, 26, domain));
    }

    /// The sign-in code in it: six digits alone on a line.
    pub fn code(&self) -> String {
        let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
        let code = self.text().lines().map(str::trim).find(is_code);
        code.expect("the mail has a code").to_owned()
    }
}
