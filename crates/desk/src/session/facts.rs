//! What signing in and out announces. Ids only.

crate::interest::facts! {
    /// Somebody signed in.
    STARTED "session.started";
    /// A session was ended before its time.
    ENDED "session.ended";
    /// A user set a password.
    PASSWORD_SET "user.password_set";
}
