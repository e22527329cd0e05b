//! Addresses of the settings, each made in one place.

use desk::api_key::ApiKeyId;
use desk::article::ArticleId;
use desk::brand::BrandId;
use desk::category::CategoryId;
use desk::form::FormId;
use desk::permission_set::PermissionSetId;
use desk::session::SessionId;
use desk::theme::ThemeId;
use desk::user::UserId;
use kernel::Language;

pub(crate) const HOME: &str = "/app/settings";
pub(crate) const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
pub(crate) const AUTHENTICATION: &str = "/app/settings/knowledge-base/configuration/authentication";
pub(crate) const SIGN_ON: &str = "/app/settings/knowledge-base/configuration/sign-on";
pub(crate) const SIGN_ON_SECRET: &str = "/app/settings/knowledge-base/configuration/sign-on/secret";
pub(crate) const SIGN_ON_TRIAL: &str = "/app/settings/knowledge-base/configuration/sign-on/trial";
pub(crate) const DETAILS: &str = "/app/settings/knowledge-base/configuration/details";
pub(crate) const HOSTS: &str = "/app/settings/knowledge-base/configuration/hosts";
pub(crate) const HOST_REMOVAL: &str = "/app/settings/knowledge-base/configuration/hosts/removal";
pub(crate) const ARTICLES: &str = "/app/settings/knowledge-base/articles";
pub(crate) const NEW_ARTICLE: &str = "/app/settings/knowledge-base/articles/new";
pub(crate) const ARTICLE_CHANGES: &str = "/app/settings/knowledge-base/articles/changes";
pub(crate) const ARTICLE_FILES: &str = "/app/settings/knowledge-base/articles/files";
pub(crate) const ARTICLE_LINKS: &str = "/app/settings/knowledge-base/articles/links";
pub(crate) const ARTICLE_CHECK: &str = "/app/settings/knowledge-base/articles/check";
pub(crate) const CATEGORIES: &str = "/app/settings/knowledge-base/categories";
pub(crate) const SEARCH: &str = "/app/settings/knowledge-base/search";
pub(crate) const REDIRECTS: &str = "/app/settings/knowledge-base/redirects";
pub(crate) const REDIRECT_REMOVAL: &str = "/app/settings/knowledge-base/redirects/removal";
pub(crate) const FORMS: &str = "/app/settings/knowledge-base/forms";
pub(crate) const THEMES: &str = "/app/settings/knowledge-base/themes";
pub(crate) const THEME_ARCHIVES: &str = "/app/settings/knowledge-base/themes/archives";
pub(crate) const BRANDS: &str = "/app/settings/brands";
pub(crate) const NEW_BRAND: &str = "/app/settings/brands/new";
pub(crate) const ATTRIBUTES: &str = "/app/settings/attributes";
pub(crate) const SNIPPETS: &str = "/app/settings/snippets";
pub(crate) const ACCOUNT: &str = "/app/settings/account";
pub(crate) const EVERYWHERE: &str = "/app/settings/account/devices/sign-out";
pub(crate) const SECOND_FACTOR: &str = "/app/settings/account/second-factor";
pub(crate) const CONFIRM_FACTOR: &str = "/app/settings/account/second-factor/confirmation";
pub(crate) const RENEW_CODES: &str = "/app/settings/account/second-factor/recovery-codes";
pub(crate) const REMOVE_FACTOR: &str = "/app/settings/account/second-factor/removal";
pub(crate) const USERS: &str = "/app/settings/users";
pub(crate) const NEW_USER: &str = "/app/settings/users/new";
pub(crate) const PERMISSION_SETS: &str = "/app/settings/permission-sets";
pub(crate) const NEW_PERMISSION_SET: &str = "/app/settings/permission-sets/new";
pub(crate) const SIGN_IN: &str = "/app/settings/security/sign-in";
pub(crate) const API_KEYS: &str = "/app/settings/security/api-keys";
pub(crate) const NEW_API_KEY: &str = "/app/settings/security/api-keys/new";
pub(crate) const AUDIT_LOG: &str = "/app/settings/security/audit-log";

/// The end of one of one's own sessions.
pub(crate) fn device(session: SessionId) -> String {
    format!("{ACCOUNT}/devices/{session}/sign-out")
}

/// The page of a user.
pub(crate) fn user(user: UserId) -> String {
    format!("{USERS}/{user}")
}

/// The page of a permission set.
pub(crate) fn permission_set(set: PermissionSetId) -> String {
    format!("{PERMISSION_SETS}/{set}")
}

/// The end of an API key.
pub(crate) fn revocation(key: ApiKeyId) -> String {
    format!("{API_KEYS}/{key}/revocation")
}

/// Where an article is written, in one language.
pub(crate) fn article(id: ArticleId, language: &Language) -> String {
    format!("{ARTICLES}/{id}{}", crate::url::query(&[("language", language.as_str())]))
}

/// What is done to an article: `publication`, `schedule`, …
pub(crate) fn article_act(id: ArticleId, act: &str) -> String {
    format!("{ARTICLES}/{id}/{act}")
}

/// The versions of a text.
pub(crate) fn article_history(id: ArticleId, language: &Language, version: &str) -> String {
    let query = crate::url::query(&[("language", language.as_str()), ("version", version)]);
    format!("{ARTICLES}/{id}/history{query}")
}

/// A category's own page, in one language.
pub(crate) fn category(id: CategoryId, language: &Language) -> String {
    format!("{CATEGORIES}/{id}{}", crate::url::query(&[("language", language.as_str())]))
}

/// What is done to a category.
pub(crate) fn category_act(id: CategoryId, act: &str) -> String {
    format!("{CATEGORIES}/{id}/{act}")
}

/// A form's own page, in one language.
pub(crate) fn form(id: FormId, language: &Language) -> String {
    format!("{FORMS}/{id}{}", crate::url::query(&[("language", language.as_str())]))
}

/// What is done to a form: `publication`, `deletion`, …
pub(crate) fn form_act(id: FormId, act: &str) -> String {
    format!("{FORMS}/{id}/{act}")
}

/// The editor of a theme.
pub(crate) fn theme(id: ThemeId) -> String {
    format!("{THEMES}/{id}")
}

/// What is done to a theme, and what else is shown of it: `publish`, `files`, …
pub(crate) fn theme_act(id: ThemeId, act: &str) -> String {
    format!("{THEMES}/{id}/{act}")
}

/// A file of a theme.
pub(crate) fn theme_file(id: ThemeId, path: &str) -> String {
    format!("{}{}", theme_act(id, "files"), crate::url::query(&[("path", path)]))
}

/// A revision of a theme.
pub(crate) fn theme_revision(id: ThemeId, revision: &str) -> String {
    format!("{}{}", theme_act(id, "history"), crate::url::query(&[("revision", revision)]))
}

/// A brand's own page.
pub(crate) fn brand(id: BrandId) -> String {
    format!("{BRANDS}/{id}")
}

/// The end of a brand.
pub(crate) fn brand_deletion(id: BrandId) -> String {
    format!("{BRANDS}/{id}/deletion")
}

/// A page of the settings of one brand's knowledge base.
pub(crate) fn of_brand(page: &str, brand: &str) -> String {
    format!("{page}{}", crate::url::query(&[("brand", brand)]))
}

/// A tab of the configuration.
pub(crate) fn tab(brand: &str, tab: &str) -> String {
    format!("{CONFIGURATION}{}", crate::url::query(&[("brand", brand), ("tab", tab)]))
}
