//! How a command line refuses a definition.

use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

/// What stands in the definition and cannot be had.
pub(super) fn unsupported(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
}

/// What stands in the definition and contradicts itself.
pub(super) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Qemu)
}

/// Refuses a setting that the model knows and the driver does not.
pub(super) fn refuse_if(set: bool, what: &str, place: &str) -> Result<()> {
    match set {
        true => Err(unsupported(format!("{what} of {place} is not supported by this driver yet"))),
        false => Ok(()),
    }
}
