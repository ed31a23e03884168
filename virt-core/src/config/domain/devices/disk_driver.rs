//! `<driver>` of a disk: how the hypervisor handles it.

use super::{IoThreadMapping, VirtioOptions};
use crate::config::storage::StorageSize;
use crate::xml::{Switch, XmlElement, XmlValue};

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
    /// Whether blocks that the guest gives up keep their place in the image. Since libvirt 9.5.
    #[xml(attribute)]
    pub discard_no_unref: Option<Switch>,
    /// How many queues there are.
    #[xml(attribute)]
    pub queues: Option<u32>,
    /// How long a queue is.
    #[xml(attribute)]
    pub queue_size: Option<u32>,
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// How much of the image's tables is kept in memory.
    #[xml(child)]
    pub metadata_cache: Option<DiskMetadataCache>,
    /// Which threads handle which queues.
    #[xml(child)]
    pub iothreads: Option<IoThreadMapping>,
}

/// How much of an image's tables is kept in memory: `<metadata_cache>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct DiskMetadataCache {
    /// The most. Default: the hypervisor's.
    #[xml(child)]
    pub max_size: Option<StorageSize>,
}

/// The format of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the formats' own names")]
pub enum DiskFormat {
    Raw,
    Dir,
    Bochs,
    Cloop,
    Dmg,
    Iso,
    Vpc,
    Vdi,
    Fat,
    Vhd,
    Ploop,
    Cow,
    Qcow,
    Qcow2,
    Qed,
    Vmdk,
    /// The old word of Xen's tools for `raw`.
    Aio,
}

impl DiskFormat {
    /// Whether an image of this format can be a layer on another one.
    pub fn has_backing_store(self) -> bool {
        use DiskFormat::{Cow, Qcow, Qcow2, Qed, Vmdk};

        matches!(self, Cow | Qcow | Qcow2 | Qed | Vmdk)
    }
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
