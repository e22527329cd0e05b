//! The pages of `docs/reference/` that are made from the faces.

use identity::SignOnRefusal;
use testkit::{Table, hold};

use crate::sign_on::BAD_REFERRALS;

/// Doors in the order of how much they ask for, and what they mean to people.
const DOORS: [(&str, &str, &str); 8] = [
    ("Public", "Anybody", "On a knowledge base's host names. Nobody needs to be signed in."),
    (
        "Customer",
        "Customers",
        "On a knowledge base's host names, with a customer's session. Others are sent to sign in.",
    ),
    (
        "TeamReader",
        "Users, at a help centre",
        "On a knowledge base's host names, with a user's session there, which a ticket of the app began. Others are sent to sign in.",
    ),
    ("AppPublic", "Anybody, at the app", "On the app's host name, before signing in."),
    ("User", "Users", "On the app's host name, with a user's session. Each deed asks a right besides."),
    (
        "Account",
        "Users before their own way in",
        "On the app's host name, with a user's session, also while a second factor is demanded of them and they have none: \
         then there is nothing else.",
    ),
    (
        "ApiPublic",
        "Anybody, at the API",
        "On an organization's hosts of the API and the common one. Each is found with a slash at its end too.",
    ),
    (
        "Key",
        "Programs",
        "On the same hosts, with an API key in the `Authorization` header; others get 401. Each deed asks a role besides. \
         [openapi.json](openapi.json) describes them.",
    ),
];

#[test]
fn the_reference_of_routes_is_the_list() {
    let routes = web::routes();
    let mut page = "# Routes\n\nEvery address of the portal and the app, by the door it stands behind. A GET only looks, in a view \
                    that cannot write, but for the few that stand with an act; a POST acts, or leads to one that does. A handler without a door does not compile. Assets, health, the API's \
                    description and the mailbox page of `--dev`, for this machine only, stand beside the doors.\n"
        .to_owned();
    let mut shown = 0;
    for (door, title, meaning) in DOORS {
        let (view, act) = (format!("View<{door}>"), format!("Act<{door}>"));
        let mut behind: Vec<_> =
            routes.iter().filter(|route| route.door == view || route.door == act).collect();
        behind.sort_by_key(|route| (route.path, route.method));
        let mut table = Table::new(&["address", "method", "door"]);
        for route in &behind {
            let (path, door) = (format!("`{}`", route.path), format!("`{}`", route.door));
            table = table.with_row(&[path.as_str(), route.method, &door]);
        }
        shown += behind.len();
        page = format!("{page}\n## {title}\n\n{meaning}\n\n{}", table.text());
    }
    assert_eq!(shown, routes.len(), "every door has a chapter");
    hold("routes", &page);
}

/// What holds for a token that is refused, whatever the reason, and the story that tells it.
const OF_ALL: [(&str, &str); 6] = [
    (
        "The checks stand in the order of the table",
        "identity::lib::sign_on::tests::c4_the_order_of_the_checks_is_the_order_of_the_list",
    ),
    (
        "One page with status 401, at an address without the token",
        "web::it::sign_on::c4_every_refusal_is_the_same_page",
    ),
    (
        "One entry of the audit log, with the reason",
        "desk::it::sign_on::refusing::c4_every_refusal_is_one_entry_with_its_reason",
    ),
    (
        "No session, and nobody is made",
        "desk::it::sign_on::refusing::c4_a_refused_token_makes_nobody_and_nothing",
    ),
    (
        "A trial in the settings says which check failed",
        "desk::it::sign_on::trying::c7_a_tried_token_says_what_fails_and_is_still_good",
    ),
    (
        "Sixty a minute from one network, then 429",
        "desk::it::sign_on::refusing::a6_a_network_has_sixty_refusals_a_minute",
    ),
];

/// The stories that fail when tokens are no longer refused for this reason.
fn held_by(refusal: SignOnRefusal) -> &'static [&'static str] {
    match refusal {
        SignOnRefusal::Off => &["desk::it::sign_on::refusing::c4_off"],
        SignOnRefusal::Doubled => &[
            "identity::lib::sign_on::tests::c4_doubled",
            "web::lib::came::tests::c4_what_is_given_twice_is_noticed",
        ],
        SignOnRefusal::Oversized => &["identity::lib::sign_on::tests::c4_oversized"],
        SignOnRefusal::Malformed => &["identity::lib::sign_on::tests::c4_malformed"],
        SignOnRefusal::Header => &["identity::lib::sign_on::tests::c4_header"],
        SignOnRefusal::Algorithm => &["identity::lib::sign_on::tests::c4_th14_algorithm"],
        SignOnRefusal::Signature => &[
            "identity::lib::sign_on::tests::c4_signature",
            "desk::it::sign_on::refusing::c4_signature_of_another_knowledge_base_and_of_another_organization",
            "desk::it::sign_on::secrets::c6_two_secrets_sign_until_the_older_is_retired",
        ],
        SignOnRefusal::IatMissing | SignOnRefusal::IatType => &["identity::lib::sign_on::tests::c4_iat"],
        SignOnRefusal::IatOld | SignOnRefusal::IatFuture => &[
            "identity::lib::sign_on::tests::c3_a_token_is_good_from_a_minute_before_to_fifteen_after_both_ends_included",
        ],
        SignOnRefusal::Exp | SignOnRefusal::Nbf => &[
            "identity::lib::sign_on::tests::c3_the_ends_of_a_token_can_only_shorten",
            "identity::lib::sign_on::tests::c4_exp_and_nbf",
        ],
        SignOnRefusal::Aud => {
            &["identity::lib::sign_on::tests::c3_an_audience_is_the_knowledge_base_or_one_of_its_addresses"]
        }
        SignOnRefusal::EmailMissing | SignOnRefusal::EmailInvalid => {
            &["identity::lib::sign_on::tests::c4_email"]
        }
        SignOnRefusal::Replayed => {
            &["desk::it::sign_on::entering::c3_a_token_works_once_and_is_good_again_where_its_session_is"]
        }
        SignOnRefusal::Blocked => {
            &["desk::it::sign_on::refusing::c4_blocked_is_refused_and_the_token_is_not_used_up"]
        }
    }
}

