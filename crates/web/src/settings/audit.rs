//! Settings > Security > Audit log.

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use desk::audit::{AuditQuery, Entry};
use desk::{Act, User, View, audit, interest};
use http::{HeaderValue, StatusCode, header};
use kernel::{Fault, Time, base_codes};
use serde::Deserialize;

use super::draw::draw;
use super::pages::{AuditFilter, AuditLog, AuditRow};
use super::url;
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::{AppVisit, said};

/// What the log is asked, as the form sends it.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    name: String,
    actor: String,
    subject: String,
    since: String,
    until: String,
    before: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    let (entries, has_more) = view.audit(&asked.query()).await?;
    let user = view.close();
    let next = entries.last().filter(|_| has_more).map(|entry| asked.address(&entry.seq.to_string()));
    let page = AuditLog {
        rows: entries.into_iter().map(|entry| AuditRow::of(entry, &user)).collect(),
        next_url: next,
        clear_url: (!asked.address("").eq(url::AUDIT_LOG)).then(|| url::AUDIT_LOG.to_owned()),
        export_url: format!("{}/export", url::AUDIT_LOG),
        filter: asked.filter(),
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn set_back(mut act: Act<User>, visit: AppVisit, Path(entry): Path<String>) -> Answer {
    let entry = entry.parse().map_err(|_| Fault::new(&base_codes::NOT_FOUND))?;
    act.set_back(entry).await?;
    said::done(act, &visit, (url::AUDIT_LOG, "settings-said-set-back")).await
}

/// The answer to a question as a file for spreadsheets.
pub(crate) async fn export(mut act: Act<User>, _: AppVisit, Form(asked): Form<Asked>) -> Answer {
    let entries = act.export_audit(&asked.query()).await?;
    let mut file = "number,at,name,subject,actor,client,details,before,after\r\n".to_owned();
    for entry in &entries {
        file.push_str(&line(entry));
    }
    act.done(()).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"audit-log.csv\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store, private")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, file).into_response())
}

/// One row (RFC 4180).
fn line(entry: &Entry) -> String {
    let (number, at, details) = (entry.seq.to_string(), moment(entry.at), entry.details.to_string());
    let value = |value: &Option<String>| value.clone().unwrap_or_default();
    let (was, became) = (value(&entry.change.was), value(&entry.change.became));
    let cells = [
        &number,
        &at,
        &entry.name,
        &entry.subject,
        entry.actor_name.as_ref().unwrap_or(&entry.actor),
        &entry.client,
        &details,
        &was,
        &became,
    ];
    cells.map(|text| cell(text)).join(",") + "\r\n"
}

/// A cell that no spreadsheet takes for a formula (TH38).
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if risky { "'" } else { "" }, text.replace('"', "\"\""))
}

fn moment(at: Time) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|at| at.to_string()).unwrap_or_default()
}

impl Asked {
    fn query(&self) -> AuditQuery {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        AuditQuery {
            actor: given(&self.actor),
            subject: given(&self.subject),
            name: given(&self.name),
            since: day(&self.since, 0),
            until: day(&self.until, 1),
            before: self.before.parse().ok(),
        }
    }

    fn address(&self, before: &str) -> String {
        let pairs = [
            ("name", self.name.as_str()),
            ("actor", &self.actor),
            ("subject", &self.subject),
            ("since", &self.since),
            ("until", &self.until),
            ("before", before),
        ];
        format!("{}{}", url::AUDIT_LOG, crate::url::query(&pairs))
    }

    fn filter(self) -> AuditFilter {
        let facts = interest::catalogue().into_iter().map(|(name, ..)| name);
        let kinds = audit::kind::ALL.iter().map(|(name, _)| *name);
        let mut names: Vec<String> = facts.chain(kinds).map(str::to_owned).collect();
        names.sort_unstable();
        AuditFilter {
            action: url::AUDIT_LOG.to_owned(),
            name: self.name,
            actor: self.actor,
            subject: self.subject,
            since: self.since,
            until: self.until,
            names,
        }
    }
}

/// The beginning of a day in universal time, so many days later; nothing of what is no day.
fn day(text: &str, later: i64) -> Option<Time> {
    let date: jiff::civil::Date = text.parse().ok()?;
    let date = date.checked_add(jiff::Span::new().days(later)).ok()?;
    Some(Time(date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond()))
}

impl AuditRow {
    fn of(entry: Entry, user: &User) -> Self {
        let filter = Asked { actor: entry.actor.clone(), ..Asked::default() };
        Self {
            number: entry.seq,
            at: entry.at.0,
            who_url: filter.address(""),
            subject_url: page_of(&entry),
            back_url: back(&entry, user),
            details: details(&entry),
            who: entry.actor_name.unwrap_or(entry.actor),
            name: entry.name,
            client: entry.client,
            subject: entry.subject,
            was: entry.change.was,
            became: entry.change.became,
            emptied: entry.is_emptied,
        }
    }
}

/// The page of a conversation or customer.
fn page_of(entry: &Entry) -> Option<String> {
    let is_of = |noun: &str| entry.name.starts_with(noun) && entry.subject.len() == 24;
    is_of("conversation.").then(|| format!("/app/conversations/{}", entry.subject))
}

/// Where a change is set back, if this user may make it.
fn back(entry: &Entry, user: &User) -> Option<String> {
    entry.may_be_set_back(user).then(|| format!("{}/{}/setting-back", url::AUDIT_LOG, entry.seq))
}

fn details(entry: &Entry) -> Vec<String> {
    let Some(pairs) = entry.details.as_object() else { return Vec::new() };
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    // What became of it stands beside it already.
    let told = |name: &str| name == "value" && entry.change.became.is_some();
    let shown = pairs.iter().filter(|(name, value)| !told(name) && !value.is_null());
    shown.map(|(name, value)| format!("{name}: {}", text(value))).collect()
}
