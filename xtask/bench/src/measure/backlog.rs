//! The first view of saved searches while very much is open (product W1), counts included.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::figure::{Figure, Row, Target};
use crate::http::Client;
use crate::people::People;
use crate::say::say;
use crate::server::pause;

/// What is saved: common and rare, through an index and through none. `TEAM` stands for a team's id.
const SEARCHES: [&str; 12] = [
    "view=mine",
    "view=open&priority=5",
    "view=open&priority=4&channel=sms",
    "view=unassigned&priority=1",
    "view=unassigned&channel=whatsapp&priority=5",
    "view=open&team=TEAM",
    "view=open&team=TEAM&priority=4",
    "view=open&channel=form&priority=2",
    "view=open&tag=often",
    "view=open&tag=seldom&priority=3",
    "view=open&tag=once",
    "view=open&tag=often&priority=4&channel=sms",
];
const ROUNDS: usize = 5;
/// A count of so much is kept for a second: after this it is made anew.
const REST: Duration = Duration::from_millis(1_100);

/// Saves the searches, then looks at each as somebody who comes to it.
pub(crate) fn backlog(on: &'static str, port: u16, people: &People) -> Result<Row> {
    let mut agent = Client::connect(port)?.with_cookie(&people.agent);
    let team = team(&agent.page("/app/conversations?view=open")?)?;
    let searches: Vec<String> = SEARCHES.iter().map(|search| search.replace("TEAM", &team)).collect();
    for (number, search) in searches.iter().enumerate() {
        let (name, query) = (format!("Search {number}"), format!("?{search}"));
        let saved = agent.post("/app/searches", &[("name", &name), ("query", &query)])?;
        ensure!(saved.status == 303, "{search} could not be saved: {}", saved.status);
    }
    let mut times = Vec::new();
    for search in searches.iter().cycle().take(ROUNDS * SEARCHES.len()) {
        pause(REST);
        times.push(time(&mut agent, search)?);
    }
    for (nth, search) in searches.iter().enumerate() {
        let own = times.iter().skip(nth).step_by(SEARCHES.len()).copied().collect();
        say(format!("  {search}: {}", Figure::of_times(own)));
    }
    Ok(Row {
        what: "a saved search of 100 thousand open conversations, 95th percentile".to_owned(),
        on,
        product: Figure::of_times_at(times, 95),
        beside: None,
        target: Target::AtMost(100.0),
    })
}

fn time(agent: &mut Client, search: &str) -> Result<f64> {
    let begun = Instant::now();
    let page = agent.page(&format!("/app/conversations?{search}"))?;
    let took = begun.elapsed().as_secs_f64() * 1_000.0;
    let counted =
        page.split("data-part=\"saved\"").nth(1).unwrap_or_default().matches("class=\"count\"").count();
    ensure!(counted == SEARCHES.len(), "{search}: {counted} searches are counted");
    Ok(took)
}

/// The first team that the finder offers.
fn team(page: &str) -> Result<String> {
    let choices = page.split("name=\"team\"").nth(1).unwrap_or_default();
    let id = choices.split("value=\"").find_map(|rest| rest.split('"').next().filter(|id| id.len() == 24));
    id.map(str::to_owned).ok_or_else(|| anyhow::anyhow!("the finder offers no team"))
}
