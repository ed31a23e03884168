//! What the other end of a network interface is plugged into.

use crate::xml::{Unmodelled, XmlElement};

/// What the other end of a network interface is plugged into: the attribute `type` and, where it
/// takes more to say, the element `<source>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum InterfaceSource {
    /// The hypervisor's own network stack, behind the user's sockets.
    User(OptionalSource),
    /// A tap device and a script.
    Ethernet(OptionalSource),
    /// A vhost-user process.
    #[xml(name = "vhostuser")]
    VhostUser(OptionalSource),
    /// Another guest, which waits for a TCP connection.
    Server(OptionalSource),
    /// Another guest, which is connected to by TCP.
    Client(OptionalSource),
    /// Guests that share a multicast address.
    Mcast(OptionalSource),
    /// A virtual network.
    Network(NetworkSource),
    /// A bridge of the host.
    Bridge(BridgeSource),
    /// An internal network of VirtualBox.
    Internal(OptionalSource),
    /// An interface of the host, shared through macvtap.
    Direct(DirectSource),
    /// A network device of the host, handed to the guest.
    Hostdev(OptionalSource),
    /// Another guest, by UDP.
    Udp(OptionalSource),
    /// A vDPA device of the host.
    Vdpa(OptionalSource),
    /// Nothing: an interface without a cable.
    Null,
    /// A distributed switch of VMware.
    Vds(OptionalSource),
}

/// A source that is described no further here; what libvirt knows of it is kept.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct OptionalSource {
    /// The source.
    #[xml(child)]
    pub source: Option<PlainSource>,
}

/// A source as it was written.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PlainSource {
    /// A device of the host, or how a user's network is reached.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// `<source network='default' portgroup='web'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct NetworkSource {
    /// The network.
    #[xml(child)]
    pub source: Network,
}

/// A virtual network.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Network {
    /// Its name.
    #[xml(attribute)]
    pub network: String,
    /// A group of ports of the network.
    #[xml(attribute)]
    pub portgroup: Option<String>,
    /// The port of a running domain.
    #[xml(attribute, live)]
    pub portid: Option<String>,
    /// The bridge behind it, in a running domain.
    #[xml(attribute, live)]
    pub bridge: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// `<source bridge='br0'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct BridgeSource {
    /// The bridge.
    #[xml(child)]
    pub source: Bridge,
}

/// A bridge of the host.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Bridge {
    /// Its name.
    #[xml(attribute)]
    pub bridge: String,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// `<source dev='eth0' mode='bridge'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct DirectSource {
    /// The interface.
    #[xml(child)]
    pub source: Direct,
}

/// An interface of the host, shared through macvtap.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Direct {
    /// Its name.
    #[xml(attribute)]
    pub dev: String,
    /// How it is shared: `vepa`, `bridge`, `private` or `passthrough`. Default: vepa.
    #[xml(attribute)]
    pub mode: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}
