//! Scenarios told: each variant becomes one conversation with its times and texts.

use std::collections::BTreeMap;

use desk::conversation::{Channel, MARK, Status};
use kernel::Fault;
use markup::Html;

use crate::content::{Agent, Brand, Content, Customer, Enclosure, Passage, Scenario, Speaker, Then};
use crate::letter::{self, Earlier, Written};
use crate::moment::Moment;
use crate::pace::{self, Passages};
use crate::wording::{Occasion, Wording};

/// A conversation ready to be stored.
pub(crate) struct Story<'a> {
    /// From 0, in the order of the files.
    pub(crate) n: usize,
    pub(crate) scenario: &'a Scenario,
    pub(crate) customer: &'a Customer,
    /// Who has it in hand.
    pub(crate) agent: &'a Agent,
    pub(crate) is_assigned: bool,
    pub(crate) subject: String,
    pub(crate) start: Moment,
    pub(crate) status: Status,
    pub(crate) wake_in_days: i64,
    pub(crate) lines: Vec<Line<'a>>,
}

impl Story<'_> {
    /// Lines that went to or came from the customer.
    pub(crate) fn message_count(&self) -> usize {
        self.lines.iter().filter(|line| line.from != Speaker::Note).count()
    }
}

/// Something said or noted.
pub(crate) struct Line<'a> {
    pub(crate) at: Moment,
    pub(crate) from: Speaker,
    pub(crate) agent: &'a Agent,
    pub(crate) channel: Channel,
    pub(crate) text: String,
    /// Whether marks stand where words were.
    pub(crate) is_redacted: bool,
    pub(crate) quoted: Html,
    pub(crate) files: Vec<Enclosure>,
    /// Whether the conversation was closed with this.
    pub(crate) is_last: bool,
}

/// Every conversation of the example, the first begun first, as if the story ended `now`.
pub(crate) fn tell(content: &Content, now: Moment) -> Result<Vec<Story<'_>>, Fault> {
    let teller = Teller::new(content, now);
    let mut stories = Vec::new();
    for (language, scenario) in &content.scenarios {
        for variant in 0..scenario.variant.len() {
            stories.push(teller.story(language, scenario, variant, stories.len())?);
        }
    }
    stories.sort_by_key(|story| (story.start, story.n));
    Ok(stories)
}

struct Teller<'a> {
    content: &'a Content,
    now: Moment,
    brands: BTreeMap<&'a str, &'a Brand>,
    agents: BTreeMap<&'a str, &'a Agent>,
    customers: BTreeMap<&'a str, &'a Customer>,
}

impl<'a> Teller<'a> {
    fn new(content: &'a Content, now: Moment) -> Self {
        let people = &content.people;
        Self {
            content,
            now,
            brands: people.brand.iter().map(|brand| (brand.key.as_str(), brand)).collect(),
            agents: people.agent.iter().map(|agent| (agent.key.as_str(), agent)).collect(),
            customers: people.customer.iter().map(|customer| (customer.key.as_str(), customer)).collect(),
        }
    }

    fn story(
        &self,
        language: &str,
        scenario: &'a Scenario,
        variant: usize,
        n: usize,
    ) -> Result<Story<'a>, Fault> {
        let told = &scenario.variant[variant];
        let customer = known(&self.customers, &told.customer)?;
        let agent = known(&self.agents, &scenario.agent)?;
        let tongue = self.content.tongues.get(language).ok_or_else(|| unknown(language))?;
        let brand = known(&self.brands, &scenario.brand)?;
        let wording = Wording { content: self.content, tongue, brand, customer, scenario, variant, n };
        let passages = passages(scenario, variant);
        let (start, times) = pace::times(told, &passages, n, self.now).ok_or_else(|| unfit(&scenario.id))?;
        let beginning = Occasion { agent, place: 0, at: start };
        let subject = scenario.subject.get(variant).map_or("", String::as_str);
        Ok(Story {
            n,
            scenario,
            customer,
            agent,
            is_assigned: !told.unassigned,
            subject: wording.fill(subject, beginning),
            start,
            status: Status::from_name(&told.status).ok_or_else(|| unknown(&told.status))?,
            wake_in_days: told.wake_in_days.unwrap_or(1),
            lines: self.lines(&wording, agent, &passages, &times)?,
        })
    }

    fn lines(
        &self,
        wording: &Wording<'_>,
        owner: &'a Agent,
        passages: &Passages<'a>,
        times: &[Moment],
    ) -> Result<Vec<Line<'a>>, Fault> {
        let (mut written, mut earlier) = (Written::default(), None);
        let mut lines = Vec::with_capacity(passages.len());
        for ((place, passage), at) in passages.iter().zip(times) {
            let agent = passage.agent.as_ref().map_or(Ok(owner), |key| known(&self.agents, key))?;
            let occasion = Occasion { agent, place: *place, at: *at };
            let line = line(wording, (passage, occasion), owner, &written, earlier.as_ref())?;
            if line.from != Speaker::Note {
                written.customer |= line.from == Speaker::Customer;
                written.agent |= line.from == Speaker::Agent;
                let is_own = line.from == Speaker::Customer;
                let author = if is_own { &wording.customer.name } else { &agent.name };
                earlier = Some(Earlier { at: *at, author: author.clone(), text: line.text.clone() });
            }
            lines.push(Line { agent, ..line });
        }
        Ok(lines)
    }
}

