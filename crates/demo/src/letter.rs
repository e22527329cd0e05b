//! What makes a text an e-mail: opening, closing, signature, and the message before it quoted below.

use markup::Html;

use crate::content::Tongue;
use crate::moment::Moment;
use crate::wording::{Occasion, Wording};

/// Which side of a conversation has written already.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) customer: bool,
    pub(crate) agent: bool,
}

/// A message that a later one may quote.
pub(crate) struct Earlier {
    pub(crate) at: Moment,
    pub(crate) author: String,
    pub(crate) text: String,
}

impl Wording<'_> {
    /// The customer's letter.
    pub(crate) fn customers_letter(&self, body: &str, occasion: Occasion<'_>, written: &Written) -> String {
        let tongue = self.tongue;
        let openings =
            if written.customer { &tongue.opening_customer_again } else { &tongue.opening_customer };
        let letter = self.opened(openings, body, occasion);
        match &self.customer.signature {
            Some(signature) => format!("{letter}\n\n{signature}"),
            None => letter,
        }
    }

    /// The company's letter; `opener` is who has the conversation in hand.
    pub(crate) fn agents_letter(
        &self,
        body: &str,
        opener: Occasion<'_>,
        signer: &str,
        written: &Written,
    ) -> String {
        let tongue = self.tongue;
        let openings: &[String] = if written.agent { &[] } else { &tongue.opening_agent };
        let letter = self.opened(openings, body, opener);
        let closing = pick(&tongue.closing_agent, self.n + opener.place);
        format!("{letter}\n\n{closing}\n{signer}\n{}", self.brand.name)
    }

    fn opened(&self, openings: &[String], body: &str, occasion: Occasion<'_>) -> String {
        let opening = self.fill(pick(openings, self.n + occasion.place), occasion);
        if opening.is_empty() {
            return body.to_owned();
        }
        let first: String = body.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let begins_small = opening.ends_with(',') && self.tongue.lower_after_comma.contains(&first);
        let body = if begins_small { small(body) } else { body.to_owned() };
        format!("{opening}\n\n{body}")
    }
}

/// The message before, as it stands below an answer.
pub(crate) fn quoted(tongue: &Tongue, earlier: &Earlier) -> Html {
    let time = format!("{:02}:{:02}", earlier.at.hour(), earlier.at.minute());
    let date = tongue.date(earlier.at);
    let line = tongue.quote.replace("{date}", &date).replace("{time}", &time);
    let line = Html::from_plain(&line.replace("{author}", &earlier.author));
    Html::sanitise(&format!("{line}<blockquote>{}</blockquote>", Html::from_plain(&earlier.text)))
}

fn pick(phrases: &[String], number: usize) -> &str {
    phrases.get(number % phrases.len().max(1)).map_or("", String::as_str)
}

fn small(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(characters).collect()
}
