//! `<backingStore>` and `<mirror>`: the layers that an image is made of, and its copy.

use super::{DiskFormat, DiskMetadataCache, DiskSource, DiskType};
use crate::xml::{XmlElement, XmlValue};

/// What a disk is a layer on: `<backingStore type='file'>`.
///
/// An empty element ends the chain.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct BackingStore {
    /// What kind of thing holds the layer; none at the end of the chain.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// The number of the layer in a running domain.
    #[xml(attribute, live, lenient)]
    pub index: Option<u32>,
    /// The layer's format.
    #[xml(child)]
    pub format: Option<BackingFormat>,
    /// Where the layer is.
    #[xml(child)]
    pub source: Option<Box<DiskSource>>,
    /// What this layer is a layer on.
    #[xml(child = "backingStore", chain)]
    pub backing_store: Option<Box<BackingStore>>,
}

impl BackingStore {
    /// Whether it is the end of a chain.
    pub fn is_end(&self) -> bool {
        self.disk_type.is_none()
    }

    /// This layer and those below, without the end of the chain.
    pub fn layers(&self) -> impl Iterator<Item = &BackingStore> {
        let chain = std::iter::successors(Some(self), |layer| layer.backing_store.as_deref());
        chain.filter(|layer| !layer.is_end())
    }
}

/// The format of a layer: `<format type='qcow2'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct BackingFormat {
    /// The format.
    #[xml(attribute = "type")]
    pub format: DiskFormat,
    /// How much of the image's tables is kept in memory.
    #[xml(child)]
    pub metadata_cache: Option<DiskMetadataCache>,
}

impl From<DiskFormat> for BackingFormat {
    fn from(format: DiskFormat) -> Self {
        BackingFormat { format, metadata_cache: None }
    }
}

/// What a running job copies a disk to: `<mirror type='file' job='copy' ready='yes'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DiskMirror {
    /// What kind of thing holds the copy.
    #[xml(attribute = "type")]
    pub disk_type: Option<DiskType>,
    /// The copy's path once more, where it is a file; all that there was before libvirt 1.2.6.
    #[xml(attribute)]
    pub file: Option<String>,
    /// The copy's format once more, where it is a file.
    #[xml(attribute = "format")]
    pub file_format: Option<DiskFormat>,
    /// The job. Default: copy.
    #[xml(attribute)]
    pub job: Option<MirrorJob>,
    /// How far the job is; none while it catches up.
    #[xml(attribute)]
    pub ready: Option<MirrorState>,
    /// The copy's format.
    #[xml(child)]
    pub format: Option<BackingFormat>,
    /// Where the copy is.
    #[xml(child)]
    pub source: Option<DiskSource>,
    /// What the copy is a layer on.
    #[xml(child = "backingStore")]
    pub backing_store: Option<Box<BackingStore>>,
}

/// A job that writes to two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MirrorJob {
    /// The disk is copied.
    Copy,
    /// The top layer goes into the one below.
    ActiveCommit,
}

/// How far a job is that writes to two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MirrorState {
    /// Both places are equal.
    Yes,
    /// The job is being given up.
    Abort,
    /// The guest is being moved to the copy.
    Pivot,
}
