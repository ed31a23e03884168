//! Devices that a guest asks for.

use uuid::Uuid;
use virt_core::config::MacAddress;
use virt_core::config::domain::PciAddress;
use virt_core::config::domain::devices::{HostUsbAddress, StartupPolicy};

use super::ScsiAddress;

/// A device that a guest asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum HostDevice {
    /// A PCI device.
    Pci(PciRequest),
    /// A USB device.
    Usb(UsbRequest),
    /// A SCSI device on an adapter of the host.
    Scsi(ScsiRequest),
    /// A target of vhost-scsi.
    ScsiHost(ScsiHostRequest),
    /// A mediated device.
    Mdev(MdevRequest),
    /// A namespace of an NVMe drive.
    Nvme(NvmeRequest),
}

/// A PCI device that a guest asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PciRequest {
    /// Where it is.
    pub address: PciAddress,
    /// Whether the manager takes it from the host's driver and gives it back.
    pub managed: bool,
    /// The kernel's driver that hands it to guests. Default: the best that fits the device.
    pub driver: Option<String>,
    /// What the network card is told that this is a function of.
    pub network: Option<VirtualFunctionSettings>,
    /// Whether it is taken even if the host needs it: its disk, its way to the network.
    pub forced: bool,
}

impl PciRequest {
    /// The device at `address`, with nothing else said about it.
    pub fn new(address: PciAddress) -> PciRequest {
        PciRequest { address, managed: false, driver: None, network: None, forced: false }
    }
}

/// What a network card is told about one of its virtual functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VirtualFunctionSettings {
    /// The hardware address that the guest has. Default: as it is.
    pub mac: Option<MacAddress>,
    /// The VLAN that the card puts the guest's packets in. Default: none.
    pub vlan: Option<u16>,
    /// Whether the guest may change its address and receive what is not for it. Default: as it is.
    pub trust: Option<bool>,
}

/// A USB device that a guest asks for: by where it is, by what it is, or by both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UsbRequest {
    /// Where it is.
    pub address: Option<HostUsbAddress>,
    /// Its maker's number.
    pub vendor: Option<u16>,
    /// Its product's number.
    pub product: Option<u16>,
    /// What happens when it is not there. Default: it is an error.
    pub startup_policy: Option<StartupPolicy>,
    /// Whether it is taken even if the host needs it.
    pub forced: bool,
}

/// A SCSI device that a guest asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScsiRequest {
    /// Where it is.
    pub address: ScsiAddress,
    /// Whether several guests can have it at once, if all of them say so.
    pub shareable: bool,
    /// Whether the guest can only read it.
    pub readonly: bool,
    /// Whether it is taken even if the host needs it.
    pub forced: bool,
}

/// A target of vhost-scsi that a guest asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScsiHostRequest {
    /// Its name: `naa.` and 16 hexadecimal digits.
    pub wwpn: String,
}

/// A mediated device that a guest asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MdevRequest {
    /// Its identity.
    pub uuid: Uuid,
    /// What it has to be: `vfio-pci`, `vfio-ccw` or `vfio-ap`.
    pub model: String,
}

/// A namespace of an NVMe drive that a guest asks for. The whole drive is the guest's then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NvmeRequest {
    /// Where the drive is.
    pub address: PciAddress,
    /// The namespace, from 1.
    pub namespace: u32,
    /// Whether the manager takes the drive from the host's driver and gives it back.
    pub managed: bool,
    /// Whether it is taken even if the host needs it.
    pub forced: bool,
}

impl HostDevice {
    /// The same device, taken even if the host needs it.
    #[must_use]
    pub fn forced(mut self) -> HostDevice {
        match &mut self {
            HostDevice::Pci(request) => request.forced = true,
            HostDevice::Usb(request) => request.forced = true,
            HostDevice::Scsi(request) => request.forced = true,
            HostDevice::Nvme(request) => request.forced = true,
            HostDevice::ScsiHost(_) | HostDevice::Mdev(_) => {}
        }
        self
    }
}
