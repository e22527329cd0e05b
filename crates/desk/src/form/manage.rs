//! What whoever manages content sees of forms: all of them, in every language, and what came of their suggestions.

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Language};

use super::{Design, Form, FormId, FormText, Languages, ShownForm};
use crate::act::View;
use crate::article::ArticleId;
use crate::attribute::{Attribute, Object};
use crate::kb::KbId;
use crate::right::Right;
use crate::who::User;

sql! {
    LIST = "select f.id, f.hash, f.name, f.published, f.revision,
        (select count(*) from form_submission s where s.org_id = f.org_id and s.form_id = f.id and s.state = 'sent'),
        (select count(*) from form_submission s where s.org_id = f.org_id and s.form_id = f.id and s.state = 'closed'),
        (select count(*) from form_submission s where s.org_id = f.org_id and s.form_id = f.id and s.state = 'held')
        from form f where f.org_id = $1 and f.kb_id = $2 order by f.made_at, f.id limit 100";
    TEXTS = "select t.language, t.slug, t.title, t.introduction, t.thanks, t.words, t.told from form_text t
        where t.org_id = $1 and t.form_id = $2 order by t.language";
    COUNTS = "select g.article_id,
        coalesce((select t.title from article_text t where t.org_id = g.org_id and t.article_id = g.article_id
            order by t.language limit 1), ''),
        count(*), cast(sum(case when g.visited_at is null then 0 else 1 end) as bigint),
        cast(sum(case when s.closed_by = g.article_id then 1 else 0 end) as bigint),
        cast(sum(case when s.state in ('sent', 'held') then 1 else 0 end) as bigint)
        from form_submission s cross join form_suggestion g
        where s.org_id = $1 and s.form_id = $2 and g.org_id = $1 and g.submission_id = s.id group by g.org_id, g.article_id order by count(*) desc, g.article_id limit 50";
}

/// A form in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedForm {
    /// The id.
    pub id: FormId,
    /// What identifies it in addresses.
    pub hash: String,
    /// What it is called inside.
    pub name: String,
    /// Whether it can be filled.
    pub is_published: bool,
    /// Counts its changes.
    pub revision: i64,
    /// What came of it.
    pub counts: FormCounts,
}

/// What came of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FormCounts {
    /// How many became conversations.
    pub sent: i64,
    /// How many were closed by an article.
    pub closed: i64,
    /// How many wait for an address to be proven.
    pub held: i64,
}

/// What came of suggesting an article before a form was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuggestedCounts {
    /// The article.
    pub article: ArticleId,
    /// What it is called, in one of its languages.
    pub title: String,
    /// How often it was offered.
    pub offered: i64,
    /// How often it was read then.
    pub visited: i64,
    /// How often it was the answer.
    pub closed: i64,
    /// How often the form was sent all the same.
    pub sent: i64,
}

/// A form with everything it says.
#[derive(Clone, Debug)]
pub struct ManagedForm {
    /// The form.
    pub form: Form,
    /// Its texts, by language.
    pub texts: Vec<FormText>,
    /// The attributes that answers can go to: those of conversations first.
    pub attributes: Vec<Attribute>,
}

impl ManagedForm {
    /// What it says in a language, if anything.
    pub fn text(&self, language: &Language) -> Option<&FormText> {
        self.texts.iter().find(|text| text.language == *language)
    }

    /// As it would be filled with this design, in the language it is said in.
    pub fn designed(&self, design: &Design, languages: Languages<'_>) -> Option<ShownForm> {
        let mut changed = self.clone();
        changed.form.fields.clone_from(&design.fields);
        changed.texts.retain(|text| text.language != *languages.said);
        changed.texts.push(design.text(languages.said, self.form.told));
        changed.shown(languages.said, languages.own)
    }

    /// As somebody who reads this language fills it.
    pub fn shown(&self, language: &Language, own: &Language) -> Option<ShownForm> {
        let rank = |text: &FormText| match &text.language {
            said if said == language => 0,
            said if said == own => 1,
            _ => 2,
        };
        let mut texts = self.texts.clone();
        texts.sort_by_key(rank);
        ShownForm::of(self.form.clone(), &texts, own, self.attributes.clone())
    }
}

impl View<User> {
    /// The forms of a knowledge base, the oldest first.
    pub async fn forms(&self, kb: KbId) -> Result<Vec<ListedForm>, Fault> {
        self.who().must(Right::ManageContent)?;
        self.reader().all(LIST.with(params![self.org(), kb])).await
    }

    /// A form with everything it says.
    pub async fn managed_form(&self, id: FormId) -> Result<ManagedForm, Fault> {
        let form: Form = self.see(id).await?;
        let texts = self.reader().all(TEXTS.with(params![self.org(), id])).await?;
        let mut attributes = self.attributes(Object::Conversation).await?;
        attributes.extend(self.attributes(Object::Customer).await?);
        Ok(ManagedForm { form, texts, attributes })
    }

    /// What came of the articles that were suggested before a form was sent, the most suggested first.
    pub async fn suggested_counts(&self, form: &Form) -> Result<Vec<SuggestedCounts>, Fault> {
        self.who().must(Right::ManageContent)?;
        self.reader().all(COUNTS.with(params![self.org(), form.id])).await
    }
}

impl FromRow for ListedForm {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            hash: row.get(1)?,
            name: row.get(2)?,
            is_published: row.get(3)?,
            revision: row.get(4)?,
            counts: FormCounts { sent: row.get(5)?, closed: row.get(6)?, held: row.get(7)? },
        })
    }
}

db::columns!(SuggestedCounts: article, title, offered, visited, closed, sent);
