//! Enumerations, flags and parameter names of libvirt's storage API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virConnectListAllStoragePoolsFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectListAllStoragePoolsFlags: u32 {
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE`, since 0.10.2.
        const INACTIVE = 1 << 0;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE`, since 0.10.2.
        const ACTIVE = 1 << 1;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_PERSISTENT`, since 0.10.2.
        const PERSISTENT = 1 << 2;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT`, since 0.10.2.
        const TRANSIENT = 1 << 3;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART`, since 0.10.2.
        const AUTOSTART = 1 << 4;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART`, since 0.10.2.
        const NO_AUTOSTART = 1 << 5;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_DIR`, since 0.10.2.
        const DIR = 1 << 6;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_FS`, since 0.10.2.
        const FS = 1 << 7;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_NETFS`, since 0.10.2.
        const NETFS = 1 << 8;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_LOGICAL`, since 0.10.2.
        const LOGICAL = 1 << 9;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_DISK`, since 0.10.2.
        const DISK = 1 << 10;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI`, since 0.10.2.
        const ISCSI = 1 << 11;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_SCSI`, since 0.10.2.
        const SCSI = 1 << 12;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_MPATH`, since 0.10.2.
        const MPATH = 1 << 13;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_RBD`, since 0.10.2.
        const RBD = 1 << 14;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_SHEEPDOG`, since 0.10.2.
        const SHEEPDOG = 1 << 15;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_GLUSTER`, since 1.2.1.
        const GLUSTER = 1 << 16;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_ZFS`, since 1.2.8.
        const ZFS = 1 << 17;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_VSTORAGE`, since 3.1.0.
        const VSTORAGE = 1 << 18;
        /// `VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT`, since 5.6.0.
        const ISCSI_DIRECT = 1 << 19;
    }
}

bitflags! {
    /// libvirt's `virStoragePoolBuildFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StoragePoolBuildFlags: u32 {
        /// `VIR_STORAGE_POOL_BUILD_REPAIR`, since 0.4.1.
        const REPAIR = 1 << 0;
        /// `VIR_STORAGE_POOL_BUILD_RESIZE`, since 0.4.1.
        const RESIZE = 1 << 1;
        /// `VIR_STORAGE_POOL_BUILD_NO_OVERWRITE`, since 0.9.5.
        const NO_OVERWRITE = 1 << 2;
        /// `VIR_STORAGE_POOL_BUILD_OVERWRITE`, since 0.9.5.
        const OVERWRITE = 1 << 3;
    }
}

bitflags! {
    /// libvirt's `virStoragePoolCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StoragePoolCreateFlags: u32 {
        /// `VIR_STORAGE_POOL_CREATE_WITH_BUILD`, since 1.3.1.
        const WITH_BUILD = 1 << 0;
        /// `VIR_STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE`, since 1.3.1.
        const WITH_BUILD_OVERWRITE = 1 << 1;
        /// `VIR_STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE`, since 1.3.1.
        const WITH_BUILD_NO_OVERWRITE = 1 << 2;
    }
}

