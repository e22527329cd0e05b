//! What an article weighs at first sight, with everything it asks for.

use axum::body::Body;
use http::Request;
use testkit::{Database, both};
use testkit_desk::article;

use super::{Centre, address_in};
use crate::client::Site;

/// A page with everything it asks for, as it is sent: bytes, headers included, and requests.
pub(crate) async fn weigh(site: &Site, address: &str) -> (usize, usize) {
    let fetch = async |path: &str| {
        let request = Request::get(path).header("host", "help.acme.test").header("accept-encoding", "br");
        let answer = site.browser().exchange(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.header("content-encoding"), "br", "{path}");
        let headers: usize =
            answer.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
        answer.bytes.len() + headers
    };
    let plain = site.browser().get(address).await.text;
    let after = |begin: &str| address_in(plain.split(begin).nth(1).expect("the page asks for it"), "/");
    let parts = [after("<link rel=\"stylesheet\" href=\""), after("<script type=\"module\" src=\"")];
    let mut bytes = fetch(address).await;
    for part in &parts {
        bytes += fetch(part).await;
    }
    (bytes, parts.len() + 1)
}

/// At most 40 KB with everything, of a text of two thousand words.
#[both]
async fn p12_an_article_page_is_light(database: Database) {
    let centre = Centre::on(Site::compressing(&database).await).await;
    let paragraph = "Every parcel that comes back is opened, looked at and weighed by somebody who knows what was in it. ";
    let text: String =
        (0..100).fold(String::new(), |text, nth| text + &format!("# Part {nth}\n\n{nth} {paragraph}\n\n"));
    let id = centre.write(&article("A long story", &text), |_| {}).await;
    let address = centre.site.browser().get(&centre.address(id).await).await.location().to_owned();
    let (bytes, requests) = weigh(&centre.site, &address).await;
    assert!(bytes < 40 * 1024 && bytes > 10 * 1024 && requests <= 3, "{bytes} bytes in {requests} requests");
    let (bytes, requests) = weigh(&centre.site, "/en_us").await;
    assert!(bytes < 16 * 1024 && requests <= 3, "{bytes} bytes in {requests} requests");
}
