//! Addresses between the files of a folder: relative, as Markdown and HTML write them.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::path::FilePath;

/// What an address writes with a percent sign; slashes stay.
const WRITTEN: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'`')
    .add(b'^')
    .add(b'{')
    .add(b'}')
    .add(b'|');

/// Everything but what RFC 3986 §2.3 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A name as one part of an address.
pub fn segment(name: &str) -> String {
    utf8_percent_encode(name, RESERVED).to_string()
}

/// The file that an address in `from` leads to, and what follows a `#` in it. Nothing for one that leads elsewhere: to
/// another host, within the page, or out of the folder. One that begins with a slash begins at the root.
pub fn resolve(from: &FilePath, address: &str) -> Option<(FilePath, Option<String>)> {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    if path.is_empty() || path.starts_with("//") || has_scheme {
        return None;
    }
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let mut parts: Vec<&str> = match decoded.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.parts().collect(),
    };
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some((parts.join("/").parse().ok()?, fragment))
}

/// How `from` writes the address of `to`.
pub fn relative(from: &FilePath, to: &FilePath) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.parts().collect(), to.parts().collect());
    let most = from.len().min(to.len()) - 1;
    let shared = from[..most].iter().zip(&to[..most]).take_while(|(one, other)| one == other).count();
    let mut address = "../".repeat(from.len() - 1 - shared);
    address.push_str(&to[shared..].join("/"));
    // A colon in the first part would be a scheme, but names have none.
    utf8_percent_encode(&address, WRITTEN).to_string()
}

#[cfg(test)]
mod tests {
    use super::{relative, resolve};
    use crate::FilePath;

    #[test]
    fn what_is_written_leads_back() {
        let path = |name: &str| name.parse::<FilePath>().unwrap();
        for (from, to, address) in [
            ("a.md", "b.md", "b.md"),
            ("a/b/c.md", "files/1/x y.png", "../../files/1/x%20y.png"),
            ("a/b.md", "a/c (1)#.md", "c%20%281%29%23.md"),
            ("a.md", "a/ü.md", "a/%C3%BC.md"),
        ] {
            assert_eq!(relative(&path(from), &path(to)), address);
            assert_eq!(resolve(&path(from), address), Some((path(to), None)), "{address}");
        }
        let from = path("a/b.md");
        assert_eq!(resolve(&from, "c.md#d"), Some((path("a/c.md"), Some("d".to_owned()))));
        assert_eq!(resolve(&from, "/c.md?d"), Some((path("c.md"), None)));
        for elsewhere in
            ["https://a.test/b", "//a.test/b", "mailto:a@b.test", "#x", "", "../../b", "..%2f..%2fb", "x%00y"]
        {
            assert_eq!(resolve(&from, elsewhere), None, "{elsewhere}");
        }
    }
}
