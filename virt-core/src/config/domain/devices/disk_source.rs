//! `<source>` of a disk: what holds its bytes.

use super::{
    BackingFormat, DiskAuth, NetworkProtocol, NetworkSource, NvmeSource, SourceReservations,
    VhostUserSource,
};
use crate::config::DeviceSecurityLabel;
use crate::config::encryption::Encryption;
use crate::xml::{XmlElement, XmlValue};

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
    /// The group of open files that the client handed over, in place of opening the path. Since
    /// libvirt 9.0.
    #[xml(attribute = "fdgroup")]
    pub fd_group: Option<String>,
    /// The path of a block device, or of a vhost-vdpa device.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// A folder's path.
    #[xml(attribute)]
    pub dir: Option<String>,
    /// What a server holds.
    #[xml(flatten = "protocol")]
    pub network: Option<Box<NetworkSource>>,
    /// A storage pool.
    #[xml(attribute)]
    pub pool: Option<String>,
    /// A volume of the pool.
    #[xml(attribute)]
    pub volume: Option<String>,
    /// How a volume of an iSCSI pool is reached. Default: host.
    #[xml(attribute)]
    pub mode: Option<VolumeSourceMode>,
    /// A device or process that serves the guest directly.
    #[xml(flatten = "type")]
    pub device: Option<Box<DeviceSource>>,
    /// What to do when it is missing. Default: mandatory.
    #[xml(attribute = "startupPolicy")]
    pub startup_policy: Option<StartupPolicy>,
    /// The number of the layer in a running domain.
    #[xml(attribute, live, lenient)]
    pub index: Option<u32>,
    /// The part that the guest sees. Default: all.
    #[xml(child)]
    pub slices: Option<SourceSlices>,
    /// Who the server is told that asks.
    #[xml(child)]
    pub auth: Option<Box<DiskAuth>>,
    /// How it is labelled, at most once for each security model. Default: like the domain.
    #[xml(child = "seclabel")]
    pub security_labels: Vec<DeviceSecurityLabel>,
    /// How it is encrypted. Default: not.
    #[xml(child)]
    pub encryption: Option<Box<Encryption>>,
    /// Who makes persistent reservations on a LUN.
    #[xml(child)]
    pub reservations: Option<Box<SourceReservations>>,
    /// The file beside a qcow2 image that has the guest's bytes. Since libvirt 10.10.
    #[xml(child = "dataStore")]
    pub data_store: Option<Box<DataStore>>,
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
    /// On a server.
    Network(&'d NetworkSource),
    /// In a volume of a storage pool.
    Volume {
        /// The pool.
        pool: &'d str,
        /// The volume.
        volume: &'d str,
    },
    /// In an NVMe namespace of a PCI device.
    Nvme(&'d NvmeSource),
    /// In a process behind a socket.
    VhostUser(&'d VhostUserSource),
    /// On a vhost-vdpa device.
    VhostVdpa(&'d str),
}

impl DiskSource {
    /// A file.
    pub fn file(path: impl Into<String>) -> Self {
        DiskSource { file: Some(path.into()), ..DiskSource::default() }
    }

    /// A block device.
    pub fn block(path: impl Into<String>) -> Self {
        DiskSource { dev: Some(path.into()), ..DiskSource::default() }
    }

    /// Something on a server.
    pub fn network(source: NetworkSource) -> Self {
        DiskSource { network: Some(Box::new(source)), ..DiskSource::default() }
    }

    /// Where the bytes are, in a disk or layer of the given type. An empty path is none.
    pub fn medium(&self, disk_type: DiskType) -> DiskMedium<'_> {
        fn given(path: &Option<String>) -> Option<&str> {
            path.as_deref().filter(|path| !path.is_empty())
        }
        let medium = match disk_type {
            DiskType::File => given(&self.file).map(DiskMedium::File),
            DiskType::Block => given(&self.dev).map(DiskMedium::Block),
            DiskType::Dir => given(&self.dir).map(DiskMedium::Dir),
            DiskType::Network => self.network.as_deref().map(DiskMedium::Network),
            DiskType::Volume => match (given(&self.pool), given(&self.volume)) {
                (Some(pool), Some(volume)) => Some(DiskMedium::Volume { pool, volume }),
                _ => None,
            },
            DiskType::Nvme => self.device.as_deref().and_then(|device| match device {
                DeviceSource::Pci(nvme) => Some(DiskMedium::Nvme(nvme)),
                DeviceSource::Unix(_) => None,
            }),
            DiskType::VhostUser => self.device.as_deref().and_then(|device| match device {
                DeviceSource::Unix(socket) => Some(DiskMedium::VhostUser(socket)),
                DeviceSource::Pci(_) => None,
            }),
            DiskType::VhostVdpa => given(&self.dev).map(DiskMedium::VhostVdpa),
        };
        medium.unwrap_or(DiskMedium::Empty)
    }

    /// How a server is spoken to, where one holds the bytes.
    pub fn protocol(&self) -> Option<NetworkProtocol> {
        self.network.as_ref().map(|network| network.protocol)
    }
}

impl super::Disk {
    /// Where the disk's bytes are.
    pub fn medium(&self) -> DiskMedium<'_> {
        let disk_type = self.disk_type.unwrap_or_default();
        self.source.as_ref().map_or(DiskMedium::Empty, |source| source.medium(disk_type))
    }
}

/// How a volume of an iSCSI pool is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum VolumeSourceMode {
    /// As a block device of the host.
    Host,
    /// By the hypervisor's own iSCSI client.
    Direct,
}

/// A device or process that serves the guest directly.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum DeviceSource {
    /// An NVMe drive on the host's PCI bus.
    Pci(NvmeSource),
    /// A process behind a socket.
    Unix(VhostUserSource),
}

/// A server that holds a disk's bytes: `<host name='example.org' port='10809'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DiskSourceHost {
    /// The host's name or address.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The port. Default: the protocol's.
    #[xml(attribute)]
    pub port: Option<u16>,
    /// How it is reached. Default: tcp.
    #[xml(attribute)]
    pub transport: Option<HostTransport>,
    /// A socket's path.
    #[xml(attribute)]
    pub socket: Option<String>,
}

/// How a server is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum HostTransport {
    /// Over TCP.
    Tcp,
    /// Through a socket on this host.
    Unix,
    /// Over RDMA.
    Rdma,
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

/// The part of an image that the guest sees: `<slices>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SourceSlices {
    /// The parts; there can be one.
    #[xml(child = "slice")]
    pub slices: Vec<SourceSlice>,
}

/// A part of an image: `<slice type='storage' offset='12345' size='123'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct SourceSlice {
    /// What is sliced.
    #[xml(attribute = "type")]
    pub slice_type: SliceType,
    /// Its first byte.
    #[xml(attribute)]
    pub offset: u64,
    /// Its bytes.
    #[xml(attribute)]
    pub size: u64,
}

/// What is sliced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SliceType {
    /// What holds the image.
    Storage,
}

/// The file beside a qcow2 image that has the guest's bytes: `<dataStore type='file'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DataStore {
    /// What kind of thing holds the bytes.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// Its format: raw.
    #[xml(child)]
    pub format: Option<BackingFormat>,
    /// Where it is.
    #[xml(child)]
    pub source: Option<Box<DiskSource>>,
}
