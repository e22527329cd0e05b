//! What signing in and out announces. Ids only.

/// Somebody signed in.
pub const STARTED: &str = "session.started";
/// A session was ended before its time.
pub const ENDED: &str = "session.ended";
/// A user set a password.
pub const PASSWORD_SET: &str = "user.password_set";
