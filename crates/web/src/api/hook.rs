//! The hook of a form at the API's addresses. What a program sends as JSON is taken here. A form is a page's, and its refusal is
//! one too, so it is sent on to the help centre with all that is in it (307, RFC 9110 §15.4.8).

use axum::extract::{Path, Request, State};
use desk::{ApiPublic, View};
use futures_util::StreamExt as _;
use http::StatusCode;
use kernel::{Fault, base_codes};

use crate::answer::{Answer, redirect};
use crate::form::{MOST_BODY, fits};
use crate::portal::{is_json, take_json};
use crate::web::Web;

pub(super) async fn form(
    view: View<ApiPublic>,
    State(web): State<Web>,
    Path((_, hash)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let origin = view.hooked_at(&hash).await?;
    view.close();
    if is_json(request.headers()) {
        return take_json(&web, &origin, (hash, request)).await;
    }
    read_to_its_end(request).await?;
    Ok(redirect(StatusCode::TEMPORARY_REDIRECT, &format!("{origin}/hooks/form/{hash}")))
}

/// A browser that is still sending does not hear where to send it instead.
async fn read_to_its_end(request: Request) -> Result<(), Fault> {
    fits(request.headers(), MOST_BODY)?;
    let (mut body, mut length) = (request.into_body().into_data_stream(), 0);
    while let Some(bytes) = body.next().await {
        length += bytes.map_err(|error| Fault::new(&base_codes::INVALID).because(error))?.len();
        if length > MOST_BODY {
            return Err(Fault::new(&base_codes::TOO_LARGE));
        }
    }
    Ok(())
}
