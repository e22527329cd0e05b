//! The functions a template may call. All of them read; none reaches anything but texts and assets.

use std::sync::Arc;

use kernel::Time;
use minijinja::value::{Kwargs, Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value};

use crate::assets::AssetMap;
use crate::contrast::{ink_on, solid};
use crate::dates::DateStyle;
use crate::reader::Reader;
use crate::texts::{Argument, Texts};

/// Every function.
pub const NAMES: [&str; 13] = [
    "t",
    "snippet",
    "date",
    "iso",
    "time",
    "number",
    "file_size",
    "icon",
    "channels",
    "asset",
    "import_map",
    COLORS[0],
    COLORS[1],
];
/// Those whose values a style may have (`lint::source`), which nothing else is called.
pub(crate) const COLORS: [&str; 2] = ["color", "on_color"];

/// Adds every function.
pub(crate) fn teach(environment: &mut Environment<'_>, texts: &Arc<Texts>, assets: &Arc<AssetMap>) {
    teach_words(environment, texts);
    teach_snippets(environment);
    teach_numbers(environment, texts);
    teach_glyphs(environment, texts, assets);
    teach_colors(environment);
    let files = assets.clone();
    environment.add_function("asset", move |name: &str| {
        files.url_value(name).ok_or_else(|| wrong(format!("there is no asset {name:?}")))
    });
    // The maps are made of our own addresses, so they cannot end the script element they stand in.
    let whole = Value::from_safe_string(assets.import_map_json().to_owned());
    let first = Value::from_safe_string(assets.first_import_map_json().to_owned());
    environment.add_function("import_map", move |folder: Option<&str>| match folder {
        None => Ok(whole.clone()),
        Some("js") => Ok(first.clone()),
        Some(folder) => Err(wrong(format!("there is no import map of {folder:?}"))),
    });
}

fn teach_glyphs(environment: &mut Environment<'_>, texts: &Arc<Texts>, assets: &Arc<AssetMap>) {
    let drawings = assets.clone();
    environment.add_function("icon", move |name: &str, class: Option<&str>, named: Kwargs| {
        let label = named.get::<Option<&str>>("label")?;
        named.assert_all_used()?;
        let drawn = drawings.glyphs().draw(name, class.unwrap_or_default(), label);
        drawn.ok_or_else(|| wrong(format!("there is no glyph {name:?}")))
    });
    let (drawings, words) = (assets.clone(), texts.clone());
    environment.add_function("channels", move |state: &mut State<'_, '_>, names: Value| {
        reader(state, &words)?.channels(&names, drawings.glyphs()).map_err(wrong)
    });
}

fn teach_words(environment: &mut Environment<'_>, texts: &Arc<Texts>) {
    let words = texts.clone();
    environment.add_function("t", move |state: &mut State<'_, '_>, key: &str, values: Kwargs| {
        told(reader(state, &words)?, key, &values)
    });
    let words = texts.clone();
    environment.add_function("time", move |state: &mut State<'_, '_>, at: i64, style: &str| {
        Ok::<_, Error>(reader(state, &words)?.time(Time(at), date_style(style)?))
    });
    let words = texts.clone();
    environment.add_function("date", move |state: &mut State<'_, '_>, at: i64, style: &str| {
        Ok::<_, Error>(Value::from(&*reader(state, &words)?.date(Time(at), date_style(style)?)))
    });
    let words = texts.clone();
    environment.add_function("iso", move |state: &mut State<'_, '_>, at: i64| {
        Ok::<_, Error>(Value::from(&*reader(state, &words)?.date(Time(at), DateStyle::Iso)))
    });
}

/// What a snippet says to the reader; nothing where there is none. Its value is text, never template.
fn teach_snippets(environment: &mut Environment<'_>) {
    environment.add_function("snippet", |state: &State<'_, '_>, name: &str| {
        let said = state.lookup("snippets").and_then(|snippets| snippets.get_attr(name).ok());
        said.filter(|said| said.as_str().is_some()).unwrap_or_else(|| Value::from(""))
    });
}

