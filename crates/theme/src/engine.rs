//! The template engine in its sandbox.

use std::error::Error as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Template, UndefinedBehavior, Value};
use serde::Serialize;

use crate::assets::AssetMap;
use crate::fault::{Reason, RenderFault, TemplateFault};
use crate::output::{self, CappedPage};
use crate::pages::Told;
use crate::texts::Texts;
use crate::values::Settled;
use crate::{functions, vocabulary};

/// Steps of one page (T4). The engine also burns fuel for bytes, one step for 64 of them, whether they are written,
/// joined or stored, before it makes them: texts that double end at 6.4 MB. Only what a nested list becomes as a text
/// or takes to compare is burnt afterwards: no theme that builds one is published (`lint::growth`).
const FUEL: u64 = 100_000;
/// Bytes that the engine counts as a step.
const BYTES_A_STEP: usize = 64;
/// Bytes of one page (T4).
const PAGE_BYTES: usize = 1 << 20;
/// Bytes of one template (T4).
const TEMPLATE_BYTES: usize = 256 * 1024;
/// An include costs ten of these, a macro four, a block or loop one: 16 levels of include (T4), and no seventeenth.
const RECURSION: usize = 169;

/// Compiled templates with everything they may use. All of them make HTML.
pub struct Engine {
    html: Environment<'static>,
    page_bytes: usize,
    told: Told,
}

impl Engine {
    /// Compiles the sources, each under its name. The first that cannot be compiled is the fault.
    pub fn new(
        sources: impl IntoIterator<Item = (String, String)>,
        texts: &Arc<Texts>,
        assets: &Arc<AssetMap>,
    ) -> Result<Self, TemplateFault> {
        let mut html = sandbox(texts, assets);
        for (name, source) in sources {
            check(&name, &source)?;
            compile(&mut html, name, source)?;
        }
        Ok(Self { html, page_bytes: PAGE_BYTES, told: Told::new(&(), &()) })
    }

    /// The same for pages that show what one person wrote and hold more than T4 gives a theme.
    #[must_use]
    pub fn with_page_bytes(mut self, page_bytes: usize) -> Self {
        // Bytes cost steps when they are given to a template and when it writes them.
        let steps = FUEL + 4 * (page_bytes / BYTES_A_STEP) as u64;
        self.html.set_fuel(Some(steps));
        self.page_bytes = page_bytes;
        self
    }

    /// The same with the settings of a theme.
    #[must_use]
    pub(crate) fn with_settings(mut self, settled: &Settled) -> Self {
        self.told = Told::new(&settled.told(&|_| None), &());
        self
    }

    pub(crate) fn told(&self) -> &Told {
        &self.told
    }

    /// Renders one template. The context has a `shell` with `language`, `zone` and `now` (milliseconds), and what else
    /// the template reads.
    pub fn render(&self, name: &str, context: &impl Serialize) -> Result<String, RenderFault> {
        let mut page = CappedPage::new(self.page_bytes);
        self.template(name)
            .and_then(|template| {
                template.render_captured_to(Value::from(Serde(context)), &mut page).map(drop)
            })
            .map_err(|error| self.fault(name, &error))?;
        Ok(page.into_text())
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.template(name).is_ok()
    }

    /// The fault of the first of these templates that is not there: asked at the start, so that no visitor finds out.
    pub fn require<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Result<(), TemplateFault> {
        match names.into_iter().find(|name| !self.has(name)) {
            Some(missing) => Err(TemplateFault::new(missing, None, "the template is missing")),
            None => Ok(()),
        }
    }

    fn template(&self, name: &str) -> Result<Template<'_, '_>, Error> {
        self.html.get_template(name)
    }

    /// An error inside an include is the source of the include's error: the innermost one knows the line.
    fn fault(&self, page: &str, error: &Error) -> RenderFault {
        let mut innermost = error;
        while let Some(inner) = innermost.source().and_then(|source| source.downcast_ref()) {
            innermost = inner;
        }
        let template = innermost.name().unwrap_or(page);
        let line = innermost.line();
        let detail = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
        let source = self.template(template);
        let source = source.as_ref().map_or("", Template::source);
        let text = line.and_then(|line| source.lines().nth(line - 1)).unwrap_or_default().trim();
        RenderFault {
            template: template.to_owned(),
            line,
            reason: reason(innermost.kind()),
            message: if text.is_empty() { detail } else { format!("{detail} in: {text}") },
            source: text.to_owned(),
        }
    }
}

/// What the compiler cannot go on with is the template's fault too: it stops the thread on some that it should refuse, such
/// as `import "x" as a<b` (minijinja 3.1).
fn compile(
    environment: &mut Environment<'static>,
    name: String,
    source: String,
) -> Result<(), TemplateFault> {
    let of = name.clone();
    let added = catch_unwind(AssertUnwindSafe(|| environment.add_template_owned(name, source)));
    match added {
        Ok(added) => added.map_err(|error| TemplateFault::of_engine(&of, &error)),
        Err(_) => Err(TemplateFault::new(of, None, "the template cannot be compiled")),
    }
}

/// An environment that knows nothing, taught only what is listed.
fn sandbox(texts: &Arc<Texts>, assets: &Arc<AssetMap>) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(RECURSION);
    environment.set_debug(false);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(output::write_html);
    vocabulary::teach(&mut environment);
    functions::teach(&mut environment, texts, assets);
    environment
}

fn check(name: &str, source: &str) -> Result<(), TemplateFault> {
    if source.len() > TEMPLATE_BYTES {
        return Err(TemplateFault::new(name, None, "the template is larger than 256 KB"));
    }
    // The writer escapes whatever a template says; refusing tells its author so. What stands in `raw` looks like code that is
    // none, so that whoever reads code for what it could do reads on in the middle of it.
    for (word, why) in
        [("autoescape", "escaping cannot be switched"), ("raw", "there is no raw: {{ \"{{\" }}")]
    {
        let opens = |rest: &str| rest.trim_start_matches(['-', '+']).trim_start().starts_with(word);
        if let Some((at, _)) = source.match_indices("{%").find(|(at, _)| opens(&source[at + 2..])) {
            let line = source[..at].matches('\n').count() + 1;
            return Err(TemplateFault::new(name, Some(line), why));
        }
    }
    Ok(())
}

fn reason(kind: ErrorKind) -> Reason {
    match kind {
        ErrorKind::TemplateNotFound => Reason::Missing,
        ErrorKind::UndefinedError => Reason::Undefined,
        ErrorKind::OutOfFuel => Reason::TooMuchWork,
        ErrorKind::WriteFailure => Reason::TooLong,
        _ => Reason::Wrong,
    }
}
