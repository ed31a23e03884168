//! Disks and drives.

use crate::config::ZeroOne;
use crate::xml::XmlElement;

/// A disk or drive.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct StorageCapability {
    /// The block device.
    #[xml(value, default)]
    pub block: String,
    /// The bus: `ata`, `scsi`, `usb`…
    #[xml(value)]
    pub bus: Option<String>,
    /// What it is: `disk`, `cdrom`, `floppy`…
    #[xml(value)]
    pub drive_type: Option<String>,
    /// The model.
    #[xml(value)]
    pub model: Option<String>,
    /// The vendor.
    #[xml(value)]
    pub vendor: Option<String>,
    /// The serial number.
    #[xml(value)]
    pub serial: Option<String>,
    /// How large it is, in bytes; none where what is in the drive says so.
    #[xml(value)]
    pub size: Option<u64>,
    /// How large a block is, in bytes.
    #[xml(value)]
    pub logical_block_size: Option<u64>,
    /// How many blocks there are.
    #[xml(value)]
    pub num_blocks: Option<u64>,
    /// What else it can do.
    #[xml(child = "capability")]
    pub nested: Vec<StorageNested>,
}

/// What a disk or drive can do beside: `<capability type='removable'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum StorageNested {
    /// What is in it can be taken out.
    Removable(RemovableMedia),
    /// It can be taken out itself.
    #[xml(name = "hotpluggable")]
    HotPluggable,
}

/// What is in a drive.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct RemovableMedia {
    /// Whether anything is.
    #[xml(value = "media_available", default)]
    pub available: ZeroOne,
    /// How large it is, in bytes.
    #[xml(value = "media_size", default)]
    pub size: u64,
    /// What it is called.
    #[xml(value = "media_label")]
    pub label: Option<String>,
    /// How large a block is, in bytes.
    #[xml(value)]
    pub logical_block_size: Option<u64>,
    /// How many blocks there are.
    #[xml(value)]
    pub num_blocks: Option<u64>,
}
