//! Codes and links: what they are good for, and what not.

use desk::code;
use desk::session::{Entry, LinkSeen};
use identity::Token;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{Visitor, newest_mail, other_org, other_than, signed_in, who};

const MINUTE: i64 = 60_000;

#[both]
async fn a2_a_code_signs_in_once(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    let asked = ana.ask(&kit, &site, "Ana@Example.com").await.unwrap();
    assert_eq!(asked.ends_at.millis_since(kit.desk.context().now()), 10 * MINUTE);
    let code = newest_mail(&kit).await.unwrap().code;

    let session = signed_in(ana.enter(&kit, &site, code.reveal()).await.unwrap());
    let customer = who(&kit, &site, &session).await.unwrap();
    assert_eq!((customer.name.as_str(), customer.is_whole), ("Ana@Example.com", true));
    assert!(matches!(ana.enter(&kit, &site, code.reveal()).await.unwrap(), Entry::Spent));
}

#[both]
async fn th22_five_tries_in_all_then_the_right_code_is_refused(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let mail = newest_mail(&kit).await.unwrap();
    let wrong = other_than(&mail.code);
    for left in [4, 3, 2, 1] {
        let entry = ana.enter(&kit, &site, &wrong).await.unwrap();
        assert!(matches!(entry, Entry::Wrong { left: said } if said == left), "{entry:?}");
    }
    assert!(matches!(ana.enter(&kit, &site, &wrong).await.unwrap(), Entry::Spent));
    assert!(matches!(ana.enter(&kit, &site, mail.code.reveal()).await.unwrap(), Entry::Spent));
    assert!(matches!(ana.press(&kit, &site, &mail.link).await.unwrap(), Entry::Spent));
}

#[both]
async fn th22_guesses_of_one_instant_are_five_tries(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let mail = newest_mail(&kit).await.unwrap();
    let wrong = other_than(&mail.code);
    let guess = || {
        let (desk, site, ana) = (kit.desk.clone(), site.clone(), ana.clone());
        let code = identity::Code::parse(&wrong).unwrap();
        tokio::spawn(async move {
            let mut act = desk.act_public(site);
            let entry = act.enter_code(&ana.visit, &code, &ana.browser).await.unwrap();
            act.done(entry).await.unwrap()
        })
    };
    let guesses: Vec<_> = (0..8).map(|_| guess()).collect();
    let mut told = Vec::new();
    for guess in guesses {
        told.push(match guess.await.unwrap() {
            Entry::Wrong { left } => left,
            Entry::Spent => 0,
            Entry::SignedIn { .. } => panic!("a wrong code signed in"),
        });
    }
    told.sort_unstable();
    assert_eq!(told, [0, 0, 0, 0, 1, 2, 3, 4]);
    assert!(matches!(ana.enter(&kit, &site, mail.code.reveal()).await.unwrap(), Entry::Spent));
}

#[both]
async fn a2_a_code_is_over_after_ten_minutes(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    for (wait, is_over) in [(10 * MINUTE - 1, false), (10 * MINUTE, true)] {
        ana.ask(&kit, &site, "ana@example.com").await.unwrap();
        let code = newest_mail(&kit).await.unwrap().code;
        kit.clock.advance_millis(wait);
        let entry = ana.enter(&kit, &site, code.reveal()).await.unwrap();
        assert_eq!(matches!(entry, Entry::Spent), is_over, "{entry:?}");
    }
}

#[both]
async fn a2_a_newer_request_ends_the_older_code(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let older = newest_mail(&kit).await.unwrap();
    let elsewhere = Visitor::new(&kit);
    elsewhere.ask(&kit, &site, "ana@example.com").await.unwrap();
    let in_another_browser = newest_mail(&kit).await.unwrap();
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let newer = newest_mail(&kit).await.unwrap();

    assert!(matches!(ana.press(&kit, &site, &older.link).await.unwrap(), Entry::Spent));
    assert!(matches!(ana.enter(&kit, &site, older.code.reveal()).await.unwrap(), Entry::Wrong { .. }));
    signed_in(ana.enter(&kit, &site, newer.code.reveal()).await.unwrap());
    signed_in(elsewhere.enter(&kit, &site, in_another_browser.code.reveal()).await.unwrap());
}

#[both]
async fn th22_a_code_is_good_in_its_browser_on_its_knowledge_base(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, zeta) = (kit.site().await, kit.site_at("help.zeta.test").await);
    let stranger = other_org(&kit).await;
    let (ana, other) = (Visitor::new(&kit), Visitor::new(&kit));
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let code = newest_mail(&kit).await.unwrap().code;

    for (visitor, site) in [(&other, &site), (&ana, &zeta), (&ana, &stranger)] {
        assert!(matches!(visitor.enter(&kit, site, code.reveal()).await.unwrap(), Entry::Spent));
    }
    // The same holds where another code was asked for.
    other.ask(&kit, &site, "other@example.com").await.unwrap();
    ana.ask(&kit, &zeta, "ana@example.com").await.unwrap();
    for (visitor, site) in [(&other, &site), (&ana, &zeta)] {
        let entry = visitor.enter(&kit, site, code.reveal()).await.unwrap();
        assert!(matches!(entry, Entry::Wrong { left: 4 }), "{entry:?}");
    }
    signed_in(ana.enter(&kit, &site, code.reveal()).await.unwrap());
}

#[both]
async fn th23_a_link_signs_in_where_it_was_asked_for_and_shows_the_code_elsewhere(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let mail = newest_mail(&kit).await.unwrap();
    let look = async |visit: Option<&Token>| {
        let view = kit.desk.view_public(site.clone()).await.unwrap();
        let seen = view.look_link(&mail.link, visit).await.unwrap();
        view.close();
        seen
    };
    let elsewhere = Visitor::new(&kit);
    for visit in [None, Some(&elsewhere.visit)] {
        let LinkSeen::OtherBrowser { code } = look(visit).await else { panic!("another browser") };
        assert_eq!(code.reveal(), mail.code.reveal());
    }
    assert!(matches!(elsewhere.press(&kit, &site, &mail.link).await.unwrap(), Entry::Spent));
    // Looking uses nothing up.
    for _ in 0..7 {
        let seen = look(Some(&ana.visit)).await;
        assert!(matches!(&seen, LinkSeen::SameBrowser { address } if address.as_str() == "ana@example.com"));
    }
    signed_in(ana.press(&kit, &site, &mail.link).await.unwrap());
    assert!(matches!(look(Some(&ana.visit)).await, LinkSeen::Over));
    assert!(matches!(ana.press(&kit, &site, &mail.link).await.unwrap(), Entry::Spent));
    assert!(matches!(ana.enter(&kit, &site, mail.code.reveal()).await.unwrap(), Entry::Spent));
}

#[both]
async fn p1_nothing_of_a_sign_in_answers_while_the_portal_is_off(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let mail = newest_mail(&kit).await.unwrap();
    kit.set("portal.my-conversations", "off").await;
    let site = kit.site().await;
    assert!(newest_mail(&kit).await.is_none());
    assert!(ana.ask(&kit, &site, "ana@example.com").await.unwrap_err().is(&code::PORTAL_OFF));
    assert!(ana.enter(&kit, &site, mail.code.reveal()).await.unwrap_err().is(&code::PORTAL_OFF));
    assert!(ana.press(&kit, &site, &mail.link).await.unwrap_err().is(&code::PORTAL_OFF));
}
