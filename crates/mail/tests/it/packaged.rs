//! Real test mails that a Debian package ships (`libpython3.11-testsuite`).

use std::path::Path;

use mail::archive::{Archive, Content};
use mail::{Broken, Limits, parse};

const FOLDER: &str = "/usr/lib/python3.11/test/test_email/data";

/// Those with no `From`, a `From` without an address, and one from nobody (`<>`). The pictures and sounds beside them
/// have none either.
const WITHOUT_SENDER: &[&str] = &[
    "msg_05.txt",
    "msg_11.txt",
    "msg_18.txt",
    "msg_19.txt",
    "msg_37.txt",
    "msg_38.txt",
    "msg_39.txt",
    "msg_40.txt",
    "msg_43.txt:0",
];

#[test]
fn n3_the_packaged_test_mails_are_read_or_set_aside_with_a_reason() {
    if !Path::new(FOLDER).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "install libpython3.11-testsuite");
        eprintln!("SKIPPED: the packaged test mails are not there; install libpython3.11-testsuite");
        return;
    }
    let limits = Limits::default();
    let archive = Archive::open(Path::new(FOLDER), limits.raw_bytes as u64).unwrap();
    let (mut read, mut set_aside) = (0, Vec::new());
    for item in archive.mails().map(Result::unwrap) {
        let Content::Raw(raw) = item.content else { panic!("{} is too large", item.place) };
        match parse(&raw, &limits) {
            Ok(_) => read += 1,
            Err(reason) => set_aside.push((item.place, reason)),
        }
    }
    assert!(set_aside.iter().all(|(_, reason)| *reason == Broken::NoFrom), "{set_aside:?}");
    set_aside.retain(|(place, _)| place.contains(".txt"));
    let places: Vec<&str> = set_aside.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, WITHOUT_SENDER);
    assert_eq!(read, 38);
}
