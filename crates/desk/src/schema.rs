//! The schema's steps, what its unique indexes mean, and every statement.

use db::{Statement, Step, Taken};

use crate::code;

/// Every migration, in order.
pub static STEPS: &[Step] = &[
    spine::SCHEMA,
    Step { version: 2, name: "people", text: include_str!("../../../migrations/0002_people.sql") },
    Step {
        version: 3,
        name: "conversation",
        text: include_str!("../../../migrations/0003_conversation.sql"),
    },
    Step { version: 4, name: "delivery", text: include_str!("../../../migrations/0004_delivery.sql") },
    Step { version: 5, name: "import", text: include_str!("../../../migrations/0005_import.sql") },
    Step {
        version: 6,
        name: "delivery time",
        text: include_str!("../../../migrations/0006_delivery_time.sql"),
    },
    Step {
        version: 7,
        name: "html edition",
        text: include_str!("../../../migrations/0007_html_edition.sql"),
    },
    Step {
        version: 8,
        name: "forgotten password",
        text: include_str!("../../../migrations/0008_forgotten_password.sql"),
    },
    Step {
        version: 9,
        name: "session seen",
        text: include_str!("../../../migrations/0009_session_seen.sql"),
    },
    Step { version: 10, name: "merging", text: include_str!("../../../migrations/0010_merging.sql") },
    Step {
        version: 11,
        name: "word beginnings",
        text: include_str!("../../../migrations/0011_word_beginnings.sql"),
    },
    Step { version: 12, name: "mentions", text: include_str!("../../../migrations/0012_mentions.sql") },
    Step {
        version: 13,
        name: "saved searches",
        text: include_str!("../../../migrations/0013_saved_searches.sql"),
    },
    Step {
        version: 14,
        name: "held answers",
        text: include_str!("../../../migrations/0014_held_answers.sql"),
    },
    Step { version: 15, name: "tally", text: include_str!("../../../migrations/0015_tally.sql") },
    Step { version: 16, name: "shortcuts", text: include_str!("../../../migrations/0016_shortcuts.sql") },
    Step { version: 17, name: "audit", text: include_str!("../../../migrations/0017_audit.sql") },
    Step { version: 18, name: "snippets", text: include_str!("../../../migrations/0018_snippets.sql") },
    Step { version: 19, name: "attributes", text: include_str!("../../../migrations/0019_attributes.sql") },
    Step {
        version: 20,
        name: "portal details",
        text: include_str!("../../../migrations/0020_portal_details.sql"),
    },
    Step { version: 21, name: "api keys", text: include_str!("../../../migrations/0021_api_keys.sql") },
    Step { version: 22, name: "users", text: include_str!("../../../migrations/0022_users.sql") },
    Step { version: 23, name: "sign-on", text: include_str!("../../../migrations/0023_sign_on.sql") },
    Step {
        version: 24,
        name: "customer settings",
        text: include_str!("../../../migrations/0024_customer_settings.sql"),
    },
    Step {
        version: 25,
        name: "merged customers",
        text: include_str!("../../../migrations/0025_merged_customers.sql"),
    },
    Step {
        version: 26,
        name: "address codes",
        text: include_str!("../../../migrations/0026_address_codes.sql"),
    },
    Step { version: 27, name: "ways in", text: include_str!("../../../migrations/0027_ways_in.sql") },
    Step { version: 28, name: "articles", text: include_str!("../../../migrations/0028_articles.sql") },
    Step {
        version: 29,
        name: "team sessions",
        text: include_str!("../../../migrations/0029_team_sessions.sql"),
    },
    Step { version: 30, name: "happened", text: include_str!("../../../migrations/0030_happened.sql") },
    Step { version: 31, name: "look-ups", text: include_str!("../../../migrations/0031_look_ups.sql") },
    Step {
        version: 32,
        name: "knowledge base",
        text: include_str!("../../../migrations/0032_knowledge_base.sql"),
    },
    Step { version: 33, name: "readers", text: include_str!("../../../migrations/0033_readers.sql") },
    Step { version: 34, name: "survey", text: include_str!("../../../migrations/0034_survey.sql") },
    Step { version: 35, name: "use", text: include_str!("../../../migrations/0035_use.sql") },
    Step { version: 36, name: "origins", text: include_str!("../../../migrations/0036_origins.sql") },
    Step { version: 37, name: "forms", text: include_str!("../../../migrations/0037_forms.sql") },
    Step { version: 38, name: "days", text: include_str!("../../../migrations/0038_days.sql") },
    Step { version: 39, name: "form files", text: include_str!("../../../migrations/0039_form_files.sql") },
    Step { version: 40, name: "imported", text: include_str!("../../../migrations/0040_imported.sql") },
    Step {
        version: 41,
        name: "snippet_told",
        text: include_str!("../../../migrations/0041_snippet_told.sql"),
    },
    Step { version: 42, name: "themes", text: include_str!("../../../migrations/0042_themes.sql") },
    Step {
        version: 43,
        name: "theme upgrades",
        text: include_str!("../../../migrations/0043_theme_upgrades.sql"),
    },
    Step {
        version: 44,
        name: "broken_themes",
        text: include_str!("../../../migrations/0044_broken_themes.sql"),
    },
];

