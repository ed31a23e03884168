//! The errors that several parts of the driver make.

use virt_core::{Error, ErrorKind, ErrorOrigin};

/// A device that is not there, or not there any more.
pub(crate) fn gone(name: &str) -> Error {
    let message = format!("no node device with matching name '{name}'");
    Error::new(ErrorKind::NoNodeDevice, message).with_origin(ErrorOrigin::Nodedev)
}
