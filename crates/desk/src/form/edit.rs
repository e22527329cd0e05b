//! Making a form, changing it, showing and hiding it, and its end.

use std::collections::BTreeMap;

use db::{params, sql};
use kernel::{Fault, Language, base_codes};
use serde_json::json;

use super::words::FieldWords;
use super::{Design, Edit, Field, FieldKind, Form, FormId, Target, facts, file};
use crate::act::{Act, Allowed};
use crate::attribute::Tree;
use crate::category::ManagesContent;
use crate::kb::KbId;
use crate::user::TeamId;
use crate::who::User;
use crate::{code, line, page_path};

/// The most forms of a knowledge base.
pub const MOST: i64 = 100;

sql! {
    KB = "select id from kb where org_id = $1 and id = $2";
    TEAM = "select id from team where org_id = $1 and id = $2";
    HOW_MANY = "select count(*) from form where org_id = $1 and kb_id = $2";
    ADD = "insert into form (org_id, id, kb_id, hash, name, fields, published, audience, suggests, hooked, returns, tag, team_id,
        priority, told, revision, made_at)
        values ($1, $2, $3, $4, $5, $6, false, 'everybody', true, false, '', '', null, 3, 1, 1, $7)";
    CHANGE = "update form set name = $3, fields = $4, audience = $5, suggests = $6, hooked = $7, returns = $8, tag = $9,
        team_id = $10, priority = $11, told = $12, revision = revision + 1 where org_id = $1 and id = $2";
    SHOW = "update form set published = $3, revision = revision + 1 where org_id = $1 and id = $2";
    SAY = "insert into form_text (org_id, form_id, language, slug, title, introduction, thanks, words, told)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (org_id, form_id, language) do update set
        slug = excluded.slug, title = excluded.title, introduction = excluded.introduction, thanks = excluded.thanks,
        words = excluded.words, told = excluded.told";
    SAID = "select language, slug, title, introduction, thanks, words, told from form_text
        where org_id = $1 and form_id = $2 and language = $3";
    DELETE = "delete from form where org_id = $1 and id = $2";
}

/// What a new form says at first, in the language of its knowledge base.
#[derive(Clone, Debug)]
pub struct Beginning<'a> {
    /// That language.
    pub language: &'a Language,
    /// The title, which is its name too.
    pub title: &'a str,
    /// What the field for the subject is called.
    pub subject: &'a str,
    /// What the field for the message is called.
    pub message: &'a str,
}

/// The language of the knowledge base, and the one that is written in.
#[derive(Clone, Copy, Debug)]
pub struct Languages<'a> {
    /// In which the form was designed.
    pub own: &'a Language,
    /// In which something is said now.
    pub said: &'a Language,
}

impl<W: ManagesContent> Act<W> {
    /// Makes a form of a knowledge base that asks for a subject and a message; nobody sees it yet. `forms_many` past a
    /// hundred.
    pub async fn make_form(&mut self, kb: KbId, new: &Beginning<'_>) -> Result<FormId, Fault> {
        self.who().manages()?;
        let title = line::line::<{ super::MAX_TITLE }>(new.title)
            .map_err(|fault| Fault::new(fault.code()).at("title", fault.code(), Vec::new()))?;
        let (org, id, now) = (self.org(), self.new_id::<Form>(), self.now());
        let hash = page_path::new_hash(&self.desk().context().random);
        let writer = self.writer().await?;
        // Locked, so that two who make one at once are counted one after the other.
        let found: Option<(KbId,)> = writer.maybe(KB.with(params![org, kb]).locking("kb")).await?;
        found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let (there,): (i64,) = writer.one(HOW_MANY.with(params![org, kb])).await?;
        if there >= MOST {
            return Err(Fault::new(&code::FORMS_MANY));
        }
        let design = Design::begun(&title, (new.subject, new.message));
        let values = params![org, id, kb, &hash, &title, stored(&design.fields)?, now];
        writer.run(ADD.with(values)).await?;
        say(self, id, new.language, (&design, 1)).await?;
        self.announce(facts::MADE, id.to_string(), json!({ "kb": kb, "name": title })).await?;
        Ok(id)
    }
}

impl Allowed<Form, Edit> {
    /// Gives it this design. In its own language it gets the fields and the manner; in another it only says something.
    /// `state_changed` where somebody else has changed it since the page was made.
    pub async fn change<W: ManagesContent>(
        &self,
        act: &mut Act<W>,
        languages: Languages<'_>,
        design: &Design,
        seen: i64,
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if seen != self.revision {
            return Err(Fault::new(&code::STATE_CHANGED));
        }
        let is_own = languages.own == languages.said;
        let told = if is_own && self.says_otherwise(act, languages.own, design).await? {
            self.told + 1
        } else {
            self.told
        };
        self.put(act, design, told).await?;
        say(act, self.id, languages.said, (design, told)).await?;
        let payload = json!({ "kb": self.kb, "name": design.name, "language": languages.said.as_str() });
        act.announce(facts::CHANGED, self.id.to_string(), payload).await?;
        Ok(())
    }

