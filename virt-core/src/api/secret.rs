//! Enumerations, flags and parameter names of libvirt's secret API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virConnectListAllSecretsFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectListAllSecretsFlags: u32 {
        /// `VIR_CONNECT_LIST_SECRETS_EPHEMERAL`, since 0.10.2.
        const EPHEMERAL = 1 << 0;
        /// `VIR_CONNECT_LIST_SECRETS_NO_EPHEMERAL`, since 0.10.2.
        const NO_EPHEMERAL = 1 << 1;
        /// `VIR_CONNECT_LIST_SECRETS_PRIVATE`, since 0.10.2.
        const PRIVATE = 1 << 2;
        /// `VIR_CONNECT_LIST_SECRETS_NO_PRIVATE`, since 0.10.2.
        const NO_PRIVATE = 1 << 3;
    }
}

bitflags! {
    /// libvirt's `virSecretDefineFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct SecretDefineFlags: u32 {
        /// `VIR_SECRET_DEFINE_VALIDATE`, since 7.7.0.
        const VALIDATE = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virSecretEventID`.
    pub enum SecretEventId {
        /// `VIR_SECRET_EVENT_ID_LIFECYCLE`, since 3.0.0.
        Lifecycle = 0,
        /// `VIR_SECRET_EVENT_ID_VALUE_CHANGED`, since 3.0.0.
        ValueChanged = 1,
    }
}

enumeration! {
    /// libvirt's `virSecretEventLifecycleType`.
    pub enum SecretEventLifecycleType {
        /// `VIR_SECRET_EVENT_DEFINED`, since 3.0.0.
        Defined = 0,
        /// `VIR_SECRET_EVENT_UNDEFINED`, since 3.0.0.
        Undefined = 1,
    }
}

enumeration! {
    /// libvirt's `virSecretUsageType`.
    pub enum SecretUsageType {
        /// `VIR_SECRET_USAGE_TYPE_NONE`, since 0.7.1.
        None = 0,
        /// `VIR_SECRET_USAGE_TYPE_VOLUME`, since 0.7.1.
        Volume = 1,
        /// `VIR_SECRET_USAGE_TYPE_CEPH`, since 0.9.7.
        Ceph = 2,
        /// `VIR_SECRET_USAGE_TYPE_ISCSI`, since 1.0.4.
        Iscsi = 3,
        /// `VIR_SECRET_USAGE_TYPE_TLS`, since 2.3.0.
        Tls = 4,
        /// `VIR_SECRET_USAGE_TYPE_VTPM`, since 5.6.0.
        Vtpm = 5,
    }
}
