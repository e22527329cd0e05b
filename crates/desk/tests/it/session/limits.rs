//! How often (A6). Counted in the database, the same for known and unknown.

use std::net::Ipv4Addr;

use desk::code;
use desk::customer::Standing;
use desk::session::Network;
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{Visitor, address, holder, newest_mail, signed_in};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn refused(result: Result<impl std::fmt::Debug, Fault>) -> i64 {
    let fault = result.unwrap_err();
    assert!(fault.is(&code::TOO_OFTEN), "{fault}");
    fault.retry_after_seconds().unwrap()
}

#[both]
async fn a6_five_codes_an_hour_for_an_address_known_or_not(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    holder(&kit, "Known", "known@example.com", Standing::Wrote).await;
    for asked_for in ["known@example.com", "unknown@example.com"] {
        for _ in 0..5 {
            Visitor::new(&kit).ask(&kit, &site, asked_for).await.unwrap();
        }
        kit.clock.advance_millis(20 * MINUTE);
        let wait = refused(Visitor::new(&kit).ask(&kit, &site, &asked_for.to_uppercase()).await);
        assert_eq!(wait, 40 * 60);
        kit.clock.advance_millis(40 * MINUTE - 1);
        refused(Visitor::new(&kit).ask(&kit, &site, asked_for).await);
        kit.clock.advance_millis(1);
        Visitor::new(&kit).ask(&kit, &site, asked_for).await.unwrap();
    }
}

#[both]
async fn a6_fifteen_codes_a_day_for_an_address(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    for _ in 0..3 {
        for _ in 0..5 {
            Visitor::new(&kit).ask(&kit, &site, "ana@example.com").await.unwrap();
        }
        kit.clock.advance_millis(2 * HOUR);
    }
    assert_eq!(refused(Visitor::new(&kit).ask(&kit, &site, "ana@example.com").await), 18 * 60 * 60);
    kit.clock.advance_millis(18 * HOUR);
    Visitor::new(&kit).ask(&kit, &site, "ana@example.com").await.unwrap();
}

#[both]
async fn a6_sixty_codes_an_hour_for_a_network(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let mut visitor = Visitor::new(&kit);
    for number in 0..60 {
        visitor.browser.network = Network::of(Ipv4Addr::new(192, 0, 2, number).into());
        visitor.ask(&kit, &site, &format!("a{number}@example.com")).await.unwrap();
    }
    refused(visitor.ask(&kit, &site, "another@example.com").await);
    let mut elsewhere = Visitor::new(&kit);
    elsewhere.browser.network = Network::of(Ipv4Addr::new(192, 0, 3, 1).into());
    elsewhere.ask(&kit, &site, "another@example.com").await.unwrap();
}

#[both]
async fn a6_requests_of_one_instant_are_counted_one_after_another(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let asks: Vec<_> = (0..9)
        .map(|_| {
            let (desk, site, visitor) = (kit.desk.clone(), site.clone(), Visitor::new(&kit));
            let asking = desk::session::Asking {
                address: address("ana@example.com"),
                visit: visitor.visit,
                return_to: String::new(),
                language: "de".parse().unwrap(),
                network: visitor.browser.network,
            };
            tokio::spawn(async move {
                let mut act = desk.act_public(site);
                let asked = act.ask_code(&asking).await?;
                act.done(asked).await
            })
        })
        .collect();
    let mut passed = 0;
    for ask in asks {
        match ask.await.unwrap() {
            Ok(_) => passed += 1,
            Err(fault) => assert!(fault.is(&code::TOO_OFTEN), "{fault}"),
        }
    }
    assert_eq!(passed, 5);
}

#[both]
async fn a6_a_sign_in_under_way_is_not_ended_by_a_limit(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    for _ in 0..5 {
        ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    }
    let code = newest_mail(&kit).await.unwrap().code;
    refused(ana.ask(&kit, &site, "ana@example.com").await);
    signed_in(ana.enter(&kit, &site, code.reveal()).await.unwrap());
}
