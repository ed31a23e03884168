//! Devices that come and go while a domain exists.

use std::os::fd::OwnedFd;

use crate::Result;
use crate::api::domain::{DomainDeviceModifyFlags, DomainFdAssociateFlags};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;

/// Devices of domains, each described by the element that stands for it in the domain's XML.
///
/// Without a flag a call means the domain as it is: the live one while it runs, else the
/// definition.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait DeviceDriver: Driver {
    /// Adds the device that `xml` describes.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when its address or target is
    /// taken; [`ConfigUnsupported`](crate::ErrorKind::ConfigUnsupported) for a kind of device
    /// that the driver cannot plug in.
    #[doc(alias("domainAttachDevice", "domainAttachDeviceFlags"))]
    fn attach_device(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainAttachDeviceFlags")
    }

    /// Removes the device that `xml` describes. A running guest may keep it until it agrees: the
    /// event of the removal tells when it is gone.
    ///
    /// # Errors
    ///
    /// [`DeviceMissing`](crate::ErrorKind::DeviceMissing) when the domain has no such device.
    #[doc(alias("domainDetachDevice", "domainDetachDeviceFlags"))]
    fn detach_device(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainDetachDeviceFlags")
    }

    /// Removes the device with this alias, as [`DeviceDriver::detach_device`] does.
    #[doc(alias = "domainDetachDeviceAlias")]
    fn detach_device_alias(
        &self,
        domain: &DomainRef,
        alias: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainDetachDeviceAlias")
    }

    /// Gives the device that `xml` describes its new settings: another medium, another password.
    #[doc(alias = "domainUpdateDeviceFlags")]
    fn update_device(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainUpdateDeviceFlags")
    }

    /// Keeps open files under `name`, for disks whose source names them.
    ///
    /// They are closed when the connection that handed them in is closed.
    #[doc(alias = "domainFDAssociate")]
    fn associate_files(
        &self,
        domain: &DomainRef,
        name: &str,
        files: Vec<OwnedFd>,
        flags: DomainFdAssociateFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainFDAssociate")
    }
}