fn line<'a>(
    wording: &Wording<'_>,
    (passage, occasion): (&'a Passage, Occasion<'a>),
    owner: &Agent,
    written: &Written,
    earlier: Option<&Earlier>,
) -> Result<Line<'a>, Fault> {
    let texts = 1 + passage.alt.len();
    let chosen = (wording.variant % texts).checked_sub(1).map_or(&passage.text, |other| &passage.alt[other]);
    let body = wording.fill(chosen, occasion);
    let channel = channel(wording, passage, written)?;
    let opener = Occasion { agent: owner, ..occasion };
    let text = match (channel, passage.from) {
        (Channel::Email, Speaker::Customer) => wording.customers_letter(&body, opener, written),
        (Channel::Email, Speaker::Agent) => {
            wording.agents_letter(&body, opener, &occasion.agent.name, written)
        }
        _ => body,
    };
    let (text, is_redacted) = redact(&text);
    let is_quoting = passage.quote && channel == Channel::Email;
    let quoted = earlier.filter(|_| is_quoting).map(|earlier| letter::quoted(wording.tongue, earlier));
    let enclose = |file: &Enclosure| Enclosure {
        name: wording.fill(&file.name, occasion),
        title: wording.fill(&file.title, occasion),
        ..file.clone()
    };
    Ok(Line {
        at: occasion.at,
        from: passage.from,
        agent: occasion.agent,
        channel,
        text,
        is_redacted,
        quoted: quoted.unwrap_or_default(),
        files: passage.files.iter().map(enclose).collect(),
        is_last: passage.then == Some(Then::Done),
    })
}

/// The entries that this variant has, up to where it stops.
fn passages(scenario: &Scenario, variant: usize) -> Passages<'_> {
    let stop = scenario.variant[variant].stop.unwrap_or(usize::MAX);
    let told = scenario.message.iter().enumerate().take(stop);
    told.filter(|(_, passage)| passage.only.as_ref().is_none_or(|only| only.contains(&variant))).collect()
}

/// The way a line goes: answers to the portal and to forms are e-mails, and so is what follows a form.
fn channel(wording: &Wording<'_>, passage: &Passage, written: &Written) -> Result<Channel, Fault> {
    let named = |name: &str| Channel::from_name(name).ok_or_else(|| unknown(name));
    let begun = named(&wording.scenario.variant[wording.variant].channel)?;
    let is_answer = passage.from == Speaker::Agent;
    match &passage.channel {
        Some(own) => named(own),
        None if begun == Channel::Portal && is_answer => Ok(Channel::Email),
        None if begun == Channel::Form && (is_answer || written.customer) => Ok(Channel::Email),
        None => Ok(begun),
    }
}

/// The text with the mark in place of what stands between `⟦` and `⟧`, and whether there was any.
fn redact(text: &str) -> (String, bool) {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟦') {
        left.push_str(before);
        left.push_str(MARK);
        rest = after.split_once('⟧').map_or("", |(_, after)| after);
    }
    left.push_str(rest);
    (left, rest.len() < text.len())
}

fn known<'a, T>(all: &BTreeMap<&'a str, &'a T>, key: &str) -> Result<&'a T, Fault> {
    all.get(key).copied().ok_or_else(|| unknown(key))
}

/// A story has no room in the past, or says no time.
fn unfit(scenario: &str) -> Fault {
    Fault::internal(format!("{scenario} cannot be told: its times do not fit"))
}

fn unknown(key: &str) -> Fault {
    Fault::internal(format!("the example's data name {key}, which is not there"))
}

#[cfg(test)]
mod tests {
    use super::{MARK, redact};

    #[test]
    fn w3_what_is_redacted_is_not_there_whatever_stands_around_it() {
        assert_eq!(redact("my card is ⟦4111⟧ ok"), (format!("my card is {MARK} ok"), true));
        assert_eq!(redact("⟦a⟧⟦b"), (format!("{MARK}{MARK}"), true));
        assert_eq!(redact("plain"), ("plain".to_owned(), false));
    }
}
