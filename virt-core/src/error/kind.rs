//! The kinds of errors, with libvirt's numbers and words. Written by `cargo xtask codegen`.

/// What kind of failure an error is.
///
/// [`InternalError`](ErrorKind::InternalError) is for bugs of virt itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[repr(i32)]
pub enum ErrorKind {
    /// `VIR_ERR_OK`, since 0.1.0.
    Ok = 0,
    /// `VIR_ERR_INTERNAL_ERROR`, since 0.1.0.
    InternalError = 1,
    /// `VIR_ERR_NO_MEMORY`, since 0.1.0.
    NoMemory = 2,
    /// `VIR_ERR_NO_SUPPORT`, since 0.1.0.
    NoSupport = 3,
    /// `VIR_ERR_UNKNOWN_HOST`, since 0.1.0.
    UnknownHost = 4,
    /// `VIR_ERR_NO_CONNECT`, since 0.1.0.
    NoConnect = 5,
    /// `VIR_ERR_INVALID_CONN`, since 0.1.0.
    InvalidConn = 6,
    /// `VIR_ERR_INVALID_DOMAIN`, since 0.1.0.
    InvalidDomain = 7,
    /// `VIR_ERR_INVALID_ARG`, since 0.1.0.
    InvalidArg = 8,
    /// `VIR_ERR_OPERATION_FAILED`, since 0.1.0.
    OperationFailed = 9,
    /// `VIR_ERR_GET_FAILED`, since 0.1.0.
    GetFailed = 10,
    /// `VIR_ERR_POST_FAILED`, since 0.1.0.
    PostFailed = 11,
    /// `VIR_ERR_HTTP_ERROR`, since 0.1.0.
    HttpError = 12,
    /// `VIR_ERR_SEXPR_SERIAL`, since 0.1.0.
    SexprSerial = 13,
    /// `VIR_ERR_NO_XEN`, since 0.1.0.
    NoXen = 14,
    /// `VIR_ERR_XEN_CALL`, since 0.1.0.
    XenCall = 15,
    /// `VIR_ERR_OS_TYPE`, since 0.1.0.
    OsType = 16,
    /// `VIR_ERR_NO_KERNEL`, since 0.1.0.
    NoKernel = 17,
    /// `VIR_ERR_NO_ROOT`, since 0.1.0.
    NoRoot = 18,
    /// `VIR_ERR_NO_SOURCE`, since 0.1.0.
    NoSource = 19,
    /// `VIR_ERR_NO_TARGET`, since 0.1.0.
    NoTarget = 20,
    /// `VIR_ERR_NO_NAME`, since 0.1.0.
    NoName = 21,
    /// `VIR_ERR_NO_OS`, since 0.1.0.
    NoOs = 22,
    /// `VIR_ERR_NO_DEVICE`, since 0.1.0.
    NoDevice = 23,
    /// `VIR_ERR_NO_XENSTORE`, since 0.1.0.
    NoXenstore = 24,
    /// `VIR_ERR_DRIVER_FULL`, since 0.1.0.
    DriverFull = 25,
    /// `VIR_ERR_CALL_FAILED`, since 0.1.0.
    CallFailed = 26,
    /// `VIR_ERR_XML_ERROR`, since 0.1.1.
    XmlError = 27,
    /// `VIR_ERR_DOM_EXIST`, since 0.1.1.
    DomExist = 28,
    /// `VIR_ERR_OPERATION_DENIED`, since 0.1.4.
    OperationDenied = 29,
    /// `VIR_ERR_OPEN_FAILED`, since 0.1.6.
    OpenFailed = 30,
    /// `VIR_ERR_READ_FAILED`, since 0.1.6.
    ReadFailed = 31,
    /// `VIR_ERR_PARSE_FAILED`, since 0.1.6.
    ParseFailed = 32,
    /// `VIR_ERR_CONF_SYNTAX`, since 0.1.6.
    ConfSyntax = 33,
    /// `VIR_ERR_WRITE_FAILED`, since 0.1.6.
    WriteFailed = 34,
    /// `VIR_ERR_XML_DETAIL`, since 0.1.9.
    XmlDetail = 35,
    /// `VIR_ERR_INVALID_NETWORK`, since 0.2.0.
    InvalidNetwork = 36,
    /// `VIR_ERR_NETWORK_EXIST`, since 0.2.0.
    NetworkExist = 37,
    /// `VIR_ERR_SYSTEM_ERROR`, since 0.2.1.
    SystemError = 38,
    /// `VIR_ERR_RPC`, since 0.2.3.
    Rpc = 39,
    /// `VIR_ERR_GNUTLS_ERROR`, since 0.2.3.
    GnutlsError = 40,
    /// `VIR_WAR_NO_NETWORK`, since 0.2.3.
    WarnNoNetwork = 41,
    /// `VIR_ERR_NO_DOMAIN`, since 0.3.0.
    NoDomain = 42,
    /// `VIR_ERR_NO_NETWORK`, since 0.3.0.
    NoNetwork = 43,
    /// `VIR_ERR_INVALID_MAC`, since 0.3.1.
    InvalidMac = 44,
    /// `VIR_ERR_AUTH_FAILED`, since 0.4.1.
    AuthFailed = 45,
    /// `VIR_ERR_INVALID_STORAGE_POOL`, since 0.4.1.
    InvalidStoragePool = 46,
    /// `VIR_ERR_INVALID_STORAGE_VOL`, since 0.4.1.
    InvalidStorageVol = 47,
    /// `VIR_WAR_NO_STORAGE`, since 0.4.1.
    WarnNoStorage = 48,
    /// `VIR_ERR_NO_STORAGE_POOL`, since 0.4.1.
    NoStoragePool = 49,
    /// `VIR_ERR_NO_STORAGE_VOL`, since 0.4.1.
    NoStorageVol = 50,
    /// `VIR_WAR_NO_NODE`, since 0.5.0.
    WarnNoNode = 51,
    /// `VIR_ERR_INVALID_NODE_DEVICE`, since 0.5.0.
    InvalidNodeDevice = 52,
    /// `VIR_ERR_NO_NODE_DEVICE`, since 0.5.0.
    NoNodeDevice = 53,
    /// `VIR_ERR_NO_SECURITY_MODEL`, since 0.6.1.
    NoSecurityModel = 54,
    /// `VIR_ERR_OPERATION_INVALID`, since 0.6.4.
    OperationInvalid = 55,
    /// `VIR_WAR_NO_INTERFACE`, since 0.6.4.
    WarnNoInterface = 56,
    /// `VIR_ERR_NO_INTERFACE`, since 0.6.4.
    NoInterface = 57,
    /// `VIR_ERR_INVALID_INTERFACE`, since 0.6.4.
    InvalidInterface = 58,
    /// `VIR_ERR_MULTIPLE_INTERFACES`, since 0.7.0.
    MultipleInterfaces = 59,
    /// `VIR_WAR_NO_NWFILTER`, since 0.8.0.
    WarnNoNwfilter = 60,
    /// `VIR_ERR_INVALID_NWFILTER`, since 0.8.0.
    InvalidNwfilter = 61,
    /// `VIR_ERR_NO_NWFILTER`, since 0.8.0.
    NoNwfilter = 62,
    /// `VIR_ERR_BUILD_FIREWALL`, since 0.8.0.
    BuildFirewall = 63,
    /// `VIR_WAR_NO_SECRET`, since 0.7.1.
    WarnNoSecret = 64,
    /// `VIR_ERR_INVALID_SECRET`, since 0.7.1.
    InvalidSecret = 65,
    /// `VIR_ERR_NO_SECRET`, since 0.7.1.
    NoSecret = 66,
    /// `VIR_ERR_CONFIG_UNSUPPORTED`, since 0.7.3.
    ConfigUnsupported = 67,
    /// `VIR_ERR_OPERATION_TIMEOUT`, since 0.7.3.
    OperationTimeout = 68,
    /// `VIR_ERR_MIGRATE_PERSIST_FAILED`, since 0.7.3.
    MigratePersistFailed = 69,
    /// `VIR_ERR_HOOK_SCRIPT_FAILED`, since 0.8.0.
    HookScriptFailed = 70,
    /// `VIR_ERR_INVALID_DOMAIN_SNAPSHOT`, since 0.8.0.
    InvalidDomainSnapshot = 71,
    /// `VIR_ERR_NO_DOMAIN_SNAPSHOT`, since 0.8.0.
    NoDomainSnapshot = 72,
    /// `VIR_ERR_INVALID_STREAM`, since 0.9.0.
    InvalidStream = 73,
    /// `VIR_ERR_ARGUMENT_UNSUPPORTED`, since 0.9.4.
    ArgumentUnsupported = 74,
    /// `VIR_ERR_STORAGE_PROBE_FAILED`, since 0.9.5.
    StorageProbeFailed = 75,
    /// `VIR_ERR_STORAGE_POOL_BUILT`, since 0.9.5.
    StoragePoolBuilt = 76,
    /// `VIR_ERR_SNAPSHOT_REVERT_RISKY`, since 0.9.7.
    SnapshotRevertRisky = 77,
    /// `VIR_ERR_OPERATION_ABORTED`, since 0.9.9.
    OperationAborted = 78,
    /// `VIR_ERR_AUTH_CANCELLED`, since 0.9.10.
    AuthCancelled = 79,
    /// `VIR_ERR_NO_DOMAIN_METADATA`, since 0.9.10.
    NoDomainMetadata = 80,
    /// `VIR_ERR_MIGRATE_UNSAFE`, since 0.9.11.
    MigrateUnsafe = 81,
    /// `VIR_ERR_OVERFLOW`, since 0.9.11.
    Overflow = 82,
    /// `VIR_ERR_BLOCK_COPY_ACTIVE`, since 0.9.12.
    BlockCopyActive = 83,
    /// `VIR_ERR_OPERATION_UNSUPPORTED`, since 0.10.0.
    OperationUnsupported = 84,
    /// `VIR_ERR_SSH`, since 0.10.0.
    Ssh = 85,
    /// `VIR_ERR_AGENT_UNRESPONSIVE`, since 0.10.0.
    AgentUnresponsive = 86,
    /// `VIR_ERR_RESOURCE_BUSY`, since 1.0.0.
    ResourceBusy = 87,
    /// `VIR_ERR_ACCESS_DENIED`, since 1.1.0.
    AccessDenied = 88,
    /// `VIR_ERR_DBUS_SERVICE`, since 1.1.1.
    DbusService = 89,
    /// `VIR_ERR_STORAGE_VOL_EXIST`, since 1.1.4.
    StorageVolExist = 90,
    /// `VIR_ERR_CPU_INCOMPATIBLE`, since 1.2.6.
    CpuIncompatible = 91,
    /// `VIR_ERR_XML_INVALID_SCHEMA`, since 1.2.12.
    XmlInvalidSchema = 92,
    /// `VIR_ERR_MIGRATE_FINISH_OK`, since 1.2.18.
    MigrateFinishOk = 93,
    /// `VIR_ERR_AUTH_UNAVAILABLE`, since 1.3.3.
    AuthUnavailable = 94,
    /// `VIR_ERR_NO_SERVER`, since 1.3.3.
    NoServer = 95,
    /// `VIR_ERR_NO_CLIENT`, since 1.3.5.
    NoClient = 96,
    /// `VIR_ERR_AGENT_UNSYNCED`, since 2.3.0.
    AgentUnsynced = 97,
    /// `VIR_ERR_LIBSSH`, since 2.5.0.
    Libssh = 98,
    /// `VIR_ERR_DEVICE_MISSING`, since 4.1.0.
    DeviceMissing = 99,
    /// `VIR_ERR_INVALID_NWFILTER_BINDING`, since 4.5.0.
    InvalidNwfilterBinding = 100,
    /// `VIR_ERR_NO_NWFILTER_BINDING`, since 4.5.0.
    NoNwfilterBinding = 101,
    /// `VIR_ERR_INVALID_DOMAIN_CHECKPOINT`, since 5.2.0.
    InvalidDomainCheckpoint = 102,
    /// `VIR_ERR_NO_DOMAIN_CHECKPOINT`, since 5.2.0.
    NoDomainCheckpoint = 103,
    /// `VIR_ERR_NO_DOMAIN_BACKUP`, since 5.2.0.
    NoDomainBackup = 104,
    /// `VIR_ERR_INVALID_NETWORK_PORT`, since 5.5.0.
    InvalidNetworkPort = 105,
    /// `VIR_ERR_NETWORK_PORT_EXIST`, since 5.5.0.
    NetworkPortExist = 106,
    /// `VIR_ERR_NO_NETWORK_PORT`, since 5.5.0.
    NoNetworkPort = 107,
    /// `VIR_ERR_NO_HOSTNAME`, since 6.1.0.
    NoHostname = 108,
    /// `VIR_ERR_CHECKPOINT_INCONSISTENT`, since 6.10.0.
    CheckpointInconsistent = 109,
    /// `VIR_ERR_MULTIPLE_DOMAINS`, since 7.1.0.
    MultipleDomains = 110,
    /// `VIR_ERR_NO_NETWORK_METADATA`, since 9.7.0.
    NoNetworkMetadata = 111,
    /// `VIR_ERR_AGENT_COMMAND_TIMEOUT`, since 11.2.0.
    AgentCommandTimeout = 112,
    /// `VIR_ERR_AGENT_COMMAND_FAILED`, since 11.2.0.
    AgentCommandFailed = 113,
}

