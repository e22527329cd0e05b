//! The list of error codes. Those of the crates below are listed with them in [`all`].

use kernel::{Code, base_codes};
pub use net::codes::FILE_TOO_LARGE;

kernel::codes! {
    /// Nobody is signed in, or not as one who can do this.
    SIGN_IN "sign_in" SignIn "error-sign-in";
    /// Signed in, but the right is missing.
    MAY_NOT "may_not" Forbidden "error-may-not";
    /// The code is not the one that was sent, or was used, replaced or is over.
    CODE_WRONG "code_wrong" Invalid "problem-code-wrong" on "code";
    /// Five wrong tries; only a new code helps.
    CODE_SPENT "code_spent" Invalid "problem-code-ended" on "code";
    /// The link is used, replaced or over.
    LINK_OVER "link_over" SignIn "error-link-over";
    /// A sign-on token was refused; why is not told (C4).
    SIGN_ON_REFUSED "sign_on_refused" SignIn "error-sign-on-refused";
    /// Custom Sign On is to be on without an address to send customers to.
    SIGN_ON_WITHOUT_URL "sign_on_without_url" Invalid "settings-problem-sign-on-url-empty" on "sign_on_url";
    /// The text is not one plain e-mail address.
    EMAIL_INVALID "email_invalid" Invalid "problem-address-invalid" on "email";
    /// Nothing else is there for whoever is to set up a second factor and has none.
    SECOND_FACTOR_DUE "second_factor_due" Forbidden "error-second-factor-due";
    /// Not a code of the app for now, or one that was used, nor a recovery code that is left.
    SECOND_FACTOR_WRONG "second_factor_wrong" Invalid "error-second-factor-wrong" on "code";
    /// The password has to be typed again before the second factor is asked for.
    SIGN_IN_OVER "sign_in_over" SignIn "error-sign-in-over";
    /// Address or password is wrong; which one is not told.
    PASSWORD_WRONG "password_wrong" Invalid "error-password-wrong" on "password";
    /// The password is too short, too long or among the most common.
    PASSWORD_WEAK "password_weak" Invalid "error-password-weak" on "password";
    /// The two passwords differ.
    PASSWORDS_DIFFER "passwords_differ" Invalid "error-passwords-differ" on "again";
    /// Too many of these in this time.
    TOO_OFTEN "too_often" TooMany "error-too-often";
    /// A customer sent more messages or files within the hour than A6 allows.
    SEND_LIMIT "send_limit" TooMany "problem-send-limit";
    /// The article is not for customers.
    ARTICLE_INTERNAL "article_internal" Forbidden "error-article-internal";
    /// More groups of words that mean the same, or more words in one, than are read.
    SYNONYMS_MANY "synonyms_many" Invalid "error-synonyms-many" on "words";
    /// A line with one word only, which means the same as nothing.
    SYNONYM_ALONE "synonym_alone" Invalid "error-synonym-alone" on "words";
    /// None of what a survey offers was chosen.
    RATING_MISSING "rating_missing" Invalid "problem-rating-missing" on "rating";
    /// The days in which a survey can be answered are over, or it was called off.
    SURVEY_OVER "survey_over" Conflict "error-survey-over";
    /// Nothing was written and no file was added.
    TEXT_EMPTY "text_empty" Invalid "problem-text-empty" on "text";
    /// More characters than allowed.
    TEXT_TOO_LONG "text_too_long" Invalid "problem-text-long" on "text";
    /// The text holds a character that cannot be stored.
    TEXT_BROKEN "text_broken" Invalid "problem-text-broken" on "text";
    /// No subject.
    SUBJECT_EMPTY "subject_empty" Invalid "problem-subject-empty" on "subject";
    /// The subject is too long.
    SUBJECT_TOO_LONG "subject_too_long" Invalid "problem-subject-long" on "subject";
    /// More files than allowed.
    FILES_TOO_MANY "files_too_many" Invalid "problem-files-many" on "files";
    /// An empty file.
    FILE_EMPTY "file_empty" Invalid "problem-file-empty" on "files";
    /// A file of a type that is not accepted.
    FILE_TYPE "file_type" Invalid "problem-file-type" on "files";
    /// A file whose content is not what its name says.
    FILE_MISMATCH "file_mismatch" Invalid "problem-file-mismatch" on "files";
    /// A file that is damaged or cannot be checked.
    FILE_DAMAGED "file_damaged" Invalid "problem-file-damaged" on "files";
    /// The conversation is done and the portal does not reopen.
    REOPENING_OFF "reopening_off" Conflict "problem-reopen-off";
    /// The conversation is not in a state for this.
    STATE_CHANGED "state_changed" Conflict "error-state-changed";
    /// The portal does not let customers do this.
    PORTAL_OFF "portal_off" NotFound "error-not-found";
    /// The name is used by another.
    NAME_TAKEN "name_taken" Conflict "error-name-taken" on "name";
    /// A user with this address exists.
    EMAIL_TAKEN "email_taken" Conflict "error-email-taken" on "email";
    /// No setting of this name, or a value it does not take.
    SETTING_UNKNOWN "setting_unknown" Invalid "error-setting-unknown" on "name";
    /// A value the setting does not take.
    SETTING_VALUE "setting_value" Invalid "error-setting-value" on "value";
    /// A snooze that ends in the past.
    TIME_PAST "time_past" Invalid "error-time-past" on "until";
    /// What was to be redacted is not in the text.
    NOT_IN_TEXT "not_in_text" Invalid "error-not-in-text" on "text";
    /// A conversation cannot be merged into itself.
    MERGE_ITSELF "merge_itself" Invalid "error-merge-itself" on "into";
    /// Conversations of different customers are never merged.
    MERGE_CUSTOMERS "merge_customers" Conflict "error-merge-customers" on "into";
    /// Two conversations with so many messages cannot become one.
    MERGE_TOO_LONG "merge_too_long" Conflict "error-merge-too-long" on "into";
    /// A user keeps as many searches as there may be.
    SEARCHES_MANY "searches_many" Conflict "error-searches-many";
    /// An organization would be left without anybody who administers it.
    LAST_ADMINISTRATOR "last_administrator" Conflict "error-last-administrator";
    /// A right that no permission set may hold.
    RIGHT_NOT_OFFERED "right_not_offered" Invalid "error-right-not-offered" on "rights";
    /// There are as many permission sets as there may be.
    SETS_MANY "sets_many" Conflict "error-sets-many";
    /// There are as many shortcuts as there may be.
    SHORTCUTS_MANY "shortcuts_many" Conflict "error-shortcuts-many";
    /// The text is no name of an attribute.
    ATTRIBUTE_NAME "attribute_name" Invalid "error-attribute-name" on "name";
    /// The name of the attribute says no type.
    ATTRIBUTE_SUFFIX "attribute_suffix" Invalid "error-attribute-suffix" on "name";
    /// There are as many attributes as there may be.
    ATTRIBUTES_MANY "attributes_many" Conflict "error-attributes-many";
    /// More choices than allowed.
    CHOICES_MANY "choices_many" Invalid "error-choices-many" on "options";
    /// A tree with more levels than allowed.
    TREE_DEEP "tree_deep" Invalid "error-tree-deep" on "options";
    /// A tree with more entries than allowed.
    TREE_MANY "tree_many" Invalid "error-tree-many" on "options";
    /// A line of an outline that is no entry of a tree.
    TREE_ENTRY "tree_entry" Invalid "error-tree-entry" on "options";
    /// A value that its attribute does not take.
    VALUE_TYPE "value_type" Invalid "error-value-type" on "value";
    /// No value for an attribute that must have one.
    VALUE_REQUIRED "value_required" Invalid "error-value-required" on "value";
    /// The text is no name of a snippet.
    SNIPPET_NAME "snippet_name" Invalid "error-snippet-name" on "name";
    /// There are as many snippets as there may be.
    SNIPPETS_MANY "snippets_many" Conflict "error-snippets-many";
    /// A snippet that something is called by is not removed.
    SNIPPET_USED "snippet_used" Conflict "error-snippet-used";
    /// There is no such snippet.
    SNIPPET_GONE "snippet_gone" Invalid "error-snippet-gone" on "label";
    /// There are as many details as there may be.
    DETAILS_MANY "details_many" Conflict "error-details-many";
    /// What is sensitive is shown to no customer.
    DETAIL_SENSITIVE "detail_sensitive" Invalid "error-detail-sensitive" on "what";
    /// No path of a knowledge base's own that could lead elsewhere.
    REDIRECT_PATH "redirect_path" Invalid "error-redirect-path" on "path";
    /// A path that is there by design.
    REDIRECT_OWN "redirect_own" Invalid "error-redirect-own" on "path";
    /// It leads somewhere already.
    REDIRECT_TAKEN "redirect_taken" Conflict "error-redirect-taken" on "path";
    /// It leads out of the knowledge base.
    REDIRECT_TARGET "redirect_target" Invalid "error-redirect-target" on "target";
    /// The way would come back to where it begins, or is too long.
    REDIRECT_LOOP "redirect_loop" Conflict "error-redirect-loop" on "target";
    /// One more than there may be.
    REDIRECTS_MANY "redirects_many" Conflict "error-redirects-many";
    /// The portal's conversation page shows this already.
    DETAIL_TAKEN "detail_taken" Conflict "error-detail-taken" on "what";
    /// The text is no name of a brand in addresses.
    BRAND_NAME "brand_name" Invalid "error-brand-name" on "name";
    /// Not a colour.
    ACCENT_INVALID "accent_invalid" Invalid "error-accent-invalid" on "accent";
    /// Another brand writes from this address or is written to at it.
    SENDER_TAKEN "sender_taken" Conflict "error-sender-taken" on "sender";
    /// The default brand is not deleted.
    BRAND_DEFAULT "brand_default" Conflict "error-brand-default";
    /// Conversations, articles or sign-ins hang on the brand.
    BRAND_USED "brand_used" Conflict "error-brand-used";
    /// Not an address at which a help centre could answer.
    HOST_INVALID "host_invalid" Invalid "error-host-invalid" on "host";
    /// There are as many host names as there may be.
    HOSTS_MANY "hosts_many" Conflict "error-hosts-many" on "host";
    /// A knowledge base keeps one host name.
    HOST_LAST "host_last" Conflict "error-host-last";
    /// The app answers at this name too.
    HOST_SHARED "host_shared" Conflict "error-host-shared";
    /// The text is no language's code.
    LANGUAGE_UNKNOWN "language_unknown" Invalid "error-language-unknown";
    /// No API key, or one that nobody knows, that was revoked, or that may not be used from here: which of these is not told.
    KEY_INVALID "key_invalid" SignIn "error-key-invalid";
    /// The API key was good and is over.
    KEY_EXPIRED "key_expired" SignIn "error-key-expired";
    /// There are as many API keys as there may be.
    KEYS_MANY "keys_many" Conflict "error-keys-many";
    /// Not the name of a role.
    ROLE_UNKNOWN "role_unknown" Invalid "error-role-unknown" on "roles";
    /// No role was chosen.
    ROLES_EMPTY "roles_empty" Invalid "error-roles-empty" on "roles";
    /// More roles than an API key can carry.
    ROLES_MANY "roles_many" Invalid "error-roles-many" on "roles";
    /// Not a list of addresses and blocks of them.
    NETWORK_INVALID "network_invalid" Invalid "error-network-invalid" on "networks";
    /// Not a number of days that an API key may be good for.
    EXPIRY_INVALID "expiry_invalid" Invalid "error-expiry-invalid" on "days";
    /// An article is larger with its files than it may be.
    ARTICLE_LARGE "article_large" Invalid "error-article-large" on "body";
    /// Somebody else has saved or published the text since the page was made.
    ARTICLE_CHANGED "article_changed" Conflict "error-article-changed";
    /// The only text of an article is not thrown away; the article is deleted.
    ARTICLE_LAST "article_last" Conflict "error-article-last";
    /// More tags than allowed.
    TAGS_MANY "tags_many" Invalid "error-tags-many" on "tags";
    /// More of a kind than allowed.
    TOO_MANY "too_many" Invalid "error-too-many";
    /// A category of a knowledge base in which the article does not stand.
    CATEGORY_ELSEWHERE "category_elsewhere" Invalid "error-category-elsewhere" on "categories";
    /// A category cannot stand in itself.
    CATEGORY_CIRCLE "category_circle" Invalid "error-category-circle" on "parent";
    /// A category deeper than allowed.
    CATEGORY_DEEP "category_deep" Invalid "error-category-deep" on "parent";
    /// There are as many categories as there may be.
    CATEGORIES_MANY "categories_many" Conflict "error-categories-many";
    /// Mail is not set up, so no code can be sent.
    MAIL_OFF "mail_off" Unavailable "problem-mail-off";
    /// Another customer has proven the address.
    ADDRESS_PROVEN "address_proven" Conflict "error-address-proven";
    /// A customer cannot be merged with itself.
    CUSTOMER_ITSELF "customer_itself" Invalid "error-customer-itself" on "into";
    /// Of two customers only one is blocked: they cannot become one.
    CUSTOMER_BLOCKED "customer_blocked" Conflict "error-customer-blocked" on "into";
    /// A customer with so many messages cannot be merged into another.
    CUSTOMER_LARGE "customer_large" Conflict "error-customer-large" on "into";
    /// Who acts was merged into another customer since the session was looked up.
    CUSTOMER_MOVED "customer_moved" Conflict "error-customer-moved";
    /// Somebody else has proven the address.
    ADDRESS_TAKEN "address_taken" Conflict "problem-address-taken" on "address";
    /// The address is the customer's already.
    ADDRESS_OWN "address_own" Invalid "problem-address-own" on "address";
    /// Who is signed in by an address that several customers hold can add none.
    ADDRESS_APART "address_apart" Conflict "problem-address-apart" on "address";
    /// The last address that is proven, or the one that made this session, is not taken away.
    ADDRESS_KEPT "address_kept" Conflict "problem-address-kept";
    /// A customer's name is too long.
    NAME_LONG "name_long" Invalid "problem-name-long" on "name";
    /// A language that the site does not speak.
    LANGUAGE_UNSPOKEN "language_unspoken" Invalid "problem-language-unspoken" on "language";
    /// No time zone has this name.
    ZONE_UNKNOWN "zone_unknown" Invalid "problem-zone-unknown" on "zone";
    /// The customer wants no answers by mail and reads them in the portal.
    MAILS_UNWANTED "mails_unwanted" Conflict "error-mails-unwanted";
    /// A template that does not come with the program.
    THEME_TEMPLATE "theme_template" Invalid "error-theme-template" on "template";
    /// A knowledge base with as many themes as there may be.
    THEMES_MANY "themes_many" Conflict "error-themes-many";
    /// The theme that is shown is not deleted.
    THEME_ACTIVE "theme_active" Conflict "error-theme-active";
    /// A script of a theme's own takes a right that no role holds.
    THEME_SCRIPTS "theme_scripts" Forbidden "error-theme-scripts" on "theme";
    /// A theme of which nothing was published is not shown.
    THEME_UNPUBLISHED "theme_unpublished" Conflict "error-theme-unpublished";
    /// Files or values that make no theme, or one whose pages cannot be drawn; `why` says it to its author, in English.
    THEME_WRONG "theme_wrong" Invalid "error-theme-wrong" on "theme";
    /// Files that both a newer version of the template and the theme changed, and of which nobody decided; `paths` names them.
    THEME_CONFLICT "theme_conflict" Invalid "error-theme-conflict" on "theme";
    /// A decision about files that are in no conflict, or in which the marks of one still stand; `paths` names them.
    THEME_DECISION "theme_decision" Invalid "error-theme-decision" on "theme";
    /// Nobody knows which version of its template the theme is laid over.
    THEME_BASE_UNKNOWN "theme_base_unknown" Conflict "error-theme-base-unknown";
    /// Which version the theme is laid over is known, and not to be chosen.
    THEME_BASE_KNOWN "theme_base_known" Conflict "error-theme-base-known";
    /// A version that the theme's template never had.
    THEME_VERSION "theme_version" Invalid "error-theme-version" on "version";
    /// The theme is laid over the newest version of its template.
    THEME_NEWEST "theme_newest" Conflict "error-theme-newest";
    /// There is no upgrade of the theme to step back from.
    THEME_NOT_UPGRADED "theme_not_upgraded" Conflict "error-theme-not-upgraded";
    /// A knowledge base with as many forms as there may be.
    FORMS_MANY "forms_many" Conflict "error-forms-many";
    /// A form with more fields than there may be.
    FIELDS_MANY "fields_many" Invalid "error-fields-many" on "fields";
    /// Not a name of a field.
    FIELD_NAME "field_name" Invalid "error-field-name" on "name";
    /// The name is another field's of this form, or one that every form has.
    FIELD_TAKEN "field_taken" Invalid "error-field-taken" on "name";
    /// Nothing to choose from.
    FIELD_CHOICES "field_choices" Invalid "error-field-choices" on "choices";
    /// The answers of such a field cannot go there.
    FIELD_TARGET "field_target" Invalid "error-field-target" on "target";
    /// The answers of another field go there.
    FIELD_TARGET_TAKEN "field_target_taken" Invalid "error-field-target-taken" on "target";
    /// A second field for files.
    FIELD_FILES "field_files" Invalid "error-field-files" on "kind";
    /// A condition on what is not asked before, or cannot be answered so.
    FIELD_WHEN "field_when" Invalid "error-field-when" on "when";
    /// Not an address of the web, or too many of them.
    FORM_RETURN "form_return" Invalid "error-form-return" on "returns";
    /// A field of a form that has to be answered.
    FIELD_EMPTY "field_empty" Invalid "problem-field-empty";
    /// Not a value of what the field asks for.
    FIELD_VALUE "field_value" Invalid "problem-field-value";
    /// Not one of the choices.
    CHOICE_UNKNOWN "choice_unknown" Invalid "problem-choice-unknown";
    /// Not a telephone number.
    PHONE_INVALID "phone_invalid" Invalid "problem-phone-invalid";
    /// A form that was sent with nothing in it.
    FORM_EMPTY "form_empty" Invalid "problem-form-empty" on "form";
    /// All answers together are too long.
    FORM_LONG "form_long" Invalid "problem-form-long" on "form";
    /// An answer that is longer than its field takes.
    FIELD_LONG "field_long" Invalid "problem-field-long";
    /// More forms than an address, a network or an organization may send.
    FORM_OFTEN "form_often" TooMany "problem-form-often" on "form";
    /// A form that came faster than anybody writes, without the work that a browser does for it.
    FORM_HASTY "form_hasty" Invalid "problem-form-hasty" on "form";
    /// There is no address that mail could be sent to.
    NO_ADDRESS "no_address" Conflict "error-no-address";
}

/// Every code of the product and the crates below it: references, texts and tests are made from this list.
pub fn all() -> Vec<&'static Code> {
    [base_codes::ALL, net::codes::ALL, ALL].concat()
}
