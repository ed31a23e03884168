//! What moves an interface's packets, and what it is tuned to.

use std::net::IpAddr;

use crate::xml::{Form, XmlElement, XmlValue};

/// Which program or device of the host moves the packets: `<backend type='passt'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct InterfaceBackend {
    /// The program. Default: the hypervisor itself.
    #[xml(attribute = "type")]
    pub backend_type: Option<InterfaceBackendType>,
    /// The device that tap devices are opened with. Default: `/dev/net/tun`.
    #[xml(attribute)]
    pub tap: Option<String>,
    /// The device of the kernel that moves the packets. Default: `/dev/vhost-net`.
    #[xml(attribute)]
    pub vhost: Option<String>,
    /// What the program says goes to this file.
    #[xml(attribute = "logFile")]
    pub log_file: Option<String>,
}

impl InterfaceBackend {
    /// Whether passt moves the packets.
    pub fn is_passt(&self) -> bool {
        self.backend_type == Some(InterfaceBackendType::Passt)
    }

    fn is_in(&self, _form: Form) -> bool {
        *self != InterfaceBackend::default()
    }
}

/// A program that moves packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum InterfaceBackendType {
    /// The hypervisor itself.
    Default,
    /// passt.
    Passt,
}

/// Ports of the host that lead to the guest: `<portForward proto='tcp'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct PortForward {
    /// The protocol.
    #[xml(attribute = "proto")]
    pub protocol: PortProtocol,
    /// The host's address. Default: all of them.
    #[xml(attribute)]
    pub address: Option<IpAddr>,
    /// The host's interface. Default: all of them.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// The ports. Default: all of them.
    #[xml(child = "range")]
    pub ranges: Vec<PortRange>,
}

impl PortForward {
    /// Ports of all addresses of the host.
    pub fn new(protocol: PortProtocol, ranges: Vec<PortRange>) -> Self {
        PortForward { protocol, address: None, dev: None, ranges }
    }
}

/// A protocol that has ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum PortProtocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

/// A range of ports: `<range start='8000' end='8010' to='80'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct PortRange {
    /// The first port of the host.
    #[xml(attribute)]
    pub start: u16,
    /// The last one. Default: the first one.
    #[xml(attribute)]
    pub end: Option<u16>,
    /// The first port of the guest. Default: the same as the host's.
    #[xml(attribute)]
    pub to: Option<u16>,
    /// Whether these ports are left out instead. Default: no.
    #[xml(attribute)]
    pub exclude: Option<bool>,
}

impl PortRange {
    /// One port of the host, which leads to the same one of the guest.
    pub fn new(port: u16) -> Self {
        PortRange { start: port, end: None, to: None, exclude: None }
    }

    /// The last port of the host.
    pub fn last(&self) -> u16 {
        self.end.unwrap_or(self.start)
    }
}

/// What the host's end is tuned to: `<tune><sndbuf>1600</sndbuf></tune>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct InterfaceTune {
    /// How much the host holds of what the guest sends, in bytes; 0 for any amount.
    #[xml(value = "sndbuf")]
    pub send_buffer: Option<u32>,
}

impl InterfaceTune {
    fn is_in(&self, _form: Form) -> bool {
        self.send_buffer.is_some()
    }
}

/// A part in a team of two interfaces, of which the guest uses the faster one while it is there:
/// `<teaming type='persistent'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum Teaming {
    /// The virtio interface, which is always there.
    Persistent,
    /// The device of the host, which is taken out while the guest moves to another host.
    Transient(TransientTeaming),
}

impl Teaming {
    /// The device of the host in the team of the interface with this alias.
    pub fn transient(persistent: impl Into<String>) -> Self {
        Teaming::Transient(TransientTeaming { persistent: persistent.into() })
    }
}

/// With which interface a device of the host is in a team.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct TransientTeaming {
    /// The alias of the interface that is always there.
    #[xml(attribute)]
    pub persistent: String,
}
