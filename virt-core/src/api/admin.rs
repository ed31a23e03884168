//! Enumerations, flags and parameter names of libvirt's admin API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virAdmConnectDaemonShutdownFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct AdmConnectDaemonShutdownFlags: u32 {
        /// `VIR_DAEMON_SHUTDOWN_PRESERVE`, since 11.2.0.
        const DAEMON_SHUTDOWN_PRESERVE = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virClientTransport`.
    pub enum ClientTransport {
        /// `VIR_CLIENT_TRANS_UNIX`, since 2.0.0.
        Unix = 0,
        /// `VIR_CLIENT_TRANS_TCP`, since 2.0.0.
        Tcp = 1,
        /// `VIR_CLIENT_TRANS_TLS`, since 2.0.0.
        Tls = 2,
    }
}

/// `VIR_CLIENT_INFO_READONLY`, since 2.0.0.
pub const CLIENT_INFO_READONLY: &str = "readonly";

/// `VIR_CLIENT_INFO_SASL_USER_NAME`, since 2.0.0.
pub const CLIENT_INFO_SASL_USER_NAME: &str = "sasl_user_name";

/// `VIR_CLIENT_INFO_SELINUX_CONTEXT`, since 2.0.0.
pub const CLIENT_INFO_SELINUX_CONTEXT: &str = "selinux_context";

/// `VIR_CLIENT_INFO_SOCKET_ADDR`, since 2.0.0.
pub const CLIENT_INFO_SOCKET_ADDR: &str = "sock_addr";

/// `VIR_CLIENT_INFO_UNIX_GROUP_ID`, since 2.0.0.
pub const CLIENT_INFO_UNIX_GROUP_ID: &str = "unix_group_id";

/// `VIR_CLIENT_INFO_UNIX_GROUP_NAME`, since 2.0.0.
pub const CLIENT_INFO_UNIX_GROUP_NAME: &str = "unix_group_name";

/// `VIR_CLIENT_INFO_UNIX_PROCESS_ID`, since 2.0.0.
pub const CLIENT_INFO_UNIX_PROCESS_ID: &str = "unix_process_id";

/// `VIR_CLIENT_INFO_UNIX_USER_ID`, since 2.0.0.
pub const CLIENT_INFO_UNIX_USER_ID: &str = "unix_user_id";

/// `VIR_CLIENT_INFO_UNIX_USER_NAME`, since 2.0.0.
pub const CLIENT_INFO_UNIX_USER_NAME: &str = "unix_user_name";

/// `VIR_CLIENT_INFO_X509_DISTINGUISHED_NAME`, since 2.0.0.
pub const CLIENT_INFO_X509_DISTINGUISHED_NAME: &str = "tls_x509_dname";

/// `VIR_SERVER_CLIENTS_CURRENT`, since 2.0.0.
pub const SERVER_CLIENTS_CURRENT: &str = "nclients";

/// `VIR_SERVER_CLIENTS_MAX`, since 2.0.0.
pub const SERVER_CLIENTS_MAX: &str = "nclients_max";

/// `VIR_SERVER_CLIENTS_UNAUTH_CURRENT`, since 2.0.0.
pub const SERVER_CLIENTS_UNAUTH_CURRENT: &str = "nclients_unauth";

/// `VIR_SERVER_CLIENTS_UNAUTH_MAX`, since 2.0.0.
pub const SERVER_CLIENTS_UNAUTH_MAX: &str = "nclients_unauth_max";

/// `VIR_THREADPOOL_JOB_QUEUE_DEPTH`, since 2.0.0.
pub const THREADPOOL_JOB_QUEUE_DEPTH: &str = "jobQueueDepth";

/// `VIR_THREADPOOL_WORKERS_CURRENT`, since 2.0.0.
pub const THREADPOOL_WORKERS_CURRENT: &str = "nWorkers";

/// `VIR_THREADPOOL_WORKERS_FREE`, since 2.0.0.
pub const THREADPOOL_WORKERS_FREE: &str = "freeWorkers";

/// `VIR_THREADPOOL_WORKERS_MAX`, since 2.0.0.
pub const THREADPOOL_WORKERS_MAX: &str = "maxWorkers";

/// `VIR_THREADPOOL_WORKERS_MIN`, since 2.0.0.
pub const THREADPOOL_WORKERS_MIN: &str = "minWorkers";

/// `VIR_THREADPOOL_WORKERS_PRIORITY`, since 2.0.0.
pub const THREADPOOL_WORKERS_PRIORITY: &str = "prioWorkers";
