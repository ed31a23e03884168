//! The errors of the make-believe host.

use uuid::Uuid;
use virt_core::{Error, ErrorKind, ErrorOrigin};

/// An error of `kind` that the test driver reports.
pub(crate) fn error(kind: ErrorKind, message: impl Into<String>) -> Error {
    Error::new(kind, message).with_origin(ErrorOrigin::Test)
}

/// What the state of a domain does not allow.
pub(crate) fn invalid(message: impl Into<String>) -> Error {
    error(ErrorKind::OperationInvalid, message)
}

/// No domain has `uuid`; `name` is what the caller knew it by.
pub(crate) fn no_domain(uuid: Uuid, name: Option<&str>) -> Error {
    let known_as = name.map(|name| format!(" ({name})")).unwrap_or_default();
    error(ErrorKind::NoDomain, format!("no domain with matching uuid '{uuid}'{known_as}"))
}