/// What it means when a unique index refuses a row.
pub static TAKEN: &[Taken] = &[
    Taken { table: "org", columns: &["name"], code: &code::NAME_TAKEN },
    Taken { table: "brand", columns: &["org_id", "name"], code: &code::NAME_TAKEN },
    Taken { table: "directory", columns: &["kind", "key"], code: &code::NAME_TAKEN },
    Taken { table: "host", columns: &["org_id", "name"], code: &code::NAME_TAKEN },
    Taken { table: "team", columns: &["org_id", "name"], code: &code::NAME_TAKEN },
    Taken { table: "shortcut", columns: &["org_id", "owner", "name_key"], code: &code::NAME_TAKEN },
    Taken { table: "theme", columns: &["org_id", "kb_id", "name_key"], code: &code::NAME_TAKEN },
    Taken { table: "snippet", columns: &["org_id", "name_key"], code: &code::NAME_TAKEN },
    Taken { table: "survey", columns: &["org_id", "conversation_id"], code: &code::STATE_CHANGED },
    Taken { table: "attribute", columns: &["org_id", "object", "name"], code: &code::NAME_TAKEN },
    Taken { table: "portal_detail", columns: &["org_id", "kb_id", "what"], code: &code::DETAIL_TAKEN },
    Taken { table: "redirect", columns: &["org_id", "kb_id", "path"], code: &code::REDIRECT_TAKEN },
    Taken { table: "customer", columns: &["org_id", "external_id"], code: &code::STATE_CHANGED },
    Taken { table: "permission_set", columns: &["org_id", "name_key"], code: &code::NAME_TAKEN },
    Taken { table: "app_user", columns: &["org_id", "email_key"], code: &code::EMAIL_TAKEN },
];

/// Every statement of the product and the spine. A test over the source finds a `sql!` that is missing here.
pub fn statements() -> Vec<&'static Statement> {
    [
        spine::statements(),
        crate::audit::statements(),
        crate::org::STATEMENTS.to_vec(),
        crate::brand::statements(),
        crate::configuration::STATEMENTS.to_vec(),
        crate::kb::STATEMENTS.to_vec(),
        crate::host_name::STATEMENTS.to_vec(),
        crate::setting::statements(),
        crate::customer::statements(),
        crate::user::statements(),
        crate::permission_set::STATEMENTS.to_vec(),
        crate::saved_search::STATEMENTS.to_vec(),
        crate::second_factor::statements(),
        crate::shortcut::STATEMENTS.to_vec(),
        crate::snippet::statements(),
        crate::survey::statements(),
        crate::theme::statements(),
        crate::attribute::statements(),
        crate::detail::statements(),
        crate::api_key::statements(),
        crate::article::statements(),
        crate::category::statements(),
        crate::redirect::STATEMENTS.to_vec(),
        crate::form::statements(),
        crate::session::statements(),
        crate::sign_on::statements(),
        crate::file::STATEMENTS.to_vec(),
        crate::upkeep::STATEMENTS.to_vec(),
        crate::conversation::statements(),
        crate::delivery::statements(),
        crate::import::statements(),
    ]
    .concat()
}
