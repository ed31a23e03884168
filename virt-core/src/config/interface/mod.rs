//! `<interface>`: the definition of a network interface of the host.

mod bond;
mod config;
mod protocol;
mod validate;

pub use bond::{ArpMonitor, ArpValidation, Bond, BondMode, Carrier, MiiMonitor};
pub use config::{
    ForwardDelay, InterfaceBridge, InterfaceConfig, InterfaceLink, InterfaceMember, InterfaceType,
    InterfaceVlan, LinkState, StartMode, VlanParent,
};
pub use protocol::{InterfaceDhcp, InterfaceIp, InterfaceProtocol, InterfaceRoute};
