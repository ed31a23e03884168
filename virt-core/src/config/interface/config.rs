//! `<interface>` itself, and what it is made of.

use super::{Bond, InterfaceProtocol};
use crate::config::root::root_element;
use crate::config::{MacAddress, Spelled};
use crate::xml::{Escaped, Form, Switch, ValueError, ValueKind, XmlElement, XmlValue};

/// The definition of a network interface of the host: `<interface type='bridge' name='br0'>`.
///
/// ```
/// use virt_core::config::InterfaceConfig;
/// use virt_core::config::interface::{InterfaceType, StartMode};
///
/// let config = InterfaceConfig::parse(
///     "<interface type='ethernet' name='eth0'>
///        <start mode='onboot'/>
///        <protocol family='ipv4'><dhcp/></protocol>
///      </interface>",
/// )?;
/// assert_eq!(config.interface_type, InterfaceType::Ethernet);
/// assert_eq!(config.start, Some(StartMode::OnBoot));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(empty = "open")]
pub struct InterfaceConfig {
    /// What it is.
    #[xml(attribute = "type")]
    pub interface_type: InterfaceType,
    /// Its name on the host, such as `eth0`. A definition without one is refused by
    /// [`InterfaceConfig::validate`].
    #[xml(attribute)]
    pub name: Option<String>,
    /// When it starts.
    #[xml(path = "start/@mode")]
    pub start: Option<StartMode>,
    /// The largest packet that fits, in bytes. Default: what the host's kernel chooses.
    #[xml(path = "mtu/@size")]
    pub mtu: Option<u32>,
    /// Its addresses, at most one element for each family.
    #[xml(child = "protocol")]
    pub protocols: Vec<InterfaceProtocol>,
    /// What the cable says.
    #[xml(child)]
    pub link: Option<InterfaceLink>,
    /// The hardware address. Default: what the hardware has.
    #[xml(path = "mac/@address")]
    pub mac: Option<Spelled<MacAddress>>,
    /// What it bridges ([`InterfaceType::Bridge`]).
    #[xml(child)]
    pub bridge: Option<InterfaceBridge>,
    /// What it bonds ([`InterfaceType::Bond`]).
    #[xml(child)]
    pub bond: Option<Bond>,
    /// Which VLAN of which interface it is ([`InterfaceType::Vlan`]).
    #[xml(child)]
    pub vlan: Option<InterfaceVlan>,
}

root_element!(InterfaceConfig, "interface", Interface);

impl InterfaceConfig {
    /// Makes a definition with a name and nothing else.
    pub fn new(interface_type: InterfaceType, name: impl Into<String>) -> Self {
        InterfaceConfig {
            interface_type,
            name: Some(name.into()),
            start: None,
            mtu: None,
            protocols: Vec::new(),
            link: None,
            mac: None,
            bridge: None,
            bond: None,
            vlan: None,
        }
    }

    /// An Ethernet card.
    pub fn ethernet(name: impl Into<String>) -> Self {
        InterfaceConfig::new(InterfaceType::Ethernet, name)
    }

    /// A bridge with `members`.
    pub fn bridge(name: impl Into<String>, members: Vec<InterfaceMember>) -> Self {
        let bridge = InterfaceBridge { members, ..InterfaceBridge::default() };
        InterfaceConfig {
            bridge: Some(bridge),
            ..InterfaceConfig::new(InterfaceType::Bridge, name)
        }
    }

    /// A VLAN of the interface `parent`, with a name that says so.
    pub fn vlan(parent: &str, tag: u16) -> Self {
        let vlan = InterfaceVlan { tag, interface: VlanParent { name: parent.to_owned() } };
        let name = format!("{parent}.{tag}");
        InterfaceConfig { vlan: Some(vlan), ..InterfaceConfig::new(InterfaceType::Vlan, name) }
    }
}

/// What an interface of the host is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum InterfaceType {
    /// An Ethernet card.
    Ethernet,
    /// A switch in software, to which other interfaces belong.
    Bridge,
    /// Several cards that act as one.
    Bond,
    /// A VLAN of another interface.
    Vlan,
}

