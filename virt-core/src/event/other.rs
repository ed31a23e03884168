//! Events of everything but domains: networks, storage pools, host devices and secrets.

use crate::api::network::{NetworkEventId, NetworkEventLifecycleType, NetworkMetadataType};
use crate::api::nodedev::{NodeDeviceEventId, NodeDeviceEventLifecycleType};
use crate::api::secret::{SecretEventId, SecretEventLifecycleType};
use crate::api::storage::{StoragePoolEventId, StoragePoolEventLifecycleType};
use crate::object::{DomainRef, NetworkRef, NodeDeviceRef, SecretRef, StoragePoolRef};

/// Something that happened to a virtual network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkEvent {
    /// The network.
    pub network: NetworkRef,
    /// What happened.
    pub kind: NetworkEventKind,
}

/// What happened to a virtual network.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NetworkEventKind {
    /// The network was defined, started, stopped or undefined.
    Lifecycle(NetworkEventLifecycleType),
    /// The title, the description or an element of `<metadata>` changed.
    MetadataChange {
        /// Which of the three.
        kind: NetworkMetadataType,
        /// The namespace of the element.
        namespace: Option<String>,
    },
}

/// Something that happened to a storage pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoragePoolEvent {
    /// The pool.
    pub pool: StoragePoolRef,
    /// What happened.
    pub kind: StoragePoolEventKind,
}

/// What happened to a storage pool.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoragePoolEventKind {
    /// The pool was defined, built, started, stopped and so on.
    Lifecycle(StoragePoolEventLifecycleType),
    /// The list of its volumes was read again.
    Refresh,
}

/// Something that happened to a device of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeDeviceEvent {
    /// The device.
    pub device: NodeDeviceRef,
    /// What happened.
    pub kind: NodeDeviceEventKind,
}

/// What happened to a device of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NodeDeviceEventKind {
    /// The device came, went, or its definition did.
    Lifecycle(NodeDeviceEventLifecycleType),
    /// Its description changed.
    Update,
}

/// Something that happened to a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretEvent {
    /// The secret.
    pub secret: SecretRef,
    /// What happened.
    pub kind: SecretEventKind,
}

/// What happened to a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretEventKind {
    /// The secret was defined or undefined.
    Lifecycle(SecretEventLifecycleType),
    /// It got another value.
    ValueChanged,
}

/// An event of QEMU's monitor, passed on as QEMU sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QemuMonitorEvent {
    /// The domain whose QEMU sent it.
    pub domain: DomainRef,
    /// QEMU's name of the event, for example `SHUTDOWN`.
    pub name: String,
    /// When QEMU sent it: seconds since 1970.
    pub seconds: i64,
    /// When QEMU sent it: the microseconds of the second.
    pub micros: u32,
    /// The event's data, as JSON.
    pub details: Option<String>,
}

macro_rules! ids {
    ($($kind:ident -> $id:ident { $($pattern:pat => $variant:ident,)* })*) => {
        $(impl $kind {
            /// The number under which libvirt reports this.
            pub fn id(&self) -> $id {
                match self {
                    $($pattern => $id::$variant,)*
                }
            }
        })*
    };
}

ids! {
    NetworkEventKind -> NetworkEventId {
        NetworkEventKind::Lifecycle(_) => Lifecycle,
        NetworkEventKind::MetadataChange { .. } => MetadataChange,
    }
    StoragePoolEventKind -> StoragePoolEventId {
        StoragePoolEventKind::Lifecycle(_) => Lifecycle,
        StoragePoolEventKind::Refresh => Refresh,
    }
    NodeDeviceEventKind -> NodeDeviceEventId {
        NodeDeviceEventKind::Lifecycle(_) => Lifecycle,
        NodeDeviceEventKind::Update => Update,
    }
    SecretEventKind -> SecretEventId {
        SecretEventKind::Lifecycle(_) => Lifecycle,
        SecretEventKind::ValueChanged => ValueChanged,
    }
}
