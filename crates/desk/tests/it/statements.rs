//! What holds for every statement.

use testkit::{Database, both};
use testkit_desk::Kit;

#[both]
async fn the_product_can_be_set_up(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    assert_eq!((site.org, site.brand_title.as_str()), (kit.org, "Acme Help"));
    assert!(site.portal.my_conversations);
    assert!(kit.desk.place("unknown.test").await.is_err());
}