bitflags! {
    /// libvirt's `virStoragePoolDefineFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StoragePoolDefineFlags: u32 {
        /// `VIR_STORAGE_POOL_DEFINE_VALIDATE`, since 7.7.0.
        const VALIDATE = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virStoragePoolDeleteFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StoragePoolDeleteFlags: u32 {
        /// `VIR_STORAGE_POOL_DELETE_ZEROED`, since 0.4.1.
        const ZEROED = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virStoragePoolEventID`.
    pub enum StoragePoolEventId {
        /// `VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE`, since 2.0.0.
        Lifecycle = 0,
        /// `VIR_STORAGE_POOL_EVENT_ID_REFRESH`, since 2.0.0.
        Refresh = 1,
    }
}

enumeration! {
    /// libvirt's `virStoragePoolEventLifecycleType`.
    pub enum StoragePoolEventLifecycleType {
        /// `VIR_STORAGE_POOL_EVENT_DEFINED`, since 2.0.0.
        Defined = 0,
        /// `VIR_STORAGE_POOL_EVENT_UNDEFINED`, since 2.0.0.
        Undefined = 1,
        /// `VIR_STORAGE_POOL_EVENT_STARTED`, since 2.0.0.
        Started = 2,
        /// `VIR_STORAGE_POOL_EVENT_STOPPED`, since 2.0.0.
        Stopped = 3,
        /// `VIR_STORAGE_POOL_EVENT_CREATED`, since 3.8.0.
        Created = 4,
        /// `VIR_STORAGE_POOL_EVENT_DELETED`, since 3.8.0.
        Deleted = 5,
    }
}

enumeration! {
    /// libvirt's `virStoragePoolState`.
    pub enum StoragePoolState {
        /// `VIR_STORAGE_POOL_INACTIVE`, since 0.4.1.
        Inactive = 0,
        /// `VIR_STORAGE_POOL_BUILDING`, since 0.4.1.
        Building = 1,
        /// `VIR_STORAGE_POOL_RUNNING`, since 0.4.1.
        Running = 2,
        /// `VIR_STORAGE_POOL_DEGRADED`, since 0.4.1.
        Degraded = 3,
        /// `VIR_STORAGE_POOL_INACCESSIBLE`, since 0.8.2.
        Inaccessible = 4,
    }
}

bitflags! {
    /// libvirt's `virStorageVolCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StorageVolCreateFlags: u32 {
        /// `VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA`, since 1.0.1.
        const PREALLOC_METADATA = 1 << 0;
        /// `VIR_STORAGE_VOL_CREATE_REFLINK`, since 1.2.13.
        const REFLINK = 1 << 1;
        /// `VIR_STORAGE_VOL_CREATE_VALIDATE`, since 8.10.0.
        const VALIDATE = 1 << 2;
    }
}

bitflags! {
    /// libvirt's `virStorageVolDeleteFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StorageVolDeleteFlags: u32 {
        /// `VIR_STORAGE_VOL_DELETE_ZEROED`, since 0.4.1.
        const ZEROED = 1 << 0;
        /// `VIR_STORAGE_VOL_DELETE_WITH_SNAPSHOTS`, since 1.2.21.
        const WITH_SNAPSHOTS = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virStorageVolDownloadFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StorageVolDownloadFlags: u32 {
        /// `VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM`, since 3.4.0.
        const SPARSE_STREAM = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virStorageVolInfoFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StorageVolInfoFlags: u32 {
        /// `VIR_STORAGE_VOL_GET_PHYSICAL`, since 3.0.0.
        const GET_PHYSICAL = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virStorageVolResizeFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StorageVolResizeFlags: u32 {
        /// `VIR_STORAGE_VOL_RESIZE_ALLOCATE`, since 0.9.10.
        const ALLOCATE = 1 << 0;
        /// `VIR_STORAGE_VOL_RESIZE_DELTA`, since 0.9.10.
        const DELTA = 1 << 1;
        /// `VIR_STORAGE_VOL_RESIZE_SHRINK`, since 0.9.10.
        const SHRINK = 1 << 2;
    }
}

enumeration! {
    /// libvirt's `virStorageVolType`.
    pub enum StorageVolType {
        /// `VIR_STORAGE_VOL_FILE`, since 0.4.1.
        File = 0,
        /// `VIR_STORAGE_VOL_BLOCK`, since 0.4.1.
        Block = 1,
        /// `VIR_STORAGE_VOL_DIR`, since 0.9.5.
        Dir = 2,
        /// `VIR_STORAGE_VOL_NETWORK`, since 0.9.13.
        Network = 3,
        /// `VIR_STORAGE_VOL_NETDIR`, since 1.2.0.
        NetDir = 4,
        /// `VIR_STORAGE_VOL_PLOOP`, since 1.3.4.
        Ploop = 5,
    }
}

bitflags! {
    /// libvirt's `virStorageVolUploadFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StorageVolUploadFlags: u32 {
        /// `VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM`, since 3.4.0.
        const SPARSE_STREAM = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virStorageVolWipeAlgorithm`.
    pub enum StorageVolWipeAlgorithm {
        /// `VIR_STORAGE_VOL_WIPE_ALG_ZERO`, since 0.9.10.
        Zero = 0,
        /// `VIR_STORAGE_VOL_WIPE_ALG_NNSA`, since 0.9.10.
        Nnsa = 1,
        /// `VIR_STORAGE_VOL_WIPE_ALG_DOD`, since 0.9.10.
        Dod = 2,
        /// `VIR_STORAGE_VOL_WIPE_ALG_BSI`, since 0.9.10.
        Bsi = 3,
        /// `VIR_STORAGE_VOL_WIPE_ALG_GUTMANN`, since 0.9.10.
        Gutmann = 4,
        /// `VIR_STORAGE_VOL_WIPE_ALG_SCHNEIER`, since 0.9.10.
        Schneier = 5,
        /// `VIR_STORAGE_VOL_WIPE_ALG_PFITZNER7`, since 0.9.10.
        Pfitzner7 = 6,
        /// `VIR_STORAGE_VOL_WIPE_ALG_PFITZNER33`, since 0.9.10.
        Pfitzner33 = 7,
        /// `VIR_STORAGE_VOL_WIPE_ALG_RANDOM`, since 0.9.10.
        Random = 8,
        /// `VIR_STORAGE_VOL_WIPE_ALG_TRIM`, since 1.3.2.
        Trim = 9,
    }
}

bitflags! {
    /// libvirt's `virStorageXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StorageXmlFlags: u32 {
        /// `VIR_STORAGE_XML_INACTIVE`, since 0.9.13.
        const INACTIVE = 1 << 0;
    }
}
