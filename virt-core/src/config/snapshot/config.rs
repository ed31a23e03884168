//! `<domainsnapshot>` itself.

use super::{SnapshotDisks, SnapshotDomain};
use crate::config::DriverCookie;
use crate::config::root::root_element;
use crate::config::{DomainConfig, ZeroOne};
use crate::xml::{XmlElement, XmlValue};

/// The state of a domain at a point in time: `<domainsnapshot>`.
///
/// ```
/// use virt_core::config::DomainSnapshotConfig;
/// use virt_core::config::snapshot::SnapshotDisk;
///
/// let mut snapshot = DomainSnapshotConfig::named("before-upgrade");
/// snapshot.disks.get_or_insert_default().disks.push(SnapshotDisk::external("vda", "/pool/new"));
/// snapshot.validate()?;
/// assert_eq!(DomainSnapshotConfig::parse(&snapshot.to_xml())?, snapshot);
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DomainSnapshotConfig {
    /// The name, unique in its domain. Default: the time when it is made.
    #[xml(value)]
    pub name: Option<String>,
    /// A text for people.
    #[xml(value)]
    pub description: Option<String>,
    /// What the domain was doing; the driver says it.
    #[xml(value)]
    pub state: Option<SnapshotState>,
    /// The snapshot that this one came behind; the driver says it.
    #[xml(child)]
    pub parent: Option<SnapshotParent>,
    /// When it was made, in seconds since 1970; the driver says it.
    #[xml(value = "creationTime")]
    pub creation_time: Option<u64>,
    /// What becomes of the guest's memory. Default: it is kept where the disks are, if the
    /// domain runs.
    #[xml(child)]
    pub memory: Option<SnapshotMemory>,
    /// What becomes of the disks. Default: a snapshot of each inside of its image.
    #[xml(child)]
    pub disks: Option<SnapshotDisks>,
    /// The disks that were written to since the domain went back here; the driver's own.
    #[xml(child = "revertDisks")]
    pub revert_disks: Option<SnapshotDisks>,
    /// The domain as it was; the driver says it.
    #[xml(child)]
    pub domain: Option<SnapshotDomain>,
    /// The domain as it would have been started the next time; the driver says it.
    #[xml(child = "inactiveDomain")]
    pub inactive_domain: Option<Box<DomainConfig>>,
    /// What the driver keeps beside.
    #[xml(child)]
    pub cookie: Option<DriverCookie>,
    /// Whether it is the one that the domain goes on from; the driver's own.
    #[xml(value)]
    pub active: Option<ZeroOne>,
}

root_element!(DomainSnapshotConfig, "domainsnapshot", DomainSnapshot);

impl DomainSnapshotConfig {
    /// A snapshot with nothing but a name.
    pub fn named(name: impl Into<String>) -> Self {
        DomainSnapshotConfig { name: Some(name.into()), ..DomainSnapshotConfig::default() }
    }
}

/// What a domain was doing when a snapshot was made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SnapshotState {
    /// It did not tell.
    #[xml(name = "nostate")]
    NoState,
    /// It ran.
    Running,
    /// It waited for a resource.
    Blocked,
    /// It was paused.
    Paused,
    /// It was shutting down.
    Shutdown,
    /// It was shut off.
    Shutoff,
    /// It had crashed.
    Crashed,
    /// It was asleep.
    #[xml(name = "pmsuspended")]
    PmSuspended,
    /// It ran, and its memory was not kept.
    DiskSnapshot,
}

/// The snapshot that another one came behind: `<parent><name>…</name></parent>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SnapshotParent {
    /// Its name.
    #[xml(value, default)]
    pub name: String,
}

impl SnapshotParent {
    /// A parent by name.
    pub fn new(name: impl Into<String>) -> Self {
        SnapshotParent { name: name.into() }
    }
}

/// What becomes of a guest's memory: `<memory snapshot='external' file='/path'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SnapshotMemory {
    /// Where it is kept. Default: external if there is a file.
    #[xml(attribute)]
    pub snapshot: Option<SnapshotMemoryLocation>,
    /// The file.
    #[xml(attribute)]
    pub file: Option<String>,
}

impl SnapshotMemory {
    /// Memory that is kept in a file.
    pub fn external(file: impl Into<String>) -> Self {
        let snapshot = Some(SnapshotMemoryLocation::External);
        SnapshotMemory { snapshot, file: Some(file.into()) }
    }
}

/// Where a guest's memory is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum SnapshotMemoryLocation {
    /// Nowhere.
    No,
    /// In an image of a disk.
    Internal,
    /// In a file.
    External,
}
