//! Forms with files: read field by field, each file checked before the transaction begins.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use desk::conversation::message::NewFile;
use desk::file::{self, FileRefused, MAX_FILE_BYTES, Staged};
use desk::who::Who;
use desk::{Act, Desk, code};
use http::StatusCode;
use kernel::{Code, Fault, OrgId, base_codes};
use serde_json::json;

use crate::answer::Refused;
use crate::form::{self, MOST_BODY};
use crate::portal::pages::{KeptFile, Problem};
use crate::tail::Tail;
use crate::web::Web;

/// The most files of a portal message (P6).
pub(crate) const MAX_FILES: usize = 6;
/// The most bytes of a form's texts as a page writes them, where a quote becomes `&quot;`: what was refused is drawn
/// again, and a page holds one MB (T4). A hundred thousand characters fit, whichever they are.
pub(crate) const MAX_TEXTS: usize = 640 * 1024;

/// How much of a form is looked at.
pub(crate) struct Limits {
    /// The most bytes of one file.
    pub(crate) file_bytes: usize,
    /// The most files: more than may be sent, so that the refusal can name those beyond.
    pub(crate) files: usize,
    /// The most bytes of all texts, as a page writes them.
    pub(crate) texts: usize,
}

/// A kind of form with files.
pub(crate) trait FormKind {
    /// How much of one is looked at.
    const LIMITS: Limits;
}

/// A form of this kind as it came.
pub(crate) struct UploadedAs<K>(pub(crate) Uploaded, PhantomData<fn() -> K>);

impl<K: FormKind> FromRequest<Web> for UploadedAs<K> {
    type Rejection = Refused;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Refused> {
        Ok(Self(Uploaded::read(request, web, &K::LIMITS).await?, PhantomData))
    }
}

const PORTAL: Limits = Limits { file_bytes: MAX_FILE_BYTES, files: 2 * MAX_FILES, texts: MAX_TEXTS };

/// The texts of a form by their names, and its files.
pub(crate) type Parts = (BTreeMap<String, String>, Vec<(String, Option<Vec<u8>>)>);

/// A form as it came: texts and files.
#[derive(Default)]
pub(crate) struct Uploaded {
    fields: Vec<(String, String)>,
    /// The fields whose bytes are no text; what of them is one is among the others.
    broken: Vec<String>,
    /// How much of a page all of them take.
    weight: usize,
    /// The files with their names; nothing for one over the limit.
    pub(crate) files: Vec<(String, Option<Vec<u8>>)>,
}

impl FromRequest<Web> for Uploaded {
    type Rejection = Refused;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Refused> {
        Ok(Self::read(request, web, &PORTAL).await?)
    }
}

/// What broke off, or was never a form; and what is longer than anybody reads.
fn broken(error: MultipartError) -> Fault {
    let is_too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    Fault::new(if is_too_large { &base_codes::TOO_LARGE } else { &base_codes::INVALID }).because(error)
}

impl Uploaded {
    /// Reads a form to its end. What is over the limits is counted and thrown away, so that the refusal can name it.
    async fn read(request: Request, web: &Web, limits: &Limits) -> Result<Self, Fault> {
        form::fits(request.headers(), MOST_BODY)?;
        let (request, tail) = Tail::of(request);
        let form = Multipart::from_request(request, web).await;
        let form = form.map_err(|refusal| Fault::new(&base_codes::WRONG_TYPE).because(refusal))?;
        let uploaded = Self::parts(form, limits).await?;
        tail.end().await?;
        Ok(uploaded)
    }

