//! Front matter: what stands between `---` and `---` before a text, in the part of YAML that people write there. A line is
//! `key: value`; a value is a word or words, between quotes or not, or a list, `[a, b]` or a line each behind `- `. What else
//! YAML can do is passed over under a key that we do not know, and told as a problem under one that we do.

mod value;
mod writer;

use std::collections::BTreeSet;

use crate::path::FilePath;
use crate::problem::Problem;

pub(crate) use value::Value;
use value::is_parted;
pub(crate) use writer::Writer;

/// The keys that mean something here.
const KNOWN: [&str; 22] = [
    "categories",
    "description",
    "draft",
    "featured",
    "icon",
    "id",
    "keywords",
    "lang",
    "language",
    "order",
    "outdated",
    "publish_at",
    "readers",
    "scope",
    "seo_title",
    "shown",
    "slug",
    "status",
    "tags",
    "title",
    "unpublish_at",
    "weight",
];

/// The most bytes of it.
pub(crate) const MOST: usize = 64 * 1024;

/// Writes the id of an article into the front matter of its file, and changes nothing else.
pub fn with_id(source: &str, id: &str) -> String {
    match source.strip_prefix("---").and_then(after_line) {
        Some(rest) => format!("---\nid: {id}\n{rest}"),
        None => format!("---\nid: {id}\n---\n\n{source}"),
    }
}

/// The keys and values of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Front {
    file: FilePath,
    entries: Vec<(String, Value, usize)>,
    /// The lines under keys that we do not know, as they stand.
    extra: String,
}

impl Front {
    /// Of a page that has its values elsewhere.
    pub(crate) fn of(file: &FilePath, values: impl IntoIterator<Item = (String, Value)>) -> Self {
        let entries = values.into_iter().map(|(key, value)| (key, value, 1)).collect();
        Self { file: file.clone(), entries, extra: String::new() }
    }

    /// Reads what stands before a text, and answers it with the text. A file without any has none.
    pub(crate) fn read<'a>(file: &FilePath, source: &'a str) -> Result<(Self, &'a str), Problem> {
        let mut front = Self { file: file.clone(), entries: Vec::new(), extra: String::new() };
        if source.trim_start().starts_with("+++") {
            return Err(Problem::of(file, "front matter between +++ is not read; write it between ---").at(1));
        }
        let Some(rest) = source.strip_prefix("---").and_then(after_line) else { return Ok((front, source)) };
        let mut at = 0;
        let mut lines = Vec::new();
        for (line, number) in rest.split_inclusive('\n').zip(2..) {
            at += line.len();
            if at > MOST {
                return Err(
                    Problem::of(file, format!("the front matter is larger than {} KB", MOST / 1024)).at(1)
                );
            }
            if line.trim_end() == "---" {
                front.parse(&lines)?;
                return Ok((front, rest[at..].trim_start_matches(['\n', '\r'])));
            }
            lines.push((number, line.trim_end()));
        }
        Err(Problem::of(file, "the front matter that begins here has no end: a line with --- alone").at(1))
    }

    fn parse(&mut self, lines: &[(usize, &str)]) -> Result<(), Problem> {
        let mut lines = lines.iter().peekable();
        let mut keys = BTreeSet::new();
        while let Some(&(number, line)) = lines.next() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |what: &str| Problem::of(&self.file, what).at(number);
            let pair = line.split_once(':').filter(|(key, rest)| is_key(key) && is_parted(rest));
            let (key, rest) = pair.ok_or_else(|| wrong("this is no line `key: value`"))?;
            if !keys.insert(key) {
                return Err(wrong(&format!("{key} stands here a second time")));
            }
            let is_known = KNOWN.contains(&key);
            let mut keep = |line: &str| {
                if !is_known {
                    self.extra.extend([line, "\n"]);
                }
            };
            keep(line);
            let mut below = Vec::new();
            while let Some((_, more)) = lines.next_if(|(_, more)| is_below(more)) {
                keep(more);
                below.push(*more);
            }
            let value = Value::parse(rest.trim(), &below)
                .ok_or_else(|| wrong("the quotes or brackets here have no end"))?;
            self.entries.push((key.to_owned(), value, number));
        }
        Ok(())
    }

    /// The lines under keys that we do not know.
    pub(crate) fn extra(&self) -> &str {
        &self.extra
    }

    fn find(&self, key: &str) -> Option<(&Value, usize)> {
        self.entries.iter().find(|(known, ..)| known == key).map(|(_, value, line)| (value, *line))
    }

    /// Whether there is such a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Words, if there are any.
    pub(crate) fn text(&self, key: &str) -> Result<Option<&str>, Problem> {
        match self.find(key) {
            None => Ok(None),
            Some((Value::Text(text), _)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some((_, line)) => Err(self.wrong(line, &format!("{key} wants words on the same line"))),
        }
    }

    /// Words in a list, or a few words between commas.
    pub(crate) fn list(&self, key: &str) -> Result<Vec<String>, Problem> {
        let whole = |word: &str| Some(word.trim().to_owned()).filter(|word| !word.is_empty());
        match self.find(key) {
            None => Ok(Vec::new()),
            Some((Value::Text(text), _)) => Ok(text.split(',').filter_map(whole).collect()),
            Some((Value::List(words), _)) => Ok(words.iter().filter_map(|word| whole(word)).collect()),
            Some((Value::Other, line)) => Err(self.wrong(line, &format!("{key} wants a list: [a, b]"))),
        }
    }

    /// Yes or no.
    pub(crate) fn flag(&self, key: &str) -> Result<Option<bool>, Problem> {
        match self.choice(key, &["true", "yes", "on", "false", "no", "off"])? {
            None => Ok(None),
            Some(word) => Ok(Some(matches!(word, "true" | "yes" | "on"))),
        }
    }

    /// One of these words.
    pub(crate) fn choice(&self, key: &str, words: &[&'static str]) -> Result<Option<&'static str>, Problem> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        let found = words.iter().find(|word| word.eq_ignore_ascii_case(text)).copied();
        let wrong = || self.problem(key, &format!("{key} is one of these: {}", words.join(", ")));
        found.map(Some).ok_or_else(wrong)
    }

    /// A whole number.
    pub(crate) fn number(&self, key: &str) -> Result<Option<i64>, Problem> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.problem(key, &format!("{key} wants a whole number")))
    }

    /// What is wrong with a value.
    pub(crate) fn problem(&self, key: &str, what: &str) -> Problem {
        self.wrong(self.find(key).map_or(1, |(_, line)| line), what)
    }

    fn wrong(&self, line: usize, what: &str) -> Problem {
        Problem::of(&self.file, what).at(line)
    }
}

