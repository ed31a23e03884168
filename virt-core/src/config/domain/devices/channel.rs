//! `<channel>`: a line between the guest and a program on the host.

use std::net::Ipv4Addr;

use super::DeviceInfo;
use super::character::{CharacterBackend, CharacterLog};
use crate::xml::{XmlElement, XmlValue};

/// A line between the guest and a program on the host: `<channel type='unix'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Channel {
    /// What the host's end is.
    #[xml(flatten)]
    pub backend: CharacterBackend,
    /// A copy of what the guest writes.
    #[xml(child, once)]
    pub log: Option<CharacterLog>,
    /// What the guest sees.
    #[xml(child)]
    pub target: ChannelTarget,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// What the guest sees of a channel: `<target type='virtio' name='org.qemu.guest_agent.0'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type", error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum ChannelTarget {
    /// A TCP port of the network that the hypervisor makes.
    #[xml(name = "guestfwd")]
    GuestForward(GuestForwardTarget),
    /// A port of a virtio-serial controller.
    Virtio(VirtioTarget),
    /// A Xen channel.
    Xen(XenTarget),
}

/// A TCP port of the network that the hypervisor makes.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct GuestForwardTarget {
    /// The address that the guest connects to.
    #[xml(attribute)]
    pub address: Ipv4Addr,
    /// The port that the guest connects to.
    #[xml(attribute)]
    pub port: u16,
}

/// A port of a virtio-serial controller.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VirtioTarget {
    /// The name that the guest finds it by.
    #[xml(attribute)]
    pub name: Option<String>,
    /// Whether a program in the guest has it open, in a running domain.
    #[xml(attribute, live, lenient)]
    pub state: Option<ChannelState>,
}

/// A Xen channel.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct XenTarget {
    /// The name that the guest finds it by.
    #[xml(attribute)]
    pub name: Option<String>,
    /// Whether a program in the guest has it open, in a running domain.
    #[xml(attribute, live, lenient)]
    pub state: Option<ChannelState>,
}

/// Whether a program in the guest has a channel open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum ChannelState {
    /// It has.
    Connected,
    /// It has not.
    Disconnected,
}
