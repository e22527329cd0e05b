//! Keys of forms: the same key again gives the first outcome.

use crate::web::Web;

/// 128 random bits, made when the form is drawn.
const LENGTH: usize = 22;

/// A key for a form about to be drawn.
pub(crate) fn fresh(web: &Web) -> String {
    web.desk().context().random.token()[..LENGTH].to_owned()
}

/// The key a form came with, or a fresh one where it is none of ours.
pub(crate) fn of_form(web: &Web, sent: &str) -> String {
    let is_key = sent.len() == LENGTH
        && sent.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_key { sent.to_owned() } else { fresh(web) }
}
