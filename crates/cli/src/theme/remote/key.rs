//! The API key: from a file or the environment, never from an argument, which everybody on the machine can read.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use kernel::Secret;

/// Where the environment has it.
const VARIABLE: &str = "PORTICO_KEY";

/// The key of this file, or of the environment.
pub(super) fn read(file: Option<&Path>) -> anyhow::Result<Secret<String>> {
    let (text, from) = if let Some(file) = file {
        let shown = file.display().to_string();
        (fs::read_to_string(file).with_context(|| format!("{shown} cannot be read"))?, shown)
    } else {
        let text = std::env::var(VARIABLE)
            .context("there is no key: --key-file FILE, or PORTICO_KEY in the environment")?;
        (text, VARIABLE.to_owned())
    };
    let key = text.trim();
    // Nothing else leaves this machine by mistake, such as another file of secrets.
    if !is_token(key) {
        bail!("{from} holds no API key");
    }
    Ok(Secret::new(key.to_owned()))
}

/// Whether it looks like a token (RFC 7519 §3): three parts of base64url.
fn is_token(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    text.split('.').count() == 3 && text.split('.').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::is_token;

    #[test]
    fn t5_only_what_looks_like_a_key_is_sent() {
        assert!(is_token("eyJhbGciOiJIUzI1NiJ9.e30.x-_9"));
        for other in ["", "a.b", "a.b.c.d", "a..c", "-----BEGIN KEY-----", "a.b.c\nd", "user:pass.word.x"] {
            assert!(!is_token(other), "{other:?}");
        }
    }
}
