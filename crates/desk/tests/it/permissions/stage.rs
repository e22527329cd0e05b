//! A row of every noun, so that each deed is asked of something that is there.

use desk::User;
use desk::api_key::{ApiKeyId, NewApiKey};
use desk::article::{ArticleId, NewArticle};
use desk::attribute::{AttributeId, Definition};
use desk::brand::{Accent, Brand, BrandFace};
use desk::conversation::ConversationId;
use desk::detail::{DetailId, What};
use desk::form::FormId;
use desk::host_name::host_address;
use desk::permission_set::PermissionSetId;
use desk::right::{Right, Role};
use desk::setting::SETTINGS;
use desk::shortcut::{NewShortcut, ShortcutId};
use desk::snippet::{Label, SnippetId};
use desk::user::UserId;
use kernel::Fault;
use testkit::Database;
use testkit_desk::Kit;

use super::themes::Themes;
use crate::attribute::{add, add_as, definition, set};
use crate::audit::{change, log, named};
use crate::detail::choose;
use crate::users::{add_set, deactivate, full_time, invite, set_of};
use crate::{form, inbox, second_factor, snippet};

/// The rows.
pub(crate) struct Stage {
    pub(crate) kit: Kit,
    pub(super) active: UserId,
    pub(super) gone: UserId,
    pub(super) invited: UserId,
    pub(super) secured: UserId,
    pub(super) set: PermissionSetId,
    pub(super) key: ApiKeyId,
    pub(super) attribute: AttributeId,
    pub(super) free: AttributeId,
    pub(super) snippet: SnippetId,
    pub(super) detail: DetailId,
    pub(super) article: ArticleId,
    pub(super) form: FormId,
    pub(super) brand: Brand,
    pub(super) shortcut: ShortcutId,
    /// Of a setting that was changed.
    pub(super) entry: i64,
    /// Of a detail that was added.
    pub(super) list_entry: i64,
    pub(super) conversation: ConversationId,
    pub(super) themes: Themes,
    /// What each setting is, in their order.
    values: Vec<String>,
}

/// A host name beside the first.
pub(super) const HOST: &str = "more.acme.test";
/// What the sensitive attribute is called.
pub(super) const SENSITIVE: &str = "ibanStr";

impl Stage {
    pub(crate) async fn new(database: &Database) -> Self {
        let inbox::Stage { kit, ana, id, .. } = inbox::Stage::new(database).await;
        let root = kit.user("Ro Ot", &[Role::Administrator]).await;
        kit.set("knowledge-base.internal", "on").await;
        kit.set("portal.agents", "on").await;
        let [active, gone] = [kit.user("Act Ive", &[]).await.id, kit.user("Go Ne", &[]).await.id];
        deactivate(&kit, &root, gone).await.unwrap();
        let attribute = add(&kit, &root, "orderStr", "").await.unwrap();
        let sensitive = Definition { is_sensitive: true, ..definition(SENSITIVE, "") };
        add_as(&kit, &root, SENSITIVE, &sensitive).await.unwrap();
        set(&kit, &ana, (id, SENSITIVE), &["DE00 4711"]).await.unwrap();
        change(&kit, &root, "portal.reopen", "on", "off").await.unwrap();
        let entry = log(&kit, &root, &named("setting.changed")).await.unwrap()[0].seq;
        let what = What::Attribute(attribute);
        let detail = choose(&kit, &root, (kit.kb.id, what), &Label::Own).await.unwrap();
        Self {
            active,
            gone,
            invited: invite(&kit, &root, "invited@acme.test", full_time(&[], &[])).await.unwrap(),
            secured: second_factor::secured(&kit).await,
            set: add_set(&kit, &root, &set_of("Deleters", &[Right::Delete])).await.unwrap(),
            key: key(&kit, &root).await.unwrap(),
            free: add(&kit, &root, "cityStr", "").await.unwrap(),
            snippet: snippet::add(&kit, &root, "sn.order", &[("en_us", "Order")]).await.unwrap(),
            detail,
            list_entry: log(&kit, &root, &named("detail.added")).await.unwrap()[0].seq,
            article: article(&kit, &root).await.unwrap(),
            form: form::make(&kit, &root, "Ask us").await.unwrap(),
            brand: brand(&kit, &root).await.unwrap(),
            shortcut: shortcut(&kit, &root).await.unwrap(),
            conversation: id,
            themes: Themes::new(&kit, &root).await,
            attribute,
            entry,
            values: values(&kit, &root).await,
            kit,
        }
    }

    /// Saves the setting of this number as it is.
    pub(super) async fn save(&self, who: &User, at: usize) -> Result<(), Fault> {
        let (setting, value) = (&SETTINGS[at], self.values[at].as_str());
        let mut act = self.kit.act(who);
        if setting.of_kb {
            act.change_setting(self.kit.kb.id, setting, (value, value)).await
        } else {
            act.change_org_setting(setting, (value, value)).await
        }
    }
}

async fn values(kit: &Kit, root: &User) -> Vec<String> {
    let view = kit.view(root).await;
    let of_kb = view.configuration("acme").await.unwrap();
    let mut values = Vec::new();
    for setting in SETTINGS {
        values.push(if setting.of_kb {
            of_kb.value(setting.name).to_owned()
        } else {
            view.org_setting(setting).await.unwrap()
        });
    }
    values
}

async fn key(kit: &Kit, root: &User) -> Result<ApiKeyId, Fault> {
    let mut act = kit.act(root);
    let made = act.add_api_key(&new_key("Shop")).await?;
    act.done(made.id).await
}

pub(super) fn new_key(name: &str) -> NewApiKey {
    NewApiKey {
        name: name.to_owned(),
        roles: "org.admin".parse().unwrap(),
        networks: "".parse().unwrap(),
        days: None,
    }
}

async fn article(kit: &Kit, root: &User) -> Result<ArticleId, Fault> {
    let mut act = kit.act(root);
    let id = act.make_article(kit.kb.id, &new_article()).await?;
    act.done(id).await
}

/// One for the people inside.
pub(super) fn new_article() -> NewArticle {
    testkit_desk::article("Refund limits", "Up to 50.").internal()
}

pub(super) fn face() -> BrandFace {
    BrandFace { title: "Nova".to_owned(), accent: Accent::parse("#b4541f").unwrap(), sender: None }
}

/// A brand that nothing hangs on, and one more host name of the first one's knowledge base.
async fn brand(kit: &Kit, root: &User) -> Result<Brand, Fault> {
    let mut act = kit.act(root);
    let brand = act.add_brand("nova", &face()).await?;
    act.add_host(kit.kb.id, &host_address(HOST)?).await?;
    act.done(brand).await
}

pub(super) fn new_shortcut(name: &str) -> NewShortcut {
    NewShortcut { name: name.parse().unwrap(), text: desk::shortcut::text_of("Thank you.").unwrap() }
}

/// One of everybody's.
async fn shortcut(kit: &Kit, root: &User) -> Result<ShortcutId, Fault> {
    let mut act = kit.act(root);
    act.add_shortcut(&new_shortcut("Thanks"), true).await?;
    act.done(()).await?;
    Ok(kit.view(root).await.shortcuts().await?[0].id)
}
