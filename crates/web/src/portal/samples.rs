//! Which of the theme's samples each page has.

use super::pages as page;
use theme::samples;

samples! {
    "themes/midtown/samples/":
    page::Home: "home.articles", "home.categories", "home.customer", "home.portal-off", "home.rtl", "home.signed-out", "home.stranger", "home.team";
    page::Article: "article.foreign", "article.internal", "article.preview", "article.public", "article.request", "article.rtl";
    page::Contact: "contact.problems", "contact.rtl", "contact.signed-in", "contact.stranger";
    page::ContactDone: "contact-done.closed", "contact-done.held", "contact-done.sent";
    page::ContactSuggestions: "contact-suggestions.several";
    page::ArticleAnswer: "article-answer.done", "article-answer.no", "article-answer.problems", "article-answer.yes";
    page::Category: "category.deep", "category.empty";
    page::Search: "search.blank", "search.empty", "search.rtl", "search.several";
    page::Survey: "survey.blank", "survey.chosen", "survey.done", "survey.over", "survey.two", "survey.why", "survey.why-not";
    page::Tag: "tag.several";
    page::Login: "login.address", "login.address-problem", "login.code", "login.code-problem", "login.mail-off", "login.rtl", "login.sign-on", "login.team", "login.team-only";
    page::LoginConfirm: "login-confirm.asked";
    page::LoginLink: "login-link.other-browser", "login-link.same-browser";
    page::Logout: "logout.confirm";
    page::Conversations: "conversations.empty", "conversations.empty-no-new", "conversations.filter-empty", "conversations.filter-empty-done", "conversations.full", "conversations.long", "conversations.paged", "conversations.rtl", "conversations.search", "conversations.search-empty";
    page::Conversation: "conversation.closed", "conversation.closed-final", "conversation.closed-new", "conversation.done", "conversation.long", "conversation.no-subject", "conversation.open", "conversation.problems", "conversation.rtl", "conversation.sent", "conversation.started";
    page::ConversationDone: "conversation-done.final", "conversation-done.reopens";
    page::ConversationNew: "conversation-new.blank", "conversation-new.problems";
    page::Settings: "settings.code", "settings.plain", "settings.problems", "settings.rtl";
    page::Devices: "devices.one", "devices.several";
    page::NotSignedIn: "401.ended", "401.failed", "401.team";
    page::NotFound: "404.customer", "404.stranger";
    page::TooMany: "429.read";
    page::Refused: "refused.plain";
    page::Broken: "500.fault";
}
