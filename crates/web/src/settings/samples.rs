//! Which samples each page of the settings has.

use super::pages as page;
use crate::samples::samples;

samples! {
    "templates/samples/":
    page::Home: "settings-home.plain";
    page::Configuration: "settings-configuration.general", "settings-configuration.portal", "settings-configuration.problems";
    page::Authentication: "settings-authentication.plain", "settings-authentication.problems";
    page::DefinedAttributes: "settings-attributes.empty", "settings-attributes.problems";
    page::DefinedSnippets: "settings-snippets.empty", "settings-snippets.problems";
    page::ChosenDetails: "settings-details.empty", "settings-details.several";
    page::AuditLog: "settings-audit-log.empty", "settings-audit-log.several";
}
