//! SCSI devices of the host.

use crate::config::domain::devices::{DiskAuth, DiskSourceHost, VirtioModel};
use crate::config::storage::StorageSourceInitiator;
use crate::xml::{XmlElement, XmlValue};

/// A SCSI device of the host.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ScsiDevice {
    /// Whether the driver takes it from the host and gives it back. Default: no.
    #[xml(attribute, lenient)]
    pub managed: Option<bool>,
    /// Which one it is.
    #[xml(child)]
    pub source: ScsiDeviceSource,
}

/// How a SCSI device is reached.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "protocol", default = "adapter", unwritten = "adapter")]
#[non_exhaustive]
pub enum ScsiDeviceSource {
    /// Through an adapter of the host.
    Adapter(ScsiAdapterSource),
    /// Through an iSCSI server.
    Iscsi(Box<IscsiSource>),
}

/// A SCSI device on an adapter of the host.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ScsiAdapterSource {
    /// The adapter.
    #[xml(child)]
    pub adapter: ScsiAdapter,
    /// The device's place on it.
    #[xml(child)]
    pub address: ScsiDeviceAddress,
}

/// A SCSI adapter of the host: `<adapter name='scsi_host0'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ScsiAdapter {
    /// What it is; there is one kind.
    #[xml(attribute = "type")]
    pub adapter_type: Option<ScsiAdapterType>,
    /// Its name.
    #[xml(attribute)]
    pub name: String,
}

impl ScsiAdapter {
    /// The adapter of this name.
    pub fn new(name: impl Into<String>) -> Self {
        ScsiAdapter { adapter_type: None, name: name.into() }
    }
}

/// A kind of SCSI adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum ScsiAdapterType {
    /// One that the host has.
    #[xml(name = "scsi_host")]
    ScsiHost,
}

/// A place on a SCSI adapter of the host: `<address bus='0' target='0' unit='0'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct ScsiDeviceAddress {
    /// The bus.
    #[xml(attribute, octal)]
    pub bus: u32,
    /// The target.
    #[xml(attribute, octal)]
    pub target: u32,
    /// The unit; some have very large numbers.
    #[xml(attribute, octal)]
    pub unit: u64,
}

/// A SCSI device on an iSCSI server: `<source protocol='iscsi' name='iqn.2013-07.com.example:disks/1'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct IscsiSource {
    /// The target's qualified name, a slash, and the unit. Default: unit 0.
    #[xml(attribute)]
    pub name: String,
    /// The server; there has to be one.
    #[xml(child = "host")]
    pub hosts: Vec<DiskSourceHost>,
    /// What the server wants to know first.
    #[xml(child)]
    pub auth: Option<DiskAuth>,
    /// Who asks.
    #[xml(child)]
    pub initiator: Option<StorageSourceInitiator>,
}

/// A target of the kernel's vhost-scsi.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ScsiHostDevice {
    /// Whether the driver takes it from the host and gives it back. Default: no.
    #[xml(attribute, lenient)]
    pub managed: Option<bool>,
    /// Which virtio device the guest sees. Default: virtio.
    #[xml(attribute)]
    pub model: Option<VirtioModel>,
    /// Which one it is.
    #[xml(child)]
    pub source: VhostScsiSource,
}

/// Which target of the kernel's vhost-scsi it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VhostScsiSource {
    /// How it is reached.
    #[xml(attribute)]
    pub protocol: VhostScsiProtocol,
    /// Its name: `naa.` and 16 hexadecimal digits.
    #[xml(attribute)]
    pub wwpn: String,
}

/// How a target of the kernel is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlValue)]
#[non_exhaustive]
pub enum VhostScsiProtocol {
    /// Through vhost.
    #[default]
    Vhost,
}
