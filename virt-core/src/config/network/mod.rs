//! `<network>`: the definition of a virtual network, one file for each part of it.

mod bridge;
mod builder;
mod config;
mod defaults;
mod dhcp;
mod dns;
mod dnsmasq;
mod forward;
mod ip;
mod portgroup;
mod update;
mod validate;
mod validate_address;
mod validate_dhcp;
mod validate_forward;

pub use bridge::{Bridge, MacTableManager, PortOptions};
pub use builder::NetworkBuilder;
pub use config::NetworkConfig;
pub use dhcp::{Bootp, ClientId, Dhcp, DhcpHost, DhcpRange, Lease, LeaseUnit};
pub use dns::{Dns, DnsForwarder, DnsHost, DnsService, DnsText, NetworkDomain};
pub use dnsmasq::{DnsmasqOption, DnsmasqOptions};
pub use forward::{
    AddressRange, Forward, ForwardAddress, ForwardAddressType, ForwardInterface, ForwardMode, Nat,
    PhysicalFunction, PortRange,
};
pub use ip::{NetworkIp, Route, Tftp};
pub use portgroup::PortGroup;
