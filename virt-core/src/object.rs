//! How calls and events name an object: plain values that hold what a caller knows of it.
//!
//! A reference is not a handle: it owns nothing, costs a clone of its strings, and stays valid as
//! a value after its object is gone. A driver looks an object up by the *key* that each type
//! names; the other fields are what was true when the reference was made.

use std::fmt;

use uuid::Uuid;

use crate::api::secret::SecretUsageType;

/// Names a domain. The key is `uuid`.
///
/// ```
/// use virt_core::object::DomainRef;
///
/// let uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f".parse().unwrap();
/// let domain = DomainRef::new("test", uuid).with_id(1);
/// assert_eq!(domain.to_string(), "test");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DomainRef {
    /// The name, unique on its host.
    pub name: String,
    /// The UUID: the key.
    pub uuid: Uuid,
    /// The id that a running domain has until it stops; none while it is shut off.
    pub id: Option<u32>,
}

impl DomainRef {
    /// Names a domain that is shut off.
    pub fn new(name: impl Into<String>, uuid: Uuid) -> Self {
        DomainRef { name: name.into(), uuid, id: None }
    }

    /// Adds the id of the running domain.
    #[must_use]
    pub fn with_id(mut self, id: u32) -> Self {
        self.id = Some(id);
        self
    }
}

/// Names a virtual network. The key is `uuid`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NetworkRef {
    /// The name, unique on its host.
    pub name: String,
    /// The UUID: the key.
    pub uuid: Uuid,
}

impl NetworkRef {
    /// Names a network.
    pub fn new(name: impl Into<String>, uuid: Uuid) -> Self {
        NetworkRef { name: name.into(), uuid }
    }
}

/// Names a port of a virtual network: one plug in its switch. The key is `network` and `uuid`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NetworkPortRef {
    /// The network that the port belongs to.
    pub network: NetworkRef,
    /// The port's own UUID.
    pub uuid: Uuid,
}

impl NetworkPortRef {
    /// Names a port of `network`.
    pub fn new(network: NetworkRef, uuid: Uuid) -> Self {
        NetworkPortRef { network, uuid }
    }
}

/// Names a network interface of the host. The key is `name`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InterfaceRef {
    /// The name, for example `eth0`.
    pub name: String,
    /// The MAC address as text; empty for an interface that has none.
    pub mac: String,
}

impl InterfaceRef {
    /// Names an interface.
    pub fn new(name: impl Into<String>, mac: impl Into<String>) -> Self {
        InterfaceRef { name: name.into(), mac: mac.into() }
    }
}

/// Names a storage pool. The key is `uuid`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StoragePoolRef {
    /// The name, unique on its host.
    pub name: String,
    /// The UUID: the key.
    pub uuid: Uuid,
}

impl StoragePoolRef {
    /// Names a pool.
    pub fn new(name: impl Into<String>, uuid: Uuid) -> Self {
        StoragePoolRef { name: name.into(), uuid }
    }
}

/// Names a volume of a storage pool. The key is `pool` and `name`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StorageVolumeRef {
    /// The name of the pool.
    pub pool: String,
    /// The name, unique in its pool.
    pub name: String,
    /// The key, unique on the host: often the path.
    pub key: String,
}

impl StorageVolumeRef {
    /// Names a volume of `pool`.
    pub fn new(pool: impl Into<String>, name: impl Into<String>, key: impl Into<String>) -> Self {
        StorageVolumeRef { pool: pool.into(), name: name.into(), key: key.into() }
    }
}

/// Names a device of the host. The key is `name`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NodeDeviceRef {
    /// The name, for example `pci_0000_00_02_0`.
    pub name: String,
}

impl NodeDeviceRef {
    /// Names a device.
    pub fn new(name: impl Into<String>) -> Self {
        NodeDeviceRef { name: name.into() }
    }
}

/// Names a secret. The key is `uuid`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretRef {
    /// The UUID: the key.
    pub uuid: Uuid,
    /// What the secret is for.
    pub usage_type: SecretUsageType,
    /// Which volume, pool, TLS key or TPM it is for; empty when it is for none.
    pub usage_id: String,
}

impl SecretRef {
    /// Names a secret.
    pub fn new(uuid: Uuid, usage_type: SecretUsageType, usage_id: impl Into<String>) -> Self {
        SecretRef { uuid, usage_type, usage_id: usage_id.into() }
    }
}

/// Names a network filter. The key is `uuid`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FilterRef {
    /// The name, unique on its host.
    pub name: String,
    /// The UUID: the key.
    pub uuid: Uuid,
}

impl FilterRef {
    /// Names a filter.
    pub fn new(name: impl Into<String>, uuid: Uuid) -> Self {
        FilterRef { name: name.into(), uuid }
    }
}

/// Names the binding of a network filter to a port. The key is `port_device`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FilterBindingRef {
    /// The host's network device that is filtered, for example `vnet0`.
    pub port_device: String,
    /// The name of the filter.
    pub filter: String,
}

impl FilterBindingRef {
    /// Names the binding of `filter` to `port_device`.
    pub fn new(port_device: impl Into<String>, filter: impl Into<String>) -> Self {
        FilterBindingRef { port_device: port_device.into(), filter: filter.into() }
    }
}

/// Names a snapshot of a domain. The key is `domain` and `name`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SnapshotRef {
    /// The domain that the snapshot is of.
    pub domain: DomainRef,
    /// The name, unique among the domain's snapshots.
    pub name: String,
}

impl SnapshotRef {
    /// Names a snapshot of `domain`.
    pub fn new(domain: DomainRef, name: impl Into<String>) -> Self {
        SnapshotRef { domain, name: name.into() }
    }
}

/// Names a checkpoint of a domain. The key is `domain` and `name`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CheckpointRef {
    /// The domain that the checkpoint is of.
    pub domain: DomainRef,
    /// The name, unique among the domain's checkpoints.
    pub name: String,
}

impl CheckpointRef {
    /// Names a checkpoint of `domain`.
    pub fn new(domain: DomainRef, name: impl Into<String>) -> Self {
        CheckpointRef { domain, name: name.into() }
    }
}

/// Prints the field that people call the object by.
macro_rules! display_as {
    ($($name:ident . $field:ident),* $(,)?) => {
        $(impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.$field, f)
            }
        })*
    };
}

display_as! {
    DomainRef.name,
    NetworkRef.name,
    NetworkPortRef.uuid,
    InterfaceRef.name,
    StoragePoolRef.name,
    StorageVolumeRef.name,
    NodeDeviceRef.name,
    SecretRef.uuid,
    FilterRef.name,
    FilterBindingRef.port_device,
    SnapshotRef.name,
    CheckpointRef.name,
}
