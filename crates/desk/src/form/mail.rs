//! The mail to an address that nobody has proven: that something was received. Nothing in it comes from whoever filled the
//! form, and an address gets one a day (A6, TH6).

use db::{params, sql};
use kernel::{EmailAddress, Fault, Language};
use serde::{Deserialize, Serialize};

use super::pending::Waiting;
use super::{SubmissionId, Submits};
use crate::act::{Act, View};
use crate::brand::BrandId;
use crate::code;
use crate::kb::{Host, KbId, Origin};
use crate::session::{Network, limit};
use crate::setting::{self, PortalSettings, Scope};
use crate::who::System;

/// The kind of job that sends the mail.
pub const FORM_MAIL: &str = "form-mail";

/// The job that sends the mail. The address does not stand in it (TH17).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FormJob {
    pub(super) submission: SubmissionId,
}

/// What the mail says.
#[derive(Debug)]
pub struct FormMail {
    /// To whom.
    pub address: EmailAddress,
    /// In which language.
    pub language: Language,
    /// In whose name it goes out.
    pub brand: BrandId,
    /// The registered address of the knowledge base (TH16).
    pub origin: Origin,
    /// Whether what was sent waits until whoever gets this has signed in.
    pub is_held: bool,
    /// Whether they can sign in at all.
    pub has_portal: bool,
}

sql! {
    FIND = "select s.address, s.language, s.state, s.kb_id, k.brand_id from form_submission s
        join kb k on k.org_id = s.org_id and k.id = s.kb_id
        where s.org_id = $1 and s.id = $2 and s.address <> '' and s.ends_at > $3";
}

/// Has it sent, unless the address got one today.
pub(super) async fn ask<W: Submits>(act: &mut Act<W>, row: &Waiting, network: &Network) -> Result<(), Fault> {
    for (counted, key) in
        [(&limit::MAILS_OF_NETWORK, network.key()), (&limit::MAILS_OF_ADDRESS, row.address.key().as_str())]
    {
        match limit::count(act, counted, key).await {
            Err(fault) if fault.is(&code::TOO_OFTEN) => return Ok(()),
            counted => counted?,
        };
    }
    act.enqueue(FORM_MAIL, &FormJob { submission: row.id }).await
}

impl FormMail {
    /// What to send; nothing where it is known by now that the sender was who they said, or nobody's any more.
    pub async fn open(view: &View<System>, job: &FormJob) -> Result<Option<Self>, Fault> {
        let (org, reader) = (view.org(), view.reader());
        let found: Option<Found> = reader.maybe(FIND.with(params![org, job.submission, view.now()])).await?;
        let Some(found) = found else { return Ok(None) };
        let Some(host) = Host::of_kb(reader, org, found.kb).await? else { return Ok(None) };
        let values = setting::values(reader, org, Scope::Kb(found.kb)).await?;
        Ok(Some(Self {
            address: found.address,
            language: found.language,
            brand: found.brand,
            origin: host.origin,
            is_held: found.state == "held",
            has_portal: PortalSettings::from_values(&values).my_conversations,
        }))
    }
}

struct Found {
    address: EmailAddress,
    language: Language,
    state: String,
    kb: KbId,
    brand: BrandId,
}

db::columns!(Found: address, language, state, kb, brand);
