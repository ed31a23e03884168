//! `<address>` and `<alias>`: where a device sits in the machine, and what it is called.

mod alias;
mod drive;
mod pci;
mod platform;
mod settle;
mod usb;
mod validate;
mod z;

pub use alias::Alias;
pub use drive::{CcidAddress, DriveAddress, VirtioSerialAddress};
pub use pci::{PciAddress, ZpciAddress};
pub use platform::{DimmAddress, IsaAddress, SpaprVioAddress};
pub use usb::{UsbAddress, UsbPort};
pub use z::CcwAddress;

use crate::xml::XmlElement;

/// Where a device sits: `<address type='pci' …/>`. Drivers choose one where it is missing.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum Address {
    /// In a slot of a PCI bus; all zeros where the driver chooses one.
    #[xml(bare_if = "is_empty", bare_but = "multifunction")]
    Pci(PciAddress),
    /// On a disk controller.
    Drive(DriveAddress),
    /// On a virtio-serial controller.
    VirtioSerial(VirtioSerialAddress),
    /// In a smart card reader.
    Ccid(CcidAddress),
    /// At a USB port.
    Usb(UsbAddress),
    /// On the bus of a POWER machine.
    SpaprVio(SpaprVioAddress),
    /// On the channel subsystem of an IBM Z machine.
    Ccw(CcwAddress),
    /// In the memory of an ARM machine.
    VirtioMmio,
    /// At ports of the ISA bus.
    Isa(IsaAddress),
    /// In a memory slot.
    Dimm(DimmAddress),
    /// Nowhere: the device is taken from the host, and the guest does not get it.
    Unassigned,
}

impl Address {
    /// The PCI slot, where it is one.
    pub fn as_pci(&self) -> Option<&PciAddress> {
        match self {
            Address::Pci(address) => Some(address),
            _ => None,
        }
    }
}
