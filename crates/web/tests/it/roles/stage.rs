//! The users who ask, and the rows that the addresses name.

mod article;
mod talk;
mod theme;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::api_key::NewApiKey;
use desk::attribute::{AttributeId, AttributeName, Definition, Object, Offer};
use desk::audit::AuditQuery;
use desk::brand::{Accent, BrandFace};
use desk::detail::{Arrange, Detail, Edit as EditDetail, What};
use desk::host_name::host_address;
use desk::kb::{Kb, Origin};
use desk::permission_set::{NewSet, PermissionSetId};
use desk::right::{Right, Rights, Role};
use desk::setting::Setting;
use desk::shortcut::NewShortcut;
use desk::snippet::{Label, text_of};
use desk::user::{Deactivate, Edit, Grants, Invitation, Member, UserId, UserKind, Way};
use desk::{Act, User, View};
use testkit::Database;

use super::form;
use crate::client::{Browser, PASSWORD, Site};
use crate::second_factor::set_up;

/// Who asks, in the order of [`Stage::seats`].
pub(super) const COLUMNS: [&str; 5] =
    ["administrator", "content manager", "agent", "collaborator", "a permission set"];

/// What the permission set holds.
const HELD: [Right; 3] = [Right::Read, Right::Delete, Right::SignOut];

/// The product, and somebody who makes the rows.
pub(super) struct Stage {
    pub(super) site: Site,
    root: User,
    /// What root's browser sends.
    cookies: BTreeMap<String, String>,
    words: AtomicUsize,
}

/// One who asks.
pub(super) struct Seat<'a> {
    pub(super) user: User,
    pub(super) browser: Browser<'a>,
    /// The device of the browser.
    device: String,
}

impl Stage {
    pub(super) async fn new(database: &Database) -> Self {
        let site = Site::new(database).await;
        site.kit.set("inbox.undo-seconds", "10").await;
        let root = site.kit.user("Ro Ot", &[Role::Administrator]).await;
        let cookies = site.at_desk(&root).await.cookies;
        Self { site, root, cookies, words: AtomicUsize::new(0) }
    }

