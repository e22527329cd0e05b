//! Which samples each page of the settings has.

use super::pages as page;
use theme::samples;

samples! {
    "templates/samples/":
    page::Home: "settings-home.plain";
    page::Configuration: "settings-configuration.general", "settings-configuration.host", "settings-configuration.portal", "settings-configuration.problems", "settings-configuration.survey";
    page::Authentication: "settings-authentication.plain", "settings-authentication.problems";
    page::SignOn: "settings-sign-on.failed", "settings-sign-on.plain", "settings-sign-on.revealed";
    page::DefinedAttributes: "settings-attributes.empty", "settings-attributes.problems";
    page::DefinedSnippets: "settings-snippets.empty", "settings-snippets.problems";
    page::ChosenDetails: "settings-details.empty", "settings-details.several";
    page::Articles: "settings-articles.empty", "settings-articles.no-hits", "settings-articles.several";
    page::NewArticle: "settings-article-new.plain", "settings-article-new.problems";
    page::WriteArticle: "settings-article.conflict", "settings-article.deleted", "settings-article.plain", "settings-article.problems", "settings-article.translation";
    page::ArticleHistory: "settings-article-history.first", "settings-article-history.several";
    page::Categories: "settings-categories.empty", "settings-categories.problems", "settings-categories.several";
    page::Forms: "settings-forms.empty", "settings-forms.problems", "settings-forms.several";
    page::FormEditor: "settings-form.plain", "settings-form.problems", "settings-form.translation";
    page::FormPreview: "settings-form-preview.plain";
    page::Themes: "settings-themes.empty", "settings-themes.problems", "settings-themes.several";
    page::ThemeEditor: "settings-theme.plain", "settings-theme.problems";
    page::ThemeFault: "settings-theme-fault.line", "settings-theme-fault.plain";
    page::ThemeFiles: "settings-theme-files.plain", "settings-theme-files.problems";
    page::ThemeHistory: "settings-theme-history.first", "settings-theme-history.several";
    page::ThemeUpgrade: "settings-theme-upgrade.conflicts", "settings-theme-upgrade.plain";
    page::CategoryForm: "settings-category.plain", "settings-category.problems";
    page::ArticleFeedback: "settings-article-feedback.empty", "settings-article-feedback.several";
    page::SearchSettings: "settings-search.empty", "settings-search.problems", "settings-search.several";
    page::Redirects: "settings-redirects.empty", "settings-redirects.problems", "settings-redirects.several";
    page::Brands: "settings-brands.several";
    page::BrandForm: "settings-brand-form.change", "settings-brand-form.new", "settings-brand-form.problems";
    page::DeleteBrand: "settings-brand-delete.plain", "settings-brand-delete.used";
    page::ApiKeys: "settings-api-keys.empty", "settings-api-keys.several";
    page::NewApiKey: "settings-api-key-new.plain", "settings-api-key-new.problems";
    page::MadeApiKey: "settings-api-key-made.plain";
    page::RevokeApiKey: "settings-api-key-revoke.plain", "settings-api-key-revoke.unused";
    page::Account: "settings-account.plain", "settings-account.problems";
    page::SetUpFactor: "settings-factor.begin", "settings-factor.offer";
    page::RecoveryCodes: "settings-recovery-codes.plain";
    page::SignInSecurity: "settings-sign-in.plain", "settings-sign-in.problems";
    page::Users: "settings-users.alone", "settings-users.several";
    page::InviteUser: "settings-user-invite.plain", "settings-user-invite.problems";
    page::ChangeUser: "settings-user.active", "settings-user.invited", "settings-user.problems";
    page::PermissionSets: "settings-permission-sets.empty", "settings-permission-sets.several";
    page::PermissionSetForm: "settings-permission-set.new", "settings-permission-set.problems";
    page::AuditLog: "settings-audit-log.empty", "settings-audit-log.several";
}