/// The first of what is given that is a colour, and what is read on it.
fn teach_colors(environment: &mut Environment<'_>) {
    let [color, on_color] = COLORS;
    environment.add_function(color, |given: Rest<Value>| first_color(&given));
    environment.add_function(on_color, |given: Rest<Value>| first_color(&given).map(|color| ink_on(&color)));
}

fn first_color(given: &[Value]) -> Result<String, Error> {
    let found = given.iter().find_map(|value| value.as_str().and_then(solid));
    found.ok_or_else(|| wrong("none of these is a colour: #3366cc is one".to_owned()))
}

fn teach_numbers(environment: &mut Environment<'_>, texts: &Arc<Texts>) {
    let words = texts.clone();
    environment.add_function("number", move |state: &mut State<'_, '_>, number: Value| {
        let reader = reader(state, &words)?;
        match number.as_i64() {
            Some(whole) => Ok(reader.number(whole)),
            None => f64::try_from(number).map(|fraction| reader.fraction(fraction)),
        }
    });
    let words = texts.clone();
    environment.add_function("file_size", move |state: &mut State<'_, '_>, bytes: u64| {
        Ok::<_, Error>(Value::from(&*reader(state, &words)?.file_size(bytes)))
    });
}

fn date_style(name: &str) -> Result<DateStyle, Error> {
    DateStyle::named(name).ok_or_else(|| wrong(format!("there is no date style {name:?}")))
}

/// The reader of this page, made of the shell at the first call and kept for the rest of the page.
fn reader<'a>(state: &'a mut State<'_, '_>, texts: &Arc<Texts>) -> Result<&'a mut Reader, Error> {
    if state.get_extension::<Reader>().is_none() {
        let reader = of_shell(state, texts)?;
        state.get_or_insert_extension(reader);
    }
    Ok(state.get_extension_mut().expect("it was put there above"))
}

fn of_shell(state: &State<'_, '_>, texts: &Arc<Texts>) -> Result<Reader, Error> {
    let shell = state.lookup("shell").ok_or_else(|| wrong("the context has no shell"))?;
    let (language, zone, now) =
        (shell.get_attr("language")?, shell.get_attr("zone")?, shell.get_attr("now")?);
    let (Some(language), Some(zone), Some(now)) = (language.as_str(), zone.as_str(), now.as_i64()) else {
        return Err(wrong("the shell has no language, zone and now"));
    };
    Ok(Reader::new(texts, language, zone, Time(now)))
}

fn told(reader: &Reader, key: &str, values: &Kwargs) -> Result<Value, Error> {
    if let Some(text) = reader.words().ready(key) {
        return Ok(text.clone());
    }
    let named = values
        .args()
        .map(|name| Ok((name, values.peek::<&Value>(name)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let arguments = named
        .iter()
        .map(|(name, value)| Ok((*name, argument(name, value)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    match reader.words().text(key, &arguments) {
        Ok(text) => Ok(Value::from(&*text)),
        Err(untold) if reader.texts().is_strict() => Err(wrong(untold.why)),
        Err(untold) => {
            reader.texts().count_untold();
            Ok(Value::from(untold.instead))
        }
    }
}

fn argument<'a>(name: &str, value: &'a Value) -> Result<Argument<'a>, Error> {
    match value.kind() {
        ValueKind::String => Ok(Argument::Text(value.as_str().unwrap_or_default())),
        ValueKind::None => Ok(Argument::Text("")),
        ValueKind::Bool => Ok(Argument::Text(if value.is_true() { "true" } else { "false" })),
        ValueKind::Number => match value.as_i64() {
            Some(whole) => Ok(Argument::Number(whole)),
            None => f64::try_from(value.clone()).map(Argument::Fraction),
        },
        ValueKind::Undefined => Err(Error::new(ErrorKind::UndefinedError, format!("{name} has no value"))),
        kind => Err(wrong(format!("{name} is a {kind}, which no text takes"))),
    }
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.into())
}
