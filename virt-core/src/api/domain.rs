//! Enumerations, flags and parameter names of libvirt's domain API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

enumeration! {
    /// libvirt's `virBlkioParameterType`.
    pub enum BlkioParameterType {
        /// `VIR_DOMAIN_BLKIO_PARAM_INT`, since 0.9.0.
        Int = 1,
        /// `VIR_DOMAIN_BLKIO_PARAM_UINT`, since 0.9.0.
        UnsignedInt = 2,
        /// `VIR_DOMAIN_BLKIO_PARAM_LLONG`, since 0.9.0.
        Long = 3,
        /// `VIR_DOMAIN_BLKIO_PARAM_ULLONG`, since 0.9.0.
        UnsignedLong = 4,
        /// `VIR_DOMAIN_BLKIO_PARAM_DOUBLE`, since 0.9.0.
        Double = 5,
        /// `VIR_DOMAIN_BLKIO_PARAM_BOOLEAN`, since 0.9.0.
        Boolean = 6,
    }
}

enumeration! {
    /// libvirt's `virConnectDomainEventAgentLifecycleReason`.
    pub enum ConnectDomainEventAgentLifecycleReason {
        /// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN`, since 1.2.11.
        Unknown = 0,
        /// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED`, since 1.2.11.
        DomainStarted = 1,
        /// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL`, since 1.2.11.
        Channel = 2,
    }
}

enumeration! {
    /// libvirt's `virConnectDomainEventAgentLifecycleState`.
    pub enum ConnectDomainEventAgentLifecycleState {
        /// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED`, since 1.2.11.
        Connected = 1,
        /// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED`, since 1.2.11.
        Disconnected = 2,
    }
}

enumeration! {
    /// libvirt's `virConnectDomainEventBlockJobStatus`.
    pub enum ConnectDomainEventBlockJobStatus {
        /// `VIR_DOMAIN_BLOCK_JOB_COMPLETED`, since 0.9.4.
        Completed = 0,
        /// `VIR_DOMAIN_BLOCK_JOB_FAILED`, since 0.9.4.
        Failed = 1,
        /// `VIR_DOMAIN_BLOCK_JOB_CANCELED`, since 0.9.12.
        Canceled = 2,
        /// `VIR_DOMAIN_BLOCK_JOB_READY`, since 1.0.0.
        Ready = 3,
    }
}

enumeration! {
    /// libvirt's `virConnectDomainEventDiskChangeReason`.
    pub enum ConnectDomainEventDiskChangeReason {
        /// `VIR_DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START`, since 0.9.7.
        ChangeMissingOnStart = 0,
        /// `VIR_DOMAIN_EVENT_DISK_DROP_MISSING_ON_START`, since 1.1.2.
        DropMissingOnStart = 1,
    }
}

bitflags! {
    /// libvirt's `virConnectGetAllDomainStatsFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectGetAllDomainStatsFlags: u32 {
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE`, since 1.2.8.
        const ACTIVE = 1;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE`, since 1.2.8.
        const INACTIVE = 2;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT`, since 1.2.8.
        const PERSISTENT = 4;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT`, since 1.2.8.
        const TRANSIENT = 8;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING`, since 1.2.8.
        const RUNNING = 16;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_PAUSED`, since 1.2.8.
        const PAUSED = 32;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF`, since 1.2.8.
        const SHUTOFF = 64;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER`, since 1.2.8.
        const OTHER = 128;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT`, since 4.5.0.
        const NOWAIT = 1 << 29;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING`, since 1.2.12.
        const BACKING = 1 << 30;
        /// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS`, since 1.2.8.
        const ENFORCE_STATS = 1 << 31;
    }
}

bitflags! {
    /// libvirt's `virConnectGetDomainCapabilitiesFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectGetDomainCapabilitiesFlags: u32 {
        /// `VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES`, since 11.0.0.
        const DISABLE_DEPRECATED_FEATURES = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virConnectListAllDomainsFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectListAllDomainsFlags: u32 {
        /// `VIR_CONNECT_LIST_DOMAINS_ACTIVE`, since 0.9.13.
        const ACTIVE = 1 << 0;
        /// `VIR_CONNECT_LIST_DOMAINS_INACTIVE`, since 0.9.13.
        const INACTIVE = 1 << 1;
        /// `VIR_CONNECT_LIST_DOMAINS_PERSISTENT`, since 0.9.13.
        const PERSISTENT = 1 << 2;
        /// `VIR_CONNECT_LIST_DOMAINS_TRANSIENT`, since 0.9.13.
        const TRANSIENT = 1 << 3;
        /// `VIR_CONNECT_LIST_DOMAINS_RUNNING`, since 0.9.13.
        const RUNNING = 1 << 4;
        /// `VIR_CONNECT_LIST_DOMAINS_PAUSED`, since 0.9.13.
        const PAUSED = 1 << 5;
        /// `VIR_CONNECT_LIST_DOMAINS_SHUTOFF`, since 0.9.13.
        const SHUTOFF = 1 << 6;
        /// `VIR_CONNECT_LIST_DOMAINS_OTHER`, since 0.9.13.
        const OTHER = 1 << 7;
        /// `VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE`, since 0.9.13.
        const MANAGEDSAVE = 1 << 8;
        /// `VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE`, since 0.9.13.
        const NO_MANAGEDSAVE = 1 << 9;
        /// `VIR_CONNECT_LIST_DOMAINS_AUTOSTART`, since 0.9.13.
        const AUTOSTART = 1 << 10;
        /// `VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART`, since 0.9.13.
        const NO_AUTOSTART = 1 << 11;
        /// `VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT`, since 0.9.13.
        const HAS_SNAPSHOT = 1 << 12;
        /// `VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT`, since 0.9.13.
        const NO_SNAPSHOT = 1 << 13;
        /// `VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT`, since 5.6.0.
        const HAS_CHECKPOINT = 1 << 14;
        /// `VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT`, since 5.6.0.
        const NO_CHECKPOINT = 1 << 15;
    }
}

bitflags! {
    /// libvirt's `virDomainAbortJobFlagsValues`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainAbortJobFlags: u32 {
        /// `VIR_DOMAIN_ABORT_JOB_POSTCOPY`, since 8.5.0.
        const POSTCOPY = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virDomainAgentResponseTimeoutValues`.
    pub enum DomainAgentResponseTimeout {
        /// `VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK`, since 5.10.0.
        Block = -2,
        /// `VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT`, since 5.10.0.
        Default = -1,
        /// `VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT`, since 5.10.0.
        NoWait = 0,
    }
}

bitflags! {
    /// libvirt's `virDomainAuthorizedSSHKeysSetFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainAuthorizedSshKeysSetFlags: u32 {
        /// `VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND`, since 6.10.0.
        const APPEND = 1 << 0;
        /// `VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE`, since 6.10.0.
        const REMOVE = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virDomainBackupBeginFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBackupBeginFlags: u32 {
        /// `VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL`, since 6.0.0.
        const REUSE_EXTERNAL = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virDomainBlockCommitFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockCommitFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_COMMIT_SHALLOW`, since 0.10.2.
        const SHALLOW = 1 << 0;
        /// `VIR_DOMAIN_BLOCK_COMMIT_DELETE`, since 0.10.2.
        const DELETE = 1 << 1;
        /// `VIR_DOMAIN_BLOCK_COMMIT_ACTIVE`, since 1.2.6.
        const ACTIVE = 1 << 2;
        /// `VIR_DOMAIN_BLOCK_COMMIT_RELATIVE`, since 1.2.7.
        const RELATIVE = 1 << 3;
        /// `VIR_DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES`, since 1.2.9.
        const BANDWIDTH_BYTES = 1 << 4;
    }
}

bitflags! {
    /// libvirt's `virDomainBlockCopyFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockCopyFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_COPY_SHALLOW`, since 1.2.8.
        const SHALLOW = 1 << 0;
        /// `VIR_DOMAIN_BLOCK_COPY_REUSE_EXT`, since 1.2.8.
        const REUSE_EXT = 1 << 1;
        /// `VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB`, since 3.5.0.
        const TRANSIENT_JOB = 1 << 2;
        /// `VIR_DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES`, since 8.0.0.
        const SYNCHRONOUS_WRITES = 1 << 3;
    }
}

bitflags! {
    /// libvirt's `virDomainBlockJobAbortFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockJobAbortFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_JOB_ABORT_ASYNC`, since 0.9.12.
        const ASYNC = 1 << 0;
        /// `VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT`, since 0.9.12.
        const PIVOT = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virDomainBlockJobInfoFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockJobInfoFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES`, since 1.2.9.
        const BANDWIDTH_BYTES = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virDomainBlockJobSetSpeedFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockJobSetSpeedFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES`, since 1.2.9.
        const SPEED_BANDWIDTH_BYTES = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virDomainBlockJobType`.
    pub enum DomainBlockJobType {
        /// `VIR_DOMAIN_BLOCK_JOB_TYPE_UNKNOWN`, since 0.9.4.
        Unknown = 0,
        /// `VIR_DOMAIN_BLOCK_JOB_TYPE_PULL`, since 0.9.4.
        Pull = 1,
        /// `VIR_DOMAIN_BLOCK_JOB_TYPE_COPY`, since 0.9.12.
        Copy = 2,
        /// `VIR_DOMAIN_BLOCK_JOB_TYPE_COMMIT`, since 0.10.2.
        Commit = 3,
        /// `VIR_DOMAIN_BLOCK_JOB_TYPE_ACTIVE_COMMIT`, since 1.2.6.
        ActiveCommit = 4,
        /// `VIR_DOMAIN_BLOCK_JOB_TYPE_BACKUP`, since 6.0.0.
        Backup = 5,
    }
}

bitflags! {
    /// libvirt's `virDomainBlockPullFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockPullFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES`, since 1.2.9.
        const BANDWIDTH_BYTES = 1 << 6;
    }
}

bitflags! {
    /// libvirt's `virDomainBlockRebaseFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockRebaseFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_REBASE_SHALLOW`, since 0.9.12.
        const SHALLOW = 1 << 0;
        /// `VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT`, since 0.9.12.
        const REUSE_EXT = 1 << 1;
        /// `VIR_DOMAIN_BLOCK_REBASE_COPY_RAW`, since 0.9.12.
        const COPY_RAW = 1 << 2;
        /// `VIR_DOMAIN_BLOCK_REBASE_COPY`, since 0.9.12.
        const COPY = 1 << 3;
        /// `VIR_DOMAIN_BLOCK_REBASE_RELATIVE`, since 1.2.7.
        const RELATIVE = 1 << 4;
        /// `VIR_DOMAIN_BLOCK_REBASE_COPY_DEV`, since 1.2.9.
        const COPY_DEV = 1 << 5;
        /// `VIR_DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES`, since 1.2.9.
        const BANDWIDTH_BYTES = 1 << 6;
    }
}

