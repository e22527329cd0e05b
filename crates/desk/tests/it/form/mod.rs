//! Forms: designed, filled, sent, held, closed by an article (K6).

mod designing;
mod filling;
mod saying;
mod sending;
mod suggesting;
mod twin;
mod waiting;

use std::net::Ipv4Addr;
use std::sync::Arc;

use db::{params, sql};
use desk::article::ArticleId;
use desk::door::Operator;
use desk::form::{
    Answers, Beginning, Design, Edit, Filled, Form, FormId, FormJob, FormMail, Languages, ManagedForm,
    Outcome, Sending, ShownForm, Submits, Typed, TypedField, Way,
};
use desk::kb::Site;
use desk::right::Role;
use desk::session::Network;
use desk::who::Who;
use desk::{Public, User};
use kernel::{Fault, Language};
use testkit::Database;
use testkit_desk::{Kit, english};

pub(crate) use crate::inbox::code;

sql! {
    MAILS = "select payload from job where org_id = $1 and kind = 'form-mail' order by seq";
}

/// A content manager, Con, with a published form of two fields.
pub(crate) struct Stage {
    pub(crate) kit: Kit,
    pub(crate) con: User,
    pub(crate) id: FormId,
    pub(crate) site: Arc<Site>,
}

impl Stage {
    pub(crate) async fn new(database: &Database) -> Self {
        let kit = Kit::new(database).await;
        let con = kit.user("Con Tent", &[Role::ContentManager]).await;
        let id = make(&kit, &con, "Ask us").await.unwrap();
        let site = kit.site().await;
        let stage = Self { kit, con, id, site };
        stage.edit(async |act, form| form.publish(act).await).await.unwrap();
        stage
    }

