//! `<networkport>`: an interface of a guest, plugged into a network.

use uuid::Uuid;

use super::MacAddress;
use super::attachment::{Bandwidth, VirtualPort, Vlan};
use super::domain::PciAddress;
use super::network::{MacTableManager, PortOptions};
use super::root::root_element;
use crate::config::{HostDeviceDriver, Problems, Validate};
use crate::xml::{XmlElement, XmlValue};

/// An interface of a guest, plugged into a network: `<networkport>`.
///
/// ```
/// use virt_core::config::NetworkPortConfig;
///
/// let port = NetworkPortConfig::parse(
///     "<networkport>
///        <uuid>5d744f21-ba4a-4d6e-bdb2-30a35ff3207d</uuid>
///        <owner><name>web</name><uuid>d54df46f-1ab5-4a22-8618-4560ef5fac2c</uuid></owner>
///        <mac address='52:54:00:7b:35:93'/>
///        <plug type='bridge' bridge='virbr0'/>
///      </networkport>",
/// )?;
/// assert_eq!(port.plug.as_ref().and_then(|plug| plug.bridge()), Some("virbr0"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct NetworkPortConfig {
    /// The identity, unique and unchanged for good.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// The guest.
    #[xml(child)]
    pub owner: Option<PortOwner>,
    /// The network's group of ports that it belongs to. Default: the network's default one.
    #[xml(value)]
    pub group: Option<String>,
    /// The hardware address of the guest's interface.
    #[xml(path = "mac/@address")]
    pub mac: Option<MacAddress>,
    /// What the switch is told about it.
    #[xml(child = "virtualport")]
    pub virtual_port: Option<VirtualPort>,
    /// How much traffic there may be.
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
    /// The VLANs that the guest's traffic is in.
    #[xml(child)]
    pub vlan: Option<Vlan>,
    /// Whether the guest is kept from others.
    #[xml(child = "port")]
    pub port_options: Option<PortOptions>,
    /// Whether the host's filters follow what the guest asks of its interface. Default: no.
    #[xml(path = "rxfilters/@trustGuest")]
    pub trust_guest_rx_filters: Option<bool>,
    /// What it is plugged into. The network's driver chooses it.
    #[xml(child)]
    pub plug: Option<PortPlug>,
}

root_element!(NetworkPortConfig, "networkport", Network);

impl Validate for NetworkPortConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.uuid.is_none() {
            problems.report_at("uuid", "a <networkport> needs a <uuid>");
        }
        PortOwner::check(self.owner.as_ref(), "<networkport>", problems);
        if self.mac.is_none() {
            problems.report_at("mac/@address", "a <networkport> needs a <mac address='…'/>");
        }
        problems.within_some("virtualport", self.virtual_port.as_ref(), Validate::collect_problems);
        problems.within_some("bandwidth", self.bandwidth.as_ref(), Validate::collect_problems);
        problems.within_some("vlan", self.vlan.as_ref(), Validate::collect_problems);
    }
}

impl NetworkPortConfig {
    /// A port with a new identity for the interface `mac` of a guest.
    pub fn new(owner: PortOwner, mac: MacAddress) -> Self {
        NetworkPortConfig {
            uuid: Some(Uuid::new_v4()),
            owner: Some(owner),
            mac: Some(mac),
            ..NetworkPortConfig::default()
        }
    }

    /// Takes out what says nothing, as libvirt does. Filling in twice changes nothing.
    pub fn fill_defaults(&mut self) {
        self.plug.take_if(|plug| *plug == PortPlug::None);
        if let Some(vlan) = &mut self.vlan {
            vlan.fill_defaults();
        }
        if let Some(port) = &mut self.virtual_port {
            port.fill_defaults();
        }
        if let Some(bandwidth) = &mut self.bandwidth {
            bandwidth.fill_defaults();
        }
    }
}

/// The guest that something belongs to: `<owner>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PortOwner {
    /// Its name.
    #[xml(value)]
    pub name: Option<String>,
    /// Its identity.
    #[xml(value)]
    pub uuid: Option<Uuid>,
}

impl PortOwner {
    /// The guest with this name and identity.
    pub fn new(name: impl Into<String>, uuid: Uuid) -> Self {
        PortOwner { name: Some(name.into()), uuid: Some(uuid) }
    }

    /// Checks the owner of an element `whose`, which must be there and be named.
    pub(super) fn check(owner: Option<&Self>, whose: &str, problems: &mut Problems) {
        let Some(owner) = owner else {
            return problems.report_at("owner", format!("a {whose} needs an <owner>"));
        };
        let parts = [("name", owner.name.is_some()), ("uuid", owner.uuid.is_some())];
        for (part, _) in parts.iter().filter(|(_, given)| !given) {
            let message = format!("the <owner> of a {whose} needs a <{part}>");
            problems.report_at(&format!("owner/{part}"), message);
        }
    }
}

/// What a port is plugged into: `<plug type='bridge' bridge='virbr0'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type", default = "none")]
#[non_exhaustive]
pub enum PortPlug {
    /// Nothing yet.
    None,
    /// The bridge of the network itself.
    Network(BridgePlug),
    /// A bridge of the host.
    Bridge(BridgePlug),
    /// An interface of the host, through macvtap.
    Direct(DirectPlug),
    /// A PCI device of the host, which the guest gets whole.
    HostdevPci(HostdevPlug),
}

impl PortPlug {
    /// The bridge, where it is one.
    pub fn bridge(&self) -> Option<&str> {
        match self {
            PortPlug::Network(plug) | PortPlug::Bridge(plug) => Some(&plug.bridge),
            _ => None,
        }
    }
}

/// A bridge.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct BridgePlug {
    /// Its name.
    #[xml(attribute)]
    pub bridge: String,
    /// Who keeps its table of hardware addresses. Default: the kernel.
    #[xml(attribute = "macTableManager")]
    pub mac_table_manager: Option<MacTableManager>,
}

/// An interface of the host.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DirectPlug {
    /// Its name.
    #[xml(attribute)]
    pub dev: String,
    /// How guests share it.
    #[xml(attribute)]
    pub mode: DirectMode,
}

/// How guests share an interface of the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum DirectMode {
    /// The switch outside sends packets back.
    Vepa,
    /// Guests see nothing of each other.
    Private,
    /// Packets go from guest to guest.
    Bridge,
    /// One guest has it alone.
    Passthrough,
}

/// A PCI device of the host.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct HostdevPlug {
    /// Whether the driver takes it from the host and gives it back. Default: no.
    #[xml(attribute)]
    pub managed: Option<bool>,
    /// What handles it.
    #[xml(child)]
    pub driver: Option<HostDeviceDriver>,
    /// Where it sits.
    #[xml(child)]
    pub address: PciAddress,
}
