//! A browser that goes to a page as somebody, and takes its picture at every width, light and dark.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use anyhow::{Context as _, Result, ensure};
use demo::PASSWORD;
use image::RgbImage;
use journeys::{Browser, Driver};
use serde_json::json;

use crate::pages::{Face, Look, Step, Who};
use crate::place::Place;

/// Widths of a phone, a tablet and a desk.
pub(crate) const WIDTHS: [u32; 3] = [360, 768, 1440];
pub(crate) const SCHEMES: [&str; 2] = ["light", "dark"];
const HEIGHT: u32 = 900;

/// Wherever a conversation is open, its newest is looked at.
const SETTLE: &str = "
if (!document.querySelector('[role=listbox]')) document.activeElement?.blur?.();
for (const place of document.querySelectorAll('.timeline-scroll')) place.scrollTop = place.scrollHeight;
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
return Promise.all([document.fonts.ready, ...[...document.images].map((one) => one.decode().catch(() => 0))]).then(() => 1);
";

/// Everybody's browsers, each opened when somebody looks for the first time.
pub(crate) struct Studios<'a> {
    place: &'a Place,
    driver: &'a Driver,
    scale: f64,
    open: BTreeMap<Who, Studio<'a>>,
}

impl<'a> Studios<'a> {
    pub(crate) fn at(place: &'a Place, driver: &'a Driver, scale: f64) -> Self {
        Self { place, driver, scale, open: BTreeMap::new() }
    }

    pub(crate) fn place(&self) -> &'a Place {
        self.place
    }

    pub(crate) async fn of(&mut self, who: Who) -> Result<&Studio<'a>> {
        Ok(match self.open.entry(who) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(none) => none.insert(Studio::open(self.place, self.driver, who, self.scale).await?),
        })
    }
}

/// One person's browser.
pub(crate) struct Studio<'a> {
    place: &'a Place,
    browser: Browser,
    scale: f64,
}

impl<'a> Studio<'a> {
    /// Opens a browser and signs in.
    async fn open(place: &'a Place, driver: &Driver, who: Who, scale: f64) -> Result<Self> {
        let studio = Self { place, browser: Browser::open(driver).await, scale };
        studio.browser.tell("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
        match who {
            Who::Nobody => {}
            Who::Customer(address) => studio.enter_as_customer(address).await?,
            Who::User(address) => studio.enter_as_user(address).await,
        }
        Ok(studio)
    }

    /// The page at every width, a row for each scheme.
    pub(crate) async fn shots(
        &self,
        look: &Look,
        widths: &[u32],
        schemes: &[&str],
    ) -> Result<Vec<Vec<RgbImage>>> {
        self.resize(1440).await;
        self.browser.go(&self.address(look.face, look.path)).await;
        let mails = self.place.mails().await?;
        for step in look.steps {
            self.take(*step, mails).await?;
        }
        let mut rows = Vec::new();
        for scheme in schemes {
            self.browser.prefer(scheme).await;
            let mut row = Vec::new();
            for width in widths {
                self.resize(*width).await;
                self.browser.run(SETTLE).await;
                let picture = self.browser.picture().await;
                row.push(image::load_from_memory(&picture).context(look.name)?.into_rgb8());
            }
            rows.push(row);
        }
        if look.steps.contains(&Step::LoseMessages) {
            self.place.find_messages().await?;
        }
        Ok(rows)
    }

    /// Goes a step, of a look before which so many mails had arrived.
    async fn take(&self, step: Step, mails: usize) -> Result<()> {
        match step {
            Step::Open(selector) => {
                let found = self
                    .browser
                    .run(&format!("return document.querySelector({})?.href", json!(selector)))
                    .await;
                self.browser.go(found.as_str().unwrap_or_else(|| panic!("no link is {selector}"))).await;
            }
            Step::Sees(selector) => self.browser.sees_count(selector, 1).await,
            Step::Run(script) => {
                self.browser.run(script).await;
            }
            Step::FollowMail => {
                self.place.mail_after(mails).await?;
                self.browser.go(&self.place.link().await?).await;
            }
            Step::LoseMessages => self.place.lose_messages().await?,
        }
        Ok(())
    }

    async fn resize(&self, width: u32) {
        let size =
            json!({ "width": width, "height": HEIGHT, "deviceScaleFactor": self.scale, "mobile": false });
        self.browser.tell("Emulation.setDeviceMetricsOverride", size).await;
    }

    fn address(&self, face: Face, path: &str) -> String {
        let site = match face {
            Face::Help => &self.place.guide.sites[0].1,
            Face::App => &self.place.guide.app,
        };
        format!("{site}{path}")
    }

    async fn enter_as_customer(&self, address: &str) -> Result<()> {
        let before = self.place.mails().await?;
        self.browser.go(&self.address(Face::Help, "/login")).await;
        self.fill("address", address).await;
        self.browser.sees_count("input[name=code]", 1).await;
        self.place.mail_after(before).await?;
        self.fill("code", &self.place.code().await?).await;
        self.browser.sees_count("input[name=code]", 0).await;
        ensure!(!self.browser.address().await.contains("/login"), "{address} is not signed in");
        Ok(())
    }

    async fn enter_as_user(&self, address: &str) {
        self.browser.go(&self.address(Face::App, "/app/sign-in")).await;
        self.browser.run(&format!("document.querySelector('[name=email]').value = {}", json!(address))).await;
        self.fill("password", PASSWORD).await;
        self.browser.sees_count("input[name=password]", 0).await;
    }

    /// Writes into the field of this name and sends its form.
    async fn fill(&self, name: &str, value: &str) {
        let field =
            format!("const field = document.querySelector('[name={name}]'); field.value = {};", json!(value));
        self.browser.run(&format!("{field} field.form.requestSubmit();")).await;
    }
}
