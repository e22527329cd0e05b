//! Mail servers that are away, refuse, put off or take their time; and no mail server at all.

use channels::email::Outbox;
use testkit::{ClosedPort, Database, Exim, both};

use crate::shop::{Shop, read, smtp};

#[both]
async fn n1_an_answer_waits_out_an_hour_without_mail_server_and_arrives_once(database: Database) {
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "Patience.", vec![]).await;
    let closed = ClosedPort::new();
    let worker = shop.worker(smtp(closed.port()));
    let mut tries = worker.run_ready().await.unwrap();
    for _ in 0..60 {
        tries += shop.after_minutes(1, &worker).await;
    }
    assert!((5..=8).contains(&tries), "{tries} tries");
    let waiting = shop.stored(conversation).await;
    assert_eq!(waiting.state, "queued");
    assert!(waiting.failure.contains("onnection"), "{waiting:?}");

    let Some(exim) = Exim::start_on(closed).await else { return };
    shop.after_minutes(300, &worker).await;
    assert_eq!(shop.after_minutes(600, &worker).await, 0);
    let mails = exim.mails(1).await;
    assert_eq!(mails.len(), 1);
    let stored = shop.stored(conversation).await;
    assert_eq!((stored.state.as_str(), stored.failure.as_str()), ("sent", ""));
    assert_eq!(stored.outside_id, waiting.outside_id);
    assert_eq!(read(&mails[0]).message_id.unwrap().as_str(), stored.outside_id.unwrap());
    assert!(shop.nothing_waits().await);
}

#[both]
async fn n1_what_the_server_refuses_for_good_has_failed_with_its_reason(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let customer = shop.customer("Nobody", "refused@customer.test", None).await;
    let conversation = shop.conversation(customer, "refused@customer.test", "Hello").await;
    shop.answer(conversation, "Anybody there?", vec![]).await;
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let stored = shop.stored(conversation).await;
    assert_eq!(stored.state, "failed");
    assert!(stored.failure.contains("no such person here"), "{}", stored.failure);
    assert!(shop.nothing_waits().await && exim.arrived().is_empty());
}

#[both]
async fn w7_an_answer_that_failed_is_sent_again_for_two_days_under_the_id_it_has(database: Database) {
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "Patience.", vec![]).await;
    let closed = ClosedPort::new();
    let worker = shop.worker(smtp(closed.port()));
    worker.run_ready().await.unwrap();
    for _ in 0..60 {
        shop.after_minutes(60, &worker).await;
    }
    let failed = shop.stored(conversation).await;
    assert_eq!(failed.state, "failed");
    shop.send_again(conversation).await.unwrap();
    assert!(shop.send_again(conversation).await.is_err(), "once");
    let waiting = shop.stored(conversation).await;
    assert_eq!((waiting.state.as_str(), waiting.failure.as_str()), ("queued", ""));
    for _ in 0..24 {
        shop.after_minutes(60, &worker).await;
    }
    assert_eq!(shop.stored(conversation).await.state, "queued");

    let Some(exim) = Exim::start_on(closed).await else { return };
    shop.after_minutes(10 * 60, &worker).await;
    let sent = shop.stored(conversation).await;
    assert_eq!((sent.state.as_str(), &sent.outside_id), ("sent", &failed.outside_id));
    assert_eq!(exim.mails(1).await.len(), 1);
    assert!(shop.nothing_waits().await);
}

#[both]
async fn n1_what_the_server_puts_off_is_tried_again(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let customer = shop.customer("Later", "later@customer.test", None).await;
    let conversation = shop.conversation(customer, "later@customer.test", "Hello").await;
    shop.answer(conversation, "First.", vec![]).await;
    shop.answer(conversation, "Second.", vec![]).await;
    let worker = shop.worker(smtp(exim.port()));
    worker.run_ready().await.unwrap();
    let states: Vec<String> =
        shop.answers(conversation).await.into_iter().map(|answer| answer.state).collect();
    assert_eq!(states, ["queued", "queued"]);
    let failure = shop.answers(conversation).await.swap_remove(0).failure;
    assert!(failure.contains("greylisted"), "{failure}");
    exim.accept_all();
    // The second waits behind the first.
    assert_eq!(shop.after_minutes(1, &worker).await, 1);
    assert_eq!(shop.after_minutes(1, &worker).await, 1);
    assert!(shop.answers(conversation).await.iter().all(|answer| answer.state == "sent"));
    assert_eq!(exim.mails(2).await.len(), 2);
}

#[both]
async fn an_answer_that_could_not_be_handed_over_for_two_days_has_failed(database: Database) {
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "Patience.", vec![]).await;
    let closed = ClosedPort::new();
    let worker = shop.worker(smtp(closed.port()));
    worker.run_ready().await.unwrap();
    for _ in 0..60 {
        shop.after_minutes(60, &worker).await;
    }
    let stored = shop.stored(conversation).await;
    assert_eq!(stored.state, "failed");
    assert!(stored.failure.contains("onnection"), "{stored:?}");
    assert!(shop.nothing_waits().await);
}

#[both]
async fn one_slow_receiver_delays_no_other_conversation(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let slow = shop.customer("Slow", "slow@customer.test", None).await;
    let slow = shop.conversation(slow, "slow@customer.test", "Hello").await;
    let quick = shop.anas().await;
    shop.answer(slow, "Take your time.", vec![]).await;
    shop.answer(quick, "At once.", vec![]).await;
    let worker = shop.worker(smtp(exim.port()));
    let working = tokio::spawn(async move { worker.work().await });
    let mails = exim.mails(1).await;
    assert!(read(&mails[0]).text.unwrap().starts_with("At once."));
    assert_eq!(shop.stored(slow).await.state, "queued");
    working.abort();
}

#[both]
async fn o4_without_mail_server_answers_wait_with_that_mark_for_as_long_as_it_takes(database: Database) {
    let shop = Shop::open(&database).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "Set up some day.", vec![]).await;
    let off = shop.worker(Outbox::Off);
    off.run_ready().await.unwrap();
    for _ in 0..100 {
        shop.after_minutes(60, &off).await;
    }
    let stored = shop.stored(conversation).await;
    assert_eq!((stored.state.as_str(), stored.failure.as_str()), ("queued", "mail_off"));

    let Some(exim) = Exim::start().await else { return };
    shop.after_minutes(10, &shop.worker(smtp(exim.port()))).await;
    assert_eq!(exim.mails(1).await.len(), 1);
    let stored = shop.stored(conversation).await;
    assert_eq!((stored.state.as_str(), stored.failure.as_str()), ("sent", ""));
    assert!(shop.nothing_waits().await);
}
