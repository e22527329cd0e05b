//! The names of roles, as clients of the API know them.

use std::fmt;
use std::str::FromStr;

use db::{Column, FromColumn};
use kernel::Fault;

use crate::code;

/// Roles by themselves.
static ALONE: &[&str] = &[
    "org.admin",
    "org.admin.security",
    "org.hooks",
    "org.outbound_webhooks",
    "org.permission",
    "org.permission.security",
    "org.theme_scripts",
    "org.tracking",
    "org.user",
];

/// Families: what their names begin with, and the operations they end in.
static FAMILIES: &[(&str, &[&str])] = &[
    ("org.admin", &["read", "write"]),
    ("org.permission", &["create", "read", "update", "delete"]),
    ("org.user", &["read", "write", "delete"]),
];

/// What the families' roles are about. `content.kb` and its like are older names of the same.
static RESOURCES: &[&str] = &[
    "attachment",
    "audit_log",
    "brand",
    "bulk",
    "chat_setting",
    "company",
    "content.kb",
    "content.shortcut",
    "content.snippet",
    "conversation",
    "conversation_forward",
    "customer",
    "customer_merge",
    "draft",
    "event",
    "hook",
    "kb",
    "klass",
    "kobject",
    "message",
    "message_redaction",
    "metadata",
    "note",
    "outbound_webhook",
    "outbound_webhooks",
    "queue",
    "role_group",
    "satisfaction",
    "schedule",
    "search",
    "search_global",
    "search_preview",
    "shortcut",
    "sla",
    "snippet",
    "spam",
    "tag",
    "team",
    "tracking",
    "unmasking_window",
    "user",
];

/// Resources whose names go on with what the organization calls them.
const OF_KLASS: &str = "kobject.kobject_";

/// The roles that the form offers; any other can be typed.
pub static COMMON: &[&str] = &[
    "org.admin",
    "org.user",
    "org.permission",
    "org.permission.customer.read",
    "org.permission.conversation.read",
    "org.permission.message.read",
    "org.permission.message.create",
    "org.permission.kb.read",
    "org.hooks",
];

/// What reading the secret of a knowledge base's custom sign-on asks for (C1).
pub static SIGN_ON: &[&str] = &["org.admin"];

/// What reading themes asks for.
pub static READ_THEMES: &[&str] = &[
    "org.permission.kb.read",
    "org.user.kb.read",
    "org.user.content.kb.read",
    "org.admin.kb.read",
    "org.admin.content.kb.read",
];

/// What making themes asks for.
pub static ADD_THEMES: &[&str] =
    &["org.permission.kb.create", "org.admin.kb.write", "org.admin.content.kb.write"];

/// What changing and publishing themes asks for.
pub static EDIT_THEMES: &[&str] =
    &["org.permission.kb.update", "org.admin.kb.write", "org.admin.content.kb.write"];

/// What scripts of a theme's own ask for besides (T4). No shorter role covers it, so that only a key made for that holds it.
pub static THEME_SCRIPTS: &[&str] = &["org.theme_scripts"];

/// The most roles of one key: all of them stand in its token, which travels with each request.
const MOST: usize = 50;
/// The most characters of a role's name.
const LONGEST: usize = 80;

/// The name of a role.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Role(String);

/// The roles of a key.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Roles(Vec<Role>);

impl Role {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether it is `asked`, or above it: a short role covers everything below it.
    fn covers(&self, asked: &str) -> bool {
        asked.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl Roles {
    /// Whether any of these is held: any one of an operation's roles suffices.
    pub fn hold_any(&self, asked: &[&str]) -> bool {
        asked.iter().any(|asked| self.0.iter().any(|role| role.covers(asked)))
    }

    /// The names, each once, in their order.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|role| role.0.clone()).collect()
    }

    /// They were checked when they were stored; one that is no longer on the list counts as before.
    fn from_stored(stored: &str) -> Self {
        Self(stored.split(',').filter(|name| !name.is_empty()).map(|name| Role(name.to_owned())).collect())
    }
}

impl FromColumn for Roles {
    fn from_column(column: Column<'_>) -> Option<Self> {
        if let Column::Text(stored) = column { Some(Self::from_stored(stored)) } else { None }
    }
}

impl FromStr for Role {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        let is_role = typed.len() <= LONGEST && (ALONE.contains(&typed) || is_of_family(typed));
        if is_role { Ok(Self(typed.to_owned())) } else { Err(Fault::new(&code::ROLE_UNKNOWN)) }
    }
}

