//! Filling an empty installation with the example.

mod files;
mod house;
mod library;
mod past;
mod seen;

use desk::Desk;
use desk::conversation::history::Batch;
use desk::door::Operator;
use kernel::{Fault, OrgId, base_codes};

use crate::content::Content;
use crate::guide;
use crate::moment::Moment;
use crate::story::{self, Story};
use house::House;

/// What to fill.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The port of the registered addresses.
    pub port: u32,
    /// How many conversations at most, the oldest first.
    pub most: usize,
    /// Hears how many steps of how many are done.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What was filled.
#[derive(Clone, Copy, Debug)]
pub struct Filled {
    /// The organization.
    pub org: OrgId,
    /// Its conversations.
    pub conversations: usize,
    /// Their messages, notes not counted.
    pub messages: usize,
    /// Different files.
    pub files: usize,
}

/// Fills the example. An installation in which it is, whole or in part, answers `name_taken` and stays as it is.
pub async fn fill(desk: &Desk, plan: &Plan<'_>) -> Result<Filled, Fault> {
    let content = Content::load()?;
    let mut stories = story::tell(&content, Moment::of(desk.context().now()))?;
    stories.truncate(plan.most);
    let operator = Operator::named("demo");
    let org = desk.context().new_id();
    let house = House::build(desk, (&operator, org), &content).await?;
    let enclosures = files::of(&stories);
    let total = enclosures.len() + stories.len();
    let files = files::store(desk, org, enclosures, &|done| (plan.progress)(done, total)).await?;
    let mut batch = Batch::alone(desk, &operator, org);
    for (told, story) in stories.iter().enumerate() {
        let history = past::history(story, &house, &files, Moment::of(desk.context().now()))?;
        history.store(batch.act()).await?;
        batch.stored().await?;
        (plan.progress)(files.len() + told + 1, total);
    }
    batch.done().await?;
    // Last, because from then on the example counts as filled.
    house.open(desk, (&operator, org), plan.port).await?;
    let messages = stories.iter().map(Story::message_count).sum();
    Ok(Filled { org, conversations: stories.len(), messages, files: files.len() })
}

/// Whether the example was filled to its end. A fill that was broken off is not; only an empty installation can be
/// filled again.
pub async fn is_filled(desk: &Desk) -> Result<bool, Fault> {
    let people = Content::load()?.people;
    match desk.place(&guide::app_host(&people.organization.key)).await {
        Ok(_) => Ok(true),
        Err(fault) if fault.is(&base_codes::NOT_FOUND) => Ok(false),
        Err(fault) => Err(fault),
    }
}
