//! `<disk>`: a block device of the guest.

use super::{BackingStore, DeviceInfo, DiskFormat, DiskSource, DiskType, VirtioOptions};
use crate::xml::{Switch, Unmodelled, XmlElement, XmlValue};

/// A block device of the guest: `<disk type='file' device='disk'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(order = "driver auth source backingStore backenddomain geometry blockio mirror target")]
pub struct Disk {
    /// What kind of thing holds the bytes. Default: file.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// What the guest sees. Default: disk.
    #[xml(attribute)]
    pub device: Option<DiskDevice>,
    /// A model of the bus's own, such as `virtio-transitional`.
    #[xml(attribute)]
    pub model: Option<String>,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<DiskDriver>,
    /// What holds the bytes; none for an empty drive.
    #[xml(child)]
    pub source: Option<DiskSource>,
    /// What the source is a layer on. Default: what the image says.
    #[xml(child = "backingStore")]
    pub backing_store: Option<BackingStore>,
    /// The geometry that the guest sees.
    #[xml(child)]
    pub geometry: Option<DiskGeometry>,
    /// The block sizes that the guest sees.
    #[xml(child = "blockio")]
    pub block_io: Option<BlockIo>,
    /// What the guest calls it.
    #[xml(child)]
    pub target: Option<DiskTarget>,
    /// How much it may do.
    #[xml(child = "iotune")]
    pub io_tune: Option<IoTune>,
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
    /// The product that the guest sees: up to 16 characters.
    #[xml(value)]
    pub product: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name, place, part in booting.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Disk {
    /// What the guest sees.
    pub fn device(&self) -> DiskDevice {
        self.device.unwrap_or(DiskDevice::Disk)
    }

    /// The format of the image, where the definition names one.
    pub fn format(&self) -> Option<DiskFormat> {
        self.driver.as_ref()?.format
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
    Nvme,
}

/// What the guest calls a disk: `<target dev='vda' bus='virtio'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct DiskTarget {
    /// The name, unique in a domain: a hint that says order and bus, not a promise to the guest.
    #[xml(attribute)]
    pub dev: String,
    /// The bus. Default: what the name says.
    #[xml(attribute)]
    pub bus: Option<DiskBus>,
    /// Whether the drive's tray is open or closed.
    #[xml(attribute)]
    pub tray: Option<String>,
    /// Whether a USB disk says that it can be taken out.
    #[xml(attribute)]
    pub removable: Option<Switch>,
    /// The rotations per minute that the guest sees; 1 is an SSD.
    #[xml(attribute)]
    pub rotation_rate: Option<u32>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// How the hypervisor handles a disk: `<driver name='qemu' type='qcow2' cache='none'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DiskDriver {
    /// The part of the hypervisor that does it.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The format of the image. Default: raw.
    #[xml(attribute = "type")]
    pub format: Option<DiskFormat>,
    /// How the host's cache is used.
    #[xml(attribute)]
    pub cache: Option<DiskCache>,
    /// What happens when the host reports an error.
    #[xml(attribute)]
    pub error_policy: Option<DiskErrorPolicy>,
    /// The same for errors in reading.
    #[xml(attribute)]
    pub rerror_policy: Option<DiskErrorPolicy>,
    /// How the hypervisor talks to the host's kernel.
    #[xml(attribute)]
    pub io: Option<DiskIo>,
    /// Whether requests wake a thread of their own.
    #[xml(attribute)]
    pub ioeventfd: Option<Switch>,
    /// Whether the device signals less often under load.
    #[xml(attribute)]
    pub event_idx: Option<Switch>,
    /// Whether what is read from the backing store is copied.
    #[xml(attribute)]
    pub copy_on_read: Option<Switch>,
    /// What happens when the guest gives up blocks.
    #[xml(attribute)]
    pub discard: Option<DiskDiscard>,
    /// The thread that handles requests.
    #[xml(attribute)]
    pub iothread: Option<u32>,
    /// What happens when the guest writes zeros.
    #[xml(attribute)]
    pub detect_zeroes: Option<DiskDetectZeroes>,
    /// How many queues there are.
    #[xml(attribute)]
    pub queues: Option<u32>,
    /// How long a queue is.
    #[xml(attribute)]
    pub queue_size: Option<u32>,
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// How the host's cache is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum DiskCache {
    /// As the hypervisor likes.
    Default,
    /// Not at all.
    None,
    /// For reading; writes reach the disk at once.
    #[xml(name = "writethrough")]
    WriteThrough,
    /// For reading and writing.
    #[xml(name = "writeback")]
    WriteBack,
    /// Not at all; writes reach the disk at once.
    #[xml(name = "directsync")]
    DirectSync,
    /// For reading and writing; the guest's flushes are ignored.
    Unsafe,
}

/// What happens when the host reports an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum DiskErrorPolicy {
    /// The guest stops.
    Stop,
    /// The guest is told.
    Report,
    /// Nothing.
    Ignore,
    /// The guest stops if the host is out of space, else it is told.
    #[xml(name = "enospace")]
    NoSpace,
}

/// How a hypervisor talks to the host's kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum DiskIo {
    /// By calls that wait, on threads.
    Threads,
    /// By Linux's native requests.
    Native,
    /// By io_uring.
    #[xml(name = "io_uring")]
    IoUring,
}

/// What happens when a guest gives up blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum DiskDiscard {
    /// The host gets them back.
    Unmap,
    /// Nothing.
    Ignore,
}

/// What happens when a guest writes zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum DiskDetectZeroes {
    /// They are written.
    Off,
    /// They are written in a quick way.
    On,
    /// The host gets the blocks back.
    Unmap,
}

/// The geometry that the guest sees: `<geometry cyls='16383' heads='16' secs='63' trans='lba'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DiskGeometry {
    /// Cylinders.
    #[xml(attribute)]
    pub cyls: u32,
    /// Heads.
    #[xml(attribute)]
    pub heads: u32,
    /// Sectors of a track.
    #[xml(attribute)]
    pub secs: u32,
    /// How the BIOS translates: `none`, `auto` or `lba`.
    #[xml(attribute)]
    pub trans: Option<String>,
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

/// Whether what the guest writes is thrown away when it stops: `<transient/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct DiskTransient {
    /// Whether guests can share the image below.
    #[xml(attribute = "shareBacking")]
    pub share_backing: Option<bool>,
}

/// How much a disk may do a second; 0 is without a limit.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct IoTune {
    /// Bytes, read and written.
    #[xml(value)]
    pub total_bytes_sec: Option<u64>,
    /// Bytes read.
    #[xml(value)]
    pub read_bytes_sec: Option<u64>,
    /// Bytes written.
    #[xml(value)]
    pub write_bytes_sec: Option<u64>,
    /// Requests of both kinds.
    #[xml(value)]
    pub total_iops_sec: Option<u64>,
    /// Requests to read.
    #[xml(value)]
    pub read_iops_sec: Option<u64>,
    /// Requests to write.
    #[xml(value)]
    pub write_iops_sec: Option<u64>,
    /// What libvirt knows here and this model does not yet: bursts and groups.
    #[xml(rest)]
    pub other: Unmodelled,
}
