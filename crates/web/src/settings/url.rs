//! Addresses of the settings, each made in one place.

use desk::api_key::ApiKeyId;
use desk::brand::BrandId;
use desk::permission_set::PermissionSetId;
use desk::session::SessionId;
use desk::user::UserId;

pub(crate) const HOME: &str = "/app/settings";
pub(crate) const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
pub(crate) const AUTHENTICATION: &str = "/app/settings/knowledge-base/configuration/authentication";
pub(crate) const SIGN_ON: &str = "/app/settings/knowledge-base/configuration/sign-on";
pub(crate) const SIGN_ON_SECRET: &str = "/app/settings/knowledge-base/configuration/sign-on/secret";
pub(crate) const SIGN_ON_TRIAL: &str = "/app/settings/knowledge-base/configuration/sign-on/trial";
pub(crate) const DETAILS: &str = "/app/settings/knowledge-base/configuration/details";
pub(crate) const HOSTS: &str = "/app/settings/knowledge-base/configuration/hosts";
pub(crate) const HOST_REMOVAL: &str = "/app/settings/knowledge-base/configuration/hosts/removal";
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
