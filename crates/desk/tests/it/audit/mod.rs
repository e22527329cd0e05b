//! R4: the audit log.

mod back;
mod chain;
mod reading;

use desk::User;
use desk::audit::{AuditQuery, Entry};
use desk::setting::Setting;
use kernel::Fault;
use testkit_desk::Kit;

/// Changes a setting of the default brand's site as somebody at the page.
pub(crate) async fn change(kit: &Kit, who: &User, name: &str, from: &str, to: &str) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.change_setting(kit.kb.id, Setting::find(name)?, (from, to)).await?;
    act.done(()).await
}

/// What the log says that answers a question.
pub(crate) async fn log(kit: &Kit, who: &User, query: &AuditQuery) -> Result<Vec<Entry>, Fault> {
    let view = kit.view(who).await;
    Ok(view.audit(query).await?.0)
}

/// What the log says of facts of this name.
pub(crate) fn named(name: &str) -> AuditQuery {
    AuditQuery { name: Some(name.to_owned()), ..AuditQuery::default() }
}