/// When an interface starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum StartMode {
    /// With the host.
    #[xml(name = "onboot")]
    OnBoot,
    /// When somebody asks for it.
    None,
    /// When the hardware appears.
    Hotplug,
}

/// What the cable says: `<link speed='1000' state='up'/>`. Hosts tell it; nobody sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct InterfaceLink {
    /// The rate, in megabits a second.
    #[xml(attribute)]
    pub speed: Option<u32>,
    /// Whether something is at the other end.
    #[xml(attribute)]
    pub state: Option<LinkState>,
}

impl InterfaceLink {
    fn is_in(&self, _form: Form) -> bool {
        *self != InterfaceLink::default()
    }
}

/// The state of a link, as the kernel tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum LinkState {
    /// The driver does not say.
    Unknown,
    /// The hardware is gone.
    #[xml(name = "notpresent")]
    NotPresent,
    /// It is down.
    Down,
    /// What it stands on is down.
    #[xml(name = "lowerlayerdown")]
    LowerLayerDown,
    /// It is being tested.
    Testing,
    /// It waits for something, such as authentication.
    Dormant,
    /// It works.
    Up,
}

/// What a bridge bridges: `<bridge stp='off' delay='0'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct InterfaceBridge {
    /// Whether it speaks the spanning tree protocol.
    #[xml(attribute)]
    pub stp: Option<Switch>,
    /// How long a new port waits before it forwards.
    #[xml(attribute)]
    pub delay: Option<ForwardDelay>,
    /// The interfaces that belong to it.
    #[xml(child = "interface")]
    pub members: Vec<InterfaceMember>,
}

/// A time in seconds, with parts of a second, kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ForwardDelay(Box<str>);

impl ForwardDelay {
    /// So many whole seconds.
    pub fn from_seconds(seconds: u32) -> Self {
        ForwardDelay(seconds.to_string().into())
    }

    /// The seconds.
    pub fn seconds(&self) -> f64 {
        self.0.parse().unwrap_or_default()
    }
}

impl XmlValue for ForwardDelay {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text.parse::<f64>() {
            Ok(seconds) if seconds.is_finite() && seconds >= 0.0 => Ok(ForwardDelay(text.into())),
            _ => Err(ValueError::Expected("a time in seconds such as 2 or 0.01")),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write(&self.0);
    }

    const KIND: ValueKind = ValueKind::Number;
}

/// An interface that belongs to a bridge or a bond, and has no addresses of its own.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(empty = "open")]
pub struct InterfaceMember {
    /// What it is; no bridge.
    #[xml(attribute = "type")]
    pub interface_type: InterfaceType,
    /// Its name on the host.
    #[xml(attribute)]
    pub name: Option<String>,
    /// What the cable says.
    #[xml(child)]
    pub link: Option<InterfaceLink>,
    /// The hardware address. Default: what the hardware has.
    #[xml(path = "mac/@address")]
    pub mac: Option<Spelled<MacAddress>>,
    /// What it bonds ([`InterfaceType::Bond`]).
    #[xml(child)]
    pub bond: Option<Box<Bond>>,
    /// Which VLAN of which interface it is ([`InterfaceType::Vlan`]).
    #[xml(child)]
    pub vlan: Option<InterfaceVlan>,
}

impl InterfaceMember {
    /// An Ethernet card.
    pub fn ethernet(name: impl Into<String>) -> Self {
        InterfaceMember {
            interface_type: InterfaceType::Ethernet,
            name: Some(name.into()),
            link: None,
            mac: None,
            bond: None,
            vlan: None,
        }
    }
}

/// Which VLAN of which interface it is: `<vlan tag='42'><interface name='eth0'/></vlan>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct InterfaceVlan {
    /// The VLAN: up to 4095.
    #[xml(attribute)]
    pub tag: u16,
    /// The interface.
    #[xml(child)]
    pub interface: VlanParent,
}

/// The interface that a VLAN stands on.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct VlanParent {
    /// Its name on the host.
    #[xml(attribute)]
    pub name: String,
}
