//! One journey: everything it goes through, started and ended with it.

use testkit::Database;

use crate::{Browser, Driver, Letters, Portico};

/// A running program that serves Acme, its mail server, and a way to browsers.
pub struct Journey {
    /// The program.
    pub portico: Portico,
    /// The mail it sent.
    pub letters: Letters,
    driver: Driver,
}

impl Journey {
    /// Sets out. Nothing where the machine lacks what a journey needs: that is said, and a failure where `CI` is set.
    pub async fn begin(database: &Database) -> Option<Self> {
        let driver = Driver::start().await?;
        let letters = Letters::start().await?;
        let portico = Portico::start(database, letters.port()).await;
        portico.found_acme().await;
        Some(Self { portico, letters, driver })
    }

    /// Sets out with a program that was started for the first time.
    pub async fn begin_from_nothing(database: &Database) -> Option<Self> {
        let driver = Driver::start().await?;
        let letters = Letters::start().await?;
        let portico = Portico::start_from_nothing(database, letters.port()).await;
        Some(Self { portico, letters, driver })
    }

    /// A browser nobody has used.
    pub async fn browser(&self) -> Browser {
        Browser::open(&self.driver).await
    }

    /// Signs a customer in by the code of a real mail, and ends in My Conversations.
    pub async fn sign_in(&self, browser: &Browser, address: &str) {
        browser.go(&self.portico.help("/login")).await;
        browser.write("E-mail address", address).await;
        browser.press("Send me a code").await;
        browser.sees("Check your e-mail").await;
        browser.write("6-digit code", &self.letters.next_to(address).await.code()).await;
        browser.press("Log in").await;
        browser.sees_heading("My conversations").await;
    }

    /// Starts a conversation from My Conversations, and ends in it.
    pub async fn start_conversation(&self, browser: &Browser, subject: &str, text: &str) {
        browser.press("Start a conversation").await;
        browser.write("Subject", subject).await;
        browser.write("Message", text).await;
        browser.press("Send message").await;
        browser.sees_heading(subject).await;
    }
}
