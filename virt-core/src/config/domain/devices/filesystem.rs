//! `<filesystem>`: a folder of the host in the guest.

use std::fmt;

use super::{
    DeviceInfo, DiskFormat, FilesystemBinary, FilesystemSource, VirtioModel, VirtioOptions,
};
use crate::config::domain::IdMap;
use crate::config::storage::StorageSize;
use crate::xml::{Escaped, ValueError, ValueKind, XmlElement, XmlValue};

/// A folder of the host in the guest: `<filesystem type='mount' accessmode='passthrough'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Filesystem {
    /// What kind of thing is shown. Default: mount.
    #[xml(attribute = "type")]
    pub filesystem_type: Option<FilesystemType>,
    /// Whose rights the guest's accesses have. Default: passthrough; none for a socket.
    #[xml(attribute = "accessmode", blank)]
    pub access_mode: Option<FilesystemAccessMode>,
    /// Which virtio device it is. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub model: Option<VirtioModel>,
    /// What happens when the folder spans several file systems of the host.
    #[xml(attribute)]
    pub multidevs: Option<FilesystemMultidevs>,
    /// The mode of new files, in the access mode `mapped`. Default: the hypervisor's.
    #[xml(attribute = "fmode")]
    pub file_mode: Option<CreateMode>,
    /// The mode of new folders, in the access mode `mapped`. Default: the hypervisor's.
    #[xml(attribute = "dmode")]
    pub folder_mode: Option<CreateMode>,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<FilesystemDriver>,
    /// The program that serves it, for virtiofs.
    #[xml(child)]
    pub binary: Option<Box<FilesystemBinary>>,
    /// How owners are mapped, for virtiofs.
    #[xml(child = "idmap")]
    pub id_map: Option<Box<IdMap>>,
    /// What is shown.
    #[xml(child)]
    pub source: Option<FilesystemSource>,
    /// Where the guest finds it: a folder for containers, a tag for virtual machines.
    #[xml(path = "target/@dir")]
    pub target: Option<String>,
    /// Whether the guest cannot write.
    #[xml(flag)]
    pub readonly: bool,
    /// Name, place, part in booting.
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// How much the guest may store. Default: no limit.
    #[xml(child)]
    pub space_hard_limit: Option<StorageSize>,
    /// How much the guest may store for a while. Default: no limit.
    #[xml(child)]
    pub space_soft_limit: Option<StorageSize>,
}

/// What kind of thing a file system shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlValue)]
#[non_exhaustive]
pub enum FilesystemType {
    /// A folder of the host.
    #[default]
    Mount,
    /// A block device of the host.
    Block,
    /// A file of the host with a file system in it.
    File,
    /// A template of OpenVZ.
    Template,
    /// Memory.
    Ram,
    /// A folder that the guest has already.
    Bind,
    /// A volume of a storage pool.
    Volume,
}

/// Whose rights a guest's accesses have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum FilesystemAccessMode {
    /// The guest user's; the hypervisor has to be root.
    Passthrough,
    /// The hypervisor's; owners and modes are kept in attributes.
    Mapped,
    /// The hypervisor's; changes of owners are ignored.
    Squash,
}

/// What happens when a folder spans several file systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum FilesystemMultidevs {
    /// As the hypervisor likes.
    Default,
    /// The numbers of files are made unique.
    Remap,
    /// Only the first file system is there.
    Forbid,
    /// It is logged once.
    Warn,
}

/// How the hypervisor handles a file system: `<driver type='virtiofs' queue='1024'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FilesystemDriver {
    /// Which of its ways. Default: the hypervisor's choice.
    #[xml(attribute = "type")]
    pub driver_type: Option<FilesystemDriverType>,
    /// The format of the image, for files and block devices of containers.
    #[xml(attribute)]
    pub format: Option<DiskFormat>,
    /// When the host writes back what the guest wrote. Default: when it likes.
    #[xml(attribute = "wrpolicy")]
    pub write_policy: Option<FilesystemWritePolicy>,
    /// How long the queue of requests is. Default: the hypervisor's choice.
    #[xml(attribute, blank)]
    pub queue: Option<u32>,
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
}

/// In which way a hypervisor handles a file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum FilesystemDriverType {
    /// As it likes.
    Default,
    /// Over 9p, by path.
    Path,
    /// Over 9p, by handle; QEMU has dropped it.
    Handle,
    /// As a loop device, for containers.
    Loop,
    /// As a network block device, for containers.
    Nbd,
    /// As OpenVZ's images, for containers.
    Ploop,
    /// Over virtiofs, from a program of its own.
    #[xml(name = "virtiofs")]
    VirtioFs,
    /// Over MTP, on USB.
    Mtp,
}

/// When a host writes back what a guest wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum FilesystemWritePolicy {
    /// When it likes.
    Default,
    /// At once.
    Immediate,
}

/// A mode from 0 to 0777, written as four octal digits: `0644`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CreateMode(u16);

impl CreateMode {
    /// A mode; none if there are other bits than those of reading, writing and executing.
    pub const fn new(bits: u16) -> Option<Self> {
        if bits <= 0o777 { Some(CreateMode(bits)) } else { None }
    }

    /// The bits.
    pub const fn bits(self) -> u16 {
        self.0
    }
}

impl fmt::Display for CreateMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04o}", self.0)
    }
}

impl XmlValue for CreateMode {
    const KIND: ValueKind = ValueKind::Number;

    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let text = text.trim_ascii();
        let digits = text.bytes().all(|digit| digit.is_ascii_digit());
        let bits = digits.then(|| u16::from_str_radix(text, 8).ok()).flatten();
        bits.and_then(CreateMode::new).ok_or(ValueError::Expected("an octal mode from 0 to 0777"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

crate::with_serde! { crate::serde_impls!(CreateMode, XmlValue::to_scalar, XmlValue::from_scalar); }
