//! `<interface>`: a network interface of the guest.

use super::{DeviceInfo, InterfaceSource, VirtioOptions};
use crate::config::MacAddress;
use crate::xml::{Form, Switch, Unmodelled, XmlElement, XmlValue};

/// A network interface of the guest: `<interface type='network'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(
    order = "mac source vlan virtualport bandwidth ip route portForward script downscript backenddomain
    target guest model driver backend"
)]
pub struct Interface {
    /// The hardware address. Default: a random one.
    #[xml(child)]
    pub mac: Option<InterfaceMac>,
    /// What the other end is plugged into.
    #[xml(flatten)]
    pub source: InterfaceSource,
    /// What it is called on the host.
    #[xml(child)]
    pub target: Option<InterfaceTarget>,
    /// What the guest sees.
    #[xml(child)]
    pub model: Option<InterfaceModel>,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<InterfaceDriver>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Whether the cable is in.
    #[xml(child)]
    pub link: Option<InterfaceLink>,
    /// The largest packet that fits, in bytes.
    #[xml(path = "mtu/@size")]
    pub mtu: Option<u32>,
    /// Name, place, part in booting.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Interface {
    /// An interface with nothing but a source.
    pub fn new(source: InterfaceSource) -> Self {
        Interface {
            mac: None,
            source,
            target: None,
            model: None,
            driver: None,
            other: Unmodelled::default(),
            link: None,
            mtu: None,
            info: DeviceInfo::default(),
        }
    }

    /// The hardware address, where the definition has one.
    pub fn mac_address(&self) -> Option<MacAddress> {
        self.mac.as_ref()?.address
    }
}

/// The hardware address: `<mac address='52:54:00:6b:3c:58'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct InterfaceMac {
    /// The address.
    #[xml(attribute)]
    pub address: Option<MacAddress>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

impl From<MacAddress> for InterfaceMac {
    fn from(address: MacAddress) -> Self {
        InterfaceMac { address: Some(address), other: Unmodelled::default() }
    }
}

/// What an interface is called on the host: `<target dev='vnet0'/>`.
///
/// Names that drivers make up start with `vnet`, `macvtap` or `macvlan` and belong to a running
/// domain alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct InterfaceTarget {
    /// The name. Default: one that the driver makes up.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// Whether the driver makes the device itself.
    #[xml(attribute)]
    pub managed: Option<bool>,
}

impl InterfaceTarget {
    /// Whether a driver made the name up.
    pub fn is_generated(&self) -> bool {
        let prefixes = ["vnet", "macvtap", "macvlan"];
        self.dev.as_ref().is_some_and(|dev| prefixes.iter().any(|made| dev.starts_with(made)))
    }

    fn is_in(&self, form: Form) -> bool {
        !form.inactive || !self.is_generated()
    }
}

/// What the guest sees: `<model type='virtio'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlElement)]
pub struct InterfaceModel {
    /// The model: `virtio`, `e1000e`, `rtl8139`…
    #[xml(attribute = "type")]
    pub name: String,
}

/// How the hypervisor handles an interface: `<driver name='vhost' queues='4'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct InterfaceDriver {
    /// Where packets are moved: `qemu` or `vhost`.
    #[xml(attribute)]
    pub name: Option<String>,
    /// How packets are sent: `iothread` or `timer`.
    #[xml(attribute)]
    pub txmode: Option<String>,
    /// Whether packets wake a thread of their own.
    #[xml(attribute)]
    pub ioeventfd: Option<Switch>,
    /// Whether the device signals less often under load.
    #[xml(attribute)]
    pub event_idx: Option<Switch>,
    /// How many queues there are.
    #[xml(attribute)]
    pub queues: Option<u32>,
    /// How long a queue of received packets is.
    #[xml(attribute)]
    pub rx_queue_size: Option<u32>,
    /// How long a queue of sent packets is.
    #[xml(attribute)]
    pub tx_queue_size: Option<u32>,
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Whether the cable is in: `<link state='up'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlElement)]
pub struct InterfaceLink {
    /// Whether it is.
    #[xml(attribute)]
    pub state: LinkState,
}

/// Whether a cable is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum LinkState {
    /// It is.
    Up,
    /// It is not.
    Down,
}
