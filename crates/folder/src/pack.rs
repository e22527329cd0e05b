//! A ZIP archive made of files in memory, the same bytes for the same files.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Packs files, each under its name.
pub fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, bytes) in files {
        archive.start_file(name, options).map_err(io::Error::other)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish().map_err(io::Error::other)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Source};

    #[test]
    fn what_is_packed_is_read_again() {
        let packed = pack([("a/b.txt", &b"bee"[..]), ("c", &b""[..])]).unwrap();
        let source = Source::of_archive(packed, &Limits::default()).unwrap();
        let files: Vec<_> =
            source.paths().iter().map(|path| (path.to_string(), source.read(path).unwrap())).collect();
        assert_eq!(files, [("a/b.txt".to_owned(), b"bee".to_vec()), ("c".to_owned(), Vec::new())]);
    }

    #[test]
    fn th43_what_is_sent_is_looked_at_as_a_file_is() {
        let slip = pack([("../evil", &b"x"[..])]).unwrap();
        assert!(Source::of_archive(slip, &Limits::default()).is_err());
        let bomb = pack([("bomb", &vec![0; 8 << 20][..])]).unwrap();
        assert!(Source::of_archive(bomb, &Limits::default()).is_err());
        assert!(Source::of_archive(b"no archive".to_vec(), &Limits::default()).is_err());
    }
}
