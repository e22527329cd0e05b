//! XML that is well-formed, read without resolving any entity.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::check::FileRefused;
use super::text;

const MAX_DEPTH: usize = 256;
/// Comparing every name with every other makes many attributes of one element costly.
const MAX_ATTRIBUTES: usize = 256;

/// Whether `bytes` are a document of XML, and of no type that has a name of its own.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileRefused> {
    let text =
        decode(bytes).filter(|text| text.trim_start().starts_with('<')).ok_or(FileRefused::TypeMismatch)?;
    let mut root = None;
    read(&text, |tag| {
        root.get_or_insert_with(|| tag.local_name().into_inner().to_owned());
    })?;
    // Drawings and pages in XML can carry scripts; neither type is taken.
    match root.as_deref() {
        Some("svg" | "html") => Err(FileRefused::TypeMismatch),
        _ => Ok(()),
    }
}

/// The text of a document. Where it names an encoding other than UTF-8, each byte stands for one character: marks and
/// names are read right, and nobody reads the rest.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let other_encoding = || {
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let declaration = text.strip_prefix("<?xml")?.split("?>").next()?.to_ascii_lowercase();
        (declaration.contains("encoding") && !declaration.contains("utf-8")).then_some(Cow::Owned(text))
    };
    text::unicode(bytes).or_else(other_encoding)
}

