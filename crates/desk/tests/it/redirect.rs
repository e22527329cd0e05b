//! Where old addresses of a knowledge base lead (K5).

use desk::User;
use desk::kb::KbId;
use desk::redirect::MOST;
use desk::right::Role;
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::inbox::code;

async fn add(kit: &Kit, user: &User, kb: KbId, (path, target): (&str, &str)) -> Result<(), Fault> {
    let mut act = kit.act(user);
    act.add_redirect(kb, &path.parse()?, &target.parse()?).await?;
    act.done(()).await
}

async fn remove(kit: &Kit, user: &User, path: &str) -> Result<(), Fault> {
    let mut act = kit.act(user);
    act.remove_redirect(kit.kb.id, &path.parse()?).await?;
    act.done(()).await
}

async fn leads(kit: &Kit, path: &str) -> Option<String> {
    let view = kit.desk.view_public(kit.site().await).await.unwrap();
    let target = view.redirect(path).await.unwrap();
    view.close();
    target
}

#[both]
async fn k5_an_old_address_leads_on_at_its_own_knowledge_base(database: Database) {
    let kit = Kit::new(&database).await;
    let user = kit.user("Con Tent", &[Role::ContentManager]).await;
    add(&kit, &user, kit.kb.id, ("/hc/en/360-returns/", "/en_us/returns?x=1#how")).await.unwrap();
    add(&kit, &user, kit.other_kb.id, ("/other", "/en_us")).await.unwrap();
    assert_eq!(leads(&kit, "/hc/en/360-returns").await.as_deref(), Some("/en_us/returns?x=1#how"));
    assert_eq!(leads(&kit, "/hc/en/360-returns/").await.as_deref(), Some("/en_us/returns?x=1#how"));
    assert_eq!(leads(&kit, "/other").await, None);
    assert_eq!(leads(&kit, "/nothing").await, None);
    let view = kit.view(&user).await;
    let listed = view.redirects(kit.kb.id).await.unwrap();
    view.close();
    assert_eq!((listed.len(), listed[0].path.as_str()), (1, "/hc/en/360-returns"));
    assert_eq!(code(add(&kit, &user, kit.kb.id, ("/hc/en/360-returns", "/de")).await), "redirect_taken");
    remove(&kit, &user, "/hc/en/360-returns").await.unwrap();
    assert_eq!(leads(&kit, "/hc/en/360-returns").await, None);
    assert_eq!(code(remove(&kit, &user, "/hc/en/360-returns").await), "not_found");
}

#[both]
async fn k5_ways_that_come_back_lead_out_or_lead_away_what_is_there_are_refused(database: Database) {
    let kit = Kit::new(&database).await;
    let user = kit.user("Con Tent", &[Role::ContentManager]).await;
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    let kb = kit.kb.id;
    add(&kit, &user, kb, ("/a", "/b")).await.unwrap();
    add(&kit, &user, kb, ("/b", "/x?d#e")).await.unwrap();
    for (way, refused) in [
        (("/x", "/a?x=1"), "redirect_loop"),
        (("/d", "/d/#same"), "redirect_loop"),
        (("/e", "//evil.test/"), "redirect_target"),
        (("/e", "https://evil.test/"), "redirect_target"),
        (("/login", "/en_us"), "redirect_own"),
        (("/", "/en_us"), "redirect_path"),
        (("e", "/en_us"), "redirect_path"),
    ] {
        assert_eq!(code(add(&kit, &user, kb, way).await), refused, "{way:?}");
    }
    assert_eq!(code(add(&kit, &agent, kb, ("/e", "/f")).await), "may_not");
    assert_eq!(code(remove(&kit, &agent, "/a").await), "may_not");
    assert_eq!(code(kit.view(&agent).await.redirects(kb).await), "may_not");
    assert_eq!(code(add(&kit, &user, kit.id(), ("/e", "/f")).await), "not_found", "no such knowledge base");
}

#[both]
async fn th27_another_organizations_redirects_lead_nowhere(database: Database) {
    let kit = Kit::new(&database).await;
    let user = kit.user("Con Tent", &[Role::ContentManager]).await;
    add(&kit, &user, kit.kb.id, ("/a", "/b")).await.unwrap();
    kit.part_from_twin();
    kit.lose("redirect", "true").await;
    assert_eq!(leads(&kit, "/a").await, None);
    let view = kit.view(&user).await;
    assert!(view.redirects(kit.kb.id).await.unwrap().is_empty());
    view.close();
    assert_eq!(code(remove(&kit, &user, "/a").await), "not_found");
    add(&kit, &user, kit.kb.id, ("/b", "/a")).await.unwrap();
}

#[both]
async fn k5_a_thousand_redirects_are_enough(database: Database) {
    let kit = Kit::new(&database).await;
    let user = kit.user("Con Tent", &[Role::ContentManager]).await;
    let target = "/en_us".parse().unwrap();
    let mut act = kit.act(&user);
    for number in 0..MOST {
        act.add_redirect(kit.kb.id, &format!("/old-{number}").parse().unwrap(), &target).await.unwrap();
    }
    act.done(()).await.unwrap();
    assert_eq!(code(add(&kit, &user, kit.kb.id, ("/one-more", "/en_us")).await), "redirects_many");
    add(&kit, &user, kit.other_kb.id, ("/one-more", "/en_us")).await.unwrap();
}
