//! Sockets as the host's end of a character device.

use crate::config::DeviceSecurityLabel;
use crate::xml::{XmlElement, XmlValue};

/// Who of the two ends waits and who connects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SocketMode {
    /// The hypervisor waits.
    Bind,
    /// The hypervisor connects.
    Connect,
}

/// A Unix socket.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct UnixBackend {
    /// The socket. Default, for channels alone: one that the driver makes up.
    #[xml(child, once)]
    pub source: Option<UnixSource>,
}

/// A Unix socket: `<source mode='bind' path='/tmp/guest.sock'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct UnixSource {
    /// Who waits and who connects. Default: connect.
    #[xml(attribute)]
    pub mode: Option<SocketMode>,
    /// The path.
    #[xml(attribute)]
    pub path: Option<String>,
    /// How it is labelled, at most one for each security model.
    #[xml(child = "seclabel")]
    pub security_labels: Vec<DeviceSecurityLabel>,
    /// Whether a lost connection is made again, where the hypervisor connects.
    #[xml(child)]
    pub reconnect: Option<Reconnect>,
}

/// Whether a lost connection is made again: `<reconnect enabled='yes' timeout='10'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Reconnect {
    /// Whether it is. An element that does not say so has no meaning.
    #[xml(attribute)]
    pub enabled: Option<bool>,
    /// After how many seconds. There has to be one where the connection is made again.
    #[xml(attribute)]
    pub timeout: Option<u32>,
}

/// TCP.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct TcpBackend {
    /// The address.
    #[xml(child, once)]
    pub source: Option<TcpSource>,
    /// What is spoken. Default: raw.
    #[xml(path = "protocol/@type")]
    pub protocol: Option<TcpProtocol>,
}

/// What is spoken over TCP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TcpProtocol {
    /// What the guest writes, as it is.
    Raw,
    /// Telnet.
    Telnet,
    /// Telnet over TLS.
    Telnets,
    /// TLS, begun with a secure handshake of libvirt's old consoles.
    Tls,
}

/// An address: `<source mode='bind' host='127.0.0.1' service='2445' tls='no'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct TcpSource {
    /// Who waits and who connects. Default: connect.
    #[xml(attribute)]
    pub mode: Option<SocketMode>,
    /// The host's name or address.
    #[xml(attribute)]
    pub host: Option<String>,
    /// The port, by number or name.
    #[xml(attribute)]
    pub service: Option<String>,
    /// Whether the connection is encrypted. Default: the driver's configuration says.
    #[xml(attribute)]
    pub tls: Option<bool>,
    /// Whether a lost connection is made again, where the hypervisor connects.
    #[xml(child)]
    pub reconnect: Option<Reconnect>,
}

/// UDP: the hypervisor sends to one address and receives at another.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct UdpBackend {
    /// The addresses, told apart by their mode: one or two.
    #[xml(child = "source")]
    pub sources: Vec<UdpSource>,
}

/// An address: `<source mode='connect' host='127.0.0.1' service='2445'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct UdpSource {
    /// Whether the hypervisor receives at this address or sends there. Default: connect.
    #[xml(attribute)]
    pub mode: Option<SocketMode>,
    /// The host's name or address. Default: this host's.
    #[xml(attribute)]
    pub host: Option<String>,
    /// The port, by number or name.
    #[xml(attribute)]
    pub service: Option<String>,
}
