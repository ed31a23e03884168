//! How failures of the operating system become errors that a user can act on.

use std::io;
use std::path::Path;

use virt_core::{Error, ErrorKind};

/// A failed system call: `what` says what could not be done, the cause follows it.
pub(crate) fn system(what: impl Into<String>, cause: impl Into<io::Error>) -> Error {
    Error::new(ErrorKind::SystemError, what).with_source(cause.into())
}

/// A file or folder that could not be written, with the remedy where one is known.
pub(crate) fn unwritten(what: &str, path: &Path, note: &str, cause: impl Into<io::Error>) -> Error {
    let cause = cause.into();
    let folder = path.parent().unwrap_or(path).display();
    let remedy = match cause.kind() {
        io::ErrorKind::StorageFull => {
            format!("; free some space on the file system of '{folder}' and try again")
        }
        io::ErrorKind::QuotaExceeded => {
            format!("; free some space in '{folder}' or raise the disk quota, and try again")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            format!("; make the file system of '{folder}' writable, or choose another root")
        }
        io::ErrorKind::PermissionDenied => {
            format!("; it needs write access to '{folder}'")
        }
        _ => String::new(),
    };
    system(format!("cannot {what} '{}'{note}{remedy}", path.display()), cause)
}
