//! What scripts may import.

use crate::fault::TemplateFault;

/// Scripts import each other by their asset names, `js/menus.js`: a relative path would lead past the hash. The check
/// reads lines, not the language: a name stands on one line with its `import` or `from`.
pub(super) fn check(
    name: &str,
    content: &[u8],
    is_asset: impl Fn(&str) -> bool,
) -> Result<(), TemplateFault> {
    let source = std::str::from_utf8(content)
        .map_err(|_| TemplateFault::new(name, None, "the script is not UTF-8 text"))?;
    for (index, line) in source.lines().enumerate() {
        if let Some(unknown) = specifiers(line).find(|specifier| !is_asset(specifier)) {
            let message =
                format!("there is no script {unknown:?}: import one by its name, as \"js/menus.js\"");
            return Err(TemplateFault::new(name, Some(index + 1), message));
        }
    }
    Ok(())
}

/// What stands in quotes behind `from` and `import` in a statement, and behind `import(` anywhere.
fn specifiers(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim_start();
    let is_statement = ["import", "export", "}"].iter().any(|start| line.starts_with(start));
    let words: &[&str] = if is_statement { &["from", "import"] } else { &["import("] };
    words.iter().flat_map(move |word| {
        line.match_indices(word).filter_map(move |(at, _)| {
            let rest = line[at + word.len()..].trim_start_matches([' ', '(']);
            let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
            rest[1..].split(quote).next()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::check;

    fn check_source(source: &str) -> Result<(), String> {
        check("js/a.js", source.as_bytes(), |name| name == "js/menus.js").map_err(|fault| fault.to_string())
    }

    #[test]
    fn scripts_import_by_name() {
        assert_eq!(check_source("import { open } from \"js/menus.js\";\nimport 'js/menus.js'"), Ok(()));
        assert_eq!(check_source("// import \"./other.js\"\nconst from = \"./x\""), Ok(()));
    }

    #[test]
    fn a_path_and_an_unknown_name_are_refused_with_their_line() {
        for import in [
            "import './menus.js'",
            "} from \"../x.js\"",
            "await import(\"/js/menus.js\")",
            "import 'https://e.org/x.js'",
            "export * from 'js/none.js'",
        ] {
            let fault = check_source(&format!("\n{import}")).unwrap_err();
            assert!(fault.starts_with("js/a.js:2: there is no script"), "{import}: {fault}");
        }
    }
}
