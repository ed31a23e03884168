//! `<hostdev>`: a device of the host, handed to the guest.

mod capability;
mod defaults;
mod scsi;
mod subsystem;
mod taken;
mod validate;

pub use capability::{
    CapabilityDevice, MiscDevice, MiscDeviceSource, NetDevice, NetDeviceSource, StorageDevice,
    StorageDeviceSource,
};
pub use scsi::{
    IscsiSource, ScsiAdapter, ScsiAdapterSource, ScsiAdapterType, ScsiDevice, ScsiDeviceAddress,
    ScsiDeviceSource, ScsiHostDevice, VhostScsiProtocol, VhostScsiSource,
};
pub use subsystem::{
    GuestReset, MediatedDevice, MediatedDeviceModel, MediatedDeviceSource, PciDevice,
    PciDeviceOrigin, PciDeviceSource, SubsystemDevice, UsbDevice, UsbDeviceSource,
};

use super::{DeviceInfo, SgIo, Teaming};
use crate::xml::XmlElement;

/// A device of the host, handed to the guest: `<hostdev mode='subsystem' type='usb'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(empty = "open")]
pub struct HostDevice {
    /// Which device it is.
    #[xml(flatten)]
    pub device: HostDeviceMode,
    /// Which SCSI commands of the guest reach it; SCSI alone.
    #[xml(attribute)]
    pub sgio: Option<SgIo>,
    /// Whether the guest needs the right to do raw I/O; SCSI alone.
    #[xml(attribute = "rawio")]
    pub raw_io: Option<bool>,
    /// Its part in a team that survives a migration; PCI and mediated devices.
    #[xml(child)]
    pub teaming: Option<Teaming>,
    /// Whether the guest can only read it; SCSI alone.
    #[xml(flag)]
    pub readonly: bool,
    /// Whether several guests can have it at once; SCSI alone.
    #[xml(flag)]
    pub shareable: bool,
    /// Name, place, part in booting.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl HostDevice {
    /// A device with nothing else said about it.
    pub fn new(device: HostDeviceMode) -> Self {
        HostDevice {
            device,
            sgio: None,
            raw_io: None,
            teaming: None,
            readonly: false,
            shareable: false,
            info: DeviceInfo::default(),
        }
    }

    /// Whether the driver takes the device from the host and gives it back.
    pub fn is_managed(&self) -> bool {
        match &self.device {
            HostDeviceMode::Subsystem(device) => device.managed() == Some(true),
            HostDeviceMode::Capabilities(_) => false,
        }
    }
}

/// By what a device of the host is taken.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "mode", default = "subsystem")]
#[non_exhaustive]
pub enum HostDeviceMode {
    /// By the bus that it is on.
    Subsystem(SubsystemDevice),
    /// By what it can do; for containers.
    Capabilities(CapabilityDevice),
}
