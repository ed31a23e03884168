//! `<domainbackup>`: a copy of a running domain's disks.

mod align;
mod config;
mod disk;
mod validate;

pub use align::BackupSource;
pub use config::{
    BackupMode, BackupPrivateData, BackupPrivateObjects, BackupPrivateSecret, BackupServer,
    BackupTransport, DomainBackupConfig,
};
pub use disk::{
    BackupDisk, BackupDiskDriver, BackupDiskMode, BackupDiskState, BackupDisks, BackupStore,
};
