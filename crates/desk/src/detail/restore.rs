//! The list of details as entries of the audit log say it, and giving a portal an earlier list again.

use db::{params, sql};
use kernel::{Fault, base_codes};
use serde_json::json;

use super::access::manages;
use super::arrange::can_be_shown;
use super::{Arrange, Detail, What, facts};
use crate::act::{Act, Allowed};
use crate::audit::{Change, Entry};
use crate::code;
use crate::kb::{Kb, KbId};
use crate::snippet::{self, Label, SnippetId};
use crate::who::User;

sql! {
    LISTED = "select what, title, snippet_id from portal_detail d where d.org_id = $1 and d.kb_id = $2 order by d.place, d.id";
    DROP = "delete from portal_detail where org_id = $1 and kb_id = $2 and what = $3";
    PUT = "insert into portal_detail (org_id, id, kb_id, what, title, snippet_id, place) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (org_id, kb_id, what) do update
        set title = excluded.title, snippet_id = excluded.snippet_id, place = excluded.place";
}

/// What is shown, under which display name, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct List(Vec<(What, Label)>);

/// Whether facts of this name say the list before and after.
pub(crate) fn is_told_whole(fact: &str) -> bool {
    facts::ALL.iter().any(|(name, _)| *name == fact)
}

/// Whether this user may give a portal the list again that was there before the change of this entry.
pub(crate) fn may_set_back(entry: &Entry, who: &User) -> bool {
    let lists = [&entry.change.was, &entry.change.became];
    let is_list = |text: &&Option<String>| text.as_deref().is_some_and(|text| List::read(text).is_ok());
    is_told_whole(&entry.name) && lists.iter().all(is_list) && manages(who).is_ok()
}

/// Gives the portal the list again that was there before the change of this entry, if nothing has changed it since.
pub(crate) async fn set_back(act: &mut Act<User>, entry: &Entry) -> Result<(), Fault> {
    manages(act.who()).map_err(Fault::new)?;
    let (Some(was), Some(became)) = (&entry.change.was, &entry.change.became) else {
        return Err(Fault::new(&base_codes::NOT_FOUND));
    };
    let kb = act.open::<Arrange, Kb>(entry.subject.parse()?).await?;
    kb.restore(act, &List::read(was)?, &List::read(became)?).await
}

impl Allowed<Kb, Arrange> {
    async fn restore(&self, act: &mut Act<User>, was: &List, became: &List) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, now) = (act.org(), List::of(act, self.id).await?);
        if now != *became {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        for (what, label) in &was.0 {
            can_come_back(act, &now, (*what, label)).await?;
        }
        for (what, _) in now.0.iter().filter(|(what, _)| !was.shows(*what)) {
            act.writer().await?.run(DROP.with(params![org, self.id, what.key()])).await?;
        }
        for ((what, label), place) in was.0.iter().zip(1_i64..) {
            let (id, (title, snippet)) = (act.new_id::<Detail>(), label.columns());
            let values = params![org, id, self.id, what.key(), title, snippet, place];
            act.writer().await?.run(PUT.with(values)).await?;
        }
        tell(act, self.id, (facts::RESTORED, None), &now).await
    }
}

/// What is not shown now must still be there to be shown, and so must the snippet it is called by.
async fn can_come_back(act: &mut Act<User>, now: &List, (what, label): (What, &Label)) -> Result<(), Fault> {
    snippet::check(act, label).await?;
    match what {
        What::Attribute(id) if !now.shows(what) => can_be_shown(act, id).await.map_err(|fault| {
            if fault.is(&base_codes::NOT_FOUND) { Fault::new(&code::STATE_CHANGED) } else { fault }
        }),
        What::Attribute(_) | What::Own(_) => Ok(()),
    }
}

/// Announces a change of the list, with the whole of it before and after. What is as it was is no change.
pub(super) async fn tell(
    act: &mut Act<User>,
    kb: KbId,
    (fact, what): (&'static str, Option<What>),
    was: &List,
) -> Result<(), Fault> {
    let now = List::of(act, kb).await?;
    if now == *was {
        return Ok(());
    }
    let change = Change::between(was.to_string(), now.to_string());
    let payload = what.map_or_else(|| json!({}), |what| json!({ "what": what.key() }));
    act.announce_change(fact, kb.to_string(), (payload, change)).await?;
    Ok(())
}

impl List {
    /// As it is now. Whoever changes it holds its knowledge base locked.
    pub(super) async fn of(act: &mut Act<User>, kb: KbId) -> Result<Self, Fault> {
        let call = LISTED.with(params![act.org(), kb]);
        let rows: Vec<(String, String, Option<SnippetId>)> = act.writer().await?.all(call).await?;
        let one = |(what, title, snippet): (String, String, _)| {
            Ok((What::parse(&what)?, Label::stored(title, snippet)))
        };
        rows.into_iter().map(one).collect::<Result<_, Fault>>().map(Self)
    }

    fn shows(&self, what: What) -> bool {
        self.0.iter().any(|(shown, _)| *shown == what)
    }

    /// What an entry says.
    fn read(text: &str) -> Result<Self, Fault> {
        let one = |line: &str| {
            let line = line.strip_suffix(',').unwrap_or(line);
            let (what, label) = line.split_once(' ').unwrap_or((line, ""));
            let typed = label.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
            let snippet = label.strip_prefix("snippet:").map(str::parse).transpose()?;
            Ok((What::parse(what)?, Label::stored(typed.to_owned(), snippet)))
        };
        text.lines().map(one).collect::<Result<_, Fault>>().map(Self)
    }
}

/// A detail a line, as [`List::read`] reads it: `tags`, `priority "How urgent"`, or an id with `snippet:` and an id.
impl std::fmt::Display for List {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, (what, label)) in self.0.iter().enumerate() {
            f.write_str(if number > 0 { ",\n" } else { "" })?;
            f.write_str(&what.key())?;
            match label {
                Label::Own => {}
                Label::Typed(title) => write!(f, " \"{title}\"")?,
                Label::Snippet(id) => write!(f, " snippet:{id}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Own;
    use super::{Label, List, What};

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let id = "6ab13b80000000000000000a";
        let list = List(vec![
            (What::Own(Own::Tags), Label::Own),
            (What::Attribute(id.parse().unwrap()), Label::Typed("Order, \"no.\", snippet:1".to_owned())),
            (What::Own(Own::Brand), Label::Snippet(id.parse().unwrap())),
        ]);
        let text = format!("tags,\n{id} \"Order, \"no.\", snippet:1\",\nbrand snippet:{id}");
        assert_eq!(list.to_string(), text);
        assert_eq!(List::read(&text).unwrap(), list);
        assert_eq!(List::read("").unwrap(), List(Vec::new()));
        assert!(List::read("nonsense").is_err(), "as entries of before the lists were told");
    }
}
