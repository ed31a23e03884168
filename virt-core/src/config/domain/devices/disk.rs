//! `<disk>`: a block device of the guest.

use super::{
    BackingStore, BlockIo, DeviceInfo, DiskAuth, DiskBus, DiskDriver, DiskFormat, DiskGeometry,
    DiskMirror, DiskSource, DiskTarget, DiskType, IoTune, VirtioModel,
};
use crate::config::encryption::Encryption;
use crate::config::snapshot::SnapshotDiskLocation;
use crate::xml::{XmlElement, XmlValue};

/// A block device of the guest: `<disk type='file' device='disk'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Disk {
    /// What kind of thing holds the bytes. Default: file.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// What the guest sees. Default: disk.
    #[xml(attribute)]
    pub device: Option<DiskDevice>,
    /// Which virtio device it is, on the bus `virtio`. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub model: Option<VirtioModel>,
    /// Whether the hypervisor gets the capability to send any SCSI command. Default: no.
    #[xml(attribute = "rawio")]
    pub raw_io: Option<bool>,
    /// Whether the guest may send any SCSI command. Default: filtered.
    #[xml(attribute = "sgio")]
    pub sg_io: Option<SgIo>,
    /// What snapshots of the domain do with the disk. Default: what the snapshot says; nothing
    /// for a disk that cannot be written.
    #[xml(attribute)]
    pub snapshot: Option<SnapshotDiskLocation>,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<DiskDriver>,
    /// Who the server is told that asks, where it stood before libvirt 3.9; now in the source.
    #[xml(child)]
    pub auth: Option<Box<DiskAuth>>,
    /// What holds the bytes; none for an empty drive.
    #[xml(child)]
    pub source: Option<DiskSource>,
    /// What the source is a layer on. Default: what the image says.
    #[xml(child = "backingStore")]
    pub backing_store: Option<Box<BackingStore>>,
    /// The domain that has the device, where the hypervisor is Xen. Default: the first one.
    #[xml(path = "backenddomain/@name", blank)]
    pub backend_domain: Option<String>,
    /// The geometry that the guest sees.
    #[xml(child)]
    pub geometry: Option<DiskGeometry>,
    /// The block sizes that the guest sees.
    #[xml(child = "blockio")]
    pub block_io: Option<BlockIo>,
    /// What a running job copies the disk to.
    #[xml(child, live)]
    pub mirror: Option<Box<DiskMirror>>,
    /// What the guest calls it.
    #[xml(child)]
    pub target: Option<DiskTarget>,
    /// How much it may do.
    #[xml(child = "iotune")]
    pub io_tune: Option<Box<IoTune>>,
    /// The throttle groups that it goes through, in place of `<iotune>`. Since libvirt 11.2.
    #[xml(child = "throttlefilters")]
    pub throttle_filters: Option<ThrottleFilters>,
    /// Whether the guest cannot write.
    #[xml(flag)]
    pub readonly: bool,
    /// Whether other guests may use it at the same time.
    #[xml(flag)]
    pub shareable: bool,
    /// Whether what the guest writes is thrown away when it stops.
    #[xml(child)]
    pub transient: Option<DiskTransient>,
    /// The serial number that the guest sees.
    #[xml(value)]
    pub serial: Option<String>,
    /// The world wide name that the guest sees: 16 hexadecimal digits.
    #[xml(value)]
    pub wwn: Option<String>,
    /// The vendor that the guest sees: up to 8 characters.
    #[xml(value)]
    pub vendor: Option<String>,
    /// The product that the guest sees: up to 16 characters, on the buses IDE and SATA up to 40.
    #[xml(value)]
    pub product: Option<String>,
    /// How the image is encrypted, where it stood before libvirt 3.9; now in the source.
    #[xml(child)]
    pub encryption: Option<Box<Encryption>>,
    /// Name, place, part in booting.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Disk {
    /// What the guest sees.
    pub fn device(&self) -> DiskDevice {
        self.device.unwrap_or(DiskDevice::Disk)
    }

    /// How it is connected, where the definition says so.
    pub fn bus(&self) -> Option<DiskBus> {
        self.target.as_ref()?.bus
    }

    /// The format of the image, where the definition names one.
    pub fn format(&self) -> Option<DiskFormat> {
        self.driver.as_ref()?.format
    }

    /// Who the server is told that asks, wherever the definition has it.
    pub fn auth(&self) -> Option<&DiskAuth> {
        let in_source = self.source.as_ref().and_then(|source| source.auth.as_deref());
        in_source.or(self.auth.as_deref())
    }

    /// How the image is encrypted, wherever the definition has it.
    pub fn encryption(&self) -> Option<&Encryption> {
        let in_source = self.source.as_ref().and_then(|source| source.encryption.as_deref());
        in_source.or(self.encryption.as_deref())
    }
}

/// What a guest sees of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum DiskDevice {
    /// A hard disk.
    Disk,
    /// A drive for optical discs.
    Cdrom,
    /// A floppy drive.
    Floppy,
    /// A hard disk that takes SCSI commands.
    Lun,
}

impl DiskDevice {
    /// Whether it is a drive that can be empty.
    pub fn is_removable(self) -> bool {
        matches!(self, DiskDevice::Cdrom | DiskDevice::Floppy)
    }
}

/// Which SCSI commands of the guest reach the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum SgIo {
    /// Those that the kernel lets through.
    Filtered,
    /// All. Linux has not offered this since 5.9, and the libvirt drivers refuse it.
    Unfiltered,
}

/// The throttle groups that a disk goes through: `<throttlefilters>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ThrottleFilters {
    /// The groups, by the names that `<throttlegroups>` of the domain gives them.
    #[xml(path = "throttlefilter/@group")]
    pub groups: Vec<String>,
}

/// Whether what the guest writes is thrown away when it stops: `<transient/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct DiskTransient {
    /// Whether guests can share the image below. Default: no.
    #[xml(attribute = "shareBacking")]
    pub share_backing: Option<bool>,
}
