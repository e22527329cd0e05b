//! What is wrong by file and line, in English alone, for whoever is writing: a moment instead of seconds.

use theme::{Package, PageEntry, TemplateFault, Values};

use super::Report;
use super::frame::{Frame, LANGUAGES};

impl Report {
    /// What is wrong with a theme, each thing once.
    pub(crate) fn quick(package: &Package, values: &Values) -> Vec<TemplateFault> {
        let mut faults = package.lint_all();
        // What could grow without bounds is drawn by nobody.
        if !faults.is_empty() {
            return faults;
        }
        let bundle = match package.strict_bundle_as(values) {
            Ok(bundle) => bundle,
            Err(fault) => {
                faults.push(fault);
                return faults;
            }
        };
        let of = |frame, pages: &'static [PageEntry]| pages.iter().map(move |page| (frame, page));
        let pages = of(Frame::Stranger, crate::pages()).chain(of(Frame::SignedIn, crate::pages()));
        for (frame, page) in pages.chain(of(Frame::Mail, crate::mails())) {
            let shell = frame.shell(&bundle, LANGUAGES[0], page);
            let Err(fault) = (page.render_samples)(&bundle.engine, &shell) else { continue };
            let fault = TemplateFault { name: fault.template, line: fault.line, message: fault.message };
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        faults
    }
}
