//! Devices of a virtual machine that come and go.

use virt_core::api::domain::DomainDeviceModifyFlags;
use virt_core::driver::domain::{DeviceDriver, DomainDriver};
use virt_core::{Result, driver};

use crate::Domain;

/// Devices, each described by the element that stands for it in the domain's XML.
///
/// [`DomainDeviceModifyFlags::LIVE`] means the running domain, `CONFIG` its definition; without
/// either a call means the domain as it is.
impl Domain {
    /// Adds the device that `xml` describes.
    ///
    /// ```
    /// use virt::Connect;
    /// use virt::api::domain::DomainDeviceModifyFlags as Flags;
    ///
    /// # fn main() -> virt::Result<()> {
    /// let domain = Connect::open("test:///default")?.domain("test")?;
    /// let dice = "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>";
    /// domain.attach_device(dice, Flags::LIVE | Flags::CONFIG)?;
    /// assert!(domain.xml(Default::default())?.contains("<rng"));
    /// domain.detach_device(dice, Flags::LIVE | Flags::CONFIG)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`](crate::ErrorKind::OperationInvalid) when the place of the
    /// device is taken, or the domain does not run and the running one is meant.
    pub fn attach_device(&self, xml: &str, flags: DomainDeviceModifyFlags) -> Result<()> {
        let driver = self.changing("virDomainAttachDeviceFlags")?;
        devices(&**driver, "virDomainAttachDeviceFlags")?.attach_device(
            self.reference(),
            xml,
            flags,
        )
    }

    /// Removes the device that `xml` describes. A running guest may keep it until it agrees: the
    /// event [`DeviceRemoved`](crate::DomainEventKind::DeviceRemoved) tells when it is gone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DeviceMissing`](crate::ErrorKind::DeviceMissing) when the domain has no such
    /// device.
    pub fn detach_device(&self, xml: &str, flags: DomainDeviceModifyFlags) -> Result<()> {
        let driver = self.changing("virDomainDetachDeviceFlags")?;
        devices(&**driver, "virDomainDetachDeviceFlags")?.detach_device(
            self.reference(),
            xml,
            flags,
        )
    }

    /// Asks for the removal of the device with this alias, and returns without waiting for it.
    ///
    /// # Errors
    ///
    /// As [`Domain::detach_device`].
    pub fn detach_device_alias(&self, alias: &str, flags: DomainDeviceModifyFlags) -> Result<()> {
        let driver = self.changing("virDomainDetachDeviceAlias")?;
        devices(&**driver, "virDomainDetachDeviceAlias")?.detach_device_alias(
            self.reference(),
            alias,
            flags,
        )
    }
}

fn devices<'d>(driver: &'d dyn DomainDriver, call: &str) -> Result<&'d dyn DeviceDriver> {
    driver::facet(driver.devices(), driver, call)
}
