//! `<disk>` of a backup.

use crate::config::DeviceSecurityLabel;
use crate::config::domain::devices::{DiskFormat, DiskType};
use crate::config::encryption::Encryption;
use crate::xml::{XmlElement, XmlValue};

/// The disks of a backup: `<disks>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct BackupDisks {
    /// The disks.
    #[xml(child = "disk")]
    pub disks: Vec<BackupDisk>,
}

/// A disk of a backup: `<disk name='vda' type='file'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct BackupDisk {
    /// The disk, by its target.
    #[xml(attribute, default)]
    pub name: String,
    /// Whether it is copied. Default: yes.
    #[xml(attribute)]
    pub backup: Option<bool>,
    /// How far the copy is; the driver's own.
    #[xml(attribute)]
    pub state: Option<BackupDiskState>,
    /// What kind of thing the copy or the scratch space is. Default: file.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// How much is copied. Default: changes, if there is a checkpoint to start from.
    #[xml(attribute = "backupmode")]
    pub mode: Option<BackupDiskMode>,
    /// The checkpoint since which changes are copied. Default: the backup's.
    #[xml(attribute)]
    pub incremental: Option<String>,
    /// What the server calls the disk. Default: its target.
    #[xml(attribute = "exportname")]
    pub export_name: Option<String>,
    /// What the server calls the bitmap of changes. Default: `backup-` and the target.
    #[xml(attribute = "exportbitmap")]
    pub export_bitmap: Option<String>,
    /// The format of the copy or the scratch space.
    #[xml(child)]
    pub driver: Option<BackupDiskDriver>,
    /// Where the copy goes, in a backup of the mode `push`. Default: a file beside the image.
    #[xml(child)]
    pub target: Option<BackupStore>,
    /// Where the guest's old bytes go meanwhile, in a backup of the mode `pull`. Default: a file
    /// beside the image.
    #[xml(child)]
    pub scratch: Option<BackupStore>,
}

impl BackupDisk {
    /// A disk that is copied to a file.
    pub fn to_file(name: impl Into<String>, file: impl Into<String>) -> Self {
        BackupDisk {
            name: name.into(),
            backup: Some(true),
            disk_type: Some(DiskType::File),
            target: Some(BackupStore::file(file)),
            ..BackupDisk::default()
        }
    }

    /// A disk that is not copied.
    pub fn skipped(name: impl Into<String>) -> Self {
        BackupDisk { name: name.into(), backup: Some(false), ..BackupDisk::default() }
    }
}

/// How far the copy of a disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum BackupDiskState {
    /// Not begun.
    None,
    /// Begun.
    Running,
    /// Done.
    Complete,
    /// Failed.
    Failed,
    /// Being stopped.
    Cancelling,
    /// Stopped.
    Cancelled,
}

/// How much of a disk is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum BackupDiskMode {
    /// Everything.
    Full,
    /// What changed since a checkpoint.
    Incremental,
}

/// The format of a copy or scratch space: `<driver type='qcow2'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlElement)]
pub struct BackupDiskDriver {
    /// The format.
    #[xml(attribute = "type")]
    pub format: DiskFormat,
}

/// Where bytes of a backup go: `<target file='/backup/vda.qcow2'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BackupStore {
    /// A file.
    #[xml(attribute)]
    pub file: Option<String>,
    /// A block device.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// How it is labelled, at most once for each security model.
    #[xml(child = "seclabel")]
    pub security_labels: Vec<DeviceSecurityLabel>,
    /// How it is encrypted. Default: not.
    #[xml(child)]
    pub encryption: Option<Encryption>,
}

impl BackupStore {
    /// A file.
    pub fn file(path: impl Into<String>) -> Self {
        BackupStore { file: Some(path.into()), ..BackupStore::default() }
    }

    /// A block device.
    pub fn block(path: impl Into<String>) -> Self {
        BackupStore { dev: Some(path.into()), ..BackupStore::default() }
    }
}
