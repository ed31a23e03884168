//! `<ip>` of interfaces: addresses of the guest or of the host's end.

use std::net::IpAddr;

use crate::config::IpFamily;
use crate::xml::XmlElement;

/// An address of an interface: `<ip address='192.168.122.5' family='ipv4' prefix='24'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct InterfaceIp {
    /// The address.
    #[xml(attribute)]
    pub address: IpAddr,
    /// Its family. Default: what the address has.
    #[xml(attribute, lenient)]
    pub family: Option<IpFamily>,
    /// The network's part of it, in bits. Default: the whole address.
    #[xml(attribute)]
    pub prefix: Option<u32>,
    /// The address at the other end of the line.
    #[xml(attribute)]
    pub peer: Option<IpAddr>,
}

impl InterfaceIp {
    /// An address with the network's part in bits.
    pub fn new(address: IpAddr, prefix: u32) -> Self {
        let family = Some(IpFamily::of(address));
        InterfaceIp { address, family, prefix: Some(prefix), peer: None }
    }
}
