//! Drawings of themes (SVG): pictures, and nothing that runs or asks for anything. A page shows them as pictures, where
//! nothing of this works anyhow, and whoever opens one by itself gets it in a sandbox; refusing it tells its author.

use crate::fault::TemplateFault;

/// Elements that run, show another document, or bring words that only look like the page's.
const ELEMENTS: [&str; 8] =
    ["script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set"];

/// The first place of a drawing that is more than a drawing.
pub(crate) fn check_drawing(path: &str, content: &[u8]) -> Result<(), TemplateFault> {
    let text = String::from_utf8_lossy(content).to_ascii_lowercase();
    let wrong = |at: usize, why: &str| {
        let line = text[..at].matches('\n').count() + 1;
        Err(TemplateFault::new(path, Some(line), why))
    };
    if let Some(at) = text.find("<!entity").or_else(|| text.find("<!doctype")) {
        return wrong(at, "a drawing has no document type");
    }
    if let Some(at) = text.find("<?xml-stylesheet") {
        return wrong(at, "a drawing asks for nothing");
    }
    for (at, _) in text.match_indices('<') {
        let tag = &text[at + 1..at + 1 + text[at + 1..].find('>').unwrap_or(text.len() - at - 1)];
        let name: String = tag.chars().take_while(|sign| !sign.is_whitespace() && *sign != '/').collect();
        let name = name.rsplit(':').next().unwrap_or_default();
        if ELEMENTS.contains(&name) {
            return wrong(at, "a drawing has nothing that runs");
        }
        if let Err(why) = check_attributes(tag) {
            return wrong(at, why);
        }
    }
    Ok(())
}

fn check_attributes(tag: &str) -> Result<(), &'static str> {
    for (at, _) in tag.match_indices('=') {
        let name =
            tag[..at].trim_end().rsplit(|sign: char| sign.is_whitespace() || "\"'/".contains(sign)).next();
        let name = name.unwrap_or_default();
        let value = tag[at + 1..].trim_start().trim_start_matches(['"', '\'']).trim_start();
        if name.starts_with("on") {
            return Err("a drawing has nothing that runs");
        }
        if (name == "href" || name == "xlink:href")
            && !value.starts_with('#')
            && !value.starts_with("data:image/")
        {
            return Err("a drawing leads nowhere and asks for nothing");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn th37_a_drawing_runs_nothing_and_asks_for_nothing() {
        let good = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><defs><path id=\"a\" d=\"M0 0\"/></defs>\
                    <use href=\"#a\"/><image href=\"data:image/png;base64,AAAA\"/></svg>";
        assert_eq!(check_drawing("a.svg", good.as_bytes()), Ok(()));
        for bad in [
            "<svg><script>alert(1)</script></svg>",
            "<svg><SCRIPT/></svg>",
            "<svg><svg:script/></svg>",
            "<svg onload=\"alert(1)\"></svg>",
            "<svg\nonload = 'alert(1)'></svg>",
            "<svg/onload=alert(1)>",
            "<svg><a href=\"javascript:alert(1)\"><text>x</text></a></svg>",
            "<svg><a xlink:href=\" https://evil.example\"/></svg>",
            "<svg><image href=\"https://evil.example/x.png\"/></svg>",
            "<svg><use href=\"data:text/html,x#a\"/></svg>",
            "<svg><foreignObject><body/></foreignObject></svg>",
            "<svg><set attributeName=\"href\" to=\"javascript:alert(1)\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>",
            "<?xml-stylesheet href=\"https://evil.example/x.css\"?><svg/>",
        ] {
            assert!(check_drawing("a.svg", bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
