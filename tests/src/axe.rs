//! What axe-core finds on a page.

use crate::Browser;

const AXE: &str = include_str!("../vendor/axe.min.js");

const ASK: &str = r#"
const tell = arguments[arguments.length - 1];
const where = (node) => `${node.target.join(" ")} (${node.any[0]?.message ?? node.failureSummary})`;
const told = (found) => `${found.id}: ${found.help}\n    ${found.nodes.map(where).join("\n    ")}`;
axe.run({ resultTypes: ["violations"] }).then(
  (answer) => tell(answer.violations.map(told)),
  (error) => tell([String(error)]),
);
"#;

impl Browser {
    /// Everything axe-core finds wrong with this page, by all of its rules, for readers who prefer light and for those
    /// who prefer dark.
    pub async fn barriers(&self) -> Vec<String> {
        self.run(AXE).await;
        let mut found = Vec::new();
        for scheme in ["light", "dark"] {
            self.prefer(scheme).await;
            let told = self.run_until_told(ASK).await;
            let told = told.as_array().expect("axe tells a list");
            found.extend(told.iter().map(|one| format!("{scheme}: {}", one.as_str().unwrap_or_default())));
        }
        found
    }
}
