//! What stands above a conversation, and what its menus offer.

use std::hash::{DefaultHasher, Hasher};

use desk::User;
use desk::conversation::inbox::Head as Found;

use super::finder::Known;
use super::list::person;
use super::pages::{Choices, Head, TagChoice, TeamChoice, Urls, UserChoice};
use super::shell::initials;
use super::timeline::Around;
use super::{AppVisit, snooze};

/// The head of the page, for this user.
pub(super) fn head(
    found: &Found,
    known: &Known,
    (visit, user): (&AppVisit, &User),
    around: &Around<'_>,
) -> Head {
    let conversation = &found.conversation;
    let is_mine = conversation.assignee == Some(user.id);
    Head {
        id: conversation.id.to_string(),
        number: conversation.number,
        subject: (!conversation.subject.is_empty()).then(|| conversation.subject.clone()),
        status: conversation.status.name().to_owned(),
        snoozed_until: conversation.snoozed_until.map(|until| until.0),
        priority: conversation.priority,
        brand: found.brand.clone(),
        channels: found.channels.iter().map(|channel| channel.name().to_owned()).collect(),
        created_at: conversation.made_at.0,
        revision: revision(&conversation.subject),
        assignee: found.assignee.as_ref().map(|user| person(&user.name)),
        team: found.team.as_ref().map(|team| team.name.clone()),
        tags: found.tags.clone(),
        may: found.may.iter().map(|&name| name.to_owned()).collect(),
        me: user.id.to_string(),
        may_take: !is_mine && known.users.iter().any(|answerer| answerer.id == user.id),
        urls: urls(around),
        choices: choices(found, known, (visit, user)),
    }
}

/// Another number for another subject, so that an edit of one that is gone is noticed. Nothing depends on its being
/// hard to find.
pub(super) fn revision(subject: &str) -> i64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(subject.as_bytes());
    // Half of it, so that it is a number to every script.
    i64::from(u32::try_from(hasher.finish() >> 32).unwrap_or_default())
}

fn urls(around: &Around<'_>) -> Urls {
    Urls {
        own: around.address(""),
        fragment: around.address("/parts"),
        presence: around.address("/presence"),
        reply: around.address("/reply"),
        note: around.address("/note"),
        subject: around.address("/subject"),
        assign: around.address("/assign"),
        tags: around.address("/tags"),
        priority: around.address("/priority"),
        snooze: around.address("/snooze"),
        done: around.address("/done"),
        reopen: around.address("/reopen"),
        merging: around.address("/merging"),
        deletion: around.address("/deletion"),
    }
}

fn choices(found: &Found, known: &Known, (visit, user): (&AppVisit, &User)) -> Choices {
    let conversation = &found.conversation;
    let users = known.users.iter().map(|answerer| UserChoice {
        id: answerer.id.to_string(),
        name: answerer.name.clone(),
        initials: initials(&answerer.name),
        current: conversation.assignee == Some(answerer.id),
    });
    let teams = known.teams.iter().map(|team| TeamChoice {
        id: team.id.to_string(),
        name: team.name.clone(),
        current: conversation.team == Some(team.id),
    });
    let tags = known.tags.iter().map(|tag| TagChoice { name: tag.clone(), on: found.tags.contains(tag) });
    Choices {
        users: users.collect(),
        teams: teams.collect(),
        tags: tags.collect(),
        snoozes: snooze::choices(visit.web.desk().context().now(), &visit.zone(Some(user))),
    }
}

#[cfg(test)]
mod tests {
    use super::revision;

    #[test]
    fn another_subject_has_another_revision() {
        assert_eq!(revision("Tent"), revision("Tent"));
        assert_ne!(revision("Tent"), revision("Tents"));
    }
}