bitflags! {
    /// libvirt's `virDomainBlockResizeFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainBlockResizeFlags: u32 {
        /// `VIR_DOMAIN_BLOCK_RESIZE_BYTES`, since 0.9.11.
        const BYTES = 1 << 0;
        /// `VIR_DOMAIN_BLOCK_RESIZE_CAPACITY`, since 10.0.0.
        const CAPACITY = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virDomainBlockedReason`.
    pub enum DomainBlockedReason {
        /// `VIR_DOMAIN_BLOCKED_UNKNOWN`, since 0.9.2.
        Unknown = 0,
    }
}

bitflags! {
    /// libvirt's `virDomainChannelFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainChannelFlags: u32 {
        /// `VIR_DOMAIN_CHANNEL_FORCE`, since 1.0.2.
        const FORCE = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virDomainConsoleFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainConsoleFlags: u32 {
        /// `VIR_DOMAIN_CONSOLE_FORCE`, since 0.9.11.
        const FORCE = 1 << 0;
        /// `VIR_DOMAIN_CONSOLE_SAFE`, since 0.9.11.
        const SAFE = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virDomainControlErrorReason`.
    pub enum DomainControlErrorReason {
        /// `VIR_DOMAIN_CONTROL_ERROR_REASON_NONE`, since 1.2.14.
        None = 0,
        /// `VIR_DOMAIN_CONTROL_ERROR_REASON_UNKNOWN`, since 1.2.14.
        Unknown = 1,
        /// `VIR_DOMAIN_CONTROL_ERROR_REASON_MONITOR`, since 1.2.14.
        Monitor = 2,
        /// `VIR_DOMAIN_CONTROL_ERROR_REASON_INTERNAL`, since 1.2.14.
        Internal = 3,
    }
}

enumeration! {
    /// libvirt's `virDomainControlState`.
    pub enum DomainControlState {
        /// `VIR_DOMAIN_CONTROL_OK`, since 0.9.3.
        Ok = 0,
        /// `VIR_DOMAIN_CONTROL_JOB`, since 0.9.3.
        Job = 1,
        /// `VIR_DOMAIN_CONTROL_OCCUPIED`, since 0.9.3.
        Occupied = 2,
        /// `VIR_DOMAIN_CONTROL_ERROR`, since 0.9.3.
        Error = 3,
    }
}

bitflags! {
    /// libvirt's `virDomainCoreDumpFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainCoreDumpFlags: u32 {
        /// `VIR_DUMP_CRASH`, since 0.7.5.
        const CRASH = 1 << 0;
        /// `VIR_DUMP_LIVE`, since 0.7.5.
        const LIVE = 1 << 1;
        /// `VIR_DUMP_BYPASS_CACHE`, since 0.9.4.
        const BYPASS_CACHE = 1 << 2;
        /// `VIR_DUMP_RESET`, since 0.9.7.
        const RESET = 1 << 3;
        /// `VIR_DUMP_MEMORY_ONLY`, since 0.9.13.
        const MEMORY_ONLY = 1 << 4;
    }
}

enumeration! {
    /// libvirt's `virDomainCoreDumpFormat`.
    pub enum DomainCoreDumpFormat {
        /// `VIR_DOMAIN_CORE_DUMP_FORMAT_RAW`, since 1.2.3.
        Raw = 0,
        /// `VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB`, since 1.2.3.
        KdumpZlib = 1,
        /// `VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO`, since 1.2.3.
        KdumpLzo = 2,
        /// `VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY`, since 1.2.3.
        KdumpSnappy = 3,
        /// `VIR_DOMAIN_CORE_DUMP_FORMAT_WIN_DMP`, since 7.4.0.
        WinDmp = 4,
    }
}

enumeration! {
    /// libvirt's `virDomainCrashedReason`.
    pub enum DomainCrashedReason {
        /// `VIR_DOMAIN_CRASHED_UNKNOWN`, since 0.9.2.
        Unknown = 0,
        /// `VIR_DOMAIN_CRASHED_PANICKED`, since 1.1.1.
        Panicked = 1,
    }
}

bitflags! {
    /// libvirt's `virDomainCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainCreateFlags: u32 {
        /// `VIR_DOMAIN_START_PAUSED`, since 0.8.2.
        const PAUSED = 1 << 0;
        /// `VIR_DOMAIN_START_AUTODESTROY`, since 0.9.3.
        const AUTODESTROY = 1 << 1;
        /// `VIR_DOMAIN_START_BYPASS_CACHE`, since 0.9.4.
        const BYPASS_CACHE = 1 << 2;
        /// `VIR_DOMAIN_START_FORCE_BOOT`, since 0.9.5.
        const FORCE_BOOT = 1 << 3;
        /// `VIR_DOMAIN_START_VALIDATE`, since 1.2.12.
        const VALIDATE = 1 << 4;
        /// `VIR_DOMAIN_START_RESET_NVRAM`, since 8.1.0.
        const RESET_NVRAM = 1 << 5;
    }
}

bitflags! {
    /// libvirt's `virDomainDefineFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainDefineFlags: u32 {
        /// `VIR_DOMAIN_DEFINE_VALIDATE`, since 1.2.12.
        const VALIDATE = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virDomainDestroyFlagsValues`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainDestroyFlags: u32 {
        /// `VIR_DOMAIN_DESTROY_GRACEFUL`, since 0.9.10.
        const GRACEFUL = 1 << 0;
        /// `VIR_DOMAIN_DESTROY_REMOVE_LOGS`, since 8.3.0.
        const REMOVE_LOGS = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virDomainDeviceModifyFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainDeviceModifyFlags: u32 {
        /// `VIR_DOMAIN_DEVICE_MODIFY_LIVE`, since 0.7.7.
        const LIVE = 1;
        /// `VIR_DOMAIN_DEVICE_MODIFY_CONFIG`, since 0.7.7.
        const CONFIG = 2;
        /// `VIR_DOMAIN_DEVICE_MODIFY_FORCE`, since 0.8.6.
        const FORCE = 1 << 2;
    }
}

bitflags! {
    /// libvirt's `virDomainDirtyRateCalcFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainDirtyRateCalcFlags: u32 {
        /// `VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP`, since 8.1.0.
        const DIRTY_BITMAP = 1 << 0;
        /// `VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING`, since 8.1.0.
        const DIRTY_RING = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virDomainDirtyRateStatus`.
    pub enum DomainDirtyRateStatus {
        /// `VIR_DOMAIN_DIRTYRATE_UNSTARTED`, since 7.2.0.
        Unstarted = 0,
        /// `VIR_DOMAIN_DIRTYRATE_MEASURING`, since 7.2.0.
        Measuring = 1,
        /// `VIR_DOMAIN_DIRTYRATE_MEASURED`, since 7.2.0.
        Measured = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainDiskErrorCode`.
    pub enum DomainDiskErrorCode {
        /// `VIR_DOMAIN_DISK_ERROR_NONE`, since 0.9.10.
        None = 0,
        /// `VIR_DOMAIN_DISK_ERROR_UNSPEC`, since 0.9.10.
        Unspecified = 1,
        /// `VIR_DOMAIN_DISK_ERROR_NO_SPACE`, since 0.9.10.
        NoSpace = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainEventCrashedDetailType`.
    pub enum DomainEventCrashedDetailType {
        /// `VIR_DOMAIN_EVENT_CRASHED_PANICKED`, since 1.1.1.
        Panicked = 0,
        /// `VIR_DOMAIN_EVENT_CRASHED_CRASHLOADED`, since 6.1.0.
        CrashLoaded = 1,
    }
}

enumeration! {
    /// libvirt's `virDomainEventDefinedDetailType`.
    pub enum DomainEventDefinedDetailType {
        /// `VIR_DOMAIN_EVENT_DEFINED_ADDED`, since 0.5.0.
        Added = 0,
        /// `VIR_DOMAIN_EVENT_DEFINED_UPDATED`, since 0.5.0.
        Updated = 1,
        /// `VIR_DOMAIN_EVENT_DEFINED_RENAMED`, since 1.2.19.
        Renamed = 2,
        /// `VIR_DOMAIN_EVENT_DEFINED_FROM_SNAPSHOT`, since 1.3.3.
        FromSnapshot = 3,
    }
}

enumeration! {
    /// libvirt's `virDomainEventGraphicsAddressType`.
    pub enum DomainEventGraphicsAddressType {
        /// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4`, since 0.8.0.
        Ipv4 = 0,
        /// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6`, since 0.8.0.
        Ipv6 = 1,
        /// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX`, since 0.9.7.
        Unix = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainEventGraphicsPhase`.
    pub enum DomainEventGraphicsPhase {
        /// `VIR_DOMAIN_EVENT_GRAPHICS_CONNECT`, since 0.8.0.
        Connect = 0,
        /// `VIR_DOMAIN_EVENT_GRAPHICS_INITIALIZE`, since 0.8.0.
        Initialize = 1,
        /// `VIR_DOMAIN_EVENT_GRAPHICS_DISCONNECT`, since 0.8.0.
        Disconnect = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainEventID`.
    pub enum DomainEventId {
        /// `VIR_DOMAIN_EVENT_ID_LIFECYCLE`, since 0.8.0.
        Lifecycle = 0,
        /// `VIR_DOMAIN_EVENT_ID_REBOOT`, since 0.8.0.
        Reboot = 1,
        /// `VIR_DOMAIN_EVENT_ID_RTC_CHANGE`, since 0.8.0.
        RtcChange = 2,
        /// `VIR_DOMAIN_EVENT_ID_WATCHDOG`, since 0.8.0.
        Watchdog = 3,
        /// `VIR_DOMAIN_EVENT_ID_IO_ERROR`, since 0.8.0.
        IoError = 4,
        /// `VIR_DOMAIN_EVENT_ID_GRAPHICS`, since 0.8.0.
        Graphics = 5,
        /// `VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON`, since 0.8.1.
        IoErrorReason = 6,
        /// `VIR_DOMAIN_EVENT_ID_CONTROL_ERROR`, since 0.9.2.
        ControlError = 7,
        /// `VIR_DOMAIN_EVENT_ID_BLOCK_JOB`, since 0.9.4.
        BlockJob = 8,
        /// `VIR_DOMAIN_EVENT_ID_DISK_CHANGE`, since 0.9.7.
        DiskChange = 9,
        /// `VIR_DOMAIN_EVENT_ID_TRAY_CHANGE`, since 0.9.11.
        TrayChange = 10,
        /// `VIR_DOMAIN_EVENT_ID_PMWAKEUP`, since 0.9.11.
        PmWakeup = 11,
        /// `VIR_DOMAIN_EVENT_ID_PMSUSPEND`, since 0.9.11.
        PmSuspend = 12,
        /// `VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE`, since 0.10.0.
        BalloonChange = 13,
        /// `VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK`, since 1.0.0.
        PmSuspendDisk = 14,
        /// `VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED`, since 1.1.1.
        DeviceRemoved = 15,
        /// `VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2`, since 1.2.6.
        BlockJob2 = 16,
        /// `VIR_DOMAIN_EVENT_ID_TUNABLE`, since 1.2.9.
        Tunable = 17,
        /// `VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE`, since 1.2.11.
        AgentLifecycle = 18,
        /// `VIR_DOMAIN_EVENT_ID_DEVICE_ADDED`, since 1.2.15.
        DeviceAdded = 19,
        /// `VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION`, since 1.3.2.
        MigrationIteration = 20,
        /// `VIR_DOMAIN_EVENT_ID_JOB_COMPLETED`, since 1.3.3.
        JobCompleted = 21,
        /// `VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED`, since 1.3.4.
        DeviceRemovalFailed = 22,
        /// `VIR_DOMAIN_EVENT_ID_METADATA_CHANGE`, since 3.0.0.
        MetadataChange = 23,
        /// `VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD`, since 3.2.0.
        BlockThreshold = 24,
        /// `VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE`, since 6.9.0.
        MemoryFailure = 25,
        /// `VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE`, since 7.9.0.
        MemoryDeviceSizeChange = 26,
        /// `VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE`, since 11.2.0.
        NicMacChange = 27,
    }
}

enumeration! {
    /// libvirt's `virDomainEventIOErrorAction`.
    pub enum DomainEventIoErrorAction {
        /// `VIR_DOMAIN_EVENT_IO_ERROR_NONE`, since 0.8.0.
        None = 0,
        /// `VIR_DOMAIN_EVENT_IO_ERROR_PAUSE`, since 0.8.0.
        Pause = 1,
        /// `VIR_DOMAIN_EVENT_IO_ERROR_REPORT`, since 0.8.0.
        Report = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainEventPMSuspendedDetailType`.
    pub enum DomainEventPmSuspendedDetailType {
        /// `VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY`, since 0.10.2.
        Memory = 0,
        /// `VIR_DOMAIN_EVENT_PMSUSPENDED_DISK`, since 1.0.0.
        Disk = 1,
    }
}

enumeration! {
    /// libvirt's `virDomainEventResumedDetailType`.
    pub enum DomainEventResumedDetailType {
        /// `VIR_DOMAIN_EVENT_RESUMED_UNPAUSED`, since 0.5.0.
        Unpaused = 0,
        /// `VIR_DOMAIN_EVENT_RESUMED_MIGRATED`, since 0.5.0.
        Migrated = 1,
        /// `VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT`, since 0.9.5.
        FromSnapshot = 2,
        /// `VIR_DOMAIN_EVENT_RESUMED_POSTCOPY`, since 1.3.3.
        PostCopy = 3,
        /// `VIR_DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED`, since 8.5.0.
        PostCopyFailed = 4,
    }
}

enumeration! {
    /// libvirt's `virDomainEventShutdownDetailType`.
    pub enum DomainEventShutdownDetailType {
        /// `VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED`, since 0.9.8.
        Finished = 0,
        /// `VIR_DOMAIN_EVENT_SHUTDOWN_GUEST`, since 3.4.0.
        Guest = 1,
        /// `VIR_DOMAIN_EVENT_SHUTDOWN_HOST`, since 3.4.0.
        Host = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainEventStartedDetailType`.
    pub enum DomainEventStartedDetailType {
        /// `VIR_DOMAIN_EVENT_STARTED_BOOTED`, since 0.5.0.
        Booted = 0,
        /// `VIR_DOMAIN_EVENT_STARTED_MIGRATED`, since 0.5.0.
        Migrated = 1,
        /// `VIR_DOMAIN_EVENT_STARTED_RESTORED`, since 0.5.0.
        Restored = 2,
        /// `VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT`, since 0.8.0.
        FromSnapshot = 3,
        /// `VIR_DOMAIN_EVENT_STARTED_WAKEUP`, since 0.9.11.
        Wakeup = 4,
    }
}

enumeration! {
    /// libvirt's `virDomainEventStoppedDetailType`.
    pub enum DomainEventStoppedDetailType {
        /// `VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN`, since 0.5.0.
        Shutdown = 0,
        /// `VIR_DOMAIN_EVENT_STOPPED_DESTROYED`, since 0.5.0.
        Destroyed = 1,
        /// `VIR_DOMAIN_EVENT_STOPPED_CRASHED`, since 0.5.0.
        Crashed = 2,
        /// `VIR_DOMAIN_EVENT_STOPPED_MIGRATED`, since 0.5.0.
        Migrated = 3,
        /// `VIR_DOMAIN_EVENT_STOPPED_SAVED`, since 0.5.0.
        Saved = 4,
        /// `VIR_DOMAIN_EVENT_STOPPED_FAILED`, since 0.5.0.
        Failed = 5,
        /// `VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT`, since 0.8.0.
        FromSnapshot = 6,
    }
}

enumeration! {
    /// libvirt's `virDomainEventSuspendedDetailType`.
    pub enum DomainEventSuspendedDetailType {
        /// `VIR_DOMAIN_EVENT_SUSPENDED_PAUSED`, since 0.5.0.
        Paused = 0,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED`, since 0.5.0.
        Migrated = 1,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_IOERROR`, since 0.8.0.
        IoError = 2,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG`, since 0.8.0.
        Watchdog = 3,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_RESTORED`, since 0.9.5.
        Restored = 4,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT`, since 0.9.5.
        FromSnapshot = 5,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR`, since 1.0.1.
        ApiError = 6,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY`, since 1.3.3.
        PostCopy = 7,
        /// `VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED`, since 1.3.3.
        PostCopyFailed = 8,
    }
}

enumeration! {
    /// libvirt's `virDomainEventTrayChangeReason`.
    pub enum DomainEventTrayChangeReason {
        /// `VIR_DOMAIN_EVENT_TRAY_CHANGE_OPEN`, since 0.9.11.
        Open = 0,
        /// `VIR_DOMAIN_EVENT_TRAY_CHANGE_CLOSE`, since 0.9.11.
        Close = 1,
    }
}

enumeration! {
    /// libvirt's `virDomainEventType`.
    pub enum DomainEventType {
        /// `VIR_DOMAIN_EVENT_DEFINED`, since 0.5.0.
        Defined = 0,
        /// `VIR_DOMAIN_EVENT_UNDEFINED`, since 0.5.0.
        Undefined = 1,
        /// `VIR_DOMAIN_EVENT_STARTED`, since 0.5.0.
        Started = 2,
        /// `VIR_DOMAIN_EVENT_SUSPENDED`, since 0.5.0.
        Suspended = 3,
        /// `VIR_DOMAIN_EVENT_RESUMED`, since 0.5.0.
        Resumed = 4,
        /// `VIR_DOMAIN_EVENT_STOPPED`, since 0.5.0.
        Stopped = 5,
        /// `VIR_DOMAIN_EVENT_SHUTDOWN`, since 0.9.8.
        Shutdown = 6,
        /// `VIR_DOMAIN_EVENT_PMSUSPENDED`, since 0.10.2.
        PmSuspended = 7,
        /// `VIR_DOMAIN_EVENT_CRASHED`, since 1.1.1.
        Crashed = 8,
    }
}

enumeration! {
    /// libvirt's `virDomainEventUndefinedDetailType`.
    pub enum DomainEventUndefinedDetailType {
        /// `VIR_DOMAIN_EVENT_UNDEFINED_REMOVED`, since 0.5.0.
        Removed = 0,
        /// `VIR_DOMAIN_EVENT_UNDEFINED_RENAMED`, since 1.2.19.
        Renamed = 1,
    }
}

enumeration! {
    /// libvirt's `virDomainEventWatchdogAction`.
    pub enum DomainEventWatchdogAction {
        /// `VIR_DOMAIN_EVENT_WATCHDOG_NONE`, since 0.8.0.
        None = 0,
        /// `VIR_DOMAIN_EVENT_WATCHDOG_PAUSE`, since 0.8.0.
        Pause = 1,
        /// `VIR_DOMAIN_EVENT_WATCHDOG_RESET`, since 0.8.0.
        Reset = 2,
        /// `VIR_DOMAIN_EVENT_WATCHDOG_POWEROFF`, since 0.8.0.
        PowerOff = 3,
        /// `VIR_DOMAIN_EVENT_WATCHDOG_SHUTDOWN`, since 0.8.0.
        Shutdown = 4,
        /// `VIR_DOMAIN_EVENT_WATCHDOG_DEBUG`, since 0.8.0.
        Debug = 5,
        /// `VIR_DOMAIN_EVENT_WATCHDOG_INJECTNMI`, since 1.2.17.
        InjectNmi = 6,
    }
}

bitflags! {
    /// libvirt's `virDomainFDAssociateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainFdAssociateFlags: u32 {
        /// `VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_RESTORE`, since 9.0.0.
        const RESTORE = 1 << 0;
        /// `VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_WRITABLE`, since 9.0.0.
        const WRITABLE = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virDomainGetHostnameFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainGetHostnameFlags: u32 {
        /// `VIR_DOMAIN_GET_HOSTNAME_LEASE`, since 6.1.0.
        const LEASE = 1 << 0;
        /// `VIR_DOMAIN_GET_HOSTNAME_AGENT`, since 6.1.0.
        const AGENT = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virDomainGetJobStatsFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainGetJobStatsFlags: u32 {
        /// `VIR_DOMAIN_JOB_STATS_COMPLETED`, since 1.2.9.
        const COMPLETED = 1 << 0;
        /// `VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED`, since 6.0.0.
        const KEEP_COMPLETED = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virDomainGraphicsReloadType`.
    pub enum DomainGraphicsReloadType {
        /// `VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_ANY`, since 10.2.0.
        Any = 0,
        /// `VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_VNC`, since 10.2.0.
        Vnc = 1,
    }
}

bitflags! {
    /// libvirt's `virDomainGuestInfoTypes`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainGuestInfoTypes: u32 {
        /// `VIR_DOMAIN_GUEST_INFO_USERS`, since 5.7.0.
        const USERS = 1 << 0;
        /// `VIR_DOMAIN_GUEST_INFO_OS`, since 5.7.0.
        const OS = 1 << 1;
        /// `VIR_DOMAIN_GUEST_INFO_TIMEZONE`, since 5.7.0.
        const TIMEZONE = 1 << 2;
        /// `VIR_DOMAIN_GUEST_INFO_HOSTNAME`, since 5.7.0.
        const HOSTNAME = 1 << 3;
        /// `VIR_DOMAIN_GUEST_INFO_FILESYSTEM`, since 5.7.0.
        const FILESYSTEM = 1 << 4;
        /// `VIR_DOMAIN_GUEST_INFO_DISKS`, since 7.0.0.
        const DISKS = 1 << 5;
        /// `VIR_DOMAIN_GUEST_INFO_INTERFACES`, since 7.10.0.
        const INTERFACES = 1 << 6;
        /// `VIR_DOMAIN_GUEST_INFO_LOAD`, since 11.2.0.
        const LOAD = 1 << 7;
    }
}

enumeration! {
    /// libvirt's `virDomainInterfaceAddressesSource`.
    pub enum DomainInterfaceAddressesSource {
        /// `VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE`, since 1.2.14.
        Lease = 0,
        /// `VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT`, since 1.2.14.
        Agent = 1,
        /// `VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP`, since 4.2.0.
        Arp = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainJobOperation`.
    pub enum DomainJobOperation {
        /// `VIR_DOMAIN_JOB_OPERATION_UNKNOWN`, since 3.3.0.
        Unknown = 0,
        /// `VIR_DOMAIN_JOB_OPERATION_START`, since 3.3.0.
        Start = 1,
        /// `VIR_DOMAIN_JOB_OPERATION_SAVE`, since 3.3.0.
        Save = 2,
        /// `VIR_DOMAIN_JOB_OPERATION_RESTORE`, since 3.3.0.
        Restore = 3,
        /// `VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN`, since 3.3.0.
        MigrationIn = 4,
        /// `VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT`, since 3.3.0.
        MigrationOut = 5,
        /// `VIR_DOMAIN_JOB_OPERATION_SNAPSHOT`, since 3.3.0.
        Snapshot = 6,
        /// `VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT`, since 3.3.0.
        SnapshotRevert = 7,
        /// `VIR_DOMAIN_JOB_OPERATION_DUMP`, since 3.3.0.
        Dump = 8,
        /// `VIR_DOMAIN_JOB_OPERATION_BACKUP`, since 6.0.0.
        Backup = 9,
        /// `VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE`, since 9.0.0.
        SnapshotDelete = 10,
    }
}

enumeration! {
    /// libvirt's `virDomainJobType`.
    pub enum DomainJobType {
        /// `VIR_DOMAIN_JOB_NONE`, since 0.7.7.
        None = 0,
        /// `VIR_DOMAIN_JOB_BOUNDED`, since 0.7.7.
        Bounded = 1,
        /// `VIR_DOMAIN_JOB_UNBOUNDED`, since 0.7.7.
        Unbounded = 2,
        /// `VIR_DOMAIN_JOB_COMPLETED`, since 0.7.7.
        Completed = 3,
        /// `VIR_DOMAIN_JOB_FAILED`, since 0.7.7.
        Failed = 4,
        /// `VIR_DOMAIN_JOB_CANCELLED`, since 0.7.7.
        Cancelled = 5,
    }
}

enumeration! {
    /// libvirt's `virDomainLifecycle`.
    pub enum DomainLifecycle {
        /// `VIR_DOMAIN_LIFECYCLE_POWEROFF`, since 3.9.0.
        PowerOff = 0,
        /// `VIR_DOMAIN_LIFECYCLE_REBOOT`, since 3.9.0.
        Reboot = 1,
        /// `VIR_DOMAIN_LIFECYCLE_CRASH`, since 3.9.0.
        Crash = 2,
    }
}

enumeration! {
    /// libvirt's `virDomainLifecycleAction`.
    pub enum DomainLifecycleAction {
        /// `VIR_DOMAIN_LIFECYCLE_ACTION_DESTROY`, since 3.9.0.
        Destroy = 0,
        /// `VIR_DOMAIN_LIFECYCLE_ACTION_RESTART`, since 3.9.0.
        Restart = 1,
        /// `VIR_DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME`, since 3.9.0.
        RestartRename = 2,
        /// `VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE`, since 3.9.0.
        Preserve = 3,
        /// `VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY`, since 3.9.0.
        CoreDumpDestroy = 4,
        /// `VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART`, since 3.9.0.
        CoreDumpRestart = 5,
    }
}

enumeration! {
    /// libvirt's `virDomainMemoryFailureActionType`.
    pub enum DomainMemoryFailureActionType {
        /// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_IGNORE`, since 6.9.0.
        Ignore = 0,
        /// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_INJECT`, since 6.9.0.
        Inject = 1,
        /// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_FATAL`, since 6.9.0.
        Fatal = 2,
        /// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_RESET`, since 6.9.0.
        Reset = 3,
    }
}

bitflags! {
    /// libvirt's `virDomainMemoryFailureFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainMemoryFailureFlags: u32 {
        /// `VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED`, since 6.9.0.
        const ACTION_REQUIRED = 1 << 0;
        /// `VIR_DOMAIN_MEMORY_FAILURE_RECURSIVE`, since 6.9.0.
        const RECURSIVE = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virDomainMemoryFailureRecipientType`.
    pub enum DomainMemoryFailureRecipientType {
        /// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_HYPERVISOR`, since 6.9.0.
        Hypervisor = 0,
        /// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_GUEST`, since 6.9.0.
        Guest = 1,
    }
}

bitflags! {
    /// libvirt's `virDomainMemoryFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainMemoryFlags: u32 {
        /// `VIR_MEMORY_VIRTUAL`, since 0.4.4.
        const VIRTUAL = 1 << 0;
        /// `VIR_MEMORY_PHYSICAL`, since 0.7.0.
        const PHYSICAL = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virDomainMemoryModFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainMemoryModFlags: u32 {
        /// `VIR_DOMAIN_MEM_LIVE`, since 0.9.0.
        const LIVE = 1;
        /// `VIR_DOMAIN_MEM_CONFIG`, since 0.9.0.
        const CONFIG = 2;
        /// `VIR_DOMAIN_MEM_MAXIMUM`, since 0.9.1.
        const MAXIMUM = 1 << 2;
    }
}

enumeration! {
    /// libvirt's `virDomainMemoryStatTags`.
    pub enum DomainMemoryStatTags {
        /// `VIR_DOMAIN_MEMORY_STAT_SWAP_IN`, since 0.7.5.
        SwapIn = 0,
        /// `VIR_DOMAIN_MEMORY_STAT_SWAP_OUT`, since 0.7.5.
        SwapOut = 1,
        /// `VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT`, since 0.7.5.
        MajorFault = 2,
        /// `VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT`, since 0.7.5.
        MinorFault = 3,
        /// `VIR_DOMAIN_MEMORY_STAT_UNUSED`, since 0.7.5.
        Unused = 4,
        /// `VIR_DOMAIN_MEMORY_STAT_AVAILABLE`, since 0.7.5.
        Available = 5,
        /// `VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON`, since 0.9.3.
        ActualBalloon = 6,
        /// `VIR_DOMAIN_MEMORY_STAT_RSS`, since 0.9.10.
        Rss = 7,
        /// `VIR_DOMAIN_MEMORY_STAT_USABLE`, since 2.1.0.
        Usable = 8,
        /// `VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE`, since 2.1.0.
        LastUpdate = 9,
        /// `VIR_DOMAIN_MEMORY_STAT_DISK_CACHES`, since 4.6.0.
        DiskCaches = 10,
        /// `VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC`, since 5.4.0.
        HugeTlbPageAlloc = 11,
        /// `VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL`, since 5.4.0.
        HugeTlbPageFail = 12,
    }
}

bitflags! {
    /// libvirt's `virDomainMessageType`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainMessageType: u32 {
        /// `VIR_DOMAIN_MESSAGE_DEPRECATION`, since 7.1.0.
        const DEPRECATION = 1 << 0;
        /// `VIR_DOMAIN_MESSAGE_TAINTING`, since 7.1.0.
        const TAINTING = 1 << 1;
        /// `VIR_DOMAIN_MESSAGE_IOERRORS`, since 11.1.0.
        const IOERRORS = 1 << 2;
    }
}

enumeration! {
    /// libvirt's `virDomainMetadataType`.
    pub enum DomainMetadataType {
        /// `VIR_DOMAIN_METADATA_DESCRIPTION`, since 0.9.10.
        Description = 0,
        /// `VIR_DOMAIN_METADATA_TITLE`, since 0.9.10.
        Title = 1,
        /// `VIR_DOMAIN_METADATA_ELEMENT`, since 0.9.10.
        Element = 2,
    }
}

bitflags! {
    /// libvirt's `virDomainMigrateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainMigrateFlags: u32 {
        /// `VIR_MIGRATE_LIVE`, since 0.3.2.
        const LIVE = 1 << 0;
        /// `VIR_MIGRATE_PEER2PEER`, since 0.7.2.
        const PEER2PEER = 1 << 1;
        /// `VIR_MIGRATE_TUNNELLED`, since 0.7.2.
        const TUNNELLED = 1 << 2;
        /// `VIR_MIGRATE_PERSIST_DEST`, since 0.7.3.
        const PERSIST_DEST = 1 << 3;
        /// `VIR_MIGRATE_UNDEFINE_SOURCE`, since 0.7.3.
        const UNDEFINE_SOURCE = 1 << 4;
        /// `VIR_MIGRATE_PAUSED`, since 0.7.5.
        const PAUSED = 1 << 5;
        /// `VIR_MIGRATE_NON_SHARED_DISK`, since 0.8.2.
        const NON_SHARED_DISK = 1 << 6;
        /// `VIR_MIGRATE_NON_SHARED_INC`, since 0.8.2.
        const NON_SHARED_INC = 1 << 7;
        /// `VIR_MIGRATE_CHANGE_PROTECTION`, since 0.9.4.
        const CHANGE_PROTECTION = 1 << 8;
        /// `VIR_MIGRATE_UNSAFE`, since 0.9.11.
        const UNSAFE = 1 << 9;
        /// `VIR_MIGRATE_OFFLINE`, since 1.0.1.
        const OFFLINE = 1 << 10;
        /// `VIR_MIGRATE_COMPRESSED`, since 1.0.3.
        const COMPRESSED = 1 << 11;
        /// `VIR_MIGRATE_ABORT_ON_ERROR`, since 1.1.0.
        const ABORT_ON_ERROR = 1 << 12;
        /// `VIR_MIGRATE_AUTO_CONVERGE`, since 1.2.3.
        const AUTO_CONVERGE = 1 << 13;
        /// `VIR_MIGRATE_RDMA_PIN_ALL`, since 1.2.9.
        const RDMA_PIN_ALL = 1 << 14;
        /// `VIR_MIGRATE_POSTCOPY`, since 1.3.3.
        const POSTCOPY = 1 << 15;
        /// `VIR_MIGRATE_TLS`, since 3.2.0.
        const TLS = 1 << 16;
        /// `VIR_MIGRATE_PARALLEL`, since 5.2.0.
        const PARALLEL = 1 << 17;
        /// `VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES`, since 8.0.0.
        const NON_SHARED_SYNCHRONOUS_WRITES = 1 << 18;
        /// `VIR_MIGRATE_POSTCOPY_RESUME`, since 8.5.0.
        const POSTCOPY_RESUME = 1 << 19;
        /// `VIR_MIGRATE_ZEROCOPY`, since 8.5.0.
        const ZEROCOPY = 1 << 20;
    }
}

bitflags! {
    /// libvirt's `virDomainMigrateMaxSpeedFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainMigrateMaxSpeedFlags: u32 {
        /// `VIR_DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY`, since 5.1.0.
        const POSTCOPY = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virDomainModificationImpact`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainModificationImpact: u32 {
        /// `VIR_DOMAIN_AFFECT_LIVE`, since 0.9.2.
        const LIVE = 1 << 0;
        /// `VIR_DOMAIN_AFFECT_CONFIG`, since 0.9.2.
        const CONFIG = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virDomainNostateReason`.
    pub enum DomainNoStateReason {
        /// `VIR_DOMAIN_NOSTATE_UNKNOWN`, since 0.9.2.
        Unknown = 0,
    }
}

enumeration! {
    /// libvirt's `virDomainNumatuneMemMode`.
    pub enum DomainNumatuneMemMode {
        /// `VIR_DOMAIN_NUMATUNE_MEM_STRICT`, since 0.9.9.
        Strict = 0,
        /// `VIR_DOMAIN_NUMATUNE_MEM_PREFERRED`, since 0.9.9.
        Preferred = 1,
        /// `VIR_DOMAIN_NUMATUNE_MEM_INTERLEAVE`, since 0.9.9.
        Interleave = 2,
        /// `VIR_DOMAIN_NUMATUNE_MEM_RESTRICTIVE`, since 7.3.0.
        Restrictive = 3,
    }
}

bitflags! {
    /// libvirt's `virDomainOpenGraphicsFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainOpenGraphicsFlags: u32 {
        /// `VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH`, since 0.9.7.
        const SKIPAUTH = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virDomainPMSuspendedDiskReason`.
    pub enum DomainPmSuspendedDiskReason {
        /// `VIR_DOMAIN_PMSUSPENDED_DISK_UNKNOWN`, since 1.0.0.
        Unknown = 0,
    }
}

enumeration! {
    /// libvirt's `virDomainPMSuspendedReason`.
    pub enum DomainPmSuspendedReason {
        /// `VIR_DOMAIN_PMSUSPENDED_UNKNOWN`, since 0.9.11.
        Unknown = 0,
    }
}

enumeration! {
    /// libvirt's `virDomainPausedReason`.
    pub enum DomainPausedReason {
        /// `VIR_DOMAIN_PAUSED_UNKNOWN`, since 0.9.2.
        Unknown = 0,
        /// `VIR_DOMAIN_PAUSED_USER`, since 0.9.2.
        User = 1,
        /// `VIR_DOMAIN_PAUSED_MIGRATION`, since 0.9.2.
        Migration = 2,
        /// `VIR_DOMAIN_PAUSED_SAVE`, since 0.9.2.
        Save = 3,
        /// `VIR_DOMAIN_PAUSED_DUMP`, since 0.9.2.
        Dump = 4,
        /// `VIR_DOMAIN_PAUSED_IOERROR`, since 0.9.2.
        IoError = 5,
        /// `VIR_DOMAIN_PAUSED_WATCHDOG`, since 0.9.2.
        Watchdog = 6,
        /// `VIR_DOMAIN_PAUSED_FROM_SNAPSHOT`, since 0.9.2.
        FromSnapshot = 7,
        /// `VIR_DOMAIN_PAUSED_SHUTTING_DOWN`, since 0.9.5.
        ShuttingDown = 8,
        /// `VIR_DOMAIN_PAUSED_SNAPSHOT`, since 1.0.1.
        Snapshot = 9,
        /// `VIR_DOMAIN_PAUSED_CRASHED`, since 1.1.1.
        Crashed = 10,
        /// `VIR_DOMAIN_PAUSED_STARTING_UP`, since 1.2.14.
        StartingUp = 11,
        /// `VIR_DOMAIN_PAUSED_POSTCOPY`, since 1.3.3.
        PostCopy = 12,
        /// `VIR_DOMAIN_PAUSED_POSTCOPY_FAILED`, since 1.3.3.
        PostCopyFailed = 13,
        /// `VIR_DOMAIN_PAUSED_API_ERROR`, since 9.2.0.
        ApiError = 14,
    }
}

enumeration! {
    /// libvirt's `virDomainProcessSignal`.
    pub enum DomainProcessSignal {
        /// `VIR_DOMAIN_PROCESS_SIGNAL_NOP`, since 1.0.1.
        Nop = 0,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_HUP`, since 1.0.1.
        Hup = 1,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_INT`, since 1.0.1.
        Int = 2,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_QUIT`, since 1.0.1.
        Quit = 3,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_ILL`, since 1.0.1.
        Ill = 4,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_TRAP`, since 1.0.1.
        Trap = 5,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_ABRT`, since 1.0.1.
        Abrt = 6,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_BUS`, since 1.0.1.
        Bus = 7,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_FPE`, since 1.0.1.
        Fpe = 8,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_KILL`, since 1.0.1.
        Kill = 9,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_USR1`, since 1.0.1.
        Usr1 = 10,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_SEGV`, since 1.0.1.
        Segv = 11,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_USR2`, since 1.0.1.
        Usr2 = 12,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_PIPE`, since 1.0.1.
        Pipe = 13,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_ALRM`, since 1.0.1.
        Alrm = 14,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_TERM`, since 1.0.1.
        Term = 15,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_STKFLT`, since 1.0.1.
        Stkflt = 16,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_CHLD`, since 1.0.1.
        Chld = 17,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_CONT`, since 1.0.1.
        Cont = 18,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_STOP`, since 1.0.1.
        Stop = 19,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_TSTP`, since 1.0.1.
        Tstp = 20,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_TTIN`, since 1.0.1.
        Ttin = 21,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_TTOU`, since 1.0.1.
        Ttou = 22,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_URG`, since 1.0.1.
        Urg = 23,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_XCPU`, since 1.0.1.
        Xcpu = 24,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_XFSZ`, since 1.0.1.
        Xfsz = 25,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_VTALRM`, since 1.0.1.
        Vtalrm = 26,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_PROF`, since 1.0.1.
        Prof = 27,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_WINCH`, since 1.0.1.
        Winch = 28,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_POLL`, since 1.0.1.
        Poll = 29,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_PWR`, since 1.0.1.
        Pwr = 30,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_SYS`, since 1.0.1.
        Sys = 31,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT0`, since 1.0.1.
        Rt0 = 32,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT1`, since 1.0.1.
        Rt1 = 33,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT2`, since 1.0.1.
        Rt2 = 34,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT3`, since 1.0.1.
        Rt3 = 35,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT4`, since 1.0.1.
        Rt4 = 36,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT5`, since 1.0.1.
        Rt5 = 37,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT6`, since 1.0.1.
        Rt6 = 38,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT7`, since 1.0.1.
        Rt7 = 39,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT8`, since 1.0.1.
        Rt8 = 40,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT9`, since 1.0.1.
        Rt9 = 41,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT10`, since 1.0.1.
        Rt10 = 42,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT11`, since 1.0.1.
        Rt11 = 43,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT12`, since 1.0.1.
        Rt12 = 44,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT13`, since 1.0.1.
        Rt13 = 45,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT14`, since 1.0.1.
        Rt14 = 46,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT15`, since 1.0.1.
        Rt15 = 47,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT16`, since 1.0.1.
        Rt16 = 48,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT17`, since 1.0.1.
        Rt17 = 49,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT18`, since 1.0.1.
        Rt18 = 50,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT19`, since 1.0.1.
        Rt19 = 51,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT20`, since 1.0.1.
        Rt20 = 52,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT21`, since 1.0.1.
        Rt21 = 53,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT22`, since 1.0.1.
        Rt22 = 54,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT23`, since 1.0.1.
        Rt23 = 55,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT24`, since 1.0.1.
        Rt24 = 56,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT25`, since 1.0.1.
        Rt25 = 57,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT26`, since 1.0.1.
        Rt26 = 58,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT27`, since 1.0.1.
        Rt27 = 59,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT28`, since 1.0.1.
        Rt28 = 60,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT29`, since 1.0.1.
        Rt29 = 61,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT30`, since 1.0.1.
        Rt30 = 62,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT31`, since 1.0.1.
        Rt31 = 63,
        /// `VIR_DOMAIN_PROCESS_SIGNAL_RT32`, since 1.0.1.
        Rt32 = 64,
    }
}

bitflags! {
    /// libvirt's `virDomainRebootFlagValues`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainRebootFlags: u32 {
        /// `VIR_DOMAIN_REBOOT_ACPI_POWER_BTN`, since 0.9.10.
        const ACPI_POWER_BTN = 1 << 0;
        /// `VIR_DOMAIN_REBOOT_GUEST_AGENT`, since 0.9.10.
        const GUEST_AGENT = 1 << 1;
        /// `VIR_DOMAIN_REBOOT_INITCTL`, since 1.0.1.
        const INITCTL = 1 << 2;
        /// `VIR_DOMAIN_REBOOT_SIGNAL`, since 1.0.1.
        const SIGNAL = 1 << 3;
        /// `VIR_DOMAIN_REBOOT_PARAVIRT`, since 1.2.5.
        const PARAVIRT = 1 << 4;
    }
}

enumeration! {
    /// libvirt's `virDomainRunningReason`.
    pub enum DomainRunningReason {
        /// `VIR_DOMAIN_RUNNING_UNKNOWN`, since 0.9.2.
        Unknown = 0,
        /// `VIR_DOMAIN_RUNNING_BOOTED`, since 0.9.2.
        Booted = 1,
        /// `VIR_DOMAIN_RUNNING_MIGRATED`, since 0.9.2.
        Migrated = 2,
        /// `VIR_DOMAIN_RUNNING_RESTORED`, since 0.9.2.
        Restored = 3,
        /// `VIR_DOMAIN_RUNNING_FROM_SNAPSHOT`, since 0.9.2.
        FromSnapshot = 4,
        /// `VIR_DOMAIN_RUNNING_UNPAUSED`, since 0.9.2.
        Unpaused = 5,
        /// `VIR_DOMAIN_RUNNING_MIGRATION_CANCELED`, since 0.9.2.
        MigrationCanceled = 6,
        /// `VIR_DOMAIN_RUNNING_SAVE_CANCELED`, since 0.9.2.
        SaveCanceled = 7,
        /// `VIR_DOMAIN_RUNNING_WAKEUP`, since 0.9.11.
        Wakeup = 8,
        /// `VIR_DOMAIN_RUNNING_CRASHED`, since 1.1.1.
        Crashed = 9,
        /// `VIR_DOMAIN_RUNNING_POSTCOPY`, since 1.3.3.
        PostCopy = 10,
        /// `VIR_DOMAIN_RUNNING_POSTCOPY_FAILED`, since 8.5.0.
        PostCopyFailed = 11,
    }
}

bitflags! {
    /// libvirt's `virDomainSaveImageXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSaveImageXmlFlags: u32 {
        /// `VIR_DOMAIN_SAVE_IMAGE_XML_SECURE`, since 5.1.0.
        const SECURE = 1;
    }
}

bitflags! {
    /// libvirt's `virDomainSaveRestoreFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSaveRestoreFlags: u32 {
        /// `VIR_DOMAIN_SAVE_BYPASS_CACHE`, since 0.9.4.
        const BYPASS_CACHE = 1 << 0;
        /// `VIR_DOMAIN_SAVE_RUNNING`, since 0.9.5.
        const RUNNING = 1 << 1;
        /// `VIR_DOMAIN_SAVE_PAUSED`, since 0.9.5.
        const PAUSED = 1 << 2;
        /// `VIR_DOMAIN_SAVE_RESET_NVRAM`, since 8.1.0.
        const RESET_NVRAM = 1 << 3;
    }
}

bitflags! {
    /// libvirt's `virDomainSetTimeFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSetTimeFlags: u32 {
        /// `VIR_DOMAIN_TIME_SYNC`, since 1.2.5.
        const TIME_SYNC = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virDomainSetUserPasswordFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSetUserPasswordFlags: u32 {
        /// `VIR_DOMAIN_PASSWORD_ENCRYPTED`, since 1.2.16.
        const PASSWORD_ENCRYPTED = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virDomainShutdownFlagValues`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainShutdownFlags: u32 {
        /// `VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN`, since 0.9.10.
        const ACPI_POWER_BTN = 1 << 0;
        /// `VIR_DOMAIN_SHUTDOWN_GUEST_AGENT`, since 0.9.10.
        const GUEST_AGENT = 1 << 1;
        /// `VIR_DOMAIN_SHUTDOWN_INITCTL`, since 1.0.1.
        const INITCTL = 1 << 2;
        /// `VIR_DOMAIN_SHUTDOWN_SIGNAL`, since 1.0.1.
        const SIGNAL = 1 << 3;
        /// `VIR_DOMAIN_SHUTDOWN_PARAVIRT`, since 1.2.5.
        const PARAVIRT = 1 << 4;
    }
}

enumeration! {
    /// libvirt's `virDomainShutdownReason`.
    pub enum DomainShutdownReason {
        /// `VIR_DOMAIN_SHUTDOWN_UNKNOWN`, since 0.9.2.
        Unknown = 0,
        /// `VIR_DOMAIN_SHUTDOWN_USER`, since 0.9.2.
        User = 1,
    }
}

enumeration! {
    /// libvirt's `virDomainShutoffReason`.
    pub enum DomainShutoffReason {
        /// `VIR_DOMAIN_SHUTOFF_UNKNOWN`, since 0.9.2.
        Unknown = 0,
        /// `VIR_DOMAIN_SHUTOFF_SHUTDOWN`, since 0.9.2.
        Shutdown = 1,
        /// `VIR_DOMAIN_SHUTOFF_DESTROYED`, since 0.9.2.
        Destroyed = 2,
        /// `VIR_DOMAIN_SHUTOFF_CRASHED`, since 0.9.2.
        Crashed = 3,
        /// `VIR_DOMAIN_SHUTOFF_MIGRATED`, since 0.9.2.
        Migrated = 4,
        /// `VIR_DOMAIN_SHUTOFF_SAVED`, since 0.9.2.
        Saved = 5,
        /// `VIR_DOMAIN_SHUTOFF_FAILED`, since 0.9.2.
        Failed = 6,
        /// `VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT`, since 0.9.2.
        FromSnapshot = 7,
        /// `VIR_DOMAIN_SHUTOFF_DAEMON`, since 4.10.0.
        Daemon = 8,
    }
}

enumeration! {
    /// libvirt's `virDomainState`.
    pub enum DomainState {
        /// `VIR_DOMAIN_NOSTATE`, since 0.0.1.
        NoState = 0,
        /// `VIR_DOMAIN_RUNNING`, since 0.0.1.
        Running = 1,
        /// `VIR_DOMAIN_BLOCKED`, since 0.0.1.
        Blocked = 2,
        /// `VIR_DOMAIN_PAUSED`, since 0.0.1.
        Paused = 3,
        /// `VIR_DOMAIN_SHUTDOWN`, since 0.0.1.
        Shutdown = 4,
        /// `VIR_DOMAIN_SHUTOFF`, since 0.0.1.
        Shutoff = 5,
        /// `VIR_DOMAIN_CRASHED`, since 0.0.2.
        Crashed = 6,
        /// `VIR_DOMAIN_PMSUSPENDED`, since 0.9.11.
        PmSuspended = 7,
    }
}

bitflags! {
    /// libvirt's `virDomainStatsTypes`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainStatsTypes: u32 {
        /// `VIR_DOMAIN_STATS_STATE`, since 1.2.8.
        const STATE = 1 << 0;
        /// `VIR_DOMAIN_STATS_CPU_TOTAL`, since 1.2.9.
        const CPU_TOTAL = 1 << 1;
        /// `VIR_DOMAIN_STATS_BALLOON`, since 1.2.9.
        const BALLOON = 1 << 2;
        /// `VIR_DOMAIN_STATS_VCPU`, since 1.2.9.
        const VCPU = 1 << 3;
        /// `VIR_DOMAIN_STATS_INTERFACE`, since 1.2.9.
        const INTERFACE = 1 << 4;
        /// `VIR_DOMAIN_STATS_BLOCK`, since 1.2.9.
        const BLOCK = 1 << 5;
        /// `VIR_DOMAIN_STATS_PERF`, since 1.3.3.
        const PERF = 1 << 6;
        /// `VIR_DOMAIN_STATS_IOTHREAD`, since 4.10.0.
        const IOTHREAD = 1 << 7;
        /// `VIR_DOMAIN_STATS_MEMORY`, since 6.0.0.
        const MEMORY = 1 << 8;
        /// `VIR_DOMAIN_STATS_DIRTYRATE`, since 7.2.0.
        const DIRTYRATE = 1 << 9;
        /// `VIR_DOMAIN_STATS_VM`, since 8.9.0.
        const VM = 1 << 10;
    }
}

bitflags! {
    /// libvirt's `virDomainUndefineFlagsValues`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainUndefineFlags: u32 {
        /// `VIR_DOMAIN_UNDEFINE_MANAGED_SAVE`, since 0.9.4.
        const MANAGED_SAVE = 1 << 0;
        /// `VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA`, since 0.9.5.
        const SNAPSHOTS_METADATA = 1 << 1;
        /// `VIR_DOMAIN_UNDEFINE_NVRAM`, since 1.2.9.
        const NVRAM = 1 << 2;
        /// `VIR_DOMAIN_UNDEFINE_KEEP_NVRAM`, since 2.3.0.
        const KEEP_NVRAM = 1 << 3;
        /// `VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA`, since 5.6.0.
        const CHECKPOINTS_METADATA = 1 << 4;
        /// `VIR_DOMAIN_UNDEFINE_TPM`, since 8.9.0.
        const TPM = 1 << 5;
        /// `VIR_DOMAIN_UNDEFINE_KEEP_TPM`, since 8.9.0.
        const KEEP_TPM = 1 << 6;
    }
}

bitflags! {
    /// libvirt's `virDomainVcpuFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainVcpuFlags: u32 {
        /// `VIR_DOMAIN_VCPU_LIVE`, since 0.8.5.
        const LIVE = 1;
        /// `VIR_DOMAIN_VCPU_CONFIG`, since 0.8.5.
        const CONFIG = 2;
        /// `VIR_DOMAIN_VCPU_MAXIMUM`, since 0.8.5.
        const MAXIMUM = 1 << 2;
        /// `VIR_DOMAIN_VCPU_GUEST`, since 1.1.0.
        const GUEST = 1 << 3;
        /// `VIR_DOMAIN_VCPU_HOTPLUGGABLE`, since 2.4.0.
        const HOTPLUGGABLE = 1 << 4;
    }
}

bitflags! {
    /// libvirt's `virDomainXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainXmlFlags: u32 {
        /// `VIR_DOMAIN_XML_SECURE`, since 0.3.3.
        const SECURE = 1 << 0;
        /// `VIR_DOMAIN_XML_INACTIVE`, since 0.3.3.
        const INACTIVE = 1 << 1;
        /// `VIR_DOMAIN_XML_UPDATE_CPU`, since 0.8.0.
        const UPDATE_CPU = 1 << 2;
        /// `VIR_DOMAIN_XML_MIGRATABLE`, since 1.0.0.
        const MIGRATABLE = 1 << 3;
    }
}

enumeration! {
    /// libvirt's `virKeycodeSet`.
    pub enum KeycodeSet {
        /// `VIR_KEYCODE_SET_LINUX`, since 0.9.3.
        Linux = 0,
        /// `VIR_KEYCODE_SET_XT`, since 0.9.3.
        Xt = 1,
        /// `VIR_KEYCODE_SET_ATSET1`, since 0.9.3.
        AtSet1 = 2,
        /// `VIR_KEYCODE_SET_ATSET2`, since 0.9.3.
        AtSet2 = 3,
        /// `VIR_KEYCODE_SET_ATSET3`, since 0.9.3.
        AtSet3 = 4,
        /// `VIR_KEYCODE_SET_OSX`, since 0.9.4.
        Osx = 5,
        /// `VIR_KEYCODE_SET_XT_KBD`, since 0.9.4.
        XtKbd = 6,
        /// `VIR_KEYCODE_SET_USB`, since 0.9.4.
        Usb = 7,
        /// `VIR_KEYCODE_SET_WIN32`, since 0.9.4.
        Win32 = 8,
        /// `VIR_KEYCODE_SET_QNUM`, since 4.2.0.
        Qnum = 9,
    }
}

enumeration! {
    /// libvirt's `virMemoryParameterType`.
    pub enum MemoryParameterType {
        /// `VIR_DOMAIN_MEMORY_PARAM_INT`, since 0.8.5.
        Int = 1,
        /// `VIR_DOMAIN_MEMORY_PARAM_UINT`, since 0.8.5.
        UnsignedInt = 2,
        /// `VIR_DOMAIN_MEMORY_PARAM_LLONG`, since 0.8.5.
        Long = 3,
        /// `VIR_DOMAIN_MEMORY_PARAM_ULLONG`, since 0.8.5.
        UnsignedLong = 4,
        /// `VIR_DOMAIN_MEMORY_PARAM_DOUBLE`, since 0.8.5.
        Double = 5,
        /// `VIR_DOMAIN_MEMORY_PARAM_BOOLEAN`, since 0.8.5.
        Boolean = 6,
    }
}

enumeration! {
    /// libvirt's `virSchedParameterType`.
    pub enum SchedulerParameterType {
        /// `VIR_DOMAIN_SCHED_FIELD_INT`, since 0.2.3.
        Int = 1,
        /// `VIR_DOMAIN_SCHED_FIELD_UINT`, since 0.2.3.
        UnsignedInt = 2,
        /// `VIR_DOMAIN_SCHED_FIELD_LLONG`, since 0.2.3.
        Long = 3,
        /// `VIR_DOMAIN_SCHED_FIELD_ULLONG`, since 0.2.3.
        UnsignedLong = 4,
        /// `VIR_DOMAIN_SCHED_FIELD_DOUBLE`, since 0.2.3.
        Double = 5,
        /// `VIR_DOMAIN_SCHED_FIELD_BOOLEAN`, since 0.2.3.
        Boolean = 6,
    }
}

enumeration! {
    /// libvirt's `virVcpuHostCpuState`.
    pub enum VcpuHostCpuState {
        /// `VIR_VCPU_INFO_CPU_UNAVAILABLE`, since 6.10.0.
        Unavailable = -2,
        /// `VIR_VCPU_INFO_CPU_OFFLINE`, since 6.10.0.
        Offline = -1,
    }
}

enumeration! {
    /// libvirt's `virVcpuState`.
    pub enum VcpuState {
        /// `VIR_VCPU_OFFLINE`, since 0.1.4.
        Offline = 0,
        /// `VIR_VCPU_RUNNING`, since 0.1.4.
        Running = 1,
        /// `VIR_VCPU_BLOCKED`, since 0.1.4.
        Blocked = 2,
    }
}

/// `VIR_DOMAIN_BANDWIDTH_IN_AVERAGE`, since 0.9.9.
pub const DOMAIN_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";

/// `VIR_DOMAIN_BANDWIDTH_IN_BURST`, since 0.9.9.
pub const DOMAIN_BANDWIDTH_IN_BURST: &str = "inbound.burst";

/// `VIR_DOMAIN_BANDWIDTH_IN_FLOOR`, since 1.2.19.
pub const DOMAIN_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";

/// `VIR_DOMAIN_BANDWIDTH_IN_PEAK`, since 0.9.9.
pub const DOMAIN_BANDWIDTH_IN_PEAK: &str = "inbound.peak";

/// `VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE`, since 0.9.9.
pub const DOMAIN_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";

/// `VIR_DOMAIN_BANDWIDTH_OUT_BURST`, since 0.9.9.
pub const DOMAIN_BANDWIDTH_OUT_BURST: &str = "outbound.burst";

/// `VIR_DOMAIN_BANDWIDTH_OUT_PEAK`, since 0.9.9.
pub const DOMAIN_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";

/// `VIR_DOMAIN_BLKIO_DEVICE_READ_BPS`, since 1.2.2.
pub const DOMAIN_BLKIO_DEVICE_READ_BPS: &str = "device_read_bytes_sec";

/// `VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS`, since 1.2.2.
pub const DOMAIN_BLKIO_DEVICE_READ_IOPS: &str = "device_read_iops_sec";

/// `VIR_DOMAIN_BLKIO_DEVICE_WEIGHT`, since 0.9.8.
pub const DOMAIN_BLKIO_DEVICE_WEIGHT: &str = "device_weight";

/// `VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS`, since 1.2.2.
pub const DOMAIN_BLKIO_DEVICE_WRITE_BPS: &str = "device_write_bytes_sec";

/// `VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS`, since 1.2.2.
pub const DOMAIN_BLKIO_DEVICE_WRITE_IOPS: &str = "device_write_iops_sec";

/// `VIR_DOMAIN_BLKIO_WEIGHT`, since 0.9.0.
pub const DOMAIN_BLKIO_WEIGHT: &str = "weight";

/// `VIR_DOMAIN_BLOCK_COPY_BANDWIDTH`, since 1.2.8.
pub const DOMAIN_BLOCK_COPY_BANDWIDTH: &str = "bandwidth";

/// `VIR_DOMAIN_BLOCK_COPY_BUF_SIZE`, since 1.2.8.
pub const DOMAIN_BLOCK_COPY_BUF_SIZE: &str = "buf-size";

/// `VIR_DOMAIN_BLOCK_COPY_GRANULARITY`, since 1.2.8.
pub const DOMAIN_BLOCK_COPY_GRANULARITY: &str = "granularity";

/// `VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME`, since 3.0.0.
pub const DOMAIN_BLOCK_IOTUNE_GROUP_NAME: &str = "group_name";

/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC`, since 0.9.8.
pub const DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC: &str = "read_bytes_sec";

/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX`, since 1.2.11.
pub const DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX: &str = "read_bytes_sec_max";

/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH: &str = "read_bytes_sec_max_length";

/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC`, since 0.9.8.
pub const DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC: &str = "read_iops_sec";

/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX`, since 1.2.11.
pub const DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX: &str = "read_iops_sec_max";

/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH: &str = "read_iops_sec_max_length";

/// `VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC`, since 1.2.11.
pub const DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC: &str = "size_iops_sec";

/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC`, since 0.9.8.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC: &str = "total_bytes_sec";

/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX`, since 1.2.11.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX: &str = "total_bytes_sec_max";

/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH: &str = "total_bytes_sec_max_length";

/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC`, since 0.9.8.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC: &str = "total_iops_sec";

/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX`, since 1.2.11.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX: &str = "total_iops_sec_max";

/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH: &str = "total_iops_sec_max_length";

/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC`, since 0.9.8.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC: &str = "write_bytes_sec";

/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX`, since 1.2.11.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX: &str = "write_bytes_sec_max";

/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH: &str = "write_bytes_sec_max_length";

/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC`, since 0.9.8.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC: &str = "write_iops_sec";

/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX`, since 1.2.11.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX: &str = "write_iops_sec_max";

/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH: &str = "write_iops_sec_max_length";

/// `VIR_DOMAIN_BLOCK_STATS_ERRS`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_ERRS: &str = "errs";

/// `VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_FLUSH_REQ: &str = "flush_operations";

/// `VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES: &str = "flush_total_times";

/// `VIR_DOMAIN_BLOCK_STATS_READ_BYTES`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_READ_BYTES: &str = "rd_bytes";

/// `VIR_DOMAIN_BLOCK_STATS_READ_REQ`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_READ_REQ: &str = "rd_operations";

/// `VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES: &str = "rd_total_times";

/// `VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_WRITE_BYTES: &str = "wr_bytes";

/// `VIR_DOMAIN_BLOCK_STATS_WRITE_REQ`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_WRITE_REQ: &str = "wr_operations";

/// `VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES`, since 0.9.5.
pub const DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES: &str = "wr_total_times";

/// `VIR_DOMAIN_CPU_STATS_CPUTIME`, since 0.9.10.
pub const DOMAIN_CPU_STATS_CPUTIME: &str = "cpu_time";

/// `VIR_DOMAIN_CPU_STATS_SYSTEMTIME`, since 0.9.11.
pub const DOMAIN_CPU_STATS_SYSTEMTIME: &str = "system_time";

/// `VIR_DOMAIN_CPU_STATS_USERTIME`, since 0.9.11.
pub const DOMAIN_CPU_STATS_USERTIME: &str = "user_time";

/// `VIR_DOMAIN_CPU_STATS_VCPUTIME`, since 0.9.13.
pub const DOMAIN_CPU_STATS_VCPUTIME: &str = "vcpu_time";

/// `VIR_DOMAIN_GUEST_INFO_DISK_COUNT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_COUNT: &str = "disk.count";

/// `VIR_DOMAIN_GUEST_INFO_DISK_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_PREFIX: &str = "disk.";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS: &str = ".alias";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT: &str = ".dependency.count";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX: &str = ".dependency.";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS: &str = ".guest_alias";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS: &str = ".guest_bus";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION: &str = ".partition";

/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL: &str = ".serial";

/// `VIR_DOMAIN_GUEST_INFO_FS_COUNT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_COUNT: &str = "fs.count";

/// `VIR_DOMAIN_GUEST_INFO_FS_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_PREFIX: &str = "fs.";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT: &str = ".disk.count";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX: &str = ".disk.";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS: &str = ".alias";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE: &str = ".device";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL: &str = ".serial";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE: &str = ".fstype";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT: &str = ".mountpoint";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES: &str = ".total-bytes";

/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES: &str = ".used-bytes";

/// `VIR_DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME: &str = "hostname";

/// `VIR_DOMAIN_GUEST_INFO_IF_COUNT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_COUNT: &str = "if.count";

/// `VIR_DOMAIN_GUEST_INFO_IF_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_PREFIX: &str = "if.";

/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT: &str = ".addr.count";

/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX: &str = ".addr.";

/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR: &str = ".addr";

/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX: &str = ".prefix";

/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE: &str = ".type";

/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR: &str = ".hwaddr";

/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_GUEST_INFO_LOAD_15M`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_LOAD_15M: &str = "load.15m";

/// `VIR_DOMAIN_GUEST_INFO_LOAD_1M`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_LOAD_1M: &str = "load.1m";

/// `VIR_DOMAIN_GUEST_INFO_LOAD_5M`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_LOAD_5M: &str = "load.5m";

/// `VIR_DOMAIN_GUEST_INFO_OS_ID`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_ID: &str = "os.id";

/// `VIR_DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE: &str = "os.kernel-release";

/// `VIR_DOMAIN_GUEST_INFO_OS_KERNEL_VERSION`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_KERNEL_VERSION: &str = "os.kernel-version";

/// `VIR_DOMAIN_GUEST_INFO_OS_MACHINE`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_MACHINE: &str = "os.machine";

/// `VIR_DOMAIN_GUEST_INFO_OS_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_NAME: &str = "os.name";

/// `VIR_DOMAIN_GUEST_INFO_OS_PRETTY_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_PRETTY_NAME: &str = "os.pretty-name";

/// `VIR_DOMAIN_GUEST_INFO_OS_VARIANT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_VARIANT: &str = "os.variant";

/// `VIR_DOMAIN_GUEST_INFO_OS_VARIANT_ID`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_VARIANT_ID: &str = "os.variant-id";

/// `VIR_DOMAIN_GUEST_INFO_OS_VERSION`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_VERSION: &str = "os.version";

/// `VIR_DOMAIN_GUEST_INFO_OS_VERSION_ID`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_OS_VERSION_ID: &str = "os.version-id";

/// `VIR_DOMAIN_GUEST_INFO_TIMEZONE_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_TIMEZONE_NAME: &str = "timezone.name";

/// `VIR_DOMAIN_GUEST_INFO_TIMEZONE_OFFSET`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_TIMEZONE_OFFSET: &str = "timezone.offset";

/// `VIR_DOMAIN_GUEST_INFO_USER_COUNT`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_USER_COUNT: &str = "user.count";

/// `VIR_DOMAIN_GUEST_INFO_USER_PREFIX`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_USER_PREFIX: &str = "user.";

/// `VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN: &str = ".domain";

/// `VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME: &str = ".login-time";

/// `VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_GUEST_INFO_USER_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_IOTHREAD_POLL_GROW`, since 4.10.0.
pub const DOMAIN_IOTHREAD_POLL_GROW: &str = "poll_grow";

/// `VIR_DOMAIN_IOTHREAD_POLL_MAX_NS`, since 4.10.0.
pub const DOMAIN_IOTHREAD_POLL_MAX_NS: &str = "poll_max_ns";

/// `VIR_DOMAIN_IOTHREAD_POLL_SHRINK`, since 4.10.0.
pub const DOMAIN_IOTHREAD_POLL_SHRINK: &str = "poll_shrink";

/// `VIR_DOMAIN_IOTHREAD_THREAD_POOL_MAX`, since 8.5.0.
pub const DOMAIN_IOTHREAD_THREAD_POOL_MAX: &str = "thread_pool_max";

/// `VIR_DOMAIN_IOTHREAD_THREAD_POOL_MIN`, since 8.5.0.
pub const DOMAIN_IOTHREAD_THREAD_POOL_MIN: &str = "thread_pool_min";

/// `VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE`, since 2.0.0.
pub const DOMAIN_JOB_AUTO_CONVERGE_THROTTLE: &str = "auto_converge_throttle";

/// `VIR_DOMAIN_JOB_COMPRESSION_BYTES`, since 1.0.3.
pub const DOMAIN_JOB_COMPRESSION_BYTES: &str = "compression_bytes";

/// `VIR_DOMAIN_JOB_COMPRESSION_CACHE`, since 1.0.3.
pub const DOMAIN_JOB_COMPRESSION_CACHE: &str = "compression_cache";

/// `VIR_DOMAIN_JOB_COMPRESSION_CACHE_MISSES`, since 1.0.3.
pub const DOMAIN_JOB_COMPRESSION_CACHE_MISSES: &str = "compression_cache_misses";

/// `VIR_DOMAIN_JOB_COMPRESSION_OVERFLOW`, since 1.0.3.
pub const DOMAIN_JOB_COMPRESSION_OVERFLOW: &str = "compression_overflow";

/// `VIR_DOMAIN_JOB_COMPRESSION_PAGES`, since 1.0.3.
pub const DOMAIN_JOB_COMPRESSION_PAGES: &str = "compression_pages";

/// `VIR_DOMAIN_JOB_DATA_PROCESSED`, since 1.0.3.
pub const DOMAIN_JOB_DATA_PROCESSED: &str = "data_processed";

/// `VIR_DOMAIN_JOB_DATA_REMAINING`, since 1.0.3.
pub const DOMAIN_JOB_DATA_REMAINING: &str = "data_remaining";

/// `VIR_DOMAIN_JOB_DATA_TOTAL`, since 1.0.3.
pub const DOMAIN_JOB_DATA_TOTAL: &str = "data_total";

/// `VIR_DOMAIN_JOB_DISK_BPS`, since 1.2.9.
pub const DOMAIN_JOB_DISK_BPS: &str = "disk_bps";

/// `VIR_DOMAIN_JOB_DISK_PROCESSED`, since 1.0.3.
pub const DOMAIN_JOB_DISK_PROCESSED: &str = "disk_processed";

/// `VIR_DOMAIN_JOB_DISK_REMAINING`, since 1.0.3.
pub const DOMAIN_JOB_DISK_REMAINING: &str = "disk_remaining";

/// `VIR_DOMAIN_JOB_DISK_TEMP_TOTAL`, since 6.0.0.
pub const DOMAIN_JOB_DISK_TEMP_TOTAL: &str = "disk_temp_total";

/// `VIR_DOMAIN_JOB_DISK_TEMP_USED`, since 6.0.0.
pub const DOMAIN_JOB_DISK_TEMP_USED: &str = "disk_temp_used";

/// `VIR_DOMAIN_JOB_DISK_TOTAL`, since 1.0.3.
pub const DOMAIN_JOB_DISK_TOTAL: &str = "disk_total";

/// `VIR_DOMAIN_JOB_DOWNTIME`, since 1.0.3.
pub const DOMAIN_JOB_DOWNTIME: &str = "downtime";

/// `VIR_DOMAIN_JOB_DOWNTIME_NET`, since 1.2.15.
pub const DOMAIN_JOB_DOWNTIME_NET: &str = "downtime_net";

/// `VIR_DOMAIN_JOB_ERRMSG`, since 6.3.0.
pub const DOMAIN_JOB_ERRMSG: &str = "errmsg";

/// `VIR_DOMAIN_JOB_MEMORY_BPS`, since 1.2.9.
pub const DOMAIN_JOB_MEMORY_BPS: &str = "memory_bps";

/// `VIR_DOMAIN_JOB_MEMORY_CONSTANT`, since 1.0.3.
pub const DOMAIN_JOB_MEMORY_CONSTANT: &str = "memory_constant";

/// `VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE`, since 1.3.1.
pub const DOMAIN_JOB_MEMORY_DIRTY_RATE: &str = "memory_dirty_rate";

/// `VIR_DOMAIN_JOB_MEMORY_ITERATION`, since 1.3.1.
pub const DOMAIN_JOB_MEMORY_ITERATION: &str = "memory_iteration";

/// `VIR_DOMAIN_JOB_MEMORY_NORMAL`, since 1.0.3.
pub const DOMAIN_JOB_MEMORY_NORMAL: &str = "memory_normal";

/// `VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES`, since 1.0.3.
pub const DOMAIN_JOB_MEMORY_NORMAL_BYTES: &str = "memory_normal_bytes";

/// `VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE`, since 3.9.0.
pub const DOMAIN_JOB_MEMORY_PAGE_SIZE: &str = "memory_page_size";

/// `VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS`, since 5.0.0.
pub const DOMAIN_JOB_MEMORY_POSTCOPY_REQS: &str = "memory_postcopy_requests";

/// `VIR_DOMAIN_JOB_MEMORY_PROCESSED`, since 1.0.3.
pub const DOMAIN_JOB_MEMORY_PROCESSED: &str = "memory_processed";

/// `VIR_DOMAIN_JOB_MEMORY_REMAINING`, since 1.0.3.
pub const DOMAIN_JOB_MEMORY_REMAINING: &str = "memory_remaining";

/// `VIR_DOMAIN_JOB_MEMORY_TOTAL`, since 1.0.3.
pub const DOMAIN_JOB_MEMORY_TOTAL: &str = "memory_total";

/// `VIR_DOMAIN_JOB_OPERATION`, since 3.3.0.
pub const DOMAIN_JOB_OPERATION: &str = "operation";

/// `VIR_DOMAIN_JOB_SETUP_TIME`, since 1.2.9.
pub const DOMAIN_JOB_SETUP_TIME: &str = "setup_time";

/// `VIR_DOMAIN_JOB_SUCCESS`, since 6.0.0.
pub const DOMAIN_JOB_SUCCESS: &str = "success";

/// `VIR_DOMAIN_JOB_TIME_ELAPSED`, since 1.0.3.
pub const DOMAIN_JOB_TIME_ELAPSED: &str = "time_elapsed";

/// `VIR_DOMAIN_JOB_TIME_ELAPSED_NET`, since 1.2.15.
pub const DOMAIN_JOB_TIME_ELAPSED_NET: &str = "time_elapsed_net";

/// `VIR_DOMAIN_JOB_TIME_REMAINING`, since 1.0.3.
pub const DOMAIN_JOB_TIME_REMAINING: &str = "time_remaining";

/// `VIR_DOMAIN_JOB_VFIO_DATA_TRANSFERRED`, since 10.6.0.
pub const DOMAIN_JOB_VFIO_DATA_TRANSFERRED: &str = "vfio_data_transferred";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR`, since 8.0.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR: &str = "sev-api-major";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR`, since 8.0.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR: &str = "sev-api-minor";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID`, since 8.0.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID: &str = "sev-build-id";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT`, since 4.5.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT: &str = "sev-measurement";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_POLICY`, since 8.0.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_POLICY: &str = "sev-policy";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET`, since 8.0.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SECRET: &str = "sev-secret";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER`, since 8.0.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER: &str = "sev-secret-header";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS`, since 8.0.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS: &str = "sev-secret-set-address";

/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY`, since 10.5.0.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY: &str = "sev-snp-policy";

/// `VIR_DOMAIN_MEMORY_HARD_LIMIT`, since 0.8.5.
pub const DOMAIN_MEMORY_HARD_LIMIT: &str = "hard_limit";

/// `VIR_DOMAIN_MEMORY_MIN_GUARANTEE`, since 0.8.5.
pub const DOMAIN_MEMORY_MIN_GUARANTEE: &str = "min_guarantee";

/// `VIR_DOMAIN_MEMORY_SOFT_LIMIT`, since 0.8.5.
pub const DOMAIN_MEMORY_SOFT_LIMIT: &str = "soft_limit";

/// `VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT`, since 0.8.5.
pub const DOMAIN_MEMORY_SWAP_HARD_LIMIT: &str = "swap_hard_limit";

/// `VIR_DOMAIN_NUMA_MODE`, since 0.9.9.
pub const DOMAIN_NUMA_MODE: &str = "numa_mode";

/// `VIR_DOMAIN_NUMA_NODESET`, since 0.9.9.
pub const DOMAIN_NUMA_NODESET: &str = "numa_nodeset";

/// `VIR_DOMAIN_SAVE_PARAM_DXML`, since 8.4.0.
pub const DOMAIN_SAVE_PARAM_DXML: &str = "dxml";

/// `VIR_DOMAIN_SAVE_PARAM_FILE`, since 8.4.0.
pub const DOMAIN_SAVE_PARAM_FILE: &str = "file";

/// `VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT`, since 11.2.0.
pub const DOMAIN_SAVE_PARAM_IMAGE_FORMAT: &str = "image_format";

/// `VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS`, since 11.2.0.
pub const DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS: &str = "parallel.channels";

/// `VIR_DOMAIN_SCHEDULER_CAP`, since 0.9.7.
pub const DOMAIN_SCHEDULER_CAP: &str = "cap";

/// `VIR_DOMAIN_SCHEDULER_CPU_SHARES`, since 0.9.7.
pub const DOMAIN_SCHEDULER_CPU_SHARES: &str = "cpu_shares";

/// `VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD`, since 0.10.0.
pub const DOMAIN_SCHEDULER_EMULATOR_PERIOD: &str = "emulator_period";

/// `VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA`, since 0.10.0.
pub const DOMAIN_SCHEDULER_EMULATOR_QUOTA: &str = "emulator_quota";

/// `VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD`, since 1.3.3.
pub const DOMAIN_SCHEDULER_GLOBAL_PERIOD: &str = "global_period";

/// `VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA`, since 1.3.3.
pub const DOMAIN_SCHEDULER_GLOBAL_QUOTA: &str = "global_quota";

/// `VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD`, since 2.2.0.
pub const DOMAIN_SCHEDULER_IOTHREAD_PERIOD: &str = "iothread_period";

/// `VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA`, since 2.2.0.
pub const DOMAIN_SCHEDULER_IOTHREAD_QUOTA: &str = "iothread_quota";

/// `VIR_DOMAIN_SCHEDULER_LIMIT`, since 0.9.7.
pub const DOMAIN_SCHEDULER_LIMIT: &str = "limit";

/// `VIR_DOMAIN_SCHEDULER_RESERVATION`, since 0.9.7.
pub const DOMAIN_SCHEDULER_RESERVATION: &str = "reservation";

/// `VIR_DOMAIN_SCHEDULER_SHARES`, since 0.9.7.
pub const DOMAIN_SCHEDULER_SHARES: &str = "shares";

/// `VIR_DOMAIN_SCHEDULER_VCPU_PERIOD`, since 0.9.7.
pub const DOMAIN_SCHEDULER_VCPU_PERIOD: &str = "vcpu_period";

/// `VIR_DOMAIN_SCHEDULER_VCPU_QUOTA`, since 0.9.7.
pub const DOMAIN_SCHEDULER_VCPU_QUOTA: &str = "vcpu_quota";

/// `VIR_DOMAIN_SCHEDULER_WEIGHT`, since 0.9.7.
pub const DOMAIN_SCHEDULER_WEIGHT: &str = "weight";

/// `VIR_DOMAIN_STATS_BALLOON_AVAILABLE`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_AVAILABLE: &str = "balloon.available";

/// `VIR_DOMAIN_STATS_BALLOON_CURRENT`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_CURRENT: &str = "balloon.current";

/// `VIR_DOMAIN_STATS_BALLOON_DISK_CACHES`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_DISK_CACHES: &str = "balloon.disk_caches";

/// `VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC: &str = "balloon.hugetlb_pgalloc";

/// `VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL: &str = "balloon.hugetlb_pgfail";

/// `VIR_DOMAIN_STATS_BALLOON_LAST_UPDATE`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_LAST_UPDATE: &str = "balloon.last-update";

/// `VIR_DOMAIN_STATS_BALLOON_MAJOR_FAULT`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_MAJOR_FAULT: &str = "balloon.major_fault";

/// `VIR_DOMAIN_STATS_BALLOON_MAXIMUM`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_MAXIMUM: &str = "balloon.maximum";

/// `VIR_DOMAIN_STATS_BALLOON_MINOR_FAULT`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_MINOR_FAULT: &str = "balloon.minor_fault";

/// `VIR_DOMAIN_STATS_BALLOON_RSS`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_RSS: &str = "balloon.rss";

/// `VIR_DOMAIN_STATS_BALLOON_SWAP_IN`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_SWAP_IN: &str = "balloon.swap_in";

/// `VIR_DOMAIN_STATS_BALLOON_SWAP_OUT`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_SWAP_OUT: &str = "balloon.swap_out";

/// `VIR_DOMAIN_STATS_BALLOON_UNUSED`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_UNUSED: &str = "balloon.unused";

/// `VIR_DOMAIN_STATS_BALLOON_USABLE`, since 11.2.0.
pub const DOMAIN_STATS_BALLOON_USABLE: &str = "balloon.usable";

/// `VIR_DOMAIN_STATS_BLOCK_COUNT`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_COUNT: &str = "block.count";

/// `VIR_DOMAIN_STATS_BLOCK_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_PREFIX: &str = "block.";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION: &str = ".allocation";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX: &str = ".backingIndex";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY: &str = ".capacity";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_ERRORS`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_ERRORS: &str = ".errors";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS: &str = ".fl.reqs";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES: &str = ".fl.times";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_PATH`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_PATH: &str = ".path";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL: &str = ".physical";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES: &str = ".rd.bytes";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS: &str = ".rd.reqs";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES: &str = ".rd.times";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD: &str = ".threshold";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES: &str = ".wr.bytes";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS: &str = ".wr.reqs";

/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES`, since 11.2.0.
pub const DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES: &str = ".wr.times";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT: &str = "cpu.cache.monitor.count";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX: &str = "cpu.cache.monitor.";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT: &str = ".bank.count";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX: &str = ".bank.";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES: &str = ".bytes";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID: &str = ".id";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS`, since 11.2.0.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";

/// `VIR_DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME`, since 11.2.0.
pub const DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME: &str = "cpu.haltpoll.fail.time";

/// `VIR_DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME`, since 11.2.0.
pub const DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME: &str = "cpu.haltpoll.success.time";

/// `VIR_DOMAIN_STATS_CPU_SYSTEM`, since 11.2.0.
pub const DOMAIN_STATS_CPU_SYSTEM: &str = "cpu.system";

/// `VIR_DOMAIN_STATS_CPU_TIME`, since 11.2.0.
pub const DOMAIN_STATS_CPU_TIME: &str = "cpu.time";

/// `VIR_DOMAIN_STATS_CPU_USER`, since 11.2.0.
pub const DOMAIN_STATS_CPU_USER: &str = "cpu.user";

/// `VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR`, since 11.2.0.
pub const DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR: &str = ".cur";

/// `VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX`, since 11.2.0.
pub const DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX: &str = ".max";

/// `VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM`, since 11.2.0.
pub const DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM: &str = ".sum";

/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_MODE`, since 11.2.0.
pub const DOMAIN_STATS_DIRTYRATE_CALC_MODE: &str = "dirtyrate.calc_mode";

/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_PERIOD`, since 11.2.0.
pub const DOMAIN_STATS_DIRTYRATE_CALC_PERIOD: &str = "dirtyrate.calc_period";

/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_START_TIME`, since 11.2.0.
pub const DOMAIN_STATS_DIRTYRATE_CALC_START_TIME: &str = "dirtyrate.calc_start_time";

/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_STATUS`, since 11.2.0.
pub const DOMAIN_STATS_DIRTYRATE_CALC_STATUS: &str = "dirtyrate.calc_status";

/// `VIR_DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND`, since 11.2.0.
pub const DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND: &str = "dirtyrate.megabytes_per_second";

/// `VIR_DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX: &str = "dirtyrate.vcpu.";

/// `VIR_DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND`, since 11.2.0.
pub const DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND: &str = ".megabytes_per_second";

/// `VIR_DOMAIN_STATS_IOTHREAD_COUNT`, since 11.2.0.
pub const DOMAIN_STATS_IOTHREAD_COUNT: &str = "iothread.count";

/// `VIR_DOMAIN_STATS_IOTHREAD_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_IOTHREAD_PREFIX: &str = "iothread.";

/// `VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW`, since 11.2.0.
pub const DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW: &str = ".poll-grow";

/// `VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS`, since 11.2.0.
pub const DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS: &str = ".poll-max-ns";

/// `VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK`, since 11.2.0.
pub const DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK: &str = ".poll-shrink";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT: &str = "memory.bandwidth.monitor.count";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX: &str = "memory.bandwidth.monitor.";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT: &str = ".node.count";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX: &str = ".node.";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL: &str =
    ".bytes.local";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL: &str =
    ".bytes.total";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID: &str = ".id";

/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS`, since 11.2.0.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";

/// `VIR_DOMAIN_STATS_NET_COUNT`, since 11.2.0.
pub const DOMAIN_STATS_NET_COUNT: &str = "net.count";

/// `VIR_DOMAIN_STATS_NET_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_NET_PREFIX: &str = "net.";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_NAME`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_NAME: &str = ".name";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_RX_BYTES: &str = ".rx.bytes";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_RX_DROP: &str = ".rx.drop";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_RX_ERRS: &str = ".rx.errs";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_RX_PKTS: &str = ".rx.pkts";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_TX_BYTES: &str = ".tx.bytes";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_TX_DROP: &str = ".tx.drop";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_TX_ERRS: &str = ".tx.errs";

/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS`, since 11.2.0.
pub const DOMAIN_STATS_NET_SUFFIX_TX_PKTS: &str = ".tx.pkts";

/// `VIR_DOMAIN_STATS_PERF_ALIGNMENT_FAULTS`, since 11.2.0.
pub const DOMAIN_STATS_PERF_ALIGNMENT_FAULTS: &str = "perf.alignment_faults";

/// `VIR_DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS`, since 11.2.0.
pub const DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS: &str = "perf.branch_instructions";

/// `VIR_DOMAIN_STATS_PERF_BRANCH_MISSES`, since 11.2.0.
pub const DOMAIN_STATS_PERF_BRANCH_MISSES: &str = "perf.branch_misses";

/// `VIR_DOMAIN_STATS_PERF_BUS_CYCLES`, since 11.2.0.
pub const DOMAIN_STATS_PERF_BUS_CYCLES: &str = "perf.bus_cycles";

/// `VIR_DOMAIN_STATS_PERF_CACHE_MISSES`, since 11.2.0.
pub const DOMAIN_STATS_PERF_CACHE_MISSES: &str = "perf.cache_misses";

/// `VIR_DOMAIN_STATS_PERF_CACHE_REFERENCES`, since 11.2.0.
pub const DOMAIN_STATS_PERF_CACHE_REFERENCES: &str = "perf.cache_references";

/// `VIR_DOMAIN_STATS_PERF_CMT`, since 11.2.0.
pub const DOMAIN_STATS_PERF_CMT: &str = "perf.cmt";

/// `VIR_DOMAIN_STATS_PERF_CONTEXT_SWITCHES`, since 11.2.0.
pub const DOMAIN_STATS_PERF_CONTEXT_SWITCHES: &str = "perf.context_switches";

/// `VIR_DOMAIN_STATS_PERF_CPU_CLOCK`, since 11.2.0.
pub const DOMAIN_STATS_PERF_CPU_CLOCK: &str = "perf.cpu_clock";

/// `VIR_DOMAIN_STATS_PERF_CPU_CYCLES`, since 11.2.0.
pub const DOMAIN_STATS_PERF_CPU_CYCLES: &str = "perf.cpu_cycles";

/// `VIR_DOMAIN_STATS_PERF_CPU_MIGRATIONS`, since 11.2.0.
pub const DOMAIN_STATS_PERF_CPU_MIGRATIONS: &str = "perf.cpu_migrations";

/// `VIR_DOMAIN_STATS_PERF_EMULATION_FAULTS`, since 11.2.0.
pub const DOMAIN_STATS_PERF_EMULATION_FAULTS: &str = "perf.emulation_faults";

/// `VIR_DOMAIN_STATS_PERF_INSTRUCTIONS`, since 11.2.0.
pub const DOMAIN_STATS_PERF_INSTRUCTIONS: &str = "perf.instructions";

/// `VIR_DOMAIN_STATS_PERF_MBML`, since 11.2.0.
pub const DOMAIN_STATS_PERF_MBML: &str = "perf.mbml";

/// `VIR_DOMAIN_STATS_PERF_MBMT`, since 11.2.0.
pub const DOMAIN_STATS_PERF_MBMT: &str = "perf.mbmt";

/// `VIR_DOMAIN_STATS_PERF_PAGE_FAULTS`, since 11.2.0.
pub const DOMAIN_STATS_PERF_PAGE_FAULTS: &str = "perf.page_faults";

/// `VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ`, since 11.2.0.
pub const DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ: &str = "perf.page_faults_maj";

/// `VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MIN`, since 11.2.0.
pub const DOMAIN_STATS_PERF_PAGE_FAULTS_MIN: &str = "perf.page_faults_min";

/// `VIR_DOMAIN_STATS_PERF_REF_CPU_CYCLES`, since 11.2.0.
pub const DOMAIN_STATS_PERF_REF_CPU_CYCLES: &str = "perf.ref_cpu_cycles";

/// `VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND`, since 11.2.0.
pub const DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND: &str = "perf.stalled_cycles_backend";

/// `VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND`, since 11.2.0.
pub const DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND: &str = "perf.stalled_cycles_frontend";

/// `VIR_DOMAIN_STATS_PERF_TASK_CLOCK`, since 11.2.0.
pub const DOMAIN_STATS_PERF_TASK_CLOCK: &str = "perf.task_clock";

/// `VIR_DOMAIN_STATS_STATE_REASON`, since 11.2.0.
pub const DOMAIN_STATS_STATE_REASON: &str = "state.reason";

/// `VIR_DOMAIN_STATS_STATE_STATE`, since 11.2.0.
pub const DOMAIN_STATS_STATE_STATE: &str = "state.state";

/// `VIR_DOMAIN_STATS_VCPU_CURRENT`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_CURRENT: &str = "vcpu.current";

/// `VIR_DOMAIN_STATS_VCPU_MAXIMUM`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_MAXIMUM: &str = "vcpu.maximum";

/// `VIR_DOMAIN_STATS_VCPU_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_PREFIX: &str = "vcpu.";

/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_SUFFIX_DELAY: &str = ".delay";

/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_HALTED`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_SUFFIX_HALTED: &str = ".halted";

/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_SUFFIX_STATE: &str = ".state";

/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_SUFFIX_TIME: &str = ".time";

/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT`, since 11.2.0.
pub const DOMAIN_STATS_VCPU_SUFFIX_WAIT: &str = ".wait";

/// `VIR_DOMAIN_STATS_VM_PREFIX`, since 11.2.0.
pub const DOMAIN_STATS_VM_PREFIX: &str = "vm.";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_DISK`, since 1.2.9.
pub const DOMAIN_TUNABLE_BLKDEV_DISK: &str = "blkdeviotune.disk";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_GROUP_NAME`, since 3.0.0.
pub const DOMAIN_TUNABLE_BLKDEV_GROUP_NAME: &str = "blkdeviotune.group_name";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC`, since 1.2.9.
pub const DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC: &str = "blkdeviotune.read_bytes_sec";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX`, since 1.2.11.
pub const DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX: &str = "blkdeviotune.read_bytes_sec_max";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.read_bytes_sec_max_length";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC`, since 1.2.9.
pub const DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC: &str = "blkdeviotune.read_iops_sec";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX`, since 1.2.11.
pub const DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX: &str = "blkdeviotune.read_iops_sec_max";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.read_iops_sec_max_length";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC`, since 1.2.11.
pub const DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC: &str = "blkdeviotune.size_iops_sec";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC`, since 1.2.9.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC: &str = "blkdeviotune.total_bytes_sec";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX`, since 1.2.11.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX: &str = "blkdeviotune.total_bytes_sec_max";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.total_bytes_sec_max_length";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC`, since 1.2.9.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC: &str = "blkdeviotune.total_iops_sec";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX`, since 1.2.11.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX: &str = "blkdeviotune.total_iops_sec_max";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.total_iops_sec_max_length";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC`, since 1.2.9.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC: &str = "blkdeviotune.write_bytes_sec";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX`, since 1.2.11.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX: &str = "blkdeviotune.write_bytes_sec_max";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.write_bytes_sec_max_length";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC`, since 1.2.9.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC: &str = "blkdeviotune.write_iops_sec";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX`, since 1.2.11.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX: &str = "blkdeviotune.write_iops_sec_max";

/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH`, since 2.4.0.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.write_iops_sec_max_length";

/// `VIR_DOMAIN_TUNABLE_CPU_CPU_SHARES`, since 1.2.9.
pub const DOMAIN_TUNABLE_CPU_CPU_SHARES: &str = "cputune.cpu_shares";

/// `VIR_DOMAIN_TUNABLE_CPU_EMULATORPIN`, since 1.2.9.
pub const DOMAIN_TUNABLE_CPU_EMULATORPIN: &str = "cputune.emulatorpin";

/// `VIR_DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD`, since 1.2.9.
pub const DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD: &str = "cputune.emulator_period";

/// `VIR_DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA`, since 1.2.9.
pub const DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA: &str = "cputune.emulator_quota";

/// `VIR_DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD`, since 1.3.3.
pub const DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD: &str = "cputune.global_period";

/// `VIR_DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA`, since 1.3.3.
pub const DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA: &str = "cputune.global_quota";

/// `VIR_DOMAIN_TUNABLE_CPU_IOTHREADSPIN`, since 1.2.14.
pub const DOMAIN_TUNABLE_CPU_IOTHREADSPIN: &str = "cputune.iothreadpin%u";

/// `VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD`, since 2.2.0.
pub const DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD: &str = "cputune.iothread_period";

/// `VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA`, since 2.2.0.
pub const DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA: &str = "cputune.iothread_quota";

/// `VIR_DOMAIN_TUNABLE_CPU_VCPUPIN`, since 1.2.9.
pub const DOMAIN_TUNABLE_CPU_VCPUPIN: &str = "cputune.vcpupin%u";

/// `VIR_DOMAIN_TUNABLE_CPU_VCPU_PERIOD`, since 1.2.9.
pub const DOMAIN_TUNABLE_CPU_VCPU_PERIOD: &str = "cputune.vcpu_period";

/// `VIR_DOMAIN_TUNABLE_CPU_VCPU_QUOTA`, since 1.2.9.
pub const DOMAIN_TUNABLE_CPU_VCPU_QUOTA: &str = "cputune.vcpu_quota";

/// `VIR_MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT`, since 2.0.0.
pub const MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT: &str = "auto_converge.increment";

/// `VIR_MIGRATE_PARAM_AUTO_CONVERGE_INITIAL`, since 2.0.0.
pub const MIGRATE_PARAM_AUTO_CONVERGE_INITIAL: &str = "auto_converge.initial";

/// `VIR_MIGRATE_PARAM_BANDWIDTH`, since 1.1.0.
pub const MIGRATE_PARAM_BANDWIDTH: &str = "bandwidth";

/// `VIR_MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER`, since 11.1.0.
pub const MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER: &str = "bandwidth.avail.switchover";

/// `VIR_MIGRATE_PARAM_BANDWIDTH_POSTCOPY`, since 5.1.0.
pub const MIGRATE_PARAM_BANDWIDTH_POSTCOPY: &str = "bandwidth.postcopy";

/// `VIR_MIGRATE_PARAM_COMPRESSION`, since 1.3.4.
pub const MIGRATE_PARAM_COMPRESSION: &str = "compression";

/// `VIR_MIGRATE_PARAM_COMPRESSION_MT_DTHREADS`, since 1.3.4.
pub const MIGRATE_PARAM_COMPRESSION_MT_DTHREADS: &str = "compression.mt.dthreads";

/// `VIR_MIGRATE_PARAM_COMPRESSION_MT_LEVEL`, since 1.3.4.
pub const MIGRATE_PARAM_COMPRESSION_MT_LEVEL: &str = "compression.mt.level";

/// `VIR_MIGRATE_PARAM_COMPRESSION_MT_THREADS`, since 1.3.4.
pub const MIGRATE_PARAM_COMPRESSION_MT_THREADS: &str = "compression.mt.threads";

/// `VIR_MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE`, since 1.3.4.
pub const MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE: &str = "compression.xbzrle.cache";

/// `VIR_MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL`, since 9.4.0.
pub const MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL: &str = "compression.zlib.level";

/// `VIR_MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL`, since 9.4.0.
pub const MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL: &str = "compression.zstd.level";

/// `VIR_MIGRATE_PARAM_DEST_NAME`, since 1.1.0.
pub const MIGRATE_PARAM_DEST_NAME: &str = "destination_name";

/// `VIR_MIGRATE_PARAM_DEST_XML`, since 1.1.0.
pub const MIGRATE_PARAM_DEST_XML: &str = "destination_xml";

/// `VIR_MIGRATE_PARAM_DISKS_PORT`, since 1.3.3.
pub const MIGRATE_PARAM_DISKS_PORT: &str = "disks_port";

/// `VIR_MIGRATE_PARAM_DISKS_URI`, since 6.8.0.
pub const MIGRATE_PARAM_DISKS_URI: &str = "disks_uri";

/// `VIR_MIGRATE_PARAM_GRAPHICS_URI`, since 1.1.0.
pub const MIGRATE_PARAM_GRAPHICS_URI: &str = "graphics_uri";

/// `VIR_MIGRATE_PARAM_LISTEN_ADDRESS`, since 1.1.4.
pub const MIGRATE_PARAM_LISTEN_ADDRESS: &str = "listen_address";

/// `VIR_MIGRATE_PARAM_MIGRATE_DISKS`, since 1.2.17.
pub const MIGRATE_PARAM_MIGRATE_DISKS: &str = "migrate_disks";

/// `VIR_MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES`, since 10.9.0.
pub const MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES: &str = "migrate_disks_detect_zeroes";

/// `VIR_MIGRATE_PARAM_PARALLEL_CONNECTIONS`, since 5.2.0.
pub const MIGRATE_PARAM_PARALLEL_CONNECTIONS: &str = "parallel.connections";

/// `VIR_MIGRATE_PARAM_PERSIST_XML`, since 1.3.4.
pub const MIGRATE_PARAM_PERSIST_XML: &str = "persistent_xml";

/// `VIR_MIGRATE_PARAM_TLS_DESTINATION`, since 6.0.0.
pub const MIGRATE_PARAM_TLS_DESTINATION: &str = "tls.destination";

/// `VIR_MIGRATE_PARAM_URI`, since 1.1.0.
pub const MIGRATE_PARAM_URI: &str = "migrate_uri";

/// `VIR_PERF_PARAM_ALIGNMENT_FAULTS`, since 3.2.0.
pub const PERF_PARAM_ALIGNMENT_FAULTS: &str = "alignment_faults";

/// `VIR_PERF_PARAM_BRANCH_INSTRUCTIONS`, since 3.0.0.
pub const PERF_PARAM_BRANCH_INSTRUCTIONS: &str = "branch_instructions";

/// `VIR_PERF_PARAM_BRANCH_MISSES`, since 3.0.0.
pub const PERF_PARAM_BRANCH_MISSES: &str = "branch_misses";

/// `VIR_PERF_PARAM_BUS_CYCLES`, since 3.0.0.
pub const PERF_PARAM_BUS_CYCLES: &str = "bus_cycles";

/// `VIR_PERF_PARAM_CACHE_MISSES`, since 2.3.0.
pub const PERF_PARAM_CACHE_MISSES: &str = "cache_misses";

/// `VIR_PERF_PARAM_CACHE_REFERENCES`, since 2.3.0.
pub const PERF_PARAM_CACHE_REFERENCES: &str = "cache_references";

/// `VIR_PERF_PARAM_CMT`, since 1.3.3.
pub const PERF_PARAM_CMT: &str = "cmt";

/// `VIR_PERF_PARAM_CONTEXT_SWITCHES`, since 3.2.0.
pub const PERF_PARAM_CONTEXT_SWITCHES: &str = "context_switches";

/// `VIR_PERF_PARAM_CPU_CLOCK`, since 3.2.0.
pub const PERF_PARAM_CPU_CLOCK: &str = "cpu_clock";

/// `VIR_PERF_PARAM_CPU_CYCLES`, since 2.3.0.
pub const PERF_PARAM_CPU_CYCLES: &str = "cpu_cycles";

/// `VIR_PERF_PARAM_CPU_MIGRATIONS`, since 3.2.0.
pub const PERF_PARAM_CPU_MIGRATIONS: &str = "cpu_migrations";

/// `VIR_PERF_PARAM_EMULATION_FAULTS`, since 3.2.0.
pub const PERF_PARAM_EMULATION_FAULTS: &str = "emulation_faults";

/// `VIR_PERF_PARAM_INSTRUCTIONS`, since 2.3.0.
pub const PERF_PARAM_INSTRUCTIONS: &str = "instructions";

/// `VIR_PERF_PARAM_MBML`, since 1.3.5.
pub const PERF_PARAM_MBML: &str = "mbml";

/// `VIR_PERF_PARAM_MBMT`, since 1.3.5.
pub const PERF_PARAM_MBMT: &str = "mbmt";

/// `VIR_PERF_PARAM_PAGE_FAULTS`, since 3.2.0.
pub const PERF_PARAM_PAGE_FAULTS: &str = "page_faults";

/// `VIR_PERF_PARAM_PAGE_FAULTS_MAJ`, since 3.2.0.
pub const PERF_PARAM_PAGE_FAULTS_MAJ: &str = "page_faults_maj";

/// `VIR_PERF_PARAM_PAGE_FAULTS_MIN`, since 3.2.0.
pub const PERF_PARAM_PAGE_FAULTS_MIN: &str = "page_faults_min";

/// `VIR_PERF_PARAM_REF_CPU_CYCLES`, since 3.0.0.
pub const PERF_PARAM_REF_CPU_CYCLES: &str = "ref_cpu_cycles";

/// `VIR_PERF_PARAM_STALLED_CYCLES_BACKEND`, since 3.0.0.
pub const PERF_PARAM_STALLED_CYCLES_BACKEND: &str = "stalled_cycles_backend";

/// `VIR_PERF_PARAM_STALLED_CYCLES_FRONTEND`, since 3.0.0.
pub const PERF_PARAM_STALLED_CYCLES_FRONTEND: &str = "stalled_cycles_frontend";

/// `VIR_PERF_PARAM_TASK_CLOCK`, since 3.2.0.
pub const PERF_PARAM_TASK_CLOCK: &str = "task_clock";
