//! Writing snippets, for whoever manages what is shown.

use std::collections::{BTreeMap, BTreeSet};

use db::{params, sql};
use kernel::{Fault, Language, Time};
use serde::Serialize;
use serde_json::json;

use super::{Edit, MOST, Snippet, SnippetId, SnippetName, TEXTS, Texts, facts};
use crate::act::{Act, Allowed};
use crate::audit::Change;
use crate::right::Right;
use crate::who::User;
use crate::{attribute, code, detail};

sql! {
    HOW_MANY = "select count(*) from snippet where org_id = $1";
    ADD = "insert into snippet (org_id, id, name, name_key, made_at) values ($1, $2, $3, $4, $5)";
    RENAME = "update snippet set name = $3, name_key = $4 where org_id = $1 and id = $2";
    REMOVE = "delete from snippet where org_id = $1 and id = $2";
    ADD_TEXT = "insert into snippet_text (org_id, snippet_id, language, text, told_at) values ($1, $2, $3, $4, $5)";
    DROP_TEXTS = "delete from snippet_text where org_id = $1 and snippet_id = $2";
}

impl Act<User> {
    /// Adds a snippet. `name_taken` where there is one of that name, `text_empty` without any text, `snippets_many` for
    /// the 501st.
    pub async fn add_snippet(&mut self, name: &SnippetName, texts: &Texts) -> Result<SnippetId, Fault> {
        if !self.who().may(Right::ManageContent) {
            return Err(Fault::new(&code::MAY_NOT));
        }
        let (org, now, id) = (self.org(), self.now(), self.new_id::<Snippet>());
        let writer = self.writer().await?;
        let (there,): (i64,) = writer.one(HOW_MANY.with(params![org])).await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST) {
            return Err(Fault::new(&code::SNIPPETS_MANY));
        }
        writer.run(ADD.with(params![org, id, name.as_str(), name.key(), now])).await?;
        keep(self, id, texts, &Known::new()).await?;
        self.announce(facts::ADDED, id.to_string(), json!({ "name": name.as_str() })).await?;
        Ok(id)
    }
}

impl Allowed<Snippet, Edit> {
    /// Gives it this name and these texts and no others. Whatever uses it says so from the next page on. Of the texts that
    /// stay as they were, those in the languages of `still_right` say no less than their source.
    pub async fn change(
        &self,
        act: &mut Act<User>,
        (name, texts): (&SnippetName, &Texts),
        still_right: &BTreeSet<Language>,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let writer = act.writer().await?;
        let was: Vec<(Language, String, Time)> = writer.all(TEXTS.with(params![org, self.id])).await?;
        writer.run(RENAME.with(params![org, self.id, name.as_str(), name.key()])).await?;
        writer.run(DROP_TEXTS.with(params![org, self.id])).await?;
        let known = was.iter().filter(|(language, ..)| !still_right.contains(language));
        let known = known.map(|(language, text, at)| ((language, text.as_str()), *at)).collect();
        keep(act, self.id, texts, &known).await?;
        let was: BTreeMap<Language, String> =
            was.into_iter().map(|(language, text, _)| (language, text)).collect();
        let change = Change::between(told(&self.name, &was), told(name, texts));
        let payload = json!({ "name": name.as_str() });
        act.announce_change(facts::CHANGED, self.id.to_string(), (payload, change)).await?;
        Ok(())
    }

    /// Removes it; `snippet_used` with the places while something is called by it.
    pub async fn remove(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let org = act.org();
        let mut places = attribute::called_by(act.writer().await?, org, self.id).await?;
        places.extend(detail::called_by(act.writer().await?, org, self.id).await?);
        if !places.is_empty() {
            let places = vec![("places", places.join(", "))];
            return Err(Fault::new(&code::SNIPPET_USED).at("name", &code::SNIPPET_USED, places));
        }
        for rows in [&DROP_TEXTS, &REMOVE] {
            act.writer().await?.run(rows.with(params![org, self.id])).await?;
        }
        act.announce(facts::REMOVED, self.id.to_string(), json!({ "name": self.name.as_str() })).await?;
        Ok(())
    }
}

/// What it says, for the audit log.
fn told<T: Serialize>(name: &SnippetName, texts: &BTreeMap<Language, T>) -> String {
    json!({ "name": name.as_str(), "texts": texts }).to_string()
}

/// Texts that stay what they are, with the moment at which they were right.
type Known<'a> = BTreeMap<(&'a Language, &'a str), Time>;

async fn keep(act: &mut Act<User>, id: SnippetId, texts: &Texts, known: &Known<'_>) -> Result<(), Fault> {
    if texts.is_empty() {
        return Err(Fault::new(&code::TEXT_EMPTY));
    }
    let (org, now) = (act.org(), act.now());
    let writer = act.writer().await?;
    for (language, text) in texts {
        let told_at = known.get(&(language, text.as_str())).copied().unwrap_or(now);
        writer.run(ADD_TEXT.with(params![org, id, language, text, told_at])).await?;
    }
    Ok(())
}
