//! The second pass over a volume: what libvirt fills in whichever driver will make it.

use super::{
    StoragePoolType, StorageSize, StorageVolumeConfig, StorageVolumeFormat, StorageVolumeTarget,
    StorageVolumeType,
};

/// What the filling in of a volume needs to know beside its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VolumeDefaults {
    /// The type of the pool that the volume belongs to.
    pub pool_type: StoragePoolType,
    /// The capacity where the definition has none: that of the volume that is copied. None where
    /// the definition must have one; [`StorageVolumeConfig::validate`] then says so.
    pub capacity: Option<StorageSize>,
}

impl VolumeDefaults {
    /// What volumes of a pool of this type get.
    pub fn new(pool_type: StoragePoolType) -> Self {
        VolumeDefaults { pool_type, capacity: None }
    }
}

impl StorageVolumeConfig {
    /// Adds what the author left out (type, allocation, formats, the version of qcow2) and takes
    /// away what is measured. Filling in twice changes nothing.
    pub fn fill_defaults(&mut self, defaults: &VolumeDefaults) {
        self.volume_type.get_or_insert(StorageVolumeType::File);
        self.capacity = self.capacity.or(defaults.capacity);
        if self.capacity.is_none() && self.backing_store.is_some() {
            self.capacity = Some(StorageSize::default());
        }
        self.allocation = self.allocation.or(self.capacity);
        self.source = None;
        self.physical = None;
        let format = default_format(defaults.pool_type);
        self.target_mut().fill_defaults(format);
        // A layer without a path is no layer.
        self.backing_store.take_if(|store| store.path.is_none());
        if let Some(store) = &mut self.backing_store {
            store.format = store.format.or(format);
            store.timestamps = None;
            store.permissions.iter_mut().for_each(|permissions| permissions.fill_defaults());
        }
    }
}

impl StorageVolumeTarget {
    fn fill_defaults(&mut self, format: Option<StorageVolumeFormat>) {
        self.format = self.format.or(format);
        self.timestamps = None;
        self.permissions.iter_mut().for_each(|permissions| permissions.fill_defaults());
        if self.features.is_some() || self.cluster_size.is_some() {
            self.compat.get_or_insert_with(|| "1.1".to_owned());
        }
    }
}

/// The format of volumes in pools of a type; none where the volumes are devices with whatever
/// their users put there.
fn default_format(pool_type: StoragePoolType) -> Option<StorageVolumeFormat> {
    use StoragePoolType::*;

    match pool_type {
        Dir | Fs | Netfs | Vstorage | Rbd | Gluster => Some(StorageVolumeFormat::Raw),
        Disk => Some(StorageVolumeFormat::None),
        _ => None,
    }
}
