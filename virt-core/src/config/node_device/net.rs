//! Network interfaces.

use crate::config::interface::LinkState;
use crate::xml::{XmlElement, XmlValue};

/// A network interface.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct NetCapability {
    /// The name.
    #[xml(value, default)]
    pub interface: String,
    /// The hardware address as the host writes it: 6 bytes for Ethernet, 20 for InfiniBand.
    #[xml(value)]
    pub address: Option<String>,
    /// Whether the cable is in.
    #[xml(child)]
    pub link: Option<NetLink>,
    /// What the hardware takes off the host's hands, in the order of [`NetFeatureName`].
    #[xml(child = "feature")]
    pub features: Vec<NetFeature>,
    /// What kind of network it is on.
    #[xml(child = "capability")]
    pub nested: Vec<NetNested>,
}

/// Whether a cable is in: `<link speed='1000' state='up'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct NetLink {
    /// Megabits a second.
    #[xml(attribute)]
    pub speed: Option<u32>,
    /// The state.
    #[xml(attribute)]
    pub state: Option<LinkState>,
}

/// What a network interface's hardware can: `<feature name='tso'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlElement)]
pub struct NetFeature {
    /// What.
    #[xml(attribute)]
    pub name: NetFeatureName,
}

/// What a network interface's hardware can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, XmlValue)]
#[non_exhaustive]
pub enum NetFeatureName {
    /// Checksums of what comes in.
    Rx,
    /// Checksums of what goes out.
    Tx,
    /// Sending from several places in memory.
    Sg,
    /// Cutting TCP streams into packets.
    Tso,
    /// Cutting anything into packets, in software.
    Gso,
    /// Joining packets, in software.
    Gro,
    /// Joining packets.
    Lro,
    /// Taking off VLAN tags.
    #[xml(name = "rxvlan")]
    RxVlan,
    /// Putting on VLAN tags.
    #[xml(name = "txvlan")]
    TxVlan,
    /// Filters on several fields.
    #[xml(name = "ntuple")]
    NTuple,
    /// Hashes of what comes in.
    #[xml(name = "rxhash")]
    RxHash,
    /// Remote access to memory.
    Rdma,
    /// Cutting what goes through UDP tunnels into packets.
    #[xml(name = "txudptnl")]
    TxUdpTunnel,
    /// A switch that the host can program.
    #[xml(name = "switchdev")]
    SwitchDev,
}

/// What kind of network an interface is on: `<capability type='80203'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum NetNested {
    /// Ethernet.
    #[xml(name = "80203")]
    Ethernet,
    /// Wireless.
    #[xml(name = "80211")]
    Wireless,
}
