//! `<protocol>`: the addresses of an interface of the host.

use std::net::IpAddr;

use crate::config::{IpFamily, Spelled};
use crate::xml::XmlElement;

/// The addresses of one family: `<protocol family='ipv4'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(empty = "open")]
pub struct InterfaceProtocol {
    /// The family.
    #[xml(attribute)]
    pub family: IpFamily,
    /// Whether routers tell addresses. IPv6 alone.
    #[xml(flag)]
    pub autoconf: bool,
    /// A DHCP server tells addresses.
    #[xml(child)]
    pub dhcp: Option<InterfaceDhcp>,
    /// Addresses that stay.
    #[xml(child = "ip")]
    pub ips: Vec<InterfaceIp>,
    /// Where everything else is sent.
    #[xml(child)]
    pub route: Option<InterfaceRoute>,
}

impl InterfaceProtocol {
    /// Addresses of `family` from a DHCP server.
    pub fn dhcp(family: IpFamily) -> Self {
        InterfaceProtocol {
            family,
            autoconf: false,
            dhcp: Some(InterfaceDhcp::default()),
            ips: Vec::new(),
            route: None,
        }
    }

    /// An address that stays, with the network's part in bits.
    pub fn fixed(address: IpAddr, prefix: u32) -> Self {
        InterfaceProtocol {
            family: IpFamily::of(address),
            autoconf: false,
            dhcp: None,
            ips: vec![InterfaceIp { address: address.into(), prefix: Some(prefix) }],
            route: None,
        }
    }
}

/// A DHCP server tells addresses: `<dhcp peerdns='no'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct InterfaceDhcp {
    /// Whether it tells DNS servers as well. Default: what the host's tools have.
    #[xml(attribute = "peerdns")]
    pub peer_dns: Option<bool>,
}

/// An address that stays: `<ip address='192.168.0.5' prefix='24'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct InterfaceIp {
    /// The address.
    #[xml(attribute)]
    pub address: Spelled<IpAddr>,
    /// The network's part of it, in bits.
    #[xml(attribute)]
    pub prefix: Option<u32>,
}

/// Where everything else is sent: `<route gateway='192.168.0.1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct InterfaceRoute {
    /// The router.
    #[xml(attribute)]
    pub gateway: Spelled<IpAddr>,
}
