//! What holds for every statement.

use testkit::{Database, both};
use testkit_desk::Kit;

#[both]
async fn the_product_can_be_set_up(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    assert_eq!((site.org, site.brand_title.as_str()), (kit.org, "Acme Help"));
    assert!(site.portal.my_conversations);
    assert!(kit.desk.place("unknown.test").await.is_err());
}

#[both]
async fn every_statement_is_prepared_on_both_databases(database: Database) {
    let kit = Kit::new(&database).await;
    let wrong = kit.db.prepare_check(&desk::statements()).await.unwrap();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Tables of the spine, and what is looked up before the organization is known.
const UNOWNED: &[&str] = &["directory", "fact", "job", "schedule"];

/// Statements on owned tables that may do without the organization, and why.
const WITHOUT_ORG: &[(&str, &str)] = &[
    ("::org::", "operators look at every organization"),
    ("::sweep::", "what has ended is swept for all at once"),
    ("::upkeep::", "what has ended is swept for all at once"),
    ("::FIND_HOST", "the host's name tells the organization"),
];

#[test]
fn th27_every_statement_on_an_owned_table_names_the_organization() {
    let tables: Vec<String> = owned_tables();
    for statement in desk::statements() {
        let text = statement.sqlite;
        let touches =
            |table: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == table);
        let owned = tables.iter().any(|table| touches(table));
        let excused = WITHOUT_ORG.iter().any(|(name, _)| statement.name.contains(name));
        assert!(!owned || excused || text.contains("org_id"), "{} names no org_id", statement.name);
    }
    for (name, why) in WITHOUT_ORG {
        assert!(
            desk::statements().iter().any(|statement| statement.name.contains(name)),
            "{name} ({why}) is stale"
        );
    }
}

fn owned_tables() -> Vec<String> {
    let texts: String = desk::STEPS.iter().map(|step| step.text).collect();
    let created = texts.lines().filter_map(|line| line.trim_start().strip_prefix("create table "));
    let names = created.map(|rest| rest.split([' ', '(']).next().unwrap_or_default().to_owned());
    names.filter(|name| !UNOWNED.contains(&name.as_str()) && name != "message_word").collect()
}

#[test]
fn every_statement_in_the_source_is_in_the_list() {
    let listed: Vec<&str> = desk::statements().iter().map(|statement| statement.name).collect();
    let mut files = 0;
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).unwrap().contains("\nsql! {") {
                files += 1;
                let module = module_of(&path);
                assert!(
                    listed.iter().any(|name| name.starts_with(&module)),
                    "{module} is not in desk::statements()"
                );
            }
        }
    }
    assert!(files > 10);
}

/// `desk::conversation::store::` of `src/conversation/store.rs`.
fn module_of(path: &std::path::Path) -> String {
    let source = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let parts = path.strip_prefix(source).unwrap().with_extension("");
    let parts: Vec<_> =
        parts.iter().map(|part| part.to_str().unwrap()).filter(|part| *part != "mod").collect();
    format!("desk::{}::", parts.join("::"))
}
