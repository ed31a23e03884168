//! `<ip>` and `<route>`: addresses of the host, and what is behind guests.

use std::net::{IpAddr, Ipv4Addr};

use super::Dhcp;
use crate::config::IpFamily;
use crate::config::ip::prefix_of_mask;
use crate::xml::XmlElement;

/// An address of the host on the network: `<ip address='192.168.122.1' netmask='255.255.255.0'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct NetworkIp {
    /// The family. Default: IPv4.
    #[xml(attribute)]
    pub family: Option<IpFamily>,
    /// The address.
    #[xml(attribute)]
    pub address: Option<IpAddr>,
    /// The network's part of it, as a mask; IPv4 alone, and instead of a prefix.
    #[xml(attribute, blank)]
    pub netmask: Option<IpAddr>,
    /// The network's part of it, in bits, instead of a mask. Default: what class A, B or C says,
    /// 64 for IPv6.
    #[xml(attribute = "prefix")]
    pub prefix_length: Option<u32>,
    /// Whether the network's own server answers questions for names of its addresses.
    /// Default: no.
    #[xml(attribute = "localPtr")]
    pub local_ptr: Option<bool>,
    /// Files that guests may fetch.
    #[xml(child)]
    pub tftp: Option<Tftp>,
    /// Addresses that guests get.
    #[xml(child)]
    pub dhcp: Option<Dhcp>,
}

impl NetworkIp {
    /// An address with the network's part in bits.
    pub fn new(address: IpAddr, prefix: u32) -> Self {
        let family = (IpFamily::of(address) == IpFamily::Ipv6).then_some(IpFamily::Ipv6);
        NetworkIp {
            family,
            address: Some(address),
            prefix_length: Some(prefix),
            ..NetworkIp::default()
        }
    }

    /// The family, with the default filled in.
    pub fn family(&self) -> IpFamily {
        self.family.unwrap_or(IpFamily::Ipv4)
    }

    /// The network's part in bits, with the default filled in. None without an address, or where
    /// the mask has holes.
    pub fn prefix(&self) -> Option<u32> {
        match (self.prefix_length, self.netmask) {
            (Some(prefix), _) => Some(prefix),
            (None, Some(mask)) => prefix_of_mask(mask),
            (None, None) => self.address.map(default_prefix),
        }
    }
}

/// The network's part of an address of which nobody says it.
fn default_prefix(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(address) => class_prefix(address),
        IpAddr::V6(_) => 64,
    }
}

fn class_prefix(address: Ipv4Addr) -> u32 {
    match address.octets() {
        [0..=127, ..] => 8,
        [128..=191, ..] => 16,
        _ => 24,
    }
}

/// Files that guests may fetch: `<tftp root='/srv/tftp'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct Tftp {
    /// The folder that they are in.
    #[xml(attribute, blank)]
    pub root: Option<String>,
}

impl Tftp {
    fn is_in(&self, _form: crate::xml::Form) -> bool {
        self.root.is_some()
    }
}

/// A network that is reached through a guest:
/// `<route address='10.2.0.0' prefix='16' gateway='10.1.0.9'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Route {
    /// The family. Default: IPv4.
    #[xml(attribute)]
    pub family: Option<IpFamily>,
    /// The network.
    #[xml(attribute)]
    pub address: Option<IpAddr>,
    /// The network's part of the address, as a mask; IPv4 alone, and instead of a prefix.
    #[xml(attribute, blank)]
    pub netmask: Option<IpAddr>,
    /// The network's part of the address, in bits, instead of a mask.
    #[xml(attribute = "prefix")]
    pub prefix_length: Option<u32>,
    /// The guest's address.
    #[xml(attribute)]
    pub gateway: Option<IpAddr>,
    /// Of two routes the one with the lower number counts: from 1. Default: 1.
    #[xml(attribute)]
    pub metric: Option<u32>,
}

impl Route {
    /// A route to a network, with its part of the address in bits.
    pub fn new(address: IpAddr, prefix: u32, gateway: IpAddr) -> Self {
        let family = (IpFamily::of(address) == IpFamily::Ipv6).then_some(IpFamily::Ipv6);
        Route {
            family,
            address: Some(address),
            prefix_length: Some(prefix),
            gateway: Some(gateway),
            ..Route::default()
        }
    }

    /// The family, with the default filled in.
    pub fn family(&self) -> IpFamily {
        self.family.unwrap_or(IpFamily::Ipv4)
    }

    /// The network's part of the address in bits, with the default filled in: for all zeros none,
    /// otherwise what [`NetworkIp::prefix`] says.
    pub fn prefix(&self) -> Option<u32> {
        match (self.prefix_length, self.netmask, self.address) {
            (Some(prefix), ..) => Some(prefix),
            (None, Some(mask), _) => prefix_of_mask(mask),
            (None, None, Some(address)) if address.is_unspecified() => Some(0),
            (None, None, address) => address.map(default_prefix),
        }
    }
}
