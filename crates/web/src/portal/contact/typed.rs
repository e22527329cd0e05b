//! A form as somebody fills it: read from what came, checked, and kept as it was left.

use axum::response::Response;
use desk::conversation::message::NewFile;
use desk::file::Staged;
use desk::form::{Answers, FieldKind, Proof, ShownForm, Stamp, Submits, Wrong};
use desk::{Act, code};
use http::StatusCode;
use kernel::{Fault, Kind};
use serde_json::json;

use crate::error::retry_after;
use crate::once;
use crate::portal::pages::{KeptFile, Problem};
use crate::upload::{self, MAX_FILES, Uploaded};
use crate::visit::Visit;

/// A file with its name; nothing for one over the limit.
type Sent = (String, Option<Vec<u8>>);

/// A form as it is being filled, with what is wrong with it.
pub(super) struct Typed {
    pub(super) once: String,
    pub(super) stamp: Stamp,
    work: String,
    pub(super) answers: Answers,
    had: Vec<Staged>,
    fresh: Vec<NewFile>,
    pub(super) kept: Vec<KeptFile>,
    pub(super) problems: Vec<Problem>,
}

/// How a form is given back.
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    /// What knows when to try again.
    fault: Option<Fault>,
}

impl Refusal {
    /// For what is wrong with what was typed.
    pub(super) fn of_typed() -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, fault: None }
    }

    /// Says when trying again makes sense, where that is known.
    pub(super) fn on(&self, response: Response) -> Response {
        match &self.fault {
            Some(fault) => retry_after(response, fault),
            None => response,
        }
    }
}

impl Typed {
    /// Nothing yet.
    pub(super) fn fresh(visit: &Visit, shown: &ShownForm) -> Self {
        let once = once::fresh(&visit.web);
        Self::under(visit, shown, once, None)
    }

    fn under(visit: &Visit, shown: &ShownForm, once: String, stamp: Option<&str>) -> Self {
        let (keys, now) = (visit.web.desk().keys(), visit.web.desk().context().now());
        let new = || Stamp::new(keys, (visit.site.kb, &shown.form.hash, &once), now);
        let stamp = stamp.map_or_else(new, Stamp::sent);
        Self {
            once,
            stamp,
            work: String::new(),
            answers: Answers::default(),
            had: Vec::new(),
            fresh: Vec::new(),
            kept: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The files that came with it, checked each, and those kept since an earlier try. Whoever sends them is counted first.
    pub(super) async fn receive<W: Submits>(
        &mut self,
        mut act: Act<W>,
        (visit, shown): (&Visit, &ShownForm),
        (files, ticked): (Vec<Sent>, &[String]),
    ) -> Result<(), Fault> {
        let takes_files = shown.fields.iter().any(|field| field.field.kind == FieldKind::Files);
        let files = if takes_files { files } else { Vec::new() };
        let bytes: usize = files.iter().filter_map(|(_, bytes)| bytes.as_ref()).map(Vec::len).sum();
        if bytes > 0 {
            act.count_files(bytes, &visit.network).await?;
        }
        self.had = upload::wanted(&mut act, &self.once, ticked).await?;
        let org = act.org();
        act.done(()).await?;
        let (fresh, problems) = upload::accept(visit.web.desk(), org, files).await?;
        self.fresh = fresh;
        self.problems.extend(problems);
        self.answers.files = self.had.iter().map(|staged| &staged.file).chain(&self.fresh).cloned().collect();
        if self.answers.files.len() > MAX_FILES {
            self.wrong("files", &code::FILES_TOO_MANY, &[("limit", json!(MAX_FILES))]);
        }
        Ok(())
    }

    /// What was typed.
    pub(super) fn read(visit: &Visit, shown: &ShownForm, uploaded: &Uploaded) -> Self {
        let once = once::of_form(&visit.web, uploaded.field("once"));
        let mut typed = Self::under(visit, shown, once, Some(uploaded.field("stamp")));
        uploaded.field("work").clone_into(&mut typed.work);
        uploaded.field("email").clone_into(&mut typed.answers.address);
        uploaded.field("name").clone_into(&mut typed.answers.name);
        for field in &shown.fields {
            let name = field.field.name.as_str();
            typed.answers.values.insert(name.to_owned(), uploaded.field(name).to_owned());
            if uploaded.is_broken(name) {
                typed.wrong(name, &code::TEXT_BROKEN, &[]);
            }
        }
        typed
    }

    /// Before it is drawn again: whoever mends it can send it, however long it lay and wherever it came from.
    pub(super) fn renew(&mut self, visit: &Visit, shown: &ShownForm) {
        let desk = visit.web.desk();
        let form = (visit.site.kb, shown.form.hash.as_str(), self.once.as_str());
        self.stamp = self.stamp.clone().renewed(desk.keys(), form, desk.context().now());
    }

    /// What speaks for a stranger's form.
    pub(super) fn proof(&self, visit: &Visit, shown: &ShownForm) -> Proof {
        let desk = visit.web.desk();
        let form = (visit.site.kb, shown.form.hash.as_str(), self.once.as_str());
        self.stamp.prove(desk.keys(), form, (&self.work, desk.context().now()))
    }

    /// Keeps the good files for the form that is drawn again.
    pub(super) async fn keep<W: Submits>(&mut self, mut act: Act<W>) -> Result<(), Fault> {
        let (had, fresh) = (std::mem::take(&mut self.had), std::mem::take(&mut self.fresh));
        self.kept = upload::keep(&mut act, &self.once, had, &fresh).await?;
        act.done(()).await
    }

    /// Names what is wrong at each field.
    pub(super) fn refuse(&mut self, shown: &ShownForm, all: Vec<Wrong>) {
        for wrong in all {
            let is_files = shown.field(&wrong.place).is_some_and(|it| it.field.kind == FieldKind::Files);
            let place = if is_files { "files".to_owned() } else { wrong.place };
            let number =
                |text: &String| text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number));
            let values: Vec<_> = wrong.values.iter().map(|(name, value)| (*name, number(value))).collect();
            self.problems.push(Problem::of(&place, wrong.code, &values));
        }
    }

    /// How a form is given back that was fine in itself but cannot be taken now, so that it is kept. Any other fault stays one.
    pub(super) fn refused(&mut self, fault: Fault) -> Result<Refusal, Fault> {
        let status = match fault.kind() {
            Kind::TooMany => {
                self.wrong("form", &code::FORM_OFTEN, &[]);
                StatusCode::TOO_MANY_REQUESTS
            }
            Kind::Invalid if fault.is(&code::FORM_HASTY) => {
                self.wrong("form", &code::FORM_HASTY, &[]);
                StatusCode::UNPROCESSABLE_ENTITY
            }
            _ => return Err(fault),
        };
        Ok(Refusal { status, fault: Some(fault) })
    }

    fn wrong(&mut self, field: &str, code: &kernel::Code, values: &[(&str, serde_json::Value)]) {
        self.problems.push(Problem::of(field, code, values));
    }
}
