//! A package as bytes, for another process that draws its pages: kind, lengths, name and content, one thing after the other.

use std::io::{self, Read};

use crate::fault::TemplateFault;
use crate::manifest::Manifest;
use crate::package::{self, Package};

/// More bytes than a theme with all below it has.
const MOST_BYTES: u64 = 96 << 20;
/// More things than it is of.
const MOST_THINGS: usize = 4096;

/// What a thing of a package is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Manifest,
    Template,
    Texts,
    Asset,
    OwnScript,
    Replaced,
    End,
}

const KINDS: [(Is, u8); 7] = [
    (Is::Manifest, b'm'),
    (Is::Template, b't'),
    (Is::Texts, b'l'),
    (Is::Asset, b'a'),
    (Is::OwnScript, b's'),
    (Is::Replaced, b'r'),
    (Is::End, b'.'),
];

impl Package {
    /// The package as bytes that [`Package::unpack`] reads.
    pub fn pack(&self) -> Vec<u8> {
        let size = self.assets.values().map(|content| content.len() + 100).sum::<usize>();
        let mut packed = Vec::with_capacity(size + (1 << 20));
        self.manifests.iter().for_each(|source| put(&mut packed, Is::Manifest, "", source.as_bytes()));
        self.templates
            .iter()
            .for_each(|(name, source)| put(&mut packed, Is::Template, name, source.as_bytes()));
        self.texts.iter().for_each(|(name, source)| put(&mut packed, Is::Texts, name, source.as_bytes()));
        self.assets.iter().for_each(|(name, content)| put(&mut packed, Is::Asset, name, content));
        self.own_scripts.iter().for_each(|name| put(&mut packed, Is::OwnScript, name, b""));
        self.replaced.iter().for_each(|name| put(&mut packed, Is::Replaced, name, b""));
        put(&mut packed, Is::End, "", b"");
        packed
    }

    /// Reads what [`Package::pack`] wrote, and nothing behind it.
    pub fn unpack(from: &mut impl Read) -> io::Result<Self> {
        let (mut from, mut package) = (from.take(MOST_BYTES), Self::default());
        for _ in 0..MOST_THINGS {
            let (is, name, content) = take(&mut from)?;
            if is == Is::End {
                package.settle_manifests().map_err(wrong)?;
                return Ok(package);
            }
            package.put_in(is, name, content).map_err(wrong)?;
        }
        Err(wrong("it is of too many things"))
    }

    fn put_in(&mut self, is: Is, name: String, content: Vec<u8>) -> Result<(), TemplateFault> {
        match is {
            Is::Manifest => self.manifests.push(package::text(&name, &content)?),
            Is::Template => self.add_template(name, &content)?,
            Is::Texts => {
                let source = package::text(&name, &content)?;
                self.texts.push((name, source));
            }
            Is::Asset => self.add_asset(name, content.into()),
            Is::OwnScript => drop(self.own_scripts.insert(name)),
            Is::Replaced => drop(self.replaced.insert(name)),
            Is::End => {}
        }
        Ok(())
    }

    /// The manifest of all of them, the first over the second over the third.
    fn settle_manifests(&mut self) -> Result<(), TemplateFault> {
        for source in self.manifests.iter().rev() {
            self.manifest = Manifest::read(source)?.over(std::mem::take(&mut self.manifest));
        }
        Ok(())
    }
}

fn put(packed: &mut Vec<u8>, is: Is, name: &str, content: &[u8]) {
    packed.extend(KINDS.iter().filter(|(kind, _)| *kind == is).map(|(_, byte)| byte));
    for part in [name.as_bytes(), content] {
        let length = u32::try_from(part.len()).expect("a theme is far smaller");
        packed.extend_from_slice(&length.to_le_bytes());
    }
    packed.extend_from_slice(name.as_bytes());
    packed.extend_from_slice(content);
}

fn take(from: &mut impl Read) -> io::Result<(Is, String, Vec<u8>)> {
    let mut head = [0; 9];
    from.read_exact(&mut head)?;
    let kind = KINDS.iter().find(|(_, byte)| *byte == head[0]);
    let (is, _) = kind.ok_or_else(|| wrong("there is no thing of this kind"))?;
    let length = |at: usize| {
        let bytes = head[at..at + 4].try_into().expect("it is four bytes long");
        u64::from(u32::from_le_bytes(bytes))
    };
    let name = String::from_utf8(whole(from, length(1))?).map_err(wrong)?;
    Ok((*is, name, whole(from, length(5))?))
}

/// As many bytes as there should be; no room is made for what is only said to come.
fn whole(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let read = from.take(length).read_to_end(&mut content)?;
    if read as u64 == length { Ok(content) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn wrong(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
