//! How a promise is kept, or cannot be asked for.

use virt::{Error, ErrorKind, Result};

/// What a test of a promise returns; it panics when the promise is broken.
pub(crate) type Outcome = std::result::Result<(), Absent>;

/// The driver does not have what the promise is about.
#[derive(Debug)]
pub(crate) struct Absent(pub(crate) String);

/// The answer of a call that a driver need not have.
pub(crate) trait Optional<T> {
    /// The value; [`Absent`] when the driver does not have the call.
    ///
    /// # Panics
    ///
    /// Panics on any other error.
    fn if_supported(self) -> std::result::Result<T, Absent>;
}

impl<T> Optional<T> for Result<T> {
    #[track_caller]
    fn if_supported(self) -> std::result::Result<T, Absent> {
        match self {
            Ok(value) => Ok(value),
            Err(err) if err.kind() == ErrorKind::NoSupport => Err(Absent(err.message().to_owned())),
            Err(err) => panic!("unexpected error: {err} ({:?})", err.kind()),
        }
    }
}

/// Unwraps what the driver must be able to do.
///
/// # Panics
///
/// Panics on any error.
#[track_caller]
pub(crate) fn ok<T>(result: Result<T>) -> T {
    result.unwrap_or_else(|err| panic!("unexpected error: {err} ({:?})", err.kind()))
}

/// Unwraps an error of one of `kinds`, which must say something.
///
/// # Panics
///
/// Panics on success, on other kinds, and on an empty message.
#[track_caller]
pub(crate) fn refused<T>(result: Result<T>, kinds: &[ErrorKind]) -> Error {
    match result {
        Ok(_) => panic!("it succeeded, and should be refused with {kinds:?}"),
        Err(err) if !kinds.contains(&err.kind()) => {
            panic!("it is refused with {:?}, not {kinds:?}: {err}", err.kind())
        }
        Err(err) if err.message().is_empty() => panic!("{:?} without a message", err.kind()),
        Err(err) => err,
    }
}

/// Like [`refused`], for a call that a driver need not have.
#[track_caller]
pub(crate) fn refused_if_supported<T>(
    result: Result<T>,
    kinds: &[ErrorKind],
) -> std::result::Result<Error, Absent> {
    match result {
        Err(err) if err.kind() == ErrorKind::NoSupport => Err(Absent(err.message().to_owned())),
        result => Ok(refused(result, kinds)),
    }
}
