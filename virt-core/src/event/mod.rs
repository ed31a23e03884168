//! Events as values: what happened to a domain, a network, a storage pool, a host device or a
//! secret, from the driver that saw it to everyone who wants to know.
//!
//! A driver publishes into its [`EventHub`]; a subscriber reads its [`EventQueue`].

mod display;
mod domain;
mod filter;
mod hub;
mod lifecycle;
mod names;
mod other;
mod queue;
mod registration;
#[cfg(feature = "stream")]
mod stream;

pub use domain::{
    DomainEvent, DomainEventKind, Graphics, GraphicsAddress, GraphicsIdentity, IoError,
};
pub use filter::{EventFilter, EventId, MonitorSelection, Selection};
pub use hub::EventHub;
pub use lifecycle::DomainLifecycle;
pub use other::{
    NetworkEvent, NetworkEventKind, NodeDeviceEvent, NodeDeviceEventKind, QemuMonitorEvent,
    SecretEvent, SecretEventKind, StoragePoolEvent, StoragePoolEventKind,
};
pub use queue::{EventQueue, EventSender, Iter};
pub use registration::EventRegistration;

use crate::api::common::ConnectCloseReason;

/// Something that happened.
///
/// The `Display` form is what virsh's event commands print, without the line's end.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// It happened to a domain.
    Domain(DomainEvent),
    /// It happened to a virtual network.
    Network(NetworkEvent),
    /// It happened to a storage pool.
    StoragePool(StoragePoolEvent),
    /// It happened to a device of the host.
    NodeDevice(NodeDeviceEvent),
    /// It happened to a secret.
    Secret(SecretEvent),
    /// A domain's QEMU said something on its monitor.
    QemuMonitor(QemuMonitorEvent),
    /// The connection is closed; nothing more comes from it.
    Closed(ConnectCloseReason),
    /// At this place that many events are missing, because the subscriber or somebody on the way
    /// fell behind. Look at the state of what you watch again.
    Lost(u64),
}

macro_rules! from {
    ($($variant:ident($event:ident),)*) => {
        $(impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Event::$variant(event)
            }
        })*
    };
}

from! {
    Domain(DomainEvent),
    Network(NetworkEvent),
    StoragePool(StoragePoolEvent),
    NodeDevice(NodeDeviceEvent),
    Secret(SecretEvent),
    QemuMonitor(QemuMonitorEvent),
}
