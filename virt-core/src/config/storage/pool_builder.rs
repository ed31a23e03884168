//! Storage pools made step by step.

use super::{
    FileMode, FileOwner, StoragePoolConfig, StoragePoolFormat, StoragePoolTarget, StoragePoolType,
    StorageSource, StorageSourceDevice, StorageSourceHost,
};
use crate::Result;

/// Makes the definition of a storage pool step by step; see [`StoragePoolConfig::builder`].
#[derive(Debug, Clone)]
#[must_use = "nothing comes of it without build()"]
pub struct StoragePoolBuilder {
    config: StoragePoolConfig,
}

impl StoragePoolConfig {
    /// Starts the definition of a storage pool; what it is made of comes next.
    ///
    /// ```
    /// use virt_core::config::StoragePoolConfig;
    ///
    /// let images = StoragePoolConfig::builder("images").dir("/var/lib/virt/images").build()?;
    /// let shared = StoragePoolConfig::builder("shared")
    ///     .nfs("nas.example", "/export/images", "/var/lib/virt/shared")
    ///     .build()?;
    /// assert_eq!(images.name.as_deref(), Some("images"));
    /// assert_eq!(shared.pool_type.as_str(), "netfs");
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    pub fn builder(name: impl Into<String>) -> StoragePoolBuilder {
        StoragePoolBuilder { config: StoragePoolConfig::new(StoragePoolType::Dir, name) }
    }
}

impl StoragePoolBuilder {
    /// The pool is a folder of the host; its volumes are files.
    pub fn dir(self, path: impl Into<String>) -> Self {
        self.of(StoragePoolType::Dir, None, Some(path.into()))
    }

    /// The pool is a file system on a device of the host, mounted at `mount_point`.
    pub fn file_system(self, device: impl Into<String>, mount_point: impl Into<String>) -> Self {
        let source = StorageSource::device(device);
        self.of(StoragePoolType::Fs, Some(source), Some(mount_point.into()))
    }

    /// The pool is a folder that an NFS server exports, mounted at `mount_point`.
    pub fn nfs(
        self,
        host: impl Into<String>,
        export: impl Into<String>,
        mount_point: impl Into<String>,
    ) -> Self {
        let format = Some(StoragePoolFormat::Nfs);
        let source = StorageSource { format, ..StorageSource::dir(host, export) };
        self.of(StoragePoolType::Netfs, Some(source), Some(mount_point.into()))
    }

    /// The pool is a volume group of LVM.
    pub fn volume_group(self, name: impl Into<String>) -> Self {
        let name = name.into();
        let path = format!("/dev/{name}");
        self.of(StoragePoolType::Logical, Some(StorageSource::named(name)), Some(path))
    }

    /// The pool is an iSCSI target; its units show up below `/dev/disk/by-path`.
    pub fn iscsi(self, host: impl Into<String>, target: impl Into<String>) -> Self {
        let source = StorageSource {
            hosts: vec![StorageSourceHost { name: host.into(), port: None }],
            devices: vec![StorageSourceDevice::new(target)],
            ..StorageSource::default()
        };
        self.of(StoragePoolType::Iscsi, Some(source), Some("/dev/disk/by-path".to_owned()))
    }

    /// The pool is one of a Ceph cluster's, which is found at its `monitors`.
    pub fn rbd(
        self,
        pool: impl Into<String>,
        monitors: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let host = |name| StorageSourceHost { name, port: None };
        let hosts = monitors.into_iter().map(Into::into).map(host).collect();
        let source = StorageSource { hosts, ..StorageSource::named(pool) };
        self.of(StoragePoolType::Rbd, Some(source), None)
    }

    /// Who may use the pool's folder: a mode, and the numbers of its owner and its group.
    pub fn permissions(mut self, mode: FileMode, owner: u32, group: u32) -> Self {
        let target = self.config.target.get_or_insert_default();
        let permissions = target.permissions.get_or_insert_default();
        permissions.mode = Some(mode);
        permissions.owner = Some(FileOwner::Id(owner));
        permissions.group = Some(FileOwner::Id(group));
        self
    }

    /// Changes whatever this builder has no word for.
    pub fn change(mut self, change: impl FnOnce(&mut StoragePoolConfig)) -> Self {
        change(&mut self.config);
        self
    }

    /// The definition.
    ///
    /// # Errors
    ///
    /// What [`StoragePoolConfig::validate`] finds.
    pub fn build(self) -> Result<StoragePoolConfig> {
        self.config.validate()?;
        Ok(self.config)
    }

    fn of(
        mut self,
        pool_type: StoragePoolType,
        source: Option<StorageSource>,
        path: Option<String>,
    ) -> Self {
        self.config.pool_type = pool_type;
        self.config.source = source;
        self.config.target = path.map(StoragePoolTarget::new);
        self
    }
}
