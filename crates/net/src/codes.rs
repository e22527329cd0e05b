//! Error codes of this crate.

kernel::codes! {
    /// The bytes go on beyond what was allowed; nothing of them was kept.
    FILE_TOO_LARGE "file_too_large" Invalid "problem-file-large" on "files";
    /// The sender stopped in the middle; nothing of it was kept.
    UPLOAD_BROKEN_OFF "upload_broken_off" Invalid "problem-upload-broken-off" on "files";
}
