//! The errors that several parts of the driver make.

use virt_core::{Error, ErrorKind, ErrorOrigin};

/// A call that the domain's state does not allow.
pub(crate) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::OperationInvalid, message).with_origin(ErrorOrigin::Qemu)
}

/// A call that was allowed and did not work out.
pub(crate) fn failed(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::OperationFailed, message).with_origin(ErrorOrigin::Qemu)
}

/// A definition or a flag that this driver cannot honour.
pub(crate) fn unsupported(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
}

/// A call on a domain that must run.
pub(crate) fn not_running(name: &str) -> Error {
    invalid(format!("domain is not running: '{name}'"))
}
