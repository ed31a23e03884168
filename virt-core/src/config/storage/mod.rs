//! Storage: `<pool>`, `<sources>`, `<volume>` and `<storagepoolCapabilities>`.

mod adapter;
mod capabilities;
mod format;
mod permissions;
mod pool;
mod pool_builder;
mod pool_defaults;
mod pool_validate;
mod size;
mod source;
mod sources;
mod volume;
mod volume_builder;
mod volume_defaults;
mod volume_target;
mod volume_validate;

pub use adapter::{FibreChannelAdapter, ScsiAdapter, ScsiHostAdapter, ScsiParentAddress};
pub use capabilities::{
    StorageCapabilityEnum, StoragePoolCapabilities, StoragePoolOptions,
    StoragePoolTypeCapabilities, StorageVolumeOptions,
};
pub use format::StoragePoolFormat;
pub use permissions::{FileMode, FileOwner, Permissions};
pub use pool::{
    FsMountOption, FsMountOptions, RbdConfigOption, RbdConfigOptions, StoragePoolConfig,
    StoragePoolFeatures, StoragePoolRefresh, StoragePoolTarget, StoragePoolType,
    VolumeAllocationSource,
};
pub use pool_builder::StoragePoolBuilder;
pub use size::{ClusterSize, StorageSize};
pub use source::{
    StorageAuth, StorageAuthSecret, StorageAuthType, StorageExtent, StorageSource,
    StorageSourceDevice, StorageSourceHost, StorageSourceInitiator,
};
pub use sources::StorageSources;
pub use volume::{
    StorageVolumeBackingStore, StorageVolumeConfig, StorageVolumeDevice, StorageVolumeExtent,
    StorageVolumeSource, StorageVolumeType,
};
pub use volume_builder::StorageVolumeBuilder;
pub use volume_defaults::VolumeDefaults;
pub use volume_target::{
    StorageVolumeFeatures, StorageVolumeFormat, StorageVolumeTarget, Timestamp, Timestamps,
};
