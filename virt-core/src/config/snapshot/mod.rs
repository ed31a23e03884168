//! `<domainsnapshot>`: the state of a domain at a point in time.

mod builder;
mod config;
mod defaults;
mod disk;
mod domain;

pub use builder::DomainSnapshotBuilder;
pub use config::{
    DomainSnapshotConfig, SnapshotMemory, SnapshotMemoryLocation, SnapshotParent, SnapshotState,
};
pub use defaults::SnapshotDefaults;
pub(crate) use defaults::{check_disk_name, check_name};
pub use disk::{SnapshotDisk, SnapshotDiskDriver, SnapshotDiskLocation, SnapshotDisks};
pub use domain::SnapshotDomain;
