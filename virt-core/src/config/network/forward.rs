//! `<forward>`: how guests reach the rest of the world.

use std::net::Ipv4Addr;

use crate::config::HostDeviceDriver;
use crate::config::domain::PciAddress;
use crate::xml::{Form, XmlElement, XmlValue};

/// How guests reach the rest of the world: `<forward mode='nat' dev='eth1'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Forward {
    /// The host's interface that traffic goes through. Default: whichever routes say.
    #[xml(attribute, blank)]
    pub dev: Option<String>,
    /// The way. Default: network address translation.
    #[xml(attribute, blank)]
    pub mode: Option<ForwardMode>,
    /// Whether the driver takes devices from the host and gives them back
    /// ([`ForwardMode::Hostdev`]). Default: no.
    #[xml(attribute)]
    pub managed: Option<bool>,
    /// What handles devices of the host ([`ForwardMode::Hostdev`]).
    #[xml(child)]
    pub driver: Option<HostDeviceDriver>,
    /// What is put in place of guests' addresses ([`ForwardMode::Nat`]).
    #[xml(child)]
    pub nat: Option<Nat>,
    /// A network device whose virtual functions guests get one each.
    #[xml(child = "pf")]
    pub physical_function: Option<PhysicalFunction>,
    /// The host's interfaces that guests share or get one each.
    #[xml(child = "interface")]
    pub interfaces: Vec<ForwardInterface>,
    /// The host's PCI devices that guests get one each ([`ForwardMode::Hostdev`]).
    #[xml(child = "address")]
    pub addresses: Vec<ForwardAddress>,
}

impl Forward {
    /// Forwarding in this way, through whichever interfaces.
    pub fn new(mode: ForwardMode) -> Self {
        Forward { mode: Some(mode), ..Forward::default() }
    }

    /// The way, with the default filled in.
    pub fn mode(&self) -> ForwardMode {
        self.mode.unwrap_or(ForwardMode::Nat)
    }
}

/// A way to the rest of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum ForwardMode {
    /// None.
    None,
    /// Guests hide behind the host's address.
    Nat,
    /// The host routes; others must know the way to the network.
    Route,
    /// The host routes, and nobody puts rules of a firewall in the way.
    Open,
    /// Guests are plugged into a bridge or an interface of the host, next to it.
    Bridge,
    /// Guests share an interface through macvtap and see nothing of each other.
    Private,
    /// Guests share an interface through macvtap; the switch outside sends packets back.
    Vepa,
    /// Each guest gets an interface of the host through macvtap, whole.
    Passthrough,
    /// Each guest gets a PCI device of the host.
    Hostdev,
}

impl ForwardMode {
    /// Whether the network has a bridge that the driver makes, with addresses of the host on it.
    pub const fn has_own_bridge(self) -> bool {
        use ForwardMode::{Nat, None, Open, Route};
        matches!(self, None | Nat | Route | Open)
    }
}

/// What is put in place of guests' addresses: `<nat>`. libvirt leaves it out when it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct Nat {
    /// Whether IPv6 is translated as well. Default: no.
    #[xml(attribute)]
    pub ipv6: Option<bool>,
    /// The addresses that are seen outside. Default: the host's.
    #[xml(child)]
    pub address: Option<AddressRange>,
    /// The ports that are seen outside. Default: 1024 to 65535.
    #[xml(child)]
    pub port: Option<PortRange>,
}

impl Nat {
    fn is_in(&self, _form: Form) -> bool {
        *self != Nat::default()
    }
}

/// Addresses from one to another: `<address start='10.0.0.1' end='10.0.0.9'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct AddressRange {
    /// The first.
    #[xml(attribute)]
    pub start: Ipv4Addr,
    /// The last.
    #[xml(attribute)]
    pub end: Ipv4Addr,
}

/// Ports from one to another: `<port start='1024' end='65535'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct PortRange {
    /// The first: from 1.
    #[xml(attribute)]
    pub start: u16,
    /// The last.
    #[xml(attribute)]
    pub end: u16,
}

/// A device whose virtual functions guests get: `<pf dev='eth0'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct PhysicalFunction {
    /// Its interface on the host.
    #[xml(attribute)]
    pub dev: String,
}

/// An interface of the host: `<interface dev='eth1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ForwardInterface {
    /// Its name.
    #[xml(attribute)]
    pub dev: String,
    /// How many guests use it at the moment. The driver counts them.
    #[xml(attribute, live)]
    pub connections: Option<u32>,
}

impl ForwardInterface {
    /// The interface of this name.
    pub fn new(dev: impl Into<String>) -> Self {
        ForwardInterface { dev: dev.into(), connections: None }
    }
}

/// A PCI device of the host: `<address type='pci' bus='0x03' slot='0x00' function='0x1'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct ForwardAddress {
    /// The bus that it sits on. There is one kind only.
    #[xml(attribute = "type")]
    pub address_type: ForwardAddressType,
    /// Where it sits.
    #[xml(flatten)]
    pub pci: PciAddress,
    /// How many guests use it at the moment. The driver counts them.
    #[xml(attribute, live)]
    pub connections: Option<u32>,
}

impl From<PciAddress> for ForwardAddress {
    fn from(pci: PciAddress) -> Self {
        ForwardAddress { address_type: ForwardAddressType::Pci, pci, connections: None }
    }
}

/// The bus of a device that is handed to guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum ForwardAddressType {
    /// PCI.
    Pci,
}
