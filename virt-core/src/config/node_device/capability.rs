//! `<capability>`: what a device is and can do.

use super::{
    ApCardCapability, ApMatrixCapability, ApQueueCapability, CcwCapability, CcwGroupCapability,
    CssCapability, MdevCapability, MdevParentCapability, NetCapability, PciCapability,
    ScsiCapability, ScsiGenericCapability, ScsiHostCapability, ScsiTargetCapability,
    StorageCapability, SystemCapability, UsbDeviceCapability, UsbInterfaceCapability,
};
use crate::xml::{XmlElement, XmlValue};

/// What a device is and can do: `<capability type='pci'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum Capability {
    /// It is the host itself.
    System(SystemCapability),
    /// A PCI device.
    Pci(Box<PciCapability>),
    /// A USB device.
    #[xml(name = "usb_device")]
    UsbDevice(UsbDeviceCapability),
    /// An interface of a USB device.
    #[xml(name = "usb")]
    UsbInterface(UsbInterfaceCapability),
    /// A network interface.
    Net(NetCapability),
    /// A SCSI host.
    #[xml(name = "scsi_host")]
    ScsiHost(ScsiHostCapability),
    /// A target of a SCSI host.
    #[xml(name = "scsi_target")]
    ScsiTarget(ScsiTargetCapability),
    /// A logical unit of a SCSI target.
    Scsi(ScsiCapability),
    /// The way to a SCSI device without its driver.
    #[xml(name = "scsi_generic")]
    ScsiGeneric(ScsiGenericCapability),
    /// A disk or drive.
    Storage(StorageCapability),
    /// A part of a graphics card.
    Drm(DrmCapability),
    /// What mediated devices are made from, on no bus that has a capability of its own.
    #[xml(name = "mdev_types")]
    MdevTypes(MdevParentCapability),
    /// A mediated device.
    Mdev(MdevCapability),
    /// A device on an IBM Z machine's channels.
    Ccw(CcwCapability),
    /// A subchannel of an IBM Z machine.
    Css(CssCapability),
    /// Several devices on channels that make one.
    #[xml(name = "ccwgroup")]
    CcwGroup(CcwGroupCapability),
    /// A way to a datapath in hardware.
    Vdpa(VdpaCapability),
    /// A crypto card.
    #[xml(name = "ap_card")]
    ApCard(ApCardCapability),
    /// A queue of a crypto card.
    #[xml(name = "ap_queue")]
    ApQueue(ApQueueCapability),
    /// What crypto cards' queues are handed to guests by.
    #[xml(name = "ap_matrix")]
    ApMatrix(ApMatrixCapability),
}

/// A part of a graphics card.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DrmCapability {
    /// Which part.
    #[xml(value = "type")]
    pub drm_type: DrmType,
}

/// A part of a graphics card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum DrmType {
    /// The part that shows something.
    Primary,
    /// The part that sets modes.
    Control,
    /// The part that computes.
    Render,
}

/// A way to a datapath in hardware.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct VdpaCapability {
    /// The character device.
    #[xml(value = "chardev")]
    pub character_device: String,
}
