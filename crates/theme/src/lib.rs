//! Pages: templates in their sandbox, texts in the reader's language, style sheets and scripts under hashed names.
//!
//! A template sees the data it is given and nothing else. It may be written by a stranger: what it can cost is bounded
//! by fuel, what it can write by a cap, and what people wrote is always escaped.

mod assets;
pub mod bundled;
pub mod contrast;
mod dates;
mod engine;
mod fault;
pub mod fields;
mod functions;
pub mod lint;
mod manifest;
mod numbers;
mod output;
mod package;
mod pages;
mod parcel;
mod portable;
mod raw;
mod reader;
mod samples;
mod template;
mod texts;
pub mod upgrade;
mod values;
mod version;
mod vocabulary;

pub use assets::{Asset, AssetMap, is_script};
pub use dates::DateStyle;
pub use engine::Engine;
pub use fault::{Reason, RenderFault, TemplateFault};
pub use manifest::{API, Field, Kind, Manifest, Refused, Section, Setting, Why};
pub use package::{Bundle, Package};
pub use pages::{Drawing, Look, Page, PageEntry, Samples, Shell, Told};
pub use portable::Portable;
pub use raw::{DataBlock, Raw};
pub use reader::Reader;
#[doc(hidden)]
pub use samples::read as read_samples;
pub use template::{TEMPLATES, Template};
pub use texts::{Argument, Texts};
pub use values::{ACCENT, Settled, Values};
pub use version::Version;
