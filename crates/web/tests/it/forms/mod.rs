//! Forms of the help centre: filled by strangers and customers, answered by articles, and sent from other sites (K6).

mod designing;
mod filling;
mod hook;
mod suggesting;

use desk::User;
use desk::form::{Beginning, Design, Edit, Form, FormId, Languages, Typed, TypedField};
use desk::right::Role;
use testkit::Database;
use testkit_desk::english;

use crate::client::{Answer, Browser, Site};

/// A help centre with a published form.
pub(super) struct Stage {
    pub(super) site: Site,
    pub(super) con: User,
    pub(super) id: FormId,
    /// Its address.
    pub(super) here: String,
    pub(super) hash: String,
}

impl Stage {
    pub(super) async fn new(database: &Database) -> Self {
        Self::with(database, &[], |_| {}).await
    }

    /// With these fields besides subject and message, and whatever else is decided about it.
    pub(super) async fn with(
        database: &Database,
        fields: &[TypedField],
        decide: impl FnOnce(&mut Typed),
    ) -> Self {
        let site = Site::new(database).await;
        let con = site.kit.user("Con Tent", &[Role::ContentManager]).await;
        let mut act = site.kit.act(&con);
        let language = english();
        let new = Beginning { language: &language, title: "Ask us", subject: "Subject", message: "Message" };
        let id = act.make_form(site.kit.kb.id, &new).await.unwrap();
        act.done(()).await.unwrap();
        let mut typed = typed();
        typed.fields.extend_from_slice(fields);
        decide(&mut typed);
        let design = Design::read(&typed, &[], None).unwrap();
        let mut act = site.kit.act(&con);
        let form = act.open::<Edit, Form>(id).await.unwrap();
        let languages = Languages { own: &language, said: &language };
        form.change(&mut act, languages, &design, 1).await.unwrap();
        form.publish(&mut act).await.unwrap();
        act.done(()).await.unwrap();
        let view = site.kit.view(&con).await;
        let hash = view.managed_form(id).await.unwrap().form.hash;
        view.close();
        let here = format!("/en_us/contact/ask-us-{hash}");
        Self { site, con, id, here, hash }
    }

    /// Fills what the page asks for and sends it, without script: no work is done.
    pub(super) async fn send(&self, browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
        let page = browser.get(&self.here).await;
        self.send_drawn(browser, &page, fields, &[]).await
    }

    pub(super) async fn send_drawn(
        &self,
        browser: &mut Browser<'_>,
        page: &Answer,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let (once, stamp) = (page.hidden("once"), page.hidden("stamp"));
        let mut all = vec![("once", once.as_str()), ("stamp", stamp.as_str())];
        all.extend_from_slice(fields);
        browser.upload(&self.here, &all, files).await
    }

    /// The same with the work done that a script does.
    pub(super) async fn send_worked(&self, browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
        let page = browser.get(&self.here).await;
        let work = identity::work_out(&page.hidden("once"), desk::form::WORK_BITS);
        let mut all = vec![("work", work.as_str())];
        all.extend_from_slice(fields);
        self.send_drawn(browser, &page, &all, &[]).await
    }

    /// How many were sent, closed and held.
    pub(super) async fn counts(&self) -> [i64; 3] {
        let view = self.site.kit.view(&self.con).await;
        let counts = view.forms(self.site.kit.kb.id).await.unwrap()[0].counts;
        view.close();
        [counts.sent, counts.closed, counts.held]
    }
}

pub(super) const ANA: &str = "ana@example.com";
pub(super) const ASKED: [(&str, &str); 3] =
    [("email", ANA), ("subject", "Broken lamp"), ("message", "It <b>flickers</b>.")];

pub(super) fn field(name: &str, kind: &str) -> TypedField {
    TypedField {
        name: name.to_owned(),
        kind: kind.to_owned(),
        target: "told".to_owned(),
        label: format!("The {name}"),
        ..TypedField::default()
    }
}

fn typed() -> Typed {
    let target = |target: &str, field| TypedField { target: target.to_owned(), is_required: true, ..field };
    Typed {
        name: "Ask us".to_owned(),
        title: "Ask us".to_owned(),
        thanks: "We hurry.".to_owned(),
        fields: vec![
            target("subject", field("subject", "text")),
            target("message", field("message", "area")),
        ],
        suggests: true,
        ..Typed::default()
    }
}
