//! `<interface>`: a network interface of the guest.

use super::{
    DeviceInfo, InterfaceBackend, InterfaceDriver, InterfaceGuest, InterfaceIp, InterfaceModel,
    InterfaceSource, InterfaceTarget, InterfaceTune, PortForward, Teaming,
};
use crate::config::MacAddress;
use crate::config::attachment::{Bandwidth, VirtualPort, Vlan};
use crate::config::network::Route;
use crate::config::nwfilter::FilterReference;
use crate::xml::{XmlElement, XmlValue};

/// A network interface of the guest: `<interface type='network'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Interface {
    /// The hardware address. Default: a random one.
    #[xml(child)]
    pub mac: Option<InterfaceMac>,
    /// What the other end is plugged into.
    #[xml(flatten)]
    pub source: InterfaceSource,
    /// Whether the host believes the guest which packets it wants to receive. Default: no.
    #[xml(attribute = "trustGuestRxFilters")]
    pub trust_guest_rx_filters: Option<bool>,
    /// The VLANs that the traffic is in. Default: what the network has.
    #[xml(child)]
    pub vlan: Option<Box<Vlan>>,
    /// What the switch is told about the port.
    #[xml(child = "virtualport")]
    pub virtual_port: Option<Box<VirtualPort>>,
    /// How much traffic there may be. Default: any amount.
    #[xml(child)]
    pub bandwidth: Option<Box<Bandwidth>>,
    /// Whether the guest is kept from other guests with isolated ports. Default: no.
    #[xml(path = "port/@isolated")]
    pub port_isolated: Option<bool>,
    /// Addresses that the guest gets.
    #[xml(child = "ip")]
    pub ips: Vec<InterfaceIp>,
    /// Networks that the guest reaches through others.
    #[xml(child = "route")]
    pub routes: Vec<Route>,
    /// Ports of the host that lead to the guest; with the backend `passt` alone.
    #[xml(child = "portForward")]
    pub port_forwards: Vec<PortForward>,
    /// The program that connects the host's end.
    #[xml(path = "script/@path", blank)]
    pub script: Option<String>,
    /// The program that disconnects it.
    #[xml(path = "downscript/@path", blank)]
    pub down_script: Option<String>,
    /// The Xen domain that has the other end. Default: the host.
    #[xml(path = "backenddomain/@name", blank)]
    pub backend_domain: Option<String>,
    /// What it is called on the host.
    #[xml(child)]
    pub target: Option<InterfaceTarget>,
    /// What it is called in a container.
    #[xml(child)]
    pub guest: Option<Box<InterfaceGuest>>,
    /// What the guest sees.
    #[xml(child, nothing_without = "type")]
    pub model: Option<InterfaceModel>,
    /// How the hypervisor handles it. A device of the host has a driver in its source instead.
    #[xml(child, unless = "type=hostdev")]
    pub driver: Option<Box<InterfaceDriver>>,
    /// Which program or device of the host moves the packets.
    #[xml(child)]
    pub backend: Option<Box<InterfaceBackend>>,
    /// The filter that the packets go through.
    #[xml(child = "filterref", nothing_without = "filter")]
    pub filter: Option<Box<FilterReference>>,
    /// What the host's end is tuned to.
    #[xml(child)]
    pub tune: Option<InterfaceTune>,
    /// Its part in a team that survives a migration.
    #[xml(child, nothing_without = "type")]
    pub teaming: Option<Teaming>,
    /// Whether the cable is in. Default: yes.
    #[xml(path = "link/@state", blank)]
    pub link: Option<LinkState>,
    /// The largest packet that fits, in bytes.
    #[xml(path = "mtu/@size")]
    pub mtu: Option<u32>,
    /// How many received packets the host takes for one interrupt.
    #[xml(child)]
    pub coalesce: Option<InterfaceCoalesce>,
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
            trust_guest_rx_filters: None,
            vlan: None,
            virtual_port: None,
            bandwidth: None,
            port_isolated: None,
            ips: Vec::new(),
            routes: Vec::new(),
            port_forwards: Vec::new(),
            script: None,
            down_script: None,
            backend_domain: None,
            target: None,
            guest: None,
            model: None,
            driver: None,
            backend: None,
            filter: None,
            tune: None,
            teaming: None,
            link: None,
            mtu: None,
            coalesce: None,
            info: DeviceInfo::default(),
        }
    }

    /// The hardware address, where the definition has one.
    pub fn mac_address(&self) -> Option<MacAddress> {
        self.mac.as_ref()?.address
    }

    /// Whether the guest sees a virtio device.
    pub fn is_virtio(&self) -> bool {
        self.model.as_ref().is_some_and(|model| model.name.is_virtio())
    }
}

/// The hardware address: `<mac address='52:54:00:6b:3c:58'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct InterfaceMac {
    /// The address.
    #[xml(attribute)]
    pub address: Option<MacAddress>,
    /// Who chose it; VMware alone.
    #[xml(attribute = "type")]
    pub mac_type: Option<MacType>,
    /// Whether VMware checks that the address is one of its own.
    #[xml(attribute)]
    pub check: Option<bool>,
    /// The address that the guest gave its interface, where that is another one.
    #[xml(attribute = "currentAddress", live)]
    pub current_address: Option<MacAddress>,
}

impl From<MacAddress> for InterfaceMac {
    fn from(address: MacAddress) -> Self {
        InterfaceMac { address: Some(address), ..InterfaceMac::default() }
    }
}

/// Who chose a hardware address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MacType {
    /// VMware.
    Generated,
    /// The author of the definition.
    Static,
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

/// How many packets are taken for one interrupt: `<coalesce>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct InterfaceCoalesce {
    /// Packets that are received.
    #[xml(child = "rx")]
    pub receive: Option<InterfaceCoalesceReceive>,
}

impl InterfaceCoalesce {
    /// At most so many received packets.
    pub fn receive_frames(maximum: u32) -> Self {
        InterfaceCoalesce { receive: Some(InterfaceCoalesceReceive { maximum: Some(maximum) }) }
    }
}

/// How many received packets are taken for one interrupt: `<rx><frames max='7'/></rx>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct InterfaceCoalesceReceive {
    /// At most so many.
    #[xml(path = "frames/@max", blank)]
    pub maximum: Option<u32>,
}
