//! The mail with the code, as the job that sends it finds it.

use db::{params, sql};
use identity::Code;
use kernel::{EmailAddress, Fault, Language};
use serde::{Deserialize, Serialize};

use super::{AskedId, open};
use crate::View;
use crate::brand::BrandId;
use crate::who::System;

/// The kind of job that sends the mail.
pub const ADDRESS_MAIL: &str = "address-mail";

/// The job that sends the mail. Neither address nor code stands in it (TH17).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddressJob {
    pub(super) asked: AskedId,
}

/// What the mail says.
#[derive(Debug)]
pub struct AddressMail {
    /// To whom.
    pub address: EmailAddress,
    /// In which language.
    pub language: Language,
    /// In whose name it goes out.
    pub brand: BrandId,
    /// The code.
    pub code: Code,
}

type Found = (EmailAddress, Language, BrandId, Vec<u8>);

sql! {
    FIND = "select a.address, a.language, k.brand_id, a.sealed from address_code a
        join kb k on k.org_id = a.org_id and k.id = a.kb_id
        where a.org_id = $1 and a.id = $2 and a.ends_at > $3";
}

impl AddressMail {
    /// What to send; nothing where the code is used, replaced or over.
    pub async fn open(view: &View<System>, job: &AddressJob) -> Result<Option<Self>, Fault> {
        let call = FIND.with(params![view.org(), job.asked, view.now()]);
        let found: Option<Found> = view.reader().maybe(call).await?;
        let Some((address, language, brand, sealed)) = found else { return Ok(None) };
        let code = open(view.desk().keys(), view.org(), job.asked, &sealed)?;
        Ok(Some(Self { address, language, brand, code }))
    }
}
