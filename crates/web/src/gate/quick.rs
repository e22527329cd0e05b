//! What is wrong by file and line, in English alone, for whoever is writing: a moment instead of seconds.

use theme::{Package, TemplateFault, Values};

use super::Report;
use super::draw::{LANGUAGES, shell};
use crate::page::runs_scripts;

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
        let ways = [false, true]
            .into_iter()
            .flat_map(|signed_in| crate::pages().iter().map(move |page| (page, signed_in)));
        for (page, is_signed_in) in ways {
            let frame = shell(&bundle, LANGUAGES[0], is_signed_in, runs_scripts(page.template));
            let Err(fault) = (page.render_samples)(&bundle.engine, &frame) else { continue };
            let fault = TemplateFault { name: fault.template, line: fault.line, message: fault.message };
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        faults
    }
}
