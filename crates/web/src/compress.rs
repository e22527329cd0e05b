//! Answers made smaller for the way (RFC 9110 §8.4).

use axum::Router;
use http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _};

use crate::cache::ForEverybody;
use crate::web::Web;

/// What is kept for everybody is made as small as it gets, once. Somebody's own page is made for this moment: gzip at its
/// fastest costs a third of the time and a hundredth of the memory, which counts with many at once.
pub(crate) fn compress(router: Router<Web>) -> Router<Web> {
    let own = CompressionLayer::new().no_br().quality(CompressionLevel::Fastest);
    let kept = CompressionLayer::new().quality(CompressionLevel::Precise(9));
    router
        .layer(own.compress_when(DefaultPredicate::new().and(is_own)))
        .layer(kept.compress_when(DefaultPredicate::new().and(is_kept)))
}

fn is_kept(_: StatusCode, _: Version, _: &HeaderMap, marks: &Extensions) -> bool {
    marks.get::<ForEverybody>().is_some()
}

fn is_own(_: StatusCode, _: Version, _: &HeaderMap, marks: &Extensions) -> bool {
    marks.get::<ForEverybody>().is_none()
}
