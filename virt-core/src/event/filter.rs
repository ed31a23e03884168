//! Which events a subscriber wants.

use std::fmt;

use super::{Event, QemuMonitorEvent};
use crate::api::domain::DomainEventId;
use crate::api::network::NetworkEventId;
use crate::api::nodedev::NodeDeviceEventId;
use crate::api::secret::SecretEventId;
use crate::api::storage::StoragePoolEventId;
use crate::object::{DomainRef, NetworkRef, NodeDeviceRef, SecretRef, StoragePoolRef};

/// Chooses events by kind of object, by kind of event, and by object.
///
/// [`Event::Lost`] and [`Event::Closed`] concern the subscription itself and pass every filter.
///
/// ```
/// use virt_core::api::domain::DomainEventId;
/// use virt_core::event::{EventFilter, Selection};
///
/// let everything = EventFilter::all();
/// let life_of_domains =
///     EventFilter::none().domains(Selection::all().only([DomainEventId::Lifecycle]));
/// let pools_and_secrets =
///     EventFilter::none().storage_pools(Selection::all()).secrets(Selection::all());
/// # let _ = (everything, life_of_domains, pools_and_secrets);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventFilter {
    domains: Option<Selection<DomainEventId, DomainRef>>,
    networks: Option<Selection<NetworkEventId, NetworkRef>>,
    storage_pools: Option<Selection<StoragePoolEventId, StoragePoolRef>>,
    node_devices: Option<Selection<NodeDeviceEventId, NodeDeviceRef>>,
    secrets: Option<Selection<SecretEventId, SecretRef>>,
    qemu_monitor: Option<MonitorSelection>,
}

impl EventFilter {
    /// Chooses nothing; the start of a chain.
    pub fn none() -> Self {
        EventFilter::default()
    }

    /// Chooses everything but the raw events of QEMU's monitor.
    pub fn all() -> Self {
        EventFilter::none()
            .domains(Selection::all())
            .networks(Selection::all())
            .storage_pools(Selection::all())
            .node_devices(Selection::all())
            .secrets(Selection::all())
    }

    /// Chooses raw events of QEMU's monitor.
    #[must_use]
    pub fn qemu_monitor(mut self, selection: MonitorSelection) -> Self {
        self.qemu_monitor = Some(selection);
        self
    }

    /// Which raw events of QEMU's monitor are wanted, if any.
    pub fn wanted_qemu_monitor(&self) -> Option<&MonitorSelection> {
        self.qemu_monitor.as_ref()
    }

    /// Whether `event` is wanted.
    pub fn matches(&self, event: &Event) -> bool {
        match event {
            Event::Domain(event) => {
                let same = |domain: &DomainRef| domain.uuid == event.domain.uuid;
                wants(&self.domains, event.kind.ids(), same)
            }
            Event::Network(event) => {
                let same = |network: &NetworkRef| network.uuid == event.network.uuid;
                wants(&self.networks, &[event.kind.id()], same)
            }
            Event::StoragePool(event) => {
                let same = |pool: &StoragePoolRef| pool.uuid == event.pool.uuid;
                wants(&self.storage_pools, &[event.kind.id()], same)
            }
            Event::NodeDevice(event) => {
                let same = |device: &NodeDeviceRef| device.name == event.device.name;
                wants(&self.node_devices, &[event.kind.id()], same)
            }
            Event::Secret(event) => {
                let same = |secret: &SecretRef| secret.uuid == event.secret.uuid;
                wants(&self.secrets, &[event.kind.id()], same)
            }
            Event::QemuMonitor(event) => {
                self.qemu_monitor.as_ref().is_some_and(|selection| selection.matches(event))
            }
            Event::Closed(_) | Event::Lost(_) => true,
        }
    }
}

fn wants<I: EventId, O>(
    selection: &Option<Selection<I, O>>,
    ids: &[I],
    same: impl FnOnce(&O) -> bool,
) -> bool {
    selection.as_ref().is_some_and(|selection| {
        ids.iter().any(|id| selection.includes(*id)) && selection.object().is_none_or(same)
    })
}

macro_rules! kinds {
    ($($field:ident, $wanted:ident, $id:ident, $object:ident, $words:literal;)*) => {
        impl EventFilter {
            $(
                #[doc = concat!("Chooses events of ", $words, ".")]
                #[must_use]
                pub fn $field(mut self, selection: Selection<$id, $object>) -> Self {
                    self.$field = Some(selection);
                    self
                }

                #[doc = concat!("Which events of ", $words, " are wanted, if any.")]
                pub fn $wanted(&self) -> Option<&Selection<$id, $object>> {
                    self.$field.as_ref()
                }
            )*
        }

        $(
            impl EventId for $id {
                const ALL: &'static [Self] = $id::ALL;
            }

            impl sealed::Sealed for $id {}
        )*
    };
}

kinds! {
    domains, wanted_domains, DomainEventId, DomainRef, "domains";
    networks, wanted_networks, NetworkEventId, NetworkRef, "virtual networks";
    storage_pools, wanted_storage_pools, StoragePoolEventId, StoragePoolRef, "storage pools";
    node_devices, wanted_node_devices, NodeDeviceEventId, NodeDeviceRef, "devices of the host";
    secrets, wanted_secrets, SecretEventId, SecretRef, "secrets";
}

/// Chooses events of one kind of object, all or by number, of all objects or of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection<I, O> {
    ids: Option<Vec<I>>,
    object: Option<O>,
}

impl<I: EventId, O> Selection<I, O> {
    /// Chooses every event of every object.
    pub fn all() -> Self {
        Selection { ids: None, object: None }
    }

    /// Restricts the choice to these numbers.
    #[must_use]
    pub fn only(mut self, ids: impl IntoIterator<Item = I>) -> Self {
        self.ids = Some(ids.into_iter().collect());
        self
    }

    /// Restricts the choice to one object.
    #[must_use]
    pub fn of(mut self, object: O) -> Self {
        self.object = Some(object);
        self
    }

    /// Whether events with the number `id` are chosen.
    pub fn includes(&self, id: I) -> bool {
        self.ids.as_ref().is_none_or(|ids| ids.contains(&id))
    }

    /// The numbers that are chosen, in libvirt's order.
    pub fn ids(&self) -> impl Iterator<Item = I> + '_ {
        I::ALL.iter().copied().filter(|id| self.includes(*id))
    }

    /// The one object that is chosen, if the choice is not for all of them.
    pub fn object(&self) -> Option<&O> {
        self.object.as_ref()
    }
}

/// Chooses raw events of QEMU's monitor, all or by name, of all domains or of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonitorSelection {
    /// QEMU's name of the event, for example `SHUTDOWN`; none for all.
    pub name: Option<String>,
    /// The domain; none for all.
    pub domain: Option<DomainRef>,
}

impl MonitorSelection {
    fn matches(&self, event: &QemuMonitorEvent) -> bool {
        self.name.as_ref().is_none_or(|name| *name == event.name)
            && self.domain.as_ref().is_none_or(|domain| domain.uuid == event.domain.uuid)
    }
}

/// An enumeration of libvirt's event numbers for one kind of object.
pub trait EventId: sealed::Sealed + Copy + PartialEq + fmt::Debug + 'static {
    /// All of them, in libvirt's order.
    const ALL: &'static [Self];
}

mod sealed {
    pub trait Sealed {}
}
