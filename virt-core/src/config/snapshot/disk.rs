//! `<disk>` of a snapshot.

use crate::config::domain::devices::{DiskFormat, DiskMetadataCache, DiskSource, DiskType};
use crate::xml::{XmlElement, XmlValue};

/// What becomes of a domain's disks: `<disks>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SnapshotDisks {
    /// The disks.
    #[xml(child = "disk")]
    pub disks: Vec<SnapshotDisk>,
}

/// What becomes of a disk: `<disk name='vda' snapshot='external' type='file'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SnapshotDisk {
    /// The disk, by its target or its source.
    #[xml(attribute, default)]
    pub name: String,
    /// Where the snapshot is. Default: what the domain's disk says, else as for the others.
    #[xml(attribute)]
    pub snapshot: Option<SnapshotDiskLocation>,
    /// What kind of thing holds the new layer. Default: file.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// Whether the snapshot is being deleted; the driver's own.
    #[xml(flag = "snapshotDeleteInProgress")]
    pub delete_in_progress: bool,
    /// The new layer's format.
    #[xml(child)]
    pub driver: Option<SnapshotDiskDriver>,
    /// Where the new layer is. Default: a file beside the old one, whose suffix is the
    /// snapshot's name.
    #[xml(child)]
    pub source: Option<DiskSource>,
}

impl SnapshotDisk {
    /// A disk that goes on in a new file.
    pub fn external(name: impl Into<String>, file: impl Into<String>) -> Self {
        SnapshotDisk {
            name: name.into(),
            snapshot: Some(SnapshotDiskLocation::External),
            disk_type: Some(DiskType::File),
            source: Some(DiskSource::file(file)),
            ..SnapshotDisk::default()
        }
    }

    /// A disk that there is no snapshot of.
    pub fn skipped(name: impl Into<String>) -> Self {
        SnapshotDisk {
            name: name.into(),
            snapshot: Some(SnapshotDiskLocation::No),
            ..SnapshotDisk::default()
        }
    }

    pub(super) fn fill_defaults(&mut self) {
        let layer = self.source.is_some() || self.driver.is_some();
        if layer {
            self.snapshot.get_or_insert(SnapshotDiskLocation::External);
        }
        if self.snapshot == Some(SnapshotDiskLocation::External) {
            self.disk_type.get_or_insert(DiskType::File);
        }
    }
}

/// Where a snapshot of a disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SnapshotDiskLocation {
    /// There is none.
    No,
    /// In the disk's image.
    Internal,
    /// The disk goes on in a new layer.
    External,
    /// Somebody else makes it while the domain is paused.
    Manual,
}

/// A new layer's format: `<driver type='qcow2'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SnapshotDiskDriver {
    /// The format. Default: qcow2.
    #[xml(attribute = "type")]
    pub format: Option<DiskFormat>,
    /// How much of the image's tables is kept in memory.
    #[xml(child = "metadata_cache")]
    pub metadata_cache: Option<DiskMetadataCache>,
}
