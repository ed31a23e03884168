//! What holds a disk's bytes: `<source>` and `<backingStore>`.

use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// What kind of thing holds a disk's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlValue)]
#[non_exhaustive]
pub enum DiskType {
    /// A file.
    #[default]
    File,
    /// A block device.
    Block,
    /// A folder that looks like a file system to the guest.
    Dir,
    /// Something on the network.
    Network,
    /// A volume of a storage pool.
    Volume,
    /// An NVMe namespace.
    Nvme,
    /// A vhost-user process.
    #[xml(name = "vhostuser")]
    VhostUser,
    /// A vhost-vdpa device.
    #[xml(name = "vhostvdpa")]
    VhostVdpa,
}

/// Where a disk's bytes are: `<source file='/var/lib/images/web.qcow2'/>`.
///
/// Which fields count depends on the disk's [`DiskType`]; [`DiskSource::medium`] puts that into
/// one value.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DiskSource {
    /// A file's path.
    #[xml(attribute)]
    pub file: Option<String>,
    /// A block device's path.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// A folder's path.
    #[xml(attribute)]
    pub dir: Option<String>,
    /// A network protocol: `nbd`, `rbd`, `iscsi`, `gluster`, `https`…
    #[xml(attribute)]
    pub protocol: Option<String>,
    /// What the server calls it.
    #[xml(attribute)]
    pub name: Option<String>,
    /// A storage pool.
    #[xml(attribute)]
    pub pool: Option<String>,
    /// A volume of the pool.
    #[xml(attribute)]
    pub volume: Option<String>,
    /// How a volume of an iSCSI pool is reached: `host` or `direct`.
    #[xml(attribute)]
    pub mode: Option<String>,
    /// What to do when it is missing.
    #[xml(attribute = "startupPolicy")]
    pub startup_policy: Option<StartupPolicy>,
    /// The number of the layer in a running domain.
    #[xml(attribute, live)]
    pub index: Option<u32>,
    /// The servers.
    #[xml(child = "host")]
    pub hosts: Vec<DiskSourceHost>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Where a disk's bytes are, told by its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DiskMedium<'d> {
    /// Nowhere: the drive is empty.
    Empty,
    /// In a file.
    File(&'d str),
    /// On a block device.
    Block(&'d str),
    /// In a folder.
    Dir(&'d str),
    /// In a volume of a storage pool.
    Volume {
        /// The pool.
        pool: &'d str,
        /// The volume.
        volume: &'d str,
    },
    /// Somewhere else: see the source itself.
    Other(DiskType),
}

impl DiskSource {
    /// A file.
    pub fn file(path: impl Into<String>) -> Self {
        DiskSource { file: Some(path.into()), ..DiskSource::default() }
    }

    /// Where the bytes are, in a disk or layer of the given type.
    pub fn medium(&self, disk_type: DiskType) -> DiskMedium<'_> {
        let medium = match disk_type {
            DiskType::File => self.file.as_deref().map(DiskMedium::File),
            DiskType::Block => self.dev.as_deref().map(DiskMedium::Block),
            DiskType::Dir => self.dir.as_deref().map(DiskMedium::Dir),
            DiskType::Volume => match (&self.pool, &self.volume) {
                (Some(pool), Some(volume)) => Some(DiskMedium::Volume { pool, volume }),
                _ => None,
            },
            other => Some(DiskMedium::Other(other)),
        };
        medium.unwrap_or(DiskMedium::Empty)
    }
}

impl super::Disk {
    /// Where the disk's bytes are.
    pub fn medium(&self) -> DiskMedium<'_> {
        let disk_type = self.disk_type.unwrap_or_default();
        self.source.as_ref().map_or(DiskMedium::Empty, |source| source.medium(disk_type))
    }
}

/// A server that holds a disk's bytes: `<host name='example.org' port='10809'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DiskSourceHost {
    /// How it is reached: `tcp`, `rdma`, `unix` or `vsock`. Default: tcp.
    #[xml(attribute)]
    pub transport: Option<String>,
    /// The host's name or address.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The port. Default: the protocol's.
    #[xml(attribute)]
    pub port: Option<u32>,
    /// A socket's path.
    #[xml(attribute)]
    pub socket: Option<String>,
}

/// What to do when a disk's source is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum StartupPolicy {
    /// Refuse to start.
    Mandatory,
    /// Refuse to start at boot; go on without it after a migration or restore.
    Requisite,
    /// Go on without it.
    Optional,
}

/// What a disk is a layer on: `<backingStore type='file'>`.
///
/// An empty element ends the chain.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct BackingStore {
    /// What kind of thing holds the layer; none at the end of the chain.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// The number of the layer in a running domain.
    #[xml(attribute, live)]
    pub index: Option<u32>,
    /// The layer's format.
    #[xml(child)]
    pub format: Option<BackingFormat>,
    /// Where the layer is.
    #[xml(child)]
    pub source: Option<DiskSource>,
    /// What this layer is a layer on.
    #[xml(child = "backingStore")]
    pub backing_store: Option<Box<BackingStore>>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// The format of a layer: `<format type='qcow2'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct BackingFormat {
    /// The format.
    #[xml(attribute = "type")]
    pub format: DiskFormat,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// The format of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
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
    /// What the image says it is; libvirt's old word for a guess.
    Aio,
}
