//! Storage pools, and the volumes in them.

mod volumes;

pub use volumes::{StorageVolumeInfo, VolumeDriver};

use uuid::Uuid;

use super::{Driver, unsupported};
use crate::Result;
use crate::api::storage::{
    ConnectListAllStoragePoolsFlags, StoragePoolBuildFlags, StoragePoolCreateFlags,
    StoragePoolDefineFlags, StoragePoolDeleteFlags, StoragePoolState, StorageXmlFlags,
};
use crate::event::{EventFilter, EventRegistration, EventSender};
use crate::object::{StoragePoolRef, StorageVolumeRef};

/// The storage pools of one host.
///
/// A method that gets a pool that is gone answers
/// [`NoStoragePool`](crate::ErrorKind::NoStoragePool).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait StorageDriver: Driver {
    /// Returns the pools that match `filter`, sorted by name.
    ///
    /// Within a group of the filter one match suffices; groups without a flag match all.
    #[doc(alias(
        "connectListAllStoragePools",
        "connectNumOfStoragePools",
        "connectListStoragePools",
        "connectNumOfDefinedStoragePools",
        "connectListDefinedStoragePools"
    ))]
    fn list(&self, filter: ConnectListAllStoragePoolsFlags) -> Result<Vec<StoragePoolRef>>;

    /// Finds the pool with this name.
    #[doc(alias = "storagePoolLookupByName")]
    fn lookup_by_name(&self, name: &str) -> Result<StoragePoolRef>;

    /// Finds the pool with this UUID.
    #[doc(alias = "storagePoolLookupByUUID")]
    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<StoragePoolRef>;

    /// Finds the pool that a volume is in.
    #[doc(alias = "storagePoolLookupByVolume")]
    fn lookup_by_volume(&self, volume: &StorageVolumeRef) -> Result<StoragePoolRef> {
        self.lookup_by_name(&volume.pool)
    }

    /// Finds the pool whose target is `path`.
    #[doc(alias = "storagePoolLookupByTargetPath")]
    fn lookup_by_target_path(&self, path: &str) -> Result<StoragePoolRef> {
        unsupported(self, "virStoragePoolLookupByTargetPath")
    }

    /// Returns which kinds of pools there are, and which of their options: the storage pool
    /// capabilities document.
    #[doc(alias = "connectGetStoragePoolCapabilities")]
    fn capabilities(&self) -> Result<String> {
        unsupported(self, "virConnectGetStoragePoolCapabilities")
    }

    /// Looks for what could become pools of type `kind`, where `source_xml` says, and returns a
    /// `<sources>` document.
    #[doc(alias = "connectFindStoragePoolSources")]
    fn find_sources(&self, kind: &str, source_xml: Option<&str>) -> Result<String> {
        unsupported(self, "virConnectFindStoragePoolSources")
    }

    /// Starts a pool that is not defined from `xml`, and with a flag builds it before. It is gone
    /// when it stops.
    #[doc(alias = "storagePoolCreateXML")]
    fn create(&self, xml: &str, flags: StoragePoolCreateFlags) -> Result<StoragePoolRef> {
        unsupported(self, "virStoragePoolCreateXML")
    }

    /// Stores `xml` as the persistent definition of its pool.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](crate::ErrorKind::OperationFailed) when the name belongs to another
    /// UUID, the UUID to another name, or the source to another pool.
    #[doc(alias = "storagePoolDefineXML")]
    fn define(&self, xml: &str, flags: StoragePoolDefineFlags) -> Result<StoragePoolRef> {
        unsupported(self, "virStoragePoolDefineXML")
    }

    /// Makes what the pool lives in: a folder, a file system, a volume group.
    ///
    /// # Errors
    ///
    /// [`StoragePoolBuilt`](crate::ErrorKind::StoragePoolBuilt) when something is there that no
    /// flag says to overwrite.
    #[doc(alias = "storagePoolBuild")]
    fn build(&self, pool: &StoragePoolRef, flags: StoragePoolBuildFlags) -> Result<()> {
        unsupported(self, "virStoragePoolBuild")
    }

    /// Removes the persistent definition.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) while the pool is active.
    #[doc(alias = "storagePoolUndefine")]
    fn undefine(&self, pool: &StoragePoolRef) -> Result<()> {
        unsupported(self, "virStoragePoolUndefine")
    }

    /// Starts a defined pool, and with a flag builds it before.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is active.
    #[doc(alias = "storagePoolCreate")]
    fn start(&self, pool: &StoragePoolRef, flags: StoragePoolCreateFlags) -> Result<()> {
        unsupported(self, "virStoragePoolCreate")
    }

    /// Stops a pool. Its volumes keep their data.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is not active.
    #[doc(alias = "storagePoolDestroy")]
    fn destroy(&self, pool: &StoragePoolRef) -> Result<()> {
        unsupported(self, "virStoragePoolDestroy")
    }

    /// Deletes what the pool lives in, and with it all data.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) while the pool is active.
    #[doc(alias = "storagePoolDelete")]
    fn delete(&self, pool: &StoragePoolRef, flags: StoragePoolDeleteFlags) -> Result<()> {
        unsupported(self, "virStoragePoolDelete")
    }

    /// Looks again which volumes an active pool has.
    #[doc(alias = "storagePoolRefresh")]
    fn refresh(&self, pool: &StoragePoolRef) -> Result<()> {
        unsupported(self, "virStoragePoolRefresh")
    }

    /// Returns state and size of the pool.
    #[doc(alias = "storagePoolGetInfo")]
    fn info(&self, pool: &StoragePoolRef) -> Result<StoragePoolInfo>;

    /// Returns the definition: of an active pool the live one, unless `INACTIVE` is given.
    #[doc(alias = "storagePoolGetXMLDesc")]
    fn xml(&self, pool: &StoragePoolRef, flags: StorageXmlFlags) -> Result<String>;

    /// Whether the pool starts with the host.
    #[doc(alias = "storagePoolGetAutostart")]
    fn autostart(&self, pool: &StoragePoolRef) -> Result<bool> {
        unsupported(self, "virStoragePoolGetAutostart")
    }

    /// Sets whether the pool starts with the host.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is transient.
    #[doc(alias = "storagePoolSetAutostart")]
    fn set_autostart(&self, pool: &StoragePoolRef, autostart: bool) -> Result<()> {
        unsupported(self, "virStoragePoolSetAutostart")
    }

    /// Whether the pool is active.
    #[doc(alias = "storagePoolIsActive")]
    fn is_active(&self, pool: &StoragePoolRef) -> Result<bool>;

    /// Whether the pool has a definition that outlives its run.
    #[doc(alias = "storagePoolIsPersistent")]
    fn is_persistent(&self, pool: &StoragePoolRef) -> Result<bool>;

    /// Sends the events of pools that match `filter` to `sender` until the registration is
    /// dropped.
    #[doc(alias("connectStoragePoolEventRegisterAny", "connectStoragePoolEventDeregisterAny"))]
    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        unsupported(self, "virConnectStoragePoolEventRegisterAny")
    }

    /// The volumes in the pools.
    fn volumes(&self) -> Option<&dyn VolumeDriver> {
        None
    }
}

/// State and size of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoragePoolInfo {
    /// What the pool is doing.
    pub state: StoragePoolState,
    /// Its size.
    pub capacity_bytes: u64,
    /// What its volumes use.
    pub allocation_bytes: u64,
    /// What is free for volumes.
    pub available_bytes: u64,
}