/// Walks a whole document (XML 1.0 §2.1) and shows each element's opening tag to `visit`.
pub(super) fn read(text: &str, mut visit: impl FnMut(&BytesStart<'_>)) -> Result<(), FileRefused> {
    let forbidden = |letter: char| {
        letter < ' ' && !"\t\n\r".contains(letter) || ('\u{fffe}'..='\u{ffff}').contains(&letter)
    };
    if text.contains(forbidden) {
        return Err(FileRefused::Damaged);
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut walk = Walk::default();
    loop {
        let at_start = reader.buffer_position() == 0;
        match reader.read_event().map_err(|_| FileRefused::Damaged)? {
            Event::Decl(_) if !at_start => return Err(FileRefused::Damaged),
            Event::Eof => return walk.end(),
            event => walk.step(&event, &mut visit)?,
        }
    }
}

/// The local name of the first element in `bytes`, which may be cut off behind it.
pub(super) fn root(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(tag.local_name().into_inner().to_owned()),
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walk {
    depth: usize,
    roots: usize,
    has_doctype: bool,
}

impl Walk {
    fn step(
        &mut self,
        event: &Event<'_>,
        visit: &mut impl FnMut(&BytesStart<'_>),
    ) -> Result<(), FileRefused> {
        match event {
            Event::Start(tag) => {
                self.open(tag)?;
                visit(tag);
                self.depth += 1;
                refuse(self.depth > MAX_DEPTH, FileRefused::Bomb)
            }
            Event::Empty(tag) => self.open(tag).map(|()| visit(tag)),
            Event::End(_) => {
                self.depth -= 1;
                Ok(())
            }
            Event::Text(text) => {
                let outside = self.depth == 0 && !text.trim().is_empty();
                refuse(outside || text.contains("]]>"), FileRefused::Damaged)
            }
            Event::CData(_) => refuse(self.depth == 0, FileRefused::Damaged),
            Event::GeneralRef(name) => {
                refuse(self.depth == 0, FileRefused::Damaged)?;
                self.reference(name)
            }
            Event::DocType(declarations) => {
                refuse(declarations.contains("<!ENTITY"), FileRefused::Bomb)?;
                refuse(self.has_doctype || self.roots > 0, FileRefused::Damaged)?;
                self.has_doctype = true;
                Ok(())
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => Ok(()),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), FileRefused> {
        self.roots += usize::from(self.depth == 0);
        refuse(self.roots > 1 || !is_name(tag.name().into_inner()), FileRefused::Damaged)?;
        for (index, attribute) in tag.attributes().enumerate() {
            refuse(index >= MAX_ATTRIBUTES, FileRefused::Bomb)?;
            let attribute = attribute.map_err(|_| FileRefused::Damaged)?;
            refuse(
                !is_name(attribute.key.into_inner()) || attribute.value.contains('<'),
                FileRefused::Damaged,
            )?;
            for behind in attribute.value.split('&').skip(1) {
                self.reference(behind.split_once(';').ok_or(FileRefused::Damaged)?.0)?;
            }
        }
        Ok(())
    }

    /// A reference is good when it is a character, one of the five that XML itself has, or one that the document
    /// type elsewhere might declare. None is ever replaced.
    fn reference(&self, name: &str) -> Result<(), FileRefused> {
        let good = match name.strip_prefix('#') {
            Some(number) => character(number).is_some(),
            None => {
                matches!(name, "lt" | "gt" | "amp" | "apos" | "quot") || self.has_doctype && is_name(name)
            }
        };
        refuse(!good, FileRefused::Damaged)
    }

    fn end(&self) -> Result<(), FileRefused> {
        refuse(self.depth != 0 || self.roots != 1, FileRefused::Damaged)
    }
}

fn refuse(bad: bool, why: FileRefused) -> Result<(), FileRefused> {
    if bad { Err(why) } else { Ok(()) }
}

fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|letter| *letter >= ' ' || "\t\n\r".contains(*letter))
}

/// XML 1.0 §2.3 `Name`; beyond ASCII every character counts as one of a name.
fn is_name(text: &str) -> bool {
    let starts = |letter: char| letter.is_ascii_alphabetic() || "_:".contains(letter) || !letter.is_ascii();
    let goes_on = |letter: char| starts(letter) || letter.is_ascii_digit() || "-.".contains(letter);
    text.starts_with(starts) && text.chars().all(goes_on)
}

#[cfg(test)]
mod tests {
    use super::{MAX_ATTRIBUTES, MAX_DEPTH, check};
    use crate::file::FileRefused;

    #[test]
    fn p6_well_formed_documents_are_taken() {
        let utf_16: Vec<u8> = "\u{feff}<a>ü</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for good in [
            &b"<a/>"[..],
            b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- b --><?style here?>\n<a:b c='&lt;&#252;' d=\"1\"><e/>&amp;<![CDATA[<&]]></a:b>\n",
            b"<!DOCTYPE a SYSTEM \"a.dtd\" [<!ELEMENT a (#PCDATA)>]><a>&maybe;</a>",
            b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xfc</a>",
            &utf_16,
        ] {
            assert_eq!(check(good), Ok(()), "{}", String::from_utf8_lossy(good));
        }
    }

    #[test]
    fn p6_what_is_not_well_formed_is_damaged() {
        for bad in [
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>b",
            "<a b='1' b='2'/>",
            "<a b=1/>",
            "<a b='<'/>",
            "<a>&nbsp;</a>",
            "<a b='&nbsp;'/>",
            "<a>&#0;</a>",
            "<a>&</a>",
            "<1/>",
            "<a>\u{1}</a>",
            "<!-- -- --><a/>",
            " <?xml version='1.0'?><a/>",
            "<a/><!DOCTYPE a>",
            "<?xml version='1.0'?>",
            "<a b='&#x110000;'/>",
            "<a>]]></a>",
            "<a",
        ] {
            assert_eq!(check(bad.as_bytes()), Err(FileRefused::Damaged), "{bad}");
        }
        assert_eq!(check(b"<a>\xfc</a>"), Err(FileRefused::TypeMismatch), "not UTF-8 and no encoding named");
    }

    #[test]
    fn p6_no_entity_is_ever_declared() {
        let laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">\
            <!ENTITY lol3 \"&lol2;&lol2;&lol2;\">]><lolz>&lol3;</lolz>";
        let outside = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        let parameter = "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://x.example/b.dtd\"> %b;]><a/>";
        for bomb in [laughs, outside, parameter] {
            assert_eq!(check(bomb.as_bytes()), Err(FileRefused::Bomb), "{bomb}");
        }
    }

    #[test]
    fn depth_and_attributes_have_an_end() {
        let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(check(nested(MAX_DEPTH).as_bytes()), Ok(()));
        assert_eq!(check(nested(MAX_DEPTH + 1).as_bytes()), Err(FileRefused::Bomb));
        let wide = |count: usize| {
            let attributes: Vec<String> = (0..count).map(|at| format!("b{at}=''")).collect();
            format!("<a {}/>", attributes.join(" "))
        };
        assert_eq!(check(wide(MAX_ATTRIBUTES).as_bytes()), Ok(()));
        assert_eq!(check(wide(200_000).as_bytes()), Err(FileRefused::Bomb));
    }

    #[test]
    fn th35_drawings_and_pages_are_no_xml_to_us() {
        for page in [
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "<x:svg xmlns:x='http://www.w3.org/2000/svg'/>",
            "<html/>",
        ] {
            assert_eq!(check(page.as_bytes()), Err(FileRefused::TypeMismatch), "{page}");
        }
        assert_eq!(check(b"\x89PNG\r\n\x1a\n"), Err(FileRefused::TypeMismatch));
    }
}
