//! What is changed at one node counts at every other one within a second, without a restart.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use desk::feed::Feed;
use desk::right::Role;
use desk::theme::Looks;
use desk::{Desk, TAKEN};
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
        let db = database.open_again(TAKEN).await;
        let desk = Desk::new(db, context, site.kit.desk.keys().clone(), files);
        let hub = Hub::new();
        let web = Web::new(desk.clone(), Looks::new().unwrap(), hub.clone(), Options::default())
            .expect("the templates are there");
        let (here, ears) = (desk.clone(), hub.clone());
        let following = tokio::spawn(async move { ears.follow(&here).await.expect("facts are read") });
        hub.follows().await;
        Self { desk, router: router(web), following }
    }

    async fn get(&self, browser: &Browser<'_>, path: &str) -> StatusCode {
        let request = Request::get(path).header("host", browser.host).header("cookie", browser.cookie_line());
        let request = request.body(Body::empty()).expect("it is well formed");
        self.router.clone().oneshot(request).await.expect("the router always answers").status()
    }

    /// Waits until this page is answered so.
    async fn until(&self, browser: &Browser<'_>, path: &str, wanted: StatusCode) {
        let looking = async {
            while self.get(browser, path).await != wanted {
                tokio::task::yield_now().await;
            }
        };
        let is_so = timeout(PATIENCE, looking).await;
        assert!(is_so.is_ok(), "{path} is never {wanted} but {}", self.get(browser, path).await);
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
        assert_eq!(node.get(&ana, path).await, StatusCode::OK, "{path}");
    }
    assert_eq!(node.get(&ana, "/de").await, StatusCode::NOT_FOUND);
    change(&node, &mut ada, &kb, ("languages", "en_us", "en_us,de")).await;
    node.until(&ana, "/de", StatusCode::OK).await;
    change(&node, &mut ada, &kb, ("portal.new-conversation", "on", "off")).await;
    node.until(&ana, new, StatusCode::NOT_FOUND).await;
    change(&node, &mut ada, &kb, ("portal.my-conversations", "on", "off")).await;
    node.until(&ana, list, StatusCode::NOT_FOUND).await;
    change(&node, &mut ada, &kb, ("portal.my-conversations", "off", "on")).await;
    node.until(&ana, list, StatusCode::SEE_OTHER).await;
}
