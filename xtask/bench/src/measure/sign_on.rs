//! Customers who come back from their company's own login, each with a token of their own.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, ensure};
use jsonwebtoken::{EncodingKey, Header, encode, get_current_timestamp};
use serde_json::json;

use crate::figure::{Figure, Row, Target};
use crate::http::Client;
use crate::options::Options;
use crate::place::Place;

/// As many browsers as wrk has connections.
const BROWSERS: usize = 32;
/// Customers who come again and again.
const REGULARS: usize = 500;
const ADMINISTRATOR: &str = "signs@bench.example";
const PASSWORD: &str = "measured twice, cut once";
const RECIPE: &str = "/app/settings/knowledge-base/configuration/sign-on";

/// Half of the tokens name customers who are known already.
pub(crate) fn sign_on(options: &Options, on: &'static str, place: &Place) -> Result<Row> {
    place.run(&["setting", "set", "portal.sign-on-url", "https://login.bench.example/"])?;
    place.run(&["setting", "set", "portal.sign-on", "on"])?;
    let add = ["user", "add", "--org", "bench", "--email", ADMINISTRATOR, "--name", "Signs"];
    let link = place.run(&[&add[..], &["--roles", "administrator"]].concat())?;
    let server = place.serve()?;
    let secret = secret(server.port, &link)?;
    let (next, mut figures) = (AtomicUsize::new(0), Vec::new());
    for _ in 0..options.rounds() {
        let before = server.used()?;
        let (times, took) = round(server.port, &secret, options.duration(), &next)?;
        #[expect(clippy::cast_precision_loss, reason = "sign-ons are counted in thousands")]
        let count = times.len() as f64;
        let cost = 1e6 * (server.used()? - before) / count;
        let p99 = Figure::of_times(times).p99.unwrap_or_default();
        figures.push(Figure::per_second(count / took.as_secs_f64()).with_p99(p99).with_cost(cost));
    }
    server.stop()?;
    Ok(Row {
        what: "signing on with a token, durable, 32 at once".to_owned(),
        on,
        product: Figure::median(figures),
        beside: None,
        target: Target::AtLeast(1_500.0),
    })
}

/// The secret, as an administrator reveals it.
fn secret(port: u16, told: &str) -> Result<String> {
    let path = told.lines().find_map(|line| line.find("/app/password/").map(|at| line[at..].trim()));
    let mut client = Client::connect(port)?;
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    client.post(path.context("no link to set a password was told")?, &fields)?;
    client.post("/app/sign-in", &[("email", ADMINISTRATOR), ("password", PASSWORD)])?;
    let page = client.page(RECIPE)?;
    let kb = between(&page, "name=\"kb\" value=\"", "\"")?;
    let brand = between(&page, "name=\"brand\" value=\"", "\"")?;
    let sent = [("kb", kb), ("brand", brand), ("step", "reveal")];
    let revealed = client.post(&format!("{RECIPE}/secret"), &sent)?.text();
    Ok(between(&revealed, "id=\"sign-on-secret\" value=\"", "\"")?.to_owned())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let found = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    found.map(|(value, _)| value).with_context(|| format!("no {start} in {text}"))
}

/// What one sign-on after another took in each browser, in milliseconds, and how long they were at it.
fn round(port: u16, secret: &str, lasts: Duration, next: &AtomicUsize) -> Result<(Vec<f64>, Duration)> {
    let begun = Instant::now();
    let times = std::thread::scope(|scope| {
        let browse = || browse(port, secret, begun + lasts, next);
        let browsers: Vec<_> = (0..BROWSERS).map(|_| scope.spawn(browse)).collect();
        let joined = browsers.into_iter().map(|one| one.join().map_err(|_| anyhow!("a browser broke"))?);
        joined.collect::<Result<Vec<Vec<f64>>>>()
    })?;
    Ok((times.concat(), begun.elapsed()))
}

fn browse(port: u16, secret: &str, ends: Instant, next: &AtomicUsize) -> Result<Vec<f64>> {
    let mut client = Client::connect(port)?;
    let out = client.get("/login")?;
    ensure!(out.status == 302, "Login answered {}", out.status);
    let attempt = client.cookie("attempt")?;
    let mut times = Vec::new();
    while Instant::now() < ends {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let claims =
            json!({ "email": address(number), "iat": get_current_timestamp(), "jti": number.to_string() });
        let token = encode(&Header::default(), &claims, &EncodingKey::from_secret(secret.as_bytes()))?;
        // Another browser each time: it holds nothing but that Login sent it out.
        client = client.holding(&attempt);
        let begun = Instant::now();
        let answer = client.get(&format!("/login?referralUrl=%2Fen_us&externalToken={token}"))?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        ensure!(answer.status == 303, "a token was answered with {}: {}", answer.status, answer.text());
    }
    Ok(times)
}

/// Every other one is one of those who came before.
fn address(number: usize) -> String {
    match number % 2 {
        0 => format!("regular{}@bench.example", number / 2 % REGULARS),
        _ => format!("new{number}@bench.example"),
    }
}
