//! The one error type that crosses every driver boundary.

mod kind;
mod origin;

pub use kind::ErrorKind;
pub use origin::ErrorOrigin;

use std::error::Error as StdError;
use std::fmt;

/// What every fallible call of virt returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What failed, on which object, why, and what to do where that is known.
///
/// Callers branch on [`kind`](Error::kind), people read the `Display` form, and logs print the
/// chain of [`source`](StdError::source)s.
///
/// ```
/// use virt_core::{Error, ErrorKind, ErrorOrigin};
///
/// let err = Error::new(ErrorKind::NoDomain, "no domain with name 'web'")
///     .with_origin(ErrorOrigin::Test);
/// assert_eq!(err.to_string(), "Domain not found: no domain with name 'web'");
/// assert_eq!(err.message(), "no domain with name 'web'");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    origin: ErrorOrigin,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// Makes an error of `kind` whose `message` names the object, the failing step and, where
    /// known, the remedy. The message does not repeat the kind or the cause.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Inner {
            kind,
            origin: ErrorOrigin::None,
            message: message.into(),
            source: None,
        }))
    }

    /// Says that `driver` does not have `call` (the name of libvirt's API function).
    pub fn no_support(driver: &str, call: &str) -> Self {
        Error::new(ErrorKind::NoSupport, format!("{call} (driver '{driver}' does not have it)"))
    }

    /// Says that `argument` of a call cannot be used, and why.
    pub fn invalid_argument(argument: &str, reason: impl fmt::Display) -> Self {
        Error::new(ErrorKind::InvalidArg, format!("{argument}: {reason}"))
    }

    /// Names the part of the system that reports the error.
    #[must_use]
    pub fn with_origin(mut self, origin: ErrorOrigin) -> Self {
        self.0.origin = origin;
        self
    }

    /// Names the part of the system that reports the error, unless one is named already.
    #[must_use]
    pub fn or_origin(mut self, origin: ErrorOrigin) -> Self {
        if self.0.origin == ErrorOrigin::None {
            self.0.origin = origin;
        }
        self
    }

    /// Keeps the error that caused this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of failure this is; its number is libvirt's.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Which part of the system reports it; its number is libvirt's.
    pub fn origin(&self) -> ErrorOrigin {
        self.0.origin
    }

    /// The message alone, without the words of the kind.
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

/// The words of the kind, filled with the message, then the causes: `operation failed: cannot
/// read '/x': No such file or directory`.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.0.kind.words_around();
        match self.0.message.as_str() {
            "" => f.write_str(self.0.kind.words())?,
            message => write!(f, "{before}{message}{after}")?,
        }
        let mut cause = self.source();
        while let Some(err) = cause {
            write!(f, ": {err}")?;
            // An error of ours prints its own causes.
            cause = if err.is::<Error>() { None } else { err.source() };
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("origin", &self.0.origin)
            .field("message", &self.0.message)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|err| err as _)
    }
}
