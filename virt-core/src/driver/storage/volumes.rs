//! Volumes of storage pools.

use crate::Result;
use crate::api::storage::{
    StorageVolCreateFlags, StorageVolDeleteFlags, StorageVolDownloadFlags, StorageVolInfoFlags,
    StorageVolResizeFlags, StorageVolType, StorageVolUploadFlags, StorageVolWipeAlgorithm,
};
use crate::driver::{Driver, unsupported};
use crate::object::{StoragePoolRef, StorageVolumeRef};
use crate::stream::StreamDriver;

/// Volumes of storage pools. Their pool has to be active.
///
/// A method that gets a volume that is gone answers
/// [`NoStorageVol`](crate::ErrorKind::NoStorageVol).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait VolumeDriver: Driver {
    /// Returns the volumes of a pool, sorted by name.
    #[doc(alias("storagePoolListAllVolumes", "storagePoolNumOfVolumes", "storagePoolListVolumes"))]
    fn volumes_of(&self, pool: &StoragePoolRef) -> Result<Vec<StorageVolumeRef>>;

    /// Finds the volume of a pool with this name.
    #[doc(alias = "storageVolLookupByName")]
    fn lookup_volume(&self, pool: &StoragePoolRef, name: &str) -> Result<StorageVolumeRef>;

    /// Finds the volume of any pool with this key.
    #[doc(alias = "storageVolLookupByKey")]
    fn lookup_volume_by_key(&self, key: &str) -> Result<StorageVolumeRef>;

    /// Finds the volume of any pool with this path.
    #[doc(alias = "storageVolLookupByPath")]
    fn lookup_volume_by_path(&self, path: &str) -> Result<StorageVolumeRef>;

    /// Creates the volume that `xml` describes.
    ///
    /// # Errors
    ///
    /// [`StorageVolExist`](crate::ErrorKind::StorageVolExist) when the pool has one of this name.
    #[doc(alias = "storageVolCreateXML")]
    fn create_volume(
        &self,
        pool: &StoragePoolRef,
        xml: &str,
        flags: StorageVolCreateFlags,
    ) -> Result<StorageVolumeRef> {
        unsupported(self, "virStorageVolCreateXML")
    }

    /// Creates the volume that `xml` describes with the data of `source`, which may be of another
    /// pool and in another format.
    #[doc(alias = "storageVolCreateXMLFrom")]
    fn clone_volume(
        &self,
        pool: &StoragePoolRef,
        xml: &str,
        source: &StorageVolumeRef,
        flags: StorageVolCreateFlags,
    ) -> Result<StorageVolumeRef> {
        unsupported(self, "virStorageVolCreateXMLFrom")
    }

    /// Opens a stream of the volume's data from `offset_bytes` on: `length_bytes` of it, or all
    /// that follows.
    #[doc(alias = "storageVolDownload")]
    fn download(
        &self,
        volume: &StorageVolumeRef,
        offset_bytes: u64,
        length_bytes: Option<u64>,
        flags: StorageVolDownloadFlags,
    ) -> Result<Box<dyn StreamDriver>> {
        unsupported(self, "virStorageVolDownload")
    }

    /// Opens a stream that writes into the volume from `offset_bytes` on: at most `length_bytes`,
    /// or as much as there is.
    #[doc(alias = "storageVolUpload")]
    fn upload(
        &self,
        volume: &StorageVolumeRef,
        offset_bytes: u64,
        length_bytes: Option<u64>,
        flags: StorageVolUploadFlags,
    ) -> Result<Box<dyn StreamDriver>> {
        unsupported(self, "virStorageVolUpload")
    }

    /// Deletes the volume and its data.
    #[doc(alias = "storageVolDelete")]
    fn delete_volume(&self, volume: &StorageVolumeRef, flags: StorageVolDeleteFlags) -> Result<()> {
        unsupported(self, "virStorageVolDelete")
    }

    /// Overwrites the volume's data, so that nobody can read it any more. Plain wiping is
    /// [`StorageVolWipeAlgorithm::Zero`].
    #[doc(alias("storageVolWipe", "storageVolWipePattern"))]
    fn wipe_volume(
        &self,
        volume: &StorageVolumeRef,
        algorithm: StorageVolWipeAlgorithm,
    ) -> Result<()> {
        unsupported(self, "virStorageVolWipePattern")
    }

    /// Returns kind and size of the volume; with `GET_PHYSICAL` the allocation is the size of its
    /// file or device.
    #[doc(alias("storageVolGetInfo", "storageVolGetInfoFlags"))]
    fn volume_info(
        &self,
        volume: &StorageVolumeRef,
        flags: StorageVolInfoFlags,
    ) -> Result<StorageVolumeInfo>;

    /// Returns the volume's description.
    #[doc(alias = "storageVolGetXMLDesc")]
    fn volume_xml(&self, volume: &StorageVolumeRef) -> Result<String>;

    /// Returns the volume's path on the host, or what stands for it.
    #[doc(alias = "storageVolGetPath")]
    fn volume_path(&self, volume: &StorageVolumeRef) -> Result<String>;

    /// Gives the volume another size; with `DELTA` by this much more, or less with `SHRINK`.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) for a smaller size without `SHRINK`.
    #[doc(alias = "storageVolResize")]
    fn resize_volume(
        &self,
        volume: &StorageVolumeRef,
        capacity_bytes: u64,
        flags: StorageVolResizeFlags,
    ) -> Result<()> {
        unsupported(self, "virStorageVolResize")
    }
}

/// Kind and size of a volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageVolumeInfo {
    /// What the volume is.
    pub kind: StorageVolType,
    /// The size that a guest sees.
    pub capacity_bytes: u64,
    /// How much of the pool it uses.
    pub allocation_bytes: u64,
}
