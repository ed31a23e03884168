//! `<domainbackup>` itself.

use super::{BackupDisk, BackupDisks};
use crate::config::root::root_element;
use crate::xml::{XmlElement, XmlValue};

/// A copy of a running domain's disks: `<domainbackup mode='push'>`.
///
/// ```
/// use virt_core::config::DomainBackupConfig;
/// use virt_core::config::backup::{BackupDisk, BackupStore};
///
/// let mut backup = DomainBackupConfig::default();
/// backup.add_disk(BackupDisk::to_file("vda", "/backup/vda.qcow2"));
/// backup.validate()?;
/// assert_eq!(DomainBackupConfig::parse(&backup.to_xml())?, backup);
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DomainBackupConfig {
    /// Who moves the bytes. Default: push.
    #[xml(attribute)]
    pub mode: Option<BackupMode>,
    /// The checkpoint since which changes are copied. Default: none, everything is copied.
    #[xml(value)]
    pub incremental: Option<String>,
    /// Where others fetch the bytes, in a backup of the mode `pull`.
    #[xml(child)]
    pub server: Option<BackupServer>,
    /// The disks. Default: all that can be copied.
    #[xml(child)]
    pub disks: Option<BackupDisks>,
    /// What the driver keeps beside; never in what users write.
    #[xml(child = "privateData")]
    pub private_data: Option<BackupPrivateData>,
}

root_element!(DomainBackupConfig, "domainbackup", Domain);

impl DomainBackupConfig {
    /// Who moves the bytes.
    pub fn mode(&self) -> BackupMode {
        self.mode.unwrap_or(BackupMode::Push)
    }

    /// The disks.
    pub fn disks(&self) -> impl Iterator<Item = &BackupDisk> {
        self.disks.iter().flat_map(|disks| &disks.disks)
    }

    /// Adds a disk.
    pub fn add_disk(&mut self, disk: BackupDisk) {
        self.disks.get_or_insert_default().disks.push(disk);
    }
}

/// Who moves the bytes of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum BackupMode {
    /// The hypervisor, to files or devices.
    Push,
    /// Others, from a server of the hypervisor's.
    Pull,
}

/// Where others fetch the bytes, by the protocol of network block devices:
/// `<server transport='tcp' name='localhost' port='10809'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BackupServer {
    /// How it is reached. Default: tcp.
    #[xml(attribute)]
    pub transport: Option<BackupTransport>,
    /// Whether it asks for TLS. Default: no.
    #[xml(attribute)]
    pub tls: Option<bool>,
    /// The host's name or address.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The port. Default: one that the driver chooses.
    #[xml(attribute)]
    pub port: Option<u16>,
    /// A socket's path. Default: one that the driver chooses.
    #[xml(attribute)]
    pub socket: Option<String>,
    /// The name of descriptors that were handed over.
    #[xml(attribute = "fdgroup")]
    pub fd_group: Option<String>,
}

impl BackupServer {
    /// A server at a port.
    pub fn tcp(name: impl Into<String>, port: u16) -> Self {
        BackupServer {
            transport: Some(BackupTransport::Tcp),
            name: Some(name.into()),
            port: Some(port),
            ..BackupServer::default()
        }
    }

    /// A server at a socket.
    pub fn unix(socket: impl Into<String>) -> Self {
        BackupServer {
            transport: Some(BackupTransport::Unix),
            socket: Some(socket.into()),
            ..BackupServer::default()
        }
    }
}

/// How a server is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum BackupTransport {
    /// At a port.
    Tcp,
    /// At a socket.
    Unix,
    /// At a descriptor that was handed over.
    Fd,
}

/// What a driver keeps beside a backup: `<privateData>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BackupPrivateData {
    /// What the hypervisor must forget at the end.
    #[xml(child)]
    pub objects: Option<BackupPrivateObjects>,
}

/// What a hypervisor must forget at the end of a backup: `<objects>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BackupPrivateObjects {
    /// Secrets.
    #[xml(child = "secret")]
    pub secrets: Vec<BackupPrivateSecret>,
    /// The name of the server's certificates.
    #[xml(path = "TLSx509/@alias")]
    pub tls_alias: Option<String>,
}

/// A secret that a hypervisor must forget: `<secret type='tlskey' alias='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BackupPrivateSecret {
    /// What it is for: `tlskey`, `auth`, `encryption`…
    #[xml(attribute = "type")]
    pub secret_type: String,
    /// Its name.
    #[xml(attribute)]
    pub alias: String,
}
