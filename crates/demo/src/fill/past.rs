//! Stories as histories.

use desk::conversation::history::{Entry, History, Redaction};
use desk::conversation::message::{NewFile, State};
use desk::conversation::{Author, Channel, Direction, NewMessage, Status};
use desk::customer::{AddressKind, CustomerId, address_key};
use desk::file::Kind;
use desk::user::UserId;
use kernel::Fault;
use markup::Html;

use super::files::Files;
use super::house::House;
use super::seen;
use crate::content::{Customer, Enclosure, Speaker};
use crate::moment::Moment;
use crate::story::{Line, Story};

/// The history of a story.
pub(super) fn history(
    story: &Story<'_>,
    house: &House,
    files: &Files,
    now: Moment,
) -> Result<History, Fault> {
    let scenario = story.scenario;
    let customer = house.customer(&story.customer.key)?;
    let owner = house.user(&story.agent.key)?;
    let past = Past { story, house, files, now, customer, owner };
    let entries = past.entries()?;
    Ok(History {
        priority: scenario.priority,
        assignee: story.is_assigned.then_some(owner),
        team: house.teams.get(&scenario.team).copied(),
        tags: scenario.tags.iter().map(|tag| tag.parse()).collect::<Result<_, _>>()?,
        seen: seen::by(story, &entries, house, now)?,
        entries,
        ..History::new(customer, house.brand(&scenario.brand)?, &story.subject, story.start.time())
    })
}

struct Past<'a> {
    story: &'a Story<'a>,
    house: &'a House,
    files: &'a Files,
    now: Moment,
    customer: CustomerId,
    owner: UserId,
}

impl Past<'_> {
    /// One entry for each line, then those of the state where the state changes.
    fn entries(&self) -> Result<Vec<Entry>, Fault> {
        let (mut entries, mut is_done) = (Vec::new(), false);
        for (place, line) in self.story.lines.iter().enumerate() {
            entries.push(self.entry(place, line)?);
            if is_done && line.from == Speaker::Customer {
                entries.push(Entry::Reopened { by: Author::Customer(self.customer), at: line.at.time() });
                is_done = false;
            }
            if line.is_last {
                entries.push(self.done(line.at));
                is_done = true;
            }
        }
        let last = self.story.lines.last().map_or(self.story.start, |line| line.at);
        match self.story.status {
            Status::Done if !is_done => entries.push(self.done(last)),
            Status::Snoozed => entries.push(self.snoozed(last)),
            Status::Done | Status::Open => {}
        }
        Ok(entries)
    }

    fn entry(&self, place: usize, line: &Line<'_>) -> Result<Entry, Fault> {
        if line.from == Speaker::Note {
            let (author, author_name) = (self.house.user(&line.agent.key)?, line.agent.name.clone());
            return Ok(Entry::Note { author, author_name, text: line.text.clone(), at: line.at.time() });
        }
        let message = self.message(place, line)?;
        let gone: Vec<String> = line.files.iter().filter(|file| file.redacted).map(media_type).collect();
        if gone.is_empty() && !line.is_redacted {
            return Ok(Entry::Message(message));
        }
        let at = line.at.plus_seconds(95).min(self.now).time();
        let (by, by_name) = (self.owner, self.story.agent.name.clone());
        Ok(Entry::Redacted(message, Redaction { by, by_name, at, text: line.is_redacted, files: gone }))
    }

    fn message(&self, place: usize, line: &Line<'_>) -> Result<NewMessage, Fault> {
        let (author, name) = match line.from {
            Speaker::Customer => (Author::Customer(self.customer), &self.story.customer.name),
            Speaker::Agent | Speaker::Note => {
                (Author::User(self.house.user(&line.agent.key)?), &line.agent.name)
            }
        };
        let plain = NewMessage::plain(author, name, &line.text, line.at.time());
        let left = line.files.iter().filter(|file| !file.redacted);
        let attached = |file: &Enclosure| -> Result<NewFile, Fault> {
            self.files.get(file).cloned().ok_or_else(|| Fault::internal("a file was not drawn"))
        };
        Ok(NewMessage {
            channel: line.channel,
            address: address(self.story.customer, line.channel),
            html: Html::from_plain(&line.text),
            quoted: line.quoted.clone(),
            state: if plain.direction == Direction::Out { State::Sent } else { State::Stored },
            outside_id: self.outside_id(place, line),
            files: left.map(attached).collect::<Result<_, _>>()?,
            ..plain
        })
    }

    /// An e-mail's Message-ID, so that answers to it find their conversation.
    fn outside_id(&self, place: usize, line: &Line<'_>) -> Option<String> {
        let sender = match line.from {
            Speaker::Customer => &self.story.customer.email,
            Speaker::Agent | Speaker::Note => &line.agent.email,
        };
        let domain = sender.rsplit_once('@').map_or("", |(_, domain)| domain);
        let is_mail = line.channel == Channel::Email;
        is_mail.then(|| format!("example.{}.{place}@{domain}", self.story.n))
    }

    fn done(&self, last: Moment) -> Entry {
        Entry::Done { by: Author::User(self.owner), at: last.plus_seconds(40).min(self.now).time() }
    }

    /// It sleeps until the morning of a day to come.
    fn snoozed(&self, last: Moment) -> Entry {
        const MORNING: i64 = 7;
        let until = self.now.plus_days(self.story.wake_in_days).at(MORNING, 0).time();
        let at = last.plus_seconds(70).min(self.now).time();
        Entry::Snoozed { by: Author::User(self.owner), at, until }
    }
}

/// The key of the address by which this channel knows the customer. The portal, forms and the chat ask for an e-mail
/// address.
fn address(customer: &Customer, channel: Channel) -> String {
    match channel {
        Channel::Email | Channel::Form | Channel::Portal | Channel::Chat => {
            address_key(AddressKind::Email, &customer.email)
        }
        Channel::Sms | Channel::Whatsapp => address_key(AddressKind::Phone, &customer.phone),
        Channel::Facebook | Channel::Instagram | Channel::Twitter => {
            address_key(AddressKind::Handle, &customer.handle)
        }
    }
}

fn media_type(file: &Enclosure) -> String {
    Kind::of_name(&file.name).map_or("", |kind| kind.facts().media_type).to_owned()
}
