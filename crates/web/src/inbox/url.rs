//! Addresses of the app, each made in one place.

use desk::article::ArticleId;
use desk::conversation::ConversationId;
use desk::conversation::portal::FileId;
use desk::kb::Origin;

use crate::url;

pub(crate) const HOME: &str = "/app";
pub(crate) const SIGN_IN: &str = "/app/sign-in";
pub(crate) const SECOND_FACTOR: &str = "/app/sign-in/second-factor";
pub(crate) const SIGN_OUT: &str = "/app/sign-out";
pub(crate) const FORGOT: &str = "/app/password";
pub(crate) const CONVERSATIONS: &str = "/app/conversations";
pub(crate) const LIST: &str = "/app/conversations/list";
pub(crate) const NOTICES: &str = "/app/notices";
pub(crate) const LIVE: &str = "/app/live";
pub(crate) const SHORTCUTS: &str = "/app/shortcuts";
pub(crate) const KNOWLEDGE_BASE: &str = "/app/knowledge-base";
pub(crate) const ARTICLE_WINDOW: &str = "/app/knowledge-base/window";
pub(crate) const SEARCHES: &str = "/app/searches";

/// Signing in, and then back to where it was asked for.
pub(crate) fn sign_in(back: &str) -> String {
    format!("{SIGN_IN}{}", url::query(&[("return", back)]))
}

/// Where the second factor is shown, and where it leads then.
pub(crate) fn second_factor(return_to: &str) -> String {
    format!("{SECOND_FACTOR}{}", url::query(&[("return", return_to)]))
}

pub(crate) fn password(token: &str) -> String {
    format!("/app/password/{}", url::value(token))
}

pub(crate) fn first(token: &str) -> String {
    format!("/app/first/{}", url::value(token))
}

pub(crate) fn invitation(token: &str) -> String {
    format!("/app/invitation/{}", url::value(token))
}

pub(crate) fn conversation(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}")
}

pub(crate) fn file(id: ConversationId, file: FileId) -> String {
    format!("{CONVERSATIONS}/{id}/files/{file}")
}

/// An article, read in the app.
pub(crate) fn article(id: ArticleId) -> String {
    format!("{KNOWLEDGE_BASE}/{id}")
}

/// An article at its knowledge base's host, signed in there.
pub(crate) fn article_window(id: ArticleId) -> String {
    format!("{ARTICLE_WINDOW}{}", url::query(&[("article", &id.to_string())]))
}

/// Out to a page of a knowledge base's host, signed in there.
pub(crate) fn way_out(host: &str, page: &str) -> String {
    format!("{ARTICLE_WINDOW}{}", url::query(&[("host", host), ("return", page)]))
}

/// The picture that is shown of a file.
pub(crate) fn preview(id: ConversationId, file: FileId) -> String {
    format!("{}/preview", self::file(id, file))
}

/// Where one to merge it into is chosen.
pub(crate) fn merging(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}/merging")
}

/// Where its values of custom attributes are changed.
pub(crate) fn attributes(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}/attributes")
}

pub(crate) fn deletion(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}/deletion")
}

/// Where a message or note (`what`) is redacted.
pub(crate) fn redaction(id: ConversationId, what: &str, of: &str) -> String {
    format!("{CONVERSATIONS}/{id}/{what}/{of}/redaction")
}

/// Where a sign-in may lead back to: a page of the app at this host.
pub(crate) fn safe_return(text: &str, origin: &Origin) -> Option<String> {
    let path = url::safe_return(text, origin, std::slice::from_ref(origin))?;
    let is_of_app = path == HOME || path.starts_with("/app/") || path.starts_with("/app?");
    let is_page = !path.starts_with(SIGN_IN) && !path.starts_with(SIGN_OUT);
    (is_of_app && is_page).then_some(path)
}

#[cfg(test)]
mod tests {
    use desk::kb::Origin;

    use super::safe_return;

    #[test]
    fn a_sign_in_leads_back_into_the_app_only() {
        let origin = Origin::parse("https://app.acme.test").unwrap();
        let back = |text: &str| safe_return(text, &origin);
        assert_eq!(back("/app/conversations?view=open").as_deref(), Some("/app/conversations?view=open"));
        assert_eq!(back("/app").as_deref(), Some("/app"));
        for bad in [
            "/",
            "/en_us",
            "/apple",
            "//evil.test/app",
            "https://evil.test/app/",
            "/app/sign-in?return=/app",
            "",
        ] {
            assert_eq!(back(bad), None, "{bad}");
        }
    }
}
