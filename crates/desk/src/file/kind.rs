//! The types of files that are taken (P6), as a table.

use super::check::FileRefused;
use super::{compound, package, pdf, picture, text, xml};

/// A type of file that is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[expect(missing_docs, reason = "the names say all there is")]
pub enum Kind {
    Xlsx,
    Csv,
    Doc,
    Docx,
    Xml,
    Pdf,
    Gif,
    Jpeg,
    Png,
}

/// What there is to know about a type.
pub struct KindFacts {
    /// The type.
    pub kind: Kind,
    /// What its name is in a list for people; a proper name in every language.
    pub label: &'static str,
    /// Its last extensions in lower case; the first is the usual one and the stored form of the type.
    pub extensions: &'static [&'static str],
    /// The type as HTTP and mail write it.
    pub media_type: &'static str,
    /// Whether pages show it, as a re-encoded copy.
    pub is_picture: bool,
    /// Refuses content that is not of this type.
    pub(super) check: fn(&[u8]) -> Result<(), FileRefused>,
}

/// Every type that is taken, in the order in which P6 names them.
static KINDS: &[KindFacts] = &[
    KindFacts {
        kind: Kind::Xlsx,
        label: "XLSX",
        extensions: &["xlsx"],
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        is_picture: false,
        check: |bytes| package::check(bytes, &package::WORKBOOK),
    },
    KindFacts {
        kind: Kind::Csv,
        label: "CSV",
        extensions: &["csv"],
        media_type: "text/csv",
        is_picture: false,
        check: text::check,
    },
    KindFacts {
        kind: Kind::Doc,
        label: "DOC",
        extensions: &["doc"],
        media_type: "application/msword",
        is_picture: false,
        check: compound::check,
    },
    KindFacts {
        kind: Kind::Docx,
        label: "DOCX",
        extensions: &["docx"],
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        is_picture: false,
        check: |bytes| package::check(bytes, &package::DOCUMENT),
    },
    KindFacts {
        kind: Kind::Xml,
        label: "XML",
        extensions: &["xml"],
        media_type: "application/xml",
        is_picture: false,
        check: xml::check,
    },
    KindFacts {
        kind: Kind::Pdf,
        label: "PDF",
        extensions: &["pdf"],
        media_type: "application/pdf",
        is_picture: false,
        check: pdf::check,
    },
    KindFacts {
        kind: Kind::Gif,
        label: "GIF",
        extensions: &["gif"],
        media_type: "image/gif",
        is_picture: true,
        check: |bytes| picture::check(bytes, image::ImageFormat::Gif),
    },
    KindFacts {
        kind: Kind::Jpeg,
        label: "JPG/JPEG",
        extensions: &["jpg", "jpeg"],
        media_type: "image/jpeg",
        is_picture: true,
        check: |bytes| picture::check(bytes, image::ImageFormat::Jpeg),
    },
    KindFacts {
        kind: Kind::Png,
        label: "PNG",
        extensions: &["png"],
        media_type: "image/png",
        is_picture: true,
        check: |bytes| picture::check(bytes, image::ImageFormat::Png),
    },
];

impl Kind {
    /// Every type that is taken, in the order of lists for people.
    pub fn all() -> impl Iterator<Item = &'static KindFacts> {
        KINDS.iter()
    }

    /// What there is to know about it.
    pub fn facts(self) -> &'static KindFacts {
        KINDS.iter().find(|facts| facts.kind == self).expect("every kind has its row")
    }

    /// The usual extension, which is also the stored form.
    pub fn extension(self) -> &'static str {
        self.facts().extensions[0]
    }

    /// The type with this extension, upper or lower case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        KINDS.iter().find(|facts| facts.extensions.contains(&extension.as_str())).map(|facts| facts.kind)
    }

    /// The type that a file's last extension names.
    pub fn of_name(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        Self::of_extension(extension).filter(|_| !stem.is_empty())
    }
}

/// The `accept` attribute of an upload field: `.xlsx,.csv,…`.
pub fn accept() -> String {
    let extensions = KINDS.iter().flat_map(|facts| facts.extensions);
    extensions.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{Kind, accept};

    #[test]
    fn p6_the_types_are_those_of_the_specification() {
        assert_eq!(accept(), ".xlsx,.csv,.doc,.docx,.xml,.pdf,.gif,.jpg,.jpeg,.png");
        for facts in Kind::all() {
            assert_eq!(facts.kind.facts().label, facts.label);
            assert_eq!(Kind::of_extension(facts.kind.extension()), Some(facts.kind));
        }
    }

    #[test]
    fn p6_the_last_extension_names_the_type_in_any_case() {
        assert_eq!(Kind::of_name("a.XLSX"), Some(Kind::Xlsx));
        assert_eq!(Kind::of_name("archive.tar.Jpeg"), Some(Kind::Jpeg));
        for none in ["", "pdf", ".pdf", "photo.png.exe", "a.pdf ", "a.pdf.", "a.svg", "a.docm", "a.xlsm"] {
            assert_eq!(Kind::of_name(none), None, "{none}");
        }
    }
}
