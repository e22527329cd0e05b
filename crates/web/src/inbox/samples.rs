//! Which samples each page of the inbox has.

use super::pages as page;
use theme::samples;

samples! {
    "templates/samples/":
    page::SignIn: "sign-in.empty", "sign-in.problems";
    page::GoOn: "go-on.plain";
    page::Forgot: "forgot.empty", "forgot.problems";
    page::SetPassword: "set-password.empty", "set-password.over", "set-password.problems";
    page::FirstAdministrator: "first.plain", "first.problems", "first.over";
    page::SecondFactor: "second-factor.plain", "second-factor.problems";
    page::Join: "join.plain", "join.problems", "join.over";
    page::Conversations: "conversations.busy", "conversations.empty", "conversations.german", "conversations.no-hits", "conversations.search";
    page::ListParts: "conversations.busy", "conversations.empty", "conversations.german", "conversations.no-hits", "conversations.search";
    page::Conversation: "conversation.busy", "conversation.german", "conversation.new", "conversation.problems", "conversation.read-only", "conversation.snoozed-collaborator";
    page::ConversationParts: "conversation.busy", "conversation.german", "conversation.new", "conversation.problems", "conversation.read-only", "conversation.snoozed-collaborator";
    page::Redact: "redact.details", "redact.files", "redact.problems", "redact.text";
    page::Merge: "merge.choices", "merge.not-found", "merge.refused";
    page::MergeConfirm: "merge-confirm.plain", "merge-confirm.seen";
    page::Attributes: "attributes.plain", "attributes.problems";
    page::Delete: "delete.plain", "delete.problems";
    page::SignOut: "customer-sign-out.plain", "customer-sign-out.none";
    page::MergeCustomers: "customer-merge.choices", "customer-merge.not-found", "customer-merge.refused";
    page::MergeCustomersConfirm: "customer-merge-confirm.plain", "customer-merge-confirm.blocked";
    page::ConfirmAddress: "customer-confirm.plain", "customer-confirm.proven", "customer-confirm.several";
    page::PartAddress: "customer-part.other", "customer-part.used", "customer-part.nothing";
    page::Notice: "notice.assigned", "notice.failed", "notice.mentioned", "notice.message", "notice.team";
    page::KnowledgeBase: "knowledge-base.empty", "knowledge-base.none", "knowledge-base.several";
    page::Article: "article.internal", "article.public";
    page::Shortcuts: "shortcuts.empty", "shortcuts.problems", "shortcuts.several";
    page::Presence: "presence.nobody", "presence.several";
    page::Forbidden: "403.plain";
    page::NotFound: "404.plain";
    page::Refused: "refused.plain";
    page::Broken: "500.plain";
}
