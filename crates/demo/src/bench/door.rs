//! What it costs to ask who a customer is, beside all that their list costs in the process.

use std::sync::Arc;
use std::time::{Duration, Instant};

use desk::Desk;
use desk::conversation::portal::ListQuery;
use desk::kb::Site;
use kernel::{Fault, base_codes};

/// How long each is done in a round.
const ROUND: Duration = Duration::from_millis(500);

/// How long one of each took, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Doors {
    /// The door of a customer whose session was seen a moment ago.
    pub customer: f64,
    /// The door of anybody, which asks nothing.
    pub public: f64,
    /// A customer's door and the list behind it.
    pub list: f64,
}

/// Opens each of the doors for half a second, one after another.
pub async fn doors(desk: &Desk, host: &str, session: &str) -> Result<Doors, Fault> {
    let site = desk.place(host).await?.site.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    // The first one of all looks the session up.
    customer(desk, &site, session).await?;
    Ok(Doors {
        customer: time(|| customer(desk, &site, session)).await?,
        public: time(|| public(desk, &site)).await?,
        list: time(|| list(desk, &site, session)).await?,
    })
}

async fn customer(desk: &Desk, site: &Arc<Site>, session: &str) -> Result<(), Fault> {
    desk.view_customer(site.clone(), session).await?.close();
    Ok(())
}

async fn public(desk: &Desk, site: &Arc<Site>) -> Result<(), Fault> {
    desk.view_public(site.clone()).await?.close();
    Ok(())
}

async fn list(desk: &Desk, site: &Arc<Site>, session: &str) -> Result<(), Fault> {
    let view = desk.view_customer(site.clone(), session).await?;
    view.conversations(&ListQuery::default()).await?;
    view.close();
    Ok(())
}

async fn time<F: Future<Output = Result<(), Fault>>>(once: impl Fn() -> F) -> Result<f64, Fault> {
    let (begun, mut times) = (Instant::now(), 0.0);
    while begun.elapsed() < ROUND {
        once().await?;
        times += 1.0;
    }
    Ok(begun.elapsed().as_secs_f64() * 1e6 / times)
}
