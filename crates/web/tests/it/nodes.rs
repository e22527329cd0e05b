//! What is changed at one node counts at every other one within a second, without a restart.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use desk::feed::Feed;
use desk::right::Role;
use desk::{Desk, STEPS, TAKEN};
use http::{Request, StatusCode};
use kernel::{Context, Random};
use net::Store;
use testkit::{Database, both};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower::ServiceExt;
use web::{Hub, Options, Web, router};

use crate::client::{Answer, Browser, Site};

const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
/// How long a change may be waited for on a busy machine; it comes within a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// Another process on the same database: nothing is common to the two but the keys and the place of the files. Ends with
/// the story.
struct Node {
    desk: Desk,
    router: Router,
    following: JoinHandle<()>,
}

impl Node {
    async fn beside(site: &Site, database: &Database) -> Self {
        let context = Context { clock: site.kit.clock.clone(), random: Random::seeded(2) };
        let files = Store::folder(database.folder.join("files"));
        let db = database.open(STEPS, TAKEN).await;
        let desk = Desk::new(db, context, site.kit.desk.keys().clone(), files);
        let hub = Hub::new();
        let web = Web::new(desk.clone(), hub.clone(), Options::default()).expect("the templates are there");
        let (followed, follower) = (desk.clone(), hub.clone());
        let following =
            tokio::spawn(async move { follower.follow(&followed).await.expect("facts are read") });
        hub.follows().await;
        Self { desk, router: router(web), following }
    }

    async fn get(&self, browser: &Browser<'_>, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header("host", browser.host).header("cookie", browser.cookie_line());
        let request = request.body(Body::empty()).expect("it is well formed");
        let answer = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (status, body) = (answer.status(), answer.into_body());
        let bytes = to_bytes(body, 1024 * 1024).await.expect("it can be read");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Waits until this page is so.
    async fn until(&self, browser: &Browser<'_>, path: &str, is_so: impl Fn(StatusCode, &str) -> bool) {
        let looking = async {
            loop {
                let (status, text) = self.get(browser, path).await;
                if is_so(status, &text) {
                    break;
                }
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, looking).await.unwrap_or_else(|_| panic!("{path} is as it was"));
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.following.abort();
    }
}

/// Changes a setting at the first node, and waits until the other one has read that something happened.
async fn change(node: &Node, ada: &mut Browser<'_>, kb: &str, (name, seen, value): (&str, &str, &str)) {
    let mut feed = Feed::from_now(&node.desk).await.unwrap();
    let fields =
        [("brand", "acme"), ("tab", "portal"), ("kb", kb), ("name", name), ("seen", seen), ("value", value)];
    let saved: Answer = ada.post(CONFIGURATION, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{name}: {}", saved.text);
    let heard =
        async { while !feed.next().await.unwrap().iter().any(|fact| fact.name == "setting.changed") {} };
    timeout(PATIENCE, heard).await.expect("the other node hears of it");
}

#[both]
async fn s1_a_setting_changed_at_one_node_is_live_at_the_other_without_a_restart(database: Database) {
    let site = Site::new(&database).await;
    let node = Node::beside(&site, &database).await;
    let kb = site.kit.kb.id.to_string();
    let mut ada = site.at_desk(&site.kit.user("Ada Min", &[Role::Administrator]).await).await;
    let ana = site.signed_in("ana@example.com").await;
    let (list, new) = ("/en_us/conversations", "/en_us/conversations/new");
    // The other node has read the site, and keeps it.
    for path in ["/en_us", list, new] {
        assert_eq!(node.get(&ana, path).await.0, StatusCode::OK, "{path}");
    }
    change(&node, &mut ada, &kb, ("title", "", "Acme Lighthouse")).await;
    node.until(&ana, "/en_us", |_, text| text.contains("Acme Lighthouse")).await;
    change(&node, &mut ada, &kb, ("portal.new-conversation", "on", "off")).await;
    node.until(&ana, new, |status, _| status == StatusCode::NOT_FOUND).await;
    change(&node, &mut ada, &kb, ("portal.my-conversations", "on", "off")).await;
    node.until(&ana, list, |status, _| status == StatusCode::NOT_FOUND).await;
    change(&node, &mut ada, &kb, ("portal.my-conversations", "off", "on")).await;
    node.until(&ana, list, |status, _| status == StatusCode::OK).await;
}
