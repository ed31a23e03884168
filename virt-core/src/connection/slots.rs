//! The drivers of one connection.

use std::fmt;
use std::sync::Arc;

use crate::driver::Driver;
use crate::driver::domain::DomainDriver;
use crate::driver::filter::FilterDriver;
use crate::driver::interface::InterfaceDriver;
use crate::driver::network::NetworkDriver;
use crate::driver::node::NodeDriver;
use crate::driver::node_device::NodeDeviceDriver;
use crate::driver::secret::SecretDriver;
use crate::driver::storage::StorageDriver;
use crate::registry::SlotKind;
use crate::{Error, ErrorKind, Result};

/// The drivers of one connection, one a kind of object.
///
/// A hypervisor driver fills the slots that it serves itself; service drivers get the others. A
/// driver lets go of what it keeps for the connection when its values here are dropped.
#[doc(alias = "connectClose")]
#[derive(Clone, Default)]
pub struct Slots {
    /// Virtual machines.
    pub domains: Option<Arc<dyn DomainDriver>>,
    /// The host itself.
    pub node: Option<Arc<dyn NodeDriver>>,
    /// Virtual networks.
    pub networks: Option<Arc<dyn NetworkDriver>>,
    /// Network interfaces of the host.
    pub interfaces: Option<Arc<dyn InterfaceDriver>>,
    /// Storage pools and volumes.
    pub storage: Option<Arc<dyn StorageDriver>>,
    /// Devices of the host.
    pub node_devices: Option<Arc<dyn NodeDeviceDriver>>,
    /// Secrets.
    pub secrets: Option<Arc<dyn SecretDriver>>,
    /// Network filters.
    pub filters: Option<Arc<dyn FilterDriver>>,
}

/// Declares how a slot is read, and how it appears in `Debug`.
macro_rules! slot_accessors {
    ($($field:ident: $driver:ident, $what:literal;)*) => {
        impl Slots {
            $(
                #[doc = concat!("The driver of ", $what, ".")]
                ///
                /// # Errors
                ///
                /// [`ErrorKind::NoSupport`] when the connection has none.
                pub fn $field(&self) -> Result<&Arc<dyn $driver>> {
                    self.$field.as_ref().ok_or_else(|| absent($what))
                }
            )*
        }

        impl fmt::Debug for Slots {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("Slots")
                    $(.field(stringify!($field), &self.$field.as_ref().map(|d| Driver::name(&**d))))*
                    .finish()
            }
        }
    };
}

slot_accessors! {
    domains: DomainDriver, "virtual machines";
    node: NodeDriver, "the host";
    networks: NetworkDriver, "virtual networks";
    interfaces: InterfaceDriver, "network interfaces of the host";
    storage: StorageDriver, "storage pools";
    node_devices: NodeDeviceDriver, "devices of the host";
    secrets: SecretDriver, "secrets";
    filters: FilterDriver, "network filters";
}

fn absent(what: &str) -> Error {
    Error::new(ErrorKind::NoSupport, format!("no driver of this connection serves {what}"))
}

impl Slots {
    /// Whether the slot of `kind` has a driver.
    pub fn is_filled(&self, kind: SlotKind) -> bool {
        match kind {
            SlotKind::Network => self.networks.is_some(),
            SlotKind::Interface => self.interfaces.is_some(),
            SlotKind::Storage => self.storage.is_some(),
            SlotKind::NodeDevice => self.node_devices.is_some(),
            SlotKind::Secret => self.secrets.is_some(),
            SlotKind::Filter => self.filters.is_some(),
        }
    }

    /// Takes the driver for the slot of `kind`, and no other, out of `offer`.
    pub(super) fn fill(&mut self, kind: SlotKind, offer: Slots) {
        match kind {
            SlotKind::Network => self.networks = offer.networks,
            SlotKind::Interface => self.interfaces = offer.interfaces,
            SlotKind::Storage => self.storage = offer.storage,
            SlotKind::NodeDevice => self.node_devices = offer.node_devices,
            SlotKind::Secret => self.secrets = offer.secrets,
            SlotKind::Filter => self.filters = offer.filters,
        }
    }
}
