//! Placeholders and what stands for them.

use crate::content::{Agent, Brand, Content, Customer, Scenario, Tongue};
use crate::moment::Moment;

/// What the texts of one conversation are filled from.
pub(crate) struct Wording<'a> {
    pub(crate) content: &'a Content,
    pub(crate) tongue: &'a Tongue,
    pub(crate) brand: &'a Brand,
    pub(crate) customer: &'a Customer,
    pub(crate) scenario: &'a Scenario,
    /// The variant, from 0.
    pub(crate) variant: usize,
    /// The conversation, from 0.
    pub(crate) n: usize,
}

/// Who says a text, where in the story and when.
#[derive(Clone, Copy)]
pub(crate) struct Occasion<'a> {
    pub(crate) agent: &'a Agent,
    pub(crate) place: usize,
    pub(crate) at: Moment,
}

/// Slots hold placeholders, and those phrases that hold placeholders again.
const DEEPEST: usize = 4;

impl Wording<'_> {
    /// The text with everything put in. An unknown placeholder stays, which a test would find.
    pub(crate) fn fill(&self, text: &str, occasion: Occasion<'_>) -> String {
        let mut text = text.to_owned();
        for _ in 0..DEEPEST {
            if !text.contains('{') {
                break;
            }
            text = self.fill_once(&text, occasion);
        }
        text
    }

    fn fill_once(&self, text: &str, occasion: Occasion<'_>) -> String {
        let mut filled = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let found = after.split_once('}').and_then(|(name, after)| {
                let value = self.value(name, occasion)?;
                Some((value, after))
            });
            if let Some((value, after)) = found {
                filled.push_str(&value);
                rest = after;
            } else {
                filled.push('{');
                rest = after;
            }
        }
        filled.push_str(rest);
        filled
    }

    fn value(&self, name: &str, occasion: Occasion<'_>) -> Option<String> {
        if let Some(sign) = name.find(['+', '-']) {
            let days = name[sign..].parse().ok()?;
            return self.day(&name[..sign], occasion.at.plus_days(days));
        }
        if let Some(slot) = self.scenario.slots.get(name) {
            return slot.get(self.variant).cloned();
        }
        if let Some(phrases) = self.tongue.phrases.get(name) {
            return phrases.get((self.n + 3 * occasion.place) % phrases.len().max(1)).cloned();
        }
        if let Some(number) = self.content.numbers.get(name) {
            return Some(format!("{}{}", number.prefix, number.from + number.step * self.n));
        }
        self.of_people(name, occasion.agent)
    }

    fn of_people(&self, name: &str, agent: &Agent) -> Option<String> {
        let customer = self.customer;
        let value = match name {
            "first" => &customer.first,
            "last" => &customer.last,
            "name" => &customer.name,
            "formal" => &customer.formal,
            "email" => &customer.email,
            "phone" => &customer.phone,
            "handle" => &customer.handle,
            "company" => return customer.company.clone(),
            "brand" => &self.brand.name,
            "agent" => &agent.name,
            "agent_first" => return agent.name.split(' ').next().map(str::to_owned),
            _ => return None,
        };
        Some(value.clone())
    }

    /// A day as it is written; nothing is ever due on a Sunday.
    fn day(&self, what: &str, at: Moment) -> Option<String> {
        let at = if at.is_sunday() { at.plus_days(1) } else { at };
        match what {
            "weekday" => self.tongue.weekdays.get(usize::try_from(at.weekday()).ok()?).cloned(),
            "date" => Some(self.tongue.date(at)),
            _ => None,
        }
    }
}

impl Tongue {
    /// The day and month of a moment.
    pub(crate) fn date(&self, at: Moment) -> String {
        let date = at.date();
        let month = usize::try_from(date.month() - 1).ok().and_then(|month| self.months.get(month));
        let month = month.map_or("", String::as_str);
        self.date.replace("{day}", &date.day().to_string()).replace("{month}", month)
    }
}
