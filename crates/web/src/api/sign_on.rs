//! How the portal of a knowledge base signs customers in: the secret that a company's own login signs with (C1).

use axum::extract::Path;
use desk::kb::{Kb, KbId};
use desk::sign_on::Manage;
use desk::{Act, Key};
use http::{HeaderValue, header};

use super::envelope::{Moment, Resource};
use super::shape::attributes;
use crate::answer::Answer;

attributes! {
    /// How the portal of a knowledge base signs customers in.
    pub(super) struct KbSettings "kb_settings" {
        /// The secret. The ASCII bytes of these 43 characters are the HS256 key as they stand; they are not decoded.
        secret "secret": String,
        /// When the secret was made.
        made_at "createdAt": Moment,
        /// The same: a secret never changes.
        changed_at "updatedAt": Moment,
    }
}

/// A GET that acts: that the secret was given out stands in the audit log before it leaves.
pub(super) async fn settings(mut act: Act<Key>, Path(id): Path<String>) -> Answer {
    let id: KbId = id.parse()?;
    let revealed = act.open::<Manage, Kb>(id).await?.reveal_secret(&mut act).await?;
    act.done(()).await?;
    let moment = Moment::from(revealed.made_at);
    let settings = KbSettings { secret: revealed.text.reveal().clone(), made_at: moment, changed_at: moment };
    let mut answer = Resource::new(&id, format!("/v1/auth/kb/{id}/settings"), settings).answer()?;
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
