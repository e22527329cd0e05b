//! The list of rights, and the roles that hold them.

db::named! {
    /// What a user may be allowed to do.
    pub enum Right {
        /// Read conversations and customers.
        Read "read",
        /// Write notes and mention.
        Note "note",
        /// Write to customers.
        Reply "reply",
        /// Change a conversation: status, subject, tags, priority, assignment.
        Change "change",
        /// Redact texts and files for ever.
        Redact "redact",
        /// Delete conversations with everything in them.
        Delete "delete",
        /// See and change what is kept in sensitive attributes.
        SeeSensitive "see_sensitive",
        /// End the sessions of a customer.
        SignOut "sign_out",
        /// Say which address is whose, and so who sees what.
        Identify "identify",
        /// Make one customer of two.
        MergeCustomers "merge_customers",
        /// Change portal, theme and knowledge base settings.
        ManageContent "manage_content",
        /// Bring scripts into a theme, which can do on a page what its reader can.
        ThemeScripts "theme_scripts",
        /// Manage users, keys, brands and everything else.
        Administer "administer",
    }
}

db::named! {
    /// A named set of rights of full-time users. Roles add up.
    pub enum Role {
        /// Everything but scripts of themes.
        Administrator "administrator",
        /// Portal, themes and articles.
        ContentManager "content_manager",
        /// Customers' conversations.
        Agent "agent",
    }
}

impl Role {
    /// What the role holds (product R1). Everything else is denied.
    pub fn rights(self) -> &'static [Right] {
        match self {
            Self::Administrator => ADMINISTRATOR,
            Self::ContentManager => &[Right::Read, Right::Note, Right::ManageContent],
            Self::Agent => &[
                Right::Read,
                Right::Note,
                Right::Reply,
                Right::Change,
                Right::Redact,
                Right::SeeSensitive,
                Right::SignOut,
                Right::Identify,
                Right::MergeCustomers,
            ],
        }
    }
}

/// Everything but scripts of themes, which whoever wants them gives themselves by a permission set (T4).
const ADMINISTRATOR: &[Right] = &[
    Right::Read,
    Right::Note,
    Right::Reply,
    Right::Change,
    Right::Redact,
    Right::Delete,
    Right::SeeSensitive,
    Right::SignOut,
    Right::Identify,
    Right::MergeCustomers,
    Right::ManageContent,
    Right::Administer,
];

/// What a collaborator holds, whatever roles are written down (product W6).
const COLLABORATOR: &[Right] = &[Right::Read, Right::Note];

/// A set of rights.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rights(Vec<Right>);

impl Rights {
    /// What these roles of a full-time user add up to.
    pub fn of_roles(roles: &[Role]) -> Self {
        Self::of(roles, &[])
    }

    /// What these roles of a full-time user and these rights out of permission sets add up to.
    pub fn of(roles: &[Role], rights: &[Right]) -> Self {
        let of_roles = roles.iter().flat_map(|role| role.rights());
        let mut rights: Vec<Right> = of_roles.chain(rights).copied().collect();
        rights.sort_unstable();
        rights.dedup();
        Self(rights)
    }

    /// What every collaborator holds.
    pub fn of_collaborator() -> Self {
        Self(COLLABORATOR.to_vec())
    }

    /// These and no others, whether a role holds just them or not: for the harness.
    #[cfg(feature = "testdoors")]
    pub fn only(rights: &[Right]) -> Self {
        Self(rights.to_vec())
    }

    /// Whether the right is among them.
    pub fn holds(&self, right: Right) -> bool {
        self.0.contains(&right)
    }
}

#[cfg(test)]
mod tests {
    use super::{Right, Rights, Role};

    #[test]
    fn t4_no_role_holds_scripts_of_themes_and_an_administrator_holds_all_else() {
        for role in Role::ALL {
            assert!(!role.rights().contains(&Right::ThemeScripts));
        }
        let missing = Right::ALL.iter().filter(|right| !Role::Administrator.rights().contains(right));
        assert_eq!(missing.collect::<Vec<_>>(), [&Right::ThemeScripts]);
    }

    #[test]
    fn r1_a_content_manager_who_is_not_an_agent_cannot_answer() {
        assert!(!Rights::of_roles(&[Role::ContentManager]).holds(Right::Reply));
        assert!(Rights::of_roles(&[Role::ContentManager, Role::Agent]).holds(Right::Reply));
        assert!(!Rights::of_roles(&[]).holds(Right::Read));
        assert!(!Rights::of_collaborator().holds(Right::Reply));
    }
}
