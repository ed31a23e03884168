//! All devices, as one look at the host found them.

use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

/// The devices by name.
#[derive(Debug, Default)]
pub(crate) struct DeviceTable {
    names: Vec<String>,
}

impl DeviceTable {
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Finds the device called `name`.
    pub(crate) fn find(&self, name: &str) -> Result<&str> {
        self.names().find(|known| *known == name).ok_or_else(|| {
            let message = format!("no node device with matching name '{name}'");
            Error::new(ErrorKind::NoNodeDevice, message).with_origin(ErrorOrigin::Nodedev)
        })
    }
}
