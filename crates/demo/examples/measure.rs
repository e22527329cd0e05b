//! Temporary.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "temporary")]
use std::time::Instant;
use db::{Db, Location, migrate};
use desk::{Desk, STEPS, TAKEN};
use identity::Keys;
use kernel::{Clock, Context, Random, Time};
use net::Store;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = std::path::PathBuf::from(&arguments[1]);
    std::fs::create_dir_all(&folder).unwrap();
    let location = Location::Sqlite(folder.join("portico.db"));
    migrate(&location, STEPS).await.unwrap();
    let db = Db::open(&location, TAKEN).await.unwrap();
    let random = Random::seeded(1);
    let keys = Keys::generate(&random);
    let context = Context { clock: Clock::fixed(Time(1_790_000_000_000)), random };
    let desk = Desk::new(db.clone(), context, keys, Store::folder(folder.join("files")));
    if arguments.get(3).is_some() {
        let vocabulary = demo::bench::texts(10_000);
        let t = Instant::now();
        let mut n = 0;
        for text in &vocabulary { n += markup::words(text).len(); }
        println!("words {:?} per text, {} words each", t.elapsed() / 10_000, n / 10_000);
        let t = Instant::now();
        for text in &vocabulary { n += markup::Html::from_plain(text).as_str().len(); }
        println!("html {:?} per text", t.elapsed() / 10_000);
        let t = Instant::now();
        for text in &vocabulary { n += markup::excerpt(text, 140).len(); }
        println!("excerpt {:?} per text {n}", t.elapsed() / 10_000);
        let t = Instant::now();
        demo::bench::texts(10_000);
        println!("text {:?} per text {n}", t.elapsed() / 10_000);
        return;
    }
    let begun = Instant::now();
    if let Some(messages) = arguments.get(2) {
        let messages: usize = messages.parse().unwrap();
        let progress = |done: usize, total: usize| if done % 50_000 < 400 { println!("{done}/{total} {:?}", begun.elapsed()) };
        let amount = demo::bench::Amount { conversations: messages / 20, messages, port: 8080, progress: &progress };
        let made = demo::bench::fill(&desk, &amount).await.unwrap();
        let took = begun.elapsed();
        println!("{made:?} {took:?} {:.0}/s", made.messages as f64 / took.as_secs_f64());
    } else {
        let progress = |done: usize, total: usize| if done % 50 == 0 { println!("{done}/{total} {:?}", begun.elapsed()) };
        let filled = demo::fill(&desk, &demo::Plan { port: 8080, most: usize::MAX, progress: &progress }).await.unwrap();
        println!("{filled:?} {:?}", begun.elapsed());
    }
}
