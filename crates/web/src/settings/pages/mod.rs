//! The pages of the settings: what each shows.

mod account;
mod api_key;
mod article;
mod audit;
mod brand;
mod category;
mod configuration;
mod define;
mod form;
mod permission_set;
mod search;
mod sign_on;
mod theme;
mod user;

use serde::{Deserialize, Serialize};

pub(crate) use account::{
    Account, AccountDevice, FactorOffer, HeldFactor, RecoveryCodes, SetUpFactor, SignInSecurity,
};
pub(crate) use api_key::{ApiKeyRow, ApiKeys, MadeApiKey, NewApiKey, RevokeApiKey, RoleChoice};
pub(crate) use article::{
    ArticleArrangement, ArticleChoice, ArticleConflict, ArticleFeedback, ArticleHistory, ArticleLine,
    ArticleMeta, ArticlePlace, ArticleText, ArticleUrls, ArticleVersion, Articles, FeedbackAnswer,
    LanguageChoice, NewArticle, ShownVersion, WriteArticle,
};
pub(crate) use audit::{AuditFilter, AuditLog, AuditRow};
pub(crate) use brand::{BrandForm, BrandRow, Brands, DeleteBrand};
pub(crate) use category::{Categories, CategoryForm, CategoryLine, OrderedArticle};
pub(crate) use configuration::{
    Authentication, BrandChoice, Configuration, HostRow, SettingField, SurveyAnswer, SurveyAnswers, Tab,
    Toggle, Unit,
};
pub(crate) use define::{
    AttributeForm, ChosenDetail, ChosenDetails, DefinedAttribute, DefinedAttributes, DefinedObject,
    DefinedSnippet, DefinedSnippets, SnippetForm, SnippetText,
};
pub(crate) use form::{
    EditedField, FieldChoice, FormEditor, FormHook, FormLine, FormPreview, FormTexts, Forms, PreviewField,
    SuggestedLine,
};
pub(crate) use permission_set::{PermissionSetForm, PermissionSetRow, PermissionSets};
pub(crate) use search::{RedirectRow, Redirects, SearchSettings, SearchedRow, Span};
pub(crate) use sign_on::{Check, SecretRow, SignOn, Trial};
pub(crate) use theme::{
    ChangedSetting, ComparedFinding, ComparedPage, DifferenceLine, FileDifference, ShownRevision,
    ThemeChange, ThemeConflict, ThemeEditor, ThemeFault, ThemeFile, ThemeFileGroup, ThemeFileLine,
    ThemeFiles, ThemeHead, ThemeHistory, ThemeLine, ThemeNaming, ThemePage, ThemePreview, ThemeRange,
    ThemeRevisionLine, ThemeSection, ThemeSetting, ThemeState, ThemeTemplate, ThemeUpgrade, Themes,
    UpgradedFile,
};
pub(crate) use user::{ChangeUser, Choice, InviteUser, SetChoice, Standing, UserForm, UserRow, Users};

/// What there is to set.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Home {}

::theme::pages! {
    Home => "settings/home.html",
    Configuration => "settings/configuration.html",
    Authentication => "settings/authentication.html",
    SignOn => "settings/sign-on.html",
    DefinedAttributes => "settings/define/attributes.html",
    DefinedSnippets => "settings/define/snippets.html",
    ChosenDetails => "settings/define/details.html",
    Articles => "settings/article/list.html",
    NewArticle => "settings/article/new.html",
    WriteArticle => "settings/article/write.html",
    ArticleHistory => "settings/article/history.html",
    Categories => "settings/category/list.html",
    CategoryForm => "settings/category/form.html",
    ArticleFeedback => "settings/article/feedback.html",
    SearchSettings => "settings/search.html",
    Redirects => "settings/redirects.html",
    Forms => "settings/form/list.html",
    FormEditor => "settings/form/edit.html",
    FormPreview => "inbox/fragments/form-preview.html",
    Themes => "settings/theme/list.html",
    ThemeEditor => "settings/theme/edit.html",
    ThemeFault => "settings/theme/fault.html",
    ThemeFiles => "settings/theme/files.html",
    ThemeHistory => "settings/theme/history.html",
    ThemeUpgrade => "settings/theme/upgrade.html",
    Brands => "settings/brand-list.html",
    BrandForm => "settings/brand-form.html",
    DeleteBrand => "settings/brand-delete.html",
    ApiKeys => "settings/api-keys.html",
    NewApiKey => "settings/api-key-new.html",
    MadeApiKey => "settings/api-key-made.html",
    RevokeApiKey => "settings/api-key-revoke.html",
    Account => "settings/account/account.html",
    SetUpFactor => "settings/account/set-up.html",
    RecoveryCodes => "settings/account/codes.html",
    SignInSecurity => "settings/sign-in.html",
    Users => "settings/user/list.html",
    InviteUser => "settings/user/invite.html",
    ChangeUser => "settings/user/change.html",
    PermissionSets => "settings/permission-set/list.html",
    PermissionSetForm => "settings/permission-set/form.html",
    AuditLog => "settings/audit-log.html",
}
