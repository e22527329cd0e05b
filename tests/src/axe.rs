//! What axe-core finds on a page.

use serde_json::{Value, json};

use crate::Browser;

const AXE: &str = include_str!("../vendor/axe.min.js");

const ASK: &str = r#"
const [options, tell] = arguments;
const where = (node) => `${node.target.join(" ")} (${node.any[0]?.message ?? node.failureSummary})`;
const told = (found) => `${found.id}: ${found.help}\n    ${found.nodes.map(where).join("\n    ")}`;
axe.run(options).then(
  (answer) => tell(answer.violations.map(told)),
  (error) => tell([String(error)]),
);
"#;

impl Browser {
    /// Everything axe-core finds wrong with this page: by all of its rules for readers who prefer light, and by those
    /// about colours, the only thing that changes, for readers who prefer dark.
    pub async fn barriers(&self) -> Vec<String> {
        self.run(AXE).await;
        let only_colours = json!({ "type": "rule", "values": ["color-contrast", "link-in-text-block"] });
        let mut found = self.ask_axe("light", json!({ "resultTypes": ["violations"] })).await;
        found.extend(self.ask_axe("dark", json!({ "runOnly": only_colours })).await);
        found
    }

    async fn ask_axe(&self, scheme: &str, options: Value) -> Vec<String> {
        self.prefer(scheme).await;
        let told = self.run_until_told(ASK, vec![options]).await;
        let told = told.as_array().expect("axe tells a list");
        told.iter().map(|one| format!("{scheme}: {}", one.as_str().unwrap_or_default())).collect()
    }
}
