//! How a command line refuses a definition.

use virt_core::xml::Unmodelled;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

/// What stands in the definition and cannot be had.
pub(super) fn unsupported(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
}

/// What stands in the definition and contradicts itself.
pub(super) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Qemu)
}

/// Refuses what the model only keeps: it must not be silently left out of the guest.
pub(super) fn refuse(other: &Unmodelled, place: &str) -> Result<()> {
    refuse_except(other, place, &[])
}

/// As [`refuse`], but for elements that say nothing to QEMU.
pub(super) fn refuse_except(other: &Unmodelled, place: &str, known: &[&str]) -> Result<()> {
    if let Some((name, value)) = other.attributes().find(|(name, _)| !known.contains(name)) {
        return Err(unsupported(format!(
            "the attribute {name}='{value}' of {place} is not supported by this driver yet"
        )));
    }
    let element = other.elements().iter().find(|element| !known.contains(&element.name()));
    match element {
        Some(element) => Err(unsupported(format!(
            "the element <{}> of {place} is not supported by this driver yet",
            element.name()
        ))),
        None => Ok(()),
    }
}

/// Refuses a setting that the model knows and the driver does not.
pub(super) fn refuse_if(set: bool, what: &str, place: &str) -> Result<()> {
    match set {
        true => Err(unsupported(format!("{what} of {place} is not supported by this driver yet"))),
        false => Ok(()),
    }
}
