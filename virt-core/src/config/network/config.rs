//! `<network>` itself.

use uuid::Uuid;

use super::{
    Bridge, Dns, DnsmasqOptions, Forward, NetworkDomain, NetworkIp, PortGroup, PortOptions, Route,
};
use crate::config::MacAddress;
use crate::config::attachment::{Bandwidth, VirtualPort, Vlan};
use crate::config::root::root_element;
use crate::xml::{Element, XmlElement};

/// The definition of a virtual network: `<network>`.
///
/// ```
/// use virt_core::config::NetworkConfig;
///
/// let config = NetworkConfig::parse(
///     "<network>
///        <name>lab</name>
///        <forward mode='nat'/>
///        <ip address='10.1.0.1' prefix='24'/>
///      </network>",
/// )?;
/// assert_eq!(config.name.as_deref(), Some("lab"));
/// assert_eq!(config.ips[0].prefix(), Some(24));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct NetworkConfig {
    /// How many interfaces of guests are plugged in at the moment. The driver counts them.
    #[xml(attribute, live)]
    pub connections: Option<u32>,
    /// Whether guests may talk IPv6 to each other although the network has no IPv6 address.
    /// Default: no.
    #[xml(attribute, blank)]
    pub ipv6: Option<bool>,
    /// Whether the host's filters follow what guests ask of their interfaces. Default: no.
    #[xml(attribute = "trustGuestRxFilters")]
    pub trust_guest_rx_filters: Option<bool>,
    /// The name, unique on its host. A definition without one is refused by
    /// [`NetworkConfig::validate`].
    #[xml(value)]
    pub name: Option<String>,
    /// The identity, unique and unchanged for good. Made up where it is missing.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// A short text for people, on one line.
    #[xml(value)]
    pub title: Option<String>,
    /// A text for people.
    #[xml(value)]
    pub description: Option<String>,
    /// What applications keep here, each in a namespace of its own; kept verbatim.
    #[xml(any)]
    pub metadata: Option<Element>,
    /// How guests reach the rest of the world. Default: not at all.
    #[xml(child)]
    pub forward: Option<Forward>,
    /// The bridge that guests are plugged into.
    #[xml(child)]
    pub bridge: Option<Bridge>,
    /// The largest packet that fits, in bytes. Default: what the host's kernel chooses.
    #[xml(path = "mtu/@size", blank)]
    pub mtu: Option<u32>,
    /// The hardware address of the bridge. Default: a random one.
    #[xml(path = "mac/@address", blank)]
    pub mac: Option<MacAddress>,
    /// The DNS domain of the guests.
    #[xml(child)]
    pub domain: Option<NetworkDomain>,
    /// The network's own DNS server.
    #[xml(child)]
    pub dns: Option<Dns>,
    /// The VLANs that guests' traffic is in.
    #[xml(child)]
    pub vlan: Option<Vlan>,
    /// How much traffic there may be on the bridge as a whole.
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
    /// What holds for each guest's port.
    #[xml(child = "port")]
    pub port_options: Option<PortOptions>,
    /// The host's own addresses on the network, with what guests get from there.
    #[xml(child = "ip")]
    pub ips: Vec<NetworkIp>,
    /// Networks that are reached through guests.
    #[xml(child = "route")]
    pub routes: Vec<Route>,
    /// What the switch is told about each guest's port.
    #[xml(child = "virtualport")]
    pub virtual_port: Option<VirtualPort>,
    /// Groups of ports with settings of their own.
    #[xml(child = "portgroup")]
    pub port_groups: Vec<PortGroup>,
    /// Options handed to dnsmasq as they are.
    #[xml(
        child = "options",
        namespace = "http://libvirt.org/schemas/network/dnsmasq/1.0",
        prefix = "dnsmasq",
        declare = "first"
    )]
    pub dnsmasq_options: Option<DnsmasqOptions>,
}

root_element!(NetworkConfig, "network", Network);

impl NetworkConfig {
    /// Makes a definition with a name and nothing else: guests reach each other and the host.
    pub fn new(name: impl Into<String>) -> Self {
        NetworkConfig { name: Some(name.into()), ..NetworkConfig::default() }
    }

    /// The same network with `forward`.
    #[must_use]
    pub fn with_forward(self, forward: Forward) -> Self {
        NetworkConfig { forward: Some(forward), ..self }
    }

    /// The same network with `bridge`.
    #[must_use]
    pub fn with_bridge(self, bridge: Bridge) -> Self {
        NetworkConfig { bridge: Some(bridge), ..self }
    }

    /// The same network with one more address of the host.
    #[must_use]
    pub fn with_ip(mut self, ip: NetworkIp) -> Self {
        self.ips.push(ip);
        self
    }
}
