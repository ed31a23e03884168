//! Devices between the host and its guests, as a facet of the driver.

use virt_core::api::nodedev::NodeDeviceXmlFlags;
use virt_core::config::NodeDeviceConfig;
use virt_core::config::domain::PciAddress;
use virt_core::config::node_device::Capability;
use virt_core::driver::node::HostDeviceDriver;
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::driver::QemuDriver;

impl HostDeviceDriver for QemuDriver {
    fn detach_host_device(&self, device: &NodeDeviceRef, driver: Option<&str>) -> Result<()> {
        self.state().host_devices()?.detach(&self.pci_address(device)?, driver)
    }

    fn reattach_host_device(&self, device: &NodeDeviceRef) -> Result<()> {
        self.state().host_devices()?.reattach_to_host(&self.pci_address(device)?)
    }

    fn reset_host_device(&self, device: &NodeDeviceRef) -> Result<()> {
        self.state().host_devices()?.reset(&self.pci_address(device)?)
    }
}

impl QemuDriver {
    /// Where the device is on PCI, as the node device driver of this connection says.
    fn pci_address(&self, device: &NodeDeviceRef) -> Result<PciAddress> {
        let slots = self.siblings().slots()?;
        let xml = slots.node_devices()?.xml(device, NodeDeviceXmlFlags::empty())?;
        let config = NodeDeviceConfig::parse(&xml)?;
        let pci = config.capabilities.iter().find_map(|capability| match capability {
            Capability::Pci(pci) => Some(pci),
            _ => None,
        });
        let pci = pci.ok_or_else(|| {
            let message = format!("device '{}' is not a PCI device", device.name);
            Error::new(ErrorKind::InvalidArg, message).with_origin(ErrorOrigin::Qemu)
        })?;
        let address = PciAddress::new(pci.bus, pci.slot, pci.function);
        Ok(PciAddress { domain: pci.domain, ..address })
    }
}