impl ErrorKind {
    /// The number that libvirt gives this kind.
    pub const fn as_raw(self) -> i32 {
        self as i32
    }

    /// The kind with libvirt's number `raw`, when this version knows it.
    pub const fn from_raw(raw: i32) -> Option<Self> {
        Some(match raw {
            0 => Self::Ok,
            1 => Self::InternalError,
            2 => Self::NoMemory,
            3 => Self::NoSupport,
            4 => Self::UnknownHost,
            5 => Self::NoConnect,
            6 => Self::InvalidConn,
            7 => Self::InvalidDomain,
            8 => Self::InvalidArg,
            9 => Self::OperationFailed,
            10 => Self::GetFailed,
            11 => Self::PostFailed,
            12 => Self::HttpError,
            13 => Self::SexprSerial,
            14 => Self::NoXen,
            15 => Self::XenCall,
            16 => Self::OsType,
            17 => Self::NoKernel,
            18 => Self::NoRoot,
            19 => Self::NoSource,
            20 => Self::NoTarget,
            21 => Self::NoName,
            22 => Self::NoOs,
            23 => Self::NoDevice,
            24 => Self::NoXenstore,
            25 => Self::DriverFull,
            26 => Self::CallFailed,
            27 => Self::XmlError,
            28 => Self::DomExist,
            29 => Self::OperationDenied,
            30 => Self::OpenFailed,
            31 => Self::ReadFailed,
            32 => Self::ParseFailed,
            33 => Self::ConfSyntax,
            34 => Self::WriteFailed,
            35 => Self::XmlDetail,
            36 => Self::InvalidNetwork,
            37 => Self::NetworkExist,
            38 => Self::SystemError,
            39 => Self::Rpc,
            40 => Self::GnutlsError,
            41 => Self::WarnNoNetwork,
            42 => Self::NoDomain,
            43 => Self::NoNetwork,
            44 => Self::InvalidMac,
            45 => Self::AuthFailed,
            46 => Self::InvalidStoragePool,
            47 => Self::InvalidStorageVol,
            48 => Self::WarnNoStorage,
            49 => Self::NoStoragePool,
            50 => Self::NoStorageVol,
            51 => Self::WarnNoNode,
            52 => Self::InvalidNodeDevice,
            53 => Self::NoNodeDevice,
            54 => Self::NoSecurityModel,
            55 => Self::OperationInvalid,
            56 => Self::WarnNoInterface,
            57 => Self::NoInterface,
            58 => Self::InvalidInterface,
            59 => Self::MultipleInterfaces,
            60 => Self::WarnNoNwfilter,
            61 => Self::InvalidNwfilter,
            62 => Self::NoNwfilter,
            63 => Self::BuildFirewall,
            64 => Self::WarnNoSecret,
            65 => Self::InvalidSecret,
            66 => Self::NoSecret,
            67 => Self::ConfigUnsupported,
            68 => Self::OperationTimeout,
            69 => Self::MigratePersistFailed,
            70 => Self::HookScriptFailed,
            71 => Self::InvalidDomainSnapshot,
            72 => Self::NoDomainSnapshot,
            73 => Self::InvalidStream,
            74 => Self::ArgumentUnsupported,
            75 => Self::StorageProbeFailed,
            76 => Self::StoragePoolBuilt,
            77 => Self::SnapshotRevertRisky,
            78 => Self::OperationAborted,
            79 => Self::AuthCancelled,
            80 => Self::NoDomainMetadata,
            81 => Self::MigrateUnsafe,
            82 => Self::Overflow,
            83 => Self::BlockCopyActive,
            84 => Self::OperationUnsupported,
            85 => Self::Ssh,
            86 => Self::AgentUnresponsive,
            87 => Self::ResourceBusy,
            88 => Self::AccessDenied,
            89 => Self::DbusService,
            90 => Self::StorageVolExist,
            91 => Self::CpuIncompatible,
            92 => Self::XmlInvalidSchema,
            93 => Self::MigrateFinishOk,
            94 => Self::AuthUnavailable,
            95 => Self::NoServer,
            96 => Self::NoClient,
            97 => Self::AgentUnsynced,
            98 => Self::Libssh,
            99 => Self::DeviceMissing,
            100 => Self::InvalidNwfilterBinding,
            101 => Self::NoNwfilterBinding,
            102 => Self::InvalidDomainCheckpoint,
            103 => Self::NoDomainCheckpoint,
            104 => Self::NoDomainBackup,
            105 => Self::InvalidNetworkPort,
            106 => Self::NetworkPortExist,
            107 => Self::NoNetworkPort,
            108 => Self::NoHostname,
            109 => Self::CheckpointInconsistent,
            110 => Self::MultipleDomains,
            111 => Self::NoNetworkMetadata,
            112 => Self::AgentCommandTimeout,
            113 => Self::AgentCommandFailed,
            _ => return None,
        })
    }

