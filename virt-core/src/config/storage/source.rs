//! `<source>` of a pool: what the pool is made of.

use uuid::Uuid;

use super::{ScsiAdapter, StoragePoolFormat};
use crate::xml::{XmlElement, XmlValue};

/// What a pool is made of: `<source>`.
///
/// Which parts count depends on the pool's type.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct StorageSource {
    /// The servers.
    #[xml(child = "host")]
    pub hosts: Vec<StorageSourceHost>,
    /// The devices: disks, partitions, an iSCSI target.
    #[xml(child = "device")]
    pub devices: Vec<StorageSourceDevice>,
    /// The folder that a server exports.
    #[xml(path = "dir/@path")]
    pub dir: Option<String>,
    /// The SCSI host.
    #[xml(child)]
    pub adapter: Option<ScsiAdapter>,
    /// What the pool's system calls it: a volume group, a RADOS pool, a Gluster volume…
    /// Default: the pool's name.
    #[xml(value)]
    pub name: Option<String>,
    /// Who asks an iSCSI target.
    #[xml(child)]
    pub initiator: Option<StorageSourceInitiator>,
    /// What the source holds. Default: the first one of
    /// [`StoragePoolFormat::of`] the pool's type.
    #[xml(path = "format/@type", blank)]
    pub format: Option<StoragePoolFormat>,
    /// What the server wants to know first.
    #[xml(child)]
    pub auth: Option<StorageAuth>,
    /// The version of the protocol, such as `4.1` for NFS. Default: what both sides can.
    #[xml(path = "protocol/@ver")]
    pub protocol_version: Option<String>,
    /// Who made the storage; a note alone.
    #[xml(path = "vendor/@name", blank)]
    pub vendor: Option<String>,
    /// What its maker calls it; a note alone.
    #[xml(path = "product/@name", blank)]
    pub product: Option<String>,
}

impl StorageSource {
    /// A server's folder.
    pub fn dir(host: impl Into<String>, dir: impl Into<String>) -> Self {
        StorageSource {
            hosts: vec![StorageSourceHost { name: host.into(), port: None }],
            dir: Some(dir.into()),
            ..StorageSource::default()
        }
    }

    /// A device.
    pub fn device(path: impl Into<String>) -> Self {
        StorageSource { devices: vec![StorageSourceDevice::new(path)], ..StorageSource::default() }
    }

    /// What a system calls by a name: a volume group, a RADOS pool, a Gluster volume…
    pub fn named(name: impl Into<String>) -> Self {
        StorageSource { name: Some(name.into()), ..StorageSource::default() }
    }
}

/// A server: `<host name='example.org' port='6789'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct StorageSourceHost {
    /// Its name or address.
    #[xml(attribute)]
    pub name: String,
    /// The port. Default: the protocol's.
    #[xml(attribute)]
    pub port: Option<u16>,
}

/// A device: `<device path='/dev/sdb'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct StorageSourceDevice {
    /// Its path, or an iSCSI target's qualified name.
    #[xml(attribute)]
    pub path: String,
    /// Whether a `p` stands between the name of a multipath disk and a partition's number.
    /// Default: yes where the disk's name ends with a digit.
    #[xml(attribute)]
    pub part_separator: Option<bool>,
    /// What no partition takes; measured.
    #[xml(child = "freeExtent")]
    pub free_extents: Vec<StorageExtent>,
}

impl StorageSourceDevice {
    /// A device with nothing but a path.
    pub fn new(path: impl Into<String>) -> Self {
        StorageSourceDevice { path: path.into(), part_separator: None, free_extents: Vec::new() }
    }
}

/// A part of a device: `<freeExtent start='370137600' end='567544320'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlElement)]
pub struct StorageExtent {
    /// The first byte.
    #[xml(attribute)]
    pub start: u64,
    /// The byte behind the last one.
    #[xml(attribute)]
    pub end: u64,
}

/// Who asks an iSCSI target: `<initiator><iqn name='…'/></initiator>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct StorageSourceInitiator {
    /// The qualified name.
    #[xml(path = "iqn/@name", blank)]
    pub iqn: Option<String>,
}

impl StorageSourceInitiator {
    /// An initiator of this qualified name.
    pub fn new(iqn: impl Into<String>) -> Self {
        StorageSourceInitiator { iqn: Some(iqn.into()) }
    }
}

/// What a server wants to know first: `<auth type='chap' username='admin'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct StorageAuth {
    /// How a client proves who it is.
    #[xml(attribute = "type")]
    pub auth_type: StorageAuthType,
    /// Who it is.
    #[xml(attribute)]
    pub username: String,
    /// Where its password is.
    #[xml(child)]
    pub secret: StorageAuthSecret,
}

/// How a client proves who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum StorageAuthType {
    /// With iSCSI's challenge and response.
    Chap,
    /// With Ceph's keys.
    Ceph,
}

/// Where a password is: `<secret uuid='…'/>`, the secret named by UUID or by usage.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct StorageAuthSecret {
    /// The secret's identity.
    #[xml(attribute)]
    pub uuid: Option<Uuid>,
    /// What the secret is for, as its definition says.
    #[xml(attribute)]
    pub usage: Option<String>,
}
