//! `<portgroup>`: ports with settings of their own.

use crate::config::attachment::{Bandwidth, VirtualPort, Vlan};
use crate::xml::XmlElement;

/// Ports with settings of their own, chosen by interfaces of guests:
/// `<portgroup name='web' default='yes'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct PortGroup {
    /// Its name, unique in its network.
    #[xml(attribute)]
    pub name: Option<String>,
    /// Whether it counts for interfaces that choose none. Default: no.
    #[xml(attribute)]
    pub default: Option<bool>,
    /// Whether the host's filters follow what guests ask of their interfaces. Default: what the
    /// network says.
    #[xml(attribute = "trustGuestRxFilters")]
    pub trust_guest_rx_filters: Option<bool>,
    /// The VLANs that guests' traffic is in.
    #[xml(child)]
    pub vlan: Option<Vlan>,
    /// What the switch is told about each port, beside what the network says.
    #[xml(child = "virtualport")]
    pub virtual_port: Option<VirtualPort>,
    /// How much traffic there may be on each port.
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
}

impl PortGroup {
    /// A group of this name.
    pub fn new(name: impl Into<String>) -> Self {
        PortGroup { name: Some(name.into()), ..PortGroup::default() }
    }
}