    pub(crate) async fn edit(
        &self,
        what: impl AsyncFnOnce(&mut desk::Act<User>, &desk::Allowed<Form, Edit>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut act = self.kit.act(&self.con);
        let form = act.open::<Edit, Form>(self.id).await?;
        what(&mut act, &form).await?;
        act.done(()).await
    }

    pub(crate) async fn managed(&self) -> ManagedForm {
        let view = self.kit.view(&self.con).await;
        let managed = view.managed_form(self.id).await.unwrap();
        view.close();
        managed
    }

    /// What the form is like, to be typed otherwise.
    pub(crate) async fn typed(&self) -> Typed {
        typed(&self.managed().await, &english())
    }

    /// Gives it this design, in its own language.
    pub(crate) async fn design(&self, typed: &Typed) {
        let managed = self.managed().await;
        let design = Design::read(typed, &managed.attributes, None).unwrap();
        let languages = Languages { own: &english(), said: &english() };
        let change = self.edit(async |act, form| {
            let seen = form.revision;
            form.change(act, languages, &design, seen).await
        });
        change.await.unwrap();
    }

    /// Adds fields to it.
    pub(crate) async fn ask(&self, fields: &[TypedField]) {
        let mut typed = self.typed().await;
        typed.fields.extend_from_slice(fields);
        self.design(&typed).await;
    }

    pub(crate) fn public(&self) -> Public {
        Public { site: self.site.clone() }
    }

    pub(crate) async fn shown(&self) -> ShownForm {
        shown(self, &self.public(), &english()).await.unwrap()
    }

    /// A stranger's form.
    pub(crate) async fn fill(&self, address: &str, answers: &[(&str, &str)]) -> Filled {
        self.shown().await.fill(&answers_of(address, answers), None).unwrap()
    }

    pub(crate) async fn send(
        &self,
        who: &(impl Submits + Clone),
        filled: &Filled,
        (once, way): (&str, Way),
        suggested: &[ArticleId],
    ) -> Result<Outcome, Fault> {
        let form = shown(self, who, &english()).await?;
        let network = network(7);
        let sending = Sending { once, language: &english(), network: &network, way, suggested };
        let mut act = self.kit.act(who);
        let outcome = act.send_form(&form, filled, &sending).await?;
        act.done(outcome).await
    }

    /// A stranger sends a form with the work done.
    pub(crate) async fn send_worked(&self, address: &str, once: &str) -> Result<Outcome, Fault> {
        let filled = self.fill(address, &[("subject", "Broken lamp"), ("message", "It flickers.")]).await;
        self.send(&self.public(), &filled, (once, Way::Worked), &[]).await
    }

    /// The mails that wait to leave.
    pub(crate) async fn mails(&self) -> Vec<FormMail> {
        let reader = self.kit.db.reader().await.unwrap();
        let jobs: Vec<(String,)> = reader.all(MAILS.with(params![self.kit.org])).await.unwrap();
        reader.end();
        let mut mails = Vec::new();
        for (payload,) in jobs {
            let job: FormJob = serde_json::from_str(&payload).unwrap();
            let view = self.kit.desk.view_operator(&Operator::named("test"), self.kit.org).await.unwrap();
            mails.extend(FormMail::open(&view, &job).await.unwrap());
            view.close();
        }
        mails
    }
}

pub(crate) async fn make(kit: &Kit, who: &User, title: &str) -> Result<FormId, Fault> {
    let mut act = kit.act(who);
    let id = act.make_form(kit.kb.id, &beginning(title, &english())).await?;
    act.done(id).await
}

pub(crate) fn beginning<'a>(title: &'a str, language: &'a Language) -> Beginning<'a> {
    Beginning { language, title, subject: "Subject", message: "Message" }
}

async fn shown<W: Submits + Who + Clone>(
    stage: &Stage,
    who: &W,
    language: &Language,
) -> Result<ShownForm, Fault> {
    let hash = stage.managed().await.form.hash;
    let view = stage.kit.view(who).await;
    let shown = view.form(&hash, language).await;
    view.close();
    shown
}

pub(crate) fn network(last: u8) -> Network {
    Network::of(Ipv4Addr::new(192, 0, 2, last).into())
}

pub(crate) fn answers_of(address: &str, answers: &[(&str, &str)]) -> Answers {
    let values = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Answers { address: address.to_owned(), values: values.collect(), ..Answers::default() }
}

/// A field with a label.
pub(crate) fn field(name: &str, kind: &str) -> TypedField {
    TypedField {
        name: name.to_owned(),
        kind: kind.to_owned(),
        target: "told".to_owned(),
        label: format!("The {name}"),
        ..TypedField::default()
    }
}

/// A form as its page would have it typed.
pub(crate) fn typed(managed: &ManagedForm, language: &Language) -> Typed {
    let (form, text) = (&managed.form, managed.text(language));
    let each = form.fields.iter().map(|field| TypedField {
        name: field.name.clone(),
        kind: field.kind.name().to_owned(),
        is_required: field.is_required,
        is_half: field.is_half,
        target: field.target.typed(),
        when_field: field.when.as_ref().map(|when| when.field.clone()).unwrap_or_default(),
        when_is: field.when.as_ref().map(|when| when.is.clone()).unwrap_or_default(),
        choices: field.choices.outline(),
        value: field.value.clone(),
        label: text.map(|text| text.label(&field.name).to_owned()).unwrap_or_default(),
        hint: text.map(|text| text.hint(&field.name).to_owned()).unwrap_or_default(),
    });
    Typed {
        name: form.name.clone(),
        title: text.map(|text| text.title.clone()).unwrap_or_default(),
        introduction: text.map(|text| text.introduction.clone()).unwrap_or_default(),
        thanks: text.map(|text| text.thanks.clone()).unwrap_or_default(),
        fields: each.collect(),
        audience: form.manner.audience.name().to_owned(),
        suggests: form.manner.suggests,
        is_hooked: form.manner.is_hooked,
        returns: form.manner.returns.join("\n"),
        tag: form.manner.tag.clone(),
        team: form.manner.team.map(|team| team.to_string()).unwrap_or_default(),
        priority: form.manner.priority.number().to_string(),
        ..Typed::default()
    }
}
