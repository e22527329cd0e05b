//! Manifests, values of settings, and the snippets that they name.

use theme::{Package, TemplateFault, Values};

use crate::cost::Cost;
use crate::speech::speak;
use crate::stage::Stage;

/// What a snippet says here, longer than any.
const SAID: &str = "<b>[[ sn.a ]]</b>";

pub(crate) fn attempt_manifest(stage: &Stage, bytes: &[u8], seeds: &[String]) -> Result<Cost, String> {
    let text = speak(bytes, seeds);
    let (read, cost) = Cost::of(|| Package::read([("manifest.toml".to_owned(), text.into())]), |_| 0);
    if let Ok(package) = read {
        let whole = package.over(&stage.small);
        draw(&whole, &Values::default(), stage)?;
        Package::unpack(&mut &whole.pack()[..])
            .map_err(|error| format!("it is not read as it was written: {error}"))?;
    }
    Ok(cost)
}

pub(crate) fn attempt_values(stage: &Stage, bytes: &[u8], seeds: &[String]) -> Result<Cost, String> {
    let text = speak(bytes, seeds);
    let Ok(values) = serde_json::from_str::<Values>(&text) else { return Ok(Cost::default()) };
    let (drawn, cost) = Cost::of(|| draw(&stage.small, &values, stage), |_| 0);
    values.refused(stage.small.manifest());
    drawn.map(|()| cost)
}

pub(crate) fn attempt_snippet(stage: &Stage, bytes: &[u8], seeds: &[String]) -> Result<Cost, String> {
    let values = Values([("s.text".to_owned(), speak(bytes, seeds).into())].into());
    let made = stage.small.bundle_as(&values).map_err(told)?;
    let (names, cost) = Cost::of(|| made.settled.snippets(), |_| 0);
    let said = made.settled.told(&|name| names.iter().any(|known| known == name).then_some(SAID));
    let text = said["s"]["text"].as_str().unwrap_or_default();
    if text.len() > 5_000 * SAID.len() {
        return Err("a text grows beyond what its snippets say".to_owned());
    }
    Ok(cost)
}

/// A theme with these values can be drawn, and its sheet stays a sheet.
fn draw(package: &Package, values: &Values, stage: &Stage) -> Result<(), String> {
    let Ok(made) = package.bundle_as(values) else { return Ok(()) };
    let sheet = made.assets.url("all.css").and_then(|url| url.split('/').nth(2));
    let sheet = sheet.and_then(|hash| made.assets.get(hash, "all.css"));
    let text = sheet.map(|sheet| String::from_utf8_lossy(&sheet.bytes).into_owned()).unwrap_or_default();
    if let Some(root) = text.lines().find(|line| line.starts_with(":root"))
        && (root.matches(['{', '}']).count() != 2 || root.contains("url("))
    {
        return Err(format!("a value ends the rule it stands in: {root}"));
    }
    let mut context = stage.context.clone();
    context["theme"] = made.settled.told(&|_| None);
    // A page that reads what this manifest does not have is a fault of the page.
    let _ = made.engine.render("pages/a.html", &context);
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of a mapping")]
fn told(fault: TemplateFault) -> String {
    format!("what is no value of a setting keeps a theme from being made: {fault}")
}