/// What holds for an address that nobody is led to, and the stories that tell it.
const OF_REFERRALS: [(&str, &str); 5] = [
    (
        "Hosts are compared after parsing, with their scheme and port",
        "web::lib::url::tests::c5_a_return_address_leads_to_this_host_only",
    ),
    ("A sign-in by code leads nowhere else either", "web::it::signing_in::c5_a_sign_in_leads_nowhere_else"),
    (
        "A good token stands in no header of the answer",
        "web::it::sign_on::c3_a_customer_comes_back_signed_in_where_they_were",
    ),
    (
        "One that is refused does not stay in the address bar",
        "journeys::it::c2_c3_a3_customers_come_by_the_companys_own_login",
    ),
    ("No line of the log tells one", "journeys::it::o5_th49_no_line_of_a_whole_journey_tells_who_or_what"),
];

#[test]
fn the_reference_of_sign_on_is_the_list_of_refusals() {
    let mut refusals = Table::new(&["name", "when", "test"]);
    for refusal in SignOnRefusal::ALL {
        let tests: Vec<String> = held_by(*refusal).iter().map(|test| code(test)).collect();
        let name = code(refusal.name());
        refusals = refusals.with_row(&[&name, refusal.meaning().trim(), &tests.join(", ")]);
    }
    let mut referrals = Table::new(&["what is wrong", "`referralUrl`", "test"]);
    for (what, referral) in BAD_REFERRALS {
        let shown = if referral.is_empty() { String::new() } else { code(referral) };
        let test = code("web::it::sign_on::c5_no_referral_leads_to_anybody_else");
        referrals = referrals.with_row(&[what, &shown, &test]);
    }
    hold(
        "sign-on",
        &format!(
            "# Refusals of Custom Sign On\n\nA token of a company's own login is checked in this order; the first check \
             that fails is the reason. A visitor is never told which: it stands in the audit log and in the trial of a \
             token in the settings. Tests are named as in [seed.md](seed.md), and `cargo xtask seed` looks for \
             each.\n\n{}\n{}\n## Where nobody is led to\n\nAfter a sign-in a visitor is led to `referralUrl`, \
             if it is an address of the knowledge base's own, and otherwise to its home. One of each kind:\n\n{}\n{}",
            refusals.text(),
            of_all(&OF_ALL).text(),
            referrals.text(),
            of_all(&OF_REFERRALS).text()
        ),
    );
}

fn of_all(stories: &[(&str, &str)]) -> Table {
    let table = Table::new(&["what holds for each", "test"]);
    stories.iter().fold(table, |table, (what, test)| table.with_row(&[*what, &code(test)]))
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A row for each field that a template can read.
fn fields_of(fields: &[theme::fields::Field]) -> String {
    let mut table = Table::new(&["field", "is", "for example"]);
    for field in fields {
        let kind =
            if field.is_optional { format!("{}, or nothing", field.kind) } else { field.kind.to_owned() };
        // A long text is told by its beginning.
        let example: String = field.example.chars().take(60).collect();
        let example =
            example.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|").replace('`', "'");
        let example = if example.is_empty() { String::new() } else { format!("`{example}`") };
        table = table.with_row(&[&format!("`{}`", field.path), &kind, &example]);
    }
    table.text().to_owned()
}

#[test]
fn t1_the_reference_of_what_templates_are_given_is_the_types() {
    let mut page = "# What templates are given\n\nEvery field that a page or mail of a theme can read, with a value as an example; `[]` is each item of a \
                    list. The samples of the template, which are read as the very types that pages show, are where it comes from. \
                    [themes.md](../themes.md) tells what templates can do with it.\n\n## Every page: shell\n\n"
        .to_owned();
    page += &fields_of(&web::shell_fields());
    for entry in web::pages() {
        let fields = theme::fields::of_page(entry);
        let told = if fields.is_empty() { "Nothing of its own.\n".to_owned() } else { fields_of(&fields) };
        page = format!("{page}\n## {}\n\n{told}", entry.template);
    }
    let midtown = theme::bundled::midtown().expect("it comes with the program");
    page = format!("{page}\n## Every mail: shell\n\n{}", fields_of(&web::mail_shell_fields(&midtown)));
    for entry in web::mails() {
        page = format!("{page}\n## {}\n\n{}", entry.template, fields_of(&theme::fields::of_page(entry)));
    }
    hold("theme-fields", &page);
}
