//! Enumerations, flags and parameter names of libvirt's host API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

enumeration! {
    /// libvirt's `virCPUCompareResult`.
    pub enum CpuCompareResult {
        /// `VIR_CPU_COMPARE_ERROR`, since 0.7.5.
        Error = -1,
        /// `VIR_CPU_COMPARE_INCOMPATIBLE`, since 0.7.5.
        Incompatible = 0,
        /// `VIR_CPU_COMPARE_IDENTICAL`, since 0.7.5.
        Identical = 1,
        /// `VIR_CPU_COMPARE_SUPERSET`, since 0.7.5.
        Superset = 2,
    }
}

bitflags! {
    /// libvirt's `virConnectBaselineCPUFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectBaselineCpuFlags: u32 {
        /// `VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES`, since 1.1.2.
        const EXPAND_FEATURES = 1 << 0;
        /// `VIR_CONNECT_BASELINE_CPU_MIGRATABLE`, since 1.2.14.
        const MIGRATABLE = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virConnectCompareCPUFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectCompareCpuFlags: u32 {
        /// `VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE`, since 1.2.6.
        const FAIL_INCOMPATIBLE = 1 << 0;
        /// `VIR_CONNECT_COMPARE_CPU_VALIDATE_XML`, since 6.9.0.
        const VALIDATE_XML = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virConnectCredentialType`.
    pub enum ConnectCredentialType {
        /// `VIR_CRED_USERNAME`, since 0.4.1.
        Username = 1,
        /// `VIR_CRED_AUTHNAME`, since 0.4.1.
        AuthName = 2,
        /// `VIR_CRED_LANGUAGE`, since 0.4.1.
        Language = 3,
        /// `VIR_CRED_CNONCE`, since 0.4.1.
        Cnonce = 4,
        /// `VIR_CRED_PASSPHRASE`, since 0.4.1.
        Passphrase = 5,
        /// `VIR_CRED_ECHOPROMPT`, since 0.4.1.
        EchoPrompt = 6,
        /// `VIR_CRED_NOECHOPROMPT`, since 0.4.1.
        NoEchoPrompt = 7,
        /// `VIR_CRED_REALM`, since 0.4.1.
        Realm = 8,
        /// `VIR_CRED_EXTERNAL`, since 0.4.1.
        External = 9,
    }
}

bitflags! {
    /// libvirt's `virConnectFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectFlags: u32 {
        /// `VIR_CONNECT_RO`, since 0.4.1.
        const RO = 1 << 0;
        /// `VIR_CONNECT_NO_ALIASES`, since 0.9.7.
        const NO_ALIASES = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virNodeAllocPagesFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NodeAllocPagesFlags: u32 {
        /// `VIR_NODE_ALLOC_PAGES_SET`, since 1.2.9.
        const SET = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virNodeGetCPUStatsAllCPUs`.
    pub enum NodeGetCpuStatsAllCpus {
        /// `VIR_NODE_CPU_STATS_ALL_CPUS`, since 0.9.3.
        CpuStatsAllCpus = -1,
    }
}

enumeration! {
    /// libvirt's `virNodeGetMemoryStatsAllCells`.
    pub enum NodeGetMemoryStatsAllCells {
        /// `VIR_NODE_MEMORY_STATS_ALL_CELLS`, since 0.9.3.
        MemoryStatsAllCells = -1,
    }
}

enumeration! {
    /// libvirt's `virNodeSuspendTarget`.
    pub enum NodeSuspendTarget {
        /// `VIR_NODE_SUSPEND_TARGET_MEM`, since 0.9.8.
        Mem = 0,
        /// `VIR_NODE_SUSPEND_TARGET_DISK`, since 0.9.8.
        Disk = 1,
        /// `VIR_NODE_SUSPEND_TARGET_HYBRID`, since 0.9.8.
        Hybrid = 2,
    }
}

/// `VIR_CONNECT_IDENTITY_GROUP_NAME`, since 5.8.0.
pub const CONNECT_IDENTITY_GROUP_NAME: &str = "group-name";

/// `VIR_CONNECT_IDENTITY_PROCESS_ID`, since 5.8.0.
pub const CONNECT_IDENTITY_PROCESS_ID: &str = "process-id";

/// `VIR_CONNECT_IDENTITY_PROCESS_TIME`, since 5.8.0.
pub const CONNECT_IDENTITY_PROCESS_TIME: &str = "process-time";

/// `VIR_CONNECT_IDENTITY_SASL_USER_NAME`, since 5.8.0.
pub const CONNECT_IDENTITY_SASL_USER_NAME: &str = "sasl-user-name";

/// `VIR_CONNECT_IDENTITY_SELINUX_CONTEXT`, since 5.8.0.
pub const CONNECT_IDENTITY_SELINUX_CONTEXT: &str = "selinux-context";

/// `VIR_CONNECT_IDENTITY_UNIX_GROUP_ID`, since 5.8.0.
pub const CONNECT_IDENTITY_UNIX_GROUP_ID: &str = "unix-group-id";

/// `VIR_CONNECT_IDENTITY_UNIX_USER_ID`, since 5.8.0.
pub const CONNECT_IDENTITY_UNIX_USER_ID: &str = "unix-user-id";

/// `VIR_CONNECT_IDENTITY_USER_NAME`, since 5.8.0.
pub const CONNECT_IDENTITY_USER_NAME: &str = "user-name";

/// `VIR_CONNECT_IDENTITY_X509_DISTINGUISHED_NAME`, since 5.8.0.
pub const CONNECT_IDENTITY_X509_DISTINGUISHED_NAME: &str = "x509-distinguished-name";

/// `VIR_NODE_CPU_STATS_IDLE`, since 0.9.3.
pub const NODE_CPU_STATS_IDLE: &str = "idle";

/// `VIR_NODE_CPU_STATS_INTR`, since 1.2.2.
pub const NODE_CPU_STATS_INTR: &str = "intr";

/// `VIR_NODE_CPU_STATS_IOWAIT`, since 0.9.3.
pub const NODE_CPU_STATS_IOWAIT: &str = "iowait";

/// `VIR_NODE_CPU_STATS_KERNEL`, since 0.9.3.
pub const NODE_CPU_STATS_KERNEL: &str = "kernel";

/// `VIR_NODE_CPU_STATS_USER`, since 0.9.3.
pub const NODE_CPU_STATS_USER: &str = "user";

/// `VIR_NODE_CPU_STATS_UTILIZATION`, since 0.9.3.
pub const NODE_CPU_STATS_UTILIZATION: &str = "utilization";

/// `VIR_NODE_MEMORY_SHARED_FULL_SCANS`, since 0.10.2.
pub const NODE_MEMORY_SHARED_FULL_SCANS: &str = "shm_full_scans";

/// `VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES`, since 1.0.0.
pub const NODE_MEMORY_SHARED_MERGE_ACROSS_NODES: &str = "shm_merge_across_nodes";

/// `VIR_NODE_MEMORY_SHARED_PAGES_SHARED`, since 0.10.2.
pub const NODE_MEMORY_SHARED_PAGES_SHARED: &str = "shm_pages_shared";

/// `VIR_NODE_MEMORY_SHARED_PAGES_SHARING`, since 0.10.2.
pub const NODE_MEMORY_SHARED_PAGES_SHARING: &str = "shm_pages_sharing";

/// `VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN`, since 0.10.2.
pub const NODE_MEMORY_SHARED_PAGES_TO_SCAN: &str = "shm_pages_to_scan";

/// `VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED`, since 0.10.2.
pub const NODE_MEMORY_SHARED_PAGES_UNSHARED: &str = "shm_pages_unshared";

/// `VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE`, since 0.10.2.
pub const NODE_MEMORY_SHARED_PAGES_VOLATILE: &str = "shm_pages_volatile";

/// `VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS`, since 0.10.2.
pub const NODE_MEMORY_SHARED_SLEEP_MILLISECS: &str = "shm_sleep_millisecs";

/// `VIR_NODE_MEMORY_STATS_BUFFERS`, since 0.9.3.
pub const NODE_MEMORY_STATS_BUFFERS: &str = "buffers";

/// `VIR_NODE_MEMORY_STATS_CACHED`, since 0.9.3.
pub const NODE_MEMORY_STATS_CACHED: &str = "cached";

/// `VIR_NODE_MEMORY_STATS_FREE`, since 0.9.3.
pub const NODE_MEMORY_STATS_FREE: &str = "free";

/// `VIR_NODE_MEMORY_STATS_TOTAL`, since 0.9.3.
pub const NODE_MEMORY_STATS_TOTAL: &str = "total";

/// `VIR_NODE_SEV_CBITPOS`, since 4.5.0.
pub const NODE_SEV_CBITPOS: &str = "cbitpos";

/// `VIR_NODE_SEV_CERT_CHAIN`, since 4.5.0.
pub const NODE_SEV_CERT_CHAIN: &str = "cert-chain";

/// `VIR_NODE_SEV_CPU0_ID`, since 8.4.0.
pub const NODE_SEV_CPU0_ID: &str = "cpu0-id";

/// `VIR_NODE_SEV_MAX_ES_GUESTS`, since 8.0.0.
pub const NODE_SEV_MAX_ES_GUESTS: &str = "max-es-guests";

/// `VIR_NODE_SEV_MAX_GUESTS`, since 8.0.0.
pub const NODE_SEV_MAX_GUESTS: &str = "max-guests";

/// `VIR_NODE_SEV_PDH`, since 4.5.0.
pub const NODE_SEV_PDH: &str = "pdh";

/// `VIR_NODE_SEV_REDUCED_PHYS_BITS`, since 4.5.0.
pub const NODE_SEV_REDUCED_PHYS_BITS: &str = "reduced-phys-bits";

enumeration! {
    /// Something that a driver does or not, under libvirt's number.
    pub enum DriverFeature {
        /// `VIR_DRV_FEATURE_MIGRATION_V1`.
        MigrationV1 = 1,
        /// `VIR_DRV_FEATURE_REMOTE`.
        Remote = 2,
        /// `VIR_DRV_FEATURE_MIGRATION_V2`.
        MigrationV2 = 3,
        /// `VIR_DRV_FEATURE_MIGRATION_P2P`.
        MigrationP2p = 4,
        /// `VIR_DRV_FEATURE_MIGRATION_DIRECT`.
        MigrationDirect = 5,
        /// `VIR_DRV_FEATURE_MIGRATION_V3`.
        MigrationV3 = 6,
        /// `VIR_DRV_FEATURE_MIGRATE_CHANGE_PROTECTION`.
        MigrateChangeProtection = 7,
        /// `VIR_DRV_FEATURE_FD_PASSING`.
        FdPassing = 8,
        /// `VIR_DRV_FEATURE_TYPED_PARAM_STRING`.
        TypedParamString = 9,
        /// `VIR_DRV_FEATURE_PROGRAM_KEEPALIVE`.
        ProgramKeepAlive = 10,
        /// `VIR_DRV_FEATURE_XML_MIGRATABLE`.
        XmlMigratable = 11,
        /// `VIR_DRV_FEATURE_MIGRATION_OFFLINE`.
        MigrationOffline = 12,
        /// `VIR_DRV_FEATURE_MIGRATION_PARAMS`.
        MigrationParams = 13,
        /// `VIR_DRV_FEATURE_REMOTE_EVENT_CALLBACK`.
        RemoteEventCallback = 14,
        /// `VIR_DRV_FEATURE_REMOTE_CLOSE_CALLBACK`.
        RemoteCloseCallback = 15,
        /// `VIR_DRV_FEATURE_NETWORK_UPDATE_HAS_CORRECT_ORDER`.
        NetworkUpdateHasCorrectOrder = 16,
    }
}
