//! The settings: what administrators and content managers decide.

mod account;
mod api_key;
mod article;
mod audit;
mod brand;
mod brands;
mod category;
mod configuration;
mod define;
mod draw;
mod form;
mod home;
mod lifetime;
pub(crate) mod pages;
mod permission_set;
mod redirect;
mod samples;
mod search;
mod section;
mod sign_in;
mod theme;
pub(crate) mod url;
mod user;

pub(crate) use pages::PAGES;
pub(crate) use section::Section;
pub(crate) use user::typed::name_problem;

use crate::face::Face;

/// The routes of the settings.
pub(crate) fn face(face: Face) -> Face {
    let face = theme::face(form::face(category::face(article::face(face))));
    let face = account::face(permission_set::face(user::face(define::face(face))));
    face.get(url::HOME, home::show)
        .get(url::CONFIGURATION, configuration::show)
        .post(url::CONFIGURATION, configuration::change)
        .get(url::AUTHENTICATION, configuration::authentication::show)
        .post(url::AUTHENTICATION, configuration::authentication::save)
        .get(url::SIGN_ON, configuration::sign_on::show)
        .post(url::SIGN_ON_SECRET, configuration::sign_on::change)
        .post(url::SIGN_ON_TRIAL, configuration::sign_on::try_out)
        .post(url::HOSTS, configuration::host::add)
        .post(url::HOST_REMOVAL, configuration::host::remove)
        .get(url::SEARCH, search::show)
        .post(url::SEARCH, search::save)
        .get(url::REDIRECTS, redirect::show)
        .post(url::REDIRECTS, redirect::add)
        .post(url::REDIRECT_REMOVAL, redirect::remove)
        .get(url::BRANDS, brands::show)
        .get(url::NEW_BRAND, brands::new)
        .post(url::NEW_BRAND, brands::add)
        .get("/app/settings/brands/{brand}", brands::edit)
        .post("/app/settings/brands/{brand}", brands::change)
        .post("/app/settings/brands/{brand}/default", brands::make_default)
        .get("/app/settings/brands/{brand}/deletion", brands::ask)
        .post("/app/settings/brands/{brand}/deletion", brands::delete)
        .get(url::API_KEYS, api_key::show)
        .get(url::NEW_API_KEY, api_key::new)
        .post(url::NEW_API_KEY, api_key::add)
        .get("/app/settings/security/api-keys/{key}/revocation", api_key::ask)
        .post("/app/settings/security/api-keys/{key}/revocation", api_key::revoke)
        .get(url::SIGN_IN, sign_in::show)
        .post(url::SIGN_IN, sign_in::save)
        .get(url::AUDIT_LOG, audit::show)
        .post("/app/settings/security/audit-log/export", audit::export)
        .post("/app/settings/security/audit-log/{entry}/setting-back", audit::set_back)
}
