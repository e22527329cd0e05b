//! Whom a note names: users, by their whole name behind an `@`.

use db::{Writer, params, sql};
use kernel::{Fault, OrgId, Time};
use markup::fold;

use super::note::NoteId;
use super::{Conversation, ConversationId};
use crate::act::View;
use crate::user::UserId;
use crate::who::User;

/// The most conversations the list of mentions shows.
const SHOWN: i64 = 200;

sql! {
    PEOPLE = "select id, name from app_user where org_id = $1 and active";
    ADD = "insert into mention (org_id, note_id, user_id, conversation_id, made_at) values ($1, $2, $3, $4, $5)";
    /// With nothing put to the ids, SQLite would read everybody's mentions in their order.
    OF_USER = "select conversation_id || '' from mention where org_id = $1 and user_id = $2
        group by conversation_id || '' order by max(made_at) desc, conversation_id || '' desc limit $3";
    COLLEAGUES = "select name from app_user where org_id = $1 and active and id <> $2 order by name, id";
    NEWEST = "select n.author_name, n.text from mention g join note n on n.org_id = g.org_id and n.id = g.note_id
        where g.org_id = $1 and g.conversation_id = $2 and g.user_id = $3 order by n.seq desc limit 1";
}

/// That a note names who looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The name of whoever wrote it.
    pub by: String,
    /// The note; empty where it was redacted.
    pub text: String,
}

/// Remembers whom a note names, its author aside, and answers them.
pub(super) async fn add(
    writer: &mut Writer,
    (org, now): (OrgId, Time),
    (conversation, note): (ConversationId, NoteId),
    (author, text): (UserId, &str),
) -> Result<Vec<UserId>, Fault> {
    if !text.contains('@') {
        return Ok(Vec::new());
    }
    let people: Vec<(UserId, String)> = writer.all(PEOPLE.with(params![org])).await?;
    let mut named = named(text, &people);
    named.retain(|user| *user != author);
    for user in &named {
        writer.run(ADD.with(params![org, note, *user, conversation, now])).await?;
    }
    Ok(named)
}

impl View<User> {
    /// The conversations in which a note names this user, by the newest such note; 200 at most.
    pub(super) async fn mentioned_in(&self) -> Result<Vec<ConversationId>, Fault> {
        let call = OF_USER.with(params![self.org(), self.who().id, SHOWN]);
        let found: Vec<(ConversationId,)> = self.reader().all(call).await?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// The names of all other users, whom a note may name.
    pub async fn colleagues(&self) -> Result<Vec<String>, Fault> {
        self.reads()?;
        let rows: Vec<(String,)> =
            self.reader().all(COLLEAGUES.with(params![self.org(), self.who().id])).await?;
        Ok(rows.into_iter().map(|(name,)| name).collect())
    }

    /// The newest note of a conversation that names this user.
    pub async fn mention(&self, conversation: &Conversation) -> Result<Option<Mention>, Fault> {
        self.reads()?;
        let call = NEWEST.with(params![self.org(), conversation.id, self.who().id]);
        let found: Option<(String, String)> = self.reader().maybe(call).await?;
        Ok(found.map(|(by, text)| Mention { by, text }))
    }
}

/// Whose name stands behind an `@` that begins a word, case and accents apart. Of two names the longer one is meant, of
/// two users with one name both.
fn named(text: &str, people: &[(UserId, String)]) -> Vec<UserId> {
    let text = fold(text);
    let people: Vec<(UserId, String)> = people.iter().map(|(id, name)| (*id, fold(name.trim()))).collect();
    let mut named = Vec::new();
    for (at, _) in text.match_indices('@') {
        if text[..at].ends_with(char::is_alphanumeric) {
            continue;
        }
        let behind = &text[at + 1..];
        let fits = |name: &str| {
            let rest = behind.strip_prefix(name).filter(|_| !name.is_empty());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let meant = people.iter().filter(|(_, name)| fits(name));
        let longest = meant.clone().map(|(_, name)| name.len()).max();
        named.extend(meant.filter(|(_, name)| Some(name.len()) == longest).map(|(id, _)| *id));
    }
    named.sort();
    named.dedup();
    named
}

#[cfg(test)]
mod tests {
    use kernel::{Id, Random, Time};

    use super::named;

    #[test]
    fn w2_a_name_behind_an_at_is_a_mention() {
        let random = Random::seeded(1);
        let names = ["Ana", "Ana Lima", "Zoë Ånström", "Ann", "Ann", ""];
        let people: Vec<_> = names
            .iter()
            .map(|name| (Id::new(Time(1_790_000_000_000), &random), (*name).to_owned()))
            .collect();
        let found = |text: &str| -> Vec<usize> {
            let ids = named(text, &people);
            (0..people.len()).filter(|nth| ids.contains(&people[*nth].0)).collect()
        };
        assert_eq!(found("@ana look, and (@Ana Lima) too"), [0, 1]);
        assert_eq!(found("@ANA LIMA"), [1]);
        assert_eq!(found("for @zoe anstrom, please"), [2]);
        assert_eq!(found("@Ann: one of you"), [3, 4]);
        assert_eq!(found("ana@example.com, mail@ana, @anabel, @ ana, Ana, @"), [0_usize; 0]);
    }
}