/// Roles as people type them, apart by commas, spaces or lines. At least one: a key without is good for nothing.
impl FromStr for Roles {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        let words = typed.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        let mut roles: Vec<Role> = words.map(str::parse).collect::<Result<_, _>>()?;
        roles.sort_unstable();
        roles.dedup();
        match roles.len() {
            0 => Err(Fault::new(&code::ROLES_EMPTY)),
            1..=MOST => Ok(Self(roles)),
            _ => Err(Fault::new(&code::ROLES_MANY)),
        }
    }
}

/// As they are stored.
impl fmt::Display for Roles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.names().join(","))
    }
}

/// Whether it is a family's beginning, a resource, and one of the family's operations or none.
fn is_of_family(name: &str) -> bool {
    let of_family = |(family, operations): &(&str, &[&str])| {
        let Some(rest) = name.strip_prefix(family).and_then(|rest| rest.strip_prefix('.')) else {
            return false;
        };
        let of_one = rest.rsplit_once('.').filter(|(_, operation)| operations.contains(operation));
        is_resource(rest) || of_one.is_some_and(|(resource, _)| is_resource(resource))
    };
    FAMILIES.iter().any(of_family)
}

fn is_resource(name: &str) -> bool {
    let is_klass = |klass: &str| {
        !klass.is_empty()
            && klass.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    RESOURCES.contains(&name) || name.strip_prefix(OF_KLASS).is_some_and(is_klass)
}

/// One name of every kind there is, for the reference of the API.
pub fn examples() -> Vec<String> {
    let families = FAMILIES.iter().flat_map(|(family, operations)| {
        operations.iter().map(move |one| format!("{family}.<resource>.{one}"))
    });
    ALONE.iter().map(|name| (*name).to_owned()).chain(families).collect()
}

#[cfg(test)]
mod tests {
    use super::{ALONE, COMMON, RESOURCES, Role, Roles};

    fn refused(typed: &str) -> &'static str {
        typed.parse::<Roles>().unwrap_err().code().name
    }

    #[test]
    fn r3_roles_are_those_that_clients_know() {
        for name in [
            "org.admin",
            "org.user",
            "org.hooks",
            "org.permission.security",
            "org.permission.conversation.update",
            "org.permission.conversation",
            "org.admin.hook.write",
            "org.user.content.kb.read",
            "org.permission.kobject.kobject_order.read",
        ] {
            assert_eq!(name.parse::<Role>().unwrap().name(), name);
        }
        for name in [
            "org",
            "admin",
            "org.",
            "org.root",
            "org.permission.conversation.write",
            "org.user.customer.create",
            "org.permission.nothing.read",
            "org.permission.customer.read.more",
            "org.permission.kobject.kobject_.read",
            "ORG.ADMIN",
            "org.admin\0",
        ] {
            assert_eq!(refused(name), "role_unknown", "{name}");
        }
        assert!(COMMON.iter().all(|name| name.parse::<Role>().is_ok()));
        assert!(ALONE.is_sorted() && RESOURCES.is_sorted());
    }

    #[test]
    fn r3_a_key_has_one_role_to_fifty() {
        assert_eq!(refused(" ,\n"), "roles_empty");
        let typed: Roles = "org.user, org.admin\norg.user".parse().unwrap();
        assert_eq!(
            (typed.names(), typed.to_string()),
            (vec!["org.admin".into(), "org.user".into()], "org.admin,org.user".into())
        );
        assert_eq!(Roles::from_stored(&typed.to_string()), typed);
        let many: Vec<String> = RESOURCES
            .iter()
            .flat_map(|one| [format!("org.user.{one}.read"), format!("org.user.{one}.write")])
            .collect();
        assert_eq!(refused(&many.join(" ")), "roles_many");
    }

    #[test]
    fn r3_a_short_role_covers_what_is_below_it_and_nothing_beside() {
        let holds = |held: &str, asked: &str| Roles::from_stored(held).hold_any(&[asked]);
        assert!(holds("org.admin", "org.admin") && holds("org.admin", "org.admin.hook.write"));
        assert!(holds("org.user.customer", "org.user.customer.read"));
        assert!(
            !holds("org.admin", "org.administrator") && !holds("org.user.customer.read", "org.user.customer")
        );
        assert!(!holds("org.user", "org.admin") && !holds("", "org.admin"));
        let either = ["org.permission.customer.read", "org.user.customer.read"];
        assert!(Roles::from_stored("org.hooks,org.user").hold_any(&either));
        assert!(
            !Roles::from_stored("org.hooks").hold_any(&either)
                && !Roles::from_stored("org.user").hold_any(&[])
        );
    }
}
