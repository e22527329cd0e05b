//! The one for whom a page is written: their language, their time zone and their now.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Time;
use minijinja::Value;

use crate::assets::Glyphs;
use crate::dates::{DateStyle, Moment};
use crate::texts::{Argument, Texts, Words};
use crate::{numbers, output};

/// Writes texts, dates, numbers and sizes for one reader. Made once a page.
pub struct Reader {
    texts: Arc<Texts>,
    words: Arc<Words>,
    zone: TimeZone,
    now: Time,
    today: Date,
    channels: BTreeMap<String, Value>,
}

impl Reader {
    /// A reader of a language as addresses write it (`en_us`), in an IANA time zone (`Europe/Berlin`). An unknown
    /// zone is UTC: it may have come from a browser.
    pub fn new(texts: &Arc<Texts>, language: &str, zone: &str, now: Time) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let today = zone.to_datetime(timestamp(now)).date();
        Self {
            texts: texts.clone(),
            words: texts.words(language).clone(),
            zone,
            now,
            today,
            channels: BTreeMap::new(),
        }
    }

    /// The text, as [`Texts::text`] gives it.
    pub fn text<'a>(&'a self, key: &'a str, arguments: &[(&str, Argument<'_>)]) -> Cow<'a, str> {
        self.words.text(key, arguments).unwrap_or_else(|untold| {
            self.texts.count_untold();
            Cow::Owned(untold.instead)
        })
    }

    /// The moment, in the reader's language and zone. Beyond the years −9999 to 9999 it is the nearest of them.
    pub fn date(&self, at: Time, style: DateStyle) -> Cow<'_, str> {
        self.words.dates.write(self.moment(at), style)
    }

    fn moment(&self, at: Time) -> Moment {
        let instant = timestamp(at);
        let (at_reader, millis_ago) = (self.zone.to_datetime(instant), self.now.millis_since(at));
        Moment { instant, at: at_reader, today: self.today, millis_ago }
    }

    /// A `time` element: for machines exact, in its title in full, in its text as wanted.
    pub(crate) fn time(&self, at: Time, style: DateStyle) -> Value {
        let (moment, dates) = (self.moment(at), &self.words.dates);
        let mut element = String::with_capacity(128);
        for (before, style) in
            [("<time datetime=\"", DateStyle::Iso), ("\" title=\"", DateStyle::Full), ("\">", style)]
        {
            element.push_str(before);
            output::push_escaped(&dates.write(moment, style), &mut element);
        }
        element.push_str("</time>");
        Value::from_safe_string(element)
    }

    /// The glyphs of a channel, or of several beside each other, each with its name. Few rows of a list differ in them,
    /// so they are drawn once a page.
    pub(crate) fn channels(&mut self, names: &Value, glyphs: &Glyphs) -> Result<Value, String> {
        let key = names.to_string();
        if let Some(drawn) = self.channels.get(&key) {
            return Ok(drawn.clone());
        }
        let mut all = String::new();
        let names: Vec<Value> = match names.as_str() {
            Some(_) => vec![names.clone()],
            None => names.try_iter().map_err(|error| error.to_string())?.collect(),
        };
        for name in names {
            let name = format!("channel-{name}");
            let drawn = glyphs.draw(&name, "", Some(&self.text(&name, &[])));
            let drawn = drawn.ok_or_else(|| format!("there is no glyph {name:?}"))?;
            all.push_str(drawn.as_str().unwrap_or_default());
        }
        let drawn = Value::from_safe_string(all);
        self.channels.insert(key, drawn.clone());
        Ok(drawn)
    }

    /// A whole number with thousands apart.
    pub fn number(&self, number: i64) -> String {
        self.words.numbers.whole(number)
    }

    /// A number with up to two digits behind the point.
    pub fn fraction(&self, number: f64) -> String {
        self.words.numbers.fraction(number)
    }

    /// The size of a file in a unit that keeps it short: `1.2 MB`. A megabyte is a million bytes.
    pub fn file_size(&self, bytes: u64) -> Cow<'_, str> {
        let (key, size) = numbers::size_in_unit(self.words.numbers, bytes);
        let count = Argument::Number(i64::try_from(bytes).unwrap_or(i64::MAX));
        self.text(key, &[("size", Argument::Text(&size)), ("count", count)])
    }

    pub(crate) fn texts(&self) -> &Texts {
        &self.texts
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }
}

fn timestamp(time: Time) -> Timestamp {
    let nearest = if time.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(time.0).unwrap_or(nearest)
}
