//! Devices between the host and its guests, as a facet of the driver.

use virt_core::api::nodedev::NodeDeviceXmlFlags;
use virt_core::config::NodeDeviceConfig;
use virt_core::config::domain::PciAddress;
use virt_core::config::domain::devices::HostUsbAddress;
use virt_core::config::node_device::{Capability, PciCapability};
use virt_core::driver::node::{Explanation, HostDeviceDriver, Obstacle, Severity};
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_hostdev::{HostDevice, MdevRequest, PciRequest, ScsiAddress, ScsiRequest, UsbRequest};

use crate::driver::QemuDriver;

impl HostDeviceDriver for QemuDriver {
    fn detach_host_device(
        &self,
        device: &NodeDeviceRef,
        driver: Option<&str>,
        forced: bool,
    ) -> Result<()> {
        let address = self.pci_address(device)?;
        self.state().host_devices()?.detach_with(&address, kernel_driver(driver)?, forced)
    }

    fn reattach_host_device(&self, device: &NodeDeviceRef) -> Result<()> {
        self.state().host_devices()?.reattach_to_host(&self.pci_address(device)?)
    }

    fn reset_host_device(&self, device: &NodeDeviceRef) -> Result<()> {
        self.state().host_devices()?.reset(&self.pci_address(device)?)
    }

    fn explain_host_device(&self, device: &NodeDeviceRef) -> Result<Explanation> {
        let config = self.node_device(device)?;
        if let Some(request) = config.capabilities.iter().find_map(request_for) {
            return self.state().host_devices()?.explain(device, &request);
        }
        let mut explanation = Explanation::new(device.clone());
        let what = "guests get PCI, USB, SCSI and mediated devices, and this is none";
        let mut obstacle = Obstacle::new(what, Severity::Final);
        if let Some(above) = self.nearest_for_guests(config)? {
            obstacle = obstacle.remedy(format!("ask for what it is a part of: '{above}'"));
        }
        explanation.obstacles.push(obstacle);
        Ok(explanation)
    }
}

/// What a guest would ask the manager for; none for what no guest can have.
fn request_for(capability: &Capability) -> Option<HostDevice> {
    Some(match capability {
        Capability::Pci(pci) => {
            HostDevice::Pci(PciRequest { managed: true, ..PciRequest::new(address_of(pci)) })
        }
        Capability::UsbDevice(usb) => {
            let address = Some(HostUsbAddress::new(usb.bus, usb.device));
            HostDevice::Usb(UsbRequest { address, ..UsbRequest::default() })
        }
        Capability::Scsi(scsi) => HostDevice::Scsi(ScsiRequest {
            address: ScsiAddress {
                host: scsi.host,
                bus: scsi.bus,
                target: scsi.target,
                unit: scsi.unit,
            },
            shareable: false,
            readonly: false,
            forced: false,
        }),
        Capability::Mdev(mdev) => {
            HostDevice::Mdev(MdevRequest { uuid: mdev.uuid?, model: "vfio-pci".to_owned() })
        }
        _ => return None,
    })
}

impl QemuDriver {
    /// Where the device is on PCI.
    fn pci_address(&self, device: &NodeDeviceRef) -> Result<PciAddress> {
        let config = self.node_device(device)?;
        let pci = config.capabilities.iter().find_map(|capability| match capability {
            Capability::Pci(pci) => Some(address_of(pci)),
            _ => None,
        });
        pci.ok_or_else(|| {
            let message = format!("device '{}' is not a PCI device", device.name);
            Error::new(ErrorKind::InvalidArg, message).with_origin(ErrorOrigin::Qemu)
        })
    }

    /// The nearest device above `config` that guests can have.
    fn nearest_for_guests(&self, mut config: NodeDeviceConfig) -> Result<Option<NodeDeviceRef>> {
        while let Some(parent) = config.parent.and_then(|parent| parent.name) {
            let parent = NodeDeviceRef::new(parent);
            config = self.node_device(&parent)?;
            if config.capabilities.iter().any(|capability| request_for(capability).is_some()) {
                return Ok(Some(parent));
            }
        }
        Ok(None)
    }

    /// What the node device driver of this connection says of the device.
    fn node_device(&self, device: &NodeDeviceRef) -> Result<NodeDeviceConfig> {
        let slots = self.siblings().slots()?;
        let xml = slots.node_devices()?.xml(device, NodeDeviceXmlFlags::empty())?;
        NodeDeviceConfig::parse(&xml)
    }
}

fn address_of(pci: &PciCapability) -> PciAddress {
    PciAddress { domain: pci.domain, ..PciAddress::new(pci.bus, pci.slot, pci.function) }
}

/// The kernel's driver that a caller asks for; none for whichever of VFIO's fits best.
fn kernel_driver(asked: Option<&str>) -> Result<Option<&str>> {
    match asked {
        None | Some("vfio") => Ok(None),
        Some(other @ ("kvm" | "xen")) => {
            let message = format!(
                "driver '{other}' does not hand devices to QEMU's guests; say vfio, or the name of \
                 one of the kernel's drivers such as vfio-pci"
            );
            Err(Error::new(ErrorKind::ArgumentUnsupported, message).with_origin(ErrorOrigin::Qemu))
        }
        Some(name) => Ok(Some(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::kernel_driver;

    #[test]
    fn vfio_stands_for_the_driver_that_fits() {
        assert_eq!(kernel_driver(None).unwrap(), None);
        assert_eq!(kernel_driver(Some("vfio")).unwrap(), None);
        assert_eq!(kernel_driver(Some("vfio-pci")).unwrap(), Some("vfio-pci"));
        assert!(kernel_driver(Some("xen")).is_err());
    }
}
