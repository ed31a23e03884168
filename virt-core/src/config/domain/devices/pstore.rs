//! `<pstore>`: where the guest's kernel keeps its last words.

use super::DeviceInfo;
use crate::units::MemorySize;
use crate::xml::{XmlElement, XmlValue};

/// Where the guest's kernel keeps its last words: `<pstore backend='acpi-erst'>`. Since libvirt 10.7.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct PersistentStore {
    /// What the guest sees.
    #[xml(attribute)]
    pub backend: PersistentStoreBackend,
    /// The file. Default: the driver's choice.
    #[xml(value)]
    pub path: Option<String>,
    /// The file's size.
    #[xml(child)]
    pub size: MemorySize,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// A kind of device that keeps a kernel's last words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum PersistentStoreBackend {
    /// The error record serialization table of ACPI.
    AcpiErst,
}
