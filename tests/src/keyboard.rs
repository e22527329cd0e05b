//! A page used without a mouse: from one stop of the focus to the next, each to be seen.

use thirtyfour::Key;

use crate::Browser;
use crate::patience::Patience;

/// More stops than a page has.
const MOST_STOPS: usize = 60;

/// What has the focus: its name, and whether a ring is drawn around it or around what it stands for.
const FOCUS: &str = r#"
const one = document.activeElement;
if (!one || one === document.body) return ["", true];
const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const name = words(one.getAttribute("aria-label")) || words(one.labels?.[0]?.textContent) || words(one.textContent);
const ring = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
const drawn = [one];
while (drawn.length < 6 && drawn.at(-1).parentElement) drawn.push(drawn.at(-1).parentElement);
const box = one.getBoundingClientRect();
const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
return [name, inside && drawn.some((element) => ring(getComputedStyle(element)))];
"#;

impl Browser {
    /// Goes on with Tab until the focus is on what has these words; with `…` at their end, on what begins with them.
    pub async fn tab_to(&self, words: &str) {
        let mut stops = Vec::new();
        for _ in 0..MOST_STOPS {
            self.keys(Key::Tab).await;
            let (name, is_seen) = self.focus().await;
            if !is_seen {
                self.fail(&format!("the focus is not to be seen on {name:?}")).await;
            }
            if is_meant(&name, words) {
                return;
            }
            stops.push(name);
        }
        self.fail(&format!("no Tab leads to {words:?}, only to {stops:?}")).await;
    }

    /// Waits until the focus is on what has these words by itself.
    pub async fn is_focused(&self, words: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if is_meant(&self.focus().await.0, words) {
                return;
            }
        }
        let (name, _) = self.focus().await;
        self.fail(&format!("the focus is on {name:?} and not on {words:?}")).await;
    }

    /// Goes to what has these words, and presses Enter.
    pub async fn enter(&self, words: &str) {
        self.tab_to(words).await;
        self.keys(Key::Enter).await;
    }

    async fn focus(&self) -> (String, bool) {
        let told = self.run(FOCUS).await;
        (told[0].as_str().unwrap_or_default().to_owned(), told[1] == true)
    }
}

fn is_meant(name: &str, words: &str) -> bool {
    match words.strip_suffix('…') {
        Some(begin) => name.starts_with(begin),
        None => name == words,
    }
}
