//! Devices of the host by the bus that they are on.

use uuid::Uuid;

use super::{ScsiDevice, ScsiHostDevice};
use crate::config::HostDeviceDriver;
use crate::config::domain::PciAddress;
use crate::config::domain::devices::{HostUsbAddress, StartupPolicy, UsbId};
use crate::xml::{Form, Switch, XmlElement, XmlValue};

/// A device of the host, by its bus: `<hostdev mode='subsystem' type='pci' managed='yes'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum SubsystemDevice {
    /// A USB device.
    Usb(UsbDevice),
    /// A PCI device.
    Pci(Box<PciDevice>),
    /// A SCSI device: a disk, tape drive…
    Scsi(ScsiDevice),
    /// A target of the kernel's vhost-scsi, with all its disks.
    #[xml(name = "scsi_host")]
    ScsiHost(ScsiHostDevice),
    /// A mediated device: a share of a device, which the kernel hands out.
    Mdev(MediatedDevice),
}

impl SubsystemDevice {
    /// Whether the driver takes the device from the host and gives it back, where the author said
    /// so.
    pub fn managed(&self) -> Option<bool> {
        match self {
            SubsystemDevice::Usb(device) => device.managed,
            SubsystemDevice::Pci(device) => device.managed,
            SubsystemDevice::Scsi(device) => device.managed,
            SubsystemDevice::ScsiHost(device) => device.managed,
            SubsystemDevice::Mdev(device) => device.managed,
        }
    }

    pub(super) fn managed_mut(&mut self) -> &mut Option<bool> {
        match self {
            SubsystemDevice::Usb(device) => &mut device.managed,
            SubsystemDevice::Pci(device) => &mut device.managed,
            SubsystemDevice::Scsi(device) => &mut device.managed,
            SubsystemDevice::ScsiHost(device) => &mut device.managed,
            SubsystemDevice::Mdev(device) => &mut device.managed,
        }
    }
}

/// A USB device of the host.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct UsbDevice {
    /// Whether the driver takes it from the host and gives it back. Default: no.
    #[xml(attribute, lenient)]
    pub managed: Option<bool>,
    /// Which one it is.
    #[xml(child, default)]
    pub source: UsbDeviceSource,
}

/// Which USB device of the host it is: by what it is, by where it is, or by both.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct UsbDeviceSource {
    /// What happens when it is not there. Default: the guest does not start.
    #[xml(attribute = "startupPolicy")]
    pub startup_policy: Option<StartupPolicy>,
    /// Whether the guest may reset it. Default: the hypervisor's choice.
    #[xml(attribute = "guestReset")]
    pub guest_reset: Option<GuestReset>,
    /// Whether the host does not have it at the moment.
    #[xml(attribute, live)]
    pub missing: Option<bool>,
    /// Its maker.
    #[xml(path = "vendor/@id")]
    pub vendor: Option<UsbId>,
    /// Its product.
    #[xml(path = "product/@id")]
    pub product: Option<UsbId>,
    /// Its place.
    #[xml(child)]
    pub address: Option<HostUsbAddress>,
}

impl UsbDeviceSource {
    /// The device at this place.
    pub fn at(address: HostUsbAddress) -> Self {
        UsbDeviceSource { address: Some(address), ..UsbDeviceSource::default() }
    }

    /// The only device of this maker and product.
    pub fn named(vendor: UsbId, product: UsbId) -> Self {
        let (vendor, product) = (Some(vendor), Some(product));
        UsbDeviceSource { vendor, product, ..UsbDeviceSource::default() }
    }

    fn is_in(&self, form: Form) -> bool {
        let missing = self.missing.filter(|_| form.inactive);
        *self != UsbDeviceSource { missing, ..UsbDeviceSource::default() }
    }
}

/// Whether a guest may reset a USB device of the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum GuestReset {
    /// Never.
    Off,
    /// Until it has been set up.
    Uninitialized,
    /// Whenever it likes.
    On,
}

/// A PCI device of the host.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PciDevice {
    /// Whether the driver takes it from the host and gives it back. Default: no.
    #[xml(attribute, lenient)]
    pub managed: Option<bool>,
    /// Whether what it draws is seen on the guest's display. Default: off.
    #[xml(attribute)]
    pub display: Option<Switch>,
    /// Whether its display works before the guest has a driver for it. Default: off.
    #[xml(attribute)]
    pub ramfb: Option<Switch>,
    /// How it is handed over.
    #[xml(child)]
    pub driver: Option<HostDeviceDriver>,
    /// Which one it is.
    #[xml(child)]
    pub source: PciDeviceSource,
}

/// Which PCI device of the host it is.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PciDeviceSource {
    /// What happens when it is not there; libvirt knows that of USB devices alone.
    #[xml(attribute = "startupPolicy")]
    pub startup_policy: Option<StartupPolicy>,
    /// Whether Xen keeps the guest from writing most of its configuration. Default: yes.
    #[xml(attribute = "writeFiltering")]
    pub write_filtering: Option<bool>,
    /// Its place.
    #[xml(child, default)]
    pub address: PciAddress,
    /// What is to be done when it goes back to the host; in a running domain.
    #[xml(child = "origstates", live)]
    pub origin: Option<Box<PciDeviceOrigin>>,
}

impl PciDeviceSource {
    /// The device at this place.
    pub fn at(address: PciAddress) -> Self {
        PciDeviceSource { address, ..PciDeviceSource::default() }
    }
}

/// What is to be done when a PCI device goes back to the host: `<origstates>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct PciDeviceOrigin {
    /// The driver that hands it over lets go of it.
    #[xml(flag)]
    pub unbind: bool,
    /// That driver forgets the device.
    #[xml(flag = "removeslot")]
    pub remove_slot: bool,
    /// The host looks for its own driver.
    #[xml(flag)]
    pub reprobe: bool,
}

/// A mediated device of the host.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct MediatedDevice {
    /// Whether the driver makes it and removes it again. Default: no.
    #[xml(attribute, lenient)]
    pub managed: Option<bool>,
    /// What the guest sees.
    #[xml(attribute)]
    pub model: MediatedDeviceModel,
    /// Whether what it draws is seen on the guest's display. Default: off.
    #[xml(attribute)]
    pub display: Option<Switch>,
    /// Whether its display works before the guest has a driver for it. Default: off.
    #[xml(attribute)]
    pub ramfb: Option<Switch>,
    /// Which one it is.
    #[xml(child)]
    pub source: MediatedDeviceSource,
}

/// What a guest sees of a mediated device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MediatedDeviceModel {
    /// A PCI device.
    VfioPci,
    /// A device on an IBM Z machine's channel.
    VfioCcw,
    /// Crypto adapters of an IBM Z machine.
    VfioAp,
}

/// Which mediated device of the host it is: `<source><address uuid='…'/></source>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MediatedDeviceSource {
    /// Its identity.
    #[xml(path = "address/@uuid")]
    pub uuid: Uuid,
}
