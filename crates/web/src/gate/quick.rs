//! What is wrong by file and line, in English alone, for whoever is writing: a moment instead of seconds.

use theme::{Package, TemplateFault, Values};

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
        let pages = Frame::all();
        for (frame, page) in pages.iter().flat_map(|(frame, pages)| pages.iter().map(|page| (*frame, page))) {
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