    pub(super) async fn seats(&self) -> Vec<Seat<'_>> {
        let kit = &self.site.kit;
        let users = [
            kit.user("Ad Min", &[Role::Administrator]).await,
            kit.user("Con Tent", &[Role::ContentManager]).await,
            kit.user("Ag Ent", &[Role::Agent]).await,
            kit.collaborator("Col Lab").await,
            self.holder_of_a_set().await,
        ];
        let mut seats = Vec::new();
        for user in users {
            let mut browser = self.site.at_desk(&user).await;
            let device = devices(&mut browser).await.remove(0);
            seats.push(Seat { user, browser, device });
        }
        seats
    }

    /// A full-time user without a role.
    async fn holder_of_a_set(&self) -> User {
        let user = self.site.kit.user("Se T", &[]).await;
        let mut act = self.act();
        let set = NewSet::new("Held".parse().unwrap(), HELD.to_vec()).unwrap();
        let set = act.add_permission_set(&set).await.unwrap();
        let grants = Grants { kind: UserKind::FullTime, roles: Vec::new(), sets: vec![set] };
        let member = act.open::<Edit, Member>(user.id).await.unwrap();
        member.change(&mut act, &"Se T".parse().unwrap(), &grants).await.unwrap();
        act.done(()).await.unwrap();
        User { rights: Rights::of(&[], &HELD), ..user }
    }

    /// Everything that the address and its form name in braces, made for this one time.
    pub(super) async fn rows(&self, seat: &Seat<'_>, path: &str) -> BTreeMap<String, String> {
        let mut rows = if path.starts_with("/app/conversations/{id}") {
            self.conversation(&seat.user, path).await
        } else if path.contains("/articles/{article}") || path.contains("/articles/files/") {
            self.written(path).await
        } else if path.contains("/themes/{theme}") {
            self.theme(path).await
        } else {
            BTreeMap::new()
        };
        if path.contains("/details") {
            self.clear_details().await;
        }
        for name in form::names(path) {
            if let Entry::Vacant(missing) = rows.entry(name) {
                let row = self.row(seat, path, missing.key()).await;
                missing.insert(row);
            }
        }
        rows
    }

    async fn row(&self, seat: &Seat<'_>, path: &str, name: &str) -> String {
        match name {
            "article" => self.article().await,
            "attribute" => self.attribute().await.to_string(),
            "brand" => self.brand().await,
            "category" => self.category().await,
            "conversation" => self.conversation(&seat.user, path).await["id"].clone(),
            "detail" => self.detail().await,
            "device" => self.device(seat).await,
            "entry" => self.entry().await,
            "form" => self.form().await,
            "fresh" => self.fresh(),
            "host" => self.host().await,
            "kb" => self.site.kit.kb.id.to_string(),
            "key" => self.key().await,
            "redirect" => self.redirect().await,
            "synonyms" => self.synonyms().await.to_string(),
            "search" => self.search(&seat.user).await,
            "set" => self.set().await.to_string(),
            "shortcut" => self.shortcut().await,
            "snippet" => self.snippet().await,
            "user" => self.user(path).await.to_string(),
            _ => panic!("{path}: no row is known for {name}"),
        }
    }

    /// A word that was not used before.
    fn fresh(&self) -> String {
        format!("w{}", self.words.fetch_add(1, Ordering::Relaxed))
    }

    fn act(&self) -> Act<User> {
        self.site.kit.act(&self.root)
    }

    async fn view(&self) -> View<User> {
        self.site.kit.view(&self.root).await
    }

    async fn article(&self) -> String {
        let mut act = self.act();
        let new = testkit_desk::article("Lamps", "They shine.");
        let id = act.make_article(self.site.kit.kb.id, &new).await.unwrap();
        act.done(id).await.unwrap().to_string()
    }

    async fn attribute(&self) -> AttributeId {
        let mut act = self.act();
        let name = AttributeName::parse(&format!("{}Str", self.fresh())).unwrap();
        let offer = Offer::parse(name.kind(), "", false).unwrap();
        let new = Definition { label: Label::Own, is_required: false, is_sensitive: false, offer };
        let id = act.add_attribute(Object::Conversation, &name, &new).await.unwrap();
        act.done(id).await.unwrap()
    }

    async fn brand(&self) -> String {
        let mut act = self.act();
        let face =
            BrandFace { title: "New".to_owned(), accent: Accent::parse("#b4541f").unwrap(), sender: None };
        let brand = act.add_brand(&self.fresh(), &face).await.unwrap();
        act.done(brand.id).await.unwrap().to_string()
    }

    async fn detail(&self) -> String {
        let attribute = self.attribute().await;
        let mut act = self.act();
        let kb = act.open::<Arrange, Kb>(self.site.kit.kb.id).await.unwrap();
        let id = kb.add_detail(&mut act, What::Attribute(attribute), &Label::Own).await.unwrap();
        act.done(id).await.unwrap().to_string()
    }

    /// There is room for some details only.
    async fn clear_details(&self) {
        let view = self.view().await;
        let details = view.details(self.site.kit.kb.id).await.unwrap();
        view.close();
        let mut act = self.act();
        for detail in details {
            act.open::<EditDetail, Detail>(detail.id).await.unwrap().remove(&mut act).await.unwrap();
        }
        act.done(()).await.unwrap();
    }

    /// Another browser of the same user.
    pub(super) async fn entered(&self, seat: &Seat<'_>) -> Browser<'_> {
        let mut browser = self.site.browser_at("app.acme.test");
        browser.enter(seat.user.email.as_str(), PASSWORD).await;
        browser
    }

    async fn device(&self, seat: &Seat<'_>) -> String {
        let devices = devices(&mut self.entered(seat).await).await;
        devices.into_iter().find(|device| *device != seat.device).expect("it is listed")
    }

    /// The entry of a setting that was changed.
    async fn entry(&self) -> String {
        let view = self.view().await;
        let shown = view.configuration("acme").await.unwrap();
        let seen = shown.value("portal.mark-done").to_owned();
        view.close();
        let new = if seen == "on" { "off" } else { "on" };
        let mut act = self.act();
        let setting = Setting::find("portal.mark-done").unwrap();
        act.change_setting(self.site.kit.kb.id, setting, (&seen, new)).await.unwrap();
        act.done(()).await.unwrap();
        let query = AuditQuery { name: Some("setting.changed".to_owned()), ..AuditQuery::default() };
        let (entries, _) = self.view().await.audit(&query).await.unwrap();
        entries[0].seq.to_string()
    }

    async fn host(&self) -> String {
        let name = format!("{}.acme.test", self.fresh());
        let mut act = self.act();
        act.add_host(self.site.kit.kb.id, &host_address(&name).unwrap()).await.unwrap();
        act.done(()).await.unwrap();
        name
    }

    async fn key(&self) -> String {
        let new = NewApiKey {
            name: self.fresh(),
            roles: "org.admin".parse().unwrap(),
            networks: "".parse().unwrap(),
            days: None,
        };
        let mut act = self.act();
        let made = act.add_api_key(&new).await.unwrap();
        act.done(made.id).await.unwrap().to_string()
    }

    /// A search of the user's own: nobody has anything to do with another's.
    async fn search(&self, user: &User) -> String {
        let mut act = self.site.kit.act(user);
        act.save_search(&self.fresh().parse().unwrap(), "?view=open").await.unwrap();
        act.done(()).await.unwrap();
        let view = self.site.kit.view(user).await;
        view.saved_searches().await.unwrap()[0].id.to_string()
    }

    async fn set(&self) -> PermissionSetId {
        let mut act = self.act();
        let new = NewSet::new(self.fresh().parse().unwrap(), vec![Right::Reply]).unwrap();
        let id = act.add_permission_set(&new).await.unwrap();
        act.done(id).await.unwrap()
    }

    /// One of everybody's.
    async fn shortcut(&self) -> String {
        let name = self.fresh();
        let text = desk::shortcut::text_of("Thank you.").unwrap();
        let mut act = self.act();
        act.add_shortcut(&NewShortcut { name: name.parse().unwrap(), text }, true).await.unwrap();
        act.done(()).await.unwrap();
        let all = self.view().await.shortcuts().await.unwrap();
        all.iter().find(|shortcut| shortcut.name == name).expect("it is listed").id.to_string()
    }

    async fn snippet(&self) -> String {
        let texts = [("en_us".parse().unwrap(), text_of("Order").unwrap())].into();
        let mut act = self.act();
        let id = act.add_snippet(&format!("sn.{}", self.fresh()).parse().unwrap(), &texts).await.unwrap();
        act.done(id).await.unwrap().to_string()
    }

    /// Somebody in the state in which the address has something to do.
    async fn user(&self, path: &str) -> UserId {
        let email = format!("{}@acme.test", self.fresh());
        if path.ends_with("/invitation") || path.ends_with("/withdrawal") {
            return self.invited(&email).await;
        }
        let user = self.site.kit.user(&self.fresh(), &[]).await;
        if path.ends_with("/second-factor-reset") {
            set_up(&self.site, &mut self.site.at_desk(&user).await).await;
        }
        if path.ends_with("/activation") {
            let mut act = self.act();
            act.open::<Deactivate, Member>(user.id).await.unwrap().deactivate(&mut act).await.unwrap();
            act.done(()).await.unwrap();
        }
        user.id
    }

    async fn invited(&self, email: &str) -> UserId {
        let grants = Grants { kind: UserKind::FullTime, roles: Vec::new(), sets: Vec::new() };
        let new = Invitation { name: "Nora".parse().unwrap(), email: email.parse().unwrap(), grants };
        let origin = Origin::parse("https://app.acme.test").unwrap();
        let mut act = self.act();
        let id = act.invite(&new, &Way { language: "en_us".parse().unwrap(), origin }).await.unwrap();
        act.done(id).await.unwrap()
    }
}

/// The devices that the page of one's own sign-in lists.
async fn devices(browser: &mut Browser<'_>) -> Vec<String> {
    let page = browser.get("/app/settings/account").await;
    let addresses =
        page.text.split('"').filter_map(|text| text.strip_prefix("/app/settings/account/devices/"));
    let ids = addresses.filter_map(|rest| rest.strip_suffix("/sign-out"));
    ids.map(str::to_owned).collect()
}