    async fn put<W: ManagesContent>(
        &self,
        act: &mut Act<W>,
        design: &Design,
        told: i64,
    ) -> Result<(), Fault> {
        let (org, manner) = (act.org(), &design.manner);
        let writer = act.writer().await?;
        if let Some(team) = manner.team {
            let known: Option<(TeamId,)> = writer.maybe(TEAM.with(params![org, team])).await?;
            known.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        }
        let values = params![
            org,
            self.id,
            &design.name,
            stored(&design.fields)?,
            manner.audience,
            manner.suggests,
            manner.is_hooked,
            manner.returns.join("\n"),
            &manner.tag,
            manner.team,
            manner.priority.number(),
            told
        ];
        writer.run(CHANGE.with(values)).await.map(drop)
    }

    /// Whether the form says something else than it did in its own language, so that translations are out of date.
    async fn says_otherwise<W: ManagesContent>(
        &self,
        act: &mut Act<W>,
        own: &Language,
        design: &Design,
    ) -> Result<bool, Fault> {
        let org = act.org();
        let call = SAID.with(params![org, self.id, own]);
        let said: Option<super::FormText> = act.writer().await?.maybe(call).await?;
        Ok(said.is_none_or(|said| {
            let texts = (&said.title, &said.introduction, &said.thanks)
                == (&design.title, &design.introduction, &design.thanks);
            !texts || said.fields != design.words || self.fields != design.fields
        }))
    }

    /// Everybody can fill it from now on.
    pub async fn publish<W: ManagesContent>(&self, act: &mut Act<W>) -> Result<(), Fault> {
        self.show(act, (true, facts::PUBLISHED)).await
    }

    /// Nobody can fill it from now on.
    pub async fn unpublish(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.show(act, (false, facts::UNPUBLISHED)).await
    }

    async fn show<W: ManagesContent>(
        &self,
        act: &mut Act<W>,
        (is_shown, fact): (bool, &'static str),
    ) -> Result<(), Fault> {
        self.belongs_to(act)?;
        if self.is_published == is_shown {
            return Ok(());
        }
        let org = act.org();
        act.writer().await?.run(SHOW.with(params![org, self.id, is_shown])).await?;
        act.announce(fact, self.id.to_string(), json!({ "kb": self.kb, "name": self.name })).await?;
        Ok(())
    }

    /// Deletes it with its texts and with what waits to be sent by it; conversations stay.
    pub async fn delete(&self, act: &mut Act<User>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let (org, now) = (act.org(), act.now());
        let writer = act.writer().await?;
        file::drop_all(writer, (org, self.id), now).await?;
        writer.run(DELETE.with(params![org, self.id])).await?;
        act.announce(facts::DELETED, self.id.to_string(), json!({ "kb": self.kb, "name": self.name }))
            .await?;
        Ok(())
    }
}

impl Design {
    /// A form that asks for a subject and a message.
    fn begun(title: &str, (subject, message): (&str, &str)) -> Self {
        let field = |name: &str, kind, target| Field {
            name: name.to_owned(),
            kind,
            is_required: true,
            is_half: false,
            target,
            when: None,
            choices: Tree::default(),
            value: String::new(),
        };
        let words = |label: &str| FieldWords { label: label.to_owned(), ..FieldWords::default() };
        let said = [("subject".to_owned(), words(subject)), ("message".to_owned(), words(message))];
        Self {
            name: title.to_owned(),
            slug: page_path::slug(title, "form"),
            title: title.to_owned(),
            introduction: String::new(),
            thanks: String::new(),
            words: BTreeMap::from(said),
            fields: vec![
                field("subject", FieldKind::Text, Target::Subject),
                field("message", FieldKind::Area, Target::Message),
            ],
            manner: Self::usual_manner(),
        }
    }
}

fn stored(fields: &[Field]) -> Result<String, Fault> {
    serde_json::to_string(fields).map_err(Fault::internal)
}

async fn say<W: ManagesContent>(
    act: &mut Act<W>,
    id: FormId,
    language: &Language,
    (design, told): (&Design, i64),
) -> Result<(), Fault> {
    let org = act.org();
    let words = serde_json::to_string(&design.words).map_err(Fault::internal)?;
    let Design { slug, title, introduction, thanks, .. } = design;
    let values = params![org, id, language, slug, title, introduction, thanks, &words, told];
    act.writer().await?.run(SAY.with(values)).await.map(drop)
}
