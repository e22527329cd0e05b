//! The list of pages: which template shows which data, with samples to show it by.

use minijinja::Value;
use minijinja::value::Serde;
use serde::{Serialize, Serializer};

use crate::engine::Engine;
use crate::fault::RenderFault;

/// Data to show a page by: every state that looks different.
pub trait Samples: Sized {
    /// The samples. Not empty.
    fn samples() -> Vec<Self>;
}

/// The data of a page, `page` in its template. Made by [`pages!`](crate::pages), never by hand.
pub trait Page: Serialize + Samples {
    /// The template that shows it.
    const TEMPLATE: &'static str;
}

/// What every page has besides its own data, `shell` in its template: brand, menu, reader. Prepared once, it can go
/// into many pages.
#[derive(Debug, Clone)]
pub struct Shell(Value);

impl Shell {
    /// Prepares a shell. It must have `language`, `zone` and `now`.
    pub fn new(shell: &impl Serialize) -> Self {
        Self(Value::from(Serde(shell)))
    }
}

impl Serialize for Shell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// What a theme says to one reader: its settings, `theme` in its templates, and what `snippet("sn.…")` answers. Prepared
/// once, it can go into many pages.
#[derive(Debug, Clone)]
pub struct Told {
    theme: Value,
    snippets: Value,
}

impl Told {
    /// Of the settings as this reader sees them ([`Settled::told`](crate::Settled::told)) and of texts by snippet name.
    pub fn new(theme: &impl Serialize, snippets: &impl Serialize) -> Self {
        Self { theme: Value::from(Serde(theme)), snippets: Value::from(Serde(snippets)) }
    }
}

#[derive(Serialize)]
struct Context<'a, S, P> {
    shell: &'a S,
    page: &'a P,
    theme: &'a Value,
    snippets: &'a Value,
}

impl Engine {
    /// Renders a page with the theme's settings as they are where there are no snippets.
    pub fn page<P: Page>(&self, shell: &impl Serialize, page: &P) -> Result<String, RenderFault> {
        self.page_told(shell, self.told(), page)
    }

    /// The same with what the theme says to this reader.
    pub fn page_told<P: Page>(
        &self,
        shell: &impl Serialize,
        told: &Told,
        page: &P,
    ) -> Result<String, RenderFault> {
        self.render(P::TEMPLATE, &Context { shell, page, theme: &told.theme, snippets: &told.snippets })
    }
}

/// One line of a list of pages.
#[derive(Debug, Clone, Copy)]
pub struct PageEntry {
    /// The template.
    pub template: &'static str,
    /// Renders every sample of it with this engine and shell.
    pub render_samples: fn(&Engine, &Shell) -> Result<Vec<String>, RenderFault>,
    /// Renders the sample of this number, or the first where there are fewer, with what the theme says to a reader.
    pub render_sample: fn(&Engine, &Shell, &Told, usize) -> Result<String, RenderFault>,
    /// The samples as templates see them, `page`.
    pub samples: fn() -> Vec<serde_json::Value>,
    /// Shows what would render each sample to whoever measures it, and may do it again.
    pub each_sample: fn(&Engine, &Shell, &mut Look<'_>),
}

/// Renders a sample each time it is called.
pub type Drawing<'a> = dyn Fn() -> Result<String, RenderFault> + 'a;
/// Is shown what renders each sample.
pub type Look<'a> = dyn FnMut(&Drawing<'_>) + 'a;

impl PageEntry {
    #[doc(hidden)]
    pub const fn of<P: Page>() -> Self {
        Self {
            template: P::TEMPLATE,
            render_samples: render_samples::<P>,
            each_sample: each_sample::<P>,
            render_sample: render_sample::<P>,
            samples: samples::<P>,
        }
    }
}

fn render_samples<P: Page>(engine: &Engine, shell: &Shell) -> Result<Vec<String>, RenderFault> {
    P::samples().iter().map(|sample| engine.page(shell, sample)).collect()
}

fn render_sample<P: Page>(
    engine: &Engine,
    shell: &Shell,
    told: &Told,
    number: usize,
) -> Result<String, RenderFault> {
    let samples = P::samples();
    let sample = samples.get(number).or(samples.first()).expect("a page has a sample");
    engine.page_told(shell, told, sample)
}

fn samples<P: Page>() -> Vec<serde_json::Value> {
    P::samples().iter().map(|sample| serde_json::to_value(sample).expect("a sample is JSON")).collect()
}

fn each_sample<P: Page>(engine: &Engine, shell: &Shell, look: &mut Look<'_>) {
    for sample in P::samples() {
        look(&|| engine.page(shell, &sample));
    }
}

/// Ties context types to templates and makes `PAGES`, the list from which the start requires templates and tests
/// render samples:
///
/// ```text
/// pages! {
///     Conversation => "pages/conversation.html",
///     Conversations => "pages/conversations.html",
/// }
/// ```
#[macro_export]
macro_rules! pages {
    ($($context:ty => $template:literal),* $(,)?) => {
        $(impl $crate::Page for $context {
            const TEMPLATE: &'static str = $template;
        })*
        /// Every page above, in this order.
        pub const PAGES: &[$crate::PageEntry] = &[$($crate::PageEntry::of::<$context>()),*];
    };
}
