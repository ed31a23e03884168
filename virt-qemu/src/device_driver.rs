//! Devices that come and go, as a facet of the driver.

use virt_core::Result;
use virt_core::api::domain::DomainDeviceModifyFlags;
use virt_core::config::domain::devices::Device;
use virt_core::driver::domain::DeviceDriver;
use virt_core::object::DomainRef;

use crate::domain::Wanted;
use crate::driver::QemuDriver;

impl DeviceDriver for QemuDriver {
    fn attach_device(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        self.find(domain)?.attach_device(self.state(), xml, flags, self.deadline())
    }

    fn detach_device(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        let wanted = Wanted::Described(Device::parse(xml)?);
        let domain = self.find(domain)?;
        domain.detach_device(self.state(), &wanted, flags, true, self.deadline())
    }

    fn detach_device_alias(
        &self,
        domain: &DomainRef,
        alias: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        let wanted = Wanted::Named(alias.to_owned());
        let domain = self.find(domain)?;
        domain.detach_device(self.state(), &wanted, flags, false, self.deadline())
    }
}
