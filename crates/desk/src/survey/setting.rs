//! What a brand's surveys are like.

use db::Reader;
use kernel::{Fault, Language, OrgId};

use super::Scale;
use crate::act::View;
use crate::kb::KbId;
use crate::setting::{self, Scope, Values, value};
use crate::who::Who;

/// How a snippet is named where a text could be typed.
const SNIPPET: &str = "sn.";

/// How the surveys of a knowledge base are set.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) is_on: bool,
    pub(super) delay_minutes: i64,
    pub(super) scale: Scale,
    values: Values,
}

/// What a survey says in one language; nothing where the text that comes with the program is to be said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wording {
    /// Before the question.
    pub introduction: Option<String>,
    /// The question.
    pub question: Option<String>,
    /// What is asked of somebody who was content.
    pub follow_up_content: Option<String>,
    /// What is asked of anybody else.
    pub follow_up_other: Option<String>,
}

impl Settings {
    pub(super) async fn of_kb(reader: &Reader, org: OrgId, kb: KbId) -> Result<Self, Fault> {
        let values = setting::values(reader, org, Scope::Kb(kb)).await?;
        let number = |name| value(&values, name).parse().unwrap_or_default();
        Ok(Self {
            is_on: value(&values, "satisfaction.survey") == "on",
            delay_minutes: number("satisfaction.delay-minutes"),
            scale: Scale::of(number("satisfaction.scale")),
            values,
        })
    }

    /// What it says to somebody who reads these languages, the best one first: what was typed, or the snippet it names.
    pub(super) async fn wording<W: Who>(
        &self,
        view: &View<W>,
        languages: &[Language],
    ) -> Result<Wording, Fault> {
        let names = ["introduction", "question", "follow-up-content", "follow-up-other"];
        let typed = names.map(|name| value(&self.values, &format!("satisfaction.{name}")));
        let snippets: Vec<&str> = typed.into_iter().filter(|text| text.starts_with(SNIPPET)).collect();
        let said = view.say_named(&snippets, languages).await?;
        let text = |typed: &str| match said.get(typed) {
            Some(text) => Some(text.clone()),
            None => Some(typed.to_owned()).filter(|typed| !typed.is_empty() && !typed.starts_with(SNIPPET)),
        };
        let [introduction, question, follow_up_content, follow_up_other] = typed.map(text);
        Ok(Wording { introduction, question, follow_up_content, follow_up_other })
    }
}
