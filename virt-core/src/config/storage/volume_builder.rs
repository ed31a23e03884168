//! Volumes made step by step.

use super::{
    FileMode, FileOwner, StorageSize, StorageVolumeBackingStore, StorageVolumeConfig,
    StorageVolumeFormat,
};
use crate::Result;

/// Makes the definition of a volume step by step; see [`StorageVolumeConfig::builder`].
#[derive(Debug, Clone)]
#[must_use = "nothing comes of it without build()"]
pub struct StorageVolumeBuilder {
    config: StorageVolumeConfig,
}

impl StorageVolumeConfig {
    /// Starts the definition of a volume of this size, all of it allocated unless
    /// [`allocation`](StorageVolumeBuilder::allocation) says otherwise.
    ///
    /// ```
    /// use virt_core::config::StorageVolumeConfig;
    /// use virt_core::config::storage::{StorageSize, StorageVolumeFormat};
    ///
    /// let volume = StorageVolumeConfig::builder("web.qcow2", StorageSize::from_gib(20))
    ///     .format(StorageVolumeFormat::Qcow2)
    ///     .sparse()
    ///     .backing("/var/lib/virt/images/debian.qcow2", StorageVolumeFormat::Qcow2)
    ///     .build()?;
    /// assert_eq!(volume.capacity.map(|capacity| capacity.bytes()), Some(20 << 30));
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    pub fn builder(name: impl Into<String>, capacity: StorageSize) -> StorageVolumeBuilder {
        let mut config = StorageVolumeConfig::new(name, capacity);
        // libvirt's schema wants a target, even if nothing is said of it.
        config.target_mut();
        StorageVolumeBuilder { config }
    }
}

impl StorageVolumeBuilder {
    /// The format. Default: raw, in pools of files.
    pub fn format(mut self, format: StorageVolumeFormat) -> Self {
        self.config.target_mut().format = Some(format);
        self
    }

    /// How much of it the host gives at once.
    pub fn allocation(mut self, allocation: StorageSize) -> Self {
        self.config.allocation = Some(allocation);
        self
    }

    /// The host gives nothing at once: the volume grows as it is written.
    pub fn sparse(self) -> Self {
        self.allocation(StorageSize::from_bytes(0))
    }

    /// What was never written to the volume is read from the image at `path`, which never changes.
    pub fn backing(mut self, path: impl Into<String>, format: StorageVolumeFormat) -> Self {
        self.config.backing_store = Some(StorageVolumeBackingStore::new(path, format));
        self
    }

    /// Who may use it: a mode, and the numbers of its owner and its group.
    pub fn permissions(mut self, mode: FileMode, owner: u32, group: u32) -> Self {
        let permissions = self.config.target_mut().permissions.get_or_insert_default();
        permissions.mode = Some(mode);
        permissions.owner = Some(FileOwner::Id(owner));
        permissions.group = Some(FileOwner::Id(group));
        self
    }

    /// Changes whatever this builder has no word for.
    pub fn change(mut self, change: impl FnOnce(&mut StorageVolumeConfig)) -> Self {
        change(&mut self.config);
        self
    }

    /// The definition.
    ///
    /// # Errors
    ///
    /// What [`StorageVolumeConfig::validate`] finds.
    pub fn build(self) -> Result<StorageVolumeConfig> {
        self.config.validate()?;
        Ok(self.config)
    }
}
