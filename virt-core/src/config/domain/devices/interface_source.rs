//! What the other end of a network interface is plugged into.

use uuid::Uuid;

use super::character::Reconnect;
use super::{HostUsbAddress, InterfaceIp, UsbId};
use crate::config::HostDeviceDriver;
use crate::config::domain::PciAddress;
use crate::config::network::{MacTableManager, Route};
use crate::config::network_port::DirectMode;
use crate::xml::{Form, XmlElement, XmlValue};

/// What the other end of a network interface is plugged into: the attribute `type` and, where it
/// takes more to say, the element `<source>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type", default = "user")]
#[non_exhaustive]
pub enum InterfaceSource {
    /// The hypervisor's own network stack, behind the user's sockets.
    User(UserSource),
    /// A tap device and a script.
    Ethernet(EthernetSource),
    /// A vhost-user process.
    #[xml(name = "vhostuser")]
    VhostUser(VhostUserSource),
    /// Another guest, which waits for a TCP connection.
    Server(ServerSource),
    /// Another guest, which is connected to by TCP.
    Client(PeerSource),
    /// Guests that share a multicast address.
    Mcast(PeerSource),
    /// A virtual network.
    Network(NetworkSource),
    /// A bridge of the host.
    Bridge(BridgeSource),
    /// An internal network of VirtualBox.
    Internal(InternalSource),
    /// An interface of the host, shared through macvtap.
    Direct(DirectSource),
    /// A network device of the host, handed to the guest.
    Hostdev(Box<InterfaceHostDevice>),
    /// Another guest, by UDP.
    Udp(UdpSource),
    /// A vDPA device of the host.
    Vdpa(VdpaSource),
    /// Nothing: an interface without a cable.
    Null,
    /// A distributed switch of VMware.
    Vds(VdsSource),
}

/// The hypervisor's own network stack: `<source dev='eth0'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct UserSource {
    /// The host's interface that traffic goes through; with passt alone. Default: where the
    /// host's routes lead.
    #[xml(path = "source/@dev")]
    pub dev: Option<String>,
}

/// A tap device, with addresses of the host's end.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct EthernetSource {
    /// The host's end.
    #[xml(child)]
    pub source: Option<Box<HostEnd>>,
}

/// The host's end of an interface: `<source><ip address='192.168.122.1' prefix='24'/></source>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct HostEnd {
    /// Its addresses.
    #[xml(child = "ip")]
    pub ips: Vec<InterfaceIp>,
    /// Networks that are reached through it.
    #[xml(child = "route")]
    pub routes: Vec<Route>,
}

impl HostEnd {
    fn is_in(&self, _form: Form) -> bool {
        *self != HostEnd::default()
    }
}

/// A vhost-user process: `<source type='unix' path='/tmp/vhost.sock' mode='server'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VhostUserSource {
    /// Where it is. Default: the driver starts one.
    #[xml(child)]
    pub source: Option<Box<VhostUserSocket>>,
}

/// The socket of a vhost-user process.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VhostUserSocket {
    /// The kind of socket. Default: unix.
    #[xml(attribute = "type")]
    pub socket_type: Option<VhostUserSocketType>,
    /// Its path. Default: one that the driver makes up.
    #[xml(attribute)]
    pub path: Option<String>,
    /// Who waits and who connects. Default: client.
    #[xml(attribute)]
    pub mode: Option<VhostUserMode>,
    /// The host's interface that traffic goes through; with passt alone.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// Whether to connect again.
    #[xml(child)]
    pub reconnect: Option<Reconnect>,
}

/// A kind of socket for vhost-user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum VhostUserSocketType {
    /// A Unix socket.
    Unix,
}

/// Who of the two ends waits and who connects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VhostUserMode {
    /// The hypervisor connects.
    Client,
    /// The hypervisor waits.
    Server,
}

/// A place that other guests connect to: `<source address='192.168.0.1' port='5558'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ServerSource {
    /// The address that is waited at. Default: all of the host's.
    #[xml(path = "source/@address")]
    pub address: Option<String>,
    /// The port. Any number is read and kept, as libvirt does.
    #[xml(path = "source/@port")]
    pub port: i32,
}

/// Another guest, or a group of them: `<source address='230.0.0.1' port='5558'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PeerSource {
    /// The address.
    #[xml(path = "source/@address")]
    pub address: String,
    /// The port. Any number is read and kept, as libvirt does.
    #[xml(path = "source/@port")]
    pub port: i32,
}

/// Another guest, by UDP.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct UdpSource {
    /// Both ends.
    #[xml(child)]
    pub source: UdpEnds,
}

/// Both ends of a tunnel: `<source address='10.0.0.2' port='5555'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct UdpEnds {
    /// The address that is sent to.
    #[xml(attribute)]
    pub address: String,
    /// The port that is sent to. Any number is read and kept, as libvirt does.
    #[xml(attribute)]
    pub port: i32,
    /// The address that is received at.
    #[xml(path = "local/@address")]
    pub local_address: String,
    /// The port that is received at, read as the other one.
    #[xml(path = "local/@port")]
    pub local_port: i32,
}

