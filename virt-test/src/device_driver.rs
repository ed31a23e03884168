//! Devices that come and go: a make-believe guest has nothing against it.

use virt_core::Result;
use virt_core::api::domain::DomainDeviceModifyFlags;
use virt_core::config::domain::devices::Device;
use virt_core::driver::domain::DeviceDriver;
use virt_core::object::DomainRef;

use crate::domains::DeviceChange;
use crate::driver::TestDriver;

impl DeviceDriver for TestDriver {
    fn attach_device(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        self.change_device(domain, &DeviceChange::Attach(Device::parse(xml)?), flags)
    }

    fn detach_device(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        self.change_device(domain, &DeviceChange::Detach(Device::parse(xml)?), flags)
    }

    fn detach_device_alias(
        &self,
        domain: &DomainRef,
        alias: &str,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        self.change_device(domain, &DeviceChange::DetachNamed(alias.to_owned()), flags)
    }
}

impl TestDriver {
    fn change_device(
        &self,
        domain: &DomainRef,
        change: &DeviceChange,
        flags: DomainDeviceModifyFlags,
    ) -> Result<()> {
        self.host
            .domains
            .change(|domains, events| domains.change_device(domain, change, flags, events))
    }
}
