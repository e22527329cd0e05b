//! What is published is found: after a kill, without an index, and at another server of the same installation.

use std::path::Path;
use std::time::{Duration, Instant};

use journeys::Portico;
use testkit::Database;

/// Two seconds are promised; as many again are for a machine that tells other stories beside this one.
const SOON: Duration = Duration::from_secs(4);

pub(crate) async fn k3_o3_what_is_published_is_found_after_a_kill_and_without_an_index(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut visitor = portico.visitor();
    publish(&portico, &database.folder, "velocipede").await;
    visitor.finds("/en_us/search?q=velocipde", "Storing a").await;

    // The index may not have heard of it yet.
    publish(&portico, &database.folder, "tandem").await;
    portico.kill().await;
    portico.start_again().await;
    for words in ["tandem", "velocipede"] {
        visitor.finds(&format!("/en_us/search?q={words}"), "Storing a").await;
    }

    portico.kill().await;
    std::fs::remove_dir_all(portico.place().folder().join("index")).expect("it is kept in a folder");
    portico.start_again().await;
    let home = visitor.get("/en_us").await.expect("the server answers");
    assert!(home.status == 200 && home.body.contains("tandem"), "{}", home.body);
    for words in ["tandem", "velocipede"] {
        visitor.finds(&format!("/en_us/search?q={words}"), "Storing a").await;
    }
}

pub(crate) async fn k3_what_is_published_is_found_at_every_server_within_two_seconds(database: Database) {
    let portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let second = portico.start_beside().await;
    let (mut here, mut there) = (portico.visitor(), portico.visitor().at(second.port()));
    for visitor in [&mut here, &mut there] {
        visitor.waits_for("/en_us", 200).await;
    }
    for words in ["velocipede", "tandem", "unicycle"] {
        publish(&portico, &database.folder, words).await;
        let published = Instant::now();
        for visitor in [&mut here, &mut there] {
            visitor.finds("/en_us", &format!("Storing a {words}")).await;
            visitor.finds(&format!("/en_us/search?q={words}"), "row-subject").await;
        }
        assert!(published.elapsed() < SOON, "{words} took {:?}", published.elapsed());
    }
}

/// Puts an article about this beside those in the folder, and takes the folder in.
async fn publish(portico: &Portico, folder: &Path, about: &str) {
    let articles = folder.join("articles");
    std::fs::create_dir_all(&articles).expect("it is ours");
    let text = format!("---\ntitle: Storing a {about}\n---\n\nHang it up and oil it.\n");
    std::fs::write(articles.join(format!("{about}.md")), text).expect("it is ours");
    portico.command(&["kb", "import", "--publish", &articles.display().to_string()]).await;
}
