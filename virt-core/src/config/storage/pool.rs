//! `<pool>` itself.

use uuid::Uuid;

use super::{Permissions, StorageSize, StorageSource};
use crate::config::root::root_element;
use crate::xml::{Form, XmlElement, XmlValue};

/// The definition of a storage pool: `<pool>`.
///
/// ```
/// use virt_core::config::storage::{StoragePoolConfig, StoragePoolType};
///
/// let mut pool = StoragePoolConfig::dir("images", "/var/lib/virt/images");
/// pool.fill_defaults();
/// pool.validate()?;
/// assert_eq!(pool.pool_type, StoragePoolType::Dir);
/// assert_eq!(StoragePoolConfig::parse(&pool.to_xml())?, pool);
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct StoragePoolConfig {
    /// What the pool is.
    #[xml(attribute = "type")]
    pub pool_type: StoragePoolType,
    /// The name, unique on its host. Default: the source's, for the types that have one.
    #[xml(value)]
    pub name: Option<String>,
    /// The identity, unique and unchanged for good. Made up where it is missing.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// How much fits; measured, so what a definition says does not count.
    #[xml(child)]
    pub capacity: Option<StorageSize>,
    /// How much is taken; measured.
    #[xml(child)]
    pub allocation: Option<StorageSize>,
    /// How much is left; measured.
    #[xml(child)]
    pub available: Option<StorageSize>,
    /// How the pool's file system behaves.
    #[xml(child)]
    pub features: Option<StoragePoolFeatures>,
    /// What the pool is made of. Default: nothing, for the types that need nothing.
    #[xml(child)]
    pub source: Option<StorageSource>,
    /// Where the host has it.
    #[xml(child)]
    pub target: Option<StoragePoolTarget>,
    /// How the pool is looked through.
    #[xml(child)]
    pub refresh: Option<StoragePoolRefresh>,
    /// Options for mounting, in pools of the types `fs` and `netfs`.
    #[xml(
        child = "mount_opts",
        namespace = "http://libvirt.org/schemas/storagepool/fs/1.0",
        prefix = "fs",
        declare
    )]
    pub mount_options: Option<FsMountOptions>,
    /// Options for librados, in pools of the type `rbd`.
    #[xml(
        child = "config_opts",
        namespace = "http://libvirt.org/schemas/storagepool/rbd/1.0",
        prefix = "rbd",
        declare
    )]
    pub config_options: Option<RbdConfigOptions>,
}

root_element!(StoragePoolConfig, "pool", Storage);

impl StoragePoolConfig {
    /// A definition with a type and a name and nothing else.
    pub fn new(pool_type: StoragePoolType, name: impl Into<String>) -> Self {
        StoragePoolConfig {
            pool_type,
            name: Some(name.into()),
            uuid: None,
            capacity: None,
            allocation: None,
            available: None,
            features: None,
            source: None,
            target: None,
            refresh: None,
            mount_options: None,
            config_options: None,
        }
    }

    /// A folder of images.
    pub fn dir(name: impl Into<String>, path: impl Into<String>) -> Self {
        StoragePoolConfig {
            target: Some(StoragePoolTarget::new(path)),
            ..StoragePoolConfig::new(StoragePoolType::Dir, name)
        }
    }
}

/// What a storage pool is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum StoragePoolType {
    /// A folder.
    Dir,
    /// A file system on a device, mounted by the pool.
    Fs,
    /// A server's file system, mounted by the pool.
    Netfs,
    /// An LVM volume group.
    Logical,
    /// A disk with partitions.
    Disk,
    /// An iSCSI target, logged into by the host.
    Iscsi,
    /// An iSCSI target that the hypervisor talks to itself.
    IscsiDirect,
    /// A SCSI host.
    Scsi,
    /// All multipath devices.
    Mpath,
    /// A RADOS pool of block devices.
    Rbd,
    /// A Sheepdog cluster.
    Sheepdog,
    /// A Gluster volume.
    Gluster,
    /// A ZFS pool.
    Zfs,
    /// A Virtuozzo storage cluster.
    Vstorage,
}

/// How a pool's file system behaves: `<features><cow state='no'/></features>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct StoragePoolFeatures {
    /// Whether new files are copied on write, in pools of the types `dir` and `fs`.
    /// Default: what the file system does, but no on Btrfs.
    #[xml(path = "cow/@state")]
    pub copy_on_write: Option<bool>,
}

/// Where a host has a pool: `<target>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct StoragePoolTarget {
    /// The folder.
    #[xml(value)]
    pub path: Option<String>,
    /// Who may use the folder, if the pool makes it.
    #[xml(child)]
    pub permissions: Option<Permissions>,
}

impl StoragePoolTarget {
    /// A folder.
    pub fn new(path: impl Into<String>) -> Self {
        StoragePoolTarget { path: Some(path.into()), permissions: None }
    }
}

/// How a pool is looked through: `<refresh><volume allocation='capacity'/></refresh>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "says_something")]
pub struct StoragePoolRefresh {
    /// What counts as a volume's allocation. Default: `default`.
    #[xml(path = "volume/@allocation")]
    pub volume_allocation: Option<VolumeAllocationSource>,
}

impl StoragePoolRefresh {
    fn says_something(&self, _form: Form) -> bool {
        self.volume_allocation.is_some()
    }
}

/// What counts as a volume's allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VolumeAllocationSource {
    /// What the storage says.
    Default,
    /// Its capacity, which is known at once where the storage takes long to tell.
    Capacity,
}

/// Options for mounting: `<fs:mount_opts>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FsMountOptions {
    /// The options.
    #[xml(
        child = "option",
        namespace = "http://libvirt.org/schemas/storagepool/fs/1.0",
        prefix = "fs"
    )]
    pub options: Vec<FsMountOption>,
}

/// An option for mounting: `<fs:option name='sync'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct FsMountOption {
    /// The option as `mount -o` takes it.
    #[xml(attribute)]
    pub name: String,
}

/// Options for librados: `<rbd:config_opts>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct RbdConfigOptions {
    /// The options.
    #[xml(
        child = "option",
        namespace = "http://libvirt.org/schemas/storagepool/rbd/1.0",
        prefix = "rbd"
    )]
    pub options: Vec<RbdConfigOption>,
}

/// An option for librados: `<rbd:option name='client_mount_timeout' value='45'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct RbdConfigOption {
    /// The option.
    #[xml(attribute)]
    pub name: String,
    /// Its value.
    #[xml(attribute)]
    pub value: String,
}
