//! `<target>` of a disk and what else the guest sees of it: name, bus, geometry, block sizes.

use crate::xml::{Switch, XmlElement, XmlValue};

/// How a disk is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the buses' own names")]
pub enum DiskBus {
    Ide,
    Fdc,
    Scsi,
    Virtio,
    Xen,
    Usb,
    Uml,
    Sata,
    Sd,
}

/// What the guest calls a disk: `<target dev='vda' bus='virtio'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DiskTarget {
    /// The name, unique in a domain: a hint that says order and bus, not a promise to the guest.
    #[xml(attribute)]
    pub dev: String,
    /// The bus. Default: what the name says.
    #[xml(attribute)]
    pub bus: Option<DiskBus>,
    /// Whether the drive's tray is open. Default: closed.
    #[xml(attribute)]
    pub tray: Option<DiskTray>,
    /// Whether a USB disk says that it can be taken out.
    #[xml(attribute)]
    pub removable: Option<Switch>,
    /// The rotations per minute that the guest sees; 1 is an SSD.
    #[xml(attribute)]
    pub rotation_rate: Option<u32>,
}

impl DiskTarget {
    /// A name, and the bus that it says.
    pub fn new(dev: impl Into<String>) -> Self {
        let dev = dev.into();
        DiskTarget { dev, bus: None, tray: None, removable: None, rotation_rate: None }
    }
}

/// Whether a drive's tray is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum DiskTray {
    /// It is.
    Open,
    /// It is not.
    Closed,
}

/// The geometry that the guest sees: `<geometry cyls='16383' heads='16' secs='63' trans='lba'/>`.
///
/// It counts where all three numbers are there and none is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct DiskGeometry {
    /// Cylinders.
    #[xml(attribute, default)]
    pub cyls: u32,
    /// Heads.
    #[xml(attribute, default)]
    pub heads: u32,
    /// Sectors of a track.
    #[xml(attribute, default)]
    pub secs: u32,
    /// How the BIOS translates. Default: its own choice.
    #[xml(attribute)]
    pub trans: Option<GeometryTranslation>,
}

/// How a BIOS translates a disk's geometry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum GeometryTranslation {
    /// Not at all.
    None,
    /// As it likes.
    Auto,
    /// To logical blocks.
    Lba,
}

/// The block sizes that the guest sees, in bytes: `<blockio logical_block_size='512'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct BlockIo {
    /// The smallest piece that can be addressed.
    #[xml(attribute)]
    pub logical_block_size: Option<u32>,
    /// The smallest piece that is written at once.
    #[xml(attribute)]
    pub physical_block_size: Option<u32>,
    /// The smallest piece that can be given up.
    #[xml(attribute)]
    pub discard_granularity: Option<u32>,
}
