//! Snapshots described step by step.

use super::{DomainSnapshotConfig, SnapshotDisk, SnapshotMemory, SnapshotMemoryLocation};
use crate::Result;

/// Describes a snapshot that is to be taken, step by step; see [`DomainSnapshotConfig::builder`].
#[derive(Debug, Clone)]
#[must_use = "nothing comes of it without build()"]
pub struct DomainSnapshotBuilder {
    config: DomainSnapshotConfig,
}

impl DomainSnapshotConfig {
    /// Starts the description of a snapshot: of all disks and, where the guest runs, of its
    /// memory, inside of the images.
    ///
    /// ```
    /// use virt_core::config::DomainSnapshotConfig;
    ///
    /// let snapshot = DomainSnapshotConfig::builder("before-upgrade")
    ///     .description("Debian 12, all updates")
    ///     .external_disk("vda", "/var/lib/virt/images/web.before-upgrade.qcow2")
    ///     .skipped_disk("vdb")
    ///     .without_memory()
    ///     .build()?;
    /// assert_eq!(snapshot.name.as_deref(), Some("before-upgrade"));
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    pub fn builder(name: impl Into<String>) -> DomainSnapshotBuilder {
        DomainSnapshotBuilder { config: DomainSnapshotConfig::named(name) }
    }
}

impl DomainSnapshotBuilder {
    /// A text for people.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.config.description = Some(text.into());
        self
    }

    /// From now on the disk with this target writes to the new image `file`; its old image stays
    /// as it is.
    pub fn external_disk(self, target: impl Into<String>, file: impl Into<String>) -> Self {
        self.disk(SnapshotDisk::external(target, file))
    }

    /// The disk with this target is no part of the snapshot.
    pub fn skipped_disk(self, target: impl Into<String>) -> Self {
        self.disk(SnapshotDisk::skipped(target))
    }

    /// One more disk, with whatever is said of it.
    pub fn disk(mut self, disk: SnapshotDisk) -> Self {
        self.config.disks.get_or_insert_default().disks.push(disk);
        self
    }

    /// The guest's memory goes to this file.
    pub fn memory_file(mut self, file: impl Into<String>) -> Self {
        self.config.memory = Some(SnapshotMemory::external(file));
        self
    }

    /// The guest's memory is no part of the snapshot.
    pub fn without_memory(mut self) -> Self {
        let snapshot = Some(SnapshotMemoryLocation::No);
        self.config.memory = Some(SnapshotMemory { snapshot, file: None });
        self
    }

    /// Changes whatever this builder has no word for.
    pub fn change(mut self, change: impl FnOnce(&mut DomainSnapshotConfig)) -> Self {
        change(&mut self.config);
        self
    }

    /// The description.
    ///
    /// # Errors
    ///
    /// What [`DomainSnapshotConfig::validate`] finds.
    pub fn build(self) -> Result<DomainSnapshotConfig> {
        self.config.validate()?;
        Ok(self.config)
    }
}
