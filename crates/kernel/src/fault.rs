//! The one error type.

use std::error::Error;
use std::fmt;

/// What kind of answer a fault deserves; each face maps it once (HTTP status, exit code, bounce).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Absent, or not for these eyes: 404.
    NotFound,
    /// Known, but the right is missing: 403.
    Forbidden,
    /// Who is asking is not known: 401.
    SignIn,
    /// The input is wrong: 400 at the API, 422 on a page.
    Invalid,
    /// The state changed meanwhile, or a name is taken: 409.
    Conflict,
    /// Too often: 429.
    TooMany,
    /// Too much at once: 413.
    TooLarge,
    /// Of a media type that nobody reads here: 415.
    WrongType,
    /// Try again shortly: 503.
    Unavailable,
    /// Our mistake: 500.
    Internal,
}

/// A stable error code. All of them are made by [`codes!`](crate::codes).
#[derive(Debug)]
pub struct Code {
    /// The name the API shows; never changes.
    pub name: &'static str,
    /// The kind of answer.
    pub kind: Kind,
    /// The key of its text in the locale files.
    pub text_key: &'static str,
    /// The field it belongs to, where it always is the same one.
    pub field: Option<&'static str>,
    /// What it says, in English, for the reference.
    pub meaning: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Makes error codes from a table: constant, kind, text key and, where it is always the same, the field. Also makes
/// `ALL`, the list that references, texts and tests are drawn from.
#[macro_export]
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $constant:ident $name:literal $kind:ident $key:literal $(on $field:literal)?;)*) => {
        $($(#[doc = $doc])+
        pub static $constant: $crate::Code = $crate::Code {
            name: $name,
            kind: $crate::Kind::$kind,
            text_key: $key,
            field: $crate::codes!(@field $($field)?),
            meaning: concat!($($doc),+),
        };)*
        /// Every code above, in this order.
        pub static ALL: &[&$crate::Code] = &[$(&$constant),*];
    };
    (@field $field:literal) => { Some($field) };
    (@field) => { None };
}

/// The codes that the crates below the product need.
pub mod codes {
    crate::codes! {
        /// Absent or invisible: the two are one answer.
        NOT_FOUND "not_found" NotFound "error-not-found";
        /// The input has problems, listed by field.
        INVALID "invalid" Invalid "error-invalid";
        /// A unique value is taken, or the state changed meanwhile.
        CONFLICT "conflict" Conflict "error-conflict";
        /// The database or another part is too busy or away; trying again shortly helps.
        UNAVAILABLE "unavailable" Unavailable "error-unavailable";
        /// Our mistake; the log has the reason under the fault's id.
        INTERNAL "internal" Internal "error-internal";
        /// More bytes than are read at all.
        TOO_LARGE "too_large" TooLarge "error-too-large";
        /// Something else than a form where a form is awaited.
        WRONG_TYPE "wrong_type" WrongType "error-wrong-type";
        /// A text holds NUL or another character that no database column takes.
        TEXT_UNSTORABLE "text_unstorable" Invalid "problem-text-broken";
    }
}

/// One thing wrong with one field.
#[derive(Debug)]
pub struct Problem {
    /// The field's name in the form or API type.
    pub field: &'static str,
    /// What is wrong.
    pub code: &'static Code,
    /// Named values for the text, for example a limit.
    pub values: Vec<(&'static str, String)>,
}

/// Why something did not happen. Knows no HTTP; each face turns its [`Kind`] into an answer.
pub struct Fault(Box<Inner>);

struct Inner {
    code: &'static Code,
    problems: Vec<Problem>,
    source: Option<Box<dyn Error + Send + Sync>>,
    retry_after_seconds: Option<i64>,
}

impl Fault {
    /// A fault with this code.
    pub fn new(code: &'static Code) -> Self {
        Self(Box::new(Inner { code, problems: Vec::new(), source: None, retry_after_seconds: None }))
    }

    /// Input with these problems.
    pub fn invalid(problems: Vec<Problem>) -> Self {
        let mut fault = Self::new(&codes::INVALID);
        fault.0.problems = problems;
        fault
    }

    /// Our mistake, with what caused it for the log.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(&codes::INTERNAL).because(source)
    }

    /// Adds what caused it. Only logs show it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Adds a problem at a field.
    #[must_use]
    pub fn at(
        mut self,
        field: &'static str,
        code: &'static Code,
        values: Vec<(&'static str, String)>,
    ) -> Self {
        self.0.problems.push(Problem { field, code, values });
        self
    }

    /// Says when asking again makes sense.
    #[must_use]
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// The code.
    pub fn code(&self) -> &'static Code {
        self.0.code
    }

    /// The kind of the code.
    pub fn kind(&self) -> Kind {
        self.0.code.kind
    }

    /// What is wrong, field by field; empty for most codes.
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// Seconds after which to ask again.
    pub fn retry_after_seconds(&self) -> Option<i64> {
        self.0.retry_after_seconds
    }

    /// Whether this is that code.
    pub fn is(&self, code: &Code) -> bool {
        self.0.code == code
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// For the log: the code and the chain of causes.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.code.name)?;
        for problem in &self.0.problems {
            write!(formatter, " [{}: {}]", problem.field, problem.code.name)?;
        }
        let mut cause = self.0.source.as_deref().map(|source| source as &(dyn Error + 'static));
        while let Some(error) = cause {
            write!(formatter, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for Fault {}

#[cfg(test)]
mod tests {
    use super::{Fault, codes};

    #[test]
    fn a_fault_tells_the_log_its_chain_of_causes() {
        let fault = Fault::internal(std::io::Error::other("disk gone"));
        assert_eq!(fault.to_string(), "internal: disk gone");
        assert_eq!(Fault::new(&codes::NOT_FOUND).to_string(), "not_found");
    }

    #[test]
    fn problems_stand_at_their_fields() {
        let fault = Fault::new(&codes::INVALID).at("email", &codes::CONFLICT, vec![]);
        assert_eq!(fault.to_string(), "invalid [email: conflict]");
        assert_eq!(fault.problems()[0].field, "email");
    }
}
