//! Addresses of the settings, each made in one place.

use desk::api_key::ApiKeyId;

pub(crate) const HOME: &str = "/app/settings";
pub(crate) const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
pub(crate) const AUTHENTICATION: &str = "/app/settings/knowledge-base/configuration/authentication";
pub(crate) const SIGN_ON: &str = "/app/settings/knowledge-base/configuration/sign-on";
pub(crate) const SIGN_ON_SECRET: &str = "/app/settings/knowledge-base/configuration/sign-on/secret";
pub(crate) const SIGN_ON_TRIAL: &str = "/app/settings/knowledge-base/configuration/sign-on/trial";
pub(crate) const DETAILS: &str = "/app/settings/knowledge-base/configuration/details";
pub(crate) const ATTRIBUTES: &str = "/app/settings/attributes";
pub(crate) const SNIPPETS: &str = "/app/settings/snippets";
pub(crate) const API_KEYS: &str = "/app/settings/security/api-keys";
pub(crate) const NEW_API_KEY: &str = "/app/settings/security/api-keys/new";
pub(crate) const AUDIT_LOG: &str = "/app/settings/security/audit-log";

/// The end of an API key.
pub(crate) fn revocation(key: ApiKeyId) -> String {
    format!("{API_KEYS}/{key}/revocation")
}

/// A page of the settings of one brand's knowledge base.
pub(crate) fn of_brand(page: &str, brand: &str) -> String {
    format!("{page}{}", crate::url::query(&[("brand", brand)]))
}

/// A tab of the configuration.
pub(crate) fn tab(brand: &str, tab: &str) -> String {
    format!("{CONFIGURATION}{}", crate::url::query(&[("brand", brand), ("tab", tab)]))
}
