//! `<volume>` itself.

use super::{Permissions, StorageSize, StorageVolumeFormat, StorageVolumeTarget, Timestamps};
use crate::config::root::root_element;
use crate::xml::{Form, XmlElement, XmlValue};

/// The definition of a storage volume: `<volume>`.
///
/// ```
/// use virt_core::config::storage::{StorageVolumeConfig, StorageVolumeFormat};
///
/// let mut volume = StorageVolumeConfig::new("web.qcow2", "20GiB".parse()?);
/// volume.target_mut().format = Some(StorageVolumeFormat::Qcow2);
/// assert_eq!(StorageVolumeConfig::parse(&volume.to_xml())?, volume);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct StorageVolumeConfig {
    /// What the volume is. Default: file.
    #[xml(attribute = "type")]
    pub volume_type: Option<StorageVolumeType>,
    /// The name, unique in its pool.
    #[xml(value, default)]
    pub name: String,
    /// What stands for the volume on its host, such as its path; the driver says it.
    #[xml(value)]
    pub key: Option<String>,
    /// Where in the pool the volume is; measured.
    #[xml(child)]
    pub source: Option<StorageVolumeSource>,
    /// How large the volume looks.
    #[xml(child)]
    pub capacity: Option<StorageSize>,
    /// How much of the pool it takes. Default: the capacity.
    #[xml(child)]
    pub allocation: Option<StorageSize>,
    /// How large its file is; measured.
    #[xml(child)]
    pub physical: Option<StorageSize>,
    /// Where and what it is on the host.
    #[xml(child)]
    pub target: Option<StorageVolumeTarget>,
    /// What it is a layer on.
    #[xml(child = "backingStore")]
    pub backing_store: Option<StorageVolumeBackingStore>,
}

root_element!(StorageVolumeConfig, "volume", Storage);

impl StorageVolumeConfig {
    /// A definition with a name and a capacity and nothing else.
    pub fn new(name: impl Into<String>, capacity: StorageSize) -> Self {
        StorageVolumeConfig {
            name: name.into(),
            capacity: Some(capacity),
            ..StorageVolumeConfig::default()
        }
    }

    /// Where and what the volume is on the host, made if it is not there.
    pub fn target_mut(&mut self) -> &mut StorageVolumeTarget {
        self.target.get_or_insert_default()
    }
}

/// What a volume is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum StorageVolumeType {
    /// A file.
    File,
    /// A block device.
    Block,
    /// A folder.
    Dir,
    /// Something on the network.
    Network,
    /// A folder on the network.
    Netdir,
    /// A Ploop image, which is a folder with a description and layers.
    Ploop,
}

/// Where in its pool a volume is: `<source>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "says_something")]
pub struct StorageVolumeSource {
    /// The devices.
    #[xml(child = "device")]
    pub devices: Vec<StorageVolumeDevice>,
}

impl StorageVolumeSource {
    fn says_something(&self, _form: Form) -> bool {
        !self.devices.is_empty()
    }
}

/// A device that holds a part of a volume: `<device path='/dev/sda2'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct StorageVolumeDevice {
    /// Its path.
    #[xml(attribute)]
    pub path: String,
    /// The parts.
    #[xml(child = "extent")]
    pub extents: Vec<StorageVolumeExtent>,
}

/// A part of a device: `<extent start='31440502784' end='33520877568'/>`.
pub type StorageVolumeExtent = super::StorageExtent;

/// What a volume is a layer on: `<backingStore>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct StorageVolumeBackingStore {
    /// The path.
    #[xml(value)]
    pub path: Option<String>,
    /// The format. Default: that of volumes in the pool.
    #[xml(path = "format/@type")]
    pub format: Option<StorageVolumeFormat>,
    /// Who may use it; measured.
    #[xml(child)]
    pub permissions: Option<Permissions>,
    /// When it was used; measured.
    #[xml(child)]
    pub timestamps: Option<Timestamps>,
}

impl StorageVolumeBackingStore {
    /// An image.
    pub fn new(path: impl Into<String>, format: StorageVolumeFormat) -> Self {
        StorageVolumeBackingStore {
            path: Some(path.into()),
            format: Some(format),
            ..StorageVolumeBackingStore::default()
        }
    }
}
