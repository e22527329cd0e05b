//! The pages around the theme's: the list of all, and what is wrong in the place of one.

use std::fs;
use std::path::Path;

use folder::FilePath;
use web::Sample;

use super::made::Wrong;

/// Lines around the one that is wrong.
const AROUND: usize = 3;

/// The sheet of these pages.
pub(super) const SHEET: &str = "\
    :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }\n\
    body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }\n\
    li { break-inside: avoid; } ul { columns: 18rem; padding-left: 1.25rem; }\n\
    pre { overflow: auto; padding: 1rem; border: 1px solid; } mark { display: block; }\n";

/// Asks whether something changed, until it has; then the page is read again.
pub(super) const SCRIPT: &str = "\
    const { since } = document.currentScript.dataset;\n\
    const ask = async () => {\n\
      for (;;) {\n\
        const answer = await fetch(`/changes?since=${since}`).catch(() => null);\n\
        if (answer?.ok && (await answer.text()) !== since) return location.reload();\n\
        if (!answer?.ok) await new Promise((go) => setTimeout(go, 1000));\n\
      }\n\
    };\n\
    ask();\n";

/// Every page, by readers.
pub(super) fn index(samples: &[Sample], wrong: Option<String>) -> String {
    let parts = samples.chunk_by(|one, other| folder_of(one) == folder_of(other));
    let parts: String = parts.map(part).collect();
    document("Pages", &(wrong.unwrap_or_default() + &parts))
}

/// The pages of one reader.
fn part(samples: &[Sample]) -> String {
    let item = |sample: &Sample| {
        let name = sample.name();
        let short = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
        format!("<li><a href=\"/pages/{}\">{}</a></li>\n", escape(&name), escape(short))
    };
    let (title, items): (_, String) = (samples.first().map(folder_of), samples.iter().map(item).collect());
    format!("<h2>{}</h2>\n<ul>\n{items}</ul>\n", escape(&title.unwrap_or_default()))
}

fn folder_of(sample: &Sample) -> String {
    sample.name().rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default()
}

/// What is wrong, where, and the lines around it.
pub(super) fn fault(folder: &Path, wrong: &Wrong) -> String {
    document(
        "This page cannot be drawn",
        &format!("{}<p><a href=\"/\">All pages</a></p>\n", place(folder, wrong)),
    )
}

/// The same as a part of a page.
pub(super) fn place(folder: &Path, wrong: &Wrong) -> String {
    let at = match (&wrong.file, wrong.line) {
        (Some(file), Some(line)) => format!("{file}:{line}: "),
        (Some(file), None) => format!("{file}: "),
        (None, _) => String::new(),
    };
    format!(
        "<p role=\"alert\"><strong>{}</strong>{}</p>\n{}",
        escape(&at),
        escape(&wrong.message),
        lines(folder, wrong)
    )
}

/// The lines of the theme's own file; of one that it inherits none are its author's.
fn lines(folder: &Path, wrong: &Wrong) -> String {
    let (Some(file), Some(line)) = (&wrong.file, wrong.line) else { return String::new() };
    let Ok(path) = file.parse::<FilePath>() else { return String::new() };
    let Ok(text) = fs::read_to_string(folder.join(path.as_str())) else { return String::new() };
    let from = line.saturating_sub(AROUND + 1);
    let lines = text.lines().enumerate().skip(from).take(2 * AROUND + 1);
    let shown = lines.map(|(at, text)| {
        let text = format!("{:>4}  {}", at + 1, escape(text));
        if at + 1 == line { format!("<mark>{text}</mark>") } else { format!("{text}\n") }
    });
    format!("<pre>{}</pre>\n", shown.collect::<String>())
}

pub(super) fn nothing_here() -> String {
    let said = "<p>There is no such page. Links of examples lead nowhere here.</p>\n<p><a href=\"/\">All pages</a></p>\n";
    document("Not found", said)
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/preview.css\">\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