    /// The words of the kind for an error without a message.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ok => "no error",
            Self::InternalError => "internal error",
            Self::NoMemory => "out of memory",
            Self::NoSupport => "this function is not supported by the connection driver",
            Self::UnknownHost => "unknown host",
            Self::NoConnect => "no connection driver available",
            Self::InvalidConn => "invalid connection pointer in",
            Self::InvalidDomain => "invalid domain pointer in",
            Self::InvalidArg => "invalid argument",
            Self::OperationFailed => "operation failed",
            Self::GetFailed => "GET operation failed",
            Self::PostFailed => "POST operation failed",
            Self::HttpError => "got unknown HTTP error code",
            Self::SexprSerial => "failed to serialize S-Expr",
            Self::NoXen => "could not use Xen hypervisor entry",
            Self::XenCall => "failed Xen syscall",
            Self::OsType => "unknown OS type",
            Self::NoKernel => "missing kernel information",
            Self::NoRoot => "missing root device information",
            Self::NoSource => "missing source information for device",
            Self::NoTarget => "missing target information for device",
            Self::NoName => "missing name information",
            Self::NoOs => "missing operating system information",
            Self::NoDevice => "missing devices information",
            Self::NoXenstore => "could not connect to Xen Store",
            Self::DriverFull => "too many drivers registered",
            Self::CallFailed => "library call failed",
            Self::XmlError => "XML description is invalid or not well formed",
            Self::DomExist => "this domain exists already",
            Self::OperationDenied => "operation forbidden for read only access",
            Self::OpenFailed => "failed to open configuration file",
            Self::ReadFailed => "failed to read configuration file",
            Self::ParseFailed => "failed to parse configuration file",
            Self::ConfSyntax => "configuration file syntax error",
            Self::WriteFailed => "failed to write configuration file",
            Self::XmlDetail => "parser error",
            Self::InvalidNetwork => "invalid network pointer in",
            Self::NetworkExist => "this network exists already",
            Self::SystemError => "system call error",
            Self::Rpc => "RPC error",
            Self::GnutlsError => "GNUTLS call error",
            Self::WarnNoNetwork => "Failed to find the network",
            Self::NoDomain => "Domain not found",
            Self::NoNetwork => "Network not found",
            Self::InvalidMac => "invalid MAC address",
            Self::AuthFailed => "authentication failed",
            Self::InvalidStoragePool => "invalid storage pool pointer in",
            Self::InvalidStorageVol => "invalid storage volume pointer in",
            Self::WarnNoStorage => "Failed to find a storage driver",
            Self::NoStoragePool => "Storage pool not found",
            Self::NoStorageVol => "Storage volume not found",
            Self::WarnNoNode => "Failed to find a node driver",
            Self::InvalidNodeDevice => "invalid node device pointer",
            Self::NoNodeDevice => "Node device not found",
            Self::NoSecurityModel => "Security model not found",
            Self::OperationInvalid => "Requested operation is not valid",
            Self::WarnNoInterface => "Failed to find the interface",
            Self::NoInterface => "Interface not found",
            Self::InvalidInterface => "invalid interface pointer in",
            Self::MultipleInterfaces => "multiple matching interfaces found",
            Self::WarnNoNwfilter => "Failed to start the nwfilter driver",
            Self::InvalidNwfilter => "Invalid network filter",
            Self::NoNwfilter => "Network filter not found",
            Self::BuildFirewall => "Error while building firewall",
            Self::WarnNoSecret => "Failed to find a secret storage driver",
            Self::InvalidSecret => "Invalid secret",
            Self::NoSecret => "Secret not found",
            Self::ConfigUnsupported => "unsupported configuration",
            Self::OperationTimeout => "Timed out during operation",
            Self::MigratePersistFailed => "Failed to make domain persistent after migration",
            Self::HookScriptFailed => "Hook script execution failed",
            Self::InvalidDomainSnapshot => "Invalid domain snapshot",
            Self::NoDomainSnapshot => "Domain snapshot not found",
            Self::InvalidStream => "invalid stream pointer",
            Self::ArgumentUnsupported => "argument unsupported",
            Self::StorageProbeFailed => "Storage pool probe failed",
            Self::StoragePoolBuilt => "Storage pool already built",
            Self::SnapshotRevertRisky => "revert requires force",
            Self::OperationAborted => "operation aborted",
            Self::AuthCancelled => "authentication cancelled",
            Self::NoDomainMetadata => "metadata not found",
            Self::MigrateUnsafe => "Unsafe migration",
            Self::Overflow => "numerical overflow",
            Self::BlockCopyActive => "block copy still active",
            Self::OperationUnsupported => "Operation not supported",
            Self::Ssh => "SSH transport error",
            Self::AgentUnresponsive => "Guest agent is not responding",
            Self::ResourceBusy => "resource busy",
            Self::AccessDenied => "access denied",
            Self::DbusService => "error from service",
            Self::StorageVolExist => "this storage volume exists already",
            Self::CpuIncompatible => "the CPU is incompatible with host CPU",
            Self::XmlInvalidSchema => "XML document failed to validate against schema",
            Self::MigrateFinishOk => "migration successfully aborted",
            Self::AuthUnavailable => "authentication unavailable",
            Self::NoServer => "Server not found",
            Self::NoClient => "Client not found",
            Self::AgentUnsynced => "guest agent replied with wrong id to guest-sync command",
            Self::Libssh => "libssh transport error",
            Self::DeviceMissing => "device not found",
            Self::InvalidNwfilterBinding => "Invalid network filter binding",
            Self::NoNwfilterBinding => "Network filter binding not found",
            Self::InvalidDomainCheckpoint => "Invalid domain checkpoint",
            Self::NoDomainCheckpoint => "Domain checkpoint not found",
            Self::NoDomainBackup => "Domain backup job id not found",
            Self::InvalidNetworkPort => "Invalid network port pointer",
            Self::NetworkPortExist => "this network port exists already",
            Self::NoNetworkPort => "network port not found",
            Self::NoHostname => "no hostname found",
            Self::CheckpointInconsistent => "checkpoint inconsistent",
            Self::MultipleDomains => "multiple matching domains found",
            Self::NoNetworkMetadata => "metadata not found",
            Self::AgentCommandTimeout => "guest agent command timed out",
            Self::AgentCommandFailed => "guest agent command failed",
        }
    }

    /// The words before and after the message of an error of this kind.
    pub const fn words_around(self) -> (&'static str, &'static str) {
        match self {
            Self::Ok => ("", ""),
            Self::InternalError => ("internal error: ", ""),
            Self::NoMemory => ("out of memory: ", ""),
            Self::NoSupport => ("this function is not supported by the connection driver: ", ""),
            Self::UnknownHost => ("unknown host ", ""),
            Self::NoConnect => ("no connection driver available for ", ""),
            Self::InvalidConn => ("invalid connection pointer in ", ""),
            Self::InvalidDomain => ("invalid domain pointer in ", ""),
            Self::InvalidArg => ("invalid argument: ", ""),
            Self::OperationFailed => ("operation failed: ", ""),
            Self::GetFailed => ("GET operation failed: ", ""),
            Self::PostFailed => ("POST operation failed: ", ""),
            Self::HttpError => ("got unknown HTTP error code ", ""),
            Self::SexprSerial => ("failed to serialize S-Expr: ", ""),
            Self::NoXen => ("could not use Xen hypervisor entry ", ""),
            Self::XenCall => ("failed Xen syscall ", ""),
            Self::OsType => ("unknown OS type ", ""),
            Self::NoKernel => ("missing kernel information: ", ""),
            Self::NoRoot => ("missing root device information in ", ""),
            Self::NoSource => ("missing source information for device ", ""),
            Self::NoTarget => ("missing target information for device ", ""),
            Self::NoName => ("missing name information in ", ""),
            Self::NoOs => ("missing operating system information for ", ""),
            Self::NoDevice => ("missing devices information for ", ""),
            Self::NoXenstore => ("could not connect to Xen Store ", ""),
            Self::DriverFull => ("too many drivers registered in ", ""),
            Self::CallFailed => ("library call failed: ", ""),
            Self::XmlError => ("XML error: ", ""),
            Self::DomExist => ("domain ", " exists already"),
            Self::OperationDenied => ("operation forbidden: ", ""),
            Self::OpenFailed => ("failed to open configuration file ", ""),
            Self::ReadFailed => ("failed to read configuration file ", ""),
            Self::ParseFailed => ("failed to parse configuration file ", ""),
            Self::ConfSyntax => ("configuration file syntax error: ", ""),
            Self::WriteFailed => ("failed to write configuration file: ", ""),
            Self::XmlDetail => ("", ""),
            Self::InvalidNetwork => ("invalid network pointer in ", ""),
            Self::NetworkExist => ("network ", " exists already"),
            Self::SystemError => ("", ""),
            Self::Rpc => ("", ""),
            Self::GnutlsError => ("", ""),
            Self::WarnNoNetwork => ("Failed to find the network: ", ""),
            Self::NoDomain => ("Domain not found: ", ""),
            Self::NoNetwork => ("Network not found: ", ""),
            Self::InvalidMac => ("invalid MAC address: ", ""),
            Self::AuthFailed => ("authentication failed: ", ""),
            Self::InvalidStoragePool => ("invalid storage pool pointer in ", ""),
            Self::InvalidStorageVol => ("invalid storage volume pointer in ", ""),
            Self::WarnNoStorage => ("Failed to find a storage driver: ", ""),
            Self::NoStoragePool => ("Storage pool not found: ", ""),
            Self::NoStorageVol => ("Storage volume not found: ", ""),
            Self::WarnNoNode => ("Failed to find a node driver: ", ""),
            Self::InvalidNodeDevice => ("invalid node device pointer in ", ""),
            Self::NoNodeDevice => ("Node device not found: ", ""),
            Self::NoSecurityModel => ("Security model not found: ", ""),
            Self::OperationInvalid => ("Requested operation is not valid: ", ""),
            Self::WarnNoInterface => ("Failed to find the interface: ", ""),
            Self::NoInterface => ("Interface not found: ", ""),
            Self::InvalidInterface => ("invalid interface pointer in ", ""),
            Self::MultipleInterfaces => ("multiple matching interfaces found: ", ""),
            Self::WarnNoNwfilter => ("Failed to start the nwfilter driver: ", ""),
            Self::InvalidNwfilter => ("Invalid network filter: ", ""),
            Self::NoNwfilter => ("Network filter not found: ", ""),
            Self::BuildFirewall => ("Error while building firewall: ", ""),
            Self::WarnNoSecret => ("Failed to find a secret storage driver: ", ""),
            Self::InvalidSecret => ("Invalid secret: ", ""),
            Self::NoSecret => ("Secret not found: ", ""),
            Self::ConfigUnsupported => ("unsupported configuration: ", ""),
            Self::OperationTimeout => ("Timed out during operation: ", ""),
            Self::MigratePersistFailed => {
                ("Failed to make domain persistent after migration: ", "")
            }
            Self::HookScriptFailed => ("Hook script execution failed: ", ""),
            Self::InvalidDomainSnapshot => ("Invalid domain snapshot: ", ""),
            Self::NoDomainSnapshot => ("Domain snapshot not found: ", ""),
            Self::InvalidStream => ("invalid stream pointer in ", ""),
            Self::ArgumentUnsupported => ("argument unsupported: ", ""),
            Self::StorageProbeFailed => ("Storage pool probe failed: ", ""),
            Self::StoragePoolBuilt => ("Storage pool already built: ", ""),
            Self::SnapshotRevertRisky => ("revert requires force: ", ""),
            Self::OperationAborted => ("operation aborted: ", ""),
            Self::AuthCancelled => ("authentication cancelled: ", ""),
            Self::NoDomainMetadata => ("metadata not found: ", ""),
            Self::MigrateUnsafe => ("Unsafe migration: ", ""),
            Self::Overflow => ("numerical overflow: ", ""),
            Self::BlockCopyActive => ("block copy still active: ", ""),
            Self::OperationUnsupported => ("Operation not supported: ", ""),
            Self::Ssh => ("SSH transport error: ", ""),
            Self::AgentUnresponsive => ("Guest agent is not responding: ", ""),
            Self::ResourceBusy => ("resource busy: ", ""),
            Self::AccessDenied => ("access denied: ", ""),
            Self::DbusService => ("error from service: ", ""),
            Self::StorageVolExist => ("storage volume ", " exists already"),
            Self::CpuIncompatible => ("the CPU is incompatible with host CPU: ", ""),
            Self::XmlInvalidSchema => ("XML document failed to validate against schema: ", ""),
            Self::MigrateFinishOk => ("migration successfully aborted: ", ""),
            Self::AuthUnavailable => ("authentication unavailable: ", ""),
            Self::NoServer => ("Server not found: ", ""),
            Self::NoClient => ("Client not found: ", ""),
            Self::AgentUnsynced => {
                ("guest agent replied with wrong id to guest-sync command: ", "")
            }
            Self::Libssh => ("libssh transport error: ", ""),
            Self::DeviceMissing => ("device not found: ", ""),
            Self::InvalidNwfilterBinding => ("Invalid network filter binding: ", ""),
            Self::NoNwfilterBinding => ("Network filter binding not found: ", ""),
            Self::InvalidDomainCheckpoint => ("Invalid domain checkpoint: ", ""),
            Self::NoDomainCheckpoint => ("Domain checkpoint not found: ", ""),
            Self::NoDomainBackup => ("Domain backup job id not found: ", ""),
            Self::InvalidNetworkPort => ("Invalid network port pointer: ", ""),
            Self::NetworkPortExist => ("network port ", " exists already"),
            Self::NoNetworkPort => ("network port not found: ", ""),
            Self::NoHostname => ("no hostname found: ", ""),
            Self::CheckpointInconsistent => ("checkpoint inconsistent: ", ""),
            Self::MultipleDomains => ("multiple matching domains found: ", ""),
            Self::NoNetworkMetadata => ("metadata not found: ", ""),
            Self::AgentCommandTimeout => ("guest agent command timed out: ", ""),
            Self::AgentCommandFailed => ("guest agent command failed: ", ""),
        }
    }
}