fn after_line(rest: &str) -> Option<&str> {
    let (line, rest) = rest.split_once('\n')?;
    line.trim().is_empty().then_some(rest)
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// What belongs to the key above it.
fn is_below(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([' ', '\t']) || line == "-" || line.starts_with("- ")
}

#[cfg(test)]
mod tests {
    use super::{Front, Value, Writer};

    fn read(source: &str) -> Result<(Front, &str), String> {
        Front::read(&"a.md".parse().unwrap(), source).map_err(|problem| problem.to_string())
    }

    #[test]
    fn what_people_write_before_a_text_is_read() {
        let source = "---\ntitle: \"A \\\"b\\\": c\" # why\r\nslug: a-b # not this\ntags: [x, \"y, z\", 'it''s']\nmore:\n  - one\n\n  - two: three\n\
            list:\n- p\n- \"q\"\nreaders:\n  - team: Field\nempty:\nparams:\n  deep:\n    - 1\nfolded: >\n  a\n  b\n# no\nyes: true\nn: -3\n---\n\nBody\n---\n";
        let (front, body) = read(source).unwrap();
        assert_eq!(body, "Body\n---\n");
        assert_eq!(front.text("title").unwrap(), Some("A \"b\": c"));
        assert_eq!(front.text("slug").unwrap(), Some("a-b"));
        assert_eq!(front.list("tags").unwrap(), ["x", "y, z", "it's"]);
        assert_eq!(front.list("list").unwrap(), ["p", "q"]);
        assert_eq!(front.list("readers").unwrap(), ["team: Field"]);
        assert_eq!((front.text("empty").unwrap(), front.text("none").unwrap()), (None, None));
        assert_eq!((front.flag("yes").unwrap(), front.number("n").unwrap()), (Some(true), Some(-3)));
        for key in ["params", "folded", "more"] {
            assert_eq!(front.find(key).unwrap().0, &Value::Other, "{key}");
        }
        assert_eq!(read("no front\n---\n").unwrap().1, "no front\n---\n");
        assert_eq!(read("---\n---\n").unwrap().1, "");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (source, told) in [
            (
                "---\ntitle: a\n",
                "a.md:1: the front matter that begins here has no end: a line with --- alone",
            ),
            ("---\ntitle: a\ntitle: b\n---\n", "a.md:3: title stands here a second time"),
            ("---\n\njust words\n---\n", "a.md:3: this is no line `key: value`"),
            ("---\na: \"b\n---\n", "a.md:2: the quotes or brackets here have no end"),
            ("---\na: [b, c\n---\n", "a.md:2: the quotes or brackets here have no end"),
            ("+++\na = 1\n+++\n", "a.md:1: front matter between +++ is not read; write it between ---"),
        ] {
            assert_eq!(read(source).unwrap_err(), told);
        }
        let (front, _) = read("---\ntitle: [a]\nscope: secret\norder: x\n---\n").unwrap();
        let told = |problem: crate::Problem| problem.to_string();
        assert_eq!(told(front.text("title").unwrap_err()), "a.md:2: title wants words on the same line");
        assert_eq!(
            told(front.choice("scope", &["public", "internal"]).unwrap_err()),
            "a.md:3: scope is one of these: public, internal"
        );
        assert_eq!(told(front.number("order").unwrap_err()), "a.md:4: order wants a whole number");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(title in "\\PC*", tags in proptest::collection::vec("[^\r]{1,8}", 0..4)) {
            let title = title.trim().replace('\r', "");
            let tags: Vec<String> = tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
            let mut writer = Writer::default();
            writer.text("title", &title);
            writer.all("tags", &tags);
            let written = writer.before("Body");
            let (front, body) = read(&written).unwrap();
            proptest::prop_assert_eq!(front.text("title").unwrap().unwrap_or_default(), title);
            proptest::prop_assert_eq!(front.list("tags").unwrap(), tags);
            proptest::prop_assert_eq!(body, "Body\n");
        }
    }
}
