//! Which pages there are sheets of, and how one gets there.

/// A page, as somebody sees it.
pub(crate) struct Look {
    /// The name of its file.
    pub(crate) name: &'static str,
    pub(crate) who: Who,
    pub(crate) face: Face,
    /// Where one begins.
    pub(crate) path: &'static str,
    /// What one does from there.
    pub(crate) steps: &'static [Step],
}

/// Who looks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    Nobody,
    /// A customer, by address.
    Customer(&'static str),
    /// Somebody inside, by address.
    User(&'static str),
}

/// The hosts.
#[derive(Clone, Copy)]
pub(crate) enum Face {
    Help,
    App,
}

/// What one does on a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Goes where the first link that this selector finds leads.
    Open(&'static str),
    /// Waits until this selector finds one element.
    Sees(&'static str),
    /// Runs this script in the page.
    Run(&'static str),
    /// Goes where the mail leads that one has just caused.
    FollowMail,
    /// No message is to be had until the picture is taken: our own mistake, for once.
    LoseMessages,
}

use Face::{App, Help};
use Step::{FollowMail, LoseMessages, Open, Run, Sees};

const NORA: Who = Who::Customer("nora.whitfield@example.com");
const KATRIN: Who = Who::Customer("katrin.brandauer@mail.example");
const LAYLA: Who = Who::Customer("layla.almansoori@post.example");
/// Nobody has ever heard of this one.
const NEW: Who = Who::Customer("new.here@customer.test");
const MIRA: Who = Who::User("mira@tolvane.example");
const JONAS: Who = Who::User("jonas@tolvane.example");
const SAMIR: Who = Who::User("samir@tolvane.example");
const LUTZ: Who = Who::User("lutz@werkhalt.example");

/// The first internal article, and from there to its own host.
const INTERNAL: Step = Open(".pick a:has([role=img])");
const NEW_WINDOW: Step = Open("a[target=_blank]");
const FIRST_ROW: Step = Open("a.row, .rows .row-subject a");
const CONTACT: Step = Open("a[href*='/contact/']");
const CHECKS_OFF: &str = "for (const form of document.forms) form.noValidate = true;";

/// Posts a form that no page of ours draws.
macro_rules! post {
    ($action:literal, $encoding:literal, $name:literal = $value:literal) => {
        Run(concat!(
            "const form = document.createElement('form'), field = document.createElement('textarea');",
            "Object.assign(form, { method: 'post', action: '",
            $action,
            "', enctype: '",
            $encoding,
            "' });",
            "Object.assign(field, { name: '",
            $name,
            "', value: '",
            $value,
            "' });",
            "form.append(field); document.body.append(form); form.submit();"
        ))
    };
}

macro_rules! looks {
    ($($name:literal $who:expr, $face:expr, $path:literal $(, $step:expr)*;)*) => {
        /// Every sheet.
        pub(crate) static LOOKS: &[Look] = &[
            $(Look { name: $name, who: $who, face: $face, path: $path, steps: &[$($step),*] },)*
        ];
    };
}

/// Writes once more and marks as done, and waits until it is asked how content the customer was.
const FINISH: Step = Run("const form = document.querySelector('.reply form'), here = location.pathname, written = new FormData(form);
    written.set('text', 'It works again, thank you.');
    const asked = async () => (await (await fetch(here)).text()).includes('/survey/');
    return (async () => {
        await fetch(form.action, { method: 'POST', body: written });
        await fetch(`${here}/completion`, { method: 'POST', body: new URLSearchParams() });
        for (let time = 0; time < 200 && !(await asked()); time++);
        location.assign(here);
    })();");

looks! {
    "portal-home" Who::Nobody, Help, "/en_us";
    "portal-login" Who::Nobody, Help, "/login";
    "portal-login-code" Who::Nobody, Help, "/login",
        Run("const field = document.querySelector('[name=address]'); field.value = 'nora.whitfield@example.com'; field.form.requestSubmit();"),
        Sees("input[name=code]");
    "portal-login-link" Who::Nobody, Help, "/login",
        Run("const field = document.querySelector('[name=address]'); field.value = 'nora.whitfield@example.com'; field.form.requestSubmit();"),
        Sees("input[name=code]"), FollowMail, Sees("form[action='/login/link']");
    "portal-error-401" Who::Nobody, Help, "/en_us",
        post!("/en_us/conversations", "multipart/form-data", "text" = "The crank turns, but the chain jumps in the third gear."),
        Sees("textarea");
    "portal-error-404" Who::Nobody, Help, "/en_us/nothing-here";
    "portal-error-429" Who::Nobody, Help, "/login",
        Run("const ask = () => fetch('/login', { method: 'POST', body: new URLSearchParams({ address: 'again.and.again@customer.test' }) });
            return (async () => { for (let time = 0; time < 5; time++) await ask(); })();"),
        Run("const field = document.querySelector('[name=address]'); field.value = 'again.and.again@customer.test'; field.form.requestSubmit();"),
        Sees("main h1");
    "portal-refused" NORA, Help, "/en_us/conversations/new", post!("/en_us/conversations", "text/plain", "text" = "words");
    "portal-error-500" NORA, Help, "/en_us/conversations", LoseMessages, FIRST_ROW;
    "portal-category" Who::Nobody, Help, "/en_us", Open(".topic a, .index-line a");
    "portal-article" Who::Nobody, Help, "/en_us", Open(".pick a[href*=gears]");
    "portal-article-foreign" Who::Nobody, Help, "/de", Open(".pick a[href*=gears]");
    "portal-contact" Who::Nobody, Help, "/en_us", CONTACT;
    "portal-contact-refused" Who::Nobody, Help, "/en_us", CONTACT, Run(CHECKS_OFF),
        Run("document.querySelector('main form').requestSubmit();"), Sees("#email-problems");
    "portal-contact-answer" Who::Nobody, Help, "/en_us", CONTACT,
        Run("const fields = { email: 'someone@customer.test', topic: 'return', subject: 'Returning a jacket', message: 'It does not fit. How do I send it back?' };
            const form = document.querySelector('main form');
            for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
            form.requestSubmit();"), Sees(".answers");
    "portal-tag" Who::Nobody, Help, "/en_us", Open(".pick a[href*=gears]"), Open(".tags a[href*=inter]");
    "portal-search" Who::Nobody, Help, "/en_us/search?q=retrun";
    "portal-search-nothing" Who::Nobody, Help, "/en_us/search?q=zeppelin";
    "portal-survey" NORA, Help, "/en_us/conversations?q=battery", FIRST_ROW, FINISH, Sees("a[href*='/survey/']"),
        Open("a[href*='/survey/']"), Run("document.querySelector('input[value=\"4\"]').click();"), Sees("input:checked");
    "portal-survey-why" NORA, Help, "/en_us/conversations?q=battery", FIRST_ROW, FINISH, Sees("a[href*='/survey/']"),
        Open("a[href*='/survey/']"), Run("document.querySelector('input[value=\"2\"]').click(); document.querySelector('main form').requestSubmit();"),
        Sees("textarea");
    "portal-article-internal" MIRA, App, "/app/knowledge-base", INTERNAL, NEW_WINDOW;
    "portal-home-team" MIRA, App, "/app/knowledge-base", INTERNAL, NEW_WINDOW, Open("a.brand");
    "portal-home-customer" NORA, Help, "/en_us";
    "portal-list" NORA, Help, "/en_us/conversations";
    "portal-list-search" NORA, Help, "/en_us/conversations?q=order";
    "portal-list-nothing-found" NORA, Help, "/en_us/conversations?q=zeppelin";
    "portal-list-empty" NEW, Help, "/en_us/conversations";
    "portal-conversation" NORA, Help, "/en_us/conversations?q=battery", FIRST_ROW;
    "portal-conversation-done" NORA, Help, "/en_us/conversations?conversationStatus=done&q=insurance", FIRST_ROW;
    "portal-conversation-finish" NORA, Help, "/en_us/conversations?conversationStatus=open", FIRST_ROW, Open("a[href*='/done']");
    "portal-new" NORA, Help, "/en_us/conversations/new";
    "portal-new-refused" NORA, Help, "/en_us/conversations/new",
        Run(CHECKS_OFF), Run("document.querySelector('textarea').form.requestSubmit();"), Sees("#subject-problems");
    "portal-settings" NORA, Help, "/en_us/settings";
    "portal-settings-refused" NORA, Help, "/en_us/settings",
        Run("const field = document.querySelector('#name'); field.value = 'n'.repeat(101); field.form.requestSubmit();"),
        Sees("#name-problems");
    "portal-settings-code" NORA, Help, "/en_us/settings",
        Run("const field = document.querySelector('#address'); field.value = 'nora@home.example'; field.form.requestSubmit();"),
        Sees("input[name=code]");
    "portal-german-settings" KATRIN, Help, "/de/settings";
    "portal-arabic-settings" LAYLA, Help, "/ar/settings";
    "portal-devices" NORA, Help, "/en_us/devices";
    "portal-logout" NORA, Help, "/logout";
    "portal-german-list" KATRIN, Help, "/de/conversations";
    "portal-german-conversation" KATRIN, Help, "/de/conversations?conversationStatus=open", FIRST_ROW;
    "portal-german-new-refused" KATRIN, Help, "/de/conversations/new",
        Run(CHECKS_OFF), Run("document.querySelector('textarea').form.requestSubmit();"), Sees("#subject-problems");
    "portal-arabic-home" Who::Nobody, Help, "/ar";
    "portal-arabic-list" LAYLA, Help, "/ar/conversations";
    "portal-arabic-conversation" LAYLA, Help, "/ar/conversations?conversationStatus=open", FIRST_ROW;
    "inbox-sign-in" Who::Nobody, App, "/app/sign-in";
    "inbox-forgot" Who::Nobody, App, "/app/password";
    "inbox-set-password" Who::Nobody, App, "/app/password",
        Run("const field = document.querySelector('[name=email]'); field.value = 'mira@tolvane.example'; field.form.requestSubmit();"),
        FollowMail, Sees("input[name=password]");
    "inbox-error-404" Who::Nobody, App, "/app/nothing-here";
    "inbox-list" MIRA, App, "/app/conversations?view=open";
    "inbox-list-filters" MIRA, App, "/app/conversations?view=open&priority=4&channel=email";
    "inbox-list-saving" MIRA, App, "/app/conversations?view=open&priority=4", Run("document.querySelector('.saving').open = true;");
    "inbox-list-saved" MIRA, App, "/app/conversations?view=open&priority=4", Run("document.querySelector('.saving').open = true;
        document.querySelector('#search-name').value = 'Urgent, all brands'; document.querySelector('.saving form button').click();");
    "inbox-mentions-none" MIRA, App, "/app/conversations?view=mentions";
    "inbox-list-nothing-found" MIRA, App, "/app/conversations?view=open&q=zeppelin";
    "inbox-conversation" MIRA, App, "/app/conversations?view=open", FIRST_ROW;
    "inbox-conversation-done" MIRA, App, "/app/conversations?view=done", FIRST_ROW;
    "inbox-note" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Run("document.querySelector('#compose-note').click();");
    "inbox-mention" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Run("document.querySelector('#compose-note').click();
        const note = document.querySelector('#note-text'); note.value = 'Can you look, @'; note.focus();
        const typing = setInterval(() => document.querySelector('.mentions') ? clearInterval(typing)
            : note.dispatchEvent(new Event('input', { bubbles: true })), 40);"), Sees(".mentions");
    "inbox-answer-preview" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('#reply-text').value = 'Thank you, **that helps**. Please:\\n\\n1. hold the button for ten seconds\\n2. wait until the light is `green`\\n\\n> It blinks red.\\n\\nMore is in [the manual](https://lumen.example/manual).';
            document.querySelector('#preview-reply').click();"), Sees(".composer .preview");
    "inbox-articles" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("const box = document.querySelector('.articles'); box.open = true; const typed = box.querySelector('input');
            typed.value = 'return'; box.querySelector('button').click();"), Sees(".articles .found");
    "inbox-answer-held" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('#reply-text').value = 'Thank you, **that helps**. A new one leaves today.';
            document.querySelector('.reply-form button.main').click();"), Sees(".message.held");
    "settings-home" MIRA, App, "/app/settings";
    "settings-brands" MIRA, App, "/app/settings/brands";
    "settings-brand-new" MIRA, App, "/app/settings/brands/new";
    "settings-brand-delete" MIRA, App, "/app/settings/brands", Open("a[href$=deletion]");
    "settings-general" MIRA, App, "/app/settings/knowledge-base/configuration";
    "settings-portal" MIRA, App, "/app/settings/knowledge-base/configuration?tab=portal";
    "settings-survey" MIRA, App, "/app/settings/knowledge-base/configuration?tab=survey";
    "settings-articles" MIRA, App, "/app/settings/knowledge-base/articles";
    "settings-article" MIRA, App, "/app/settings/knowledge-base/articles", Open(".articles-list li a");
    "settings-article-new" MIRA, App, "/app/settings/knowledge-base/articles/new";
    "settings-article-history" MIRA, App, "/app/settings/knowledge-base/articles", Open(".articles-list li a"), Open("a[href*=history]");
    "settings-article-feedback" MIRA, App, "/app/settings/knowledge-base/articles", Open(".articles-list li a"), Open("a[href*=feedback]");
    "settings-categories" MIRA, App, "/app/settings/knowledge-base/categories";
    "settings-category" MIRA, App, "/app/settings/knowledge-base/categories", Open(".tree a");
    "settings-search" MIRA, App, "/app/settings/knowledge-base/search";
    "settings-redirects" MIRA, App, "/app/settings/knowledge-base/redirects";
    "settings-forms" MIRA, App, "/app/settings/knowledge-base/forms";
    "settings-form" MIRA, App, "/app/settings/knowledge-base/forms", Open("main a[href*='/forms/']:not([href$='/new'])");
    "settings-authentication" MIRA, App, "/app/settings/knowledge-base/configuration/authentication",
        Run("document.querySelector('#lifetime').value = 'soon'; document.querySelector('[name=sign_on]').checked = true;
            document.querySelector('button.main').click();"), Sees("#lifetime-problem-1");
    "settings-sign-on" MIRA, App, "/app/settings/knowledge-base/configuration/sign-on";
    "settings-sign-on-trial" MIRA, App, "/app/settings/knowledge-base/configuration/sign-on",
        Run("document.querySelector('#trial-token').value = 'eyJhbGciOiJub25lIn0.e30.';
            document.querySelector('#trial button').click();"), Sees(".checks");
    "settings-details" MIRA, App, "/app/settings/knowledge-base/configuration/details";
    "settings-attributes" MIRA, App, "/app/settings/attributes";
    "settings-snippets" MIRA, App, "/app/settings/snippets";
    "settings-account" MIRA, App, "/app/settings/account";
    "settings-factor" MIRA, App, "/app/settings/account/second-factor",
        Run("document.querySelector('form[action$=\"/second-factor\"] button').click();"), Sees("#secret");
    "settings-users" MIRA, App, "/app/settings/users";
    "settings-user" MIRA, App, "/app/settings/users", Open(".person a");
    "settings-user-invite" MIRA, App, "/app/settings/users/new",
        Run("document.querySelector('#email').value = 'nobody'; document.querySelector('form.card').noValidate = true;
            document.querySelector('form.card button.main').click();"), Sees("#email-problem-1");
    "settings-permission-sets" MIRA, App, "/app/settings/permission-sets/new",
        Run("document.querySelector('#name').value = 'Night shift ' + Date.now() % 1e6; document.querySelector('[value=delete]').checked = true;
            document.querySelector('[value=read]').checked = true; document.querySelector('form.card button.main').click();"), Sees(".entries li");
    "settings-permission-set" MIRA, App, "/app/settings/permission-sets/new";
    "settings-sign-in" MIRA, App, "/app/settings/security/sign-in";
    "settings-api-keys" MIRA, App, "/app/settings/security/api-keys";
    "settings-api-key-new" MIRA, App, "/app/settings/security/api-keys/new";
    "settings-audit-log" MIRA, App, "/app/settings/security/audit-log";
    "inbox-shortcut-page" MIRA, App, "/app/shortcuts", Run("const form = document.querySelector('#shortcut'); const { name, text } = form.elements;
        name.value = 'Where is my parcel ' + Date.now() % 1e6; text.value = 'Dear {{customer.firstName|customer}},\\n\\nyour parcel left on **Monday** and takes three days.';
        form.requestSubmit();"), Sees(".shortcuts li");
    "inbox-shortcut-menu" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('.menu.up').open = true;");
    "inbox-answer-refused" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('.reply-form button.main').click();"), Sees("#reply-text-problem-1");
    "inbox-assign" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('form[action*=\"/assign\"]').closest('details').open = true;");
    "inbox-snooze" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('form[action*=\"/snooze\"]').closest('details').open = true;");
    "inbox-customer" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Run("location.hash = 'customer';");
    "inbox-address" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('a[href*=\"/confirmation\"]').closest('details').open = true;");
    "inbox-address-confirm" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/confirmation']");
    "inbox-address-part" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/parting']");
    "inbox-customer-merge" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/customer/merging']"),
        Run("const field = document.querySelector('#who'); field.value = 'layla.almansoori@post.example'; field.form.requestSubmit();"),
        Sees(".pick a");
    "inbox-customer-merge-confirm" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/customer/merging']"),
        Run("const field = document.querySelector('#who'); field.value = 'layla.almansoori@post.example'; field.form.requestSubmit();"),
        Sees(".pick a"), Open(".pick a");
    "inbox-redact" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/redaction']");
    "inbox-more" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("document.querySelector('a[href*=\"/merging\"]').closest('details').open = true;");
    "inbox-merge" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/merging']");
    "inbox-merge-confirm" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/merging']"), Open(".pick a");
    "inbox-merge-german" JONAS, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/merging']"), Open(".pick a");
    "inbox-delete" MIRA, App, "/app/conversations?view=open", FIRST_ROW, Open("a[href*='/deletion']");
    "inbox-knowledge-base" MIRA, App, "/app/knowledge-base";
    "inbox-article" MIRA, App, "/app/knowledge-base", INTERNAL;
    "inbox-shortcuts" MIRA, App, "/app/conversations?view=open", Run("document.querySelector('[data-opens=help]').click();");
    "inbox-mailbox" MIRA, App, "/dev/mailbox", Open("a[href*='/dev/mailbox/']");
    "inbox-german-list" JONAS, App, "/app/conversations?view=open";
    "inbox-german-conversation" JONAS, App, "/app/conversations?view=mine", FIRST_ROW;
    "inbox-arabic-conversation" SAMIR, App, "/app/conversations?view=mine", FIRST_ROW;
    "inbox-refused" MIRA, App, "/app/conversations?view=open", FIRST_ROW,
        Run("const form = document.querySelector('.reply-form'); form.enctype = 'text/plain'; form.noValidate = true; form.submit();");
    "inbox-error-500" MIRA, App, "/app/conversations?view=open", LoseMessages, FIRST_ROW;
    "inbox-error-403" LUTZ, App, "/app/conversations?view=open", FIRST_ROW,
        Run("const form = document.createElement('form'); form.method = 'post'; form.action = location.pathname + '/done'; document.body.append(form); form.submit();");
    "inbox-collaborator" LUTZ, App, "/app/conversations?view=open", FIRST_ROW;
}