    async fn parts(mut form: Multipart, limits: &Limits) -> Result<Self, Fault> {
        let mut uploaded = Self::default();
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let limit = if file_name.is_some() { limits.file_bytes } else { limits.texts };
            let bytes = capped(field, limit).await.map_err(broken)?;
            match file_name {
                // A file field nobody filled comes as one empty file without a name.
                Some(file_name) if !file_name.is_empty() && uploaded.files.len() < limits.files => {
                    uploaded.files.push((file_name, bytes));
                }
                Some(_) => {}
                None => uploaded.keep(name, &bytes.ok_or_else(too_long)?, limits.texts)?,
            }
        }
        Ok(uploaded)
    }

    fn keep(&mut self, name: String, bytes: &[u8], most: usize) -> Result<(), Fault> {
        let text = String::from_utf8_lossy(bytes);
        self.weight += weight(&text);
        if self.weight > most {
            return Err(too_long());
        }
        if matches!(text, Cow::Owned(_)) {
            self.broken.push(name.clone());
        }
        self.fields.push((name, text.into_owned()));
        Ok(())
    }

    /// Whether a field of this name was no text, so that it must not be taken as it stands here.
    pub(crate) fn is_broken(&self, name: &str) -> bool {
        self.broken.iter().any(|field| field == name)
    }

    /// The first field of each name, and the files; a field that is no text is refused.
    pub(crate) fn into_parts(self) -> Result<Parts, Fault> {
        if !self.broken.is_empty() {
            return Err(Fault::new(&base_codes::INVALID).because("a field is no text"));
        }
        let mut fields = BTreeMap::new();
        for (name, value) in self.fields {
            fields.entry(name).or_insert(value);
        }
        Ok((fields, self.files))
    }

    /// The first field of this name; empty when there is none.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every field of this name.
    pub(crate) fn fields(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
    }
}

/// The bytes of a field; nothing when it is longer than the limit, whose rest is read and thrown away.
async fn capped(mut field: Field<'_>, limit: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = field.chunk().await? {
        bytes = bytes.filter(|bytes: &Vec<u8>| bytes.len() + chunk.len() <= limit);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

/// The bytes of a text on a page.
pub(crate) fn weight(text: &str) -> usize {
    const LONGEST: usize = "&quot;".len();
    text.bytes().map(|byte| if b"&<>\"'".contains(&byte) { LONGEST } else { 1 }).sum()
}

fn too_long() -> Fault {
    Fault::new(&base_codes::TOO_LARGE).because("the texts are too long")
}

/// Checks every file and stores the good ones; names what is wrong with the others.
pub(crate) async fn accept(
    desk: &Desk,
    org: OrgId,
    files: Vec<(String, Option<Vec<u8>>)>,
) -> Result<(Vec<NewFile>, Vec<Problem>), Fault> {
    let (mut accepted, mut problems) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let name = file::safe_name(&name);
        let checked = match bytes {
            Some(bytes) => file::accept_upload(desk, org, &name, bytes).await?,
            None => Err(FileRefused::TooLarge),
        };
        match checked {
            Ok(file) => accepted.push(file),
            Err(refusal) => problems.push(problem(refusal, &name)),
        }
    }
    Ok((accepted, problems))
}

/// The files kept from an earlier try of this form that are still wanted.
pub(crate) async fn wanted<W: Who>(
    act: &mut Act<W>,
    once: &str,
    ticked: &[String],
) -> Result<Vec<Staged>, Fault> {
    let mut kept = act.kept_files(once).await?;
    kept.retain(|staged| ticked.contains(&staged.id.to_string()));
    Ok(kept)
}

/// Keeps the good files of a refused form beside those it had, and lists all.
pub(crate) async fn keep<W: Who>(
    act: &mut Act<W>,
    once: &str,
    mut had: Vec<Staged>,
    fresh: &[NewFile],
) -> Result<Vec<KeptFile>, Fault> {
    had.extend(act.keep_files(once, fresh).await?);
    let listed = |staged: Staged| KeptFile {
        id: staged.id.to_string(),
        name: staged.file.name,
        size: staged.file.size,
    };
    Ok(had.into_iter().map(listed).collect())
}

/// What a refusal of a file is called.
pub(crate) fn code_of(refusal: FileRefused) -> &'static Code {
    match refusal {
        FileRefused::Empty => &code::FILE_EMPTY,
        FileRefused::TooLarge => &code::FILE_TOO_LARGE,
        FileRefused::TypeNotAllowed => &code::FILE_TYPE,
        FileRefused::TypeMismatch => &code::FILE_MISMATCH,
        _ => &code::FILE_DAMAGED,
    }
}

fn problem(refusal: FileRefused, name: &str) -> Problem {
    let code = code_of(refusal);
    let limit = json!(MAX_FILE_BYTES / (1024 * 1024));
    Problem::of("files", code, &[("name", json!(name)), ("limit", limit)])
}