/// A virtual network: `<source network='default' portgroup='web'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct NetworkSource {
    /// Its name.
    #[xml(path = "source/@network")]
    pub network: String,
    /// A group of ports of the network. Default: the network's default one.
    #[xml(path = "source/@portgroup")]
    pub port_group: Option<String>,
    /// The port, in a running domain.
    #[xml(path = "source/@portid", live)]
    pub port_id: Option<Uuid>,
    /// The bridge behind it, in a running domain.
    #[xml(path = "source/@bridge", live)]
    pub bridge: Option<String>,
    /// Who keeps the bridge's table of addresses, in a running domain.
    #[xml(path = "source/@macTableManager", live)]
    pub mac_table_manager: Option<MacTableManager>,
}

impl NetworkSource {
    /// The network of this name.
    pub fn new(network: impl Into<String>) -> Self {
        NetworkSource { network: network.into(), ..NetworkSource::default() }
    }
}

/// A bridge of the host: `<source bridge='br0'/>`.
///
/// An interface of a running domain may have come to it through a network.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BridgeSource {
    /// The network that chose it, in a running domain.
    #[xml(path = "source/@network", live)]
    pub network: Option<String>,
    /// The group of ports of that network.
    #[xml(path = "source/@portgroup", live)]
    pub port_group: Option<String>,
    /// The port of that network.
    #[xml(path = "source/@portid", live)]
    pub port_id: Option<Uuid>,
    /// Its name.
    #[xml(path = "source/@bridge")]
    pub bridge: String,
    /// Who keeps its table of addresses, in a running domain.
    #[xml(path = "source/@macTableManager", live)]
    pub mac_table_manager: Option<MacTableManager>,
}

impl BridgeSource {
    /// The bridge of this name.
    pub fn new(bridge: impl Into<String>) -> Self {
        BridgeSource { bridge: bridge.into(), ..BridgeSource::default() }
    }
}

/// An interface of the host, shared through macvtap: `<source dev='eth0' mode='bridge'/>`.
///
/// An interface of a running domain may have come to it through a network.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DirectSource {
    /// The network that chose it, in a running domain.
    #[xml(path = "source/@network", live)]
    pub network: Option<String>,
    /// The group of ports of that network.
    #[xml(path = "source/@portgroup", live)]
    pub port_group: Option<String>,
    /// The port of that network.
    #[xml(path = "source/@portid", live)]
    pub port_id: Option<Uuid>,
    /// Its name.
    #[xml(path = "source/@dev")]
    pub dev: String,
    /// How it is shared. Default: vepa.
    #[xml(path = "source/@mode")]
    pub mode: Option<DirectMode>,
}

impl DirectSource {
    /// The interface of this name.
    pub fn new(dev: impl Into<String>, mode: DirectMode) -> Self {
        DirectSource { dev: dev.into(), mode: Some(mode), ..DirectSource::default() }
    }
}

/// An internal network of VirtualBox: `<source name='office'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct InternalSource {
    /// Its name.
    #[xml(path = "source/@name")]
    pub name: String,
}

/// A network device of the host, handed to the guest: `<source><address type='pci' …/></source>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct InterfaceHostDevice {
    /// Whether the driver takes the device from the host and gives it back. Default: no.
    #[xml(attribute, lenient)]
    pub managed: Option<bool>,
    /// How it is handed over.
    #[xml(child)]
    pub driver: Option<HostDeviceDriver>,
    /// The device.
    #[xml(child)]
    pub source: InterfaceHostDeviceSource,
}

/// A network device of the host, by its place or by what it is.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct InterfaceHostDeviceSource {
    /// Whether the host does not have it at the moment.
    #[xml(attribute, live)]
    pub missing: Option<bool>,
    /// The maker of the USB device.
    #[xml(path = "vendor/@id")]
    pub vendor: Option<UsbId>,
    /// Its product.
    #[xml(path = "product/@id")]
    pub product: Option<UsbId>,
    /// Its place.
    #[xml(child)]
    pub address: Option<HostDeviceAddress>,
}

/// Where a device of the host is.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type", default = "usb")]
#[non_exhaustive]
pub enum HostDeviceAddress {
    /// On a PCI bus.
    Pci(PciAddress),
    /// On a USB bus.
    Usb(HostUsbAddress),
}

/// A vDPA device of the host: `<source dev='/dev/vhost-vdpa-0'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VdpaSource {
    /// Its path.
    #[xml(path = "source/@dev")]
    pub dev: String,
}

/// A port of a distributed switch of VMware: `<source switchid='…' portid='18'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VdsSource {
    /// The switch.
    #[xml(path = "source/@switchid")]
    pub switch_id: Uuid,
    /// The port. Default: 0.
    #[xml(path = "source/@portid")]
    pub port_id: Option<i64>,
    /// The group of ports.
    #[xml(path = "source/@portgroupid")]
    pub port_group_id: Option<String>,
    /// The connection. Default: 0.
    #[xml(path = "source/@connectionid")]
    pub connection_id: Option<i64>,
}
